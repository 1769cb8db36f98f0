"""The same checks over every dataset, and what a broken table says."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from geodata.boundaries.units import polygons
from geodata.boundaries.vintage import Vintage
from geodata.catalog import integrity, reader
from geodata.catalog.errors import DataError
from geodata.catalog.load import load
from geodata.catalog.model import FOLDER
from geodata.store.store import Store

CATALOG = load()
FILES = [dataset for dataset in CATALOG.datasets.values() if not dataset.derived]


@pytest.mark.parametrize("dataset", FILES, ids=lambda dataset: dataset.id)
def test_every_table_passes_the_checks(dataset, store):
    table = reader.table(dataset, CATALOG)
    ids = {id: set(frame["id"]) for id, frame in store.facts.items()}
    assert len(table) > 0
    assert table["id"].is_unique
    assert integrity.references(table, dataset, ids) == []
    assert integrity.places(table, dataset, polygons(Vintage.Y2021)) == []


@pytest.mark.parametrize("vintage", list(Vintage))
@pytest.mark.parametrize("id", list(CATALOG.datasets))
def test_every_dataset_has_its_declared_columns_in_both_vintages(id, vintage, store):
    table = store.get(id, vintage)
    assert set(CATALOG.datasets[id].all_columns) <= set(table)
    assert table["id"].is_unique
    if "geometry" in table:
        assert table.crs == "EPSG:4326"
        assert table["geometry"].dropna().is_valid.all()


@pytest.fixture
def broken(tmp_path: Path):
    """A copy of the facts in which one text of one table can be replaced."""
    shutil.copytree(FOLDER, tmp_path / "geodata", ignore=shutil.ignore_patterns("*.py", "__pycache__"))

    def break_it(file: str, old: str, new: str) -> DataError:
        path = tmp_path / "geodata" / "tables" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(DataError) as caught:
            Store(tmp_path / "geodata")
        return caught.value

    return break_it


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "value"),
    [
        ("tourism.csv", "105.7960", "205.7960", "lon", "205.7960"),  # a longitude out of the region
        ("tourism.csv", "105.7960", "105,7960", None, None),  # a comma too many: no table any more
        ("tourism.csv", "5A;world_heritage", "6A;world_heritage", "grade", "6A;world_heritage"),
        ("tourism.csv", "cq-wushan,", "cq-dazu,", "id", "cq-dazu"),
        ("tourism.csv", ",2018-08-07,", ",2018-13-07,", "source_date", "2018-13-07"),
        ("corridors.csv", ",operating,", ",open,", "status", "open"),
        ("eldercare.csv", ",true,", ",yes,", "cross_border", "yes"),
        ("alliance_members.csv", ",al-university,", ",al-none,", "alliance_id", "al-none"),
        (
            "hospitals.csv",
            "hospitals:health-suining-third",
            "hospitals:health-none",
            "same_as",
            "hospitals:health-none",
        ),
        ("alliance_members.csv", "104.0830,30.6303", "106.5000,29.5000", "lon, lat", "106.5, 29.5"),
        ("shared_services.csv", "https://www.ichongqing", "javascript:www.ichongqing", "source_url", "javascript"),
        ("timeline.csv", "中央财经委员会第六次会议提出推动成渝地区双城经济圈建设", "", "name_zh", ""),
    ],
)
def test_a_broken_cell_is_named_with_file_row_column_value_and_expectation(broken, file, old, new, column, value):
    error = broken(file, old, new)
    told = error.say("zh")
    assert file in told
    if column:
        problem = next(problem for problem in error.problems if problem.column == column)
        assert problem.row >= 2
        assert value in problem.value
        assert problem.expected.zh
        assert problem.expected.en
        assert f"第{problem.row}行" in told
        assert f"line {problem.row}" in error.say("en")


def test_the_row_told_is_the_line_of_the_file(broken):
    error = broken("tourism.csv", "105.7960", "205.7960")
    line = (FOLDER / "tables" / "tourism.csv").read_text(encoding="utf-8").splitlines()[error.problems[0].row - 1]
    assert "105.7960" in line


def test_a_table_with_other_columns_says_which(broken):
    error = broken("timeline.csv", "id,name_zh", "key,name_zh")
    assert "id" in error.say("en")
    assert "key" in error.say("en")


@pytest.mark.parametrize(
    ("content", "told"), [(b"\xb3\xc9\xd3\xe5", "UTF-8"), (b"", "comma-separated"), (None, "tables/")]
)
def test_a_file_that_is_no_table_says_so(tmp_path: Path, content, told):
    path = tmp_path / "x.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError, match=told):
        reader.raw(path)


def test_a_quote_without_end_is_told_and_not_read_as_one_cell(tmp_path: Path):
    path = tmp_path / "x.csv"
    path.write_text('id,name_zh\n1,"甲\n2,乙\n')
    with pytest.raises(DataError, match="quotes that close"):
        reader.raw(path)


@pytest.mark.parametrize("cut", [0, 1, 200, -40])
def test_a_table_that_is_cut_off_is_told(tmp_path: Path, cut):
    shutil.copytree(FOLDER, tmp_path / "geodata", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    path = tmp_path / "geodata" / "tables" / "corridors.csv"
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(DataError, match=r"corridors\.csv"):
        Store(tmp_path / "geodata")


@pytest.mark.parametrize("content", [b"\xb3\xc9", b"[datasets", b"", None])
def test_a_catalogue_that_is_broken_is_told(tmp_path: Path, content):
    shutil.copytree(FOLDER, tmp_path / "geodata", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    path = tmp_path / "geodata" / "catalog.toml"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    with pytest.raises(DataError, match=r"catalog\.toml"):
        Store(tmp_path / "geodata")


def test_a_byte_order_mark_is_fine(tmp_path: Path):
    path = tmp_path / "x.csv"
    path.write_bytes("\ufeffid\n甲\n".encode())
    assert reader.raw(path)["id"].tolist() == ["甲"]


def test_empty_cells_are_missing_never_zero(store):
    beds = store.facts["eldercare"]["beds"]
    assert beds.isna().sum() > 100
    assert (beds.dropna() > 0).all()
    assert pd.isna(store.facts["alliances"].loc[store.facts["alliances"]["lon"].isna(), "geometry"]).all()


@pytest.mark.parametrize(
    "dataset", [d for d in FILES if "source_title" in d.all_columns], ids=lambda dataset: dataset.id
)
def test_every_fact_names_its_source(dataset, store):
    table = store.facts[dataset.id]
    assert table["source_title"].notna().all()
    assert table["source_kind"].notna().all()
