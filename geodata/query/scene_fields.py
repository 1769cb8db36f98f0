"""What a field of a scene is: its name in links, its widget, the pages that have it, and what it may hold there.

Each is declared once, where ``Scene`` names it (``asked``); links, widgets and files read the declaration.
"""

from collections.abc import Callable, Container
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any, Final, TypeVar

from geodata.boundaries.adcode import side
from geodata.catalog.model import is_own
from geodata.catalog.pages import FIRST, PAGES
from geodata.catalog.pick import NOTHING, Pick
from geodata.catalog.shared_columns import years
from geodata.flows import kept
from geodata.query.residents.needs import ANYONE, NEEDS, WHO
from geodata.store import releases
from geodata.store.kept import per_store
from geodata.store.store import Edition, Store
from geodata.text import Lang, Text

CLOSED: Final = "closed"  # what a map may be compared with, besides a year: a border nothing crosses
NO_LAYER: Final = "none"
FLOWS: Final = "flows"  # what is read below the map of a page that has it, where an administrator has set flows
# How flows lie on the map: not at all, as curves that weigh persons, the border by share or beside its ties.
FLOW_MAPS: Final = ("", "persons", "share", "match")
WORDS_LENGTH: Final = 60  # so many letters may be looked for
MOST_SCENES: Final = 60
_SHOWN_LENGTH: Final = 40
_MOST_IGNORED: Final = 100
MOST_VALUES: Final = 1000  # of one field of a link: more than any column has

SOMEBODYS_OWN: Final = Text(
    "这份链接用到对方自己的数据，这里没有", "this link uses data of somebody's own, which are not here"
)

T = TypeVar("T")


@dataclass(frozen=True)
class Ignored:
    """One part of a link that was left out, cut to a length that can be shown."""

    field: str
    value: str

    @property
    def own(self) -> bool:
        """Whether it speaks of data of somebody's own, which only their session has."""
        return is_own(self.field) or is_own(self.value)

    def say(self, lang: Lang) -> str:
        """Return it as ``field = value`` in the language's quotes; of data of somebody's own only that it is."""
        if self.own:
            return SOMEBODYS_OWN.say(lang)
        return f"{self.field}＝“{self.value}”" if lang == "zh" else f"{self.field} = “{self.value}”"


@dataclass
class Reading:
    """A scene being read, field by field in the order of declaration: what was read so far, and what was left out.

    ``name`` is that of the field being read in links, ``usual`` what it holds where nothing is said; ``foreign`` are
    ids of lists of the reader's own that a link means others by.
    """

    store: Store
    page: str
    so_far: dict[str, Any] = field(default_factory=dict)
    ignored: list[Ignored] = field(default_factory=list)
    name: str = ""
    usual: object = None
    foreign: frozenset[str] = frozenset()

    def refuse(self, value: str) -> object:
        """Leave a value out; return the usual one. So many are told, a hostile link holds any number."""
        if len(self.ignored) < _MOST_IGNORED:
            self.ignored.append(Ignored(self.name[:_SHOWN_LENGTH], value[:_SHOWN_LENGTH]))
        return self.usual

    @property
    def years(self) -> tuple[int, int]:
        """The first and last year of the page's slider."""
        return year_range(self.store, self.page)


Read = Callable[[str, Reading], object]


@dataclass(frozen=True)
class Field:
    """How a field is asked for.

    ``query`` is its name in links, ``read`` makes its value of a link's text, which is never trusted, ``text`` the
    text of its value. ``page`` is the only page that has it (empty: all). ``key`` is its widget's (empty: it has
    none); ``own``: each page has a widget of its own for it; ``shared``: it goes along from page to page. ``put`` is
    what the widget shows of a value, ``take`` the text of what the widget holds.
    """

    query: str
    read: Read
    key: str = ""
    page: str = ""
    own: bool = False
    shared: bool = False
    text: Callable[[Any], str] = str
    put: Callable[[Any, Reading], object] = lambda value, _: value
    take: Callable[[Any], str] = lambda held: str(held or "")

    def widget(self, page: str) -> str:
        """Return the key of its widget on a page."""
        return f"{self.key}:{page}" if self.own else self.key


def asked(usual: T, query: str, read: Read, key: str = "", **more: Any) -> T:
    """Declare a field of a scene: what it holds where nothing is said, and how it is asked for (``Field``)."""
    declared: T = field(default=usual, metadata={Field: Field(query, read, key, **more)})
    return declared


def declared(scene: type) -> dict[str, Field]:
    """Return the fields of a kind of scene that can be asked for, by name."""
    return {one.name: one.metadata[Field] for one in fields(scene) if Field in one.metadata}


def among(allowed: Container[str] | Callable[[Reading], Container[str]], make: Callable[[str], object] = str) -> Read:
    """Return how one of several values is read; ``make`` makes the value of its text."""

    def read(text: str, reading: Reading) -> object:
        known = allowed(reading) if callable(allowed) else allowed
        return make(text) if text in known else reading.refuse(text)

    return read


def layers_of(store: Store, page: str) -> list[str]:
    """Return every layer a page can show, from the bottom up."""
    return [*PAGES[page].ground, *(dataset.id for dataset in store.catalog.layers(page))]


def views(store: Store, page: str, layers: Container[str]) -> tuple[str, ...]:
    """Return what can be read below the map of a page, the first at first; empty where there is no choice."""
    own = tuple(view for view in PAGES[page].views if view != FLOWS or kept.configured())
    return own or tuple(dataset.id for dataset in store.catalog.layers(page) if dataset.id in layers)


@per_store(lru_cache(maxsize=64), shared=True)
def year_range(store: Store, page: str = FIRST) -> tuple[int, int]:
    """Return the first and last year of a page's slider: from the first of its rows to that of the facts (today).

    Where no row is dated it has the year before and this one.
    """
    dated = [dataset for dataset in store.catalog.layers(page) if dataset.time] or store.catalog.layers()
    columns = [years(store.get(dataset.id), dataset).dropna() for dataset in dated if dataset.time]
    known = [int(year) for column in columns if not column.empty for year in (column.min(), column.max())]
    now = int(store.catalog.compliance.facts_as_of[:4])
    last = max((now, *known))
    return min(PAGES[page].since or min(known, default=last), last - 1), last


def earlier(reading: Reading) -> tuple[str, ...]:
    """Return the released versions of the data that are not the present one, the newest first."""
    return tuple(version for version in reversed(releases.known()) if version != reading.store.version)


def or_latest(since: str, reading: Reading) -> str | None:
    """Return a version, or of those released the one before the present; None without any."""
    return since or next(iter(earlier(reading)), None)


def read_layers(text: str, reading: Reading) -> object:
    """Read which layers are on: those known of the ones named; the usual ones if none of them is."""
    known = [id for id in layers_of(reading.store, reading.page) if id not in reading.foreign]
    wanted = [] if text == NO_LAYER else text.split(",", MOST_VALUES)[:MOST_VALUES]
    for unknown in [id for id in wanted if id not in known]:
        reading.refuse(unknown)
    if wanted and not set(wanted) & set(known):
        return reading.usual
    return tuple(id for id in known if id in wanted)


def _is_year(text: str, reading: Reading) -> bool:
    first, last = reading.years
    return text.isascii() and text.isdigit() and len(text) == 4 and first <= int(text) < last


def read_year(text: str, reading: Reading) -> object:
    """Read a year before today's."""
    return int(text) if _is_year(text, reading) else reading.refuse(text)


def read_only(text: str, reading: Reading) -> object:
    """Read whether nothing is listed but what concerns the place in focus; without a place there is nothing to ask."""
    return bool(reading.so_far["focus"]) if text == "1" else bool(text and reading.refuse(text))


def read_compare(text: str, reading: Reading) -> object:
    """Read what a map is compared with: nothing, CLOSED or a year."""
    return text if text in ("", CLOSED) or _is_year(text, reading) else reading.refuse(text)


def read_flows(text: str, reading: Reading) -> object:
    """Read how flows lie on the map; not at all where there are none, or none of the page's."""
    there = bool(PAGES[reading.page].flows and kept.configured())
    return text if not text or (there and text in FLOW_MAPS) else reading.refuse(text)


def read_words(text: str, reading: Reading) -> object:
    """Read words to look for."""
    words = text.strip()
    return words if len(words) <= WORDS_LENGTH and words.isprintable() else reading.refuse(words)


def read_pick(text: str, reading: Reading) -> Pick:
    """Read one row of a dataset that has a place or a tie."""
    pick, store = Pick(text), reading.store
    dataset = store.catalog.datasets.get("" if pick.dataset in reading.foreign else pick.dataset)
    if dataset and dataset.kind != "table" and pick.id in _ids(store.at(reading.so_far["vintage"]), dataset.id):
        return pick
    if text:
        reading.refuse(text)
    return NOTHING


@per_store(lru_cache(maxsize=64), shared=True)  # asked three times a run
def _ids(edition: Edition, dataset: str) -> frozenset[str]:
    return frozenset(edition.get(dataset)["id"])


def read_who(text: str, reading: Reading) -> object:
    """Read who asks; anyone where that makes no difference to what is asked."""
    if text not in WHO:
        return reading.refuse(text)
    return text if text in NEEDS[reading.so_far["want"]].whos else ANYONE


def read_goal(text: str, reading: Reading) -> object:
    """Read where one wants to go: a place on the other side of the border than the one in focus, no whole province."""
    home = reading.so_far["focus"]
    across = side(text) not in ("", side(home)) and not text.endswith("0000")
    fits = text in places(reading) and (not text or (bool(home) and across))
    return text if fits else reading.refuse(text)


def read_view(text: str, reading: Reading) -> object:
    """Read what stands below the map; the first of what there is needs no name."""
    known = views(reading.store, reading.page, reading.so_far["layers"])
    if text and text not in known:
        return reading.refuse(text)
    return "" if text in known[:1] else text


def places(reading: Reading) -> Container[str]:
    """Return the codes of places that can be gone to in the vintage read, and none."""
    return {"", *reading.store.at(reading.so_far["vintage"]).focusable()}
