"""What a resident may need, and who asks: two literal registries the questions for citizens are made of."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from geodata.domains.shared_services import AT_OFFICES
from geodata.text import Text

ANYONE: Final = ""


class Best(NamedTuple):
    """Sites that are of most use to somebody: their nearest is named in a sentence of its own."""

    told: Text  # with "{named}" for the site
    kinds: tuple[str, ...]  # of ``kinds.of``


class Need(NamedTuple):
    """One thing people look for."""

    title: Text
    thing: Text  # what is counted, in a sentence
    domain: str  # the domain whose ties speak of it
    sites: str = ""  # dataset of the places; empty: none
    fields: tuple[str, ...] = ()  # of the shared services
    policy: str = ""  # dataset of agreements that are the basis
    open: bool = False  # whether anybody may go there, with or without an agreement
    each: str = "家"  # the Chinese measure word of the thing
    first: Mapping[str, tuple[str, ...]] = MappingProxyType({})  # who → services named in the first sentences
    best: Mapping[str, Best] = MappingProxyType({})  # who → the sites of most use to them
    rides: bool = False  # whether the lines across are what was asked for
    kinds: tuple[str, ...] = ()  # categories of the sites asked for; the others are listed apart. None: all
    besides: Text = Text("", "")  # what the others are
    asks: tuple[str, ...] = ()  # of WHO: whose answer is another one; where there is none, nobody is asked

    @property
    def whos(self) -> tuple[str, ...]:
        """For whom one may ask: anyone, and those to whom another answer is given."""
        return (ANYONE, *self.asks)

    def means(self, kind: str) -> bool:
        """Return whether a site of a category is what is asked for."""
        return not self.kinds or kind in self.kinds

    def named(self, who: str) -> tuple[str, ...]:
        """Return the services that are named in the first sentences to somebody."""
        return self.first.get(who, self.first.get(ANYONE, ()))


NEEDS: Final[dict[str, Need]] = {
    "eldercare": Need(
        Text("养老", "Eldercare"),
        Text("养老院", "care homes"),
        "eldercare",
        "eldercare",
        ("eldercare",),
        "eldercare_policy",
        kinds=("nursing_home", "medical_care"),
        besides=Text("社区食堂、日间照料和康养基地", "canteens, day centres and wellness resorts"),
    ),
    "health": Need(
        Text("看病", "Health"),
        Text("医院", "hospitals"),
        "health",
        "hospitals",
        ("health", "emergency"),
        "eldercare_policy",
        open=True,
        first=MappingProxyType(
            {ANYONE: ("sv-outpatient", "sv-chronic"), "elder": ("sv-chronic", "sv-pharmacy", "sv-outpatient")}
        ),
        best=MappingProxyType(
            {
                "family": Best(
                    Text(
                        "看孩子：收录中最近的儿童医院或妇幼保健院是{named}。",
                        "For a child, the nearest children's or maternal hospital listed: {named}.",
                    ),
                    ("children", "maternal"),
                )
            }
        ),
        asks=("elder", "family"),
    ),
    "outing": Need(
        Text("出游", "A day out"),
        Text("景区与场馆", "sights"),
        "tourism",
        "tourism",
        ("culture_tourism",),
        "tourism_policy",
        open=True,
        each="处",
        best=MappingProxyType(
            {
                "family": Best(
                    Text(
                        "带孩子：收录中最近的主题乐园或博物馆是{named}。",
                        "With children, the nearest theme park or museum listed: {named}.",
                    ),
                    ("theme_park", "museum"),
                )
            }
        ),
        asks=("family",),
    ),
    "travel": Need(
        Text("坐车过去", "Getting there"), Text("线路", "lines"), "transport", "", ("transport",), rides=True
    ),
    "matter": Need(
        Text("办事", "Paperwork and government services"),
        Text("可跨省市办的事", "matters"),
        "services",
        "",
        (*sorted(AT_OFFICES), "education", "security"),
        asks=("elder", "family", "worker"),
    ),
}

# Dataset → kind of the light page of one of its rows, as it stands in the address.
LIGHT: Final[dict[str, str]] = {need.sites: "site" for need in NEEDS.values() if need.sites} | {
    "shared_services": "service",
    "border_pairs": "pair",
}


class Who(NamedTuple):
    """One who asks."""

    title: Text
    fields: tuple[str, ...]  # of services that matter most to them and are told first


WHO: Final[dict[str, Who]] = {
    ANYONE: Who(Text("不限", "Anyone"), ()),
    "elder": Who(Text("老人", "An older person"), ("social_security",)),
    "family": Who(Text("有孩子的家庭", "A family with children"), ("education", "household", "civil_affairs")),
    "worker": Who(
        Text("在对方省市上班、做生意的人", "Someone working across the border"),
        ("social_security", "talent", "housing", "tax", "business"),
    ),
}
