"""How each derived dataset is made: a recipe over named needs, a pure function that can be fed by hand.

A need is "id@read" (the table as it was read), the id of a dataset or of another recipe (as it was made), or one of
"vintage", "catalog" and "facts" (all tables as read). All geometry is in EPSG:4326.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from geodata.boundaries import areas, border, crosswalk, seats, statistics, units
from geodata.boundaries.adcode import SIDES
from geodata.boundaries.vintage import Vintage
from geodata.catalog.model import Catalog
from geodata.catalog.shared_columns import SOURCE
from geodata.domains import alliances, corridors, crossings, governance, platforms, shared_services, tourism_routes
from geodata.domains.parties import with_parties
from geodata.ties import agreements, from_facts, integration
from geodata.ties import table as ties

Moved = dict[str, list[str]]  # code of 2021 → codes in the vintage, the one that took most first; only where it changed
Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Recipe:
    """What a derived table is made of, and how.

    Attributes:
        needs: names, in the order of the arguments of ``make``.
        make: a pure function; it changes none of what it is given.
    """

    needs: tuple[str, ...]
    make: Callable[..., Any]


def moved(unit_changes: pd.DataFrame, vintage: Vintage) -> Moved:
    """Return where the counties of 2021 went; nothing has moved in 2021."""
    return crosswalk.successors(unit_changes) if vintage is Vintage.TODAY else {}


def placed(table: pd.DataFrame, moved: Moved, vintage: Vintage) -> pd.DataFrame:
    """Add to places (adcode of 2021, province, county) their side, adcode_today and county_today in a vintage."""
    shapes = units.polygons(vintage)
    names, held = shapes.set_index("adcode")["name_zh"], table["adcode"]
    if vintage is Vintage.TODAY:
        held = crosswalk.today_by_place(table, moved, shapes)
    return table.assign(
        side=table["province"].map(SIDES),
        adcode_today=held,
        county_today=held.map(names).fillna(table["county"]),
    )


def crossing(table: pd.DataFrame, crossing_ids: frozenset[str]) -> pd.DataFrame:
    """Add cross_border: whether a tie is made of the row."""
    return table.assign(cross_border=table["id"].isin(crossing_ids).astype("boolean"))


def site(table: pd.DataFrame, moved: Moved, vintage: Vintage, crossing_ids: frozenset[str]) -> pd.DataFrame:
    """Return places, ``placed``, and whether each crosses the border where the table tells of that.

    Returns:
        The columns of ``table``, then side, adcode_today, county_today; cross_border as ``crossing`` has it.
    """
    found = placed(table, moved, vintage)
    return crossing(found, crossing_ids) if "cross_border" in found else found


def members(
    table: pd.DataFrame, founded: pd.DataFrame, moved: Moved, vintage: Vintage, crossing_ids: frozenset[str]
) -> pd.DataFrame:
    """Return members with the columns of their alliance, ``placed``, and whether each crosses.

    Returns:
        The columns of ``alliances.members_with_alliance``, then side, adcode_today, county_today, cross_border.
    """
    return crossing(placed(alliances.members_with_alliance(table, founded), moved, vintage), crossing_ids)


def services(table: pd.DataFrame, unit_names: pd.DataFrame) -> pd.DataFrame:
    """Return shared services ``with_parties``, and ask_zh, ask_en: what to ask before one goes, where it is unsaid."""
    found = with_parties(table, unit_names)
    asked = [shared_services.ask(row) for _, row in found.iterrows()]
    return found.assign(ask_zh=[text and text.zh for text in asked], ask_en=[text and text.en for text in asked])


def service_places(table: pd.DataFrame, moved: Moved, counties: gpd.GeoDataFrame) -> "pd.Series[list[str]]":
    """Return the codes of the units that each shared service of named places names, by its id."""
    named = table[table["reach"].eq(shared_services.PART)].set_index("id")
    return named.apply(
        shared_services.places,
        axis=1,
        group=lambda together: crosswalk.today_of_group(together, moved, counties),
        today=lambda code: moved.get(code, [code])[0],
        result_type="reduce",
    )


def mechanisms(
    table: pd.DataFrame, unit_names: pd.DataFrame, moved: Moved, vintage: Vintage, crossing_ids: frozenset[str]
) -> pd.DataFrame:
    """Return mechanisms with their parties, ``placed``, the dimension of governance, and whether each crosses.

    Returns:
        The columns of ``table``, then who_zh, who_en, side, adcode_today, county_today, dimension, cross_border.
    """
    found = placed(with_parties(table, unit_names), moved, vintage)
    return crossing(found.assign(dimension=governance.dimensions(found["kind"])), crossing_ids)


def counties(
    unit_names: pd.DataFrame, scope: pd.DataFrame, unit_changes: pd.DataFrame, stats: pd.DataFrame, vintage: Vintage
) -> gpd.GeoDataFrame:
    """Return the counties of a vintage with their statistics.

    The census counted the counties of 2021; a county whose land has changed since has no such figure.

    Returns:
        The columns of ``units.counties``, then those of ``statistics.with_statistics``.
    """
    found = units.counties(vintage, unit_names, scope, unit_changes)
    if vintage is Vintage.TODAY:
        heirs = crosswalk.successors(unit_changes)
        changed = {*heirs, *(code for codes in heirs.values() for code in codes)}
        stats = stats[~stats["adcode"].isin(list(changed))]
    return statistics.with_statistics(found, stats[stats["level_unit"] == "county"])


def merged(level: str, *counted: str) -> Callable[..., gpd.GeoDataFrame]:
    """Return what merges counties to a level, with the statistics of the levels ``counted``."""

    def make(
        counties: gpd.GeoDataFrame, unit_names: pd.DataFrame, stats: pd.DataFrame, vintage: Vintage
    ) -> gpd.GeoDataFrame:
        found = units.merged(counties, level, unit_names, vintage)
        return statistics.with_statistics(found, stats[stats["level_unit"].isin(counted)])

    return make


def around(
    catalog: Catalog, counties: pd.DataFrame, table: pd.DataFrame, segments: gpd.GeoDataFrame, found: gpd.GeoDataFrame
) -> integration.Around:
    """Return what ties are held against: segments, crossings, the domains that have ties, people by county."""
    tied = set(table["domain"])
    domains = tuple(id for id in catalog.domains if id in tied)
    return integration.Around(segments, found, domains, counties.set_index("adcode")["population"])


def crossings_of(
    table: pd.DataFrame, nodes: pd.DataFrame, segments: gpd.GeoDataFrame, provinces: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Return where corridors cross the border, each with the sources of its corridor.

    Returns:
        The columns of ``crossings.crossings``, then source_title, source_date, source_url, source_kind.
    """
    found = crossings.crossings(corridors.lines(table, nodes), segments, provinces)
    return found.join(table.set_index("id")[list(SOURCE)], on="corridor_id")


def corridors_of(
    table: pd.DataFrame, nodes: pd.DataFrame, found: gpd.GeoDataFrame, crossing_ids: frozenset[str]
) -> gpd.GeoDataFrame:
    """All corridors, also those without nodes (their geometry is missing), with the sentence on where they cross.

    Returns:
        The columns of ``table``, then drawn_km, geometry (EPSG:4326), cross_border_zh, cross_border_en, cross_border.
    """
    lines, where = corridors.lines(table, nodes), corridors.statements(found)
    table = table.merge(lines[["id", "drawn_km", "geometry"]], on="id", how="left", validate="1:1")
    table = table.merge(where, left_on="id", right_index=True, how="left", validate="1:1")
    return gpd.GeoDataFrame(crossing(table, crossing_ids), geometry="geometry", crs=lines.crs)


def corridor_lines(drawn: gpd.GeoDataFrame, catalog: Catalog) -> gpd.GeoDataFrame:
    """Return the corridors that can be drawn, with the columns that the catalogue declares for them.

    Returns:
        The columns of corridor_lines in the catalogue, then geometry (EPSG:4326); none is missing.
    """
    columns = [*catalog.datasets["corridor_lines"].all_columns, "geometry"]
    return drawn.loc[drawn.geometry.notna(), columns].reset_index(drop=True)


def platforms_of(
    table: pd.DataFrame, counties: gpd.GeoDataFrame, moved: Moved, crossing_ids: frozenset[str]
) -> pd.DataFrame:
    """Return the cooperation platforms with the area of their counties, and whether each crosses.

    Returns:
        The columns of ``platforms.platform_areas``, then cross_border.
    """
    return crossing(platforms.platform_areas(table, counties, moved), crossing_ids)


# Tables whose rows name the parties of an agreement, and the kind of tie they are.
AGREEMENTS: Final = {"eldercare_policy": "agreement", "tourism_policy": "agreement", "mechanisms": "mechanism"}


def ties_of(
    facts: Tables,
    catalog: Catalog,
    found: gpd.GeoDataFrame,
    counties: gpd.GeoDataFrame,
    cities: gpd.GeoDataFrame,
    provinces: gpd.GeoDataFrame,
    moved: Moved,
    vintage: Vintage,
) -> gpd.GeoDataFrame:
    """Turn every fact that crosses the border into ties; ``found``: the crossings of corridors.

    Returns:
        The columns of ``table.finish``, one row a tie.
    """
    datasets = catalog.datasets
    sites = {id: placed(table, moved, vintage) for id, table in facts.items() if datasets[id].kind == "site"}

    def today(code: str) -> str:
        return moved.get(code, [code])[0]

    def group(together: list[str]) -> list[str]:
        return crosswalk.today_of_group(together, moved, counties)

    rows = from_facts.from_corridors(found, facts["corridors"], today)
    rows += from_facts.from_members(sites["alliance_members"], facts["alliances"])
    for id, table in sites.items():
        if "cross_border" in table:
            rows += from_facts.from_sites(table, id, datasets[id].domain.id, today)
    rows += from_facts.from_services(facts["shared_services"], today, group)
    rows += from_facts.from_platforms(
        facts["platforms"], platforms.platform_counties(facts["platforms"], counties, moved)
    )
    rows += from_facts.from_routes(facts["tourism_routes"], sites["tourism"])
    for id, kind in AGREEMENTS.items():
        rows += from_facts.from_agreements(facts[id], id, datasets[id].domain.id, kind, today)
    rows = agreements.once(rows, agreements.groups(facts), agreements.followers(facts))
    named = pd.concat([counties, cities, provinces]).drop_duplicates("adcode")
    return ties.finish(rows, seats.seats(named, facts["unit_names"], vintage))


_MERGED = ("counties", "unit_names@read", "city_stats@read", "vintage")
_PARTIES = Recipe(("{id}@read", "unit_names@read"), with_parties)
# What is computed, and of what; in a recipe for several datasets "{id}" stands for the dataset's own.
RECIPES: Final[dict[str, Recipe]] = {
    "moved": Recipe(("unit_changes@read", "vintage"), moved),
    "counties": Recipe(("unit_names@read", "scope@read", "unit_changes@read", "city_stats@read", "vintage"), counties),
    "cities": Recipe(_MERGED, merged("city", "city", "province")),
    "provinces": Recipe(_MERGED, merged("province", "province")),
    "circle": Recipe(("counties",), areas.circle),
    "metro_areas": Recipe(("counties",), areas.metro_areas),
    "border": Recipe(("counties",), border.border_table),
    "segments": Recipe(("counties",), border.border_pairs),
    "around": Recipe(("catalog", "counties", "ties", "segments", "crossings"), around),
    "border_pairs": Recipe(("ties", "around"), integration.pair_table),
    "gaps": Recipe(
        ("ties", "border_pairs", "around"), lambda table, pairs, held: integration.gaps(table, pairs, held.domains)
    ),
    "crossings": Recipe(("corridors@read", "corridor_nodes@read", "segments", "provinces"), crossings_of),
    "corridors": Recipe(("corridors@read", "corridor_nodes@read", "crossings", "crossing_ids"), corridors_of),
    "corridor_lines": Recipe(("corridors", "catalog"), corridor_lines),
    "tourism_routes": Recipe(("tourism_routes@read", "tourism"), tourism_routes.lines),
    "platforms": Recipe(("platforms@read", "counties", "moved", "crossing_ids"), platforms_of),
    "alliances": Recipe(("alliances@read", "alliance_members@read"), alliances.with_sides),
    "alliance_members": Recipe(
        ("alliance_members@read", "alliances@read", "moved", "vintage", "crossing_ids"), members
    ),
    "eldercare_policy": _PARTIES,
    "tourism_policy": _PARTIES,
    "shared_services": Recipe(("shared_services@read", "unit_names@read"), services),
    "service_places": Recipe(("shared_services@read", "moved", "counties"), service_places),
    "mechanisms": Recipe(("mechanisms@read", "unit_names@read", "moved", "vintage", "crossing_ids"), mechanisms),
    "ties": Recipe(("facts", "catalog", "crossings", "counties", "cities", "provinces", "moved", "vintage"), ties_of),
    "crossing_ids": Recipe(("ties",), ties.crossing_ids),
}
_AS_READ = Recipe(("{id}@read",), lambda table: table)
_SITE = Recipe(("{id}@read", "moved", "vintage", "crossing_ids"), site)


def of(name: str, catalog: Catalog) -> Recipe:
    """Return what makes a dataset or an intermediate result: its own recipe, else that of its kind.

    Raises:
        KeyError: there is neither a recipe nor a dataset of this name.
    """
    recipe = RECIPES.get(name) or (_SITE if catalog.datasets[name].kind == "site" else _AS_READ)
    return Recipe(tuple(need.format(id=name) for need in recipe.needs), recipe.make)
