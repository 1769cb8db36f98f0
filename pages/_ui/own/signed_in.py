"""Who is signed in, as the sign-in service (OpenID Connect, ``st.login``) vouches for it, and who may publish."""

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final, Literal

import streamlit as st

from geodata.configuration import configuration
from geodata.text import days, plain

FRESH_S: Final = 12 * 3600  # who signed in longer ago signs in again before writing
# Why somebody may not publish; "" where they may.
Hindrance = Literal["", "no_auth", "signed_out", "unverified", "not_maintainer", "stale"]


@dataclass(frozen=True)
class Person:
    """Who looks at the page: their address, "" of who is not signed in, and why they may not publish."""

    email: str
    hindrance: Hindrance

    @property
    def may(self) -> bool:
        """Whether they may publish."""
        return not self.hindrance


def person() -> Person:
    """Return who is signed in now. Asked before anything is written, not only before it is offered.

    A maintainer is who the service says has, verified, one of the addresses that the administrator has set. An address
    that the service does not vouch for is nobody's.
    """
    told = st.user.to_dict()
    if "is_logged_in" not in told or find_spec("authlib") is None:
        return Person("", "no_auth")
    if told["is_logged_in"] is not True:
        return Person("", "signed_out")
    given = str(told.get("email") or "")
    email = plain(given)
    # One that only looks like a maintainer's, by letters that fold into others or are not seen, is another's.
    if not email or email != given or not email.isascii() or told.get("email_verified") is not True:
        return Person(email, "unverified")
    if email.casefold() not in {one.casefold() for one in configuration().intake.maintainers}:
        return Person(email, "not_maintainer")
    since = told.get("iat")
    if not isinstance(since, int | float) or days.instant() - since > FRESH_S:
        return Person(email, "stale")
    return Person(email, "")
