"""Two windows, one briefing: what was done in either is there afterwards."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.briefing.merge import merge
from geodata.briefing.model import Briefing, duplicate, move, note, remove, retitle, say_in
from geodata.query import scene
from geodata.store.store import load

STORE = load()
A, B, C, D, E = (replace(scene.default(STORE, page), year=2020 + n) for n, page in enumerate(["crossings"] * 5))
BASE = Briefing("题", (A, B, C), STORE.version)


def of(*scenes):
    return replace(BASE, scenes=scenes)


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        (BASE, of(A, B, C, D), of(A, B, C, D)),
        (of(A, B, C, D), of(A, B, C, E), of(A, B, C, D, E)),
        (of(A, C), of(A, B, C, D), of(A, C, D)),
        (of(A, B, C, D), of(B, C), of(B, C, D)),
        (of(A, C), of(B, C), of(C)),
        (move(BASE, 0, 2), note(BASE, 0, "慢讲"), of(B, C, replace(A, notes="慢讲"))),
        (of(A, B, C, D), of(C, A, B), of(C, A, B, D)),
        (
            retitle(BASE, "甲", 1),
            note(of(A, B, C, D), 2, "记"),
            of(A, replace(B, title="甲"), replace(C, notes="记"), D),
        ),
        (remove(BASE, 1), retitle(BASE, "改过", 1), of(A, replace(B, title="改过"), C)),
        (retitle(BASE, "甲", 1), retitle(BASE, "乙", 1), of(A, replace(B, title="甲"), replace(B, title="乙"), C)),
        (duplicate(BASE, 0), of(A, B, C, D), of(A, A, B, C, D)),
        (retitle(BASE, "我的题"), of(A, B, C, D), replace(of(A, B, C, D), title="我的题")),
        (of(A, B, C, D), retitle(BASE, "他的题"), replace(of(A, B, C, D), title="他的题")),
    ],
)
def test_what_either_did_is_done(mine, theirs, both):
    assert merge(BASE, mine, theirs) == both


def test_two_that_began_apart_are_both_there():
    assert merge(None, of(A, B), of(B, C)) == of(A, B, C)


def test_another_language_is_no_change():
    assert merge(BASE, of(A, B, C, D), say_in(BASE, "en")) == of(A, B, C, D)


versions = st.lists(st.sampled_from([A, B, C, D, E]), max_size=5).map(lambda scenes: of(*scenes))


@settings(max_examples=60, deadline=None)
@given(base=versions, mine=versions, theirs=versions)
def test_nothing_that_one_side_added_is_lost_and_who_changed_nothing_gets_what_the_other_has(base, mine, theirs):
    assert merge(base, base, theirs) == theirs
    assert merge(base, mine, base) == mine
    both = merge(base, mine, theirs)
    for side in (mine, theirs):
        assert {one for one in side.scenes if one not in base.scenes} <= set(both.scenes)
    assert {one for one in base.scenes if one in mine.scenes and one in theirs.scenes} <= set(both.scenes)
    assert merge(mine, both, mine) == both == merge(theirs, both, theirs)  # once written, both windows have the same
