"""Where the product is served: at the root of a host, or below the path that ``server.baseUrlPath`` names.

Addresses of the product are made as if it stood at "/" (``geodata/query/url.py``, ``question.py``); what leaves this
server passes through ``served``, or is made from an address of the server that ends in the base path. What is printed,
as a link or a square code, is made from ``public``: an address that others can open, or none.
"""

import logging
import os
from ipaddress import ip_address
from typing import Final
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

OPTION: Final = "server.baseUrlPath"  # Streamlit's own, so that its addresses and ours cannot differ
PUBLIC: Final = "CHENGYU_PUBLIC"  # environment: where others reach the product, as https://maps.example
_OWN: Final = (".localhost", ".local", ".localdomain")  # ends of names only this machine knows


def base_path() -> str:
    """Return the path everything stands below, as "/onemap"; empty at the root of a host."""
    path = str(config.get_option(OPTION) or "").strip("/")
    return f"/{path}" if path else ""


def served(address: str) -> str:
    """Return where an address of the product, which begins with "/", is served."""
    return base_path() + address


class BelowBase:
    """ASGI middleware that puts the base path back where a proxy has cut it off, so that either kind of proxy will do.

    Where a proxy names a path (X-Forwarded-Prefix) that the server was not started for, the log says so, once:
    addresses that this server makes cannot follow it.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app, self.told = app, False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass every request on as if it had come by its whole path."""
        if scope["type"] in ("http", "websocket"):
            self._look(Headers(scope=scope).get("x-forwarded-prefix", ""))
            base, path = base_path(), scope["path"]
            if base and path != base and not path.startswith(f"{base}/"):
                raw = scope.get("raw_path") or quote(path).encode()
                scope = {**scope, "path": base + path, "raw_path": base.encode() + raw}
        await self.app(scope, receive, send)

    def _look(self, prefix: str) -> None:
        if not self.told and prefix.strip("/") not in ("", base_path().strip("/")):
            self.told = True
            logging.getLogger(__name__).warning(
                "A proxy serves this below %r, the server was started for %r: set %s = %r (BASE= of make run).",
                prefix[:200],
                base_path() or "/",
                OPTION,
                prefix[:200].strip("/"),
            )


def reachable(address: str) -> bool:
    """Return whether others can open an address: not that of a machine itself, nor a mere name of a machine.

    Addresses of an intranet (10.x, 192.168.x) and names with a domain are opened by colleagues.
    """
    try:
        host = (urlsplit(address).hostname or "").rstrip(".").lower()
    except ValueError:  # brackets without an end
        return False
    try:
        number = ip_address(host.partition("%")[0])
    except ValueError:
        return "." in host and not host.endswith(_OWN)
    return not (number.is_loopback or number.is_unspecified or number.is_link_local)


def public(server: str) -> str:
    """Return the address of the product that others can open; empty where none is known.

    Args:
        server: its address as a visitor or reader knows it, with the base path; the one set (``PUBLIC``) comes first.
    """
    told = urlsplit(os.environ.get(PUBLIC, "").strip())
    if told.scheme in ("http", "https") and told.netloc:
        return f"{told.scheme}://{told.netloc}{base_path()}"
    return server if reachable(server) else ""
