"""Load on the light pages: fifty readers at once, each asking for one page after the other; prints percentiles.

Run by the bench, or alone against a server: python -m tests.bench.load http://127.0.0.1:8501
"""

import asyncio
import json
import random
import statistics
import sys
import time

import httpx2

from geodata.query.residents.needs import NEEDS
from geodata.store.store import load

READERS = 50
REQUESTS = 3000


def addresses(n: int, dice: random.Random) -> list[str]:
    """Return so many addresses of light pages, a mixture: places most of all."""
    store = load()
    kinds = {
        "place": list(store.get("counties")["adcode"]),
        "site": [*store.get("tourism")["id"], *store.get("eldercare")["id"]],
        "service": list(store.get("shared_services")["id"]),
        "pair": list(store.get("border_pairs")["id"]),
    }
    asked = []
    for kind in dice.choices(list(kinds), weights=(6, 2, 1, 1), k=n):
        want = f"?want={dice.choice(list(NEEDS))}" if kind == "place" else ""
        asked.append(f"/lite/{dice.choice(('zh', 'zh', 'zh', 'en'))}/{kind}/{dice.choice(kinds[kind])}{want}")
    return asked


async def ask(server: str, paths: list[str]) -> list[float]:
    """Ask for every path, READERS at a time, and return how long each took (ms)."""
    waiting, took = list(paths), []
    limits = httpx2.Limits(max_connections=READERS)
    async with httpx2.AsyncClient(base_url=server, limits=limits, timeout=60) as client:

        async def reader() -> None:
            while waiting:
                path, start = waiting.pop(), time.perf_counter()
                answer = await client.get(path)
                assert answer.status_code == 200, path
                took.append(1000 * (time.perf_counter() - start))

        await asyncio.gather(*(reader() for _ in range(READERS)))
    return sorted(took)


def measure(server: str) -> dict[str, dict[str, float]]:
    """Return median and 95th percentile (ms) and requests a second, for pages not made yet and for pages kept."""
    told = {}
    paths = addresses(REQUESTS, random.Random(20261124))
    for name in ("first", "kept"):
        start = time.perf_counter()
        took = asyncio.run(ask(server, paths))
        seconds = time.perf_counter() - start
        told[name] = {
            "median": statistics.median(took),
            "p95": took[int(0.95 * len(took))],
            "per_second": len(took) / seconds,
        }
    return told


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
