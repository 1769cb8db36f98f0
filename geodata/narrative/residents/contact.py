"""How to reach a place: its phone, its address, when it is open, and a link for the map of the phone in one's hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import pandas as pd

from geodata.boundaries.adcode import CHONGQING
from geodata.catalog.shared_columns import codes
from geodata.text import Lang

AREA_CODES: Final = {CHONGQING: "023"}  # one for the whole municipality, as in the phones of the tables
DECIMALS: Final = 5  # of degrees: about 1 m
EXACT: Final = "site"  # precision of a point that a pin may stand on


@dataclass(frozen=True)
class Contact:
    """What is known of how to reach a place; texts as published, empty where nothing is."""

    phones: tuple[str, ...] = ()
    address: str = ""
    hours: str = ""
    geo: str = ""  # for the phone's own map
    pinned: bool = False  # whether that leads to the very place; else the map is asked to look for its name

    def __bool__(self) -> bool:
        """Whether anything is known that helps to reach it."""
        return bool(self.phones or self.address or self.hours or self.geo)


UNKNOWN: Final = Contact()


def tel(number: str) -> str:
    """Return the link by which a phone dials a number."""
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")


def of(row: "pd.Series[Any]", lang: Lang) -> Contact:
    """Return how to reach what a row tells of; of a table without such columns nothing is known.

    A pin is given only where the point is that of the place; where it is that of a town or county the phone's map is
    asked to look around there for the address, or for the name.
    """
    told = {name: str(row[name]) for name in ("phone", "address", f"hours_{lang}") if pd.notna(row.get(name))}
    geo, pinned = _geo(row.to_dict(), told.get("address", ""))
    return Contact(
        phones=tuple(codes(told.get("phone"))),
        address=told.get("address", ""),
        hours=told.get(f"hours_{lang}", ""),
        geo=geo,
        pinned=pinned,
    )


def _geo(row: Mapping[str, Any], address: str) -> tuple[str, bool]:
    if pd.isna(row.get("lon")) or pd.isna(row.get("lat")):
        return "", False
    lon, lat, name = row["lon"], row["lat"], str(row["name_zh"])
    pinned = row.get("coord_precision") == EXACT
    at = f"{round(float(lat), DECIMALS)},{round(float(lon), DECIMALS)}"
    return f"geo:{at}?q={quote(f'{at}({name})' if pinned else address or name)}", pinned
