"""The point symbols: a shape and a colour per domain; solid when the place crosses the border, hollow when not.

Of somebody's own list: solid where a place is known, a shape with a heart ("about") where only its county or town is.

Drawn once with Pillow into one picture (an atlas) that the live map loads by address; the light map uses the same
polygons as inline SVG. Shape repeats what colour says, for readers who do not tell the colours apart.
"""

from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from math import cos, pi, sin
from typing import Final, Literal, cast

from PIL import Image, ImageDraw

from geodata.catalog.model import is_own
from geodata.store.kept import per_store
from geodata.store.store import Store
from layers import geometry, palette
from layers.spec import Color, css, rgba

CELL: Final = 64  # px of one symbol in the atlas; drawn at 12–16 px on screen
METRES: Final = 9_500  # of a symbol on a screen's map, 12 px when the whole circle fills a desktop; bounded in px
STOP, STOP_NAME = 11, 12  # px: the ring of a stop, its name
_WHITE: Final[Color] = (255, 255, 255, 255)

# The ring around what is picked or stopped at: circles of one radius in a square, each with its width and colour.
RING_BOX, RING_RADIUS = 30, 11
RING: Final[tuple[tuple[int, Color], ...]] = ((6, _WHITE), (3, palette.PICKED))

# Outline of each shape in a square from -1 to 1, y down.
SHAPES: Final[dict[str, tuple[tuple[float, float], ...]]] = {
    "circle": tuple((0.82 * cos(2 * pi * n / 48), 0.82 * sin(2 * pi * n / 48)) for n in range(48)),
    "square": ((-0.72, -0.72), (0.72, -0.72), (0.72, 0.72), (-0.72, 0.72)),
    "diamond": ((0, -0.98), (0.98, 0), (0, 0.98), (-0.98, 0)),
    "cross": (
        (-0.3, -0.88),
        (0.3, -0.88),
        (0.3, -0.3),
        (0.88, -0.3),
        (0.88, 0.3),
        (0.3, 0.3),
        (0.3, 0.88),
        (-0.3, 0.88),
        (-0.3, 0.3),
        (-0.88, 0.3),
        (-0.88, -0.3),
        (-0.3, -0.3),
    ),
    "triangle": ((0, -0.9), (0.9, 0.7), (-0.9, 0.7)),
    "pentagon": tuple((0.95 * sin(2 * pi * n / 5), 0.06 - 0.95 * cos(2 * pi * n / 5)) for n in range(5)),
    "star": tuple((r * sin(pi * n / 5), 0.06 - r * cos(pi * n / 5)) for n in range(10) for r in ((1, 0.5)[n % 2],)),
}


State = Literal["solid", "hollow", "about"]


def name(domain: str, crosses: bool) -> str:
    """Return the name in the atlas of the symbol of a place that crosses the border, or of one that does not."""
    return _name(domain, "solid" if crosses else "hollow")


def own_name(domain: str, exact: bool) -> str:
    """Return the name in the atlas of a symbol of somebody's own list: of a place, or of about where it is."""
    return _name(domain, "solid" if exact else "about")


def _name(domain: str, state: State) -> str:
    return f"{domain}-{state}"


def named(symbol: str) -> tuple[str, State]:
    """Return of a symbol's name its domain and how it is drawn; no domain where it is a ring."""
    domain, _, state = symbol.rpartition("-")
    return domain, cast(State, state)


def bounds(size: int) -> tuple[int, int]:
    """Return the least and the most px of a symbol on a screen's map, where much is seen and where little is."""
    return size - 5, size + 2


def _scaled(shape: str, factor: float, size: int) -> list[tuple[float, float]]:
    half = size / 2
    return [(half + x * factor * half, half + y * factor * half) for x, y in SHAPES[shape]]


_INSIDE: Final[dict[State, tuple[float, ...]]] = {"solid": (), "hollow": (0.5,), "about": (0.62, 0.34)}


def rings(color: Color, state: State) -> list[tuple[float, Color]]:
    """Return how a shape is drawn several times, smaller and smaller: white rim, colour, a white heart when hollow.

    Of a place that is only about there that heart holds the colour once more.
    """
    return [(1.0, _WHITE), (0.82, color), *zip(_INSIDE[state], (_WHITE, color), strict=False)]


def _draw(shape: str, color: Color, state: State) -> Image.Image:
    """One symbol, drawn four times too large and reduced, which smooths its edges."""
    size = CELL * 4
    image = Image.new("RGBA", (size, size))
    pen = ImageDraw.Draw(image)
    for factor, paint in rings(color, state):
        pen.polygon(_scaled(shape, factor, size), fill=paint)
    return image.resize((CELL, CELL), Image.Resampling.LANCZOS)


def _ring() -> Image.Image:
    """The mark around what is picked: a dark ring with a white edge."""
    size = CELL * 4
    image = Image.new("RGBA", (size, size))
    pen = ImageDraw.Draw(image)
    for width, paint in RING:
        edge = size * (RING_BOX - 2 * RING_RADIUS - width) / (2 * RING_BOX)
        pen.ellipse((edge, edge, size - edge, size - edge), outline=paint, width=round(size * width / RING_BOX))
    return image.resize((CELL, CELL), Image.Resampling.LANCZOS)


@lru_cache(maxsize=16)
def atlas(symbols: tuple[tuple[str, str, Color], ...]) -> tuple[bytes, dict[str, dict[str, int]]]:
    """Draw all symbols side by side.

    Args:
        symbols: (domain, shape, colour) of each.

    Returns:
        The PNG picture, and where each symbol lies in it: name → x, y, width, height, anchorX, anchorY (px).
    """
    pictures = {"picked": _ring(), "stop": _ring()}
    for domain, shape, color in symbols:
        states: tuple[State, State] = ("solid", "about" if is_own(domain) else "hollow")
        pictures |= {_name(domain, state): _draw(shape, color, state) for state in states}
    sheet = Image.new("RGBA", (CELL * len(pictures), CELL))
    mapping = {}
    for n, (key, picture) in enumerate(pictures.items()):
        sheet.paste(picture, (n * CELL, 0))
        mapping[key] = {
            "x": n * CELL, "y": 0, "width": CELL, "height": CELL, "anchorX": CELL // 2, "anchorY": CELL // 2,
        }  # fmt: skip
    buffer = BytesIO()
    sheet.save(buffer, "PNG", optimize=True)
    return buffer.getvalue(), mapping


@lru_cache(maxsize=64)
def picture_url(icon: str, shape: str, color: Color) -> str:
    """Return one symbol or ring as it lies in the atlas, as an address that holds the picture itself."""
    domain, state = named(icon)
    buffer = BytesIO()
    (_draw(shape, color, state) if domain else _ring()).save(buffer, "PNG", optimize=True)
    return "data:image/png;base64," + b64encode(buffer.getvalue()).decode()


def svg(shape: str, color: Color, state: State, size: int) -> str:
    """Return one symbol as inline SVG of ``size`` px."""
    polygons = "".join(
        f'<polygon points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in _scaled(shape, factor, size))}" '
        f'fill="{css(paint)}"/>'
        for factor, paint in rings(color, state)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="0 0 {size} {size}" aria-hidden="true">{polygons}</svg>'
    )


def ring_svg(size: int) -> str:
    """Return the ring as inline SVG of ``size`` px."""
    middle = RING_BOX // 2
    circles = "".join(
        f'<circle cx="{middle}" cy="{middle}" r="{RING_RADIUS}" fill="none" stroke="{css(paint)}" '
        f'stroke-width="{width}"/>'
        for width, paint in RING
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {RING_BOX} {RING_BOX}">'
        f"{circles}</svg>"
    )


def data_url(shape: str, color: Color, state: State, size: int) -> str:
    """Return one symbol as an address that holds the picture itself, for an ``img``."""
    return "data:image/svg+xml;base64," + b64encode(svg(shape, color, state, size).encode()).decode()


def symbols(store: Store) -> tuple[tuple[str, str, tuple[int, int, int, int]], ...]:
    """Return (domain, shape, colour) of every domain that has places: what the atlas of symbols must hold."""
    datasets = store.catalog.datasets.values()
    domains = {one.domain.id: one.domain for one in datasets if one.pages and "lon" in one.all_columns}
    return tuple((id, domain.icon, rgba(domain.color)) for id, domain in domains.items())


@per_store(lru_cache(maxsize=4))
def icon_atlas(store: Store) -> tuple[str, dict[str, dict[str, int]]]:
    """Return the address of the picture that holds all symbols, and where each lies in it."""
    picture, mapping = atlas(symbols(store))
    return geometry.publish("symbols", "png", picture), mapping


def shapes(store: Store) -> dict[str, str]:
    """Return domain → shape of its symbol."""
    return {domain: shape for domain, shape, _ in symbols(store)}
