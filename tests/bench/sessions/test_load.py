"""A few people, a few changes: no errors, and each answer is that of the change."""

import random

import pytest

from tests.bench.sessions import picture
from tests.bench.sessions.run import ACTIONS, Diary, Measured, Person, measure, p, table
from tests.bench.sessions.servers import running
from tests.bench.sessions.visitor import Took, Visitor
from tests.endurance import loops


@pytest.mark.slow
@pytest.mark.browser  # a server of its own, not a browser: not in the daily loop
def test_three_people_go_from_page_to_page_filter_and_pick():
    with running(1) as servers:

        async def work():
            async with Visitor(servers[0].port) as visitor:
                person, done = Person(random.Random(5)), []
                await visitor.open("")
                for action in (*ACTIONS, *ACTIONS):
                    done.append(await person.act(action, visitor))
                await visitor.open("")
                before = visitor.held("on:tourism")
                await visitor.change("on:tourism", not before)
                return done, before, visitor.held("on:tourism")

        done, before, after = loops.run(work)
        assert [one.failed for one in done] == [()] * 6
        assert all(one.size > 10_000 for one in done)
        assert after is not before
        found = loops.run(measure, servers, 3, 1.0, 4.0, 1)
    assert not found.failed
    assert len(found.changes) >= 3
    assert found.server_cpu > 0
    assert found.memory[0] > 100


def test_percentiles_are_numbers_that_were_measured():
    assert p(0.5, [3.0, 1.0, 2.0]) == 2.0
    assert p(0.95, [float(n) for n in range(100)]) == 95.0
    assert p(0.95, []) == 0.0


def test_the_diary_keeps_waiting_by_action_and_what_failed():
    diary = Diary()
    diary.note("pick", Took(0.5, 10, ("a trace: X",)))
    diary.note("pick", Took(0.7, 10, ()))
    assert diary.took == {"pick": [0.5, 0.7]}
    assert diary.failed == {"pick: a trace: X": 1}


@pytest.fixture
def measured():
    took = {"open": [9.0], "page": [0.2, 0.4], "filter": [0.3], "pick": [0.1]}
    return Measured(4, 2, 10.0, 20.0, took, {}, 1.0, 0.4, [500.0, 510.0])


def test_the_table_tells_each_action_and_the_processor_of_servers_and_generator(measured):
    row = table([measured]).splitlines()[-1]
    assert (
        "| 4 | 2 | 10 s | 4 | 0.40 / 0.40 | 0.30 / 0.30 | 0.10 / 0.10 | 0.40 | 0 | 0.200 | 0.05, 0.02 | 500, 510 |"
        in row
    )


def test_the_picture_draws_a_line_for_each_number_of_servers(measured, tmp_path):
    kept = tmp_path / "figures.jsonl"
    told = [
        picture.figures(measured.__dict__ | {"people": n, "servers": m}, n / 100, 0.1) for n in (10, 50) for m in (1, 2)
    ]
    kept.write_text("\n".join(map(picture.json.dumps, told)))
    picture.draw(kept, tmp_path / "made.svg")
    made = (tmp_path / "made.svg").read_text()
    assert made.count('stroke-width="2"') == 2
    assert made.count("<circle") == 4
    assert "2 servers," in made
