"""The Scene: everything that decides what is on screen, as one frozen value with a short address.

A scene becomes a URL query and comes back from one. What a link holds is never trusted: each field is checked on
its own against the data, and what does not fit is left out and reported.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from geodata.boundaries import LEVELS, Vintage
from geodata.catalog import Dataset
from geodata.selection import Selection, options, years
from geodata.store import Store
from geodata.text import LANGS, Lang, Text

ENGINES: Final = ("deck", "light")
GROUND_LAYERS: Final = ("units",)  # layers that are not datasets of their own: the choropleth of the units
NO_LAYER: Final = "none"
_SHOWN_LENGTH: Final = 40


@dataclass(frozen=True)
class Scene:
    """What is on screen.

    ``layers`` are dataset ids (or "units") in catalogue order; ``selections`` one per filtered dataset, sorted by id;
    ``year`` None means today; ``focus`` an adcode or empty for the whole circle; ``pick`` "dataset:id" or empty;
    ``level`` and ``statistic`` are those of the choropleth.
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
    pick: str = ""
    engine: str = "deck"
    title: str = ""
    notes: str = ""

    def selection(self, dataset: str) -> Selection:
        """Return the selection of ``dataset``; everything when none is set."""
        return dict(self.selections).get(dataset, Selection())

    def with_selections(self, selections: Mapping[str, Selection]) -> "Scene":
        """Return the scene with these selections; empty ones are dropped."""
        kept = tuple(sorted((id, selection) for id, selection in selections.items() if selection.wanted))
        return replace(self, selections=kept)


@dataclass(frozen=True)
class Ignored:
    """One part of a link that was left out, cut to a length that can be shown."""

    field: str
    value: str

    def say(self, lang: Lang) -> str:
        """Return it as ``field = value`` in the language's quotes."""
        return f"{self.field}＝“{self.value}”" if lang == "zh" else f"{self.field} = “{self.value}”"


def default(store: Store) -> Scene:
    """Return the scene everybody starts with: the layers the catalogue switches on."""
    return Scene(layers=tuple(dataset.id for dataset in store.catalog.layers() if dataset.shown))


def year_range(store: Store) -> tuple[int, int]:
    """Return the first and last year that any layer's rows began."""
    known = [years(store.get(dataset.id), dataset).dropna() for dataset in store.catalog.layers() if dataset.time]
    return min(int(column.min()) for column in known), max(int(column.max()) for column in known)


def to_query(scene: Scene, store: Store) -> dict[str, str]:
    """Return the scene as query fields, short: what is as by default is left out (``lang`` always stands)."""
    base = default(store)
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
    ):
        if value != usual:
            query[name] = str(value)
    for id, selection in scene.selections:
        for column, values in selection.wanted:
            query[f"{id}.{column}"] = ",".join(value.replace("%", "%25").replace(",", "%2C") for value in values)
    return query


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
    scene, ignored = from_query({str(k): str(v) for k, v in block["query"].items()}, store)
    return replace(
        scene, page=str(block.get("page", "")), title=str(block.get("title", "")), notes=str(block.get("notes", ""))
    ), ignored


@dataclass
class _Reader:
    """Reads one query field by field, collecting what is ignored."""

    query: Mapping[str, str]
    store: Store
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
        known = [*GROUND_LAYERS, *(dataset.id for dataset in self.store.catalog.layers())]
        asked = [] if self.query["show"] == NO_LAYER else self.query["show"].split(",")
        for unknown in [id for id in asked if id not in known]:
            self.refuse("show", unknown)
        return tuple(id for id in known if id in asked)

    def year(self) -> int | None:
        if "year" not in self.query:
            return None
        value, (first, last) = self.query["year"], year_range(self.store)
        if value.isascii() and value.isdigit() and len(value) == 4 and first <= int(value) < last:
            return int(value)
        self.refuse("year", value)
        return None

    def pick(self) -> str:
        value = self.query.get("pick", "")
        id, _, row = value.partition(":")
        dataset = self.store.catalog.datasets.get(id)
        if dataset and dataset.kind != "table" and (self.store.get(id)["id"] == row).any():
            return value
        if value:
            self.refuse("pick", value)
        return ""

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


def from_query(query: Mapping[str, str], store: Store) -> tuple[Scene, list[Ignored]]:
    """Return the scene of a link and the parts of it that were ignored. Never raises on what the link holds."""
    reader = _Reader(query, store)
    base = default(store)
    lang: Lang = "en" if reader.choice("lang", LANGS, base.lang) == "en" else "zh"
    vintage = Vintage(reader.choice("asof", tuple(Vintage), base.vintage.value))
    scene = Scene(
        layers=reader.layers(base.layers),
        lang=lang,
        vintage=vintage,
        year=reader.year(),
        level=reader.choice("level", LEVELS, base.level),
        statistic=reader.choice("stat", tuple(STATISTICS), base.statistic),
        focus=reader.choice("focus", ("", *store.focusable(vintage)), base.focus),
        pick=reader.pick(),
        engine=reader.choice("map", ENGINES, base.engine),
    ).with_selections({dataset.id: reader.selection(dataset) for dataset in store.catalog.layers()})
    filters = {f"{dataset.id}.{name}" for dataset in store.catalog.layers() for name in dataset.filters}
    for name in query.keys() - filters - {"lang", "asof", "show", "year", "level", "stat", "focus", "pick", "map"}:
        reader.refuse(name, query[name])
    return scene, reader.ignored


# The statistics a choropleth can show, as columns of the units. Order = order in the menu.
STATISTICS: Final[dict[str, Text]] = {
    "population_density": Text("人口密度（人/km²，2020）", "Population density (per km², 2020)"),
    "population": Text("常住人口（2020）", "Population (2020)"),
    "population_60plus_share": Text("60岁及以上占比（%，2020）", "Share aged 60+ (%, 2020)"),
    "population_65plus_share": Text("65岁及以上占比（%，2020）", "Share aged 65+ (%, 2020)"),
    "gdp_100m_cny": Text("地区生产总值（亿元，2023或2024）", "GDP (100 million yuan, 2023 or 2024)"),
    "area_km2": Text("面积（km²）", "Area (km²)"),
}
