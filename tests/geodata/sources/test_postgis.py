"""Tables of a database: from commit to what is served, what is refused by name, and what happens while it is away."""

import threading

import pytest

from geodata.catalog.errors import DataError
from geodata.catalog.load import load as catalogue
from geodata.configuration import Configuration, ConfigurationError
from geodata.sources import configured as configuring
from geodata.sources.combined import Combined
from geodata.sources.last_good import LastGood
from geodata.store import live, store
from geodata.store.live import Live

postgis = pytest.importorskip("geodata.sources.postgis", reason="psycopg is not installed (requirements-postgis.txt)")

DATASETS = [one for one in catalogue().datasets.values() if not one.derived]
RENAME = "UPDATE chengyu.hospitals SET name_zh = '{}' WHERE id = 'health-cqmu-first'"


@pytest.fixture
def source(full):
    made = postgis.Postgis(DATASETS, full.address(), "chengyu")
    yield made
    made.close()


@pytest.fixture
def following(source, tmp_path, monkeypatch):
    """The database, followed, and read once."""
    monkeypatch.setattr(store._Present, "store", None)
    made = Live(Combined([(source, DATASETS)]), LastGood(tmp_path / "kept", DATASETS))
    monkeypatch.setattr(live._Watched, "live", made)
    store.put(made.first())
    return made


def name() -> str:
    hospitals = store.load().get("hospitals").set_index("id")
    return str(hospitals["name_zh"]["health-cqmu-first"])


def test_a_commit_is_served(full, following):
    version = store.load().version
    assert following.status.trouble is None
    assert not following.look(store.put)
    full.say(RENAME.format("在库里改过名的医院"))
    assert following.look(store.put)
    assert name() == "在库里改过名的医院"
    assert store.load().version != version


def test_what_is_not_committed_is_not_seen_and_a_late_commit_is(full, source):
    """A transaction that began first and commits last: what is newest by number is not what came last."""
    before = source.version()
    with full.connect() as late, full.connect() as early:
        late.autocommit = False
        late.execute(RENAME.format("晚提交"))
        assert source.version() == before
        early.execute(
            "UPDATE chengyu.education SET name_en = 'Early' WHERE id = (SELECT min(id) FROM chengyu.education)"
        )
        seen = source.version()
        assert seen != before
        late.commit()
        assert source.version() != seen


def test_a_notification_wakes_who_waits(full, source):
    source.version()
    woken = threading.Event()

    def waits() -> None:
        source.wait(60)
        woken.set()

    waiting = threading.Thread(target=waits, daemon=True)
    waiting.start()
    full.say(RENAME.format("通知"))
    assert woken.wait(10)


def test_a_renamed_column_is_refused_and_told_and_what_was_good_stays(full, following):
    version = store.load().version
    full.say("ALTER TABLE chengyu.hospitals RENAME COLUMN name_zh TO title")
    assert not following.look(store.put)
    assert store.load().version == version
    told = [problem.say("zh") for problem in following.status.problems]
    assert len(told) == 1
    assert told[0].startswith("chengyu.hospitals · header")
    assert "缺：['name_zh']；多：['title']" in told[0]
    full.say("ALTER TABLE chengyu.hospitals RENAME COLUMN title TO name_zh")
    assert not following.look(store.put)
    assert following.status.trouble is None


def test_columns_of_the_databases_own_are_left_alone(full, source):
    version = source.version()
    full.say("ALTER TABLE chengyu.hospitals ADD COLUMN edited_by text DEFAULT 'somebody'")
    assert source.version() == version


@pytest.mark.parametrize("how", ["DROP TABLE chengyu.towns", "REVOKE SELECT ON chengyu.towns FROM chengyu_reader"])
def test_a_table_that_is_not_there_or_may_not_be_read_is_told(how, full, source):
    full.say(how)
    with pytest.raises(DataError) as raised:
        source.read()
    assert [problem.file for problem in raised.value.problems] == ["chengyu.towns"]


def test_a_broken_row_is_told_by_its_table_and_id(full, following):
    full.say("UPDATE chengyu.hospitals SET lon = 205 WHERE id = 'health-cqmu-first'")
    assert not following.look(store.put)
    assert [problem.say("zh") for problem in following.status.problems] == [
        "chengyu.hospitals「health-cqmu-first」一行「lon」列：“205”，应为97 至 111.5 之间的数"
    ]
    assert "row health-cqmu-first" in following.status.problems[0].say("en")
    full.say("UPDATE chengyu.hospitals SET lon = 106.509 WHERE id = 'health-cqmu-first'")
    following.look(store.put)
    assert following.status.trouble is None


def test_a_database_that_is_killed_leaves_what_was_read_and_is_followed_again(full, following, tmp_path, monkeypatch):
    version = store.load().version
    full.kill()
    try:
        assert not following.look(store.put)
        assert "数据库连不上" in following.status.say("zh")
        assert store.load().version == version
        again = Live(
            Combined([(postgis.Postgis(DATASETS, full.address(), "chengyu"), DATASETS)]),
            LastGood(tmp_path / "kept", DATASETS),
        )
        monkeypatch.setattr(store._Present, "store", None)
        assert again.first().version == version  # a start without the database
        assert "数据库连不上" in again.status.say("zh")
    finally:
        full.start()
    store.put(again.first())
    full.say(RENAME.format("重启之后"))
    assert following.look(store.put)
    assert following.status.trouble is None
    assert name() == "重启之后"


def test_a_database_that_does_not_answer_in_time_is_told(full, source, monkeypatch):
    monkeypatch.setitem(postgis._CONNECTION, "options", "-c statement_timeout=100")
    with full.connect() as other:
        other.autocommit = False
        other.execute("LOCK TABLE chengyu.hospitals")
        with pytest.raises(postgis.SourceError, match="in time"):
            source.read()


def test_only_reading_is_asked_of_the_database(source):
    import psycopg

    with pytest.raises(postgis.SourceError) as raised, source._reaching() as connection:
        connection.execute("DELETE FROM chengyu.hospitals")
    assert isinstance(raised.value.__cause__, psycopg.errors.ReadOnlySqlTransaction)


def test_what_is_configured_is_what_is_read(full, tmp_path, monkeypatch):
    made = Configuration(sources=configuring.Sources(tables={"hospitals": "postgis"}, kept=str(tmp_path), poll_s=1))
    monkeypatch.setattr(configuring, "configuration", lambda: made)
    monkeypatch.setenv(configuring.ADDRESS, full.address())
    full.say(RENAME.format("只有这张表来自数据库"))
    source, _, poll_s = configuring.configured()
    tables = source.read()
    assert poll_s == 1
    assert "只有这张表来自数据库" in tables["hospitals"].decode()
    assert tables["education"] == (catalogue().tables / "education.csv").read_bytes()
    assert source.place("hospitals", 2, tables)[0] == "chengyu.hospitals"
    assert source.place("education", 2, tables) == ("education.csv", "")


@pytest.mark.parametrize(
    ("tables", "address", "told"),
    [({"hospital": "postgis"}, "host=x", "hospital"), ({"hospitals": "postgis"}, "pass word", "CHENGYU_POSTGIS")],
)
def test_settings_that_lead_nowhere_are_refused_and_no_password_is_told(tables, address, told, monkeypatch):
    made = Configuration(sources=configuring.Sources(tables=tables, postgis=address))
    monkeypatch.setattr(configuring, "configuration", lambda: made)
    monkeypatch.delenv(configuring.ADDRESS, raising=False)
    with pytest.raises(ConfigurationError, match=told) as raised:
        configuring.configured()
    assert "pass word" not in str(raised.value)
