"""Key figures of a scene: forms for the counts of its page, filled in; of a place in focus beside the whole circle."""

from typing import Final, NamedTuple

from geodata.narrative import filters
from geodata.narrative.cards.dossier import Dossier
from geodata.narrative.indicators import Counts
from geodata.query.results import Shown
from geodata.text import Lang, Text, number, plural

MOST_FIGURES: Final = 5
Forms = tuple[tuple[str, Text], ...]  # what a page tells: a form for its counts, and what it counts
EACH: Final = ("", Text("", ""))  # among the forms: one for each dataset shown
Counted = tuple[dict[str, Shown], Counts]  # rows, and what is counted of them


class Figure(NamedTuple):
    """One key figure: "28/29" and what it counts."""

    number: str
    label: str


_CROSSING: Final = ("{crossing:,}", Text("跨界记录（条）", "record that crosses|records that cross"))
_RECORDS: Final = (
    _CROSSING,
    EACH,
    ("{circle}", Text("规划范围区县（个）", "counties in the circle")),
    ("{circle_km2:,}", Text("规划面积（平方公里）", "km² by the plan")),
)
# By page; a page that is not among them is told by its tables.
FORMS: Final[dict[str, Forms]] = {
    "explore": _RECORDS,
    "mydata": _RECORDS,
    "crossings": (
        ("{tied}/{pairs}", Text("有联系的毗邻县对", "border pairs tied")),
        ("{cut}", Text("未见联系的县对", "pair without a tie on record|pairs without a tie on record")),
        ("{ties:,}", Text("生效联系（条）", "tie in force|ties in force")),
        ("{points}", Text("过界点（处）", "crossing point|crossing points")),
    ),
    "transport": (
        ("{crossing}", Text("跨界走廊（条）", "corridor that crosses|corridors that cross")),
        ("{points}", Text("过界点（处）", "crossing point|crossing points")),
        ("{used}", Text("已通过界点（处）", "crossing point in use|crossing points in use")),
        ("{pairs}", Text("有过界点的县对（个）", "border pair with a crossing|border pairs with a crossing")),
    ),
    "eldercare": (
        ("{linked}", Text("有跨界记录（处）", "place with a cross-border link|places with a cross-border link")),
        ("{named}", Text("来源写明（处）", "named by its source|named by their sources")),
        ("{area}", Text("所在地区有协议（处）", "under an area agreement")),
        ("{visited}", Text("只说有客流或辐射（处）", "with visitors or reach only")),
    ),
    "tourism": (
        ("{crossing}", Text("跨越川渝的线路（条）", "route on both sides|routes on both sides")),
        ("{linked}", Text("有跨界记录的景区（处）", "sight with a cross-border link|sights with a cross-border link")),
        (
            "{several}",
            Text("列入多条所示线路的景区（处）", "sight on several of these routes|sights on several of these routes"),
        ),
    ),
    "alliances": (
        ("{members}", Text("收录成员（家）", "member listed|members listed")),
        ("{sichuan}", Text("四川成员（家）", "in Sichuan")),
        ("{chongqing}", Text("重庆成员（家）", "in Chongqing")),
        ("{across}", Text("两侧都有成员的联盟（个）", "alliance with both sides|alliances with both sides")),
    ),
    "services": (
        ("{services}", Text("共享服务（项）", "shared service|shared services")),
        ("{whole}", Text("两省市全域（项）", "in all of both provinces")),
        ("{several}", Text("多地（项）", "in many places")),
        ("{local}", Text("限所列地方（项）", "in named places only")),
        ("{standing}", Text("长期机制（项）", "standing mechanism|standing mechanisms")),
        ("{held}", Text("会议与活动（次）", "meeting or event|meetings and events")),
    ),
    "citizen": (
        ("{written}", Text("来源写明本地（家）", "named with this place")),
        ("{agreed}", Text("协议覆盖本地（家）", "under an agreement")),
        ("{reported}", Text("只见于客流报道（家）", "only reported")),
        ("{open}", Text("对方省市收录（处）", "listed across the border")),
        ("{lines}", Text("附近的跨省线路（条）", "line across nearby|lines across nearby")),
        ("{local}", Text("地方性服务（项）", "service for this place|services for this place")),
        ("{cities}", Text("只写到城市的服务（项）", "service of a city as named|services of a city as named")),
        ("{general}", Text("两省市通用的服务（项）", "service of both provinces|services of both provinces")),
        ("{several}", Text("部分地区可用的服务（项）", "service of many places|services of many places")),
    ),
}
PLAIN: Final = (_CROSSING, EACH)


def of(forms: Forms, whole: Counted, here: Counted | None, lang: Lang) -> tuple[Figure, ...]:
    """Return the first few figures whose counts are known.

    Args:
        forms: what is told, in order.
        whole: what is shown.
        here: of it, what concerns the place in focus: told beside the whole; None without one.
        lang: of the words.
    """
    all = _made(forms, *whole, lang)
    if here is None:
        return tuple(all.values())[:MOST_FIGURES]
    return tuple(
        Figure(mine.number, _beside(mine.label, all[key].number, lang))
        for key, mine in _made(forms, *here, lang).items()
        if key in all
    )[:MOST_FIGURES]


def _beside(label: str, whole: str, lang: Lang) -> str:
    """The label of a figure of the place in focus, with that of the whole circle."""
    told = filters.WHOLE.say(lang)
    return Text(f"{label}，{told}{whole}", f"{label}; {told} {whole}").say(lang)


def _made(forms: Forms, shown: dict[str, Shown], known: Counts, lang: Lang) -> dict[str, Figure]:
    """The figures of some rows, by what each tells, as far as their counts are known."""
    made: dict[str, Figure] = {}
    for form, label in forms:
        if (form, label) == EACH:
            made |= {id: _rows(found, lang) for id, found in shown.items()}
            continue
        try:
            value = form.format_map(known)
        except KeyError:
            continue
        made[form] = Figure(value, _agreeing(value, label.say(lang)))
    return made


def _agreeing(value: str, label: str) -> str:
    """The one of two labels, "one|many", that agrees with a number; a label that is alone."""
    one, _, many = label.partition("|")
    return many if many and value != "1" else one


def _rows(found: Shown, lang: Lang) -> Figure:
    """How many rows of a dataset are shown, of how many where some are filtered away."""
    all = len(found.table)
    value = f"{found.count:,}" if found.count == all else f"{found.count:,}/{all:,}"
    title, counter = found.dataset.title, found.dataset.counter
    if lang == "zh":
        return Figure(value, f"{title.zh}（{counter.zh}）")
    return Figure(value, _agreeing(value, f"{counter.en}|{plural(counter.en)}"))


def pair(found: Dossier, lang: Lang) -> tuple[Figure, ...]:
    """Return the figures of a border pair."""
    ties, points = f"{found.ties:,}", str(len(found.crossings))
    return (
        Figure(f"{found.integration}/{found.domains}", Text("有联系的领域（个）", "domains tied").say(lang)),
        Figure(ties, _agreeing(ties, Text("生效联系（条）", "tie in force|ties in force").say(lang))),
        Figure(number.said(found.border_km, 0, lang), Text("共界（公里）", "km of border").say(lang)),
        Figure(points, _agreeing(points, Text("过界点（处）", "crossing point|crossing points").say(lang))),
    )
