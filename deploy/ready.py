"""Waits until a server is ready: ``python -m deploy.ready http://127.0.0.1:8501``; with ``--once`` asks once.

Fails at once, with what the server says, where waiting is of no use: its data are broken.
"""

import sys
import time
from typing import Final
from urllib.error import HTTPError
from urllib.request import urlopen

WAIT_S, PAUSE_S, TIMEOUT_S = 240, 1, 5
ONCE: Final = "--once"
READY: Final = ""
LOADING: Final = "not ready yet"


def asked(server: str) -> str:
    """Return what keeps readers from a server: nothing (``READY``), that it loads, or what it says is wrong."""
    try:
        with urlopen(f"{server.rstrip('/')}/ready", timeout=TIMEOUT_S):  # noqa: S310 - named on the command line
            return READY
    except HTTPError as error:
        return LOADING if "Retry-After" in error.headers else error.read().decode(errors="replace")
    except OSError:  # it does not listen yet
        return LOADING


def wait(server: str, seconds: float = WAIT_S) -> str:
    """Return what ``asked`` does as soon as it is not that it loads, or after so many seconds."""
    until = time.monotonic() + seconds
    while (said := asked(server)) == LOADING and time.monotonic() < until:
        time.sleep(PAUSE_S)
    return said


if __name__ == "__main__":
    (server,) = (given for given in sys.argv[1:] if given != ONCE)
    said = wait(server, 0 if ONCE in sys.argv else WAIT_S)
    sys.exit(f"{server}: {said}" if said else 0)
