"""Words of the page of crossings."""

from typing import Final

from geodata.catalog.shared_columns import BLANK
from geodata.text import Text

PLAY: Final = Text("逐年播放", "Play year by year")
COMPARE: Final = Text("对照", "Compare with")
COMPARE_NONE: Final = Text("不对照", "Nothing")
COMPARE_CLOSED: Final = Text("假设没有任何跨界联系", "Hypothetical: nothing crosses")
COMPARE_YEAR: Final = Text("{year}年", "{year}")
COMPARE_HELP: Final = Text("两图并列，一起移动。", "Two maps side by side, moving together.")

RANKING: Final = Text("毗邻县对，领域少的在前", "Border pairs, fewest domains first")
RANKING_HINT: Final = Text(
    "点一对或图上一段界线，打开档案。一条联系可覆盖几对，各对相加会重复。",
    "Choose a pair, or a piece of the border, for its dossier. One tie can cover several pairs, and counts at each.",
)
RANKING_PAIR: Final = Text("县对", "Pair")
RANKING_DOMAINS: Final = Text("领域", "Domains")
RANKING_TIES: Final = Text("联系", "Ties")

DOSSIER: Final = Text("毗邻县对档案", "Dossier of a border pair")
DOSSIER_FILES: Final = Text("下载本档案", "Download this dossier")
DOSSIER_REPORT: Final = Text("可直接引用", "To quote")
DOSSIER_DOMAINS: Final = Text("有联系的领域", "Domains tied")
DOSSIER_BORDER: Final = Text("共界", "Shared border")
DOSSIER_KM: Final = Text("{}公里", "{} km")
DOSSIER_PEOPLE: Final = Text("2020年常住人口", "Population in 2020")
DOSSIER_UNKNOWN: Final = Text("（普查后调整区划，无数据）", "(redrawn since the census: no figure)")
DOSSIER_CROSSINGS: Final = Text("本段过界点", "Crossings here")
DOSSIER_NEAREST: Final = Text("最近的在用过界点", "Nearest crossing in use")
DOSSIER_MISSING: Final = Text("暂无记录的领域", "Domains without a tie on record")
DOSSIER_HELD: Final = Text(
    "会议、活动与已到期的优惠（列出，不计）", "Meetings, events and offers that ended (listed, not counted)"
)
DOSSIER_ASIDE: Final = Text(
    "此县对不在所选范围，以下按全部联系计。", "This pair lies outside what was chosen; below are all its ties."
)
CLEAR_PLACES: Final = Text("地方：{names}", "Place: {names}")
DOSSIER_COMING: Final = Text("尚未生效（在建、规划、建议）", "Not yet in force (under construction, planned, proposed)")
DOSSIER_SINCE: Final = Text("自{since}", "Since {since}")
DOSSIER_NO_SINCE: Final = Text("起始不详", "Start not known")
DOSSIER_PROVINCE: Final = Text(
    "另有全省市层面的联系{n}条，对每一对都成立，见“跨界联系”表。",
    "Here as everywhere {n:province-wide tie holds|province-wide ties hold}: see the table of ties.",
)
DOSSIER_TIES: Final = Text("在图上画出联系", "Draw the ties")
VIEW_MATRIX: Final = Text("矩阵", "Matrix")
MATRIX_COLUMNS: Final = Text("行：四川市州；列：", "Rows: Sichuan cities; columns:")
MATRIX_BY: Final = {"county": Text("重庆区县", "Chongqing county"), "domain": Text("领域", "Domain")}
MATRIX_TOTAL: Final = Text("合计", "Total")
MATRIX_WHOLE: Final = {
    "510000": Text("四川省级", "Sichuan, provincial"),
    "500000": Text("重庆市级", "Chongqing, municipal"),
    BLANK: Text("地方未载明", "Place not stated"),
}
MATRIX_HINT: Final = Text(
    "生效联系条数，颜色越深越多。点一格，地图和各表只看这一格。",
    "Ties in force, the darker the more. Choose a cell to see only its ties on the map and in the tables.",
)
MATRIX_CARDS: Final = Text(
    "生效联系条数。点一个城市，地图和各表只看它。",
    "Ties in force. Choose a city to see only its ties on the map and in the tables.",
)
MATRIX_CLEAR: Final = Text("看全部", "Show all")
GAPS_HINT: Final = Text(
    "人口多、界线长的在前；2025年调整区划后没有普查人口的在后。点一条，打开县对档案。",
    "Most people and longest border first, those redrawn in 2025, without a census, last. Choose one to "
    "open the pair's dossier.",
)
GROWTH: Final = Text("逐年新增的联系", "New ties by year")
GROWTH_BEFORE: Final = Text("{year}年前", "before {year}")
GROWTH_UNDATED: Final = Text("年份不详", "year unknown")
GROWTH_NOTE: Final = Text("生效联系，末尾为累计", "Ties in force, the running total last")
