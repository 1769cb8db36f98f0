"""What a reader asks, and its address in each form of the product: the app, the light pages, the light map.

Every switch between forms and every link inside the light pages takes its address from here, so that nothing of the
question is lost on the way.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote, urlencode

from geodata.boundaries.vintage import Vintage
from geodata.catalog import pages
from geodata.catalog.pages import PAGES
from geodata.catalog.pick import NOTHING, Pick
from geodata.query import scene as scenes
from geodata.query import url
from geodata.query.residents import trip
from geodata.query.residents.needs import ANYONE, LIGHT, NEEDS, WHO
from geodata.query.scene import ENGINES, LIGHT_MAP, Scene
from geodata.store.store import Store
from geodata.text import Lang

CITIZEN: Final = next(id for id, page in PAGES.items() if page.answers == "needs")
FIRST: Final = next(iter(NEEDS))
# Kind of a light page → the page of the app its thing is drawn on.
_DRAWN: Final = {"site": pages.FIRST, "service": "services", "pair": "crossings"}


@dataclass(frozen=True)
class Question:
    """What both forms can say; fields as in ``Scene``.

    ``want`` may be empty: every need in short, as the light page of a place has it; the app then shows the first.
    ``page`` is the page of the app the reader comes from, empty for that for citizens and for the one that ``pick`` is
    drawn on.
    """

    lang: Lang = "zh"
    vintage: Vintage = Vintage.TODAY
    focus: str = ""
    want: str = ""
    who: str = ANYONE
    goal: str = ""
    big: bool = False
    pick: Pick = NOTHING
    engine: str = ENGINES[0]
    page: str = ""

    def __post_init__(self) -> None:
        """Take the pick also as the text that links have."""
        object.__setattr__(self, "pick", Pick(self.pick))

    @property
    def kind(self) -> str:
        """The kind of light page that ``pick`` has; empty where it has none."""
        return LIGHT.get(self.pick.dataset, "")

    @property
    def live_page(self) -> str:
        """The page of the app that answers it: only that for citizens knows needs, who asks and large type."""
        if self.want or self.who or self.big:
            return CITIZEN
        return self.page or _DRAWN.get(self.kind, CITIZEN)

    @property
    def narrowed(self) -> bool:
        """Whether the app can only answer a part of it: one need of all."""
        return bool(self.focus) and not self.want and self.live_page == CITIZEN


def opened(asked: Question) -> str:
    """Return the need the app opens: the one asked for, else the first that makes a difference to who asks."""
    return asked.want or next(want for want, need in NEEDS.items() if asked.who in need.whos)


def of_scene(scene: Scene) -> Question:
    """Return the question a page of the app answers; its layers and filters are no part of it."""
    citizen = scene.page == CITIZEN
    asked = Question(
        lang=scene.lang,
        vintage=scene.vintage,
        focus=scene.focus,
        # Without a place nothing is answered yet: the need that stands there at first was not asked for.
        want=scene.want if citizen and (scene.focus or scene.want != opened(Question(who=scene.who))) else "",
        who=scene.who if citizen else ANYONE,
        goal=scene.goal if citizen and NEEDS[scene.want].rides else "",
        big=citizen and scene.big,
        pick=scene.pick,
        engine=scene.engine,
        page="" if citizen else scene.page,
    )
    asked = asked if asked.kind else replace(asked, pick=NOTHING)
    return replace(asked, page="") if asked.page == _DRAWN.get(asked.kind) else asked


def live(asked: Question, store: Store) -> str:
    """Return the address of the app's page that answers it."""
    page = asked.live_page
    scene = replace(
        scenes.default(store, page),
        lang=asked.lang,
        vintage=asked.vintage,
        focus=asked.focus,
        pick=asked.pick,
        engine=asked.engine,
    )
    if page == CITIZEN:
        scene = replace(scene, want=opened(asked), who=asked.who, goal=asked.goal, big=asked.big)
    return url.local(scene, store)


def fields(asked: Question) -> list[tuple[str, str]]:
    """Return what stands in the query of a light page's address beside place and thing, what is usual left out."""
    told = (
        ("want", asked.want),
        ("who", asked.who),
        ("goal", asked.goal),
        ("big", "1" if asked.big else ""),
        ("asof", "" if asked.vintage is Vintage.TODAY else asked.vintage.value),
        ("map", asked.engine),
        ("from", asked.page if asked.live_page == asked.page else ""),
    )
    return [(name, value) for name, value in told if value]


def light(asked: Question, typed: str | None = None) -> str:
    """Return the address of the light page that answers it, with what was ``typed`` where the place is still asked."""
    more = fields(asked)
    if typed is not None:
        path, more = "ask", [("q", typed), *more]
    elif asked.kind:
        path = f"{asked.kind}/{quote(asked.pick.id, safe='')}"
        more = [("focus", asked.focus), *more] if asked.focus else more
    else:
        path = f"place/{quote(asked.focus, safe='')}" if asked.focus else ""
    return f"/lite/{asked.lang}/{path}{'?' if more else ''}{urlencode(more)}"


def from_light(
    query: Mapping[str, str], store: Store, lang: str = "zh", focus: str = "", pick: Pick = NOTHING
) -> Question:
    """Return what the link to a light page asks; what makes no sense is as if it were not there.

    Args:
        query: its query.
        store: the data.
        lang, focus, pick: what its path says; whether there is such a place or thing is for the page to find out.
    """

    def choice(name: str, allowed: Container[str]) -> str:
        value = query.get(name, "")
        return value if value in allowed else ""

    vintage = Vintage(choice("asof", tuple(Vintage)) or Vintage.TODAY)
    want = choice("want", NEEDS)
    focus = focus or (choice("focus", store.at(vintage).focusable()) if pick else "")
    goals = {place.adcode for place in trip.goals(store.at(vintage), focus)} if want and NEEDS[want].rides else set()
    return Question(
        lang="en" if lang == "en" else "zh",
        vintage=vintage,
        focus=focus,
        want=want,
        who=choice("who", NEEDS[want].whos if want else WHO),
        goal=choice("goal", goals),
        big=query.get("big") == "1",
        pick=pick,
        engine=choice("map", ENGINES),
        page=choice("from", PAGES.keys() - {CITIZEN}),
    )


def light_map(
    scene: Scene, store: Store, room: tuple[int, ...], at: tuple[float, ...] = (), *, other: bool = False
) -> str:
    """Return the address of the light map of a scene.

    Args:
        scene, store: what is drawn.
        room: width and height in px, and how much is covered at the left, right, top and bottom.
        at: longitude, latitude and zoom of its camera; empty: as the scene asks for it.
        other: whether it shows what the scene is compared with.
    """
    query = url.to_query(replace(scene, engine=LIGHT_MAP), store)
    query |= {"page": scene.page, "frame": ",".join(map(str, room))} | ({"other": "1"} if other else {})
    query |= (
        {"at": ",".join(f"{number:.5g}" if n == 2 else f"{number:.5f}" for n, number in enumerate(at))} if at else {}
    )
    return f"/lite/map?{urlencode(query)}"
