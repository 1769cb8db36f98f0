"""Every word of the interface, in both languages."""

from typing import Final

from geodata.text import Text

APP: Final = Text("成渝一张图", "Chengyu One Map")
SUBTITLE: Final = Text("成渝地区双城经济圈", "Chengdu–Chongqing Twin City Economic Circle")
LANGUAGES: Final = {"zh": "中文", "en": "English"}
LANGUAGE: Final = Text("显示语言", "Language")

PAGE_EXPLORE: Final = Text("一张图", "One map")
PAGE_SOURCES: Final = Text("数据来源", "Sources")

FOCUS: Final = Text("定位到", "Go to")
FOCUS_ALL: Final = Text("整个经济圈", "The whole circle")
VINTAGE: Final = Text("行政区划", "Boundaries")
VINTAGES: Final = {"today": Text("今日", "Today"), "2021": Text("2021年", "2021")}
YEAR: Final = Text("截至年份", "As it stood in")
YEAR_HELP: Final = Text(
    "只列当年及以前开始的；没有日期的照常列出，并在说明中写明。",
    "Only what had begun by then; what has no date stays and is counted below the map.",
)
NOW: Final = Text("今天", "Today")
LAYERS: Final = Text("图层", "Layers")
UNITS: Final = Text("行政区划统计", "Units by statistic")
LEVEL: Final = Text("级别", "Level")
STATISTIC: Final = Text("统计", "Statistic")
FILTERS: Final = Text("筛选", "Filters")
ANY: Final = Text("不限", "Any")
ENGINE: Final = Text("轻量地图", "Light map")
ENGINE_HELP: Final = Text(
    "不用 WebGL，适合老电脑、云桌面；没有 WebGL 时自动改用。",
    "Needs no WebGL: for old machines and virtual desktops; used by itself where WebGL is missing.",
)
NO_WEBGL: Final = Text(
    "此浏览器没有 WebGL，已改用轻量地图。",
    "This browser has no WebGL, so the light map is shown.",
)
RESET: Final = Text("恢复默认", "Reset")
IGNORED: Final = Text("链接中有看不懂的部分，已略过：", "Parts of the link were not understood and left out: ")
LOADING: Final = Text("正在读取数据并核对……", "Reading and checking the data …")
BROKEN: Final = Text(
    "数据有误，已停止载入。请按下列各条修正：", "The data are broken and were not loaded. Please mend:"
)
NOTHING: Final = Text("没有符合条件的", "Nothing matches in")

LEGEND: Final = Text("图例", "Legend")
BORDER: Final = Text("川渝界线", "Sichuan–Chongqing border")
CIRCLE: Final = Text("经济圈范围", "Economic circle")
SICHUAN: Final = Text("四川一侧", "Sichuan side")
CHONGQING: Final = Text("重庆一侧", "Chongqing side")
MAP_ALT: Final = Text(
    "成渝地区地图；同样的内容见下方文字与表格。", "Map of the region; the same content is in words and a table below."
)

CARD_CLOSE: Final = Text("关闭", "Close")
CARD_WHERE: Final = Text("位置", "Where")
CARD_CROSSES: Final = Text("跨界", "Across the border")
CARD_NO_LINK: Final = Text(
    "未见跨界记载（不等于没有）", "No link across the border was read (which does not mean there is none)"
)
CARD_SOURCE: Final = Text("来源", "Source")
CARD_PRECISION: Final = Text("点位", "Point")
CARD_SHARED: Final = Text("与另外{n}处同一坐标，图上已散开", "shares its coordinate with {n} more, spread on the map")
CARD_AGE: Final = Text("来源距今约{years}年", "source about {years} years old")
CARD_AGE_FRESH: Final = Text("来源不到一年", "source less than a year old")
CARD_UNDATED: Final = Text("来源未注日期", "source without a date")
CARD_TODAY: Final = Text("今属", "today in")
CARD_FOCUS: Final = Text("定位到这里", "Go there")

TABLE: Final = Text("表格", "Table")
TABLE_OF: Final = Text("查看", "Show")
TABLE_HINT: Final = Text("点一行，在图上指出并打开卡片。", "Choose a row to mark it on the map and open its card.")
CHART: Final = Text("两侧各有多少", "How many on each side")
ROWS_SICHUAN: Final = Text("四川", "Sichuan")
ROWS_CHONGQING: Final = Text("重庆", "Chongqing")
ROWS_BOTH: Final = Text("两侧", "Both sides")
DOWNLOADS: Final = Text("下载所见", "Download what is shown")
DOWNLOAD_HELP: Final = Text(
    "只含当前筛选后的内容，附来源、日期、坐标系、筛选条件与链接。",
    "Just what is shown, with source, date, CRS, filter and link.",
)
LINK: Final = Text("此视图的链接", "Link to this view")

SOURCES_INTRO: Final = Text(
    "每一份数据：是什么、谁的、何时的、多少条、什么许可、完整到什么程度、有什么不足。",
    "Every dataset: what it is, whose, of when, how many rows, which licence, how complete, and what is weak about it.",
)
FOOTER_VERSION: Final = Text("数据版本", "Data version")
FOOTER_ON_SCREEN: Final = Text("本页数据来源", "Sources on this page")
