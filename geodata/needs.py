"""What a resident may need, and who asks: two literal registries the questions for citizens are made of."""

from typing import Final, NamedTuple

from geodata.services import AT_OFFICES
from geodata.text import Text


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
    first: tuple[str, ...] = ()  # ids of services that are named in the first sentences
    rides: bool = False  # whether the lines across are what was asked for


NEEDS: Final[dict[str, Need]] = {
    "eldercare": Need(
        Text("养老", "Eldercare"),
        Text("养老康养机构", "eldercare places"),
        "eldercare",
        "eldercare",
        ("eldercare",),
        "eldercare_policy",
    ),
    "health": Need(
        Text("看病", "Health"),
        Text("医院", "hospitals"),
        "health",
        "hospitals",
        ("health", "emergency"),
        "eldercare_policy",
        open=True,
        first=("sv-outpatient", "sv-chronic"),
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
    ),
    "travel": Need(
        Text("坐车过去", "Getting across"), Text("线路", "lines"), "transport", "", ("transport",), rides=True
    ),
    "matter": Need(
        Text("办事", "Paperwork"),
        Text("可跨省市办的事", "matters"),
        "services",
        "",
        (*sorted(AT_OFFICES), "education"),
    ),
}

# Dataset → kind of the light page of one of its rows, as it stands in the address.
LIGHT: Final[dict[str, str]] = {need.sites: "site" for need in NEEDS.values() if need.sites} | {
    "shared_services": "service",
    "border_pairs": "pair",
}

ANYONE: Final = ""
# Who asks → fields of services that matter most to them and are told first.
WHO: Final[dict[str, tuple[Text, tuple[str, ...]]]] = {
    ANYONE: (Text("不限", "Anyone"), ()),
    "elder": (
        Text("老人", "An old person"),
        ("eldercare", "social_security", "health", "emergency", "transport", "civil_affairs", "culture_tourism"),
    ),
    "family": (
        Text("有孩子的家庭", "A family with children"),
        ("health", "education", "household", "civil_affairs", "culture_tourism"),
    ),
    "worker": (
        Text("在对方省市上班、做生意的人", "Somebody who works or trades across"),
        ("social_security", "talent", "housing", "transport", "vehicle", "tax", "business", "property"),
    ),
}
