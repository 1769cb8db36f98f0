"""What all tests share: the real store, and a toy world small enough to check by eye."""

from pathlib import Path
from typing import Final

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import settings

from geodata.measure import WGS84
from geodata.store.store import Store, load

# No example has a time limit: the first one pays for what is loaded once, whichever test it belongs to.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


# What whole pages, files and all that can be said cost: `make test-fast`, the daily loop, goes without.
SLOW: Final = (
    "editor",
    "layers/documents",
    "layers/renderers/test_sheet.py",
    "pages",
    "geodata/query/residents/test_answer.py",
    "geodata/narrative/test_card.py",
    "geodata/catalog/test_tables.py",
    "geodata/intake/test_mutations.py",
    "test_contributing.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        told = item.path.relative_to(Path(__file__).parent).as_posix()
        if any(told == place or told.startswith(f"{place}/") for place in SLOW):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def store() -> Store:
    return load()


@pytest.fixture
def toy_counties() -> gpd.GeoDataFrame:
    """Four counties in a row of two by two: A and B in Sichuan (west), C and D in Chongqing (east).

    A touches C, B touches D along lines of 1°; A and D, B and C only meet in the middle point.
    """
    rows = [("A", "四川省", 0, 1), ("B", "四川省", 0, 0), ("C", "重庆市", 1, 1), ("D", "重庆市", 1, 0)]
    return gpd.GeoDataFrame(
        {
            "adcode": [name for name, *_ in rows],
            "name_zh": [f"{name}县" for name, *_ in rows],
            "name_en": [name for name, *_ in rows],
            "province": [province for _, province, *_ in rows],
        },
        geometry=[shapely.box(105 + x, 30 + y, 106 + x, 31 + y) for *_, x, y in rows],
        crs=WGS84,
    )


@pytest.fixture
def toy_lines() -> gpd.GeoDataFrame:
    """Lines known by eye; 0.01° is about 1 km.

    once: crosses A–C. weaving: crosses B–D three times, 20 km apart. inside: stays in Sichuan. wobbling: crosses A–C
    three times within 4 km. touching: dips 1 km into Chongqing and comes back. along: joins the border in the south,
    follows it for 30 km and leaves it into Chongqing. back: follows it too, but leaves it into Sichuan. beyond: comes
    from the north, outside both provinces, and enters Sichuan. stub: begins 1 km beyond the border and goes to
    Sichuan.
    """
    shapes = {
        "once": [(105.5, 31.5), (106.5, 31.5)],
        "weaving": [(105.9, 30.1), (106.1, 30.3), (105.9, 30.5), (106.1, 30.7)],
        "inside": [(105.2, 30.2), (105.8, 31.8)],
        "wobbling": [(105.5, 31.2), (106.01, 31.2), (106.01, 31.22), (105.99, 31.22), (105.99, 31.24), (106.5, 31.24)],
        "touching": [(105.5, 31.6), (106.01, 31.6), (106.01, 31.61), (105.5, 31.61)],
        "along": [(105.5, 30.2), (106.0, 30.2), (106.0, 30.5), (106.5, 30.5)],
        "back": [(105.5, 30.2), (106.0, 30.2), (106.0, 30.5), (105.5, 30.5)],
        "beyond": [(106.5, 32.5), (106.5, 31.9), (105.5, 31.9)],
        "stub": [(106.01, 31.7), (105.2, 31.7)],
    }
    return gpd.GeoDataFrame(
        {
            "id": list(shapes),
            "name_zh": list(shapes),
            "name_en": list(shapes),
            "mode": "rail",
            "status": "operating",
            "opened": "2020-05",
        },
        geometry=[shapely.LineString(points) for points in shapes.values()],
        crs=WGS84,
    )


@pytest.fixture
def toy_provinces(toy_counties) -> gpd.GeoDataFrame:
    """The two provinces of the toy counties."""
    return toy_counties.dissolve("province").reset_index()[["province", "geometry"]]


@pytest.fixture
def toy_members() -> pd.DataFrame:
    """Alliance x has two members in Sichuan and one in Chongqing, y only one in Sichuan."""
    return pd.DataFrame(
        {
            "id": ["1", "2", "3", "4"],
            "alliance_id": ["x", "x", "x", "y"],
            "province": ["四川省", "四川省", "重庆市", "四川省"],
        }
    )
