"""Sources in words: of one row, and of whole datasets."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from geodata.catalog.model import Dataset
from geodata.catalog.shared_columns import opens
from geodata.narrative import labels
from geodata.store.store import Store
from geodata.text import Lang, Text, joined, marks

NO_LINK: Final = Text("未存链接", "link not saved")


@dataclass(frozen=True)
class Source:
    """Where a statement comes from."""

    title: str
    url: str  # http(s) or empty
    date: str
    kind: str

    def small(self, lang: Lang) -> str:
        """Return what stands beside the title: kind, date, and where there is no address, that."""
        return " · ".join(filter(None, (self.kind, self.date, "" if self.url else NO_LINK.say(lang))))


MOST_PUBLISHERS: Final = 4
_BEFORE_COLON: Final = re.compile(r"^([^：（“0-9]{2,14})：")
_IN_BRACKETS: Final = re.compile(r"（([^，、（）0-9]{2,14})[，）]")
_SEVERAL: Final = re.compile(r"\s*[/·][^：，）]*")
_PUBLISHER: Final = re.compile(r"(报|报道|在线|新闻|网|社|政府|委|局|厅|台|办公室|观察|集团|中心|公报|频道)$")
_UNLINKED: Final = "none"  # a kind of source that says no more than that it has no address
SOURCES: Final = ("cross_border_source", "source")
CONTACT: Final = ("contact_source",)  # of phone, address and hours: told after these, and no source of what a row says


def sources(
    row: "pd.Series[object] | dict[str, Any]", store: Store, lang: Lang, parts: tuple[str, ...] = SOURCES
) -> tuple[Source, ...]:
    """Return the sources a row names, that of its crossing first; an address that is not http(s) is left out."""
    found = []
    for prefix in parts:
        title = row.get(f"{prefix}_title")
        if title is None or pd.isna(title):
            continue
        url, day, kind = (row.get(f"{prefix}_{part}") for part in ("url", "date", "kind"))
        kinds = store.catalog.vocabularies["source_kind"]
        found.append(
            Source(
                labels.source_title(str(title), lang),
                str(url) if opens(url) else "",
                str(day) if pd.notna(day) else "",
                kinds[str(kind)].say(lang) if pd.notna(kind) and kind in kinds and kind != _UNLINKED else "",
            )
        )
    return tuple(dict.fromkeys(found))


def distinct(told: Iterable[Source]) -> tuple[Source, ...]:
    """Return sources without those told before: the same words, or another title of a page with the same address."""
    found: dict[object, Source] = {}
    for source in dict.fromkeys(told):
        found.setdefault(source.url or source, source)
    return tuple(found.values())


def publishers(table: pd.DataFrame, most: int = MOST_PUBLISHERS) -> list[str]:
    """Return who published most of the rows of a table, as far as their titles say so; none where none does.

    A title names its publisher before its colon or first in its last brackets: 重庆日报：…, …（新华社，2021）.

    Args:
        table: with source_title; a table without it names nobody.
        most: so many are returned.
    """
    if "source_title" not in table:
        return []
    named = table["source_title"].dropna().map(_publisher)
    return [str(name) for name in named[named.ne("")].value_counts().index[:most]]


def _publisher(title: str) -> str:
    title = _SEVERAL.sub("", title)  # of several publishers the first
    found = [*_BEFORE_COLON.findall(title), *_IN_BRACKETS.findall(title)[-1:]]
    return next((name for name in found if _PUBLISHER.search(name)), "")


def of_datasets(datasets: Iterable[Dataset], lang: Lang) -> str:
    """Return who made the datasets and of when they are; those of one producer and day are named together."""
    by_origin: dict[tuple[str, str], list[str]] = {}
    for dataset in datasets:
        by_origin.setdefault((dataset.producer.say(lang), dataset.as_of), []).append(dataset.title.say(lang))
    return marks.SEMICOLON.say(lang).join(
        joined(titles, lang) + marks.bracketed(f"{who}{marks.COMMA.say(lang)}{day}", lang)
        for (who, day), titles in by_origin.items()
    )
