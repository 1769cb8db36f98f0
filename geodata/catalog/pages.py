"""The pages of the app: each is declared here, once. Its file in ``pages/`` bears its id.

What a page lists is said by the datasets that name it (catalog.toml); how its scenes are told beyond their tables, by
``geodata.narrative.page``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from geodata.configuration import configuration
from geodata.text import Text

# What a page answers: what there is; what ties the two sides, and where nothing does; what one person may use.
Answers = Literal["records", "ties", "needs"]
EVERY: Final = "*"
BEFORE_THE_CIRCLE: Final = 2019  # the year before the circle was decided on
LOOK, CITIZENS, BRIEFINGS, DATA = (
    Text("看图", "Explore"),
    Text("百姓", "Citizens"),
    Text("汇报", "Briefings"),
    Text("数据", "Data"),
)


@dataclass(frozen=True)
class Page:
    """A page: its name in the navigation, its title in files, and what is particular to it.

    ``icon`` is the name of a Material symbol. ``views`` can be read below the map, the first at first; without any it
    is one table for each dataset shown. ``ground`` are layers that are no datasets. ``since`` is the first year of the
    slider where that is not the first of its rows. ``sights`` are filters, by dataset, with a place of their own
    beside the map; the others lie behind their layer's button. ``extras`` are drawn beside the datasets. ``flows`` are
    the domains whose flows it shows where an administrator has set any (docs/flows.md), EVERY for all. ``own`` is for
    what visitors bring themselves: it is there only where an administrator lets them (docs/own-data.md). ``beside`` are
    datasets that it lists although they do not name it.
    """

    name: Text
    title: Text
    group: Text
    icon: str
    map: bool = True
    mixed: bool = False  # many domains on one map: layers are called by their domain
    answers: Answers = "records"
    about: Literal["circle", "border"] = "circle"  # what the camera holds at first
    extras: Literal["", "spokes", "bases"] = ""
    views: tuple[str, ...] = ()
    ground: tuple[str, ...] = ()
    since: int | None = None
    sights: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flows: tuple[str, ...] = ()
    own: bool = False
    beside: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether what it lists can be narrowed to what concerns a place: a citizen asks for one place anyway."""
        return self.map and self.answers != "needs"

    def shows_flows(self, domain: str) -> bool:
        """Whether flows of a domain belong to it."""
        return domain in self.flows or EVERY in self.flows


PAGES: Final[dict[str, Page]] = {
    "explore": Page(
        Text("一张图", "One map"),
        Text("成渝一张图", "Chengyu One Map"),
        LOOK,
        "map",
        mixed=True,
        ground=("units",),  # the choropleth of cities or counties
    ),
    "crossings": Page(
        Text("跨界联系", "Across the border"),
        Text("跨界联系与缺口", "Ties and gaps across the border"),
        LOOK,
        "conversion_path",
        answers="ties",
        about="border",
        views=("gaps", "matrix", "border_pairs", "ties", "crossings", "questions", "flows"),
        flows=(EVERY,),
        since=BEFORE_THE_CIRCLE,
        sights={"ties": ("domain", "strength")},
    ),
    "transport": Page(
        Text("交通", "Transport"),
        Text("交通走廊与过界点", "Corridors and crossing points"),
        LOOK,
        "train",
        views=("corridors", "ways", "pairs", "buses", "crossings", "flows"),
        flows=("transport",),
        sights={"corridors": ("mode", "status", "cross_border")},
    ),
    "eldercare": Page(
        Text("养老", "Eldercare"),
        Text("养老康养机构", "Eldercare and wellness places"),
        LOOK,
        "elderly",
        extras="bases",
        views=("eldercare", "demand", "agreements", "flows"),
        flows=("eldercare",),
        sights={"eldercare": ("cross_border", "cross_border_basis", "category", "operator_type")},
    ),
    "tourism": Page(
        Text("文旅", "Tourism"),
        Text("文旅景区与旅游线路", "Sights and tourist routes"),
        LOOK,
        "hiking",
        views=("tourism_routes", "tourism", "several", "passes", "flows"),
        flows=("tourism",),
        sights={"tourism": ("cross_border", "grade", "category"), "tourism_routes": ("theme",)},
    ),
    "alliances": Page(
        Text("联盟", "Alliances"),
        Text("联盟与成员", "Alliances and members"),
        LOOK,
        "hub",
        extras="spokes",
        views=("alliances", "alliance_members", "several", "without"),
        sights={"alliance_members": ("alliance_id", "form", "field")},
    ),
    "services": Page(
        Text("服务与机制", "Services"),
        Text("共享服务与合作机制", "Shared services and mechanisms"),
        LOOK,
        "handshake",
        views=("list", "mechanisms", "platforms", "dimensions", "shared_services", "flows"),
        flows=("services", "health", "education"),
        sights={"shared_services": ("reach", "channel", "field"), "mechanisms": ("dimension", "status", "kind")},
    ),
    "citizen": Page(
        Text("我能用什么", "What can I use?"),
        Text("我能用什么", "What can I use?"),
        CITIZENS,
        "person_pin_circle",
        answers="needs",
    ),
    "briefing": Page(Text("简报", "Briefing"), Text("简报", "Briefing"), BRIEFINGS, "slideshow", map=False),
    "mydata": Page(
        Text("我的数据", "My data"),
        Text("我的数据", "My data"),
        DATA,
        "upload_file",
        own=True,
        beside=("eldercare", "tourism", "hospitals", "ecology", "education"),  # to hold one's own list against
    ),
    "sources": Page(Text("数据来源", "Sources"), Text("数据来源", "Sources"), DATA, "fact_check", map=False),
}
FIRST: Final = next(iter(PAGES))  # where one arrives; its address is the server's own
WITH_MAP: Final = tuple(id for id, page in PAGES.items() if page.map)


def offered() -> dict[str, Page]:
    """Return the pages that this server has: those for visitors' own data not where an administrator wants none."""
    allowed = configuration().intake.mode != "off"
    return {id: page for id, page in PAGES.items() if allowed or not page.own}
