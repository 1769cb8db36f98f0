"""The typeface of a page that stands alone has exactly its characters."""

import base64
from io import BytesIO

from fontTools.ttLib import TTFont

from layers.documents.html import webfont


def test_it_has_the_characters_of_the_text_and_hardly_more():
    url = webfont.data_url("川渝一张图 abc\n\x00")
    body = base64.b64decode(url.removeprefix("data:font/woff;base64,"))
    found = TTFont(BytesIO(body))
    assert found.flavor == "woff"
    assert set(found.getBestCmap()) == {ord(char) for char in "川渝一张图 abc"}
    assert len(body) < 5_000
