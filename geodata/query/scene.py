"""The Scene: everything that decides what is on screen, as one frozen value (its address: url.py)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from geodata.boundaries.adcode import LEVELS
from geodata.boundaries.statistics import STATISTICS
from geodata.boundaries.vintage import Vintage
from geodata.catalog.pages import FIRST, PAGES, Page
from geodata.catalog.pick import NOTHING, Pick
from geodata.domains import eldercare_supply
from geodata.query import scene_fields as read
from geodata.query.residents.needs import ANYONE, NEEDS
from geodata.query.scene_fields import among, asked
from geodata.query.selection import Selection
from geodata.store.store import Store
from geodata.text import LANGS, Lang

ENGINES: Final = ("", "deck", "light")  # the map that suits the browser, the live one, the light one
LIVE_MAP, LIGHT_MAP = ENGINES[1:]
SUPPLY: Final = tuple(eldercare_supply.LEVELS)
MATRICES: Final = ("county", "domain")  # what the columns of the matrix are


@dataclass(frozen=True)
class Scene:
    """What is on screen.

    ``layers`` are dataset ids (or "units") in catalogue order; ``selections`` one per filtered dataset, sorted by id;
    ``year`` None means today; ``focus`` an adcode or empty for the whole circle, ``only`` whether nothing is listed but
    what concerns it; ``pick`` a row or nothing;
    ``level`` and ``statistic`` are those of the choropleth; ``matrix`` is one of MATRICES; ``supply`` is the
    level at which supply stands beside demand; ``compare`` is empty, CLOSED or a year; ``flows`` is one of FLOW_MAPS;
    ``start`` and ``end`` are codes of places to travel between; ``words`` are looked for in
    all that is shown; ``want`` and ``who`` are a citizen's question (residents/needs.py), ``goal`` is the place
    they want to go to, ``big`` asks for large type;
    ``view`` is what is read below the map (one of ``views``; empty: the first); ``slide`` is the one that
    is presented, counted from 1, on the page of briefings (0: none); ``since`` is the released version of the data that
    the present one is held against (empty: the one before).
    """

    layers: tuple[str, ...] = asked((), "show", read.read_layers, text=lambda on: ",".join(on) or read.NO_LAYER)
    page: str = FIRST
    lang: Lang = asked(LANGS[0], "lang", among(LANGS), "lang", shared=True)
    vintage: Vintage = asked(
        Vintage.TODAY, "asof", among(tuple(Vintage), Vintage), "vintage", shared=True, put=lambda one, _: one.value
    )
    year: int | None = asked(
        None, "year", read.read_year, "year", own=True, put=lambda year, reading: year or reading.years[1]
    )
    selections: tuple[tuple[str, Selection], ...] = ()
    level: str = asked("city", "level", among(LEVELS), "level", page="explore")
    statistic: str = asked("population_density", "stat", among(tuple(STATISTICS)), "statistic", page="explore")
    focus: str = asked("", "focus", among(read.places), "focus", shared=True)
    only: bool = asked(
        False,
        "only",
        read.read_only,
        "only",
        shared=True,
        text=lambda only: str(int(only)),
        take=lambda on: "1" if on else "",
    )
    pick: Pick = asked(NOTHING, "pick", read.read_pick, "_pick", own=True)
    engine: str = asked(
        ENGINES[0],
        "map",
        among(ENGINES),
        "engine",
        shared=True,
    )
    matrix: str = asked(MATRICES[0], "matrix", among(MATRICES), "matrix", page="crossings")
    compare: str = asked("", "compare", read.read_compare, "compare", page="crossings")
    supply: str = asked(SUPPLY[0], "by", among(SUPPLY), "supply", page="eldercare")
    start: str = asked("", "from", among(read.places), "start", page="transport")
    end: str = asked("", "to", among(read.places), "end", page="transport")
    flows: str = asked("", "flows", read.read_flows, "flows", own=True)
    words: str = asked("", "q", read.read_words, "words", own=True)
    want: str = asked(next(iter(NEEDS)), "want", among(tuple(NEEDS)), "want", page="citizen")
    goal: str = asked("", "goal", read.read_goal, "goal", page="citizen")
    who: str = asked(ANYONE, "who", read.read_who, "who", page="citizen")
    big: bool = asked(
        False,
        "big",
        among(("", "1"), bool),
        "big",
        page="citizen",
        text=lambda big: str(int(big)),
        take=lambda on: "1" if on else "",
    )
    view: str = asked("", "view", read.read_view, "view", own=True)
    slide: int = asked(
        0, "slide", among(tuple(map(str, range(read.MOST_SCENES + 1))), int), "_slide", page="briefing", take=str
    )
    since: str = asked("", "since", among(read.earlier), "since", page="sources", put=read.or_latest)
    title: str = ""
    notes: str = ""

    def __post_init__(self) -> None:
        """Take the pick also as the text that links and files have."""
        object.__setattr__(self, "pick", Pick(self.pick))

    @property
    def declared(self) -> Page:
        """What its page is."""
        return PAGES[self.page]

    @property
    def place(self) -> str:
        """The code of the place that all that is listed must concern; empty where nothing must."""
        return self.focus if self.only and self.declared.narrows else ""

    def selection(self, dataset: str) -> Selection:
        """Return the selection of ``dataset``; everything when none is set."""
        return dict(self.selections).get(dataset, Selection())

    def with_selections(self, selections: Mapping[str, Selection]) -> "Scene":
        """Return the scene with these selections; empty ones are dropped."""
        kept = tuple(sorted((id, selection) for id, selection in selections.items() if selection.wanted))
        return replace(self, selections=kept)


def default(store: Store, page: str = FIRST) -> Scene:
    """Return the scene everybody starts a page with: the layers the catalogue switches on."""
    layers = tuple(dataset.id for dataset in store.catalog.layers(page) if dataset.shown)
    return Scene(layers=layers, page=page)
