"""Kind border: the border, pair by pair, coloured by how many domains tie the two counties."""

from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.boundaries.border import as_line
from geodata.measure import WGS84
from geodata.query.results import Shown
from geodata.store.kept import per_store
from geodata.store.store import Edition
from geodata.text import Text
from layers import palette, spec
from layers.geometry import drawn_counties, fixed, rounded
from layers.spec import Color, LegendEntry, MapLayer, series

CASING_PX, LINE_PX, CUT_PX, ASIDE_PX = 10.0, 6.0, 9.0, 3.0
NAMED: Final = 6  # so many pairs without a tie are named on the map
TITLE: Final = Text("县对有联系的领域", "Domains with ties")
ASIDE: Final = Text("不在所选范围", "Outside what was chosen")
_ASIDE: Final = (LegendEntry(ASIDE, palette.ASIDE, "line", width=ASIDE_PX),)

_SUFFIX: Final = "(?<=[^—]{2})[县区市](?=—|$)"  # 北碚区 is known as 北碚, but 泸县 is not 泸


class Class(NamedTuple):
    """A class of border pairs: from ``least`` tied domains on, up to the next class."""

    least: int
    label: Text
    color: Color


_CUT, _FEW, _MANY, _MOST = palette.INTEGRATION  # the border stays red where nothing crosses it
_NONE: Final = Class(0, Text("未见联系记载", "No tie on record"), _CUT)
# Number of domains asked for, at least → classes by count of those that tie.
CLASSES: Final[dict[int, tuple[Class, ...]]] = {
    1: (_NONE, Class(1, Text("有联系", "Tied"), _MOST)),
    2: (_NONE, Class(1, Text("1个领域", "1 domain"), _FEW), Class(2, Text("2个领域", "2 domains"), _MOST)),
    3: (
        _NONE,
        Class(1, Text("1–2个领域", "1–2 domains"), _FEW),
        Class(3, Text("3个及以上领域", "3 or more domains"), _MOST),
    ),
    5: (
        _NONE,
        Class(1, Text("1–2个领域", "1–2 domains"), _FEW),
        Class(3, Text("3–4个领域", "3–4 domains"), _MANY),
        Class(5, Text("5个及以上领域", "5 or more domains"), _MOST),
    ),
    8: (
        _NONE,
        Class(1, Text("1–3个领域", "1–3 domains"), _FEW),
        Class(4, Text("4–6个领域", "4–6 domains"), _MANY),
        Class(7, Text("7个及以上领域", "7 or more domains"), _MOST),
    ),
}


def classes(pairs: pd.DataFrame) -> tuple[Class, ...]:
    """Return the classes that suit the number of domains ``pairs`` (``integration.pair_table``) were counted in."""
    domains = sum(name.startswith("ties_") for name in pairs)
    return CLASSES[max(least for least in CLASSES if least <= max(domains, 1))]


def class_of(pairs: pd.DataFrame) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """Return for each pair its place in ``classes(pairs)``."""
    edges = [one.least for one in classes(pairs)]
    return np.searchsorted(edges, pairs["integration"].to_numpy(dtype=int), side="right") - 1


@per_store(lru_cache(maxsize=4), shared=True)
def segments(edition: Edition, id: str) -> MapLayer:
    """Return the segment of every pair, between the same simplified counties the ground is drawn with."""
    pairs = edition.segments()
    shapes = drawn_counties(edition).set_index("adcode").geometry
    edges = shapely.intersection(
        shapes[pairs["sichuan_adcode"]].to_numpy(), shapes[pairs["chongqing_adcode"]].to_numpy()
    )
    lines = [as_line(edge) for edge in edges]
    columns = {"id": pairs["id"], "tip_zh": pairs["name_zh"], "tip_en": pairs["name_en"]}
    features = rounded(gpd.GeoDataFrame(columns, geometry=lines, crs=WGS84))
    return fixed(MapLayer(id, "line", features, width=LINE_PX, casing=CASING_PX, pickable=True, role="border"))


def build(edition: Edition, shown: Shown) -> list[MapLayer]:
    """Return the segments, one layer per class, from least to most tied; what is cut lies on top.

    Pairs that the scene is not about stay as a grey line: whether anything ties them is not what was asked.

    Args:
        edition: where the segments come from; they are sent once.
        shown: the border pairs with ``integration`` (``integration.pair_table``).
    """
    whole = segments(edition, shown.dataset.id)
    kinds, of_class = classes(shown.table), class_of(shown.rows)
    made = []
    if aside := frozenset(shown.table["id"][~shown.keep]):
        made.append(outside(whole, aside))
    for n, one in reversed(list(enumerate(kinds))):
        entry = LegendEntry(one.label, one.color, "line", width=LINE_PX - 1)
        title = (LegendEntry(TITLE, palette.LABEL, "title"),) if n == 0 else ()
        only = frozenset(shown.rows["id"][of_class == n])
        width = CUT_PX if n == 0 else LINE_PX
        made.append(
            replace(whole, id=series(whole.id, n), color=one.color, width=width, only=only, legend=(*title, entry))
        )
    return [*made, *_names(whole, shown.rows["id"][of_class == 0])]


def outside(whole: MapLayer, ids: frozenset[str]) -> MapLayer:
    """Return pairs that the scene is not about, out of ``segments``."""
    return replace(whole, id=series(whole.id, spec.ASIDE), color=palette.ASIDE, width=ASIDE_PX, only=ids, legend=_ASIDE)


def asked(made: list[MapLayer], question: Text) -> list[MapLayer]:
    """Return the layers of ``build`` with the question they answer in the legend, if it is not everything today."""
    told = LegendEntry(question, palette.LABEL, "title")
    return [
        replace(layer, legend=(layer.legend[0], told, *layer.legend[1:]))
        if question.zh and layer.legend and layer.legend[0].label == TITLE
        else layer
        for layer in made
    ]


def _names(whole: MapLayer, cut: "pd.Series[str]") -> list[MapLayer]:
    """The names of the pairs that nothing ties, if they are few: some of their pieces are too short to be seen."""
    pieces = whole.features[whole.features["id"].isin(cut)]
    if not 0 < len(pieces) <= NAMED:
        return []
    features = gpd.GeoDataFrame(
        {"text_zh": pieces["tip_zh"].str.replace(_SUFFIX, "", regex=True), "text_en": pieces["tip_en"]},
        geometry=shapely.line_interpolate_point(pieces.geometry.to_numpy(), 0.5, normalized=True),
        crs=WGS84,
    ).reset_index(drop=True)
    return [MapLayer("label-cut", "label", features, color=palette.BORDER, size=13, lift=20)]
