"""What the lists of a session can be found by over HTTP: a token that nobody can guess, for as long as they are held.

The session holds its lists; here they are only known by their token. They go when it ends, or has others.
"""

import secrets
from dataclasses import dataclass, field
from typing import Final
from weakref import WeakValueDictionary

import pandas as pd

from geodata.intake.model import IntakeError
from geodata.own.beside import beside
from geodata.own.dataset import OwnList
from geodata.store.store import Store
from geodata.text import Text

MOST_LISTS: Final = 20  # of one session
MOST_BYTES: Final = 900_000_000  # of the lists of one session, about
_SAMPLE: Final = 1000  # rows by which the size of a table is told


@dataclass(eq=False)
class Held:
    """The lists of a session, the store they make beside a shipped one, and the token by which both are found."""

    lists: tuple[OwnList, ...]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))  # 128 bits
    made: tuple[Store, Store] | None = field(default=None, repr=False)  # the shipped store, the one beside it

    def __post_init__(self) -> None:
        """Be found by the token for as long as somebody holds this."""
        if self.lists:
            _HELD[self.token] = self

    def store(self, shipped: Store, before: "Held | None" = None) -> Store:
        """Return the store with the lists beside a shipped one, made once; ``before``: whose lists these replace."""
        if self.made is None or self.made[0] is not shipped:
            last = before.made[1] if before and before.made else self.made[1] if self.made else None
            self.made = shipped, beside(shipped, self.lists, last)
        return self.made[1]


_HELD: Final[WeakValueDictionary[str, Held]] = WeakValueDictionary()


def found(token: str) -> Held | None:
    """Return what is held by a token; None where nothing is, or no more."""
    return _HELD.get(token)


def checked(lists: tuple[OwnList, ...]) -> tuple[OwnList, ...]:
    """Return lists that a session may hold.

    Raises:
        IntakeError: they are too many, or together too large; it says so.
    """
    if len(lists) > MOST_LISTS:
        n = MOST_LISTS
        raise IntakeError(Text(f"最多同时放{n}份自己的数据，请先移除一份。", f"At most {n} lists: remove one first."))
    if sum(_bytes(one.intake.table) for one in lists) > MOST_BYTES:
        raise IntakeError(
            Text(
                "这些数据合起来太大，服务器放不下。请先移除一份，或删去不用的列再试。",
                "Together these data are too large for the server. Remove a list, or leave out columns and try again.",
            )
        )
    return lists


def _bytes(table: pd.DataFrame) -> float:
    """How much a table holds, told by some of its rows."""
    some = pd.DataFrame(table.drop(columns="geometry", errors="ignore")).head(_SAMPLE)
    points = 0.0 if "geometry" not in table else float(table["geometry"].head(_SAMPLE).count_coordinates().mean() or 0)
    a_row = some.memory_usage(deep=True, index=False).sum() / max(len(some), 1) + 100 + 16 * points
    return float(a_row * len(table))
