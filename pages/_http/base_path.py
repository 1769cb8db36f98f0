"""Where the product is served: at the root of a host, or below the path that ``server.baseUrlPath`` names.

Addresses of the product are made as if it stood at "/" (``geodata/query/url.py``, ``question.py``); what leaves this
server passes through ``served``, or is made from an address of the server that ends in the base path.
"""

from typing import Final

from streamlit import config

OPTION: Final = "server.baseUrlPath"  # Streamlit's own, so that its addresses and ours cannot differ


def base_path() -> str:
    """Return the path everything stands below, as "/onemap"; empty at the root of a host."""
    path = str(config.get_option(OPTION) or "").strip("/")
    return f"/{path}" if path else ""


def served(address: str) -> str:
    """Return where an address of the product, which begins with "/", is served."""
    return base_path() + address
