"""Words of the frame and of what all pages share, in both languages."""

from typing import Final

from geodata.text import Text

APP: Final = Text("成渝一张图", "Chengyu One Map")
SUBTITLE: Final = Text("成渝地区双城经济圈", "Chengdu–Chongqing Twin City Economic Circle")
LANGUAGE: Final = Text("显示语言", "Language")
# Parts of a page that are not seen by name, as a screen reader calls them; the keys are those of language.js.
LANDMARKS: Final = {
    "nav": Text("各页", "Pages"),
    "bar": Text("侧栏：查找、筛选与设置", "Side bar: find, filter, set"),
    "open": Text("打开侧栏", "Open the side bar"),
    "close": Text("收起侧栏", "Close the side bar"),
    "skip": Text("跳到正文", "Skip to the content"),
}


FIND: Final = Text("查找", "Find")
FIND_HINT: Final = Text("查找：名称、地点、内容……", "Find a name or a word …")
FOCUS: Final = Text("地图移到", "Move the map to")
FOCUS_ALL: Final = Text("整个经济圈（可输入地名）", "The whole circle (type a place)")
PLACE_CARD: Final = Text("此地概况", "About it")
FIND_PLACE: Final = Text("查找", "Find")
WHICH_PLACE: Final = Text("“{typed}”：您是不是要找", "“{typed}”: do you mean")
SHOW_THING: Final = Text("在图上看{thing}", "Show {thing} on the map")
OLD_PLACE: Final = Text("“{typed}”现属{place}", "“{typed}” is now part of {place}")
AS_PLACE: Final = Text("“{typed}”按{place}显示", "“{typed}”: shown is {place}")
NO_PLACE: Final = Text(
    "没有找到“{typed}”。请输入区县或市州的名字，如“潼南”“tongnan”“tn”；乡镇、村请输入所在的区县。",
    "Nothing found for “{typed}”. Type a county or city, such as Tongnan or tn; for a town or village, its county.",
)
STILL_PLACE: Final = Text("下面仍是{place}的内容。", "Shown below is still {place}.")
VINTAGE: Final = Text("行政区划", "Boundaries")
VINTAGES: Final = {"today": Text("今日", "Today"), "2021": Text("2021年", "2021")}
YEAR: Final = Text("截至年份", "As it stood in")
YEAR_HELP: Final = Text(
    "只列当年及以前开始的；没有日期的照常列出，并在说明中写明。",
    "Only what had begun by then; what has no date stays and is counted below the map.",
)
LAYERS: Final = Text("图层", "Layers")
UNITS: Final = Text("行政区划统计", "Statistics by area")
LEVEL: Final = Text("级别", "Level")
STATISTIC: Final = Text("统计", "Statistic")
FILTERS: Final = Text("筛选", "Filters")
ANY: Final = Text("不限", "Any")
ENGINE: Final = Text("地图方式", "Kind of map")
ENGINES: Final[dict[str, Text]] = {  # by the names of query.scene.ENGINES
    "": Text("自动", "Auto"),
    "deck": Text("完整", "Full"),
    "light": Text("轻量", "Light"),
}
ENGINE_HELP: Final = Text(
    "完整地图靠显卡绘制；轻量地图不用显卡，适合老电脑、云桌面。“自动”按这台电脑的情况选择。",
    "The full map is drawn by the graphics card. The light one needs none: for old machines and virtual desktops. "
    "Auto takes what suits this computer.",
)
SOFTWARE: Final = Text(
    "这台电脑没有可用的显卡加速，先用轻量地图。",
    "This computer has no graphics acceleration to use, so the light map comes first.",
)
LOST: Final = Text(
    "这台电脑的显卡几次停止响应，先用轻量地图。",
    "The graphics card of this computer stopped several times, so the light map comes first.",
)
FULL_MAP: Final = Text("改用完整地图", "Use the full map")
NO_WEBGL: Final = Text(
    "此浏览器没有 WebGL，已改用轻量地图。",
    "This browser has no WebGL, so the light map is shown.",
)
RESET: Final = Text("恢复默认", "Reset")
MADE_WITH: Final = Text(
    "这份链接做于{day}的数据（版本{version}），后来有更新，数字可能不同。",
    "This link was made with the data of {day} (version {version}); they have changed since, and numbers may differ.",
)
SEE_CHANGES: Final = Text("看从那一版以来改了什么", "See what changed since that version")
TAKEN_OVER: Final = Text(
    "服务器中断过，已由另一台接着服务，画面照旧。没有保住的：",
    "The server failed and another one has taken over; the view is as it was. Lost are: ",
)
GONE: Final = {  # by the names under which a session says what nobody else has (state.alone)
    "export": Text(
        "正在制作、或做好而未下载的文件，请重新制作",
        "a file in the making, or made and not downloaded yet: please make it again",
    ),
    "aside": Text("对汇报的上一次改动不能再撤销", "the way back from the last change of the briefing"),
    "auto": Text("自动翻页已停", "slides that turned by themselves: they stand still"),
    "play": Text("逐年播放已停", "years that played: they stand still"),
    "own": Text("您自己的数据，请在“我的数据”重新打开", "your own data: please open them again on “My data”"),
    "check": Text("对这台电脑的检查结果", "what the check of this PC found"),
}
IGNORED: Final = Text("链接中有无法识别的内容，已略过：", "Parts of the link were not understood and are left out: ")
FIRST_ROWS: Final = Text(
    "列出前{n}行，共{all:,}行；筛选后可看其余，文件中为全部。",
    "The first {n} of {all:,} rows; narrow the list to see others. Files hold all.",
)
SOMEBODYS_OWN: Final = Text(
    "这份链接用到对方自己的数据，只在对方的会话里，这里略过。",
    "This link uses data of somebody's own, which are only in their session: left out here.",
)
LOADING: Final = Text("正在读取数据并核对……", "Reading and checking the data …")
BROKEN: Final = Text(
    "数据有误，已停止载入。请按下列各条修正：", "The data are broken and were not loaded. Please mend:"
)
LOOSEN: Final = Text("要看到{what}：{how}。", "To see {what}: {how}.")

SAID_MORE: Final = Text("详情", "Details")
LEGEND: Final = Text("图例", "Legend")
MAP_ALT: Final = Text(
    "成渝地区地图；同样的内容见下方文字与表格。", "Map of the region; the same content is in words and a table below."
)

CARD_CLOSE: Final = Text("关闭", "Close")
CALL: Final = Text("打电话 ", "Call ")
COPY_ADDRESS: Final = Text("复制地址", "Copy the address")
COPY_LINK: Final = Text("复制链接", "Copy the link")
COPIED: Final = Text("已复制", "Copied")
MAP_PIN: Final = Text("用手机地图打开", "Open in the phone’s map")
MAP_SEARCH: Final = Text("用手机地图查找", "Look it up in the phone’s map")
OPEN_AT: Final = Text("开放时间：", "Open: ")
LIGHT_PAGE: Final = Text("轻量页：打印、分享", "Light page: print or share")
SKETCH: Final = Text("示意图：{what}；红线为川渝界线", "Sketch: {what}; the red line is the Sichuan–Chongqing border")
MADE: Final = Text("本页生成于{day}", "This page was made on {day}")
WHOLE_PAGE: Final = Text("在新窗口打开完整页面 ↗", "Open the whole page in a new window ↗")
LIGHT_OFFER: Final = Text("手机上更快：轻量版，文字为主", "Faster on a phone: the light pages, mostly words")
CARD_CROSSES: Final = Text("跨界", "Across the border")
CARD_NO_LINK: Final = Text(
    "暂无跨界记录（不等于没有）", "No cross-border link found (which does not mean there is none)"
)
CARD_SOURCE: Final = Text("来源", "Source")
SOURCES_FOLD: Final = Text("逐条来源", "Sources, one by one")
BLANK_ADDRESS: Final = Text("空白：未存链接", "blank: link not saved")
CARD_SHARED: Final = Text("与另外{n}处同一坐标，图上已散开", "shares its coordinate with {n} more, spread on the map")
CARD_FOCUS: Final = Text("地图移到这里", "Move the map here")

TABLE: Final = Text("表格", "Table")
TABLE_HINT: Final = Text("点一条，在图上指出并打开卡片。", "Choose one to mark it on the map and open its card.")
CARDS_MORE: Final = Text("再列{n}条（已列{shown}，共{all}）", "{n} more ({shown} of {all} listed)")
CARDS_REST: Final = Text("其余各项", "The other columns")
CHART: Final = Text("两侧各有多少", "How many on each side")
ROWS_SICHUAN: Final = Text("四川", "Sichuan")
ROWS_CHONGQING: Final = Text("重庆", "Chongqing")
DOWNLOADS: Final = Text("下载所见", "Download what is shown")
DOWNLOAD_HELP: Final = Text(
    "只含当前筛选后的内容，附来源、日期、坐标系、筛选条件与链接。",
    "Just what is shown, with source, date, CRS, filter and link.",
)
CSV_HELP: Final = Text(
    "用 Excel 看请选 Excel：直接打开 CSV 时，Excel 会把 2021-10 一类的值改成日期。",
    "In Excel take the Excel file: opening a CSV, Excel turns values such as 2021-10 into days.",
)
PRINTS: Final = Text("图件与文稿", "To show and to print")
PRINTS_HELP: Final = Text(
    "当前地图：含图例、比例尺、指北针、来源、筛选条件和二维码",
    "The map with legend, scale, sources, filters and a QR code",
)
PACK: Final = Text("数据包", "Data pack")
LINK: Final = Text("此视图的链接", "Link to this view")

SOURCES_INTRO: Final = Text(
    "每一份数据：是什么、谁的、何时的、多少条、什么许可、完整到什么程度、有什么不足。",
    "Every dataset: what it is, whose, of when, how many rows, which licence, how complete, and what is weak about it.",
)
LISTS: Final = Text("这些名单收录得多全", "How complete these lists are")
FOOTER_VERSION: Final = Text("数据版本", "Data version")
FOOTER_ON_SCREEN: Final = Text("本页数据来源", "Sources on this page")

NONE_IS_ALL: Final = Text("不选即全部。", "None chosen means all.")
FILTER_HELP: Final = {
    "strength": Text(
        "由强到弱：线路跨界（走廊与界线相交）；来源写明两地（点到两端的地方或机构）；协议覆盖所在地区（双方签的是面上协议）；"
        "客流或服务辐射（只说有对方省市的游客或患者）。不选即全部。",
        "From strong to weak: a line crosses the border; a source names both places; an agreement covers the area; "
        "a source tells of visitors or of a stated reach. None chosen means all.",
    ),
}
RANKING_ASIDE: Final = Text("灰色的{n}对不在所选范围。", " In grey: {n} outside what was chosen.")
DOSSIER_ON: Final = Text("时间：{since}", "Date: {since}")  # held then, or offered from then: it does not go on
VIEW: Final = Text("查看", "Show")
MATRIX_ASIDE: Final = Text("灰字不在所选范围。", " Grey numbers lie outside what was chosen.")
TIES_LISTED: Final = Text(
    "表中{all}条：生效{force}条，尚未生效{coming}条，会议、活动与已到期的优惠{held}条。",
    "{all} rows: {force} in force, {coming} not yet, {held} meetings, events and offers that ended.",
)
PAIRS_OVERLAP: Final = Text(
    "一条市级协议可覆盖几对，各对条数相加多于文中的生效联系。",
    "One agreement of a city can cover several pairs: their ties add up to more than those in the sentence.",
)
EMPTY_ABOVE: Final = Text("这里没有可列的，原因见地图的说明。", "Nothing to list here: the words with the map say why.")
SWITCHED_OFF: Final = Text("要列的图层没有打开。", "The layer to be listed is switched off.")

# What lies below the map, as the line at its lower edge names it: view of a page → its name and the layer it needs.
BELOW_TABLES: Final = Text("表格", "tables")
BELOW_DOWNLOADS: Final = Text("下载", "downloads")
BELOW_SOURCES: Final = Text("数据来源", "sources")
BELOW_CAME: Final = Text("新增的县对与领域", "what came since")
BELOW: Final = {
    "gaps": (Text("缺口清单", "gaps"), "border_pairs"),
    "matrix": (Text("矩阵", "matrix"), ""),
    "ways": (Text("路线查询", "ways from A to B"), "corridors"),
    "buses": (Text("跨省公交", "cross-border buses"), "corridors"),
    "demand": (Text("供需对照", "supply and demand"), ""),
    "agreements": (Text("协议", "agreements"), ""),
    "passes": (Text("优惠", "passes and offers"), ""),
    "list": (Text("服务清单", "list of services"), ""),
    "dimensions": (Text("四个维度", "four dimensions"), ""),
}
BELOW_ARIA: Final = Text("移到地图下方：{what}", "Go to what lies below the map: {what}")
