"""Words of the page Services, in both languages."""

from typing import Final

from geodata.text import Text

LIST: Final = Text("服务清单", "List of services")
TABLE: Final = Text("服务表", "Table of services")
TIMELINE: Final = Text("机制时间线", "Mechanisms in time")
DIMENSIONS: Final = Text("四个维度", "Four dimensions")
# What an entry tells when it is opened: column (in either language) → label.
ENTRY: Final = {
    "how": Text("怎么用", "How"),
    "ask": Text("先问清", "To ask first"),
    "scope": Text("适用", "Where"),
    "note": Text("说明", "Note"),
}
# What is told at once where a service is not for people of both sides, or not used on both.
MEANT: Final = {"residents": Text("面向{}", "for {}"), "used_in": Text("在{}用", "used in {}")}
SINCE: Final = Text("自{since}", "since {since}")
UNDATED: Final = Text("日期不详", "Date unknown")
LIST_HINT: Final = Text(
    "点一项看怎么用、在哪用、来源。地图上色的是来源写明地方的服务所在区县；两省市全域的、名单只在来源里的、只写到城市的不上色；"
    "一端为整个省市的，那一端不上色。",
    "Open an entry for how, where and source. Coloured are the counties of services whose source names places; those "
    "of all of both provinces, listed in their source only or of cities as named colour nothing, nor does a whole "
    "province.",
)
TIMELINE_HINT: Final = Text(
    "实心点为长期机制，空心点为单次会议或活动。", "Filled: a standing mechanism; hollow: a single meeting or event."
)
DIMENSIONS_HINT: Final = Text(
    "四个维度出自本项目所依据的论文（整体性治理）；哪一类归入哪个维度，是本项目按种类所作的解读。",
    "The four dimensions are those of the paper this project follows (holistic governance); which kind belongs to "
    "which is this project's own reading.",
)
SAID: Final = {
    "concept": Text(
        "两边想要同一件事：协议与立法写下的共同目标。", "What both want: aims that agreements and laws put down."
    ),
    "structure": Text(
        "谁与谁坐在一起：会议、办公室、工作组、平台。", "Who sits together: meetings, offices, groups, platforms."
    ),
    "mechanism": Text(
        "按什么规矩共事：警务、司法、生态、人才、公共服务。",
        "By which rules: police, courts, ecology, talent, services.",
    ),
    "means": Text(
        "靠什么落到人手里：数据共享与可跨界使用的服务。", "What reaches people: shared data and services across."
    ),
}
LOCAL: Final = Text("在本区县可用的服务", "Services that name this county")
PLATFORM_HINT: Final = Text(
    "点一条，在图上标出并打开卡片；打开侧栏里的“合作平台”图层可看全部范围。",
    "Choose one to mark it on the map; the switch “Platforms” in the side bar shows all of them.",
)
