"""Kind own_points: places of somebody's own, in the shape and colour of their choice.

A few are drawn one by one wherever the map is; of more, what is seen comes in tiles (many_points.py).
"""

from dataclasses import replace
from functools import lru_cache
from typing import Final

from geodata.catalog.model import Dataset
from geodata.query.results import Shown
from geodata.store.kept import per_store
from geodata.store.store import Edition
from geodata.text import LANGS, Text, marks
from layers.geometry import fixed
from layers.kinds.own import many_points
from layers.kinds.own.places import ABOUT, icons, is_exact, places
from layers.spec import LegendEntry, MapLayer, rgba

FEW: Final = 2_000  # points that are drawn one by one
SIZE: Final = 13  # px


def build(edition: Edition, shown: Shown) -> list[MapLayer]:
    """Return the places kept.

    Args:
        edition: whose store holds the list.
        shown: a dataset of kind "own_points" and which of its rows to show.
    """
    there = shown.rows["geometry"].notna()
    if len(shown.table) > FEW:
        layer = many_points.build(edition, shown)
    else:
        layer = replace(_few(edition, shown.dataset), only=frozenset(shown.rows["id"][there]))
    exact = is_exact(shown.rows["coord_precision"][there])
    legend = _legend(shown.dataset, exact=bool(exact.any()), about=not exact.all())
    return [replace(layer, legend=legend + layer.legend)]


@per_store(lru_cache(maxsize=32))
def _few(edition: Edition, dataset: Dataset) -> MapLayer:
    """Every place of the list; what is exact lies on top."""
    rows = places(edition, dataset)
    rows = rows[rows.geometry.notna()].sort_values("exact", kind="stable", ignore_index=True)
    color = rgba(dataset.domain.color)
    return fixed(MapLayer(dataset.id, "point", rows, color=color, size=SIZE, pickable=True))


def _legend(dataset: Dataset, *, exact: bool, about: bool) -> tuple[LegendEntry, ...]:
    """The symbol of places, and the one of those of which only the town or the county is known; what there is."""
    zh, en = (dataset.title.say(lang) + marks.bracketed(ABOUT.say(lang), lang) for lang in LANGS)
    told = ((dataset.title, exact), (Text(zh, en), about))
    color = rgba(dataset.domain.color)
    return tuple(
        LegendEntry(label, color, "icon", icon=icon)
        for (label, there), icon in zip(told, icons(dataset), strict=True)
        if there
    )
