"""One database for all tests of a run's worker; each that changes it fills it anew."""

import pytest

from geodata.catalog.load import load
from tests.geodata.sources.database import Database, database, fill


@pytest.fixture(scope="session")
def cluster():
    with database() as made:
        yield made


@pytest.fixture
def full(cluster) -> Database:
    """The database with the shipped tables, whatever the test before did."""
    fill(cluster, load())
    return cluster
