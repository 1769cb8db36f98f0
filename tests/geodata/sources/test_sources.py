"""Every source keeps the protocol: the shipped tables, a published folder, a database."""

import shutil
import time

import pytest

from geodata.catalog.load import load
from geodata.sources import model
from geodata.sources.folder import Folder
from geodata.sources.model import digest
from geodata.store.releases import headlines
from geodata.store.store import Store
from geodata.store.store import load as load_store

CATALOG = load()
DATASETS = [one for one in CATALOG.datasets.values() if not one.derived]
KINDS = ("shipped", "folder", "postgis")


@pytest.fixture(params=KINDS)
def source(request, tmp_path):
    if request.param == "shipped":
        return Folder(DATASETS, CATALOG.tables, model.SHIPPED)
    if request.param == "folder":
        (tmp_path / "one").mkdir()
        for one in DATASETS:
            shutil.copy(CATALOG.tables / one.file, tmp_path / "one")
        (tmp_path / "published").symlink_to("one")
        return Folder(DATASETS, tmp_path / "published", model.FOLDER)
    postgis = pytest.importorskip("geodata.sources.postgis")
    return postgis.Postgis(DATASETS, request.getfixturevalue("full").address(), "chengyu")


def test_a_source_holds_each_table_as_the_reader_takes_it(source, tmp_path):
    tables = source.read()
    assert tables.keys() == {one.id for one in DATASETS}
    for one in DATASETS:
        (tmp_path / one.file).write_bytes(tables[one.id])
    shipped, read = load_store(), Store(tables=tmp_path)
    assert headlines(read) == headlines(shipped)
    for id, table in shipped.facts.items():
        one, other = (frame.sort_values("id").reset_index(drop=True) for frame in (table, read.facts[id]))
        assert one.equals(other), id


def test_a_version_is_that_of_what_is_read_and_stays(source):
    assert source.version() == source.version() == digest(source.read())


def test_a_source_waits_no_longer_than_it_is_told(source):
    source.version()
    begun = time.monotonic()
    source.wait(0.1)
    assert 0.09 < time.monotonic() - begun < 3
