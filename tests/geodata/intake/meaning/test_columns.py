"""Which column is what, how its cells are read, and what is told of those that cannot be."""

from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.intake.meaning import columns, headings, kept
from geodata.intake.meaning.typed import typed
from geodata.intake.model import Mapped, Meaning
from tests.geodata.intake.meaning.given import grid

M = Meaning


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("机构名称", M.NAME),
        ("*机构名称（必填）", M.NAME),
        ("1.名称", M.NAME),
        ("名稱", M.NAME),
        ("Facility Name", M.NAME),
        ("名称 Name", M.NAME),
        ("拟建项目名称", M.NAME),
        ("详细地址", M.ADDRESS),
        ("所在区（县）", M.COUNTY),
        ("区/县", M.COUNTY),
        ("基本情况·所在区县", M.COUNTY),
        ("市州", M.CITY),
        ("省（市）", M.PROVINCE),
        ("行政区划代码", M.ADCODE),
        ("XZQDM", M.ADCODE),
        ("经度（GCJ-02）", M.LON),
        ("位置·经度", M.LON),
        ("wgs84经度", M.LON),
        ("Longitude", M.LON),
        ("lat_wgs84", M.LAT),
        ("经纬度", M.LONLAT),
        ("核定床位（张）", M.BEDS),
        ("Number of beds", M.BEDS),
        ("联系电话1", M.PHONE),
        ("投用时间", M.SINCE),
        ("服务区域", M.SERVES),
        ("机构类型", M.CATEGORY),
        ("评定等级", M.LEVEL),
        ("数据来源", M.SOURCE),
        ("官网", M.URL),
        ("统一社会信用代码", M.ID),
    ],
)
def test_a_heading_says_what_its_column_holds(heading, meaning):
    assert headings.said(heading)[0].meaning is meaning


@pytest.mark.parametrize("heading", ["备注", "床位使用率", "notes", "护理型床位占比", "", "···", "人数"])
def test_other_headings_say_nothing(heading):
    assert not headings.said(heading)


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("床位数（张）", "张"),
        ("投资(万元)", "万元"),
        ("面积/㎡", "m2"),
        ("面积（单位：亩）", "亩"),
        ("名称（必填）", ""),
        ("经度（°）", ""),
        ("床位", ""),
    ],
)
def test_a_heading_says_a_unit(heading, unit):
    assert headings.unit(heading) == unit


def understood(given):
    return [one.meaning for one in columns.understand(given, {})]


def test_each_meaning_goes_to_one_column_the_plainest_first():
    rows = [["甲院", "甲", "大足区", "a"], ["乙院", "乙", "大足区", "b"]]
    assert understood(grid(["单位", "机构名称", "所在区县", "登记机关名称"], *rows)) == [
        M.TEXT,
        M.NAME,
        M.COUNTY,
        M.TEXT,
    ]


def test_loose_words_count_only_where_the_values_fit():
    assert understood(grid(["x", "y", "代码"], [106.5512, 29.5512, "500111"], [106.6612, 29.5321, "500112"])) == [
        M.LON,
        M.LAT,
        M.ADCODE,
    ]
    assert understood(grid(["x", "y", "代码"], ["甲", "乙", "A1"], ["丙", "丁", "A2"])) == [M.TEXT, M.TEXT, M.ID]
    assert understood(grid(["位置"], ["106.55,29.56"])) == [M.LONLAT]
    assert understood(grid(["位置"], ["演示路1号"])) == [M.ADDRESS]
    assert understood(grid(["行政区划"], ["500111"])) == [M.ADCODE]
    assert understood(grid(["行政区划"], ["大足区"])) == [M.COUNTY]


def test_a_column_of_units_is_no_name_and_one_of_compass_points_no_county():
    rows = [["人口", "万人", "东部", 1], ["床位", "万人", "西部", 2], ["医生", "万人", "东部", 3]]
    assert understood(grid(["指标", "单位", "区域", "数"], *rows)) == [M.TEXT, M.TEXT, M.TEXT, M.NUMBER]


def test_values_speak_where_no_heading_does():
    rows = [
        ["演示甲院", "105.7123", "29.5123", "500111.0", "大足区", "023-68811234"],
        ["演示乙院", "105.8123", "29.6123", "500112", "荣昌区", "13800001111"],
    ]
    assert understood(grid([""] * 6, *rows)) == [M.NAME, M.LON, M.LAT, M.ADCODE, M.COUNTY, M.PHONE]
    assert understood(grid(["备注", "数"], ["甲", "1,200"], ["乙", "3"])) == [M.TEXT, M.NUMBER]
    assert understood(grid(["更新日期", "邮编"], ["2024年5月", "400000"], ["2024-06", "400010"])) == [M.DATE, M.TEXT]


def test_a_column_of_beds_that_holds_words_is_text_and_nothing_is_lost():
    assert understood(grid(["床位"], ["一百余张"], ["约二百张"])) == [M.TEXT]


def test_longitudes_that_are_all_but_wrong_stay_longitudes_so_that_rows_are_told():
    assert understood(grid(["经度", "纬度"], ["不清楚", "29.5"], ["待测", "29.6"], ["106.5", "29.7"])) == [M.LON, M.LAT]


def test_what_was_decided_before_goes_first():
    given = grid(["备注", "备注", "名称"], ["演示甲", "x", "y"])
    mapping = kept.changed(columns.understand(given, {}), {0: M.NAME, 1: M.SKIP})
    assert [one.meaning for one in mapping] == [M.NAME, M.SKIP, M.TEXT]
    again = columns.understand(given, kept.from_json(kept.to_json(mapping)))
    assert [(one.meaning, one.why) for one in again] == [(M.NAME, "user"), (M.SKIP, "user"), (M.TEXT, "user")]


def test_files_share_what_was_decided_when_they_have_the_same_headings_in_any_order():
    assert kept.headings_key(("名称", "经度")) == kept.headings_key(("经度", " 名称 "))
    assert kept.headings_key(("名称", "经度")) != kept.headings_key(("名称", "经度", "纬度"))
    assert kept.headings_key(("名称", "名称")) != kept.headings_key(("名称",))


@pytest.mark.parametrize(
    "text", ["", "[]", "null", '{"form": 2, "columns": {}}', '{"form": 1, "columns": 5}', '{"form": 1}', "[" * 5000]
)
def test_what_was_not_kept_by_us_is_not_remembered(text):
    assert kept.from_json(text) == {}


def test_a_meaning_of_another_version_is_left_out():
    assert kept.from_json('{"form": 1, "columns": {"名称": "name", "x": "telepathy"}}') == {"名称": M.NAME}


HEADINGS = ["编号", "名称", "区县", "经度", "纬度", "床位数（张）", "开业时间", "服务区域"]


def test_cells_are_read_and_what_cannot_be_is_told_cell_by_cell():
    given = grid(
        HEADINGS,
        ["1", "甲", "大足区", "105.7", "29.5", "1,200", "2020年5月", "荣昌区、内江市"],
        ["2", "乙", "无", "abc", "29.5", "约30", "2020.5.6", "荣昌区等"],
        ["3", "丙", "大足区", "1057", "29.5", "30张", "去年", ""],
        ["4", "丁", "大足区", "105.7", "", "#REF!", "2020", None],
        ["5", "戊", "大足区", "0", "0", "30亩", "2020", None],
    )
    found = typed(given, columns.understand(given, {}))
    assert [(one.row, one.column, one.value, one.taken) for one in found.problems] == [
        (3, "经度", "abc", False),
        (3, "床位数（张）", "约30", True),
        (4, "经度", "1057", False),
        (4, "开业时间", "去年", True),
        (5, "纬度", "", False),
        (5, "床位数（张）", "#REF!", True),
        (6, "经度", "0", True),
        (6, "床位数（张）", "30亩", True),
    ]
    assert list(found.refused.index) == [1, 2, 3]
    assert found.refused["why_zh"].str.contains("请").all()
    rows = found.rows
    assert rows["serves"].tolist()[:2] == ["荣昌区;内江市", "荣昌区"]
    assert rows["c7"].tolist()[:2] == ["荣昌区、内江市", "荣昌区等"]
    assert rows["c5"].dtype == "Int64"
    assert rows["c5"].tolist()[:1] == [1200]
    assert rows["c6"].tolist()[:2] == ["2020-05", "2020-05-06"]
    assert pd.isna(rows["county"][1])
    assert pd.isna(rows["x"][4])


def test_a_number_used_twice_is_told():
    given = grid(["编号", "名称"], *[[str(min(n, 10)), f"演示{n}"] for n in range(12)])
    found = typed(given, columns.understand(given, {}))
    assert [(one.row, one.value, one.taken) for one in found.problems] == [(13, "10", True)]


def test_degrees_among_metres_are_told():
    rows = [["356789.1", "3271234.5"], ["356790.2", "3271235.5"], ["356791.3", "3271236.5"], ["106.5", "29.5"]]
    given = grid(["x", "y"], *rows)
    assert [one.row for one in typed(given, columns.understand(given, {})).problems] == [5]


def test_names_of_counties_place_a_table_without_anything_else():
    given = grid(["名称", "数"], ["大足区", 1], ["合川区", 2])
    assert typed(given, columns.understand(given, {})).rows["county"].tolist() == ["大足区", "合川区"]


def test_a_million_faults_are_told_within_bounds():
    given = grid(["名称", "经度", "纬度"], *[[f"演示{n}", "105.5" if n % 3 else "x", "29.5"] for n in range(36_000)])
    found = typed(given, columns.understand(given, {}))
    assert found.found == 12_000
    assert len(found.problems) == 10_000
    assert len(found.refused) == 12_000


WORDS = [*HEADINGS, "经纬度", "x", "备注", "", "id", "行政区划代码", "日期", "电话", "名称", "数（万）"]
CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(min_value=datetime(1, 1, 1)),
    st.sampled_from(
        [
            "106.5",
            "29,5",
            "1,200",
            "3.5万",
            "2024年5月",
            "106°33′",
            "E106.5",
            "106.5,29.5",
            "#N/A",
            "大足区",
            "500111.0",
            "=1+1",
            "−5",
            "1e400",
            "9" * 400,
            "二〇二四年",
            "31/12/2024",
            "POINT(1 2)",
            "1.2.3,4",
            "Err:502",
            "十月十日",
        ]
    ),
)


@given(st.data())
@settings(max_examples=150)
def test_no_cell_breaks_it_and_every_row_is_there_or_told(data):
    names = data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(names), max_size=len(names)), min_size=1, max_size=6))
    given_ = grid(names, *rows)
    mapping = columns.understand(given_, {})
    meanings = data.draw(st.permutations(list(M)))
    for read_as in (mapping, tuple(Mapped(n, name, meanings[n]) for n, name in enumerate(names))):
        found = typed(given_, read_as)
        assert list(found.rows.index) == list(given_.cells.index)
        told = {one.row for one in found.problems if not one.taken}
        assert told == set(given_.numbers[found.refused.index])
        assert (found.refused[["why_zh", "why_en"]] != "").all(axis=None)
        degrees = found.rows[["x", "y"]]
        assert degrees.abs().max().fillna(0).lt(float("inf")).all()


def test_days_of_cells_stay_days():
    given_ = grid(["开业时间"], [date(2020, 1, 2)], [datetime(2021, 3, 4)])
    assert typed(given_, columns.understand(given_, {})).rows["c0"].tolist() == ["2020-01-02", "2021-03-04"]
