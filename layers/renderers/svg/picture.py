"""Renderer for what is seen first: any drawing as inline SVG, at the scale and with the names of the live map.

Places are half px from the middle of the view, so that the picture lies on the live map whatever the window's width.
"""

from collections.abc import Iterator
from functools import lru_cache, partial
from html import escape
from itertools import groupby
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.basemap.mercator import of_degrees
from geodata.store.kept import until_replaced
from geodata.text import Lang
from layers import camera, palette, symbols
from layers.camera import EARTH_METRES, TILE, View
from layers.renderers.names.rows import on_screen
from layers.renderers.names.seats import Said
from layers.renderers.sheet.label_placement import Seat
from layers.renderers.svg import paths
from layers.spec import Color, Drawing, MapLayer, faded

WIDE: Final = (1100, 520)  # px from the middle of the view, right and down, that are drawn on a large screen
NARROW: Final = (260, 360)  # … on a phone
_FINE: Final = 2  # units a px
_RINGS: Final = {"picked": symbols.RING_BOX, "stop": symbols.STOP}  # px
_FONT: Final = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"


class _Plane:
    """The picture's plane, around the middle of a view."""

    def __init__(self, view: View, reach: tuple[int, int]) -> None:
        self.view, self.scale, self.reach = view, 2**view.zoom, reach
        west, north = camera.place(view, -reach[0], -reach[1])
        east, south = camera.place(view, *reach)
        self.box = (west, south, east, north)
        self.fine = 360 / (TILE * self.scale)  # degrees: a px
        self.metre = TILE * self.scale / (EARTH_METRES * np.cos(np.radians(view.lat)))  # px

    def at(self, degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where places (longitude, latitude) are, in units right and down of the middle."""
        middle = camera.mercator(self.view.lon, self.view.lat)
        up = np.arcsinh(np.tan(np.radians(degrees[:, 1]))) / (2 * np.pi) * TILE
        px = np.column_stack([degrees[:, 0] / 360 * TILE - middle[0], middle[1] - up]) * self.scale
        return px * _FINE

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a place is in the picture."""
        west, south, east, north = self.box
        return west <= lon <= east and south <= lat <= north

    def path(self, shapes: NDArray[np.object_]) -> str:
        """Shapes as the data of one path, without points that no eye could tell."""
        return paths.path(shapely.simplify(shapes, self.fine, preserve_topology=False), self.box, self.at)


def _rows(layer: MapLayer) -> gpd.GeoDataFrame:
    """The features that are shown."""
    return layer.features if layer.only is None else layer.features[layer.features["id"].isin(list(layer.only))]


def _shown(layer: MapLayer) -> pd.DataFrame:
    """The features that are shown, with what each is drawn by: colour, width, dash."""
    rows = _rows(layer)
    return pd.DataFrame(
        {
            "geometry": rows.geometry.to_numpy(),
            "color": rows["color"] if "color" in rows else [layer.color] * len(rows),
            "width": rows.get("width", layer.width),
            "dash": rows["dash"].map(tuple) if "dash" in rows else [()] * len(rows),
        }
    )


def _alike(layer: MapLayer) -> Iterator[tuple[Color, float, tuple[float, ...], NDArray[np.object_]]]:
    """The features of a layer that are drawn alike, together."""
    rows = _shown(layer)
    for (color, width, dash), same in rows.groupby(["color", "width", "dash"], sort=False):
        yield color, float(width), dash, same["geometry"].to_numpy()


def _paint(color: Color, what: str) -> str:
    opaque = "" if color[3] == 255 else f' {what}-opacity="{color[3] / 255:.2g}"'
    return f'{what}="#{color[0]:02x}{color[1]:02x}{color[2]:02x}"{opaque}'


@until_replaced(lru_cache(maxsize=64))
def _merged(layer: MapLayer) -> list[tuple[Color, NDArray[np.object_]]]:
    """What a layer of areas covers, by colour: lines between them are layers of their own."""
    return [(color, np.array([shapely.union_all(shapes)])) for color, _, _, shapes in _alike(layer)]


def _areas(layer: MapLayer, plane: _Plane) -> str:
    told = ((plane.path(shapes), faded(color, layer.opacity)) for color, shapes in _merged(layer))
    return "".join(f'<path d="{data}" {_paint(color, "fill")}/>' for data, color in told if data)


def _lines(layer: MapLayer, plane: _Plane) -> str:
    under, over = [], []
    for color, width, dash, shapes in _alike(layer):
        data = plane.path(shapes)
        if not data:
            continue
        if layer.metres:
            width = min(max(layer.metres * plane.metre, layer.width / 2), layer.width)
        if layer.pickable and layer.address:
            casing = layer.casing or width + 2
            under.append(f'<path d="{data}" {_paint(palette.CASING, "stroke")} stroke-width="{casing * _FINE:g}"/>')
        dashes = " ".join(f"{part * width * _FINE:g}" for part in dash) if any(dash) else ""
        broken = f' stroke-dasharray="{dashes}" stroke-linecap="butt"' if dashes else ""
        over.append(f'<path d="{data}" {_paint(color, "stroke")} stroke-width="{width * _FINE:g}"{broken}/>')
    lines = "".join([*under, *over])
    return f'<g fill="none" stroke-linejoin="round" stroke-linecap="round">{lines}</g>' if lines else ""


def _points(layer: MapLayer, plane: _Plane) -> str:
    rows, (west, south, east, north) = _rows(layer), plane.box
    x, y = rows.geometry.x.to_numpy(), rows.geometry.y.to_numpy()
    inside = (x >= west) & (x <= east) & (y >= south) & (y <= north)
    at = np.rint(plane.at(np.column_stack([x, y])) + rows[["dx", "dy"]].to_numpy() * _FINE).astype(int)
    uses = dict.fromkeys(
        f'<use href="#at-{icon}" x="{right}" y="{down}"/>'
        for icon, (right, down), seen in zip(rows["icon"], at, inside, strict=True)
        if seen
    )
    return "".join(uses)


def _size(layer: MapLayer, plane: _Plane) -> float:
    """How large the symbols of a layer are, px: smaller where much is seen."""
    if not layer.address:
        return layer.size
    least, most = symbols.bounds(layer.size)
    return min(max(symbols.METRES * plane.metre, least), most)


def _symbols(layers: tuple[MapLayer, ...], plane: _Plane, shapes: dict[str, str]) -> str:
    """Every symbol that is used, once, its middle at the origin; as pictures, which are painted sooner than shapes."""
    made: dict[str, str] = {}
    for layer in layers:
        for icon in set(layer.features["icon"]) - set(made):
            domain, _ = symbols.named(icon)
            wide = round((_size(layer, plane) if domain else _RINGS[icon]) * _FINE)
            address = symbols.picture_url(icon, shapes.get(domain, ""), layer.color)
            box = f'x="{-wide / 2:g}" y="{-wide / 2:g}" width="{wide}" height="{wide}"'
            made[icon] = f'<image id="at-{icon}" {box} href="{address}"/>'
    return f"<defs>{''.join(made[icon] for icon in sorted(made))}</defs>"


def _names(layers: tuple[MapLayer, ...], lang: Lang, plane: _Plane) -> str:
    """The names that the live map shows at this zoom, those that look alike together."""
    seen = [one for one in on_screen(layers, lang, plane.view.zoom) if plane.holds(one[0].lon, one[0].lat)]
    told = []
    for (size, color), same in groupby(seen, key=lambda one: (one[0].size, one[0].color)):
        group = "".join(_name(said, seat, plane) for said, seat in same)
        told.append(f'<g font-size="{size * _FINE}" {_paint(color, "fill")}>{group}</g>')
    style = f'font-family="{_FONT}" font-weight="700" text-anchor="middle" paint-order="stroke"'
    halo = f'stroke="#fff" stroke-width="{3 * _FINE}" stroke-linejoin="round"'
    return f"<g {style} {halo}>{''.join(told)}</g>" if told else ""


def _name(said: Said, seat: Seat, plane: _Plane) -> str:
    x, y = plane.at(np.array([[said.lon, said.lat]]))[0] + np.array([seat.right, -seat.up]) * _FINE
    down = said.size * 0.36 * _FINE  # from the middle of the letters to the line they stand on
    turn = f' transform="rotate({-said.angle:g} {x:.0f} {y:.0f})"' if said.angle else ""
    return f'<text x="{x:.0f}" y="{y + down:.0f}"{turn}>{escape(said.text)}</text>'


def _ground(layer: MapLayer, plane: _Plane, root: str) -> str:
    """The administrator's basemap as one picture, which the browser fetches."""
    if not layer.ground:
        return ""
    right, down = plane.reach
    address = root + layer.ground.view(of_degrees(*plane.box), 2 * right, 2 * down)
    at = f'x="{-right * _FINE}" y="{-down * _FINE}" width="{2 * right * _FINE}" height="{2 * down * _FINE}"'
    return f'<image href="{escape(address)}" {at} preserveAspectRatio="none"/>'


def picture(
    drawing: Drawing,
    lang: Lang,
    shapes: dict[str, str],
    alt: str,
    reach: tuple[int, int] = WIDE,
    root: str = "/",
) -> str:
    """Return a drawing as inline SVG that fills whatever holds it, the middle of its view in the middle.

    Args:
        drawing: what is drawn, and where.
        lang: of names.
        shapes: domain → shape of its symbol.
        alt: what the map shows, in words.
        reach: px from the middle, right and down, that are drawn.
        root: address of the server with a slash at its end.
    """
    plane = _Plane(drawing.view, reach)
    ground = partial(_ground, root=root)
    make: dict[str, Any] = {"ground": ground, "polygon": _areas, "line": _lines, "point": _points}
    parts = [make[layer.shape](layer, plane) for layer in drawing.layers if layer.shape in make]
    names = _names(drawing.layers, lang, plane)
    used = tuple(layer for layer in drawing.layers if layer.shape == "point" and len(layer.features))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%" role="img" aria-label="{escape(alt)}">'
        f'<svg x="50%" y="50%" overflow="visible"><g transform="scale({1 / _FINE:g})" aria-hidden="true">'
        f"{_symbols(used, plane, shapes)}{''.join(parts)}{names}</g></svg></svg>"
    )
