"""Ties: every documented link between a place in Sichuan and a place in Chongqing, one table whatever its domain.

A row has two ends; ``finish`` names and places them in a vintage. What the columns mean is declared in catalog.toml.
A tie keeps the row it comes from (``dataset``, ``subject_id``), the other rows that tell of it (``told_by``), its
source, and how strong the evidence is (``strength``): a line drawn across the border, a source that names both places,
an agreement that covers the area, a flow of visitors.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd

from geodata.boundaries.adcode import side
from geodata.catalog.shared_columns import IN_FORCE, SOURCE

LINE, NAMED, AREA, FLOW = "line", "named_site", "area_agreement", "visitor_flow"
SCOPES: Final = ("point", "county", "city", "province")  # from narrow to wide
SIDE_NAMES: Final = ("sichuan", "chongqing")
Row = dict[str, Any]
Fact = Any  # a row of DataFrame.itertuples, whose columns the type checker cannot know


class End(NamedTuple):
    """One end of a tie: a unit by its code, or a place with a row, a name and a point of its own."""

    code: str
    id: str = ""
    zh: str | None = None
    en: str | None = None
    lon: float | None = None
    lat: float | None = None


def tie(subject: Fact, kind: str, domain: str, dataset: str, ends: tuple[End, End], **rest: object) -> Row:
    """One row. ``ends`` are (Sichuan, Chongqing); ``rest`` overrides what is usual."""
    row: Row = {
        "domain": domain,
        "kind": kind,
        "dataset": dataset,
        "subject_id": subject.id,
        "subject_zh": subject.name_zh,
        "subject_en": subject.name_en,
        "strength": NAMED,
        "direction": "both",
        "since": None,
        "until": None,
        "status": IN_FORCE,
        **{name: getattr(subject, name, None) for name in SOURCE},
        **rest,
    }
    for prefix, end in zip(SIDE_NAMES, ends, strict=True):
        row |= {
            f"{prefix}_adcode": end.code,
            f"{prefix}_id": end.id,
            f"{prefix}_zh": end.zh,
            f"{prefix}_en": end.en,
            f"{prefix}_lon": end.lon,
            f"{prefix}_lat": end.lat,
        }
    return row


def ordered(a: End, b: End) -> tuple[End, End] | None:
    """The two ends as (Sichuan, Chongqing); None when they do not lie on opposite sides."""
    match side(a.code), side(b.code):
        case "sichuan", "chongqing":
            return a, b
        case "chongqing", "sichuan":
            return b, a
    return None


def across(group: Sequence[str]) -> Iterator[tuple[End, End]]:
    """Every Sichuan with every Chongqing unit of a group; units of other provinces are left out."""
    for a in group:
        for b in group:
            if side(a) == "sichuan" and side(b) == "chongqing":
                yield End(a), End(b)


def nowhere(ties: pd.DataFrame, side: str) -> "pd.Series[bool]":
    """Return which ties end, on a side, in a body of which only the province is known: not the province itself."""
    return ties[f"{side}_adcode"].str.endswith("0000") & ties[f"{side}_id"].ne("")
