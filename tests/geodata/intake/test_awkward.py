"""Awkward files (``awkward/``), each made of our own facts with the known right answer."""

import pytest

from geodata.boundaries.vintage import Vintage
from geodata.intake.intake import take_file
from geodata.intake.model import IntakeError
from geodata.intake.position.known import known
from tests.geodata.intake.awkward.all import CASES, USELESS
from tests.geodata.intake.awkward.check import wrong


@pytest.fixture(scope="module")
def here(store):
    return known(store.at(Vintage.TODAY))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_an_awkward_file_is_understood(case, here):
    assert wrong(case, take_file(case.content(), case.name, here)) == []


@pytest.mark.parametrize("case", USELESS, ids=lambda case: case.id)
def test_a_useless_file_is_told_in_a_sentence(case, here):
    with pytest.raises(IntakeError) as told:
        take_file(case.content(), case.name, here)
    for text in told.value.told:
        assert len(text) > 8
        assert case.says in text


def test_there_are_enough():
    assert len(CASES) >= 60
    assert len({case.id for case in CASES}) == len(CASES)
