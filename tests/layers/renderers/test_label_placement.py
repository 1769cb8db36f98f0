"""Names on a sheet keep clear of each other, of the edge and, where they can, of symbols."""

from math import log2

import numpy as np
import pytest

from layers.renderers.sheet.label_placement import Box, Name, Seat, place, seat

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


ZOOMS = (4.0, 13.0)


def shown(names, seats, zoom):
    """The fields of the names that are shown at a zoom, in px of the screen."""
    scale = 2**zoom
    return [
        Box(
            names[n].x * scale + one.right - names[n].width / 2,
            names[n].y * scale + one.up - names[n].height / 2,
            names[n].width,
            names[n].height,
        )
        for n, one in seats.items()
        if one.zoom <= zoom
    ]


def meet(boxes):
    return any(a.meets(b) for n, a in enumerate(boxes) for b in boxes[:n])


def test_on_the_live_map_a_name_alone_stands_above_its_place_at_every_zoom():
    assert seat([name()], ZOOMS, 6) == {0: Seat(0, 10, 4)}


def test_of_two_names_the_lower_in_rank_waits_until_there_is_room():
    # Places 0.2 px apart at zoom 0, names 20 px wide: side by side from a scale of 100 on, and lines of 8 px never.
    river = {"lift": 0.0, "y": 0.0}
    names = [name("甲", x=0.0, rank=12, **river), name("乙", x=0.2, rank=14, **river)]
    assert seat(names, ZOOMS, 6) == {1: Seat(0, 0, 4), 0: Seat(0, 0, pytest.approx(log2(100)))}
    assert list(seat(names, (4.0, 6.0), 6)) == [1]  # a map that cannot be zoomed so far never shows it


def test_another_seat_is_taken_only_for_room_at_the_first_view():
    names = [name("甲", x=0.0, y=0.0, rank=12), name("乙", x=0.3, y=0.0, rank=14)]  # above there is room from 6.06 on
    assert seat(names, ZOOMS, 7)[0] == Seat(0, 10, pytest.approx(log2(20 / 0.3)))
    assert seat(names, ZOOMS, 5)[0] == Seat(0, -10, 4)


def test_a_name_that_stands_twice_at_its_place_is_said_once_on_the_live_map():
    assert list(seat([name(rank=14), name(rank=17)], ZOOMS, 6)) == [1]


def test_names_never_meet_however_far_one_zooms():
    dice = np.random.default_rng(7)
    names = [
        Name(
            str(n),
            *dice.uniform(0, 3, 2),
            dice.uniform(20, 90),
            dice.uniform(10, 24),
            dice.choice([0, 13, 20]),
            (n % 4,),
        )
        for n in range(120)
    ]
    seats = seat(names, ZOOMS, 6)
    counts = []
    for zoom in np.arange(4, 13, 0.1):
        boxes = shown(names, seats, zoom)
        assert not meet(boxes)
        counts.append(len(boxes))
    assert counts == sorted(counts)  # what is shown once stays
    assert counts[0] < 20 < 110 < counts[-1]
