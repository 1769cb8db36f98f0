"""What recipes make: pure functions of tables, each of which can be fed by hand. All geometry is in EPSG:4326."""

from collections.abc import Callable
from typing import Final

import geopandas as gpd
import pandas as pd

from geodata.boundaries import crosswalk, seats, statistics, units
from geodata.boundaries.adcode import SIDES
from geodata.boundaries.vintage import Vintage
from geodata.catalog.model import Catalog
from geodata.catalog.shared_columns import SOURCE
from geodata.domains import alliances, corridors, crossings, governance, platforms, shared_services
from geodata.domains.parties import with_parties
from geodata.ties import agreements, from_facts, integration
from geodata.ties import table as ties
from geodata.ties.model import Row

Moved = dict[str, list[str]]  # code of 2021 → codes in the vintage, the one that took most first; only where it changed
Tables = dict[str, pd.DataFrame]


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
        today=lambda code: crosswalk.today_of(code, moved),
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
    unit_names: pd.DataFrame,
    scope: pd.DataFrame,
    unit_changes: pd.DataFrame,
    stats: pd.DataFrame,
    moved: Moved,
    vintage: Vintage,
) -> gpd.GeoDataFrame:
    """Return the counties of a vintage with their statistics.

    The census counted the counties of 2021; for one that has changed since, see ``statistics.counted``.

    Returns:
        The columns of ``units.counties``, then those of ``statistics.with_statistics``.
    """
    found = units.counties(vintage, unit_names, scope, unit_changes)
    stats = stats[stats["level_unit"].eq("county")]
    held = statistics.counted(stats, unit_changes, SOURCE) if moved else stats
    return statistics.with_statistics(found, held, SOURCE)


def merged(level: str, *counted: str) -> Callable[..., gpd.GeoDataFrame]:
    """Return what merges counties to a level, with the statistics of the levels ``counted``."""

    def make(
        counties: gpd.GeoDataFrame, unit_names: pd.DataFrame, stats: pd.DataFrame, vintage: Vintage
    ) -> gpd.GeoDataFrame:
        found = units.merged(counties, level, unit_names, vintage)
        return statistics.with_statistics(found, stats[stats["level_unit"].isin(counted)], SOURCE)

    return make


def around(
    catalog: Catalog, counties: pd.DataFrame, table: pd.DataFrame, segments: gpd.GeoDataFrame, found: gpd.GeoDataFrame
) -> integration.Around:
    """Return what ties are held against: segments, crossings, the domains that have ties, people by county."""
    tied = set(table["domain"])
    domains = tuple(id for id in catalog.domains if id in tied)
    people = counties.set_index("adcode")[list(integration.PEOPLE)]
    return integration.Around(segments, found, domains, people, crossings.distances(segments, found))


def crossings_of(
    table: pd.DataFrame, lines: gpd.GeoDataFrame, segments: gpd.GeoDataFrame, provinces: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Return where corridors cross the border, each with the sources of its corridor.

    Returns:
        The columns of ``crossings.crossings``, then source_title, source_date, source_url, source_kind.
    """
    found = crossings.crossings(lines, segments, provinces)
    return found.join(table.set_index("id")[list(SOURCE)], on="corridor_id")


def corridors_of(
    table: pd.DataFrame, lines: gpd.GeoDataFrame, found: gpd.GeoDataFrame, crossing_ids: frozenset[str]
) -> gpd.GeoDataFrame:
    """All corridors, also those without nodes (their geometry is missing), with the sentence on where they cross.

    Returns:
        The columns of ``table``, then drawn_km, geometry (EPSG:4326), cross_border_zh, cross_border_en, cross_border.
    """
    where = corridors.statements(found)
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


def told_ties(
    facts: Tables,
    catalog: Catalog,
    found: gpd.GeoDataFrame,
    counties: gpd.GeoDataFrame,
    moved: Moved,
    vintage: Vintage,
) -> list[Row]:
    """Turn every fact that crosses the border into ties, one for each row that tells of it.

    Args:
        found: the crossings of corridors.
    """
    datasets = catalog.datasets
    sites = {id: placed(table, moved, vintage) for id, table in facts.items() if datasets[id].kind == "site"}

    def today(code: str) -> str:
        return crosswalk.today_of(code, moved)

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
    return rows


def ties_of(
    told: list[Row],
    facts: Tables,
    counties: gpd.GeoDataFrame,
    cities: gpd.GeoDataFrame,
    provinces: gpd.GeoDataFrame,
    vintage: Vintage,
) -> gpd.GeoDataFrame:
    """Make one tie of what several rows tell; ``told``: of ``told_ties``.

    Returns:
        The columns of ``table.finish``, one row a tie.
    """
    rows = agreements.once(told, agreements.groups(facts), agreements.followers(facts))
    named = pd.concat([counties, cities, provinces]).drop_duplicates("adcode")
    return ties.finish(rows, seats.seats(named, facts["unit_names"], vintage))
