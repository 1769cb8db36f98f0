"""Drive the frame as a visitor's browser does, and read what is on the page."""

import json
import re
from functools import lru_cache
from pathlib import Path

from streamlit.testing.v1 import AppTest

from layers import geometry

MAIN = str(Path(__file__).parents[2] / "pages" / "main.py")


def opened(page: str = "explore.py", **query: str) -> AppTest:
    at = AppTest.from_file(MAIN, default_timeout=60)
    for name, value in query.items():
        at.query_params[name] = value
    if page != "explore.py":
        at.switch_page(page)
    return at.run()


def go(at: AppTest, page: str) -> AppTest:
    """Go to another page by the navigation, whose links bear the bare address of a page."""
    at.query_params.clear()
    return at.switch_page(page).run()


def page_at(page: str = "explore.py", **query: str) -> AppTest:
    """As ``opened``, but shared by all tests that only read what this page shows; nobody may press anything on it."""
    return _shared(page, tuple(sorted(query.items())))


@lru_cache(maxsize=64)
def _shared(page: str, query: tuple[tuple[str, str], ...]) -> AppTest:
    return opened(page, **dict(query))


def words(at: AppTest) -> str:
    """Everything written on the page, markup taken out."""
    html = "\n".join(element.proto.body for element in at.get("html"))
    html = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", html)


def spec(at: AppTest, n: int = 0) -> dict:
    """What the n-th map draws."""
    return json.loads(at.get("deck_gl_json_chart")[n].proto.json)


def layer(at: AppTest, id: str) -> dict | None:
    return next((layer for layer in spec(at)["layers"][0] if layer["id"] == id), None)


def named(at: AppTest) -> list[str]:
    """The names on the map that an answer asks for; the others are those of the ground."""
    return [row["t"] for row in layer(at, "names")["data"]]


def drawn(at: AppTest, id: str) -> int:
    """How many features of a layer the map shows."""
    found = layer(at, id)
    if not found:
        return 0
    told = str(next((found[name] for name in ("getFilterValue", "getIcon", "getLineWidth") if name in found), ""))
    if ranges := re.findall(r"n>=(\d+)&&properties\.n<=(\d+)", told):
        return sum(int(last) - int(first) + 1 for first, last in ranges)
    if told.removeprefix("@@=").startswith("(false)"):
        return 0
    body = json.loads(geometry.body(found["data"].removeprefix("/")))  # nothing is hidden
    return len(body if isinstance(body, list) else body["features"])


def query(at: AppTest) -> dict[str, str]:
    return {name: values[0] if isinstance(values, list) else values for name, values in at.query_params.items()}
