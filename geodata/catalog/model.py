"""The catalogue: every dataset, column, vocabulary and licence, declared once in catalog.toml."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from geodata.catalog.pages import PAGES
from geodata.text import Lang, Text

FOLDER: Final = Path(__file__).parents[1]  # of the package geodata
OWN: Final = "own"  # how the ids of lists of a reader's own (geodata/own), and the kinds of their datasets, begin
LIST_TYPES: Final = frozenset({"codes", "names", "ids", "rows", "pairs", "phones", "adcodes"})


def is_own(name: str) -> bool:
    """Return whether a dataset, a row ("own1:…") or a field of a link ("own1.c3") is of a list of a reader's own."""
    return re.match(rf"{OWN}[0-9]+($|[.:])", name) is not None


@dataclass(frozen=True)
class Column:
    """One column, the same wherever it occurs."""

    name: str
    type: str
    label: Text
    unit: str = ""
    values: str = ""  # name of a vocabulary
    required: bool = False
    refers: str = ""  # id of the dataset whose ids it holds
    min: float | None = None
    max: float | None = None


@dataclass(frozen=True)
class Domain:
    """A field of life: what belongs together on the screen, with its colour and shape."""

    id: str
    title: Text
    color: str
    icon: str = "circle"


@dataclass(frozen=True)
class Licence:
    """The terms a dataset is published under."""

    id: str
    title: Text
    url: str


@dataclass(frozen=True)
class Dataset:
    """One dataset: a table of facts, or something derived from facts and boundaries."""

    id: str
    title: Text
    domain: Domain
    kind: str
    counter: Text  # what one row is: the Chinese measure word, the English noun
    columns: tuple[Column, ...]  # as they stand in the file
    computed: tuple[Column, ...]  # added while loading
    filters: tuple[str, ...]
    facts: tuple[str, ...]  # what a card shows
    file: str  # empty when derived
    time: str  # the column that says since when a row holds; empty: none
    licence: Licence
    as_of: str
    producer: Text
    method: Text
    weakness: Text
    pages: tuple[str, ...]  # where it is a group of its own
    shown: bool
    shade: str = ""  # the column of numbers by which its areas are coloured; empty: by none

    @property
    def own(self) -> bool:
        """Whether it is a list of a reader's own (geodata/own), which nobody else has."""
        return self.kind.startswith(f"{OWN}_")

    @property
    def derived(self) -> bool:
        """Whether it is computed rather than read from a file."""
        return not self.file

    @cached_property
    def all_columns(self) -> dict[str, Column]:
        """Every column by name: those of the file, then the computed ones."""
        return {column.name: column for column in (*self.columns, *self.computed)}


@dataclass(frozen=True)
class Compliance:
    """The map-compliance block: on every screen and every export (审图号, base map, dates, internal use)."""

    review_number: str
    internal_use: bool
    base_map: Text
    base_map_2021: Text
    facts_as_of: str

    def say(self, lang: Lang, vintage: str = "today", background: Text | None = None) -> str:
        """Return the block as one line.

        Args:
            lang: of the line.
            vintage: "today" or "2021", which decides which map is named.
            background: what must be said of a basemap that lies below it (``basemap.notice``).
        """
        review = Text("未送审，不得公开", "Not reviewed, not for publication")
        if self.review_number:
            review = Text(f"审图号：{self.review_number}", f"Map review number {self.review_number}")
        internal = [Text("内部使用", "Internal use")] if self.internal_use else []
        map = self.base_map_2021 if vintage == "2021" else self.base_map
        base = Text(f"底图：{map.zh}", f"Base map: {map.en}")
        date = Text(f"事实截至 {self.facts_as_of}", f"Facts as of {self.facts_as_of}")
        return " · ".join(
            part.say(lang) for part in (review, *internal, base, *([background] if background else []), date)
        )


@dataclass(frozen=True)
class Catalog:
    """Everything catalog.toml declares."""

    datasets: dict[str, Dataset]
    domains: dict[str, Domain]
    vocabularies: dict[str, dict[str, Text]]
    compliance: Compliance
    tables: Path = field(default=FOLDER / "tables")

    def layers(self, page: str = "explore") -> list[Dataset]:
        """Return the datasets that are groups of their own on a page, in catalogue order."""
        beside = PAGES[page].beside if page in PAGES else ()
        return [dataset for dataset in self.datasets.values() if page in dataset.pages or dataset.id in beside]

    def vocabulary(self, column: Column) -> dict[str, Text]:
        """Return the allowed values of ``column`` with their labels; empty when any value is allowed."""
        return self.vocabularies.get(column.values, {})
