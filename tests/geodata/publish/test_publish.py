"""Publishing as a maintainer does it on the server: what is refused, previewed, kept, gone back to, picked up."""

import csv
import io
import json

import pytest

from geodata import configuration
from geodata.publish import __main__ as command
from geodata.publish import keeping, proposal, trial
from geodata.publish.__main__ import main
from geodata.publish.errors import PublishError
from geodata.publish.given import of_table
from geodata.sources.configured import configured, publishable
from geodata.sources.workspace import published, table_rows
from geodata.store import live, releases
from geodata.store import store as stores
from geodata.store.kept import forget
from geodata.store.live import Live
from geodata.store.store import load

SHIPPED = load()
ELDERCARE = SHIPPED.catalog.datasets["eldercare"]
ROWS = table_rows((SHIPPED.catalog.tables / "eldercare.csv").read_bytes())


@pytest.fixture(autouse=True)
def apart(monkeypatch):
    """What these tests put in the present store's place is gone after each."""
    monkeypatch.setattr(stores._Present, "store", SHIPPED)
    monkeypatch.setattr(live._Watched, "live", None)
    yield
    forget()


def csv_of(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def changed(**first):
    """The shipped table with one row changed, one fewer and one that is new."""
    rows = [dict(row) for row in ROWS]
    rows[0] |= {"beds": "88"} | first
    gone = next(n for n, row in enumerate(rows) if n > 1 and row["cross_border"] == "false")
    del rows[gone]
    return [*rows, {**rows[1], "id": "", "name_zh": "演示养老院", "name_en": "Demonstration Home", "same_as": ""}]


def proposed(versions, rows, way="replace", before=SHIPPED):
    return proposal.of_rows(of_table(csv_of(rows), "名单.csv", ELDERCARE), "eldercare", way, {}, versions, before)


def full(*_):
    raise OSError(28, "No space left on device")


def test_a_list_is_published_picked_up_and_taken_back(versions, monkeypatch):
    found = proposed(versions, changed())
    assert (found.version.counts, found.said[0].zh) == (
        {"added": 1, "removed": 1, "changed": 1},
        f"{len(ROWS)}行：{len(ROWS) - 1}行表里已有，1行新增",
    )
    assert found.changes.tables["eldercare"].changed[0].cells == {"beds": (ROWS[0]["beds"], "88")}
    with pytest.raises(PublishError, match="must be said"):
        keeping.publish(found, " \n", "", versions)
    with monkeypatch.context() as patched:
        patched.setattr(keeping.whole_file, "write", full)
        with pytest.raises(PublishError, match="disk is full"):
            keeping.publish(found, "王", "", versions)
    assert versions.numbers() == []  # a preview writes nothing, and what fails neither
    server = Live(*configured())
    stores.put(server.first())
    assert stores.load().version == SHIPPED.version
    assert not server.look(stores.put)
    done = keeping.publish(found, "wang@example.cn", "演示", versions)
    assert server.look(stores.put)
    assert stores.load().version == done.data_version == found.changes.until.version
    assert stores.load().facts["eldercare"]["beds"].iloc[0] == 88
    assert server.status.say("zh") == ""
    # A briefing made before can be held against it, and one made with it against what comes later.
    assert list(releases.known())[-1] == done.data_version
    told = releases.compare(releases.known()[SHIPPED.version], releases.now(stores.load()))
    assert told.tables == found.changes.tables
    # The same rows once more are no version; somebody else's preview is not good any more.
    with pytest.raises(PublishError, match="nothing would change"):
        proposed(versions, changed(), before=stores.load())
    with pytest.raises(PublishError, match="meanwhile"):
        keeping.publish(found, "li@example.cn", "", versions)
    back = keeping.publish(proposal.back(None, versions, stores.load()), "li@example.cn", "", versions)
    assert server.look(stores.put)
    assert stores.load().version == back.data_version == SHIPPED.version
    with pytest.raises(PublishError, match="no version before"):
        proposal.back(None, versions, stores.load())
    again = proposal.back(1, versions, stores.load())
    assert again.changes.tables == found.changes.tables
    assert [one.by for one in versions.latest(9)] == ["li@example.cn", "wang@example.cn"]


def test_extending_twice_keeps_both_and_new_rows_of_the_same_name_their_ids(versions):
    new = {**ROWS[0], "id": "", "name_zh": "演示养老院", "name_en": "Demonstration Home", "same_as": "", "beds": "10"}
    first = keeping.publish(proposed(versions, [new], "extend"), "王", "", versions)
    id = table_rows(versions.rows(first.tables["eldercare"]))[0]["id"]
    other = {**new, "name_zh": "又一演示院", "name_en": "Another Home"}
    second = keeping.publish(proposed(versions, [{**new, "beds": "20"}, other], "extend"), "王", "", versions)
    rows = table_rows(versions.rows(second.tables["eldercare"]))
    assert [(row["id"] == id, row["beds"]) for row in rows] == [(True, "20"), (False, "10")]
    assert second.tables["eldercare"].way == "extend"
    assert len(table_rows(proposal.read(versions)["eldercare"])) == len(ROWS) + 2


def test_what_other_tables_refer_to_cannot_be_left_out(versions):
    alliances = SHIPPED.catalog.datasets["alliances"]
    rows = table_rows((SHIPPED.catalog.tables / alliances.file).read_bytes())[1:]
    with pytest.raises(PublishError) as told:
        proposal.of_rows(of_table(csv_of(rows), "a.csv", alliances), "alliances", "replace", {}, versions, SHIPPED)
    assert "alliance_members.csv" in told.value.problems[0].column
    assert not told.value.problems[0].row


def test_a_point_outside_its_county_is_told_by_the_row_of_the_file(versions):
    rows = [dict(row) for row in ROWS]
    rows[3] |= {"lon": "104.0665", "lat": "30.5728"}
    with pytest.raises(PublishError) as told:
        proposed(versions, rows)
    assert [one.row for one in told.value.problems] == [5]


def test_what_does_not_fit_any_more_is_refused_and_the_shipped_tables_are_shown(versions):
    """As after an update of the software whose catalogue knows other codes."""
    rows = [{**row, "category": "hostel"} for row in ROWS]
    content = csv_of(rows)
    overlay = proposal.Overlay("replace", proposal.rows_digest(content))
    keeping.write(proposal.Version(1, tables={"eldercare": overlay}), {overlay.rows: content}, versions)
    server = Live(*configured())
    assert server.first().version == SHIPPED.version
    assert "有误" in server.status.say("zh")
    assert server.status.problems[0].key == ROWS[0]["id"]
    assert main(["--check"]) == 1


def test_tables_that_come_from_elsewhere_are_not_published(versions, tmp_path):
    assert {one.id for one in publishable()} == set(SHIPPED.facts)
    settings = tmp_path / "own.toml"
    settings.write_text(f'{settings.read_text()}[sources]\nfolder = "x"\ntables = {{ eldercare = "folder" }}\n')
    configuration.configuration.cache_clear()
    assert "eldercare" not in {one.id for one in publishable()}
    with pytest.raises(PublishError, match="cannot be published"):
        proposed(versions, changed())


def test_the_command_publishes_previews_lists_and_goes_back(versions, tmp_path, capsys, monkeypatch):
    (path := tmp_path / "名单.csv").write_bytes(csv_of(changed()))
    assert main([str(path), "--as", "eldercare", "--by", "王工", "--why", "月度更新"]) == 0
    assert "1 row added, 1 removed, 1 changed" in capsys.readouterr().out
    # From here on it takes over from the shipped store what is the same, and is made once.
    now = trial.made(proposal.read(versions), SHIPPED)
    monkeypatch.setattr(command, "_now", lambda _: now)
    assert main(["--undo", "--preview"]) == 0
    assert versions.numbers() == [1]
    assert main(["--undo", "--by", "王工"]) == 0
    capsys.readouterr()
    assert main(["--list"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line[:6] for line in told] == ["*    2", "     1"]
    assert "月度更新" in told[1]
    assert json.loads(published().path(1).read_bytes())["by"] == "王工"


def test_the_command_says_which_cells_to_mend_and_what_is_missing(versions, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(command, "_now", lambda _: (SHIPPED, releases.now(SHIPPED)))
    (path := tmp_path / "名单.csv").write_text("name_zh,beds\n演示养老院,许多\n", encoding="utf-8")
    assert main([str(path), "--as", "eldercare", "--by", "王工"]) == 1
    told = capsys.readouterr().err
    assert "第2行「beds」：“许多”，应为整数" in told
    assert "--set category=…" in told
    assert main([str(path), "--as", "nothing", "--by", "王工"]) == 1
    assert main(["--undo", "--by", "王工"]) == 1
    assert versions.numbers() == []


def test_the_command_takes_what_the_page_takes(versions, tmp_path, capsys, monkeypatch):
    """A bureau's file, through the intake in its own process: what it lacks is given for all rows."""
    monkeypatch.setattr(command, "_now", lambda _: (SHIPPED, releases.now(SHIPPED)))
    lines = [
        "全市养老机构（演示数据）,,",
        "机构名称,区县,床位（张）",
        f"{ROWS[0]['name_zh']},大足区,888",
        "演示养老院,渝中区,20",
    ]
    (path := tmp_path / "名单.csv").write_bytes("\r\n".join(lines).encode("gb18030"))
    given = {"category": "养老机构", "cross_border": "否", "source_title": "演示名单", "source_kind": "官方"}
    sets = [part for name, value in given.items() for part in ("--set", f"{name}={value}")]
    assert main([str(path), "--as", "eldercare", "--extend", "--by", "王工", *sets]) == 0
    first, second = table_rows(versions.rows(versions.current().tables["eldercare"]))
    assert (first["id"], first["beds"], first["coord_precision"]) == (ROWS[0]["id"], "888", "town")
    assert (second["county"], second["coord_precision"], second["name_en"]) == (
        "渝中区",
        "county",
        "Yan Shi Yang Lao Yuan",
    )
    assert "2行：1行表里已有，1行新增" in capsys.readouterr().out


def test_a_table_without_any_date_and_one_that_breaks_a_page(versions, monkeypatch):
    bare = [{**row, "opened": ""} for row in ROWS[1:3]]
    found = proposed(versions, bare)
    assert found.version.counts["removed"] == len(ROWS) - 2  # pages are told of it all the same

    def breaks(*_):
        raise TypeError("as years of a table that has none")

    monkeypatch.setattr(trial, "told", breaks)
    with pytest.raises(PublishError, match="a page cannot show such data"):
        proposed(versions, changed())
