"""The two marks a sheet is made of besides lines and fills: symbols and words."""

from itertools import cycle, islice
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.collections import PathCollection
from matplotlib.path import Path
from matplotlib.patheffects import Normal, Stroke
from matplotlib.text import Text as Words
from matplotlib.transforms import IdentityTransform
from numpy.typing import ArrayLike

from layers import palette, symbols
from layers.renderers import fonts
from layers.spec import Color

BOLD: Final = 0.035  # how much wider the outline of a bold letter is, as a part of its size
FEATURES: Final = ("-locl",)  # the face is the region's own; digits of two kinds would drift from their strokes in PDF
_HALO: Final[Color] = (255, 255, 255, 235)
_RING_SIZE: Final = 2 * symbols.RING_RADIUS / symbols.RING_BOX / 0.82  # the circle among the shapes is a little smaller


def rgba(color: Color) -> tuple[float, float, float, float]:
    """Return a Color as matplotlib has it."""
    red, green, blue, alpha = (part / 255 for part in color)
    return red, green, blue, alpha


class _Letters(Words):
    """Text; where letters are painted pixel by pixel, their outlines, since those would not fit the strokes below."""

    def draw(self, renderer: RendererBase) -> None:
        self.set_path_effects([Normal()] if isinstance(renderer, RendererAgg) else [])
        super().draw(renderer)


def _outline(shape: str) -> Path:
    """One shape in a square of 1 by 1, y up."""
    corners = np.array([*symbols.SHAPES[shape], (0, 0)]) * (0.5, -0.5)
    return Path(corners, closed=True)


def symbol(
    axes: Axes, icon: str, shapes: dict[str, str], color: Color, places: ArrayLike, size: float, order: float
) -> None:
    """Draw one symbol at each place, each whole before the next; a ring for what is no domain's.

    Args:
        axes: where.
        icon: "domain-solid", "domain-hollow", "domain-about", or the name of a ring.
        shapes: domain → shape.
        color: of the domain.
        places: x and y of each, in the axes' coordinates.
        size: pt.
        order: place in the stack.
    """
    domain, state = symbols.named(icon)
    if domain in shapes:
        rings = symbols.rings(color, state)
        outline = _outline(shapes[domain])
        sizes = [size * factor for factor, _ in rings]
        style: dict[str, Any] = {"facecolors": [rgba(paint) for _, paint in rings], "edgecolors": "none"}
    else:
        outline = _outline("circle")
        sizes = [size * _RING_SIZE] * len(symbols.RING)
        style = {"facecolors": "none", "linewidths": [size * (width / symbols.RING_BOX) for width, _ in symbols.RING]}
        style["edgecolors"] = [rgba(paint) for _, paint in symbols.RING]
    each = np.repeat(np.reshape(places, (-1, 2)), len(sizes), axis=0)
    drawn = PathCollection(
        [outline],
        sizes=np.square(list(islice(cycle(sizes), len(each)))),
        offsets=each,
        offset_transform=axes.transData,
        zorder=order,
        snap=False,
        **style,
    )
    drawn.set_transform(IdentityTransform())  # sizes are pt, whatever the scale of the axes
    axes.add_collection(drawn, autolim=False)


def write(
    axes: Axes,
    place: tuple[float, float],
    text: str,
    size: float,
    color: Color = palette.LABEL,
    *,
    bold: bool = False,
    halo: float = 0,
    order: float = 1,
    **options: Any,
) -> None:
    """Write a drawable text just as it stands: nothing in it is a formula.

    Args:
        axes, place: where, in the axes' coordinates.
        text: what.
        size: pt.
        color: of the letters.
        bold: whether their outline is drawn too.
        halo: pt of white around them.
        order: place in the stack.
        options: further properties of matplotlib's Text.
    """
    strokes = ([(halo * 2, _HALO)] if halo else []) + ([(size * BOLD, color)] if bold else [])
    aligned = {name: options[name] for name in ("ha", "va", "rotation") if name in options}

    def add(kind: type[Words], order: float, **style: Any) -> None:
        words = kind(*place, text, fontproperties=fonts.properties(size), parse_math=False, zorder=order, **style)
        words.set_fontfeatures(FEATURES)
        words.set_transform(axes.transData)
        axes.add_artist(words)

    if strokes:  # apart from the letters, which so stay text that can be searched and copied
        paths = [Stroke(linewidth=width, foreground=rgba(paint), joinstyle="round") for width, paint in strokes]
        add(Words, order, path_effects=paths, **aligned)
    add(_Letters, order + 0.1, color=rgba(color), **options)
