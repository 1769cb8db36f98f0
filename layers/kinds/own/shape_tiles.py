"""Lines and areas of very many corners in tiles: each zoom has the detail that a screen shows, made when asked for."""

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Final, Literal

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.store.store import Store
from layers.camera import TILE, tile_bounds
from layers.geometry import geojson, owned, rounded
from layers.spec import Bounds, MapLayer, Tiles

TILE_PX: Final = 1024  # of a tile on screen
ZOOMS: Final = (2, 12)  # of tiles of that size, on maps that may be zoomed from 4 to 13
IN_TILE: Final = 4_000  # shapes that a tile holds, the largest
DECIMALS: Final = 5  # about a metre
RUN: Final = 500  # corners that are simplified at once
_MARGIN: Final = 4  # px around a tile of lines
As = Literal["fill", "edge"]


@dataclass(frozen=True, eq=False)
class Shapes:
    """Lines or areas, and how each is drawn.

    Attributes:
        rows: ``id``, tips and style, geometry (EPSG:4326, none missing); from the bottom up.
    """

    rows: gpd.GeoDataFrame

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Where each lies."""
        return shapely.STRtree(self.rows.geometry.to_numpy())

    @cached_property
    def extent(self) -> NDArray[np.float64]:
        """How wide or high each is, in degrees."""
        west, south, east, north = shapely.bounds(self.rows.geometry.to_numpy()).T
        return np.asarray(np.maximum(east - west, north - south), dtype=float)

    def tile(self, keep: NDArray[np.bool_], drawn: As, z: int, x: int, y: int) -> bytes:
        """Return a tile as GeoJSON: of the shapes to keep those that are not smaller than a pixel, cut at its edges."""
        pixel = 360 / 2**z / TILE_PX
        west, south, east, north = tile_bounds(z, x, y)
        room = _MARGIN * pixel if drawn == "edge" else 0
        box = (west - room, south - room, east + room, north + room)
        return geojson(rounded(self.seen(keep, drawn, box, pixel), DECIMALS))

    def seen(self, keep: NDArray[np.bool_], drawn: As, box: Bounds, pixel: float) -> gpd.GeoDataFrame:
        """The largest shapes to keep in a box, cut at its edges, in the detail of a pixel of so many degrees.

        Returns:
            The columns of ``rows``.
        """
        found = np.sort(self.tree.query(shapely.box(*box)))
        found = found[keep[found] & (self.extent[found] >= pixel)]
        if len(found) > IN_TILE:
            found = np.sort(found[np.argsort(-self.extent[found], kind="stable")[:IN_TILE]])
        rows = self.rows.iloc[found]
        simple = simplified(rows.geometry.to_numpy(), pixel / 2)
        if drawn == "edge":  # of areas their edges, so that the edges of tiles are none
            areas = shapely.get_dimensions(simple) == 2
            simple[areas] = shapely.boundary(simple[areas])
        cut = shapely.clip_by_rect(simple, *box)
        there = ~shapely.is_empty(cut)
        return rows[there].set_geometry(cut[there], crs=rows.crs)


def simplified(shapes: NDArray[np.object_], tolerance: float) -> NDArray[np.object_]:
    """Return shapes in less detail, however many corners they have.

    GEOS recurses once for each corner of a hostile line, until the stack of its thread is full and the server ends:
    long rings and lines are simplified in runs.

    Args:
        shapes: lines and areas.
        tolerance: by how much they may be moved, in their own unit.
    """
    many = shapely.get_num_coordinates(shapes) > RUN
    few = shapes.copy()
    few[many] = None
    made = np.array(shapely.simplify(few, tolerance), dtype=np.object_)
    for n in np.flatnonzero(many):
        parts = [_part(one, tolerance) for one in shapely.get_parts(shapes[n])]
        join = shapely.multipolygons if shapely.get_dimensions(shapes[n]) == 2 else shapely.multilinestrings
        made[n] = parts[0] if len(parts) == 1 else join(parts)
    return made


def _part(part: BaseGeometry, tolerance: float) -> BaseGeometry:
    if not isinstance(part, Polygon):
        return LineString(_in_runs(shapely.get_coordinates(part), tolerance))
    rings = (part.exterior, *part.interiors)
    outer, *holes = [_in_runs(shapely.get_coordinates(ring), tolerance) for ring in rings]
    return Polygon(outer, holes)


def _in_runs(at: NDArray[np.float64], tolerance: float) -> NDArray[np.float64]:
    """The corners of a line or ring that stay; a ring keeps four at least."""
    runs = [at[n : n + RUN + 1] for n in range(0, len(at) - 1, RUN)]
    fewer = [shapely.get_coordinates(LineString(run).simplify(tolerance)) for run in runs]
    found = np.concatenate([*(run[:-1] for run in fewer), at[-1:]])
    return found if len(found) >= 4 or len(at) < 4 else at[np.linspace(0, len(at) - 1, 4).astype(int)]


def tiled(store: Store, layer: MapLayer, shapes: Shapes, keep: NDArray[np.bool_], drawn: As) -> MapLayer:
    """Return a layer of which tiles show what is to be kept, made when they are asked for.

    Args:
        store: that holds the list.
        layer: all of its shapes.
        shapes: the same.
        keep: one truth value a shape.
        drawn: their fill or their lines.
    """

    def closer(bounds: Bounds, zoom: float) -> list[MapLayer]:
        rows = shapes.seen(keep, drawn, bounds, 360 / 2**zoom / TILE)
        return [replace(layer, features=rows.reset_index(drop=True))]

    version = hashlib.sha256(np.packbits(keep).tobytes()).hexdigest()[:12]
    bounds = tuple(float(edge) for edge in shapes.rows.total_bounds)
    address = owned.folder(store).tiles(layer.id, version, partial(shapes.tile, keep, drawn))
    kept = layer.features if keep.all() else layer.features[keep]
    return replace(layer, features=kept, tiles=Tiles(address, *ZOOMS, bounds, TILE_PX), closer=closer)
