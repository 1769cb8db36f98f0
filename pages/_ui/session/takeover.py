"""A page whose server is gone: another one goes on with what the page still knows of itself.

A session lives in the memory of one server. When that ends, the browser connects again, to another or to the same one
started anew, which knows nothing but the address of the page. The page then tells what it had (again.js).
"""

import secrets
from typing import Final

from geodata.catalog.pages import PAGES
from pages._ui.session import state
from pages._ui.words import common

_LOST: Final = "_lost"
_SESSION: Final = "_session"  # by what the session is told from others
_BEFORE: Final = "_before"  # the session that this one goes on with


def had() -> dict[str, object]:
    """Return what the page is to tell when it comes to another server: whose it was, its views, what it had alone.

    The session "before" is the one that this one goes on with: the page need not tell of it any more.
    """
    told = {"session": _session(), "before": state.value(_BEFORE) or ""}
    return {**told, "views": _views(), "alone": state.alone()}


def take(told: object) -> bool:
    """Go on with what a page had in another session, and remember what of it is lost; return whether it had any.

    Args:
        told: what ``had`` returned there, as the browser sends it: what makes no sense is left out. A page that was
            only cut off for a while, and found its session again, tells of this one.
    """
    match told:
        case {"session": str(before), "views": dict(views), "alone": list(alone)} if before not in _known():
            state.remember(_BEFORE, before)
            known = {page: _query(query) for page, query in views.items() if page in PAGES}
            state.remember(state.WRITTEN, {**known, **_views()})  # the session may have had some already
            state.remember(_LOST, [one for one in common.GONE if one in alone])
            return True
        case _:
            return False


def _known() -> tuple[object, ...]:
    """The sessions that a page tells nothing new of."""
    return _session(), state.value(_BEFORE)


def _views() -> dict[str, dict[str, str]]:
    """The query of each page as the session last had it."""
    return dict(state.value(state.WRITTEN) or {})


def _session() -> str:
    """By what the session is told from others, on this or another server."""
    if not state.value(_SESSION):
        state.remember(_SESSION, secrets.token_hex(8))
    return str(state.value(_SESSION))


def _query(told: object) -> dict[str, str]:
    """The fields of a query; what they hold is checked when the page is opened, as of any link."""
    given = told if isinstance(told, dict) else {}
    return {name: value for name, value in given.items() if isinstance(name, str) and isinstance(value, str)}


def lost() -> list[str]:
    """Return what is lost, by the names of ``common.GONE``."""
    return list(state.value(_LOST) or [])


def forget() -> None:
    """Stop telling what is lost."""
    state.remember(_LOST, [])
