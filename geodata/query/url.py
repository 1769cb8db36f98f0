"""A scene as a link: it becomes a URL query (or JSON) and comes back from one.

What a link holds is never trusted: each field is checked on its own against the data, and what does not fit is left
out and reported.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlencode

from geodata.boundaries.adcode import LEVELS
from geodata.boundaries.statistics import STATISTICS
from geodata.boundaries.vintage import Vintage
from geodata.catalog.model import Dataset
from geodata.catalog.pick import NOTHING, Pick
from geodata.query.residents.needs import ANYONE, NEEDS, WHO
from geodata.query.scene import (
    CLOSED,
    ENGINES,
    MATRICES,
    MOST_SCENES,
    WORDS_LENGTH,
    Scene,
    default,
    layers_of,
    views,
    year_range,
)
from geodata.query.selection import Selection, options
from geodata.store.store import Store
from geodata.text import LANGS, Lang

NO_LAYER: Final = "none"
_SHOWN_LENGTH: Final = 40


@dataclass(frozen=True)
class Ignored:
    """One part of a link that was left out, cut to a length that can be shown."""

    field: str
    value: str

    def say(self, lang: Lang) -> str:
        """Return it as ``field = value`` in the language's quotes."""
        return f"{self.field}＝“{self.value}”" if lang == "zh" else f"{self.field} = “{self.value}”"


def to_query(scene: Scene, store: Store) -> dict[str, str]:
    """Return the scene as query fields, short: what is as by default is left out (``lang`` always stands)."""
    base = default(store, scene.page)
    query: dict[str, str] = {"lang": scene.lang}
    if scene.layers != base.layers:
        query["show"] = ",".join(scene.layers) or NO_LAYER
    for name, value, usual in (
        ("asof", scene.vintage.value, base.vintage.value),
        ("year", scene.year, base.year),
        ("level", scene.level, base.level),
        ("stat", scene.statistic, base.statistic),
        ("focus", scene.focus, base.focus),
        ("pick", scene.pick, base.pick),
        ("map", scene.engine, base.engine),
        ("matrix", scene.matrix, base.matrix),
        ("compare", scene.compare, base.compare),
        ("from", scene.start, base.start),
        ("to", scene.end, base.end),
        ("q", scene.words, base.words),
        ("want", scene.want, base.want),
        ("who", scene.who, base.who),
        ("big", int(scene.big), int(base.big)),
        ("view", scene.view, base.view),
        ("slide", scene.slide, base.slide),
    ):
        if value != usual:
            query[name] = str(value)
    for id, selection in scene.selections:
        for column, values in selection.wanted:
            query[f"{id}.{column}"] = ",".join(value.replace("%", "%25").replace(",", "%2C") for value in values)
    return query


def local(scene: Scene, store: Store) -> str:
    """Return where a scene is live on a server: path and query."""
    return f"/{'' if scene.page == 'explore' else scene.page}?{urlencode(to_query(scene, store))}"


def address(scene: Scene, store: Store, base: str) -> str:
    """Return where a scene is live, below the address of a server; empty when that is."""
    return base.rstrip("/") + local(scene, store) if base else ""


def to_json(scene: Scene, store: Store) -> str:
    """Return the scene as JSON text: its query fields, page, title and notes."""
    return json.dumps(
        {"page": scene.page, "title": scene.title, "notes": scene.notes, "query": to_query(scene, store)},
        ensure_ascii=False,
    )


def from_json(text: str, store: Store) -> tuple[Scene, list[Ignored]]:
    """Return the scene that ``to_json`` wrote, checked like a link.

    Raises:
        ValueError: the text is not such JSON.
    """
    block = json.loads(text)
    if not isinstance(block, dict) or not isinstance(block.get("query"), dict):
        raise ValueError("not a scene")
    query = {str(k): str(v) for k, v in block["query"].items()}
    scene, ignored = from_query(query, store, str(block.get("page", "explore")))
    return replace(scene, title=str(block.get("title", "")), notes=str(block.get("notes", ""))), ignored


@dataclass
class _Reader:
    """Reads one query field by field, collecting what is ignored."""

    query: Mapping[str, str]
    store: Store
    page: str
    ignored: list[Ignored] = field(default_factory=list)

    def refuse(self, name: str, value: str) -> None:
        self.ignored.append(Ignored(name[:_SHOWN_LENGTH], value[:_SHOWN_LENGTH]))

    def choice(self, name: str, allowed: tuple[str, ...], usual: str) -> str:
        value = self.query.get(name, usual)
        if value in allowed:
            return value
        self.refuse(name, value)
        return usual

    def layers(self, usual: tuple[str, ...]) -> tuple[str, ...]:
        if "show" not in self.query:
            return usual
        known = layers_of(self.store, self.page)
        asked = [] if self.query["show"] == NO_LAYER else self.query["show"].split(",")
        for unknown in [id for id in asked if id not in known]:
            self.refuse("show", unknown)
        if asked and not set(asked) & set(known):
            return usual
        return tuple(id for id in known if id in asked)

    def year(self) -> int | None:
        if "year" not in self.query:
            return None
        if self._is_year(self.query["year"]):
            return int(self.query["year"])
        self.refuse("year", self.query["year"])
        return None

    def _is_year(self, value: str) -> bool:
        first, last = year_range(self.store, self.page)
        return value.isascii() and value.isdigit() and len(value) == 4 and first <= int(value) < last

    def compare(self) -> str:
        value = self.query.get("compare", "")
        if value in ("", CLOSED) or self._is_year(value):
            return value
        self.refuse("compare", value)
        return ""

    def words(self) -> str:
        value = self.query.get("q", "").strip()
        if len(value) <= WORDS_LENGTH and value.isprintable():
            return value
        self.refuse("q", value)
        return ""

    def pick(self, vintage: Vintage) -> Pick:
        value = Pick(self.query.get("pick", ""))
        dataset = self.store.catalog.datasets.get(value.dataset)
        if dataset and dataset.kind != "table" and (self.store.get(dataset.id, vintage)["id"] == value.id).any():
            return value
        if value:
            self.refuse("pick", value)
        return NOTHING

    def selection(self, dataset: Dataset) -> Selection:
        wanted: dict[str, list[str]] = {}
        for name in dataset.filters:
            key = f"{dataset.id}.{name}"
            if key not in self.query:
                continue
            allowed = options(self.store.get(dataset.id), dataset.all_columns[name], self.store.catalog)
            for item in self.query[key].split(","):
                value = item.replace("%2C", ",").replace("%25", "%")
                if value in allowed:
                    wanted.setdefault(name, []).append(value)
                else:
                    self.refuse(key, item)
        return Selection.of(dict(wanted))


# Fields that stand in a link besides the filters, and the pages they belong to; without a page: all.
_FIELDS: Final = {
    "lang": "",
    "asof": "",
    "year": "",
    "focus": "",
    "show": "",
    "pick": "",
    "map": "",
    "q": "",
    "view": "",
} | {
    "level": "explore",
    "stat": "explore",
    "matrix": "crossings",
    "compare": "crossings",
    "from": "transport",
    "to": "transport",
    "want": "citizen",
    "who": "citizen",
    "big": "citizen",
    "slide": "briefing",
}


def from_query(query: Mapping[str, str], store: Store, page: str = "explore") -> tuple[Scene, list[Ignored]]:
    """Return the scene of a page's link and what of it was ignored. Never raises on what the link holds."""
    datasets = store.catalog.layers(page)
    filters = {f"{dataset.id}.{name}" for dataset in datasets for name in dataset.filters}
    fields = {name for name, of in _FIELDS.items() if of in ("", page)}
    reader = _Reader({name: value for name, value in query.items() if name in filters | fields}, store, page)
    base = default(store, page)
    lang: Lang = "en" if reader.choice("lang", LANGS, base.lang) == "en" else "zh"
    vintage = Vintage(reader.choice("asof", tuple(Vintage), base.vintage.value))
    layers = reader.layers(base.layers)
    want, who = reader.choice("want", tuple(NEEDS), base.want), reader.choice("who", tuple(WHO), base.who)
    scene = Scene(
        layers=layers,
        page=page,
        lang=lang,
        vintage=vintage,
        year=reader.year(),
        level=reader.choice("level", LEVELS, base.level),
        statistic=reader.choice("stat", tuple(STATISTICS), base.statistic),
        focus=reader.choice("focus", ("", *store.focusable(vintage)), base.focus),
        pick=reader.pick(vintage),
        engine=reader.choice("map", ENGINES, base.engine),
        matrix=reader.choice("matrix", MATRICES, base.matrix),
        compare=reader.compare(),
        start=reader.choice("from", ("", *store.focusable(vintage)), base.start),
        end=reader.choice("to", ("", *store.focusable(vintage)), base.end),
        words=reader.words(),
        want=want,
        who=who if who in NEEDS[want].whos else ANYONE,
        big=reader.choice("big", ("", "1"), "") == "1",
        view=reader.choice("view", ("", *views(store, page, layers)), base.view),
        slide=int(reader.choice("slide", tuple(map(str, range(MOST_SCENES + 1))), "0")),
    ).with_selections({dataset.id: reader.selection(dataset) for dataset in datasets})
    for name in query.keys() - filters - fields:
        reader.refuse(name, query[name])
    return scene, reader.ignored
