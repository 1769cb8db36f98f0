"""Names on a sheet keep clear of each other, of the edge and, where they can, of symbols."""

import numpy as np
import pytest

from layers.placing import Box, Name, place

ROOM = Box(0, 0, 100, 100)
NOBODY = np.empty((0, 2))


def name(text="甲", x=50.0, y=50.0, rank=14.0, lift=10.0):
    return Name(text, x, y, width=20, height=8, lift=lift, rank=(rank,))


def test_a_name_stands_above_its_place():
    assert place([name()], ROOM, (), NOBODY) == {0: (50, 60)}


def test_a_name_without_lift_lies_on_its_place_or_nowhere():
    assert place([name(lift=0)], ROOM, (), NOBODY) == {0: (50, 50)}
    assert place([name(lift=0)], ROOM, [Box(45, 45, 2, 2)], NOBODY) == {}


@pytest.mark.parametrize(("ranks", "above"), [((14.0, 20.0), 1), ((20.0, 14.0), 0), ((14.0, 14.0), 1)])
def test_of_two_names_the_larger_then_the_later_has_the_better_seat(ranks, above):
    found = place([name("甲", rank=ranks[0]), name("乙", x=52, rank=ranks[1])], ROOM, (), NOBODY)
    assert found[above][1] == 60
    assert found[1 - above][1] < 60


def test_names_leave_the_edge_what_is_taken_and_symbols_free():
    assert place([name(y=95)], ROOM, (), NOBODY) == {0: (50, 85)}
    assert place([name()], ROOM, [Box(40, 55, 20, 10)], NOBODY) == {0: (50, 40)}
    assert place([name()], ROOM, (), np.array([[45, 60], [50, 60], [55, 60]])) == {0: (50, 40)}
    assert place([name()], ROOM, (), np.array([[50, 60]])) == {0: (50, 60)}  # one symbol less is not worth a seat


def test_a_name_that_finds_no_room_is_left_out_and_one_that_stands_twice_is_said_once():
    assert place([name()], ROOM, [ROOM], NOBODY) == {}
    assert list(place([name(rank=14), name(rank=17)], ROOM, (), NOBODY)) == [1]
