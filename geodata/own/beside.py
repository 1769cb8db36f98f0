"""A store with lists of somebody's own beside the shipped ones: every page reads it as it reads any store.

What does not look at the lists is asked of the shipped store, and made there once for everybody. Only a list that is
counted has ties, border pairs and gaps made anew.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from geodata.boundaries import crosswalk, seats
from geodata.boundaries.vintage import Vintage
from geodata.catalog.load import TIES
from geodata.catalog.model import Catalog, Column, Dataset
from geodata.intake.model import Meaning
from geodata.own import placed, served
from geodata.own.dataset import TABLE, OwnList
from geodata.store.kept import Keeper
from geodata.store.recipes import RECIPES, Recipe
from geodata.store.store import Store
from geodata.text import Text
from geodata.ties import table as ties
from geodata.ties.model import Row

_NAMES: Final = "own names"  # what units are called, for places served
_TOLD: Final = "{id} told"  # what a list tells of ties
_SHIPPED: Final = "shipped "  # before the name of what is asked of the shipped store
_AGAIN: Final = ("around", "border_pairs", "gaps")  # what is made anew where ties are others
_WORDS: Final[dict[str, dict[str, Text]]] = {
    "side": {"outside": Text("两省市以外", "Outside both")},
    "tie_kind": {served.KIND: Text("使用者自己的数据", "The user's own data")},
    "source_kind": {served.KIND: Text("使用者自己的文件", "The user's own file")},
}


class Beside(Store):
    """A shipped store and lists beside it."""

    def __init__(self, shipped: Store, lists: Sequence[OwnList], before: "Beside | None" = None) -> None:
        """Put ``lists`` beside ``shipped``; what was made in ``before`` of a file that is there again is kept."""
        Keeper.__init__(self)
        self.lists = tuple(lists)
        self.shipped = shipped
        self.catalog: Catalog = _catalog(shipped.catalog, self.lists)
        again = {one.id for one in self.lists if before and before.shipped is shipped and before.holds(one)}
        own = {
            one.id: before.facts[one.id] if before and one.id in again else placed.as_read(one) for one in self.lists
        }
        self.facts: dict[str, pd.DataFrame] = shipped.facts | own
        self.version = shipped.version
        self.marks = {one.id: one.mark for one in self.lists}
        made = before._made if before else {}
        self._made: dict[tuple[str, Vintage], Any] = {key: one for key, one in dict(made).items() if key[0] in again}
        self._recipes = _recipes(self.lists)
        self.added = frozenset([*self._recipes, *(one.id for one in self.lists)])
        # What looks at nothing that is made anew here is as it is there.
        self.drawn = {key: one for key, one in dict(shipped.drawn).items() if self.added.isdisjoint(one.needs)}

    def holds(self, one: OwnList) -> bool:
        """Return whether it has a list of the same id made of the same file, however that is drawn."""
        return any(mine.id == one.id and mine.intake is one.intake for mine in self.lists)

    def need(self, name: str, vintage: Vintage) -> Any:
        """Return what a recipe names: made here where it looks at the lists, else as the shipped store has it."""
        id, _, as_read = name.partition("@")
        if as_read:
            return self.facts[id]
        if name == "catalog":
            return self.catalog
        if name.startswith(_SHIPPED):
            return self.shipped.need(name.removeprefix(_SHIPPED), vintage)
        if name not in self._recipes:
            return self.shipped.need(name, vintage)
        key = (name, vintage)
        if key not in self._made:
            recipe = self._recipes[name]
            self._made[key] = recipe.make(*(self.need(need, vintage) for need in recipe.needs))
        return self._made[key]

    def hash(self, id: str) -> str:
        """Return the version of a dataset; of a list of one's own, of which nobody else has any, nothing."""
        return "" if any(one.id == id for one in self.lists) else self.shipped.hash(id)

    def told(self, id: str, vintage: Vintage = Vintage.TODAY) -> served.Told | None:
        """Return what a list tells of ties and which names in it mean no place; None where it says nothing of that."""
        name = _TOLD.format(id=id)
        return self.need(name, vintage) if name in self._recipes else None


def beside(shipped: Store, lists: Sequence[OwnList], before: Store | None = None) -> Store:
    """Return a store with lists beside the shipped datasets; the shipped one itself without any.

    Args:
        shipped: the present store (``load``).
        lists: in the order in which they are shown; their ids are different ones (``dataset.next_id``).
        before: the store that this one is to replace.
    """
    return Beside(shipped, lists, before if isinstance(before, Beside) else None) if lists else shipped


def _catalog(shipped: Catalog, lists: tuple[OwnList, ...]) -> Catalog:
    """The catalogue with the lists: each a dataset and a domain, and, where counted, a column of border pairs."""
    datasets = dict(shipped.datasets)
    own: dict[str, Dataset] = {}
    titles = [*(one.title for one in shipped.domains.values()), *(one.title for one in datasets.values())]
    taken = {part for title in titles for part in title}
    for one in lists:
        own[one.id] = _apart(one.dataset, taken)
        taken |= set(own[one.id].title)
    counted = tuple(_ties(own[one.id]) for one in lists if _counts(one))
    if counted:
        datasets = {id: _with_ties(dataset, counted) for id, dataset in datasets.items()}
    domains = {id: dataset.domain for id, dataset in own.items()}
    words = {name: {**shipped.vocabularies[name], **more} for name, more in _WORDS.items()}
    words["domain"] = shipped.vocabularies["domain"] | {id: domain.title for id, domain in domains.items()}
    return replace(
        shipped,
        datasets=datasets | own,
        domains=shipped.domains | domains,
        vocabularies=shipped.vocabularies | words,
    )


def _counts(one: OwnList) -> bool:
    return one.counted and one.kind != TABLE and bool(one.column_of(Meaning.SERVES))


def _apart(dataset: Dataset, taken: Collection[str]) -> Dataset:
    """A list under a title that nothing else has: tables, sheets and charts tell things apart by it."""
    title, n = dataset.title, 1
    while not set(title).isdisjoint(taken):
        title, n = Text(*(f"{part} ({n})" for part in dataset.title)), n + 1
    return replace(dataset, title=title, domain=replace(dataset.domain, title=title))


def _ties(dataset: Dataset) -> Column:
    title = dataset.title
    return Column(f"{TIES}{dataset.id}", "integer", Text(f"联系：{title.zh}", f"Ties: {title.en}"))


def _with_ties(dataset: Dataset, more: tuple[Column, ...]) -> Dataset:
    """A dataset with further columns that count ties, where it has any."""
    if not any(column.name.startswith(TIES) for column in dataset.columns):
        return dataset
    return replace(dataset, columns=(*dataset.columns, *more))


def _recipes(lists: tuple[OwnList, ...]) -> dict[str, Recipe]:
    """How everything is made that looks at the lists."""
    found = {
        _NAMES: Recipe(
            ("counties", "cities", "provinces", "unit_names@read", "former_names@read", "moved"), served.names
        )
    }
    for one in lists:
        if one.kind == TABLE:
            found[one.id] = Recipe((f"{one.id}@read",), lambda table: table)
            continue
        needs = (f"{one.id}@read", "counties", "border", "crossings", "unit_changes@read", "vintage", _NAMES)
        found[one.id] = Recipe(needs, partial(_table, one))
        if column := one.column_of(Meaning.SERVES):
            found[_TOLD.format(id=one.id)] = Recipe((one.id, _NAMES), _telling(one, column))
    if counted := [_TOLD.format(id=one.id) for one in lists if _counts(one)]:
        around = ("counties", "cities", "provinces", "unit_names@read", "vintage")
        found["ties"] = Recipe((f"{_SHIPPED}ties", *around, *counted), _all_ties)
        found |= {name: RECIPES[name] for name in _AGAIN}
    return found


def _table(
    one: OwnList,
    read: gpd.GeoDataFrame,
    counties: gpd.GeoDataFrame,
    border: gpd.GeoDataFrame,
    crossings: gpd.GeoDataFrame,
    unit_changes: pd.DataFrame,
    vintage: Vintage,
    names: served.Names,
) -> gpd.GeoDataFrame:
    moved = crosswalk.successors(unit_changes)
    found = placed.placed(
        read,
        counties,
        border,
        crossings,
        moved,
        vintage,
        by_county=one.statistic,
        through=one.through,
        named=one.column_of(Meaning.COUNTY),
    )
    found = placed.crossing(found, one, names)
    return found[[*one.dataset.all_columns, "geometry"]]


def _telling(one: OwnList, column: str) -> Callable[[pd.DataFrame, served.Names], served.Told]:
    return lambda table, names: served.told(table, column, one.dataset, names)


def _all_ties(
    shipped: gpd.GeoDataFrame,
    counties: gpd.GeoDataFrame,
    cities: gpd.GeoDataFrame,
    provinces: gpd.GeoDataFrame,
    unit_names: pd.DataFrame,
    vintage: Vintage,
    *told: served.Told,
) -> gpd.GeoDataFrame:
    """The shipped ties, then those of the lists."""
    rows: list[Row] = [row for one in told for row in one.rows]
    if not rows:
        return shipped
    named = pd.concat([counties, cities, provinces]).drop_duplicates("adcode")
    own = ties.finish(rows, seats.seats(named, unit_names, vintage))
    both = pd.concat([shipped, own[shipped.columns]], ignore_index=True)
    return gpd.GeoDataFrame(both.astype(shipped.drop(columns="geometry").dtypes.to_dict()), geometry="geometry")
