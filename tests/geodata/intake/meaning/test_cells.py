"""Cells as people write them, kind by kind."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from geodata.intake.meaning import cells, codes, coordinates, dates, numbers
from tests.geodata.intake.meaning.given import column


def listed(values: pd.Series) -> list:
    return [None if pd.isna(value) else value for value in values]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1,200", 1200),
        ("１，２００", 1200),
        ("3.5万", 35000),
        ("1.2亿", 1.2e8),
        ("58张", 58),
        ("¥1,200.50", 1200.5),
        ("-3", -3),
        ("1.2e3", 1200),
        ("无", None),
        ("—", None),
        ("", None),
        (None, None),
        (5, 5),
        (5.5, 5.5),
    ],
)
def test_a_number_is_read(cell, expected):
    found = numbers.read(column(cell))
    assert listed(found.values) == [expected]
    assert not found.bad.any()


@pytest.mark.parametrize(
    "cell", ["约120", "100-150", "1,2,3", "1.2.3", "12 34", "一百", "#REF!", "12;13", True, "∞", "1e999"]
)
def test_what_is_no_number_is_told(cell):
    found = numbers.read(column(cell))
    assert listed(found.values) == [None]
    assert found.bad.all()


def test_a_comma_is_a_decimal_point_where_some_number_can_be_read_in_no_other_way():
    assert listed(numbers.read(column("12,5", "1,234")).values) == [12.5, 1.234]
    assert listed(numbers.read(column("12,500", "1,234")).values) == [12500, 1234]
    assert listed(numbers.read(column("106,551"), most=180).values) == [106.551]
    assert listed(numbers.read(column("356,789"), most=180).values) == [356789]
    assert listed(numbers.read(column("1.234,5", "12,5")).values) == [1234.5, 12.5]


def test_a_scale_in_the_heading_is_not_applied_twice():
    assert listed(numbers.read(column("3.5万元", "2", "1亿元"), "万元").values) == [3.5, 2, 10000]


def test_another_unit_than_the_others_have_is_told():
    found = numbers.read(column("120平方米", "80㎡", "3亩"))
    assert listed(found.values) == [120, 80, None]
    assert list(found.unlike) == [False, False, True]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2024-05-20", "2024-05-20"),
        ("2024年5月", "2024-05"),
        ("2024", "2024"),
        (2024, "2024"),
        ("20240520", "2024-05-20"),
        ("二〇二四年十二月二十日", "2024-12-20"),
        ("二○一九年三月十五日", "2019-03-15"),
        (45432, "2024-05-20"),
        (datetime(2024, 1, 2, 3), "2024-01-02"),
        (date(2020, 1, 1), "2020-01-01"),
        ("2024.10", "2024-10"),
        ("20 May 2024", "2024-05-20"),
        ("2024-05-20T12:30:00Z", "2024-05-20"),
        ("无", None),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_known(cell, expected):
    found = dates.read(column(cell))
    assert listed(found.values) == [expected]
    assert not found.bad.any()


@pytest.mark.parametrize(
    "cell", ["2024-02-30", "2024-13", "去年", "2024年上半年", "99年5月", "2024-05-20至2024-06-01", "5"]
)
def test_what_is_no_date_is_told(cell):
    found = dates.read(column(cell))
    assert listed(found.values) == [None]
    assert found.bad.all()


def test_day_and_month_are_told_apart_only_by_what_decides_it():
    assert listed(dates.read(column("05/06/2024", "25/06/2024")).values) == ["2024-06-05", "2024-06-25"]
    assert listed(dates.read(column("05/06/2024", "06/25/2024")).values) == ["2024-05-06", "2024-06-25"]
    open_ = dates.read(column("05/06/2024", "06/06/2024"))
    assert listed(open_.values) == [None, "2024-06-06"]
    assert list(open_.unclear) == [True, False]


def test_a_month_that_lost_its_zero_is_not_guessed():
    assert dates.read(column("2024.1", "2024.5")).unclear.tolist() == [True, False]
    assert listed(dates.read(column("2024.1", "2024.10")).values) == ["2024-01", "2024-10"]


def test_codes_of_units_are_restored():
    given = column(500152.0, "500152.0", "500152000000", "5.00152E+11", "５００１５２", "5101", "50")
    assert listed(codes.units(given).values) == [*["500152"] * 5, "510100", "500000"]
    assert codes.units(column("99", "50015", "大足", "500a11")).bad.all()


def test_identifiers_get_the_zeros_back_that_the_texts_among_them_show():
    found = codes.identifiers(column("0012", "0100", 13, 7.0))
    assert listed(found.values) == ["0012", "0100", "0013", "0007"]
    assert found.mended == 2
    assert listed(codes.identifiers(column("A1", 13)).values) == ["A1", "13"]
    assert codes.identifiers(column("5.1E+17")).bad.all()


def test_telephones_that_became_numbers_get_their_zero_back():
    found = codes.phones(column(2368811234, 8391234567, "023-68811234", 13800001111, "68811234"))
    assert listed(found.values) == ["02368811234", "08391234567", "023-68811234", "13800001111", "68811234"]


@pytest.mark.parametrize(
    "cell",
    [
        "106.55056",
        "106°33′02″",
        "106°33'2\"E",
        "E106°33′02″",
        "东经106度33分02秒",
        "106,55056",
        "１０６．５５０５６",
        "106:33:02",
        "106d33m2s",
        "经度：106.55056",
        106.55056,
        "106.55056°",
        "+106.55056",
    ],
)
def test_half_a_coordinate_is_read(cell):
    found = coordinates.half(column(cell))
    assert found.values[0] == pytest.approx(106.55056, abs=1e-5)


@pytest.mark.parametrize("cell", ["abc", "106°70′", "106.5.5", "106.5,29.5,3", "东经", "1°2°3"])
def test_what_is_no_half_is_told(cell):
    assert coordinates.half(column(cell)).bad.all()


@pytest.mark.parametrize(
    "cell",
    [
        "106.5,29.25",
        "106.5, 29.25",
        "106.5，29.25",
        "106.5、29.25",
        "106.5;29.25",
        "106.5 29.25",
        "106.5/29.25",
        "(106.5, 29.25)",
        "[106.5,29.25]",
        "POINT(106.5 29.25)",
        "SRID=4326;POINT (106.5 29.25)",
        '{"lng":106.5,"lat":29.25}',
        "lat=29.25,lng=106.5",
        "N29.25 E106.5",
        "29.25N,106.5E",
        "东经106°30′ 北纬29°15′",
        "106°30′0″E,29°15′0″N",
        "29°15′N106°30′E",
        "106,5; 29,25",
        "106,5 29,25",
        "106°30′,29°15′",
    ],
)
def test_a_pair_in_one_cell_is_read(cell):
    found = coordinates.pairs(column(cell))
    assert (found.x[0], found.y[0]) == (pytest.approx(106.5), pytest.approx(29.25))


def test_which_half_stands_first_is_not_asked_without_letters():
    found = coordinates.pairs(column("29.25,106.5"))
    assert (found.x[0], found.y[0]) == (29.25, 106.5)


@pytest.mark.parametrize("cell", ["106.5", "大足区", "106.5,29.25,300,2", "N29 N30", "1,2,3"])
def test_what_is_no_pair_is_told(cell):
    assert coordinates.pairs(column(cell)).bad.all()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (pd.Series(["a ", "", "　b", "c\x00d", None, "x\ny"]), ["a", None, "b", "cd", None, "x y"]),
        (pd.Series([1.0, 2.5, np.nan]), ["1", "2.5", None]),
        (column(1, "a", 2.0, True, None, date(2020, 1, 2)), ["1", "a", "2", "TRUE", None, "2020-01-02"]),
        (column("\ud800x"), ["x"]),
        (column(None, None), [None, None]),
    ],
)
def test_any_cell_becomes_tidy_text(given, expected):
    assert listed(cells.texts(given)) == expected
