"""A scene as a link: it becomes a URL query (or JSON) and comes back from one.

What a link holds is never trusted: each field is checked on its own against the data, and what does not fit is left
out and reported.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from geodata.catalog.model import Dataset
from geodata.catalog.pages import FIRST, offered
from geodata.query.scene import Scene, default
from geodata.query.scene_fields import MOST_VALUES, Ignored, Reading, declared
from geodata.query.selection import Selection, options
from geodata.store import live
from geodata.store.store import Store

DATA: Final = "data"  # in links that are given away: the version of the data they were made with; no part of a scene
MINE: Final = "mine"  # which lists of the reader's own a link means, each by what tells it from others of its id


def to_query(scene: Scene, store: Store) -> dict[str, str]:
    """Return the scene as query fields, short: what is as by default is left out (``lang`` always stands)."""
    base = default(store, scene.page)
    query: dict[str, str] = {"lang": scene.lang}
    for name, field in declared(type(scene)).items():
        value = getattr(scene, name)
        if value != getattr(base, name):
            query[field.query] = field.text(value)
    for id, selection in scene.selections:
        for column, values in selection.wanted:
            query[f"{id}.{column}"] = ",".join(value.replace("%", "%25").replace(",", "%2C") for value in values)
    named = {scene.pick.dataset, *scene.layers, *(id for id, _ in scene.selections)}
    if mine := [f"{id}.{mark}" for id, mark in store.marks.items() if id in named]:
        query[MINE] = ",".join(mine)
    return query


def _foreign(query: Mapping[str, str], store: Store) -> frozenset[str]:
    """The lists of the reader's own here that a link does not mean: it speaks of somebody else's of the same id."""
    told = dict(part.split(".", 1) for part in query.get(MINE, "").split(",", MOST_VALUES) if "." in part)
    return frozenset(id for id, mark in store.marks.items() if told.get(id, mark) != mark)


def local(scene: Scene, store: Store) -> str:
    """Return where a scene is live on a server: path and query."""
    return f"/{'' if scene.page == FIRST else scene.page}?{urlencode(to_query(scene, store))}"


def address(scene: Scene, store: Store, base: str) -> str:
    """Return where a scene is live, below the address of a server; empty when that is.

    Where tables are published it says with which version of the data it was made, for who opens it later.
    """
    made = f"&{urlencode({DATA: store.version})}" if live.versioned() else ""
    return base.rstrip("/") + local(scene, store) + made if base else ""


def to_json(scene: Scene, store: Store) -> str:
    """Return the scene as JSON text: its query fields, page, title and notes."""
    return json.dumps(
        {"page": scene.page, "title": scene.title, "notes": scene.notes, "query": to_query(scene, store)},
        ensure_ascii=False,
    )


def from_json(text: str, store: Store) -> tuple[Scene, list[Ignored]]:
    """Return the scene that ``to_json`` wrote, checked like a link.

    Raises:
        ValueError: the text is not such JSON.
    """
    block = json.loads(text)
    if not isinstance(block, dict) or not isinstance(block.get("query"), dict):
        raise ValueError("not a scene")
    query = {str(k): str(v) for k, v in block["query"].items()}
    scene, ignored = from_query(query, store, str(block.get("page", FIRST)))
    return replace(scene, title=str(block.get("title", "")), notes=str(block.get("notes", ""))), ignored


def from_query(query: Mapping[str, str], store: Store, page: str = FIRST) -> tuple[Scene, list[Ignored]]:
    """Return the scene of a page's link and what of it was ignored. Never raises on what the link holds."""
    page = page if page in offered() else FIRST
    base, reading = default(store, page), Reading(store, page, foreign=_foreign(query, store))
    known = {field.query: name for name, field in declared(type(base)).items() if field.page in ("", page)}
    for name, field in declared(type(base)).items():
        reading.name, reading.usual = field.query, getattr(base, name)
        given = field.query in query and field.query in known
        reading.so_far[name] = field.read(query[field.query], reading) if given else reading.usual
    datasets = [dataset for dataset in store.catalog.layers(page) if dataset.id not in reading.foreign]
    filters = {f"{dataset.id}.{name}" for dataset in datasets for name in dataset.filters}
    wanted = {dataset.id: _selection(query, dataset, reading) for dataset in datasets}
    for name in query.keys() - filters - known.keys() - {MINE}:
        reading.name = name
        reading.refuse(query[name])
    return replace(base, **reading.so_far).with_selections(wanted), reading.ignored


def _selection(query: Mapping[str, str], dataset: Dataset, reading: Reading) -> Selection:
    """The values a link wants of a dataset's filters."""
    wanted: dict[str, list[str]] = {}
    for name in dataset.filters:
        key = reading.name = f"{dataset.id}.{name}"
        if key not in query:
            continue
        allowed = options(reading.store.get(dataset.id), dataset.all_columns[name], reading.store.catalog)
        for item in query[key].split(",", MOST_VALUES)[:MOST_VALUES]:
            value = item.replace("%2C", ",").replace("%25", "%")
            if value in allowed:
                wanted.setdefault(name, []).append(value)
            else:
                reading.refuse(item)
    return Selection.of(dict(wanted))
