"""Send thousands of hostile requests and messages to a real server; print what is wrong, and a table.

python -m tests.endurance.run_hostile --requests 9000 --messages 1000 --seed 1
"""

import argparse
import asyncio
import random
import sys
from collections import Counter

from tests.endurance import hostile, judge, wire
from tests.endurance.app_under_test import App, running
from tests.endurance.session import ConnectionClosed, Session

AT_ONCE = 4  # requests on the way at a time: more would measure how long they wait for each other
SHOWN = 20


async def requests(app: App, n: int, dice: random.Random) -> tuple[list[float], Counter[str], list[str]]:
    """Send requests; return the seconds each took, how often which status came, and what was wrong."""
    took, told, wrong = list[float](), Counter[str](), list[str]()
    waiting = [hostile.request(dice) for _ in range(n)]

    async def sender() -> None:
        while waiting:
            asked = waiting.pop()
            try:
                answer = await wire.ask(app.port, asked)
            except TimeoutError:
                wrong.append(f"no answer: {asked.method} {asked.target[:200]!r} {asked.headers}")
                continue
            took.append(answer.took)
            told[str(answer.status or "hung up")] += 1
            found = judge.faults(answer)
            wrong.extend(
                f"{fault}: {asked.method} {asked.target[:200]!r} {str(asked.headers)[:300]}" for fault in found
            )

    await asyncio.gather(*(sender() for _ in range(AT_ONCE)))
    return took, told, wrong


async def messages(app: App, n: int, dice: random.Random) -> tuple[list[float], list[str]]:
    """Send messages, a few to each session; return the seconds each answered run took, and what was wrong."""
    took, wrong, left = list[float](), list[str](), n
    while left > 0:
        async with Session(app.port) as visit:
            widgets = (await visit.open("", "")).widgets
            for _ in range(min(left, dice.randrange(1, 12))):
                left -= 1
                said = hostile.message(dice, widgets)
                try:
                    await visit.send(said)
                    run = await visit.open(
                        dice.choice(("", "crossings", "citizen")), hostile.query(dice).decode("latin-1")
                    )
                except ConnectionClosed:  # what is no message of Streamlit's ends the session
                    break
                except TimeoutError:
                    wrong.append(f"no answer to the message {said[:200]!r}")
                    break
                took.append(run.took)
                wrong += [f"{failed} after {said[:300]!r}" for failed in run.failed if "a trace" in failed]
                wrong += [f"{run.took:.1f} s for {said[:200]!r}"] if run.took > judge.SLOWEST_S else []
    return took, wrong


def p95(took: list[float]) -> float:
    """Return the 95th percentile, 0 of nothing."""
    return sorted(took)[int(0.95 * len(took))] if took else 0.0


def main() -> None:
    """Do as the command line says; end with 1 when something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=9_000)
    parser.add_argument("--messages", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    dice = random.Random(given.seed)
    with running() as app:
        before = app.memory.now
        took, told, wrong = asyncio.run(requests(app, given.requests, dice))
        between = app.memory.now
        runs, failed = asyncio.run(messages(app, given.messages, dice))
        after, (traces, ours) = app.memory.now, app.traces
        failed += [f"a trace of ours in the log: {trace}" for trace in ours]
    kinds = Counter(fault.split(":")[0] for fault in wrong + failed)
    print(
        "\n".join([*(wrong + failed)[:SHOWN], *(f"{n} × {kind}" for kind, n in kinds.most_common())]), file=sys.stderr
    )
    print("| hostile input | count | wrong | p95 (s) | longest (s) | memory after (MB) |\n|---|---|---|---|---|---|")
    longest = max(took, default=0)
    print(
        f"| requests | {len(took):,} | {len(wrong)} | {p95(took):.3f} | {longest:.2f} | {before:.0f} → {between:.0f} |"
    )
    longest = max(runs, default=0)
    print(
        f"| WebSocket messages | {given.messages:,} | {len(failed)} | {p95(runs):.3f} | {longest:.2f} | {after:.0f} |"
    )
    print(
        f"\nSeed {given.seed}; statuses: {dict(sorted(told.items()))}; "
        f"Streamlit logged {traces} traces of messages no browser sends."
    )
    sys.exit(1 if wrong or failed else 0)


if __name__ == "__main__":
    main()
