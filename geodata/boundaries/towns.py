"""Towns as a map names them: in short, without those that bear the name of the county or city around them."""

from typing import Final

import pandas as pd

_KINDS_EN: Final = " (Town|Township|Subdistrict)$"
_ORDER: Final = ("乡", "镇")  # the last is the most important; streets of a county's own town crowd beside its name


def named(towns: pd.DataFrame) -> pd.DataFrame:
    """Return the towns that a map names beside its counties.

    Args:
        towns: the table of that name.

    Returns:
        id, short_zh, name_en (without what kind of place it is), lon, lat (degrees); the most important last.
    """
    around = zip(towns["short_zh"], towns["county"], towns["city"], towns["province"], strict=True)
    own = [any(unit.startswith(short) for unit in units) for short, *units in around]
    order = towns["name_zh"].str[-1].map({kind: n for n, kind in enumerate(_ORDER, 1)}).fillna(0)
    rows = towns.assign(order=order)[[not one for one in own]].sort_values("order", kind="stable")
    rows["name_en"] = rows["name_en"].str.replace(_KINDS_EN, "", regex=True)
    return pd.DataFrame(rows[["id", "short_zh", "name_en", "lon", "lat"]]).reset_index(drop=True)
