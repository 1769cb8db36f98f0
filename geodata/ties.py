"""Ties: every documented link between a place in Sichuan and a place in Chongqing, one table whatever its domain.

A row has two ends; ``finish`` names and places them in a vintage. What the columns mean is declared in catalog.toml.
A tie keeps the row it comes from (``dataset``, ``subject_id``), the other rows that tell of it (``told_by``), its
source, and how strong the evidence is (``strength``): a line drawn across the border, a source that names both places,
an agreement that covers the area, a flow of visitors.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.boundaries import CHONGQING, SICHUAN
from geodata.measure import WGS84

LINE, NAMED, AREA, FLOW = "line", "named_site", "area_agreement", "visitor_flow"
IN_FORCE: Final = "operating"
HELD: Final = "held"  # a meeting or an event: it was, and is listed, but it is no tie in force
LAPSED: Final = "lapsed"  # an offer whose end has passed, or is not known
PAST: Final = (HELD, LAPSED)
SCOPES: Final = ("point", "county", "city", "province")  # from narrow to wide
SIDE_NAMES: Final = ("sichuan", "chongqing")
SOURCE: Final = ("source_title", "source_url", "source_date", "source_kind")

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


def codes(cell: object) -> list[str]:
    """Return the codes of a list cell; none when it is empty."""
    return cell.split(";") if isinstance(cell, str) else []


def side(code: str) -> str:
    """Return "sichuan" or "chongqing" for a unit's code, empty text for any other province."""
    return {SICHUAN[:2]: "sichuan", CHONGQING[:2]: "chongqing"}.get(code[:2], "")


def contains(outer: str, inner: str) -> bool:
    """Return whether the unit ``outer`` is ``inner`` or holds it, by their codes."""
    whole = outer.removesuffix("00").removesuffix("00") if outer.endswith("0000") else outer.removesuffix("00")
    return inner.startswith(whole)


def covers(named: list[str], place: str) -> bool:
    """Return whether one of the units named holds the place or lies in it."""
    return any(contains(code, place) or contains(place, code) for code in named)


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


def _scope(code: str, id: str) -> str:
    if id:
        return "point"
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


def finish(rows: list[Row], places: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the table of ties: ends named and placed, scope and first known year added, ids given.

    Args:
        rows: of ``agreements.once``.
        places: ``places.seats`` of counties, cities and provinces.

    Returns:
        One row a tie. ``scope`` is the wider one of the two ends; ``known_since`` is the year the tie began or, where
        that is not known, the year of the source that tells of it; geometry is the straight line between the ends.
    """
    table = pd.DataFrame(rows)
    ends = [f"{prefix}_{part}" for part in ("adcode", "id") for prefix in SIDE_NAMES]
    keys = ["kind", "domain", "dataset", "subject_id", *ends, "basis_zh"]
    table = table.drop_duplicates(keys, ignore_index=True)
    table["told_by"] = [";".join(rows) or None for rows in table["told_by"]]
    table["since"] = table["since"].where(table["status"].isin([IN_FORCE, *PAST]), None)  # not begun yet
    where = places.set_index("adcode")
    for prefix in SIDE_NAMES:
        code = table[f"{prefix}_adcode"]
        for column, source in (("zh", "name_zh"), ("en", "name_en"), ("lon", "lon"), ("lat", "lat")):
            own = table[f"{prefix}_{column}"]
            table[f"{prefix}_{column}"] = own.where(own.notna(), code.map(where[source]))
        for column in ("lon", "lat"):
            table[f"{prefix}_{column}"] = table[f"{prefix}_{column}"].astype(float)
    scopes = [
        [_scope(code, id) for code, id in zip(table[f"{prefix}_adcode"], table[f"{prefix}_id"], strict=True)]
        for prefix in SIDE_NAMES
    ]
    table["scope"] = [max(pair, key=SCOPES.index) for pair in zip(*scopes, strict=True)]
    dated = table["since"].where(table["since"].notna(), table["source_date"])
    table["known_since"] = dated.str[:4].where(dated.notna(), None)
    running = table.groupby(["kind", "subject_id"]).cumcount() + 1
    table.insert(0, "id", table["kind"] + ":" + table["subject_id"] + ":" + running.astype(str))
    for lang, colon, dash in (("zh", "：", "—"), ("en", ": ", "–")):
        parts = zip(*(table[f"{name}_{lang}"] for name in ("subject", "sichuan", "chongqing")), strict=True)
        table[f"name_{lang}"] = [
            f"{a}{dash}{b}" if subject in (a, b) else f"{subject}{colon}{a}{dash}{b}" for subject, a, b in parts
        ]
    starts, stops = (table[[f"{p}_lon", f"{p}_lat"]].to_numpy() for p in SIDE_NAMES)
    lines = shapely.linestrings(np.stack([starts, stops], axis=1))
    for column, side, codes in (
        ("sichuan_city", "sichuan", table["sichuan_adcode"].str[:4] + "00"),
        ("chongqing_county", "chongqing", table["chongqing_adcode"]),
    ):
        table[column] = codes.map(where["name_zh"]).mask(nowhere(table, side))
    return gpd.GeoDataFrame(table, geometry=lines, crs=WGS84)


def nowhere(ties: pd.DataFrame, side: str) -> "pd.Series[bool]":
    """Return which ties end, on a side, in a body of which only the province is known: not the province itself."""
    return ties[f"{side}_adcode"].str.endswith("0000") & ties[f"{side}_id"].ne("")


def crossing_ids(table: pd.DataFrame) -> frozenset[str]:
    """Return the ids of rows that cross: those that tell of ties, whatever their status, and ends of ties in force."""
    places = table.loc[table["status"] == IN_FORCE, ["sichuan_id", "chongqing_id"]]
    also = (one.partition(":")[2] for cell in table["told_by"] for one in codes(cell))
    return frozenset([*table["subject_id"], *also, *places.to_numpy().ravel()]) - {""}
