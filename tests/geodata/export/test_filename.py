"""Names of files: what is in them, of which day, on whatever system they are kept."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.export.filename import LONGEST, PART, filename, part

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("parts", "lang", "name"),
    [
        (["养老", "潼南区"], "zh", "成渝一张图_养老_潼南区_2026-11-25.csv"),
        (["Eldercare", "Tongnan District"], "en", "Chengyu-One-Map_Eldercare_Tongnan-District_2026-11-25.csv"),
        (["养老", "", " "], "zh", "成渝一张图_养老_2026-11-25.csv"),
        (["文旅", "4A、5A", "4A、5A"], "zh", "成渝一张图_文旅_4A、5A_2026-11-25.csv"),
        (["a/b", 'x<y>:"z"|?*', "..\\.."], "zh", "成渝一张图_a-b_x-y-z_2026-11-25.csv"),
        (["养老\r\nX: y", "a\u202etxt.exe"], "zh", "成渝一张图_养老-X-y_atxt.exe_2026-11-25.csv"),
        (["a_b", "c\u200bd"], "zh", "成渝一张图_a-b_cd_2026-11-25.csv"),
    ],
)
def test_a_name_says_what_is_in_the_file_and_its_day(parts, lang, name):
    assert filename(parts, DAY, "csv", lang) == name


def test_a_name_that_would_be_too_long_says_that_there_is_more():
    name = filename(["养老", *(f"{n}" * 30 for n in range(30))], DAY, "geojson", "zh")
    assert name.startswith("成渝一张图_养老_000")
    assert name.endswith("_等_2026-11-25.geojson")
    assert len(name.encode()) <= LONGEST


@given(st.lists(st.text(max_size=200), max_size=12))
def test_every_system_takes_every_name(parts):
    name = filename(parts, DAY, "xlsx", "zh")
    assert len(name.encode()) <= LONGEST
    assert not set('<>:"/\\|?*') & set(name)
    assert not [char for char in name if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert " " not in name
    assert name.endswith("_2026-11-25.xlsx")


@given(st.text())
def test_a_part_is_no_longer_than_it_may_be(text):
    assert len(part(text).encode()) <= PART
