"""Security headers on every response. Nothing may be loaded from, or sent to, anywhere but this server."""

import base64
import hashlib
import re
from functools import cache
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages._http.arrival.page import scripts

HOST: Final = re.compile(r"[A-Za-z0-9.\-\[\]:]+")
NONCE: Final = "Content-Security-Policy-Nonce"  # an answer names the nonce of its inline scripts here; never sent on

# What no page is made of alone: a policy would be read by nobody, and a visit asks for 150 of them.
PARTS: Final = ("text/javascript", "application/javascript", "text/css", "application/geo+json", "font/", "image/png")

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@cache
def _inline_scripts() -> str:
    """Hashes of the scripts that the page of the app holds inline, so that no other inline script may run."""
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts()]
    return " ".join(f"'sha256-{value}'" for value in hashes)


def policy(host: str, nonce: str = "") -> str:
    """Return the Content-Security-Policy for an answer of ``host``, as the browser named it.

    Without a nonce only the app's own inline scripts may run, with one only those that carry it.
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
            "frame-ancestors 'self'",
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

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                nonce = headers.get(NONCE, "")
                if nonce:
                    del headers[NONCE]
                if not headers.get("content-type", "").startswith(PARTS):
                    headers["Content-Security-Policy"] = policy(host, nonce)
            await send(message)

        await self.app(scope, receive, with_headers)
