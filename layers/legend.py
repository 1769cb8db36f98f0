"""What the colours, lines and symbols of a drawing mean, in the order every legend tells it."""

from typing import Final

from geodata.boundaries.statistics import STATISTICS
from geodata.text import Text
from layers import palette, symbols
from layers.kinds import choropleth
from layers.spec import Drawing, LegendEntry, series

_BORDER: Final = LegendEntry(Text("川渝界线", "Sichuan–Chongqing border"), palette.BORDER, "line", width=3)
_CIRCLE: Final = LegendEntry(Text("经济圈范围", "Economic circle"), palette.CIRCLE_LINE, "line", width=2)
_SIDES: Final = (
    LegendEntry(Text("四川一侧", "Sichuan side"), palette.SICHUAN, "fill"),
    LegendEntry(Text("重庆一侧", "Chongqing side"), palette.CHONGQING, "fill"),
)
_UNITS: Final = frozenset(series(table, name) for table in choropleth.TABLES.values() for name in STATISTICS)


def _ground(drawing: Drawing) -> list[LegendEntry]:
    """What the ground means, as far as it is seen: pieces may stand for the border, a choropleth for the sides."""
    ids = [layer.id for layer in drawing.layers]
    border = (_BORDER,) if "border" in ids else ()
    return [*border, _CIRCLE, *(() if _UNITS & set(ids) else _SIDES)]


def entries(drawing: Drawing) -> list[LegendEntry]:
    """Return the lines of the legend: the ground, symbols that cross, hollow ones, then what lies on top first."""
    told = [entry for layer in reversed(drawing.layers) for entry in layer.legend]
    told = list({entry.label: entry for entry in told}.values())  # one line for what several layers share
    hollow = [entry for entry in told if entry.icon and not symbols.named(entry.icon)[1]]
    solid = [entry for entry in told if entry.icon and entry not in hollow]
    return [*_ground(drawing), *solid, *hollow, *(entry for entry in told if not entry.icon)]
