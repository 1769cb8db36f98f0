"""The words of the page that stands alone, beside those of its scenes."""

from typing import Final

from geodata.text import Text
from layers.documents.words import CONTENTS, SOURCES
from layers.renderers.sheet import words

WORDS: Final[dict[str, Text]] = {
    "contents": CONTENTS,
    "keys": Text(
        "方向键、PageUp/PageDown、空格或翻页笔换页，数字加回车跳页；F5 放映，F 全屏，B 黑屏，W 白屏，N 备注",
        "Arrow keys, Page Up/Down, space or a clicker turn pages, a number and Enter jumps; F5 starts, F full screen, "
        "B black, W white, N notes",
    ),
    "previous": Text("上一页", "Previous"),
    "next": Text("下一页", "Next"),
    "notes": Text("备注", "Notes"),
    "no_notes": Text("这一页没有备注。", "No notes for this page."),
    "full": Text("全屏", "Full screen"),
    "legend": words.LEGEND,
    "sources": SOURCES,
    "filter": words.FILTER,
    "caveat": words.CAVEAT,
    "drawn": words.DRAWN,
    "scan": words.SCAN,
    "map": Text("地图", "Map"),
    "km": words.KM,
    "reset": Text("恢复视野", "Reset view"),
    "no_script": Text("浏览器禁用了脚本，无法画地图；文字如下。", "Scripts are off: no maps; the words follow."),
}
