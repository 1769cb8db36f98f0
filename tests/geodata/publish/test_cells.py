"""Cells as people write them, and what a table has for them."""

from datetime import date, datetime

import pytest

from geodata.catalog.load import load
from geodata.publish.cells import key, written

CATALOG = load()
ELDERCARE = CATALOG.datasets["eldercare"].all_columns


@pytest.mark.parametrize(
    ("column", "cell", "text"),
    [
        ("beds", "1,200", "1200"),
        ("beds", "１２０", "120"),
        ("beds", 120.0, "120"),
        ("beds", "80.0", "80"),
        ("beds", "约80", "约80"),  # no number is made of it: the checks tell it
        ("category", "养老机构", "nursing_home"),
        ("category", "Nursing home", "nursing_home"),
        ("category", "nursing_home", "nursing_home"),
        ("category", "旅馆", "旅馆"),
        ("level", "五星、国家级", "star_5;national"),
        ("cross_border", "是", "true"),
        ("cross_border", False, "false"),
        ("opened", "2024年5月", "2024-05"),
        ("opened", "2024/5/1", "2024-05-01"),
        ("opened", datetime(2024, 5, 1), "2024-05-01"),
        ("opened", date(2024, 5, 1), "2024-05-01"),
        ("opened", "2024.13", "2024-13"),  # refused by the checks, not repaired
        ("adcode", "500112.0", "500112"),
        ("phone", "023-61234567，12345", "023-61234567;12345"),
        ("lon", "105.7850", "105.7850"),  # as it was spelt
        ("name_zh", " 一\u2028二\n三 ", "一 二 三"),
        ("beds", None, ""),
        ("beds", float("nan"), ""),
    ],
)
def test_a_cell_becomes_what_the_table_has_for_it(column, cell, text):
    declared = ELDERCARE[column]
    assert written(cell, declared, CATALOG.vocabulary(declared)) == text


def test_headings_are_found_whatever_their_width_case_and_unit():
    assert key("床位（张）") == key("床位") == key(" 床 位 ")
    assert key("Chinese name") == key("chinese_NAME")


@pytest.mark.parametrize("dataset", [one for one in CATALOG.datasets.values() if one.file], ids=lambda one: one.id)
def test_every_cell_of_the_shipped_tables_stays_as_it_is(dataset, store):
    table = store.facts[dataset.id]
    for column in dataset.columns:
        if column.type in ("text", "integer", "number", "bool", "lon", "lat", "year"):
            continue  # typed by the reader, or of any form
        allowed = CATALOG.vocabulary(column)
        for cell in table[column.name].dropna().unique():
            assert written(cell, column, allowed, own=True) == cell, column.name
