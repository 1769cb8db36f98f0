"""Shared public services: where each can be used, and how far it reaches."""

from collections.abc import Callable

import pandas as pd

from geodata.boundaries import CHONGQING, SICHUAN
from geodata.ties import codes, side

ALL, PART = "all", "part"


def places(service: pd.Series, group: Callable[[list[str]], list[str]], today: Callable[[str], str]) -> list[str]:
    """Return the codes of the units a service names on either side, counties where it names them, else its parties.

    Args:
        service: a row of shared_services.
        group: today's codes of counties of 2021 that are named together.
        today: the same for one code.
    """
    named = codes(service["counties_sichuan_adcodes"]) + codes(service["counties_chongqing_adcodes"])
    told = {side(code) for code in named}
    others = [today(code) for code in codes(service["parties_adcodes"]) if side(code) not in told]
    return [*group(named), *others]


def reach(found: list[str]) -> str:
    """Return ALL for a service of the two provinces as such, PART for one of named places or members."""
    return ALL if {SICHUAN, CHONGQING} <= set(found) else PART


def held(found: "pd.Series[list[str]]", counties: pd.DataFrame) -> pd.DataFrame:
    """Return in which counties each local service can be used.

    A whole province at one end is left out: it would colour every county.

    Args:
        found: ``places`` by service id.
        counties: adcode of all counties.

    Returns:
        One row per service and county: service_id, adcode.
    """
    units = pd.DataFrame({"adcode": counties["adcode"], "city": counties["adcode"].str[:4] + "00"})
    local = found[found.map(reach) == PART].explode().dropna()
    pairs = pd.DataFrame({"service_id": local.index, "unit": local.to_numpy()})
    ways = [pairs.merge(units, left_on="unit", right_on=column) for column in ("adcode", "city")]
    return pd.concat(ways)[["service_id", "adcode"]].drop_duplicates(ignore_index=True)
