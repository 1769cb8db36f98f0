"""Where a server keeps what it must not lose: tables read last, published versions, what visitors were told is kept."""

import os
from pathlib import Path
from typing import Final

VARIABLE: Final = "CHENGYU_DATA"


def data_folder() -> Path:
    """Return the folder that ``CHENGYU_DATA`` names, else one of the user's for state; it need not be there yet.

    Raises:
        RuntimeError: neither is said: a user without a home, as of a service.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "chengyu"
