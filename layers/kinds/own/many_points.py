"""Thousands of points, up to a million: cells by how many stand in them where much is seen, the points where little is.

A tile is made when a map asks for it, so that a filter costs no more than what is seen of it. The classes of cells are
the same at every zoom and under every filter: what the legend says of a colour is true wherever the map is.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, log10, radians
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.catalog.model import Dataset
from geodata.measure import WGS84
from geodata.query.results import Shown
from geodata.store.kept import per_store
from geodata.store.store import Edition
from geodata.text import LANGS, Text, marks
from layers import palette, symbols
from layers.camera import EARTH_METRES, TILE
from layers.geometry import geojson, owned, rounded
from layers.kinds.own.crowd import Cells, Crowd, crowd
from layers.kinds.own.places import places
from layers.spec import Bounds, Color, LegendEntry, MapLayer, Tiles, rgba, series

TILE_PX: Final = 1024  # of a tile on screen
ZOOMS: Final = (2, 12)  # of tiles of that size, on maps that may be zoomed from 4 to 13
IN_TILE: Final = 4_000  # points that a tile holds one by one
MOSTLY: Final = 0.5  # of the rows are in tiles of so few: from that zoom on tiles of so few hold points
FINER: Final = 7  # zooms between a tile and its cells: 128 of 8 px in each direction
DECIMALS: Final = 5  # about a metre
SIZE: Final = 10  # px of a symbol among many
FROM: Final = (1, 10, 100, 1_000, 10_000)  # rows in a cell: where each class begins
_TINTS: Final = (0.6, 0.36, 0.12, -0.22, -0.55)  # of the list's colour: towards white, then towards black
_ALPHA: Final = 215
_ROOM: Final = 0.01  # degrees around all points
_PER_CELL: Final = Text("{}：每格条数", "{}: rows in a cell")
_CLOSER: Final = Text("放大后逐条显示", "one by one when closer")
_ACROSS: Final = Text("格宽约{}公里", "cells about {} km wide")
_AND_MORE: Final = Text("{}及以上", "{} and more")


@dataclass(frozen=True, eq=False)
class _Many:
    """The points of a list that pass a filter, and how they look.

    Attributes:
        dataset: the list.
        rows: all of its rows (``places``).
        all: its points in the order of tiles.
        keep: which rows pass.
        near: the zoom of tiles from which on points are drawn.
        colors: of the classes of cells.
    """

    dataset: Dataset
    rows: gpd.GeoDataFrame
    all: Crowd
    keep: NDArray[np.bool_]
    near: int
    colors: tuple[Color, ...]

    def tile(self, z: int, x: int, y: int) -> bytes:
        """A tile as GeoJSON: its points, or its cells."""
        mine = self.all.within(z, x, y).kept(self.keep)
        if z >= self.near and len(mine.rows) <= IN_TILE:
            return geojson(rounded(self.points(mine.rows), DECIMALS))
        return geojson(self.cells(mine.cells(z + FINER), z + FINER))

    def points(self, rows: NDArray[np.int64]) -> gpd.GeoDataFrame:
        """Some rows, those whose place is known last."""
        found = self.rows.iloc[np.sort(rows)]
        return found.sort_values("exact", kind="stable", ignore_index=True)

    def cells(self, cells: Cells, zoom: int) -> gpd.GeoDataFrame:
        """Cells as squares, coloured by how many points are in each; those of as many are one feature."""
        counts, group = np.unique(cells.rows, return_inverse=True)
        order = np.argsort(group, kind="stable")
        told = [_rows(count) for count in counts.tolist()]
        return gpd.GeoDataFrame(
            {
                "id": "",  # none of our rows: a click on it means nothing
                **{f"tip_{lang}": [said.say(lang) for said in told] for lang in LANGS},
                "color": [self.colors[n] for n in np.searchsorted(FROM, counts, side="right") - 1],
            },
            geometry=shapely.multipolygons(_squares(cells, zoom)[order], indices=group[order]) if len(counts) else [],
            crs=WGS84,
        )

    def closer(self, bounds: Bounds, zoom: float) -> list[MapLayer]:
        """What is drawn on paper of a piece of the ground: as on a screen of that zoom."""
        z = min(max(round(zoom - 1), ZOOMS[0]), ZOOMS[1])  # tiles are twice as wide as the world at zoom 0
        kept = self.all.kept(self.keep)
        at = shapely.get_coordinates(self.rows.geometry.to_numpy()[kept.rows])
        west, south, east, north = bounds
        inside = (at[:, 0] >= west) & (at[:, 0] <= east) & (at[:, 1] >= south) & (at[:, 1] <= north)
        seen = Crowd(kept.codes[inside], kept.rows[inside])
        color, title = rgba(self.dataset.domain.color), self.dataset.title
        if len(seen.rows) <= IN_TILE:
            metre = TILE * 2**zoom / (EARTH_METRES * cos(radians((south + north) / 2)))
            px = round(float(np.clip(symbols.METRES * metre, *symbols.bounds(SIZE))))
            return [MapLayer(self.dataset.id, "point", self.points(seen.rows), color=color, size=px)]
        found = seen.cells(z + FINER)
        across = EARTH_METRES / 1000 * cos(radians((south + north) / 2)) / 2 ** (z + FINER)
        size = Text(*(part.format(f"{across:.2g}") for part in _ACROSS))
        legend = _legend(title, self.colors, int(found.rows.max()), size)
        frame = self.cells(found, z + FINER)
        frame = frame.assign(id=[str(n) for n in range(len(frame))])
        return [MapLayer(series(self.dataset.id, "cells"), "polygon", frame, legend=legend)]


def build(edition: Edition, shown: Shown) -> MapLayer:
    """Return the layer of a list of many points.

    Args:
        edition: whose store holds the list.
        shown: a dataset of kind "own_points" and which of its rows to show.
    """
    dataset, rows, all = shown.dataset, places(edition, shown.dataset), _crowd(edition, shown.dataset)
    keep = shown.keep.to_numpy(dtype=bool)
    kept = all.kept(keep)
    color = rgba(dataset.domain.color)
    many = _Many(dataset, rows, all, keep, nearest(kept), tints(color))
    version = hashlib.sha256(np.packbits(keep).tobytes()).hexdigest()[:12]
    address = owned.folder(edition.store).tiles(dataset.id, version, many.tile)
    bounds = shapely.total_bounds(rows.geometry.to_numpy()) + np.array((-_ROOM, -_ROOM, _ROOM, _ROOM))
    there = keep & rows.geometry.notna().to_numpy()
    legend: tuple[LegendEntry, ...] = ()
    if many.near > ZOOMS[0]:
        legend = _legend(dataset.title, many.colors, int(kept.cells(ZOOMS[0] + FINER).rows.max()), _CLOSER)
    return MapLayer(
        dataset.id,
        "point",
        rows if there.all() else rows[there],
        color=color,
        size=SIZE,
        pickable=True,
        tiles=Tiles(address, *ZOOMS, tuple(float(edge) for edge in bounds), TILE_PX),
        closer=many.closer,
        legend=legend,
    )


@per_store(lru_cache(maxsize=32))
def _crowd(edition: Edition, dataset: Dataset) -> Crowd:
    return crowd(places(edition, dataset).geometry)


def nearest(kept: Crowd) -> int:
    """Return the least zoom of tiles at which half of the points stand where few enough do to draw each."""
    for zoom in range(ZOOMS[0], ZOOMS[1]):
        counts = kept.cells(zoom).rows
        if counts[counts <= IN_TILE].sum() >= MOSTLY * len(kept.rows):
            return zoom
    return ZOOMS[1]


def tints(color: Color) -> tuple[Color, ...]:
    """Return the colours of the classes of cells, from few rows to many: the list's own, from pale to dark."""

    def tint(part: int, share: float) -> int:
        return round(part + (255 - part) * share if share > 0 else part * (1 + share))

    red, green, blue, _ = color
    return tuple((tint(red, share), tint(green, share), tint(blue, share), _ALPHA) for share in _TINTS)


def _rows(count: int) -> Text:
    return Text(f"{count:,}条", f"{count:,} rows" if count > 1 else "1 row")


def _squares(cells: Cells, zoom: int) -> NDArray[np.object_]:
    """Cells of a zoom in degrees."""
    west, east = ((cells.x + side) * 360 / 2**zoom - 180 for side in (0, 1))
    north, south = (np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * (cells.y + side) / 2**zoom)))) for side in (0, 1))
    decimals = ceil(-log10(360 / 2**zoom)) + 2  # a hundredth of a cell
    edges = (edge.round(decimals) for edge in (west, south, east, north))
    return np.asarray(shapely.box(*edges), dtype=object)


def _legend(title: Text, colors: tuple[Color, ...], most: int, note: Text) -> tuple[LegendEntry, ...]:
    """What the colours of cells mean, as far as any cell may have them (``most`` rows)."""
    zh, en = (_PER_CELL.say(lang).format(title.say(lang)) + marks.bracketed(note.say(lang), lang) for lang in LANGS)
    entries = [LegendEntry(Text(zh, en), palette.LABEL, "title")]
    for n, (low, high) in enumerate(pairwise([*FROM, None])):
        if low is None or low > most:
            break
        label = _AND_MORE if high is None else Text(*[f"{low:,}–{high - 1:,}"] * 2)
        entries.append(LegendEntry(Text(label.zh.format(f"{low:,}"), label.en.format(f"{low:,}")), colors[n], "fill"))
    return tuple(entries)
