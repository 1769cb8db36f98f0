"""Words of flows, which are shown where an administrator has set any, in both languages."""

from typing import Final

from geodata.text import Text

ON_MAP: Final = Text("流量上图", "Flows on the map")
MAPS: Final[dict[str, Text]] = {  # by the names of query.scene_fields.FLOW_MAPS
    "": Text("不显示", "Not shown"),
    "persons": Text("曲线：人次", "Curves: persons"),
    "share": Text("界线：跨界占比", "Border: share across"),
    "match": Text("界线：与联系对照", "Border: beside the ties"),
}
HELP: Final = Text(
    "居住在一县、到另一县接受服务的人次，由本服务器的管理员提供，不属于收录的事实。",
    "Persons who live in one county and are served in another: provided by the administrator of this server, "
    "no part of the facts collected here.",
)
NO_ROWS: Final = Text(
    "所选领域、年份和地方没有流量数据。", "There are no flows of these domains, this year and this place."
)
HINT: Final = Text(
    "合计和占比只计显示的人次。点一行，打开县对。空格表示没有记录，或人次太少已隐藏。",
    "Totals and shares count only persons that are shown. Choose a row to open the pair. An empty cell means no "
    "record, or too few persons to be shown.",
)
