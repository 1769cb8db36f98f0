"""A list becomes the rows of a table: which column is which, which row is which, what is asked and what is told."""

import csv
import io

import numpy as np
import pytest

from geodata.boundaries.vintage import Vintage
from geodata.catalog.load import load
from geodata.intake.intake import take_file
from geodata.intake.position.conversions import wgs84_to_bd09
from geodata.intake.position.known import known
from geodata.publish import ids
from geodata.publish.errors import PublishError
from geodata.publish.fitting import columns_of, fit
from geodata.publish.given import MOST_ROWS, Given, Place, of_intake, of_table
from geodata.sources.workspace import table_rows

CATALOG = load()
ELDERCARE = CATALOG.datasets["eldercare"]
TABLES = {one.id: table_rows((CATALOG.tables / one.file).read_bytes()) for one in CATALOG.datasets.values() if one.file}
FIRST = TABLES["eldercare"][0]
VALUES = {
    "category": "养老机构",
    "cross_border": "否",
    "source_title": "演示名单",
    "source_kind": "官方",
}


def listed(headings, *lines, places=()):
    """A list as a bureau keeps it; its rows are numbered as a spreadsheet shows them, the heading in the third line."""
    numbers = list(range(4, 4 + len(lines)))
    return Given("名单.xlsx", headings, (None,) * len(headings), [list(line) for line in lines], numbers, list(places))


def place(lon, lat, precision="site"):
    return Place(lon, lat, precision, "BD-09 换算为 WGS84")


def fitted(given, **values):
    return fit(given, ELDERCARE, CATALOG, TABLES, VALUES | values)


def csv_of(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return ("\ufeff" + out.getvalue()).encode()


def test_columns_are_found_by_name_label_and_what_lists_say():
    given = listed(("机构名称", "名称", "床位（张）", "Category", "联系·电话", "备注"))
    assert columns_of(given, ELDERCARE) == {"name_zh": 1, "beds": 2, "category": 3, "phone": 4}


def test_a_new_row_gets_its_county_of_2021_an_id_and_says_how_it_was_placed():
    given = listed(("名称", "床位"), ("演示养老院", "1,200"), places=[place(106.55, 29.60)])
    row = fitted(given).rows[0]
    assert (row["province"], row["county"], row["adcode"]) == ("重庆市", "渝北区", "500112")
    assert (row["lon"], row["lat"], row["coord_precision"]) == ("106.550000", "29.600000", "site")
    assert row["coord_source"] == "名单.xlsx：BD-09 换算为 WGS84"
    assert row["id"] == "500112-yan-shi-yang-lao-yuan"
    assert (row["beds"], row["category"], row["cross_border"], row["source_kind"]) == (
        "1200",
        "nursing_home",
        "false",
        "official",
    )
    assert row["name_en"] == "Yan Shi Yang Lao Yuan"


def test_a_row_that_is_known_keeps_its_id_and_what_the_file_does_not_say():
    at = place(float(FIRST["lon"]), float(FIRST["lat"]), "county")
    row = fitted(listed(("名称", "床位"), (FIRST["name_zh"], "88"), places=[at]), source_title="演示名单").rows[0]
    assert row["id"] == FIRST["id"]
    assert row["beds"] == "88"
    assert row["source_title"] == "演示名单"  # said of all rows of the file
    for name in ("name_en", "lon", "lat", "coord_precision", "coord_source", "serves_from_adcodes", "note_zh"):
        assert row[name] == FIRST[name], name  # "town" is finer than the county that the file names
    assert FIRST["source_url"]
    assert not row.get("source_url")  # which was another source's
    assert row["cross_border_source_title"] == FIRST["cross_border_source_title"]


def test_ids_stay_when_a_list_is_published_again_in_another_order():
    lines = [("甲演示院", "10"), ("乙演示院", "20"), (FIRST["name_zh"], "30")]
    at = [place(106.55, 29.60), place(106.55, 29.61), place(float(FIRST["lon"]), float(FIRST["lat"]))]
    first = fitted(listed(("名称", "床位"), *lines, places=at)).rows
    tables = TABLES | {"eldercare": first}
    again = listed(("名称", "床位"), *reversed(lines), places=[*reversed(at)])
    second = fit(again, ELDERCARE, CATALOG, tables, VALUES).rows
    assert {row["name_zh"]: row["id"] for row in first} == {row["name_zh"]: row["id"] for row in second}


def test_what_is_doubtful_is_a_new_row():
    current = [
        {"id": "a", "name_zh": "同名院", "adcode": "500105"},
        {"id": "b", "name_zh": "同名院", "adcode": "500105"},
    ]
    assert ids.known([{"name_zh": "同名院", "adcode": "500105"}], current) == [""]
    once = current[:1]
    assert ids.known([{"name_zh": "同名院", "adcode": "500105"}] * 2, once) == ["", ""]
    assert ids.known([{"name_zh": "同名院", "adcode": "500103"}], once) == ["a"]  # moved within the city
    assert ids.known([{"name_zh": "同名院", "adcode": "510105"}], once) == [""]
    assert ids.known([{"name_zh": "同名院", "adcode": "500105", "id": "c"}], once) == ["c"]


def test_missing_required_columns_are_told_row_by_row_and_asked_for():
    given = listed(("名称",), ("甲演示院",), ("乙演示院",), places=[place(106.55, 29.60), place(106.55, 29.61)])
    with pytest.raises(PublishError) as told:
        fit(given, ELDERCARE, CATALOG, TABLES, {})
    assert told.value.missing == ("category", "cross_border", "source_title", "source_kind")
    assert {(one.row, one.column) for one in told.value.problems} == {
        (row, label) for row in (4, 5) for label in ("类别", "是否跨界", "来源", "来源性质")
    }


def test_broken_cells_are_told_by_the_row_and_heading_of_the_file():
    given = listed(
        ("名称", "床位", "类型", "类别"),
        ("甲演示院", "许多", "", "旅馆"),
        ("乙演示院", "20", "", "养老机构"),
        places=[place(106.55, 29.60), place(116.4, 39.9)],
    )
    with pytest.raises(PublishError) as told:
        fitted(given)
    found = {(one.row, one.column): one for one in told.value.problems}
    assert found[4, "床位"].value == "许多"
    assert "养老机构" in found[4, "类别"].expected.zh
    assert "nursing_home" not in found[4, "类别"].expected.zh
    assert (5, "经度") in found  # far outside
    assert (4, "经度") not in found


def test_names_of_places_served_become_codes_and_unknown_ones_are_told():
    at = [place(106.55, 29.60)]
    row = fitted(listed(("名称", "对侧伙伴"), ("甲演示院", "眉山、广安市"), places=at)).rows[0]
    assert (row["serves_from"], row["serves_from_adcodes"]) == ("眉山;广安市", "511400;511600")
    with pytest.raises(PublishError) as told:
        fitted(listed(("名称", "对侧伙伴"), ("甲演示院", "火星市"), places=at))
    assert [(one.row, one.column, one.value) for one in told.value.problems] == [(4, "对侧伙伴", "火星市")]


def test_a_table_in_its_own_columns_comes_back_as_it_is():
    given = of_table(csv_of(TABLES["eldercare"]), "eldercare.csv", ELDERCARE)
    assert fit(given, ELDERCARE, CATALOG, TABLES, {}).rows == TABLES["eldercare"]


def test_another_file_is_not_taken_for_one():
    assert of_table("名称,床位\n甲,1\n".encode(), "a.csv", ELDERCARE) is None
    assert of_table("id,name_zh\n1,甲\n".encode("gb18030"), "a.csv", ELDERCARE) is None
    assert of_table(b"id,id\n1,2\n", "a.csv", ELDERCARE) is None
    with pytest.raises(PublishError, match="row 3 has 1 cells"):
        of_table("id,name_zh\n1,甲\n2\n".encode(), "a.csv", ELDERCARE)
    with pytest.raises(PublishError, match="no rows"):
        of_table(b"id,name_zh\n", "a.csv", ELDERCARE)
    with pytest.raises(PublishError, match="20,001"):
        of_table(b"id,name_zh\n" + b"1,x\n" * (MOST_ROWS + 1), "a.csv", ELDERCARE)


def test_markup_and_odd_ids_stay_text_or_are_told():
    at = [place(106.55, 29.60)]
    assert fitted(listed(("名称",), ("<b>甲</b>\0",), places=at)).rows[0]["name_zh"] == "<b>甲</b>"
    with pytest.raises(PublishError) as told:
        fitted(listed(("标识", "名称"), ("a;b/../c", "甲演示院"), places=at))
    assert [(one.row, one.value) for one in told.value.problems] == [(4, "a;b/../c")]


def test_a_value_for_a_column_that_there_is_none_of_is_refused():
    with pytest.raises(PublishError, match="colour"):
        fitted(listed(("名称",), ("甲演示院",), places=[place(106.55, 29.60)]), colour="red")


def test_a_bureaus_file_goes_through_the_intake(store):
    """GBK, a title above the heading, BD-09, beds with 千分位: as it comes from a bureau."""
    lon, lat = wgs84_to_bd09(np.array([106.55]), np.array([29.60]))
    lines = ["全市养老机构（演示数据）,,,,", "机构名称,百度经度,百度纬度,床位（张）,类别"]
    lines.append(f'演示养老院,{lon[0]:.6f},{lat[0]:.6f},"1,200",养老机构')
    content = "\r\n".join(lines).encode("gb18030")
    taken = take_file(content, "名单bd09.csv", known(store.at(Vintage.TODAY)), reading="BD-09")
    row = fitted(of_intake(taken)).rows[0]
    assert (row["name_zh"], row["beds"], row["category"], row["adcode"]) == (
        "演示养老院",
        "1200",
        "nursing_home",
        "500112",
    )
    assert float(row["lon"]) == pytest.approx(106.55, abs=1e-5)
    assert float(row["lat"]) == pytest.approx(29.60, abs=1e-5)
    assert "名单bd09.csv" in row["coord_source"]


def test_what_an_intake_could_not_read_whole_is_not_published(store):
    content = "机构名称,区县,床位\n演示养老院,大足区,许多\n又一演示院,大足区,20\n".encode()
    with pytest.raises(PublishError, match="1 row could not be read whole") as told:
        of_intake(take_file(content, "名单.csv", known(store.at(Vintage.TODAY))))
    assert [(one.row, one.column, one.value) for one in told.value.problems] == [(2, "床位", "许多")]
