"""What every answer of a kind is made from is there before the first reader asks: else the first waits for seconds."""

import gc
import inspect
from collections import Counter

import pytest

import app
from geodata.boundaries.vintage import Vintage
from geodata.query import scene
from geodata.query.question import Question
from geodata.query.residents.needs import NEEDS
from geodata.store.store import load
from geodata.text import days
from layers.documents import scene_file
from pages._http.arrival import preview
from pages._http.light import pages
from pages._http.light.frame import Asked


def made_once():
    """What is kept for an edition or for all data, by name: how often it was made."""
    store, kept = load(), Counter()
    for make, cached in store.caches.items():
        given = list(inspect.signature(make).parameters.values())
        if len(given) == 1 and given[0].annotation.__name__ in ("Edition", "Store"):
            kept[f"{make.__module__}.{make.__name__}"] = cached.cache_info().misses
    for make, _ in store.drawn:
        kept[f"{make.__module__}.{make.__name__}"] += 1
    return kept


@pytest.fixture(scope="module", autouse=True)
def prepared():
    with pytest.MonkeyPatch.context() as patch:
        for name in ("publish", "find", "default", "prepare"):  # what else is prepared has its own tests
            patch.setattr(app, name, lambda *_: None)
        patch.setattr(gc, "freeze", lambda: None)
        load().caches.clear()
        load().drawn.clear()
        app._prepare()


def test_light_pages_of_places_are_made_of_what_is_there():
    before, store = made_once(), load()
    assert before["geodata.query.ways.tracks"] == len(Vintage)
    for vintage in Vintage:
        for place in ("510100", "511681", "500153"):
            for want in ("", *NEEDS):
                pages.place(
                    store, Asked(Question(focus=place, vintage=vintage, want=want, lang="en"), days.today(), "")
                )
    after = made_once()
    assert {name: after[name] for name in before} == before
    assert after.keys() == before.keys()


def test_the_picture_of_the_first_page_is_there(monkeypatch):
    monkeypatch.setattr(scene_file, "file", None)  # nothing is drawn any more
    assert preview._drawn(scene.default(load(), "explore"), load(), days.today(), None).startswith(b"\x89PNG")
