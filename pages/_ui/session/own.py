"""The lists of its own that a session has, and the store of all that it sees: shipped data, and lists beside them."""

import re
from typing import Final

from geodata.own import held
from geodata.own.dataset import PAGES, OwnList
from geodata.own.held import Held
from geodata.query import url
from geodata.store.store import Store
from layers.geometry import owned
from pages._ui.session import state

_HELD: Final = "_own"


def _held() -> Held | None:
    found: Held | None = state.value(_HELD)
    return found


def lists() -> tuple[OwnList, ...]:
    """Return the lists of the session, in the order in which they were brought."""
    found = _held()
    return found.lists if found else ()


def put(lists: tuple[OwnList, ...]) -> None:
    """Give the session these lists in place of those it has; what is new is switched on where it is a group.

    What was drawn is still without them: draw the page anew (``st.rerun``), unless this is a callback.

    Raises:
        IntakeError: they are too many or too large; nothing is changed.
    """
    before, now = _held(), Held(held.checked(lists))
    had = {one.id: one for one in (before.lists if before else ())}
    if before and before.made:
        now.store(before.made[0], before)
        owned.let_go(before.made[1])
    state.remember(_HELD, now)
    same = {one.id for one in lists if one.id in had and had[one.id].intake is one.intake}
    for id in had.keys() - same:
        state.drop(id)
    _bring([one for one in lists if one.id not in same])


def _bring(new: list[OwnList]) -> None:
    """Have new lists switched on, on each page as it is next opened.

    A page whose address names one of them was read before it was there: it is opened by that again.
    """
    arrived, written = (dict(state.value(key) or {}) for key in (state.ARRIVED, state.WRITTEN))
    brought: dict[str, list[str]] = state.value(state.BROUGHT) or {}
    for page in PAGES:
        query: dict[str, str] = arrived.get(page) or written.get(page, {})
        named = [one.id for one in new if _names(query, one)]
        brought = {**brought, page: [*brought.get(page, []), *(one.id for one in new if one.id not in named)]}
        if named and page == state.page():
            state.open_again(query)
    state.remember(state.BROUGHT, brought)


def _names(query: dict[str, str], one: OwnList) -> bool:
    """Whether an address means a list: it names its id, and not somebody else's of that id."""
    means = dict(part.split(".", 1) for part in query.get(url.MINE, "").split(",") if "." in part)
    if means.get(one.id, one.mark) != one.mark:
        return False
    parts = (part for name, value in query.items() for part in (name, *value.split(",")))
    return any(re.split("[.:]", part)[0] == one.id for part in parts)


def store(shipped: Store) -> Store:
    """Return what the session sees: the shipped store, or one with its lists beside that."""
    found = _held()
    return found.store(shipped) if found and found.lists else shipped


def token() -> str:
    """Return by what frames of the session find its lists over HTTP, and nobody else does; "" without any."""
    found = _held()
    return found.token if found and found.lists else ""
