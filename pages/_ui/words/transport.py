"""Words of the pages of the domains, in both languages."""

from typing import Final

from geodata.text import Text

STRIP: Final = Text("站点与里程（示意线，公里）", "Stops and km along the drawn line")
STRIP_LENGTH: Final = Text(
    "示意线全长{drawn}公里，公布长度{published}公里。", "{drawn} km along the drawn line; {published} km as published."
)
STRIP_BORDER: Final = Text("川渝界线", "Sichuan–Chongqing border")
STRIP_NONE: Final = Text("来源没有给出站点，不能上图。", "The source names no stops, so it cannot be drawn.")
WAYS: Final = Text("甲地到乙地", "From A to B")
WAYS_FROM: Final = Text("从", "From")
WAYS_TO: Final = Text("到", "To")
WAYS_PICK: Final = Text("请选择", "Choose")
WAYS_HINT: Final = Text(
    "只用当前筛选下在营的走廊（不受“查找”影响）；四川按市州、重庆按区县，取离政府驻地最近的站或互通。高速公路是开车走的；航道没有客运班次的资料，不列。"
    "换乘的两站直线相距不超过{change}公里，路程超过最短路线{times}倍的换乘不列。点一条在图上看。",
    "Only corridors of the current choice that are in operation (“Find” does not narrow them); cities in Sichuan, "
    "counties in Chongqing, from the stop or interchange nearest to the seat. Expressways are driven; of waterways no "
    "passenger service is on record. The stops of a change are at most {change} km apart; changes more than {times} "
    "times as long as the shortest way are left out. Choose one to see it on the map.",
)
WAYS_NONE: Final = Text(
    "在收录的走廊里没有找到直达或只换一次的路线。",
    "No direct way and none with one change was found in the corridors listed.",
)
WAYS_SAME: Final = Text("请选两个不同的地方。", "Choose two different places.")
WAYS_COLUMNS: Final = {
    "way": Text("路线", "Way"),
    "by": Text("方式", "By"),
    "ends": Text("起讫站／互通", "From stop to stop"),
    "changes": Text("换乘", "Change at"),
    "km": Text("起讫间（公里）", "Stop to stop (km)"),
    "whole": Text("驻地间（公里）", "Seat to seat (km)"),
    "note": Text("说明", "Note"),
}
WAYS_FILE: Final = {
    "way": Text("路线序号", "Way"),
    "leg": Text("第几段", "Leg"),
    "name": Text("走廊", "Corridor"),
    "mode": Text("方式", "Mode"),
    "from": Text("起点站", "From"),
    "to": Text("终点站", "To"),
    "km": Text("本段公里", "km of the leg"),
    "way_km": Text("全程公里", "km of the way"),
    "before_km": Text("出发地到起点（直线公里）", "To the first stop (straight km)"),
    "after_km": Text("终点到目的地（直线公里）", "From the last stop (straight km)"),
}
WAYS_FILES: Final = Text("下载这些路线", "Download these ways")
WAYS_DIRECT: Final = Text("直达", "Direct")
WAYS_BOARD: Final = Text("乘坐", "Boarded")
WAYS_DRIVE: Final = Text("开车", "By car")
WAYS_PUBLISHED: Final = Text("{km}（公布全程）", "{km} (published)")
WAYS_DRAWN: Final = Text("{km}（示意线）", "{km} (drawn line)")
WAYS_ELSEWHERE: Final = Text("从本地其他地方出发或到达的路线", "Ways that start or end elsewhere in a place")
WAYS_AWAY: Final = Text("{stop}离{place}政府驻地{km}公里", "{stop} is {km} km from the seat of {place}")
WAYS_STRAIGHT: Final = Text(
    "两地政府驻地直线相距{km}公里；“驻地间”＝起讫间里程加两头到驻地的直线距离。",
    "The two seats are {km} km apart in a straight line; “seat to seat” adds the straight lines from the seats to the "
    "first and last stop.",
)
WAYS_SEARCHED: Final = Text(
    "在当前筛选下有站点的{count}条在营走廊里查找（{kinds}）。",
    "Searched: the {count} corridors of the current choice that are in operation and have known stops ({kinds}).",
)
WAYS_THROUGH: Final = Text("经过{place}的有：{corridors}。", "Through {place}: {corridors}.")
WAYS_NO_LINE: Final = Text("没有收录", "none listed")
WAYS_INCOMPLETE: Final = Text(
    "清单可能不全：没有列出的路线不等于没有。", "The list may be incomplete: a way that is not listed may still exist."
)
PANEL_PAIRS: Final = Text("过界点（分县对、分方式）", "Crossings by pair and mode")
PANEL_HINT: Final = Text("当前筛选下的过界点个数。", "Number of crossings in the current choice.")
BUS: Final = Text("跨省公交", "cross-border bus")
BUSES: Final = Text("跨省公交", "Cross-border buses")
BUSES_NONE: Final = Text("当前的{n}条走廊中没有跨省公交。", "None of the {n} corridors chosen is a cross-border bus.")
BUS_COLUMNS: Final = {
    "name": Text("线路", "Line"),
    "ends": Text("起讫", "Terminals"),
    "fare": Text("班次、票价", "Headway and fare"),
    "opened": Text("开通", "Opened"),
    "status": Text("状态", "Status"),
    "operator": Text("运营单位", "Operator"),
}
MODES_CHART: Final = Text("走廊条数，按方式与状态", "Corridors by mode and status")
ALLIANCES_COUNTED: Final = Text(
    "共{listed}个，其中{members}个收录了成员，文中与图上只数这些。",
    " {listed} in all; of {members} members are listed: only these are counted in the sentence and on the map.",
)
ALLIANCES_ASKED: Final = Text("只按当前所选的联盟与成员类型计。", " Counted for the alliances and members chosen.")
GRADES_NONE: Final = Text("未载明", "Not stated")
GRADES_TWICE: Final = Text("{n}处有两个及以上等级，各计一次", "{n} with two grades or more count once in each")
