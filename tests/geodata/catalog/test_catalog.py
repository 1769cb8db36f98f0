"""The catalogue holds what it promises, and says clearly what is wrong with it."""

import shutil
from pathlib import Path

import pytest

from geodata.boundaries.vintage import Vintage
from geodata.catalog import load as catalog
from geodata.catalog.errors import DataError
from geodata.catalog.model import FOLDER
from geodata.store.store import Store, load

CATALOG = catalog.load()
DATASETS = list(CATALOG.datasets.values())


def test_every_csv_is_declared_once():
    files = [dataset.file for dataset in DATASETS if not dataset.derived]
    assert sorted(files) == sorted(path.name for path in CATALOG.tables.glob("*.csv"))


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.id)
def test_every_dataset_is_described_in_both_languages(dataset):
    for text in (dataset.title, dataset.counter, dataset.producer, dataset.method, dataset.weakness):
        assert text.zh
        assert text.en
        assert text.en.isascii() or not any("\u4e00" <= letter <= "\u9fff" for letter in text.en)


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.id)
def test_filters_facts_and_time_name_declared_columns(dataset):
    known = set(dataset.all_columns)
    assert set(dataset.filters) <= known
    assert {name for name in dataset.facts if name not in known and f"{name}_zh" not in known} == set()
    assert not dataset.time or dataset.time in known


@pytest.mark.parametrize("dataset", CATALOG.layers(), ids=lambda dataset: dataset.id)
def test_every_layer_can_be_filtered_by_crossing(dataset):
    assert "cross_border" in dataset.filters


def test_every_code_column_of_a_filter_has_a_vocabulary_or_free_values():
    for dataset in CATALOG.layers():
        for name in dataset.filters:
            column = dataset.all_columns[name]
            if column.type in ("code", "codes"):
                assert CATALOG.vocabulary(column), f"{dataset.id}.{name}"


def test_domain_colours_are_distinct_and_none_is_the_borders_red():
    colors = [domain.color for domain in CATALOG.domains.values()]
    assert len(set(colors)) == len(colors)
    assert "#b5372b" not in colors


def test_compliance_says_not_for_publication_until_there_is_a_number():
    assert not CATALOG.compliance.review_number
    assert "未送审，不得公开" in CATALOG.compliance.say("zh")
    assert "Not reviewed" in CATALOG.compliance.say("en")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('kind = "corridor"', 'kind = "corridoor"', "corridoor"),
        ('type = "lon"', 'type = "degrees"', "degrees"),
        ('domain = "tourism"', 'domain = "turism"', "turism"),
        ("[columns]", "[columns", "broken catalogue"),
    ],
)
def test_a_broken_catalogue_names_what_is_wrong(tmp_path: Path, old: str, new: str, expected: str):
    text = (FOLDER / "catalog.toml").read_text(encoding="utf-8")
    (tmp_path / "catalog.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=expected):
        catalog.load(tmp_path)


def test_a_domain_is_added_with_a_table_and_a_block(tmp_path: Path):
    shutil.copytree(FOLDER / "tables", tmp_path / "tables")
    block = """
[domains.libraries]
zh = "图书馆"
en = "Libraries"
color = "#123456"
icon = "triangle"

[datasets.libraries]
title_zh = "图书馆"
title_en = "Libraries"
domain = "libraries"
kind = "site"
pages = ["explore"]
file = "libraries.csv"
counter_zh = "座"
counter_en = "libraries"
columns = ["id", "name_zh", "name_en", "province", "city", "county", "adcode", "lon", "lat", "coord_precision",
  "cross_border", "source_title", "source_kind"]
filters = ["cross_border", "city"]
licence = "cc-by-4_0"
as_of = "2026"
producer_zh = "虚构"
producer_en = "Made up"
method_zh = "虚构"
method_en = "Made up"
weakness_zh = "虚构"
weakness_en = "Made up"
"""
    text = (FOLDER / "catalog.toml").read_text(encoding="utf-8")
    (tmp_path / "catalog.toml").write_text(text + block, encoding="utf-8")
    (tmp_path / "tables" / "libraries.csv").write_text(
        "id,name_zh,name_en,province,city,county,adcode,lon,lat,coord_precision,cross_border,source_title,source_kind\n"
        "l1,甲图书馆,First Library,重庆市,重庆市,潼南区,500152,105.8401,30.191,county,true,虚构,none\n",
        encoding="utf-8",
    )
    added = Store(tmp_path)
    assert added.get("libraries")["side"].tolist() == ["chongqing"]
    assert [dataset.id for dataset in added.catalog.layers()][-1] == "libraries"
    assert added.get("libraries")["cross_border"].tolist() == [True]  # made a tie with the whole other side
    assert "libraries" in added.at(Vintage.TODAY).around().domains
    assert added.version != load().version
