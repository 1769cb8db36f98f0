"""Parts of a text put together in either language, and a text any file can hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from geodata.text import LANGS, Text, amount, days, marks, other, plain


def test_controls_halves_and_turns_go_what_means_something_stays():
    assert plain("a\x00b\x1b[31m\ud800\u202ed\ufffe") == "ab[31md"
    assert plain("  多\t空 \n 格 ") == "多 空 格"
    assert plain("שלום 👩‍👩‍👧 =1+1 <b>") == "שלום 👩‍👩‍👧 =1+1 <b>"
    assert plain("一\n 二  \n\n三\n", lines=True) == "一\n 二\n\n三"


@given(st.text(st.characters()), st.booleans())
def test_whatever_comes_xml_and_utf8_can_hold_it(text, lines):
    said = plain(text, lines=lines)
    assert said.encode().decode() == said
    element = etree.Element("x")
    element.text = said
    assert plain(said, lines=lines) == said


def test_parts_are_put_together_as_each_language_writes_them():
    counter = Text("条", "tie")
    assert [amount(n, counter, lang) for lang in LANGS for n in (1, 1024)] == ["1条", "1024条", "1 tie", "1,024 ties"]
    assert ["甲" + marks.bracketed("乙{}", "zh"), "A" + marks.bracketed("b{}", "en")] == ["甲（乙{}）", "A (b{})"]
    assert [other(lang) for lang in LANGS] == ["en", "zh"]


@pytest.mark.parametrize(
    ("known", "zh", "en"),
    [
        ("2020-12-31", "2020年12月31日", "31 December 2020"),
        ("2020-02", "2020年2月", "February 2020"),
        ("2020", "2020年", "2020"),
        ("", "", ""),
    ],
)
def test_a_date_is_told_as_exactly_as_it_is_known(known, zh, en):
    assert (days.written(known, "zh"), days.written(known, "en")) == (zh, en)
