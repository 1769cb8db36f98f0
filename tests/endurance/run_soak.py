"""Fifty people use a server for half an hour; is its memory flat, does anything fail, how long do they wait?

``make soak`` (MINUTES=120 for the long one). Each person opens a page as a browser does (the page, the drawings it
names, the session), looks around, reads light pages, goes and comes back later. Prints a table.
"""

import argparse
import asyncio
import random
import re
import statistics
import sys
from collections import Counter, defaultdict
from contextlib import suppress

from geodata.catalog.pages import FIRST, PAGES
from geodata.query.residents.needs import NEEDS
from geodata.store.store import load
from tests.bench.load import addresses
from tests.endurance import wire
from tests.endurance.app_under_test import App, running
from tests.endurance.hostile import Asked
from tests.endurance.session import ConnectionClosed, Session

WARM_MIN = 10  # minutes after which memory is to be flat; half the time of a shorter run
THINKING_S = (2.0, 20.0)  # how long somebody looks at a page
FILES = re.compile(rb'[" ]/?(drawn/[^" ]+)')
LANGS = ("zh", "zh", "zh", "en")


class Diary:
    """What all readers saw: how long they waited for what, and what failed."""

    def __init__(self) -> None:
        """Begin empty."""
        self.took: dict[str, list[float]] = defaultdict(list)  # kind of request → seconds
        self.failed: Counter[str] = Counter()

    def note(self, kind: str, seconds: float, fault: str = "") -> None:
        """Write down one answer, and what was wrong with it."""
        self.took[kind].append(seconds)
        if fault:
            self.failed[f"{kind}: {fault}"] += 1


def link(dice: random.Random, page: str) -> str:
    """Return the query of a link that somebody might follow to a page."""
    store, asked = load(), {"lang": dice.choice(LANGS)}
    counties = list(store.get("counties")["adcode"])
    if PAGES[page].answers == "needs" or dice.random() < 0.3:
        asked["focus"] = dice.choice(counties)
    if PAGES[page].answers == "needs":
        asked["want"] = dice.choice(list(NEEDS))
    if dice.random() < 0.2:
        asked["year"] = str(dice.randrange(2020, 2026))
    if dice.random() < 0.1:
        asked["asof"] = "2021"
    return "&".join(f"{name}={value}" for name, value in asked.items())


async def _get(app: App, diary: Diary, kind: str, path: str) -> bytes:
    """Fetch an address, and write it down."""
    answer = await wire.ask(app.port, Asked("GET", path.encode(), (("Accept-Encoding", b"gzip"),)))
    diary.note(kind, answer.took, "" if answer.status == 200 else f"status {answer.status}")
    return answer.body


async def _visit(app: App, diary: Diary, dice: random.Random, has: set[bytes]) -> None:
    """Open a page, look around, go; ``has``: the drawings the reader's browser keeps."""
    page = dice.choice(list(PAGES))
    query = link(dice, page)
    html = await _get(app, diary, "first page", f"/{'' if page == FIRST else page}?{query}")
    for file in set(FILES.findall(html)) - has:
        has.add(file)
        await _get(app, diary, "drawing", f"/{file.decode()}")
    async with Session(app.port) as session:
        kind = "page opened"
        for _ in range(dice.randrange(1, 6)):
            run = await session.open("" if page == FIRST else page, query)
            diary.note(kind, run.took, "; ".join(run.failed))
            await asyncio.sleep(dice.uniform(*THINKING_S))
            kind = "choice or page changed"
            page = dice.choice(list(PAGES)) if dice.random() < 0.4 else page
            query = link(dice, page)


async def _reader(app: App, diary: Diary, dice: random.Random) -> None:
    """One person, until the time is over."""
    has: set[bytes] = set()
    await asyncio.sleep(dice.uniform(0, THINKING_S[1]))
    while True:
        try:
            await _visit(app, diary, dice, has)
            for path in addresses(dice.randrange(3), dice):
                await _get(app, diary, "light page", path)
                await asyncio.sleep(dice.uniform(*THINKING_S))
        except (TimeoutError, OSError, ConnectionClosed) as error:
            diary.failed[type(error).__name__] += 1
        if dice.random() < 0.3:  # somebody else sits down, with an empty browser
            has.clear()


async def _all(app: App, diary: Diary, people: int, minutes: float, seed: int) -> None:
    readers = (_reader(app, diary, random.Random(seed + n)) for n in range(people))
    with suppress(TimeoutError):  # everybody gets up at once
        async with asyncio.timeout(60 * minutes):
            await asyncio.gather(*readers)


def report(app: App, diary: Diary, people: int, minutes: float) -> str:
    """Return the table."""
    warm = min(WARM_MIN, minutes / 2)
    held = [mb for _, mb in app.memory.samples]
    lines = [
        f"| {people} sessions for {minutes:g} min | count | median (s) | p95 (s) | longest (s) |",
        "|---|---|---|---|---|",
    ]
    for kind, took in diary.took.items():
        found = sorted(took)
        p95 = found[int(0.95 * len(found))]
        lines.append(f"| {kind} | {len(found):,} | {statistics.median(found):.3f} | {p95:.3f} | {found[-1]:.2f} |")
    slope, last = app.memory.slope(60 * warm), app.memory.slope(60 * minutes * 2 / 3)
    lines.append(
        f"\nErrors: {diary.failed.total()}. Memory: {held[0]:.0f} MB at the start, {max(held):.0f} MB at most, "
        f"{held[-1]:.0f} MB at the end; after the first {warm:g} min {slope:+.2f} MB/min by least squares, "
        f"in the last third {last:+.2f}."
    )
    return "\n".join(lines)


def main() -> None:
    """Do as the command line says; end with 1 when anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    diary = Diary()
    with running() as app:
        try:
            asyncio.run(_all(app, diary, given.people, given.minutes, given.seed))
        finally:  # also of a run that is ended from outside
            print(report(app, diary, given.people, given.minutes))
        if "Traceback" in app.log:
            print(app.log[-4000:], file=sys.stderr)
    for fault, n in diary.failed.most_common(20):
        print(f"{n} × {fault}", file=sys.stderr)
    sys.exit(1 if diary.failed else 0)


if __name__ == "__main__":
    main()
