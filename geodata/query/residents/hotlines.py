"""Public hotlines: which numbers help with a field of life in a place."""

from typing import Final

import pandas as pd

from geodata.boundaries.adcode import contains, level
from geodata.catalog.shared_columns import codes

NATION: Final = "100000"  # the code of the whole country among those that a hotline covers


def answering(hotlines: pd.DataFrame, domain: str, place: str, field: str = "") -> pd.DataFrame:
    """Return the hotlines that answer for a domain in a place, those made for the fewest domains first.

    Args:
        hotlines: id, domains, fields (of services; missing: any) and covers (adcodes or NATION), and whatever else.
        domain: id of a domain.
        place: adcode of a county, a city or a province: of the thing that is asked about, not of the caller.
        field: of a service; hotlines made for other fields are left out. Empty: any.

    Returns:
        The rows that hold there on their own index; within as many domains, those of the smaller area first, then in
        table order.
    """
    domains, covers = hotlines["domains"].map(codes), hotlines["covers"].map(codes)
    here = covers.map(lambda named: NATION in named or any(contains(code, place) for code in named))
    for_it = hotlines["fields"].map(lambda cell: not field or not codes(cell) or field in codes(cell))
    fits = here & for_it & domains.map(lambda named: domain in named)
    order = pd.DataFrame({"domains": domains.map(len), "wide": covers.map(_width)})[fits.astype(bool)]
    return hotlines.loc[order.sort_values(["domains", "wide"], kind="stable").index]


def _width(covers: list[str]) -> int:
    """How wide an area is: 0 county, 1 city, 2 province, 3 the country."""
    return max(3 if code == NATION else level(code) for code in covers)
