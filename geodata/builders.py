"""How each derived dataset is made: the seam between the store, which remembers, and the functions, which answer."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import pandas as pd

from geodata import (
    agreements,
    alliances,
    areas,
    borders,
    boundaries,
    changes,
    corridors,
    governance,
    integration,
    places,
    routes,
    services,
    tie_kinds,
    ties,
)
from geodata.boundaries import SIDES, Vintage
from geodata.catalog import Dataset

if TYPE_CHECKING:  # the store asks for builders, builders ask the store for datasets
    from geodata.store import Store


def _as_read(store: "Store", id: str, _vintage: Vintage) -> pd.DataFrame:
    return store.facts[id]


def _crossing(store: "Store", table: pd.DataFrame, vintage: Vintage) -> pd.DataFrame:
    """Say of each row whether it crosses the border: whether a tie is made of it."""
    return table.assign(cross_border=table["id"].isin(store.crossing_ids(vintage)).astype("boolean"))


def _site(store: "Store", id: str, vintage: Vintage) -> pd.DataFrame:
    """Add to each place its side and the county it lies in by the chosen vintage."""
    placed = _placed(store, store.facts[id], vintage)
    return _crossing(store, placed, vintage) if "cross_border" in placed else placed


def _placed(store: "Store", table: pd.DataFrame, vintage: Vintage) -> pd.DataFrame:
    units = boundaries.polygons(vintage).set_index("adcode")["name_zh"]
    codes = table["adcode"]
    if vintage is Vintage.TODAY:
        codes = changes.today_by_place(table, store.moved, boundaries.polygons(Vintage.TODAY))
    return table.assign(
        side=table["province"].map(SIDES),
        adcode_today=codes,
        county_today=codes.map(units).fillna(table["county"]),
    )


def _members(store: "Store", id: str, vintage: Vintage) -> pd.DataFrame:
    joined = alliances.members_with_alliance(store.facts[id], store.facts["alliances"])
    return _crossing(store, _placed(store, joined, vintage), vintage)


def _alliances(store: "Store", id: str, _vintage: Vintage) -> pd.DataFrame:
    return alliances.with_sides(store.facts[id], store.facts["alliance_members"])


# Provinces that take part beside the two, by the first digits of their codes; of their parts the province is told.
BEYOND: Final = {
    **{"42": "Hubei", "43": "Hunan", "52": "Guizhou", "53": "Yunnan"},
    **{"54": "Tibet", "61": "Shaanxi", "62": "Gansu", "63": "Qinghai"},
}


def _parties(store: "Store", table: pd.DataFrame) -> pd.DataFrame:
    """Say who takes part: in Chinese the bodies as named, in English the places they are of."""
    names = store.facts["unit_names"].drop_duplicates("adcode").set_index("adcode")["name_en"]

    def english(cell: object) -> str:
        return ", ".join(dict.fromkeys(names.get(code) or BEYOND[code[:2]] for code in ties.codes(cell)))

    told = table["parties_adcodes"].map(english)
    return table.assign(who_zh=table["parties"].str.replace(";", "、"), who_en=told.where(told.ne("")))


def _with_parties(store: "Store", id: str, _vintage: Vintage) -> pd.DataFrame:
    return _parties(store, store.facts[id])


def _services(store: "Store", id: str, _vintage: Vintage) -> pd.DataFrame:
    table = _parties(store, store.facts[id])
    asked = [services.ask(row) for _, row in table.iterrows()]
    return table.assign(ask_zh=[text and text.zh for text in asked], ask_en=[text and text.en for text in asked])


def _mechanisms(store: "Store", id: str, vintage: Vintage) -> pd.DataFrame:
    placed = _placed(store, _parties(store, store.facts[id]), vintage)
    return _crossing(store, placed.assign(dimension=governance.dimensions(placed["kind"])), vintage)


def _counties(store: "Store", _id: str, vintage: Vintage) -> pd.DataFrame:
    facts = store.facts
    units = boundaries.counties(vintage, facts["unit_names"], facts["scope"], facts["unit_changes"])
    stats = facts["city_stats"]
    if vintage is Vintage.TODAY:
        # The census counted the counties of 2021; a county whose land has changed has no such figure.
        changed = {*store.moved, *(code for codes in store.moved.values() for code in codes)}
        stats = stats[~stats["adcode"].isin(list(changed))]
    return boundaries.with_statistics(units, stats[stats["level_unit"] == "county"])


def _merged(level: str) -> "Builder":
    def build(store: "Store", _id: str, vintage: Vintage) -> pd.DataFrame:
        units = boundaries.merged(geo(store, "counties", vintage), level, store.facts["unit_names"], vintage)
        stats = store.facts["city_stats"]
        wanted = stats["level_unit"].isin(["province"] if level == "province" else ["city", "province"])
        return boundaries.with_statistics(units, stats[wanted])

    return build


def geo(store: "Store", id: str, vintage: Vintage) -> gpd.GeoDataFrame:
    """Return a dataset that is known to have geometry."""
    frame = store.get(id, vintage)
    assert isinstance(frame, gpd.GeoDataFrame)  # for the type checker: these ids are always geographic
    return frame


def _border_pairs(store: "Store", _id: str, vintage: Vintage) -> pd.DataFrame:
    return integration.pair_table(store.get("ties", vintage), store.around(vintage))


def _gaps(store: "Store", _id: str, vintage: Vintage) -> pd.DataFrame:
    pairs = store.get("border_pairs", vintage)
    return integration.gaps(store.get("ties", vintage), pairs, store.around(vintage).domains)


def _crossings(store: "Store", _id: str, vintage: Vintage) -> pd.DataFrame:
    lines = corridors.lines(store.facts["corridors"], store.facts["corridor_nodes"])
    found = borders.crossings(lines, store.segments(vintage), geo(store, "provinces", vintage))
    sources = store.facts["corridors"].set_index("id")[list(ties.SOURCE)]
    return found.join(sources, on="corridor_id")


def _corridors(store: "Store", id: str, vintage: Vintage) -> pd.DataFrame:
    """All corridors, also those without nodes (their geometry is missing), with the sentence on where they cross."""
    lines = corridors.lines(store.facts[id], store.facts["corridor_nodes"])
    where = corridors.statements(geo(store, "crossings", vintage))
    table = store.facts[id].merge(lines[["id", "drawn_km", "geometry"]], on="id", how="left", validate="1:1")
    table = table.merge(where, left_on="id", right_index=True, how="left", validate="1:1")
    return gpd.GeoDataFrame(_crossing(store, table, vintage), geometry="geometry", crs=lines.crs)


def _routes(store: "Store", id: str, vintage: Vintage) -> pd.DataFrame:
    return routes.lines(store.facts[id], store.get("tourism", vintage))


def _corridor_lines(store: "Store", _id: str, vintage: Vintage) -> pd.DataFrame:
    drawn = geo(store, "corridors", vintage)
    columns = [*store.catalog.datasets["corridor_lines"].all_columns, "geometry"]
    return drawn.loc[drawn.geometry.notna(), columns].reset_index(drop=True)


def _platforms(store: "Store", id: str, vintage: Vintage) -> pd.DataFrame:
    moved = store.moved if vintage is Vintage.TODAY else {}
    shapes = areas.platform_areas(store.facts[id], geo(store, "counties", vintage), moved)
    return _crossing(store, shapes, vintage)


# Tables whose rows name the parties of an agreement, and the kind of tie they are.
AGREEMENTS: Final = {"eldercare_policy": "agreement", "tourism_policy": "agreement", "mechanisms": "mechanism"}


def _ties(store: "Store", _id: str, vintage: Vintage) -> pd.DataFrame:
    """Turn every fact that crosses the border into ties."""
    facts, datasets = store.facts, store.catalog.datasets
    sites = {id: _placed(store, table, vintage) for id, table in facts.items() if datasets[id].kind == "site"}
    moved = store.moved if vintage is Vintage.TODAY else {}
    members = areas.platform_counties(facts["platforms"], geo(store, "counties", vintage), moved)

    def today(code: str) -> str:
        return store.in_vintage(code, vintage)

    def group(codes: list[str]) -> list[str]:
        return store.group_in_vintage(codes, vintage)

    rows = tie_kinds.from_corridors(store.get("crossings", vintage), facts["corridors"], today)
    rows += tie_kinds.from_members(sites["alliance_members"], facts["alliances"])
    for id, table in sites.items():
        if "cross_border" in table:
            rows += tie_kinds.from_sites(table, id, datasets[id].domain.id, today)
    rows += tie_kinds.from_services(facts["shared_services"], today, group)
    rows += tie_kinds.from_platforms(facts["platforms"], members)
    rows += tie_kinds.from_routes(facts["tourism_routes"], sites["tourism"])
    for id, kind in AGREEMENTS.items():
        rows += tie_kinds.from_agreements(facts[id], id, datasets[id].domain.id, kind, today)
    rows = agreements.once(rows, agreements.groups(facts), agreements.followers(facts))
    units = pd.concat([store.get(level, vintage) for level in ("counties", "cities", "provinces")])
    return ties.finish(rows, places.seats(units.drop_duplicates("adcode"), facts["unit_names"], vintage))


Builder = Callable[["Store", str, Vintage], pd.DataFrame]

# What is computed, and by what. Everything else is handed out as it was read (sites with their side added).
BUILDERS: Final[dict[str, Builder]] = {
    "counties": _counties,
    "cities": _merged("city"),
    "provinces": _merged("province"),
    "circle": lambda store, _id, vintage: areas.circle(geo(store, "counties", vintage)),
    "metro_areas": lambda store, _id, vintage: areas.metro_areas(geo(store, "counties", vintage)),
    "border": lambda store, _id, vintage: borders.border_table(geo(store, "counties", vintage)),
    "border_pairs": _border_pairs,
    "gaps": _gaps,
    "crossings": _crossings,
    "corridors": _corridors,
    "corridor_lines": _corridor_lines,
    "tourism_routes": _routes,
    "platforms": _platforms,
    "alliances": _alliances,
    "alliance_members": _members,
    "eldercare_policy": _with_parties,
    "tourism_policy": _with_parties,
    "shared_services": _services,
    "mechanisms": _mechanisms,
    "ties": _ties,
}


def of(dataset: Dataset) -> Builder:
    """Return what makes a dataset: its own builder, else that of its kind."""
    return BUILDERS.get(dataset.id) or (_site if dataset.kind == "site" else _as_read)
