"""What changed between two versions of the data, and that what is here now was released."""

import pytest

from geodata.store import releases
from geodata.store.releases import Changed, Release, TableChanges

OLD = Release(
    "a",
    "2026-01-01",
    {"ties": 3, "gaps": 7},
    {
        "sites": {
            "s1": {"id": "s1", "name_zh": "甲", "name_en": "A", "beds": "10"},
            "s2": {"id": "s2", "name_zh": "乙", "name_en": "B", "worn": "x"},
        },
        "gone": {"g": {"id": "g", "name_zh": "旧", "name_en": "Old"}},
        "same": {"x": {"id": "x", "name_zh": "同", "name_en": "Same"}},
    },
)
NEW = Release(
    "b",
    "2026-02-01",
    {"ties": 5, "sites": 2},
    {
        "sites": {
            "s1": {"id": "s1", "name_zh": "甲", "name_en": "A", "beds": "12", "checked": "2026-01"},
            "s3": {"id": "s3", "name_zh": "丙", "name_en": "C"},
        },
        "same": {"x": {"id": "x", "name_zh": "同", "name_en": "Same"}},
    },
)


def test_rows_cells_and_columns_that_changed_are_told():
    found = releases.compare(OLD, NEW)
    assert found.tables["sites"] == TableChanges(
        added={"s3": {"name_zh": "丙", "name_en": "C"}},
        removed={"s2": {"name_zh": "乙", "name_en": "B"}},
        changed=(Changed("s1", {"name_zh": "甲", "name_en": "A"}, {"beds": ("10", "12")}),),
        columns_added=("checked",),
        columns_removed=("worn",),
    )
    assert found.tables["gone"].removed == {"g": {"name_zh": "旧", "name_en": "Old"}}
    assert "same" not in found.tables
    assert found.headlines == {"ties": (3, 5), "sites": (None, 2), "gaps": (7, None)}


def test_a_cell_that_was_blank_or_is_now_is_a_change():
    blank = OLD._replace(tables={"t": {"1": {"id": "1", "a": "x"}, "2": {"id": "2"}}})
    moved = OLD._replace(tables={"t": {"1": {"id": "1"}, "2": {"id": "2", "a": "y"}}})
    found = releases.compare(blank, moved).tables["t"]
    assert [one.cells for one in found.changed] == [{"a": ("x", "")}, {"a": ("", "y")}]


def test_nothing_changed_against_itself(store):
    assert releases.compare(OLD, OLD).tables == {}
    now = releases.now(store)
    assert releases.compare(now, now).tables == {}


def test_a_release_comes_back_from_its_manifest(tmp_path):
    releases.write(NEW, tmp_path)
    releases.write(OLD, tmp_path)
    assert list(releases.known(tmp_path).items()) == [("a", OLD), ("b", NEW)]
    assert releases.write(OLD._replace(date=NEW.date), tmp_path).stat().st_size < 1000  # of one day, the last


def test_the_data_that_are_shipped_were_released(store):
    """When this fails, facts have changed since: ``make release-data``."""
    known = releases.known()
    assert list(known)[-1] == store.version
    assert known[store.version] == releases.of(store, known[store.version].date)


@pytest.mark.parametrize("version", releases.known())
def test_every_release_can_be_held_against_now(store, version):
    found = releases.compare(releases.known()[version], releases.now(store))
    assert bool(found.tables) == (version != store.version)
    assert found.headlines["ties"][1] == len(store.get("ties").query("status == 'operating'"))


def test_a_release_that_is_cut_off_is_left_out_and_logged(tmp_path, caplog):
    whole = releases.write(OLD, tmp_path)
    cut = releases.write(NEW, tmp_path)
    cut.write_bytes(cut.read_bytes()[:50])
    (tmp_path / "2026-03-01.json.xz").write_bytes(b"")
    assert list(releases.known(tmp_path)) == ["a"]
    assert str(cut) in caplog.text
    assert str(whole) not in caplog.text
