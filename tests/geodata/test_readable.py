"""Tables as people read them."""

import pandas as pd
import pytest

from geodata import answer, readable, scene
from geodata.answer import Shown
from geodata.store import load
from geodata.text import LANGS
from pages._ui import tables

STORE = load()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id", ["tourism", "corridors", "ties", "border_pairs", "shared_services"])
def test_they_are_those_of_the_screen(id, lang):
    table = STORE.get(id)
    shown = Shown(STORE.catalog.datasets[id], table, pd.Series(True, index=table.index))
    pd.testing.assert_frame_equal(readable.table(shown, STORE, lang), tables.readable(shown, STORE, lang))


def test_only_what_is_shown_is_in_them():
    shown = answer.shown(scene.default(STORE), STORE)["tourism"]
    assert readable.table(shown, STORE, "zh").index.tolist() == shown.rows["id"].tolist()
