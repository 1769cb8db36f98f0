"""The shipped briefing: the paper's story in ten scenes (story.toml), with the numbers the data give today."""

import tomllib
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from geodata.briefing.model import Briefing, add, empty
from geodata.narrative import indicators
from geodata.narrative.cards import card
from geodata.narrative.page import told
from geodata.query import crossings, url
from geodata.query import scene as scenes
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import Lang, days

FILE: Final = Path(__file__).with_suffix(".toml")


@lru_cache(maxsize=4)
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


def _scene(block: dict[str, Any], store: Store, lang: Lang, shared: dict[str, int]) -> Scene:
    scene, ignored = url.from_query(block.get("query", {}) | {"lang": lang}, store, block["page"])
    if ignored:
        raise ValueError(f"story: {ignored}")
    seen = told(scene, store)
    known: dict[str, object] = {**shared, **seen.counts, "sentence": seen.sentence, **_founding(scene, store, lang)}
    try:
        title, notes = (block[f"{part}_{lang}"].strip().format_map(known) for part in ("title", "notes"))
    except KeyError as error:
        raise ValueError(f"story: nothing is known of {error}") from error
    return replace(scene, title=title, notes=notes)


def _everywhere(store: Store) -> dict[str, int]:
    """What the border is like in all domains together."""
    found = indicators.crossings(crossings.crossings(scenes.default(store, "crossings"), store))
    return {f"all_{name}": found[name] for name in ("domains", "gaps", "cut")}


def _founding(scene: Scene, store: Store, lang: Lang) -> dict[str, str]:
    """When and where the one alliance a scene is about was founded."""
    chosen = scene.selection("alliance_members").get("alliance_id")
    if len(chosen) != 1:
        return {}
    row = store.get("alliances").set_index("id").loc[chosen[0]]
    day = date.fromisoformat(str(row["founded"]))
    return {"founded": days.told(day, lang), "place": card.where(row, store, lang)}
