"""Words of the page of tourism."""

from typing import Final

from geodata.text import Text

ROUTE_STOPS: Final = Text("站点（连线里程，公里）", "Stops and km along the joined line")
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
