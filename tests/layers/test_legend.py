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


def test_two_maps_share_a_legend_of_what_is_drawn_on_either():
    given = replace(scene.default(STORE, "crossings"), compare="closed")
    shown = [on_map.drawn(given, STORE, other=other) for other in (False, True)]
    open_, closed = (compose.draw(given, STORE, one) for one in shown)
    cut, tied = "No tie on record", "7 or more domains"
    alone = [entry.label.en for entry in legend.entries(closed)]
    assert cut in alone
    assert tied not in alone
    both = [entry.label.en for entry in legend.entries(open_, closed)]
    assert both == [entry.label.en for entry in legend.entries(closed, open_)]
    assert [name for name in both if name in (cut, tied)] == [cut, tied]
