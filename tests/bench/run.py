"""Start the app, two naive peers and an empty app, drive all in Chromium in turn, and print one table.

Per app and round: one cold visit, then three changes, each to a state the session has not seen (switch tourism,
eldercare and alliance members off; on Crossings: choose a domain, and another, and another; of the briefing: the next
slide, and the next, and the next). Drawn means: the picture has stopped changing. Readable means: there is a picture,
be it the one that came with the page.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import sync_playwright

from geodata.query import crossings, scene
from geodata.query.selection import Selection
from geodata.store.store import load
from tests.bench import exports
from tests.bench.apps import APPS, CROSSINGS, EMPTY, FOLIUM, LIVE, MAIN, OURS, PYDECK, SERVERS, SLIDES, App
from tests.bench.visits import on_a_slow_line, visit
from tests.browser.conftest import CHROMIUM, QUIET, ROOT, SWIFTSHADER

MEASURES = {
    "readable": "first readable picture (s)",
    "first": "first map at rest (s)",
    "onward": "Explore → Crossings inside the app (s)",
    "redrawn": "change → redrawn (s)",
    "visit": "bytes of a first visit (MB)",
    "bytes": "WebSocket bytes for a new state (KB)",
    "cpu": "server CPU per change (s)",
    "memory": "server memory at the end (MB)",
}


def median(app: App, measure: str) -> float:
    """Return the median of a measure."""
    return statistics.median(app.results[measure])


def told(values: list[float]) -> str:
    """Return median and spread; a dash where nothing was measured."""
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})" if values else "–"


def ratio(measure: str, peer: App) -> str:
    """Return the live map's median over the peer's; a dash where one has none."""
    return (
        f"{median(LIVE, measure) / median(peer, measure):.3f}"
        if LIVE.results[measure] and peer.results[measure]
        else "–"
    )


def light_pages() -> dict[str, dict[str, float]]:
    """Return what a crowd of readers sees of the light pages, measured from a process of its own."""
    command = [sys.executable, "-m", "tests.bench.load", MAIN.address]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def table() -> None:
    """Print the table, a column each."""
    print(f"| median (min–max) | {' | '.join(app.name for app in APPS)} | live / pydeck | live / folium |")
    print("|---" * (len(APPS) + 3) + "|")
    for measure, label in MEASURES.items():
        cells = [told(app.results[measure]) for app in APPS] + [ratio(measure, peer) for peer in (PYDECK, FOLIUM)]
        print(f"| {label} | {' | '.join(cells)} |")


def machine(browser: str) -> None:
    """Print what it was measured on."""
    cpu = next((line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), ": ?")
    named = f"{platform.platform()}, {os.cpu_count()} cores,{cpu.split(':')[1]}"
    print(f"\nMachine: {named}, Python {platform.python_version()},")
    print(f"Chromium {browser} with software WebGL (SwiftShader), servers and browser on the same cores.\n")


def aims(slow: dict[str, tuple[float, float]], load: dict[str, dict[str, float]], memory: float) -> None:
    """Print how far each aim is reached.

    Args:
        slow: by app's name: seconds to the first picture and to the map at rest on the throttled line.
        load: of ``light_pages``.
        memory: MB while ten briefings are exported at once.
    """
    read, drawn, redrawn = median(OURS, "readable"), median(LIVE, "first"), median(LIVE, "redrawn")
    folium, change = median(FOLIUM, "first"), median(PYDECK, "redrawn")
    found = [
        ("first readable picture (s)", read, 0.5),
        ("first readable picture against the first map of st_folium", read / folium, 0.15),
        ("live map at rest against plain pydeck", drawn / median(PYDECK, "first"), 0.45),
        ("live map at rest against plain st_folium", drawn / folium, 1.0),
        ("inside the app against a cold visit of Crossings", median(LIVE, "onward") / median(CROSSINGS, "first"), 0.6),
        ("bytes of a first visit (MB)", median(LIVE, "visit"), 3.0),
        ("change → redrawn against plain pydeck", redrawn / change, 0.7),
        ("change → redrawn on Crossings against Explore", median(CROSSINGS, "redrawn") / redrawn, 1.0),
        ("next slide drawn against a change of plain pydeck", median(SLIDES, "redrawn") / change, 0.7),
        ("WebSocket bytes against plain pydeck", median(LIVE, "bytes") / median(PYDECK, "bytes"), 1 / 25),
        ("server CPU per change against plain pydeck", median(LIVE, "cpu") / median(PYDECK, "cpu"), 0.15),
        ("on a slow line, first readable picture (s)", slow[OURS.name][0], 2.0),
        ("on a slow line, live map at rest (s)", slow[LIVE.name][1], 25.0),
        ("answers for all border pairs (ms)", pairs_answered(), 50.0),
        ("light pages, 50 readers at once, 95th percentile (ms)", load["kept"]["p95"], 50.0),
        ("memory while ten briefings are exported at once (MB)", memory, 1500.0),
    ]
    for what, value, aim in found:
        print(f"- {what}: {value:.3f}, aim ≤ {aim:.3f}: {'reached' if value <= aim else 'MISSED'}")


def pairs_answered() -> float:
    """Return the median time in ms to answer for all border pairs (ties, pairs, gaps) anew, tables loaded."""
    store = load()
    start = scene.default(store, "crossings")
    domains = list(store.at(start.vintage).around().domains)
    times = []
    for first in range(3):
        for last in range(first + 1, len(domains) + 1):
            asked = start.with_selections({"ties": Selection.of({"domain": domains[first:last]})})
            before = time.perf_counter()
            crossings.crossings(asked, store)
            times.append(1000 * (time.perf_counter() - before))
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", choices=("maps", "all"), default="all", help="maps: leave load and exports out")
    given, began = parser.parse_args(), time.time()
    with ExitStack() as servers, sync_playwright() as playwright:
        for server in SERVERS:
            servers.enter_context(server.running(f"{MAIN.address}/vendor/leaflet/"))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *SWIFTSHADER])
        for server in SERVERS:
            server.wait(browser)
        time.sleep(8)  # the app prepares both vintages in the background
        idle = MAIN.memory()
        crowd = light_pages() if given.only == "all" else {}
        for _ in range(given.rounds):
            for app in APPS:
                visit(app, browser)
        slow = {app.name: on_a_slow_line(app, browser) for app in (OURS, LIVE)} if given.only == "all" else {}
        version = browser.version
        browser.close()
        table()
        machine(version)
        print(f"Idle memory of this app before the first visit: {idle:.0f} MB.")
        if given.only == "all":
            assert MAIN.process
            plain = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, "--disable-3d-apis"])
            exported = exports.measure(plain, MAIN.address, MAIN.process)
            plain.close()
            print(f"Ten exports at once: {exported['seconds']:.0f} s")
            named = {name: {key: round(value) for key, value in row.items()} for name, row in crowd.items()}
            print(f"Light pages under load (ms, requests a second): {named}")
            lines = {name: [round(one, 1) for one in times] for name, times in slow.items()}
            print(f"On 1.5 Mbit/s and 100 ms, first picture and map at rest (s): {lines}\n")
            aims(slow, crowd, exported["memory"])
    print(f"\nThe whole took {(time.time() - began) / 60:.1f} minutes; {EMPTY.name} is the floor.")


if __name__ == "__main__":
    main()
