"""What stands behind a site for the people of a place, and how far it is, in words."""

from typing import Any, Final

import pandas as pd

from geodata import number, search
from geodata.boundaries import Vintage
from geodata.citizen import AGREED, NOTHING, OTHER, REPORTED, WRITTEN, Hit
from geodata.network import Leg
from geodata.store import Store
from geodata.text import Lang, Text

SIDES: Final = {"sichuan": Text("川", "SC"), "chongqing": Text("渝", "CQ"), "": Text("", "")}
PROVINCES: Final = {"sichuan": Text("四川", "Sichuan"), "chongqing": Text("重庆", "Chongqing"), "": Text("", "")}
# What stands behind a site across, seen from a place.
STANDING: Final = {
    WRITTEN: Text("来源写明与本地的往来", "A source names it with this place"),
    AGREED: Text("协议覆盖本地，能否享受以对方机构答复为准", "An agreement covers this place: ask there what it gives"),
    REPORTED: Text("只见于报道，没有查到协议", "Only reported; no agreement was found"),
    NOTHING: Text("没有查到跨省市约定，请先向对方机构咨询", "No arrangement across was found: ask there first"),
}
ELSEWHERE: Final = Text("只面向其他区县", "For other places only")
# What more there is of a place where everybody may go, by need.
MORE: Final = {
    "health": Text("两地医院另有合作", "Hospitals of both sides work together"),
    "tourism": Text("列入川渝旅游线路、联盟或优惠", "On a route, in an alliance or with an offer of both sides"),
}
# How rough a distance to a point is that only says in which town or county a place is.
ROUGH: Final = {
    "town": (Text("按乡镇驻地计", "to its town"), Text("城区一带", "near the seat of")),
    "county": (Text("按区县驻地计", "to the county seat"), Text("境内", "in")),
}


def km(far: float, lang: Lang) -> str:
    """Return a distance in words, to a point that is known within about 1 km."""
    if far < 1:
        return "约1公里内" if lang == "zh" else "within about 1 km"
    told = number.said(far, 0, lang)
    return f"约{told}公里" if lang == "zh" else f"about {told} km"


def ridden(leg: Leg, lang: Lang) -> str:
    """Return the length of a ride or drive in words: the published one, or that along the drawn line as such."""
    if leg.published:
        return f"全程{leg.km:g}公里" if lang == "zh" else f"{leg.km:g} km in all"
    return f"约{leg.km:.0f}公里（按示意线）" if lang == "zh" else f"about {leg.km:.0f} km along the drawn line"


def standing(hit: Hit, store: Store, lang: Lang, *, everybody: bool = False) -> str:
    """Return what stands behind a site across.

    Args:
        hit, store: the site as seen from a place.
        lang: of the words.
        everybody: it is open to all, so that only what more there is is told.
    """
    if everybody:
        domain = store.catalog.datasets[hit.pick.partition(":")[0]].domain.id
        return "" if hit.strength == NOTHING else MORE[domain].say(lang)
    return (ELSEWHERE if hit.fit == OTHER else STANDING[hit.strength]).say(lang)


def far(hit: Hit, row: "pd.Series[Any]", store: Store, vintage: Vintage, lang: Lang) -> str:
    """Return how far a site is: a distance; where its point is only that of the same town or county, in which it is."""
    told, precision = km(hit.km, lang), str(row["coord_precision"])
    if precision not in ROUGH:
        return told
    measured, around = ROUGH[precision]
    if hit.km >= 1:
        return f"{told}（{measured.zh}）" if lang == "zh" else f"{told} ({measured.en})"
    code = row["adcode_today"] if vintage is Vintage.TODAY else row["adcode"]
    county = search.units(store, vintage)[str(code)]
    if lang == "zh":
        return f"在{county.zh}{around.zh}（具体位置未查到）"
    return f"{around.en} {county.en} (exact place not found)"
