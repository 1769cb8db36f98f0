"""Words around a map that sheets and documents share."""

from typing import Final

from geodata.text import Text

LEGEND: Final = Text("图例", "Legend")
FILTER: Final = Text("筛选：", "Filter: ")
CAVEAT: Final = Text("注：", "Note: ")
DRAWN: Final = Text("制图：", "Drawn: ")
SCAN: Final = Text("扫码打开此图", "Scan to open this map")
KM: Final = Text("公里", "km")
