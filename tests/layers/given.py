"""What the tests of exports share: the shipped briefing, one that means harm, and a day."""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from pypdf import PageObject
from pypdf.generic import DecodedStreamObject, NameObject

from geodata.briefing import default, model
from geodata.query import url
from geodata.store.store import load
from geodata.text import LANGS

STORE = load()
DAY = date(2026, 11, 25)
BASE = "http://10.20.30.40:8501"
STORIES = {lang: default.default(STORE, lang) for lang in LANGS}
HOSTILE = [
    "</script><img src=x onerror=alert(1)>",
    "=1+1",
    "'\"><b>粗</b> &amp; {{ 7*7 }} {% x %} $x$ \\frac",
    "שלום עולם مرحبا",
    "👩‍👩‍👧🚄 很长的标题" * 6,
]

_PATHS: Final = re.compile(rb"[-+. 0-9\[\]]*(?:m|l|c|v|y|h|re|f|S|s|B|b|n|W n|W|w|J|j|d|M|rg|RG|G)")


def text_of(page: PageObject) -> str:
    """The words of a page of a PDF of ours; of its map, which takes twenty times as long, nothing is read."""
    contents, words = page.get_contents(), DecodedStreamObject()
    words.set_data(b"\n".join(line for line in contents.get_data().split(b"\n") if not _PATHS.fullmatch(line)))
    whole = page.raw_get("/Contents")
    page[NameObject("/Contents")] = words
    try:
        return page.extract_text()
    finally:
        page[NameObject("/Contents")] = whole


def harmful():
    """A briefing with hostile titles and notes, the worst of them put in around the doors that would clean them."""
    made = model.empty(STORE, "zh", HOSTILE[0])
    for n, words in enumerate(HOSTILE):
        scene, _ = url.from_query({"show": "platforms"} if n else {}, STORE, "explore")
        made = model.add(made, replace(scene, title=words[:80], notes=words * 3))
    raw = replace(
        made.scenes[0], title="\x00\x0b\ud800x\ufffe\u202ey</title>", notes="\x1b[0m\u2066z\n=2+2\x7f" + "很长 " * 900
    )
    return replace(made, scenes=(*made.scenes, raw), data_version="\x00</script>old")
