"""How many people a server can carry: real sessions go from page to page, filter and pick; prints a table.

    python -m tests.bench.sessions.run --people 100 --every 20 --servers 1

Each person opens a page over Streamlit's WebSocket protocol and changes something every so many seconds: turns of page,
filter and pick. They begin spread over one such time, so that changes come evenly. ``--steps 10,50,100,200`` measures
several numbers of people one after the other and, with ``--picture``, draws how the cost grows.
"""

import argparse
import asyncio
import json
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psutil
from websockets.exceptions import WebSocketException

from geodata.store.store import load
from tests.bench.sessions import picture
from tests.bench.sessions.servers import Server, cpu, running
from tests.bench.sessions.visitor import Took, Visitor

ACTIONS: Final = ("page", "filter", "pick")
FIRST_YEAR, LAST_YEAR = 2016, 2025
LAYERS: Final = ("tourism", "eldercare", "hospitals", "education", "ecology", "platforms", "metro_areas")


@dataclass
class Diary:
    """What all visitors saw: waiting by action (s), bytes that came, what failed."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    size: int = 0
    failed: Counter[str] = field(default_factory=Counter)

    def note(self, action: str, answer: Took) -> None:
        """Write down one answer."""
        self.took[action].append(answer.seconds)
        self.size += answer.size
        self.failed.update(f"{action}: {fault}" for fault in answer.failed)


def p(share: float, found: list[float]) -> float:
    """Return a percentile of some numbers, the nearest that is one of them; 0 without any."""
    return sorted(found)[min(len(found) - 1, int(share * len(found)))] if found else 0.0


@dataclass
class Person:
    """One visitor, who works on Explore and Crossings in turns."""

    dice: random.Random
    page: str = ""

    async def act(self, action: str, visitor: Visitor) -> Took:
        """Go to the other page, filter what is seen, or pick something of it."""
        dice, explore = self.dice, not self.page
        if action == "page":
            self.page = "crossings" if explore else ""
            return await visitor.open(self.page)
        if action == "filter":
            year = [float(dice.randint(FIRST_YEAR, LAST_YEAR))]
            if explore:
                layer = dice.choice(LAYERS)
                widget = f"on:{layer}"
                if dice.random() < 0.5:  # half of them switch a layer, half move the year
                    return await visitor.change(widget, not visitor.held(widget))
                return await visitor.change("year:explore", year)
            if dice.random() < 0.5:
                options = visitor.options("ties.domain")
                return await visitor.change("ties.domain", dice.sample(options, dice.randint(1, 2)))
            return await visitor.change("year:crossings", year)
        dataset = "tourism" if explore else "border_pairs"
        return await visitor.pick(dataset, dice.choice(list(load().get(dataset)["id"])))


async def _visit(port: int, diary: Diary, dice: random.Random, every: float, until: float) -> None:
    """One person, until the time is over."""
    await asyncio.sleep(dice.uniform(0, every))
    person = Person(dice, dice.choice(("", "crossings")))
    try:
        async with Visitor(port) as visitor:
            diary.note("open", await visitor.open(person.page))
            turn = dice.randrange(len(ACTIONS))
            while True:
                due = time.perf_counter() + every * dice.uniform(0.8, 1.2)
                await asyncio.sleep(max(0.0, min(due, until) - time.perf_counter()))
                if time.perf_counter() >= until:
                    return
                action = ACTIONS[turn % len(ACTIONS)]
                turn += 1
                diary.note(action, await person.act(action, visitor))
    except (TimeoutError, OSError, WebSocketException, KeyError) as error:
        diary.failed[f"{type(error).__name__}: {error}"] += 1


@dataclass
class Measured:
    """One number of people on some servers: waiting, errors, processor and memory."""

    people: int
    servers: int
    every: float
    seconds: float
    took: dict[str, list[float]]
    failed: dict[str, int]
    server_cpu: float  # s, of all servers together
    own_cpu: float  # s, of this process
    memory: list[float]  # MB, at most, by server

    @property
    def changes(self) -> list[float]:
        """Waiting for everything but the opening (s)."""
        return [one for action in ACTIONS for one in self.took.get(action, [])]


async def measure(servers: list[Server], people: int, every: float, seconds: float, seed: int) -> Measured:
    """Let people work for so many seconds, shared among the servers."""
    diary, me = Diary(), psutil.Process()
    load().get("border_pairs")
    before, own, until = [one.look() for one in servers], cpu(me), time.perf_counter() + every + seconds
    visits = [
        asyncio.create_task(_visit(servers[n % len(servers)].port, diary, random.Random(seed * 1000 + n), every, until))
        for n in range(people)
    ]
    while any(not one.done() for one in visits):
        await asyncio.wait(visits, timeout=2)
        used = [one.look() for one in servers]
    for one, had in zip(servers, [one.traces for one in servers], strict=True):
        if had:
            diary.failed[f"traces of the server at {one.port}"] += had
    spent = sum(used) - sum(before)
    memory = [one.most_mb for one in servers]
    whole = every + seconds
    return Measured(people, len(servers), every, whole, diary.took, diary.failed, spent, cpu(me) - own, memory)


def table(found: list[Measured]) -> str:
    """Return what was measured as a table."""
    lines = [
        "| sessions | servers | a change each | changes | page p50 / p95 (s) | filter p50 / p95 (s) "
        "| pick p50 / p95 (s) | all p95 (s) | errors | server CPU a change (s) | cores used: servers, generator "
        "| memory at most (MB) |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for one in found:
        both = (f"{p(0.5, one.took.get(a, [])):.2f} / {p(0.95, one.took.get(a, [])):.2f}" for a in ACTIONS)
        runs = sum(map(len, one.took.values())) or 1
        lines.append(
            f"| {one.people} | {one.servers} | {one.every:g} s | {len(one.changes)} | {' | '.join(both)} "
            f"| {p(0.95, one.changes):.2f} | {sum(one.failed.values())} | {one.server_cpu / runs:.3f} "
            f"| {one.server_cpu / one.seconds:.2f}, {one.own_cpu / one.seconds:.2f} "
            f"| {', '.join(f'{mb:.0f}' for mb in one.memory)} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Do as the command line says; end with 1 when anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", "--steps", default="100", help="how many, or several numbers with commas")
    parser.add_argument("--every", type=float, default=20, help="seconds between two changes of a person")
    parser.add_argument("--seconds", type=float, default=60, help="how long, after all have come")
    parser.add_argument("--servers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a file of figures (JSON lines) that what was measured is added to")
    parser.add_argument("--picture", type=Path, help="an SVG of all figures of that file")
    given = parser.parse_args()
    found = []
    for people in map(int, given.people.split(",")):
        with running(given.servers) as servers:
            found.append(asyncio.run(measure(servers, people, given.every, given.seconds, given.seed)))
        if given.keep:
            with given.keep.open("a", encoding="utf-8") as kept:
                kept.write(
                    json.dumps(
                        picture.figures(
                            found[-1].__dict__, p(0.95, found[-1].changes), statistics.median(found[-1].changes)
                        )
                    )
                    + "\n"
                )
    print(table(found))
    if given.picture and given.keep:
        picture.draw(given.keep, given.picture)
    failed = sum((Counter(one.failed) for one in found), Counter[str]())
    for fault, n in failed.most_common(20):
        print(f"{n} × {fault}", file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
