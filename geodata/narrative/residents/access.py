"""What stands behind a site for the people of a place, and how far it is, in words."""

from typing import Final

import pandas as pd

from geodata.boundaries.vintage import Vintage
from geodata.domains.journeys import Leg
from geodata.narrative import labels
from geodata.query import gazetteer
from geodata.query.gazetteer import Place
from geodata.query.residents.sites_around import AGREED, NOTHING, OTHER, REPORTED, WRITTEN, Hit
from geodata.store.store import Edition, Store
from geodata.text import Lang, Text, number
from geodata.ties.model import AREA, FLOW, NAMED

SIDES: Final = {"sichuan": Text("川", "SC"), "chongqing": Text("渝", "CQ"), "": Text("", "")}
PROVINCES: Final = {"sichuan": Text("四川", "Sichuan"), "chongqing": Text("重庆", "Chongqing"), "": Text("", "")}
# What stands behind a site across, seen from a place.
STANDING: Final = {
    WRITTEN: Text("来源写明与本地的往来", "A source names it with this place"),
    AGREED: Text("协议覆盖本地，能否享受以对方机构答复为准", "An agreement covers this place: ask there what it gives"),
    REPORTED: Text("只见于报道，没有查到协议", "Only reported; no agreement was found"),
    NOTHING: Text("没有查到跨省市约定，请先向对方机构咨询", "No arrangement across was found: ask there first"),
}
# The same where the source names other places: what it is that names them, by its basis, and what one may ask for.
ELSEWHERE: Final = {
    AREA: Text("协议写的是{others}，没写{place}，{ask}", "the agreement names {others}, not {place}: {ask}"),
    NAMED: Text("来源写的是{others}，没写{place}，{ask}", "the source names {others}, not {place}: {ask}"),
    FLOW: Text(
        "来源写的是来自{others}的客人，没写{place}，{ask}",
        "the source tells of guests from {others}, not {place}: {ask}",
    ),
}
STAY: Final = frozenset({"nursing_home", "medical_care", "wellness_base"})  # categories of homes one lives in
ASK: Final = {
    True: Text("能否入住请问机构", "ask there whether one may live in"),
    False: Text("能否使用请问机构", "ask there whether one may use it"),
}
# What the evidence says of a place where everybody may go, seen from the other side ({home}), by domain and basis;
# a tie without one is a route's.
MORE: Final = {
    "health": {
        NAMED: Text("来源写明与{home}有医疗合作", "A source tells of medical cooperation with {home}"),
        AREA: Text("所在地区与{home}有协议，没有点名本院", "Its area has an agreement with {home}, not naming it"),
        FLOW: Text("来源只称服务辐射到{home}一带", "A source only says that it serves people of {home}"),
    },
    "tourism": {
        NAMED: Text("来源写明与{home}有合作、线路或优惠", "A source tells of a tie, a route or an offer with {home}"),
        AREA: Text("所在地区与{home}有合作", "Its area cooperates with {home}"),
        "": Text("在川渝旅游线路上", "On a tourist route of both sides"),
    },
}
# How rough a distance to a point is that only says in which town or county a place is.
ROUGH: Final = {
    "town": (Text("按乡镇驻地计", "measured to the town"), Text("城区一带", "near the seat of")),
    "county": (Text("按区县驻地计", "measured to the county seat"), Text("境内", "in")),
}


def km(far: float, lang: Lang) -> str:
    """Return a distance in words, to a point that is known within about 1 km."""
    if far < 1:
        return Text("约1公里内", "within about 1 km").say(lang)
    told = number.said(far, 0, lang)
    return Text(f"约{told}公里", f"about {told} km").say(lang)


def straight(far: float) -> Text:
    """Return the length of a straight line in words, for a map."""
    return Text(f"直线{km(far, 'zh')}", f"{km(far, 'en')} in a straight line")


def ridden(leg: Leg, lang: Lang) -> str:
    """Return the length of a ride or drive in words: the published one, or that along the drawn line as such."""
    if leg.published:
        length = number.published(leg.km)
        return Text(f"全程{length}公里", f"{length} km in all").say(lang)
    length = number.said(leg.km, 0, lang)
    return Text(f"约{length}公里（按示意线）", f"about {length} km along the drawn line").say(lang)


def standing(hit: Hit, row: pd.Series, place: Place, store: Store, lang: Lang, *, everybody: bool = False) -> str:
    """Return what stands behind a site across.

    Args:
        hit, row: the site as seen from a place, and its row.
        place: from where it is seen.
        store: the data.
        lang: of the words.
        everybody: it is open to all, so that only what more the evidence says is told.
    """
    dataset = store.catalog.datasets[hit.pick.dataset]
    if everybody:
        if hit.strength == NOTHING:
            return ""
        home = PROVINCES["chongqing" if hit.side == "sichuan" else "sichuan"].say(lang)
        return MORE[dataset.domain.id][hit.basis].say(lang).format(home=home)
    if hit.fit != OTHER:
        return STANDING[hit.strength].say(lang)
    return (
        ELSEWHERE[hit.basis]
        .say(lang)
        .format(
            others=labels.cell(row, dataset.all_columns["serves_from"], store, lang),
            place=place.say(lang),
            ask=ASK[row["category"] in STAY].say(lang),
        )
    )


def far(hit: Hit, row: pd.Series, edition: Edition, lang: Lang) -> str:
    """Return how far a site is; where its point is only that of the same town or county, that it is in it."""
    precision = str(row["coord_precision"])
    if hit.km >= 1 or precision not in ROUGH:
        return km(hit.km, lang)
    code = row["adcode_today"] if edition.vintage is Vintage.TODAY else row["adcode"]
    county, around = gazetteer.units(edition)[str(code)], ROUGH[precision][1]
    return Text(f"在{county.zh}{around.zh}", f"{around.en} {county.en}").say(lang)


def measured(hit: Hit, row: pd.Series, lang: Lang) -> str:
    """Return how a rough distance was measured, or that the exact place is not known; empty for others."""
    if str(row["coord_precision"]) not in ROUGH:
        return ""
    if hit.km < 1:
        return Text("具体位置未查到", "exact place not found").say(lang)
    told = ROUGH[str(row["coord_precision"])][0].say(lang)
    return Text(f"距离{told}", f"distance {told}").say(lang)
