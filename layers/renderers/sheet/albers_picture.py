"""A basemap for paper: its picture bent from Web Mercator into the projection of the sheet."""

from typing import Final

import numpy as np
from PIL import Image
from pyproj import Transformer

from geodata.basemap.basemap import Basemap
from geodata.basemap.mercator import Box as Piece
from geodata.basemap.mercator import spot
from geodata.measure import ALBERS, WGS84
from layers.renderers.sheet.label_placement import Box

_TO_DEGREES: Final = Transformer.from_crs(ALBERS, WGS84, always_xy=True)
_CELLS: Final = 32  # along each side; between their corners the bend is taken to be straight
_MOST_PX: Final = 2_400


def albers(basemap: Basemap, box: Box, width: int) -> Image.Image | None:
    """Return a basemap as seen on a sheet, or None where nothing of it can be had.

    Args:
        basemap: where its tiles come from.
        box: what of the ground is seen, in metres (Albers).
        width: px; the height follows from the box.
    """
    width = min(width, _MOST_PX)
    height = max(1, round(width * box.height / box.width))
    columns, rows = np.linspace(0, 1, _CELLS + 1), np.linspace(0, 1, _CELLS + 1)
    xs, ys = np.meshgrid(box.left + columns * box.width, box.top - rows * box.height)
    lons, lats = _TO_DEGREES.transform(xs, ys)
    at = np.array([[spot(lon, lat) for lon, lat in zip(*row, strict=True)] for row in zip(lons, lats, strict=True)])
    low, high = at.min(axis=(0, 1)), at.max(axis=(0, 1))
    picture = basemap.picture(Piece(float(low[0]), float(low[1]), float(high[0]), float(high[1])), width)
    if picture is None:
        return None
    source = (at - low) / (high - low) * picture.size
    right, down = np.rint(columns * width).astype(int), np.rint(rows * height).astype(int)
    mesh = [
        (
            (int(right[c]), int(down[r]), int(right[c + 1]), int(down[r + 1])),
            tuple(source[[r, r + 1, r + 1, r], [c, c, c + 1, c + 1]].ravel().tolist()),
        )
        for r in range(_CELLS)
        for c in range(_CELLS)
    ]
    return picture.transform((width, height), Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)
