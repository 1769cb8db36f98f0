"""How each derived dataset is made: a recipe over named needs.

A need is "id@read" (the table as it was read), the id of a dataset or of another recipe (as it was made), or one of
"vintage", "catalog" and "facts" (all tables as read).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from geodata.boundaries import areas, border
from geodata.catalog.model import Catalog
from geodata.domains import alliances, corridors, official_lists, tourism_routes
from geodata.domains.parties import with_parties
from geodata.store import derived
from geodata.ties import integration
from geodata.ties import table as ties


@dataclass(frozen=True)
class Recipe:
    """What a derived table is made of, and how.

    Attributes:
        needs: names, in the order of the arguments of ``make``.
        make: a pure function; it changes none of what it is given.
    """

    needs: tuple[str, ...]
    make: Callable[..., Any]


_MERGED = ("counties", "unit_names@read", "city_stats@read", "vintage")
_PARTIES = Recipe(("{id}@read", "unit_names@read"), with_parties)
# What is computed, and of what; in a recipe for several datasets "{id}" stands for the dataset's own.
RECIPES: Final[dict[str, Recipe]] = {
    "moved": Recipe(("unit_changes@read", "vintage"), derived.moved),
    "counties": Recipe(
        ("unit_names@read", "scope@read", "unit_changes@read", "city_stats@read", "moved", "vintage"), derived.counties
    ),
    "cities": Recipe(_MERGED, derived.merged("city", "city", "province")),
    "provinces": Recipe(_MERGED, derived.merged("province", "province")),
    "circle": Recipe(("counties",), areas.circle),
    "metro_areas": Recipe(("counties",), areas.metro_areas),
    "border": Recipe(("counties",), border.border_table),
    "segments": Recipe(("counties",), border.border_pairs),
    "around": Recipe(("catalog", "counties", "ties", "segments", "crossings"), derived.around),
    "border_pairs": Recipe(("ties", "around"), integration.pair_table),
    "gaps": Recipe(
        ("ties", "border_pairs", "around", "coverage@read"),
        lambda table, pairs, held, coverage: integration.gaps(table, pairs, held.domains, coverage),
    ),
    "drawn_corridors": Recipe(("corridors@read", "corridor_nodes@read"), corridors.lines),
    "crossings": Recipe(("corridors@read", "drawn_corridors", "segments", "provinces"), derived.crossings_of),
    "corridors": Recipe(("corridors@read", "drawn_corridors", "crossings", "crossing_ids"), derived.corridors_of),
    "corridor_lines": Recipe(("corridors", "catalog"), derived.corridor_lines),
    "tourism_routes": Recipe(("tourism_routes@read", "tourism"), tourism_routes.lines),
    "platforms": Recipe(("platforms@read", "counties", "moved", "crossing_ids"), derived.platforms_of),
    "alliances": Recipe(("alliances@read", "alliance_members@read"), alliances.with_sides),
    "alliance_members": Recipe(
        ("alliance_members@read", "alliances@read", "moved", "vintage", "crossing_ids"), derived.members
    ),
    "eldercare_policy": _PARTIES,
    "tourism_policy": _PARTIES,
    "shared_services": Recipe(("shared_services@read", "unit_names@read"), derived.services),
    "service_places": Recipe(("shared_services@read", "moved", "counties"), derived.service_places),
    "mechanisms": Recipe(
        ("mechanisms@read", "unit_names@read", "moved", "vintage", "crossing_ids"), derived.mechanisms
    ),
    "told_ties": Recipe(("facts", "catalog", "crossings", "counties", "moved", "vintage"), derived.told_ties),
    "ties": Recipe(("told_ties", "facts", "counties", "cities", "provinces", "vintage"), derived.ties_of),
    "coverage": Recipe(("coverage@read", "facts"), official_lists.with_counts),
    "crossing_ids": Recipe(("ties",), ties.crossing_ids),
}
_AS_READ = Recipe(("{id}@read",), lambda table: table)
_SITE = Recipe(("{id}@read", "moved", "vintage", "crossing_ids"), derived.site)


def of(name: str, catalog: Catalog) -> Recipe:
    """Return what makes a dataset or an intermediate result: its own recipe, else that of its kind.

    Raises:
        KeyError: there is neither a recipe nor a dataset of this name.
    """
    recipe = RECIPES.get(name) or (_SITE if catalog.datasets[name].kind == "site" else _AS_READ)
    return Recipe(tuple(need.format(id=name) for need in recipe.needs), recipe.make)


EVERYTHING: Final = "facts"  # the need that stands for all tables


def reads(name: str, catalog: Catalog) -> frozenset[str]:
    """Return the ids of the tables that a result is made of in the end; ``EVERYTHING`` where that is all of them."""
    if name in ("vintage", "catalog", EVERYTHING):
        return frozenset([name]) & {EVERYTHING}
    id, _, as_read = name.partition("@")
    if as_read:
        return frozenset([id])
    return frozenset().union(*(reads(need, catalog) for need in of(name, catalog).needs))
