"""How long a list of one's own with very many points takes on the server: python -m tests.bench.own_points [ROWS].

Prints one row: to make it ready once, then for changes of a filter the answer, the drawing, and all tiles that a window
of 1440 × 900 px shows, one after the other.
"""

import json
import statistics
import sys
import time
from dataclasses import replace
from math import log2

from geodata.own.beside import beside
from geodata.query import results, scene
from geodata.query.selection import Selection
from geodata.store.store import load
from layers import compose, geometry, symbols
from layers.camera import TILE, Frame, View, place, tiles_of
from layers.renderers.deck import deck
from layers.spec import MapLayer
from tests.geodata.own import made

WINDOW = Frame(1440, 900)
VIEWS = {"far": View(105.5, 30.2, 6.6), "near": View(106.0, 30.0, 11.6)}
FILTERS = (["甲"], ["乙"], ["丙"], ["甲", "乙"], ["乙", "丙"])


def tiles(layer: MapLayer, view: View) -> list[bytes]:
    """Return the tiles that a view of the window asks for."""
    assert layer.tiles
    zoom = round(view.zoom + log2(TILE / layer.tiles.px))
    (west, north), (east, south) = (place(view, n * WINDOW.width / 2, n * WINDOW.height / 2) for n in (-1, 1))
    addresses = [layer.tiles.address.format(z=zoom, x=x, y=y) for x, y in tiles_of((west, south, east, north), zoom)]
    return [geometry.body(one) or b"" for one in addresses]


def main(rows: int) -> None:
    """Measure and print."""
    began = time.perf_counter()
    store = beside(load(), [made.many(rows)])
    given = replace(scene.default(store), layers=("own1",))
    compose.draw(given, store, results.shown(given, store))
    ready = time.perf_counter() - began
    times: dict[str, list[float]] = {"answer": [], "drawing": [], **{view: [] for view in VIEWS}}
    size: dict[str, float] = {}
    for wanted in FILTERS:
        asked = given.with_selections({"own1": Selection.of({"c1": wanted})})
        start = time.perf_counter()
        shown = results.shown(asked, store)
        answered = time.perf_counter()
        drawing = compose.draw(asked, store, shown, WINDOW)
        text = deck.to_deck(drawing.layers, drawing.view, "zh", "/", symbols.icon_atlas(store)).to_json()
        drawn = time.perf_counter()
        times["answer"].append(answered - start)
        times["drawing"].append(drawn - answered)
        layer = next(one for one in drawing.layers if one.id == "own1")
        for name, view in VIEWS.items():
            start = time.perf_counter()
            size[name] = sum(map(len, tiles(layer, view))) / 1e6
            times[name].append(time.perf_counter() - start)
        size["spec"] = len(text) / 1e6
    told = {name: f"{statistics.median(each):.2f} ({max(each):.2f})" for name, each in times.items()}
    print(f"{rows:,} points; ready once: {ready:.1f} s; a change, s, median (worst): {json.dumps(told)}")
    print(f"MB before they are packed: {json.dumps({name: round(one, 2) for name, one in size.items()})}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
