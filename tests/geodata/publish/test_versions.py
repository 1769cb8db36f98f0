"""What is published: written whole or not at all, read as it was written, kept through updates of the software."""

import os
import random
import signal
import time

import pytest

from geodata.catalog.load import load
from geodata.publish import keeping
from geodata.publish.errors import PublishError
from geodata.sources import model
from geodata.sources.folder import Folder
from geodata.sources.model import SourceError
from geodata.sources.versions import Overlay, Version, Versions, as_json, digest, of_json
from geodata.sources.workspace import Workspace, as_csv, composed, prepare, table_rows

CATALOG = load()
DATASETS = [one for one in CATALOG.datasets.values() if one.file]
KILLS = 40


def lists(n):
    """Two tables as the n-th version has them: long enough to be caught half written."""
    return {
        name: as_csv([{"id": f"{i}", "name_zh": f"{name}{n}"} for i in range(400)], ["id", "name_zh"]) for name in "ab"
    }


def put(versions, n):
    rows = {digest(content): content for content in lists(n).values()}
    tables = {name: Overlay("replace", digest(content)) for name, content in lists(n).items()}
    keeping.write(Version(n, by="演示", made="2026-11-27T20:00:00+08:00", tables=tables), rows, versions)


def held(versions):
    current = versions.current()
    return current.number, {name: versions.rows(one) for name, one in current.tables.items()}


def test_kill_9_at_any_moment_leaves_the_old_or_the_new_version(tmp_path):
    versions, dice = prepare(tmp_path / "published"), random.Random(4711)
    put(versions, 1)
    begun = time.monotonic()
    put(versions, 2)
    took, seen = time.monotonic() - begun, set()
    for _ in range(KILLS):
        before = versions.current().number
        child = os.fork()
        if not child:
            for n in range(before + 1, before + 100):
                with keeping.alone(versions.folder):
                    put(versions, n)
            os._exit(0)
        time.sleep(dice.uniform(0, 4 * took))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        number, tables = held(versions)
        assert number >= before
        assert tables == lists(number)
        assert versions.numbers() == list(range(1, number + 1))
        seen.add(number)
        with keeping.alone(versions.folder, patience_s=1):  # nobody holds the lock any more
            put(versions, number + 1)
    assert len(seen) > KILLS // 2


def test_a_version_comes_back_from_its_file():
    one = Version(7, "2026-11-27T20:00:00+08:00", "王工", "更新", "eldercare", "replace", "a.csv", None)
    one = Version(**{**one.__dict__, "tables": {"eldercare": Overlay("replace", "ab")}, "counts": {"added": 2}})
    assert of_json(as_json(one)) == one
    newer = as_json(one).replace(b'"by"', b'"later": 1, "by"')
    assert of_json(newer) == one  # of a later software
    for broken in (b"", b"{}", b"[1]", as_json(one)[:40], as_json(one).replace(b"replace", b"delete")):
        with pytest.raises(ValueError, match=r"version|Expecting|Unterminated"):
            of_json(broken)


def test_rows_that_are_not_what_was_published_are_not_read(tmp_path):
    versions = prepare(tmp_path / "published")
    put(versions, 1)
    (path := versions.rows_path(versions.current().tables["a"].rows)).write_bytes(b"id\n1\n")
    with pytest.raises(SourceError):
        held(versions)
    path.unlink()
    with pytest.raises(SourceError):
        held(versions)


def test_a_folder_that_is_gone_is_no_empty_one(tmp_path):
    assert Versions(tmp_path / "published").numbers() == []
    with pytest.raises(SourceError):
        Versions(tmp_path / "data" / "published").numbers()


def test_extending_adds_and_updates_rows_and_leaves_the_others_to_the_source():
    base = b"id,name_zh,beds\n1,a,10\n2,b,20\n"
    rows = b"id,name_zh,beds\n2,B,25\n3,c,30\n"
    columns = ("id", "name_zh", "beds")
    assert composed(base, rows, Overlay("extend", ""), columns) == b"id,name_zh,beds\n1,a,10\n2,B,25\n3,c,30\n"
    assert composed(base, rows, Overlay("replace", ""), columns) == rows
    later = b"id,name_zh,beds\n1,a,11\n2,b,21\n"  # the source goes on
    assert composed(later, rows, Overlay("extend", ""), columns) == b"id,name_zh,beds\n1,a,11\n2,B,25\n3,c,30\n"


def test_after_an_update_new_columns_are_blank_and_dropped_ones_left_out():
    base = b"id,name_zh,floor\n1,a,2\n"
    rows = b"id,name_zh,beds\n2,B,25\n"
    assert composed(base, rows, Overlay("extend", ""), ("id", "name_zh", "floor")) == b"id,name_zh,floor\n1,a,2\n2,B,\n"


def test_what_is_published_of_a_table_that_comes_from_elsewhere_now_is_left_out(tmp_path):
    versions = prepare(tmp_path / "published")
    put(versions, 1)  # tables "a" and "b", which nobody has
    workspace = Workspace(Folder(DATASETS, CATALOG.tables, model.SHIPPED), DATASETS, versions)
    assert workspace.read() == Folder(DATASETS, CATALOG.tables, model.SHIPPED).read()


def test_a_waiting_server_wakes_when_something_is_published(tmp_path):
    versions = prepare(tmp_path / "published")
    workspace = Workspace(Folder(DATASETS, CATALOG.tables, model.SHIPPED), DATASETS, versions)
    workspace.version()
    begun = time.monotonic()
    workspace.wait(0.1)
    assert time.monotonic() - begun < 1
    put(versions, 1)
    begun = time.monotonic()
    workspace.wait(60)
    assert time.monotonic() - begun < 5


def test_two_writers_do_not_write_at_once(tmp_path):
    versions = prepare(tmp_path / "published")
    with (
        keeping.alone(versions.folder),
        pytest.raises(PublishError, match="somebody else"),
        keeping.alone(versions.folder, patience_s=0.1),
    ):
        pass


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda one: one.id)
def test_every_shipped_table_survives_its_way_through_rows(dataset):
    content = (CATALOG.tables / dataset.file).read_bytes()
    columns = [column.name for column in dataset.columns]
    assert table_rows(as_csv(table_rows(content), columns)) == table_rows(content)
