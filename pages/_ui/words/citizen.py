"""Words of the page for citizens, in both languages."""

from typing import Final

from geodata.text import Text

TITLE: Final = Text("跨过川渝界，我能用什么？", "What can I use across the border?")
WHERE: Final = Text("您住在哪里？", "Where do you live?")
WHERE_NONE: Final = Text("输入区县、地名、拼音或旧名", "Type a county or city, in any spelling")
WHAT: Final = Text("您想办什么？", "What do you need?")
FOR: Final = Text("给谁用？", "For whom?")
BIG: Final = Text("大字版（只列文字）", "Large type, list only")
EXAMPLES: Final = Text("例如：", "For instance:")
ASK: Final = Text(
    "先选一个地方，或在图上点一个区县。附近不分省市，每一处都标明川还是渝。",
    "Choose a place first, or click a county on the map. Near means near on either side; each place says which side.",
)
OFFER_SITES: Final = Text("处{thing}有跨界记录", "{thing} with a cross-border link")
OFFER_SERVICES: Final = Text("项共享服务", "shared services")
NARROWER: Final = Text("选到您住的区县，答案更准", "Choose the county you live in for a better answer")
DETAILS: Final = Text("详情", "Details")
GOAL: Final = Text("去哪里？", "Where to?")
GOAL_NONE: Final = Text("选一个地方，看怎么去、有什么可看", "Choose a place: how to get there, what to see")
SEE_MAP: Final = Text("看地图", "See the map")
FILES: Final = Text("下载表格、图片和文档", "Download tables, pictures and documents")
SHARE: Final = Text("打印、分享", "Print and share")
SHARE_HINT: Final = Text(
    "轻量页面，微信和老手机都能打开。",
    "A light page that opens in any browser and on old phones.",
)
OPEN_LITE: Final = Text("打开可打印的页面", "Open the page to print")
QR_ALT: Final = Text("此答案轻量页面的二维码", "QR code of the light page of this answer")
EXAMPLE_CODES: Final = ("500152", "511623", "500153", "512021")  # counties beside the border, two a side
