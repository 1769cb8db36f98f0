"""What each page is tested with: the scene it shows at first; the citizens' page with a place chosen."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from geodata.query import scene
from geodata.query.scene import Scene
from geodata.store.store import load
from geodata.text import Lang

QUERIES: Final[dict[str, dict[str, str]]] = {"citizen": {"focus": "500152"}}


def first(page: str, lang: Lang = "zh") -> Scene:
    """Return the scene a page is tested with."""
    return replace(scene.default(load(), page), lang=lang, **QUERIES.get(page, {}))


def numbers(texts: Iterable[str]) -> list[int]:
    """Return what numbers on a map stand for: "1–3·7" for four places."""
    ends = [part.split("–") for text in texts for part in text.split("·")]
    return sorted(number for run in ends for number in range(int(run[0]), int(run[-1]) + 1))
