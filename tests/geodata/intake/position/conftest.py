"""What is known of the shipped facts, made once."""

import pytest

from geodata.boundaries.vintage import Vintage
from geodata.intake.position.known import Known, known


@pytest.fixture(scope="session")
def everything(store) -> Known:
    return known(store.at(Vintage.TODAY))
