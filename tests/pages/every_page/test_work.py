"""A change does only what is seen: what belongs to files waits until one is taken."""

import pytest

from geodata.narrative import page as telling
from geodata.query import results, scene
from geodata.store.store import load
from pages._ui.common import downloads
from tests.pages.driver import opened

STORE = load()


@pytest.fixture
def asked(monkeypatch):
    """The scenes that are told whole."""
    found = []
    told = telling.told
    monkeypatch.setattr(telling, "told", lambda given, store: found.append(given) or told(given, store))
    return found


@pytest.mark.parametrize(
    ("page", "query"), [("explore.py", {}), ("crossings.py", {"pick": "border_pairs:511083-500153"})]
)
def test_to_draw_a_page_tells_nothing_for_files(page, query, asked):
    at = opened(page, **query)
    assert not at.exception
    assert asked == []


def test_a_file_that_is_taken_tells_its_scene_once(asked):
    given = scene.default(STORE, "tourism")
    made = downloads.files(given, STORE, results.shown(given, STORE), "", "")
    downloads.prints(given, STORE)
    assert asked == []
    made["csv"]()
    made["geojson"]()
    assert asked == [given]
