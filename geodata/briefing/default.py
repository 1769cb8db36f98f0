"""The shipped briefing: the paper's story (default.toml), with what the data tell today."""

import tomllib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from geodata.briefing.model import Briefing, add, empty
from geodata.narrative import indicators
from geodata.narrative.findings import of_ties
from geodata.narrative.page import told
from geodata.query import crossings, url
from geodata.query import scene as scenes
from geodata.query.scene import Scene
from geodata.store.kept import per_store
from geodata.store.store import Store
from geodata.text import Lang

FILE: Final = Path(__file__).with_suffix(".toml")


@per_store(lru_cache(maxsize=4), shared=True)
def default(store: Store, lang: Lang = "zh") -> Briefing:
    """Return the shipped briefing in a language."""
    return read(FILE, store, lang)


def read(file: Path, store: Store, lang: Lang) -> Briefing:
    """Return the briefing a story file tells in a language.

    Raises:
        ValueError: the story names what the data do not have.
    """
    story = tomllib.loads(file.read_text(encoding="utf-8"))
    made = empty(store, lang, story[f"title_{lang}"])
    shared = _everywhere(store)
    for block in story["scenes"]:
        made = add(made, _scene(block, store, lang, shared))
    return made


def _scene(block: dict[str, Any], store: Store, lang: Lang, shared: dict[str, object]) -> Scene:
    known = dict(shared)
    query = {name: _filled(value, known) for name, value in block.get("query", {}).items()}
    scene, ignored = url.from_query(query | {"lang": lang}, store, block["page"])
    if ignored:
        raise ValueError(f"story: {ignored}")
    seen = told(scene, store)
    known |= {**seen.counts, "sentence": seen.sentence}
    title, notes = (_filled(block.get(f"{part}_{lang}", "").strip(), known) for part in ("title", "notes"))
    return replace(scene, title=title, notes=notes)


def _filled(form: str, known: dict[str, object]) -> str:
    try:
        return form.format_map(known)
    except KeyError as error:
        raise ValueError(f"story: nothing is known of {error}") from error


def _everywhere(store: Store) -> dict[str, object]:
    """What the border is like in all domains together: numbers, the pair tied most, the domain with most gaps."""
    found = crossings.crossings(scenes.default(store, "crossings"), store)
    counts, pairs = indicators.crossings(found), found.pairs.rows
    most = pairs.sort_values(["integration", "ties"], ascending=False, kind="stable").iloc[0]
    numbers = {f"all_{name}": counts[name] for name in ("domains", "gaps", "cut")}
    return numbers | {"strongest": most["id"], "widest": next(iter(of_ties.missing(found)), "")}
