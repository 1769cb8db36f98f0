"""Security headers on every response. Nothing may be loaded from, or sent to, anywhere but this server."""

import base64
import hashlib
import re
from functools import cache
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geodata.configuration import configuration
from pages._http.arrival.doorway import page_at
from pages._http.arrival.page import scripts
from pages._http.base_path import served

HOST: Final = re.compile(r"[A-Za-z0-9.\-\[\]:]+")
NONCE: Final = "Content-Security-Policy-Nonce"  # an answer names the nonce of its inline scripts here; never sent on

FRAME: Final = "X-Frame-Options"
EMBED, EMBEDDED = "embed", ("1", "true")  # the parameter that takes the frame off the app, as Streamlit's own
# What no page is made of alone: a policy would be read by nobody, and a visit asks for 150 of them.
PARTS: Final = ("text/javascript", "application/javascript", "text/css", "application/geo+json", "font/", "image/png")

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    FRAME: "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@cache
def _inline_scripts() -> str:
    """Hashes of the scripts that the page of the app holds inline, so that no other inline script may run."""
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts()]
    return " ".join(f"'sha256-{value}'" for value in hashes)


def framed_by(path: str, query: str) -> tuple[str, ...]:
    """Return which sites beside this one may show an answer in a frame: those that are set, and for the app if it is.

    Args:
        path: asked for, with the base path.
        query: of the address; the app is shown in a frame only by an address that asks for it.
    """
    set_ = configuration().embed
    light, shown = served("/lite"), parse_qs(query).get(EMBED, [""])[-1]
    if path == light or path.startswith(f"{light}/") or (set_.app and shown in EMBEDDED and page_at(path)):
        return set_.allowed_origins
    return ()


def policy(host: str, nonce: str = "", origins: tuple[str, ...] = ()) -> str:
    """Return the Content-Security-Policy for an answer of ``host``, as the browser named it.

    Without a nonce only the app's own inline scripts may run, with one only those that carry it; ``origins`` are the
    sites that may show the answer in a frame.
    """
    sockets = f"ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
    scripts = f"'nonce-{nonce}'" if nonce else _inline_scripts()
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: 'wasm-unsafe-eval' {scripts}",  # blob: modules of Streamlit's components
            "style-src 'self' 'unsafe-inline'",  # Streamlit styles its elements inline
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self' blob: data: {sockets}".strip(),
            "worker-src 'self' blob:",
            "frame-src 'self' blob:",
            " ".join(("frame-ancestors 'self'", *origins)),
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


class SecurityHeaders:
    """ASGI middleware that adds the headers to every HTTP response, whoever made it."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")
        origins = framed_by(scope["path"], scope["query_string"].decode("latin-1"))

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if origins:
                    del headers[FRAME]  # it knows this site or none
                nonce = headers.get(NONCE, "")
                if nonce:
                    del headers[NONCE]
                if not headers.get("content-type", "").startswith(PARTS):
                    headers["Content-Security-Policy"] = policy(host, nonce, origins)
            await send(message)

        await self.app(scope, receive, with_headers)
