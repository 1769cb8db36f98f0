"""The table of ties: rows are named, placed and given ids."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.catalog.pick import Pick
from geodata.catalog.shared_columns import IN_FORCE, PAST, codes
from geodata.measure import WGS84
from geodata.text import LANGS, Lang, marks
from geodata.ties.model import SCOPES, SIDE_NAMES, Row, nowhere


def _scope(code: str, id: str) -> str:
    if id:
        return "point"
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


def _scopes(table: pd.DataFrame) -> list[str]:
    """The scope of each tie: the wider one of its two ends."""
    ends = (zip(table[f"{prefix}_adcode"], table[f"{prefix}_id"], strict=True) for prefix in SIDE_NAMES)
    scopes = ([_scope(code, id) for code, id in end] for end in ends)
    return [max(pair, key=SCOPES.index) for pair in zip(*scopes, strict=True)]


def _names(table: pd.DataFrame, lang: Lang) -> list[str]:
    """The name of each tie: its ends, behind what ties them where that is neither of them."""
    colon, dash = marks.COLON.say(lang), marks.ENDS.say(lang)
    parts = zip(*(table[f"{name}_{lang}"] for name in ("subject", "sichuan", "chongqing")), strict=True)
    return [f"{a}{dash}{b}" if subject in (a, b) else f"{subject}{colon}{a}{dash}{b}" for subject, a, b in parts]


def finish(rows: list[Row], places: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the table of ties: ends named and placed, scope and first known year added, ids given.

    Args:
        rows: of ``agreements.once``.
        places: ``seats.seats`` of counties, cities and provinces.

    Returns:
        One row a tie. ``scope`` is the wider one of the two ends; ``known_since`` is the year the tie began or, where
        that is not known, the year of the source that tells of it; geometry is the straight line between the ends.
    """
    table = pd.DataFrame(rows)
    ends = [f"{prefix}_{part}" for part in ("adcode", "id") for prefix in SIDE_NAMES]
    keys = ["kind", "domain", "dataset", "subject_id", *ends, "basis_zh"]
    table = table.drop_duplicates(keys, ignore_index=True)
    table["told_by"] = [";".join(rows) or None for rows in table["told_by"]]
    table["since"] = table["since"].where(table["status"].isin([IN_FORCE, *PAST]), None)  # not begun yet
    where = places.set_index("adcode")
    for prefix in SIDE_NAMES:
        code = table[f"{prefix}_adcode"]
        for column, source in (("zh", "name_zh"), ("en", "name_en"), ("lon", "lon"), ("lat", "lat")):
            own = table[f"{prefix}_{column}"]
            table[f"{prefix}_{column}"] = own.where(own.notna(), code.map(where[source]))
        for column in ("lon", "lat"):
            table[f"{prefix}_{column}"] = table[f"{prefix}_{column}"].astype(float)
    table["scope"] = _scopes(table)
    dated = table["since"].where(table["since"].notna(), table["source_date"])
    table["known_since"] = dated.str[:4].where(dated.notna(), None)
    running = table.groupby(["kind", "subject_id"]).cumcount() + 1
    table.insert(0, "id", table["kind"] + ":" + table["subject_id"] + ":" + running.astype(str))
    for lang in LANGS:
        table[f"name_{lang}"] = _names(table, lang)
    starts, stops = (table[[f"{p}_lon", f"{p}_lat"]].to_numpy() for p in SIDE_NAMES)
    lines = shapely.linestrings(np.stack([starts, stops], axis=1))
    for column, side, named in (
        ("sichuan_city", "sichuan", table["sichuan_adcode"].str[:4] + "00"),
        ("chongqing_county", "chongqing", table["chongqing_adcode"]),
    ):
        table[column] = named.map(where["name_zh"]).mask(nowhere(table, side))
    return gpd.GeoDataFrame(table, geometry=lines, crs=WGS84)


def crossing_ids(table: pd.DataFrame) -> frozenset[str]:
    """Return the ids of rows that cross: those that tell of ties, whatever their status, and ends of ties in force."""
    places = table.loc[table["status"] == IN_FORCE, ["sichuan_id", "chongqing_id"]]
    also = (Pick(one).id for cell in table["told_by"] for one in codes(cell))
    return frozenset([*table["subject_id"], *also, *places.to_numpy().ravel()]) - {""}
