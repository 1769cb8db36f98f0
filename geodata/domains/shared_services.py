"""Shared public services: how far each reaches, where those of named places hold, for whom they are, how to go on."""

from collections.abc import Callable, Iterable
from typing import Final

import geopandas as gpd
import pandas as pd

from geodata.boundaries.adcode import contains, side
from geodata.catalog.shared_columns import codes
from geodata.text import Text

ALL, SEVERAL, PART = "all", "several", "part"  # how far a service reaches, as its source says
CITY = "city"  # as PART, but the source names cities only: in which of their districts it holds is not known
BOTH, BORDER = "both", "border"  # for whom it is: people of both sides, of the counties along the border
# Matters that an office handles: of these it helps to say where to ask.
AT_OFFICES: Final = frozenset(
    {
        *("government", "household", "civil_affairs", "social_security", "housing", "vehicle", "talent"),
        *("business", "tax", "property", "justice", "consumer"),
    }
)
_PLANNED: Final = Text(
    "来源只写计划或约定，是否已实行请先问。", "The source only plans or agrees on it: ask whether it is in use."
)
_ASK: Final = Text(
    "来源未写到哪里办，可先到川渝通办综合窗口（两地县级以上政务大厅）问。",
    "The source does not say where; ask at a joint counter (government halls at county level or above).",
)
_UNKNOWN: Final = Text("来源未写怎么用。", "The source does not say how.")
_DISTRICTS: Final = Text(
    "来源只写市名，没有列出区县，住在哪里能用请先问。",
    "The source names cities, not their districts: ask whether it holds where you live.",
)


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


def told(residents: str, used_in: str, home: str, *, beside: bool) -> bool:
    """Return whether a service is told to people of a side as one that the other side offers them.

    Args:
        residents: for whom it is: BOTH, BORDER, a side, or others, who are nobody's neighbours across.
        used_in: BOTH or the side it is used on.
        home: the side they live on.
        beside: whether they live in a county along the border.
    """
    meant = residents in (BOTH, home) or (residents == BORDER and beside)
    return meant and (used_in != home or residents == home)


def offered(services: pd.DataFrame, pairs: pd.DataFrame, place: str) -> pd.DataFrame:
    """Return the services told to people of a place, as ``told`` has it.

    Args:
        services: rows of shared_services.
        pairs: the border pairs, with the codes of their counties.
        place: the code of a unit; along the border is one that is, or holds, a county of a pair.

    Returns:
        The columns of ``services``, in their order.
    """
    home = side(place)
    beside = any(contains(place, code) for code in pairs[f"{home}_adcode"])
    mine = [told(*one, home, beside=beside) for one in zip(services["residents"], services["used_in"], strict=True)]
    return services[mine]


def ask(service: pd.Series) -> Text | None:
    """Return what to say beside a service whose source does not tell how, where, or that it is in use; else None."""
    told = [_PLANNED] if service["stage"] == "announced" else []
    told += [_DISTRICTS] if service["reach"] == CITY else []
    if service["field"] in AT_OFFICES and pd.isna(service["channel"]):
        told.append(_ASK)
    elif pd.isna(service["how_zh"]):
        told.append(_UNKNOWN)
    return Text("".join(text.zh for text in told), " ".join(text.en for text in told)) if told else None


def held(found: "pd.Series[list[str]]", counties: pd.DataFrame, only: Iterable[str] | None = None) -> pd.DataFrame:
    """Return in which counties each service of named places can be used.

    A whole province at one end is left out: it would colour every county.

    Args:
        found: ``places`` by id, of services of named places (PART).
        counties: adcode of all counties.
        only: ids of the services asked for, of whatever reach; None: all.

    Returns:
        One row per service and county: service_id, adcode.
    """
    units = pd.DataFrame({"adcode": counties["adcode"], "city": counties["adcode"].str[:4] + "00"})
    local = (found if only is None else found[found.index.isin(list(only))]).explode().dropna()
    pairs = pd.DataFrame({"service_id": local.index, "unit": local.to_numpy()})
    ways = [pairs.merge(units, left_on="unit", right_on=column) for column in ("adcode", "city")]
    return pd.concat(ways)[["service_id", "adcode"]].drop_duplicates(ignore_index=True)


def shapes(found: "pd.Series[list[str]]", counties: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return the area of the counties in which each service of named places can be used, by the service's id.

    Args:
        found: as in ``held``.
        counties: adcode and geometry of all counties.
    """
    pairs = held(found, counties).merge(counties[["adcode", "geometry"]], on="adcode")
    return gpd.GeoDataFrame(pairs, geometry="geometry", crs=counties.crs).dissolve("service_id").geometry
