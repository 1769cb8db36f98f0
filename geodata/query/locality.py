"""What of all that is shown concerns the place in focus, so that its numbers can be told beside those of the whole.

A focus alone moves the camera and narrows nothing: map, tables and files stay those of the whole circle.
"""

from dataclasses import replace

import pandas as pd

from geodata.boundaries.adcode import covers, level
from geodata.catalog.pick import NOTHING, Pick
from geodata.query.crossings import Crossings, in_place
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store import concerns
from geodata.store.store import Store

LEVELS = ("counties", "cities", "provinces")  # where a place is looked up, the smallest first


def name(scene: Scene, store: Store) -> str:
    """Return the name of the place in focus; empty without one."""
    for id in LEVELS if scene.focus else ():
        units = store.get(id, scene.vintage)
        found = units.loc[units["adcode"] == scene.focus, f"name_{scene.lang}"]
        if len(found):
            return str(found.iloc[0])
    return ""


def pick(scene: Scene) -> Pick:
    """Return the place in focus as a row that can be picked; nothing without one."""
    return Pick.of(LEVELS[level(scene.focus)], scene.focus) if scene.focus else NOTHING


def within(scene: Scene, units: "pd.Series[str]") -> "pd.Series[bool]":
    """Return which units, by their codes, lie in the one place that all must concern or hold it; all without one."""
    return units.map(lambda code: not scene.place or covers([code], scene.place)).astype(bool)


def here(scene: Scene, store: Store, shown: dict[str, Shown]) -> dict[str, Shown]:
    """Return of what is shown that which concerns the place in focus; areas that are no records are left out."""
    edition = store.at(scene.vintage)
    mine = {id: concerns.mask(edition, id, scene.focus) for id in shown if concerns.known(edition, id)}
    return {id: replace(shown[id], keep=shown[id].keep & here) for id, here in mine.items()}


def crossings(scene: Scene, store: Store, found: Crossings) -> Crossings:
    """Return of what Crossings says that which concerns the place in focus."""
    parts = here(scene, store, {"ties": found.ties, "crossings": found.crossings})
    mine = in_place(found.pairs.table, scene.focus)
    pairs = replace(found.pairs, table=found.pairs.table[mine], keep=found.pairs.keep[mine])
    gaps = replace(found.gaps, keep=found.gaps.keep & found.gaps.table["pair_id"].isin(pairs.rows["id"]))
    return replace(found, ties=parts["ties"], crossings=parts["crossings"], pairs=pairs, gaps=gaps)
