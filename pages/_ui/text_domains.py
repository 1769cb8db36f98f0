"""Words of the pages of the domains, in both languages."""

from typing import Final

from geodata.text import Text

STRIP: Final = Text("站点与里程（示意线，km）", "Stops and km along the drawn line")
STRIP_BORDER: Final = Text("川渝界线", "Sichuan–Chongqing border")
STRIP_NONE: Final = Text("来源没有给出站点，不能上图。", "The source names no stops, so it cannot be drawn.")
WAYS: Final = Text("甲地到乙地", "From A to B")
WAYS_FROM: Final = Text("从", "From")
WAYS_TO: Final = Text("到", "To")
WAYS_PICK: Final = Text("请选择", "Choose")
WAYS_HINT: Final = Text(
    "只用当前筛选下已运营的走廊；四川按市州、重庆按区县。换乘指在同一市州或区县换，不一定同站；里程为示意线长。点一行在图上看。",
    "Only corridors of the current choice that are in operation; cities in Sichuan, counties in Chongqing. A change "
    "is within one city or county, not always at one station; km along the drawn lines. Choose a row to see it on the "
    "map.",
)
WAYS_NONE: Final = Text("没有直达或只换一次的走法。", "There is no direct way and none with one change.")
WAYS_SAME: Final = Text("请选两个不同的地方。", "Choose two different places.")
WAYS_COLUMNS: Final = {
    "way": Text("走法", "Way"),
    "changes": Text("换乘", "Change in"),
    "km": Text("示意里程（km）", "Drawn km"),
}
WAYS_DIRECT: Final = Text("直达", "Direct")
PANEL_PAIRS: Final = Text("各县对、各方式的过界点", "Crossings by pair and mode")
PANEL_HINT: Final = Text("当前筛选下的过界点个数。", "Number of crossings in the current choice.")
BUS: Final = Text("跨省公交", "cross-province bus")
BUSES: Final = Text("跨省公交", "Cross-province buses")
BUS_COLUMNS: Final = {
    "name": Text("线路", "Line"),
    "ends": Text("起讫", "Terminals"),
    "fare": Text("班次、票价", "Headway and fare"),
    "opened": Text("开通", "Opened"),
    "status": Text("状态", "Status"),
    "operator": Text("运营单位", "Operator"),
}
MODES_CHART: Final = Text("走廊条数，按方式与状态", "Corridors by mode and status")

ALLIANCE_HINT: Final = Text(
    "点一行，只看这个联盟：成立地、两侧成员与连线。",
    "Choose a row to see this one alone: its seat and members.",
)
ALLIANCES_SEVERAL: Final = Text("参加多个联盟的机构", "Members of several")
ALLIANCES_WITHOUT: Final = Text("尚无成员的市州、区县", "Places without a member")
ALLIANCES_NOBODY_TWICE: Final = Text("当前所选成员都只在一个联盟。", "None of those shown sits in more than one.")
ALLIANCES_CITIES: Final = Text("没有收录成员的四川市州", "Sichuan cities without a listed member")
ALLIANCES_COUNTIES: Final = Text("没有收录成员的重庆区县", "Chongqing counties without a listed member")
ALLIANCES_EVERYWHERE: Final = Text("每一个都有。", "None: every one has some.")
ALLIANCES_WITHOUT_NOTE: Final = Text(
    "成员名单多为报道点名的部分成员，没有收录不等于没有加入。",
    "Lists mostly hold the members that reports name: not listed does not mean not a member.",
)
ALLIANCES_FOUNDED: Final = Text("成立年份", "Founded")
ALLIANCES_UNDATED: Final = Text("年份不详", "unknown")
SEVERAL_COLUMNS: Final = {
    "name": Text("机构", "Institution"),
    "side": Text("省市", "Side"),
    "alliances": Text("联盟数", "Alliances"),
}

ROUTE_STOPS: Final = Text("站点（连线里程，km）", "Stops and km along the joined line")
ROUTES_SEVERAL: Final = Text("列入多条线路的景区", "On several routes")
ROUTES_NOBODY_TWICE: Final = Text("当前所选线路没有共同的站点。", "The routes chosen share no stop.")
PASSES: Final = Text("票证与优惠", "Passes and offers")
ROUTE_COLUMNS: Final = {
    "name": Text("景区、场馆", "Sight"),
    "side": Text("省市", "Side"),
    "routes": Text("线路数", "Routes"),
    "which": Text("哪些线路", "Which"),
}
GRADES_CHART: Final = Text("各等级数量（川、渝）", "Grades by side")
PASS_SINCE: Final = Text("自{}", "since {}")
PASS_UNTIL: Final = Text("至{}", "until {}")
PASSES_PAST: Final = Text("已到期或期限不明 {n}", "Ended, or their end is not known: {n}")
PASSES_HINT: Final = Text(
    "先列的都没有写截止日期：来源越旧，越要先问是否还有效。",
    "None of those listed first states an end: the older the source, the more reason to ask whether it still holds.",
)

DEMAND: Final = Text("收录机构与老年人口", "Sites collected and old people")
DEMAND_NOTE: Final = Text(
    "{all}个市级单元中{known}个有老龄占比（2020年普查）。收录的机构不是全部，床位多数未载明，"
    "每万名老人的收录数反映收录多少，不是供给水平。空白即不知道。",
    "Shares of old people are known for {known} of {all} cities (census of 2020). Sites are those collected, not all "
    "there are, and beds are mostly not stated: what was collected per 10,000 old people speaks of the collection, "
    "not of supply. Blank means not known.",
)
DEMAND_COLUMNS: Final = {
    "name": Text("市州", "City"),
    "population_60plus_share": Text("60岁+%", "60+ %"),
    "population_65plus_share": Text("65岁+%", "65+ %"),
    "people_60plus": Text("60岁+人数", "People 60+"),
    "sites": Text("收录机构", "Collected"),
    "sites_per_10k": Text("每万老人收录", "Per 10,000 old"),
    "sites_with_beds": Text("载明床位家数", "Sites with beds"),
    "beds": Text("载明床位", "Beds"),
    "beds_per_10k": Text("床位/万名老人", "Beds / 10,000"),
}
AGREEMENTS: Final = Text("合作协议与规划", "Agreements and plans")
OLD_CHART: Final = Text(
    "60岁及以上人口占比（%，2020；{all}个市级单元中{known}个有数）",
    "People of 60 and over (%, 2020; known for {known} of {all} cities)",
)
CATEGORY_CHART: Final = Text("类别，按是否跨界", "Categories by link across")
