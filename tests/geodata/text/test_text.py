"""A text any file can hold."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from geodata.text import plain


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
