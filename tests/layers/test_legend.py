"""One legend for every renderer: what is on the map, in one order."""

from dataclasses import replace

from geodata.query import on_map, scene
from geodata.store.store import load
from layers import compose, legend

STORE = load()
NOTHING = replace(scene.default(STORE), layers=())


def entries(given):
    return legend.entries(compose.draw(given, STORE, on_map.drawn(given, STORE)))


def labels(given):
    return [entry.label.en for entry in entries(given)]


def test_the_ground_is_told_only_where_it_is_seen():
    assert labels(NOTHING) == ["Sichuan–Chongqing border", "Economic circle", "Sichuan side", "Chongqing side"]
    assert "Sichuan side" not in labels(replace(NOTHING, layers=("units",)))
    assert "Sichuan–Chongqing border" not in labels(scene.default(STORE, "crossings"))


def test_symbols_come_before_lines_hollow_after_solid_and_nothing_twice():
    found = entries(scene.default(STORE))
    assert len({entry.label for entry in found}) == len(found)
    kinds = [entry.icon.rpartition("-")[2] for entry in found[4:]]
    assert kinds == sorted(kinds, key=["solid", "hollow", ""].index)
    assert {"solid", "hollow", ""} == set(kinds)
