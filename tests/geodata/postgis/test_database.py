"""The database of the planners: it gives back what is shipped, refuses what the app would refuse, tells of changes."""

import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from deploy.postgis import load, schema, server
from geodata.catalog import reader
from geodata.catalog.load import load as read_catalog
from geodata.text import Text
from tests.geodata.postgis.conftest import read

DEPLOY = Path(schema.__file__).parents[1]
CATALOG = read_catalog()
DATASETS = schema.tables(CATALOG)
SITE = "elder-dazu-wangu-disabled-care"


def shipped(dataset):
    table = reader.raw(CATALOG.tables / dataset.file)
    rows = sorted(table.itertuples(index=False, name=None), key=lambda row: row[list(table.columns).index("id")])
    return [list(table.columns), *map(list, rows)]


def one(connection, query, *values):
    return connection.execute(query, values).fetchone()


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.id)
def test_a_table_comes_back_cell_for_cell(connection, dataset):
    assert read(connection, dataset) == shipped(dataset)


def test_there_is_one_table_for_each_that_is_shipped(connection):
    names = connection.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'chengyu'")
    assert {name for (name,) in names} == {path.stem for path in CATALOG.tables.glob("*.csv")}


def test_every_table_and_column_says_what_it_is_in_both_languages(connection):
    told = connection.execute(
        "SELECT c.relname, a.attname, col_description(c.oid, a.attnum) FROM pg_class c JOIN pg_attribute a"
        " ON a.attrelid = c.oid AND a.attnum > 0 WHERE c.relnamespace = 'chengyu'::regnamespace AND c.relkind = 'r'"
    ).fetchall()
    said = {(table, column): comment or "" for table, column, comment in told if column != "geom"}
    for dataset in DATASETS:
        title = one(connection, "SELECT obj_description(%s::regclass)", f"chengyu.{dataset.id}")[0]
        assert dataset.title.zh in title
        assert dataset.weakness.en in title
        for column in dataset.columns:
            assert column.label.zh in said[dataset.id, column.name]
            assert column.label.en in said[dataset.id, column.name]


@pytest.mark.parametrize(
    ("change", "values", "refused"),
    [
        ("UPDATE chengyu.eldercare SET adcode = %s", ["50011"], psycopg.errors.CheckViolation),
        ("UPDATE chengyu.eldercare SET adcode = %s", ["５００１１１"], psycopg.errors.CheckViolation),
        ("UPDATE chengyu.eldercare SET category = %s", ["hotel"], psycopg.errors.CheckViolation),
        ("UPDATE chengyu.eldercare SET level = %s", ["national;best"], psycopg.errors.CheckViolation),
        ("UPDATE chengyu.eldercare SET opened = %s", ["2024-13"], psycopg.errors.CheckViolation),
        ("UPDATE chengyu.eldercare SET phone = %s", ["13912345678"], psycopg.errors.CheckViolation),
        ("UPDATE chengyu.eldercare SET source_url = %s", ["javascript:alert(1)"], psycopg.errors.CheckViolation),
        ("UPDATE chengyu.eldercare SET lon = %s", ["120.1"], psycopg.errors.CheckViolation),
        ("UPDATE chengyu.eldercare SET name_zh = %s", [""], psycopg.errors.NotNullViolation),
        ("UPDATE chengyu.eldercare SET lat = %s", [None], psycopg.errors.IntegrityError),
        ("UPDATE chengyu.alliance_members SET alliance_id = %s", ["none"], psycopg.errors.ForeignKeyViolation),
        ("UPDATE chengyu.city_stats SET population = %s", [-1], psycopg.errors.CheckViolation),
        ("UPDATE chengyu.city_stats SET gdp_year = %s", [202], psycopg.errors.CheckViolation),
        ("UPDATE chengyu.eldercare SET id = %s", ["same"], psycopg.errors.UniqueViolation),
        ("UPDATE chengyu.alliances SET lon = %s", [None], psycopg.errors.CheckViolation),
    ],
)
def test_what_the_app_would_refuse_is_refused_at_once(connection, change, values, refused):
    with pytest.raises(refused):
        connection.execute(change, values)


def test_an_empty_text_is_nothing(connection):
    emptied = "SET note_zh = '', phone = '', opened = ''"
    change = f"UPDATE chengyu.eldercare {emptied} WHERE id = %s RETURNING note_zh, phone, opened"
    assert one(connection, change, SITE) == (None, None, None)


def test_a_moved_point_rewrites_its_numbers_as_fine_as_the_tables_are(connection):
    point = "ST_SetSRID(ST_MakePoint(105.93512345, 29.7), 4490)"
    told = "lon::text, lat::text, ST_X(geom), ST_Y(geom)"
    change = f"UPDATE chengyu.eldercare SET geom = {point} WHERE id = %s RETURNING {told}"  # noqa: S608 - our own words
    assert one(connection, change, SITE) == ("105.9351", "29.7000", 105.9351, 29.7)


def test_changed_numbers_move_the_point(connection):
    change = "UPDATE chengyu.eldercare SET lon = 106.5 WHERE id = %s RETURNING ST_X(geom), ST_Y(geom), ST_SRID(geom)"
    assert one(connection, change, SITE) == (106.5, 29.6824, 4490)
    change = "UPDATE chengyu.alliances SET lon = NULL, lat = NULL RETURNING geom"
    assert one(connection, change) == (None,)


def test_numbers_that_only_lost_their_zeros_keep_their_spelling(connection):
    row = "elder-dazu-bayue-xihu"
    assert one(connection, "SELECT lon::text FROM chengyu.eldercare WHERE id = %s", row) == ("105.7850",)
    change = "UPDATE chengyu.eldercare SET lon = 105.785, note_en = 'x' WHERE id = %s RETURNING lon::text"
    assert one(connection, change, row) == ("105.7850",)


def test_every_point_lies_where_its_numbers_say(connection):
    for dataset in filter(schema.placed, DATASETS):
        apart = "lon IS DISTINCT FROM ST_X(geom)::numeric OR lat IS DISTINCT FROM ST_Y(geom)::numeric"
        count = f"SELECT count(*) FROM chengyu.{dataset.id} WHERE {apart}"  # noqa: S608 - names of the catalogue
        assert one(connection, count) == (0,)


def test_who_listens_is_told_once_for_each_transaction(database):
    with server.connect(database) as listens, server.connect(database, schema.EDITOR) as edits:
        listens.execute("LISTEN chengyu")
        with edits.transaction():
            edits.execute("UPDATE chengyu.eldercare SET beds = beds WHERE id = %s", (SITE,))
            edits.execute("UPDATE chengyu.tourism SET name_zh = name_zh WHERE id = 'cq-dazu'")
        assert [told.channel for told in listens.notifies(timeout=1)] == ["chengyu"]


def test_a_reader_reads_and_an_editor_edits_rows_alone(database):
    forbidden = psycopg.errors.InsufficientPrivilege
    with server.connect(database, schema.READER) as reads:
        assert one(reads, "SELECT count(*) FROM chengyu.eldercare") == (196,)
        with pytest.raises(forbidden):
            reads.execute("UPDATE chengyu.eldercare SET beds = 1")
    with server.connect(database, schema.EDITOR) as edits:
        with edits.transaction(force_rollback=True):
            edits.execute("DELETE FROM chengyu.eldercare WHERE id = %s", (SITE,))
        for statement in ("TRUNCATE chengyu.towns", "DROP TABLE chengyu.towns", "CREATE TABLE chengyu.x (a int)"):
            with pytest.raises(forbidden):
                edits.execute(statement)


def test_loading_again_keeps_what_was_edited_and_replacing_does_not(database):
    beds = "SELECT beds FROM chengyu.eldercare WHERE id = %s"
    with server.connect(database) as connection:
        connection.execute("UPDATE chengyu.eldercare SET beds = 77 WHERE id = %s", (SITE,))
        assert not load.load(connection, CATALOG)
        assert one(connection, beds, SITE) == (77,)
        assert load.load(connection, CATALOG, replace=True)
        assert one(connection, beds, SITE) == (None,)


def test_a_catalogue_that_means_harm_is_quoted(connection):
    words = "x'); DROP SCHEMA chengyu CASCADE; --\\ \" $$ %s"
    harmful = replace(CATALOG.datasets["timeline"], title=Text(words, words), weakness=Text(words, words))
    catalog = replace(CATALOG, datasets={"timeline": harmful, 'a"; --': replace(harmful, id='a"; --')})
    connection.execute("DROP SCHEMA chengyu CASCADE")
    for statement in schema.statements(catalog):
        connection.execute(statement)
    assert words in one(connection, "SELECT obj_description('chengyu.timeline'::regclass)")[0]
    assert one(connection, 'SELECT count(*) FROM chengyu."a""; --"') == (0,)


def test_the_same_as_one_file_for_psql(database, tmp_path):
    psql = server.programs() / "psql"
    script = tmp_path / "chengyu.sql"
    script.write_text("".join(load.script(CATALOG)), encoding="utf-8")
    with server.connect(database) as connection:
        connection.execute("CREATE DATABASE other")
    run = [psql, "--quiet", f"--file={script}", database.dsn(server.ADMIN, "other")]
    assert subprocess.run(run, check=False, capture_output=True, text=True).stderr == ""
    with server.connect(database, database="other") as connection:
        for dataset in DATASETS:
            assert read(connection, dataset) == shipped(dataset)
    assert "already exists" in subprocess.run(run, check=False, capture_output=True, text=True).stderr


def test_the_container_stays_on_loopback_and_finds_its_files():
    compose = DEPLOY / "compose.postgis.yaml"
    told = compose.read_text(encoding="utf-8")
    assert re.findall(r'- "(\S+):\d+:\d+"', told) == ["127.0.0.1"]
    mounted = re.findall(r"- (\.\S*):/docker-entrypoint", told)
    makefile = (DEPLOY.parent / "Makefile").read_text(encoding="utf-8")
    for path in mounted:
        made = path.removeprefix("../") in makefile
        assert made or (DEPLOY / path).is_file(), path
    assert len(mounted) == 2


def test_the_accounts_of_the_container_log_in_with_its_secrets(database, tmp_path):
    for who in ("reader", "editor"):
        (tmp_path / who).write_text('it\'s "new"\n', encoding="utf-8")
    script = (DEPLOY / "postgis" / "accounts.sh").read_text(encoding="utf-8").replace("/run/secrets", str(tmp_path))
    passwords = {line.split(":")[3]: line.split(":")[4] for line in database.passwords.read_text().splitlines()}
    there = {"PGHOST": server.HOST, "PGPORT": str(database.port), "PGPASSFILE": str(database.passwords)}
    there |= {"POSTGRES_USER": server.ADMIN, "POSTGRES_DB": server.DATABASE}
    there["PATH"] = f"{server.programs()}:{os.environ['PATH']}"
    subprocess.run(["sh", "-c", script], check=True, env=os.environ | there)
    try:
        plain = f"host={server.HOST} port={database.port} dbname={server.DATABASE}"
        psycopg.connect(plain, user=schema.EDITOR, password='it\'s "new"').close()  # noqa: S106 - of this test
    finally:
        with server.connect(database) as connection:
            for role in (schema.READER, schema.EDITOR):
                how = sql.SQL("ALTER ROLE {} PASSWORD {}")
                connection.execute(how.format(sql.Identifier(role), sql.Literal(passwords[role])))
