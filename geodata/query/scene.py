"""The Scene: everything that decides what is on screen, as one frozen value (its address: url.py)."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Final

from geodata.boundaries.vintage import Vintage
from geodata.catalog.pick import NOTHING, Pick
from geodata.catalog.shared_columns import years
from geodata.query.residents.needs import ANYONE, NEEDS
from geodata.query.selection import Selection
from geodata.store.store import Store
from geodata.text import Lang

ENGINES: Final = ("deck", "light")
GROUND_LAYERS: Final = ("units",)  # layers of Explore that are not datasets of their own: the choropleth of the units
MATRICES: Final = ("county", "domain")  # what the columns of the matrix are
CLOSED: Final = "closed"  # what a map may be compared with, besides a year: a border nothing crosses
# What can be read below the map of a page, the first at first; elsewhere it is one table for each of its datasets.
VIEWS: Final = {
    "crossings": ("gaps", "matrix", "border_pairs", "ties", "crossings"),
    "transport": ("corridors", "ways", "pairs", "buses", "crossings"),
    "eldercare": ("eldercare", "demand", "agreements"),
    "tourism": ("tourism_routes", "tourism", "several", "passes"),
    "alliances": ("alliances", "alliance_members", "several", "without"),
    "services": ("list", "mechanisms", "platforms", "dimensions", "shared_services"),
}
TIME_FROM: Final = 2019  # first year of the slider on Crossings: the year before the circle was decided on
WORDS_LENGTH: Final = 60  # so many letters may be looked for


@dataclass(frozen=True)
class Scene:
    """What is on screen.

    ``layers`` are dataset ids (or "units") in catalogue order; ``selections`` one per filtered dataset, sorted by id;
    ``year`` None means today; ``focus`` an adcode or empty for the whole circle; ``pick`` a row or nothing;
    ``level`` and ``statistic`` are those of the choropleth; ``matrix`` is one of MATRICES; ``compare`` is empty, CLOSED
    or a year; ``start`` and ``end`` are codes of places to travel between; ``words`` are looked for in
    all that is shown; ``want`` and ``who`` are a citizen's question (residents/needs.py), ``big`` asks for large type;
    ``view`` is what is read below the map (one of ``views``; empty: the first); ``slide`` is the one that
    is presented, counted from 1, on the page of briefings (0: none).
    """

    layers: tuple[str, ...]
    page: str = "explore"
    lang: Lang = "zh"
    vintage: Vintage = Vintage.TODAY
    year: int | None = None
    selections: tuple[tuple[str, Selection], ...] = ()
    level: str = "city"
    statistic: str = "population_density"
    focus: str = ""
    pick: Pick = NOTHING
    engine: str = "deck"
    matrix: str = MATRICES[0]
    compare: str = ""
    start: str = ""
    end: str = ""
    words: str = ""
    want: str = next(iter(NEEDS))
    who: str = ANYONE
    big: bool = False
    view: str = ""
    slide: int = 0
    title: str = ""
    notes: str = ""

    def __post_init__(self) -> None:
        """Take the pick also as the text that links and files have."""
        object.__setattr__(self, "pick", Pick(self.pick))

    def selection(self, dataset: str) -> Selection:
        """Return the selection of ``dataset``; everything when none is set."""
        return dict(self.selections).get(dataset, Selection())

    def with_selections(self, selections: Mapping[str, Selection]) -> "Scene":
        """Return the scene with these selections; empty ones are dropped."""
        kept = tuple(sorted((id, selection) for id, selection in selections.items() if selection.wanted))
        return replace(self, selections=kept)


def layers_of(store: Store, page: str) -> list[str]:
    """Return every layer a page can show, from the bottom up."""
    ground = GROUND_LAYERS if page == "explore" else ()
    return [*ground, *(dataset.id for dataset in store.catalog.layers(page))]


def views(store: Store, page: str, layers: Container[str]) -> tuple[str, ...]:
    """Return what can be read below the map of a page, the first at first; empty where there is no choice."""
    return VIEWS.get(page) or tuple(dataset.id for dataset in store.catalog.layers(page) if dataset.id in layers)


def default(store: Store, page: str = "explore") -> Scene:
    """Return the scene everybody starts a page with: the layers the catalogue switches on."""
    layers = tuple(dataset.id for dataset in store.catalog.layers(page) if dataset.shown)
    return Scene(layers=layers, page=page)


def year_range(store: Store, page: str = "explore") -> tuple[int, int]:
    """Return the first and last year of a page's slider: from the first of its rows to that of the facts (today)."""
    dated = [dataset for dataset in store.catalog.layers(page) if dataset.time] or store.catalog.layers()
    known = [years(store.get(dataset.id), dataset).dropna() for dataset in dated if dataset.time]
    first = TIME_FROM if page == "crossings" else min(int(column.min()) for column in known)
    now = int(store.catalog.compliance.facts_as_of[:4])
    return first, max(now, *(int(column.max()) for column in known))


MOST_SCENES: Final = 60
