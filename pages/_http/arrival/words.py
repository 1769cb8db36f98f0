"""Words of what is seen first, before the app has started, in both languages."""

from typing import Final

from geodata.text import Text

PAGES: Final = Text("各页", "Pages")
LIGHT: Final = Text("轻量版：文字为主，任何浏览器都能看", "Light pages: mostly words, for any browser")
NO_SCRIPT: Final = Text(
    "这里是静态画面：筛选、点选、下载要用浏览器的脚本（JavaScript），现在没有启用。",
    "This is a still picture: to choose, click or download, the browser’s scripts (JavaScript) must be on.",
)
LATE: Final = Text(
    "完整版还没有打开。可以再等一会儿，也可以先看",
    "The full version has not opened yet. Wait a little longer, or read the",
)
# What a page without a map is for.
PLAIN: Final = {
    "briefing": Text(
        "把地图画面排成简报：放映、导出 PowerPoint、PDF、网页，或把链接发给别人。",
        "Map scenes in the order they are told: present them, export PowerPoint, PDF or a web page, or share a link.",
    ),
    "sources": Text(
        "每张表从哪里来、截至何时、有多完整、按什么许可使用；全部可以下载。",
        "Where each table comes from, as of when, how complete it is and under which licence; all can be downloaded.",
    ),
}
