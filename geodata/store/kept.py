"""Results that are kept with the store they were made of: they go when it goes, and nothing else has to be told.

A store may be replaced while the server runs (live.py). A cache of a module would hold the one it has answers of, and
all its tables with it.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import replace
from functools import wraps
from typing import Any, Final, NamedTuple, TypeVar

from geodata.boundaries.vintage import Vintage

Made = TypeVar("Made", bound=Callable[..., Any])


class Drawn(NamedTuple):
    """A result that stays right for as long as the datasets it was made of are the same."""

    needs: tuple[str, ...]
    value: Any


class Keeper:
    """What keeps results that were made of it (a store).

    A store may stand beside another, the shipped one, of which it differs in what is ``added`` (names of datasets).
    """

    added: frozenset[str] = frozenset()

    def __init__(self) -> None:
        """Start with none."""
        self.shipped: Any = self
        self.caches: dict[Callable[..., Any], Callable[..., Any]] = {}  # of each function: its cache here
        self.drawn: dict[tuple[Callable[..., Any], Vintage], Drawn] = {}


_MAKING: Final[ContextVar[Keeper | None]] = ContextVar("the store a result is made of and kept with", default=None)


def making() -> Keeper | None:
    """Return the store that keeps what is made just now (``per_store``): what belongs to that is to go with it too."""
    return _MAKING.get()


def _keeper(given: tuple[Any, ...]) -> Keeper:
    """The store among the arguments of a function, or the one of the edition among them."""
    for one in given:
        found = getattr(one, "store", one)
        if isinstance(found, Keeper):
            return found
    raise TypeError("a store or an edition is expected among the arguments")


def _of_shipped(one: Any) -> Any:
    """A store, or the store of an edition, replaced by the shipped one; anything else as it is."""
    if isinstance(one, Keeper):
        return one.shipped
    found = getattr(one, "store", None)
    return replace(one, store=found.shipped) if isinstance(found, Keeper) else one


def _named(one: Any) -> str:
    return one if isinstance(one, str) else str(getattr(one, "id", ""))


def per_store(remember: Callable[[Any], Any], *, shared: bool = False) -> Callable[[Made], Made]:
    """Return a decorator that gives a function of a store (or edition) a cache for each store, kept with it.

    Args:
        remember: makes the cache, as ``lru_cache(maxsize=4)`` does.
        shared: the function looks at shipped datasets alone, but for those (or their ids) among its arguments: a store
            beside the shipped one asks that, where everything is made already.
    """

    def keeping(make: Made) -> Made:
        @wraps(make)
        def given(*args: Any, **named: Any) -> Any:
            store = _keeper((*args, *named.values()))
            if shared and store.added and store.added.isdisjoint(map(_named, (*args, *named.values()))):
                args = tuple(map(_of_shipped, args))
                named, store = {name: _of_shipped(one) for name, one in named.items()}, store.shipped
            caches = store.caches
            cached = caches.get(make)
            if cached is None:
                cached = caches.setdefault(make, remember(make))
            before = _MAKING.set(store)
            try:
                return cached(*args, **named)
            finally:
                _MAKING.reset(before)

        return given  # type: ignore[return-value]  # it takes and returns what ``make`` does

    return keeping


_UNTIL_REPLACED: Final[list[Callable[[], None]]] = []


def until_replaced(remember: Callable[[Any], Any]) -> Callable[[Made], Made]:
    """Return a decorator that gives a function of what a store holds (a layer, a frame) a cache, emptied by ``forget``.

    Args:
        remember: makes the cache, as ``lru_cache(maxsize=4)`` does.
    """

    def keeping(make: Made) -> Made:
        cached = remember(make)
        _UNTIL_REPLACED.append(cached.cache_clear)
        return cached

    return keeping


def forget() -> None:
    """Empty the caches of what stores held: another store is there now."""
    for clear in _UNTIL_REPLACED:
        clear()


def made_of(*needs: str) -> Callable[[Made], Made]:
    """Return a decorator for a function of an edition alone that looks at nothing but some of its datasets.

    Its result is made once, and goes from a store to its successor where those datasets are the same in both. It must
    not hold the edition.

    Args:
        needs: what it asks the edition for (recipes.py).
    """

    def keeping(make: Made) -> Made:
        @wraps(make)
        def given(edition: Any) -> Any:
            drawn, key = _keeper((edition,)).drawn, (make, edition.vintage)
            if key not in drawn:
                drawn[key] = Drawn(needs, make(edition))
            return drawn[key].value

        return given  # type: ignore[return-value]  # it takes and returns what ``make`` does

    return keeping
