"""What the colours, lines and symbols of a drawing mean, in the order every legend tells it."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from geodata.boundaries.statistics import STATISTICS
from geodata.text import Lang, Text
from layers import palette, symbols
from layers.kinds import choropleth
from layers.spec import Drawing, LegendEntry, MapLayer, css, series

_BORDER: Final = LegendEntry(Text("川渝界线", "Sichuan–Chongqing border"), palette.BORDER, "line", width=3)
_CIRCLE: Final = LegendEntry(Text("经济圈范围", "Economic circle"), palette.CIRCLE_LINE, "line", width=2)
_SIDES: Final = (
    LegendEntry(Text("四川一侧", "Sichuan side"), palette.SICHUAN, "fill"),
    LegendEntry(Text("重庆一侧", "Chongqing side"), palette.CHONGQING, "fill"),
)
_UNITS: Final = frozenset(series(table, name) for table in choropleth.TABLES.values() for name in STATISTICS)


def _ground(drawings: tuple[Drawing, ...]) -> list[LegendEntry]:
    """What the ground means, as far as it is seen: pieces may stand for the border, a choropleth for the sides."""
    ids = {layer.id for drawing in drawings for layer in drawing.layers}
    border = (_BORDER,) if "border" in ids else ()
    return [*border, _CIRCLE, *(() if _UNITS & ids else _SIDES)]


def _told(drawings: tuple[Drawing, ...]) -> list[LegendEntry]:
    """What the layers say of themselves, the top one first; of what is on none of the maps only its title."""
    layers: dict[str, list[MapLayer]] = {}
    for drawing in drawings:
        for layer in reversed(drawing.layers):
            layers.setdefault(layer.id, []).append(layer)
    entries = []
    for same in layers.values():
        seen = any(layer.only is None or layer.only for layer in same)
        entries += [entry for layer in same for entry in layer.legend if seen or entry.mark == "title"]
    return list({entry.label: entry for entry in entries}.values())  # one line for what several layers share


def entries(*drawings: Drawing) -> list[LegendEntry]:
    """Return the lines of the legend of one map, or of maps side by side: only what is drawn on one of them.

    The ground, symbols that cross, hollow ones, then what lies on top first.
    """
    told = _told(drawings)
    hollow = [entry for entry in told if entry.icon and symbols.named(entry.icon)[1] == "hollow"]
    solid = [entry for entry in told if entry.icon and entry not in hollow]
    return [*_ground(drawings), *solid, *hollow, *(entry for entry in told if not entry.icon)]


class Row(NamedTuple):
    """A line of a legend as any page writes it: ``src`` is the picture of a symbol, else a fill or a line is drawn."""

    mark: str
    label: str
    color: str  # CSS
    px: float  # width of a line
    src: str

    @property
    def style(self) -> str:
        """How a fill or a line is drawn, as CSS; empty for a title or a symbol."""
        if self.mark in ("title", "icon"):
            return ""
        dash = "dashed" if self.mark == "dash" else "solid"
        return f"background:{self.color}" if self.mark == "fill" else f"border-top:{self.px:g}px {dash} {self.color}"


def rows(entries: Iterable[LegendEntry], lang: Lang, shapes: dict[str, str], size: int = 15) -> list[Row]:
    """Return lines of a legend.

    Args:
        entries: what is told (``entries``).
        lang: of the labels.
        shapes: domain → shape of its symbol.
        size: px of symbols.
    """
    told = []
    for entry in entries:
        picture = ""
        if entry.mark == "icon":
            domain, state = symbols.named(entry.icon)
            picture = symbols.data_url(shapes[domain], entry.color, state, size)
        told.append(Row(entry.mark, entry.label.say(lang), css(entry.color), max(entry.width, 1.5), picture))
    return told
