"""A click on the live map: on a row of one's own it is picked, on a cell of many rows nothing is."""

import pytest

from geodata.catalog.pick import Pick
from pages._ui.common import maps


@pytest.mark.parametrize(("id", "picked"), [("own1-7", [Pick.of("own1", "own1-7")]), ("", [])])
def test_a_cell_is_no_row(monkeypatch, id, picked):
    chosen = []
    objects = {"own1": [{"type": "Feature", "properties": {"id": id, "tip_zh": "1,234条"}}]}
    monkeypatch.setattr(maps.state, "value", lambda _: {"selection": {"objects": objects}})
    monkeypatch.setattr(maps, "_choose", chosen.append)
    maps._on_select("map")
    assert chosen == picked
