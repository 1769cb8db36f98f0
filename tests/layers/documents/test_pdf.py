"""A briefing as a PDF: every page says what it must, and the file can be searched."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from io import BytesIO

import matplotlib as mpl
import pytest
from matplotlib._pylab_helpers import Gcf
from pypdf import PdfReader

from geodata.briefing import model
from geodata.narrative.page import told
from geodata.query.scene_fields import MOST_SCENES
from geodata.text import LANGS
from layers.documents import pdf
from layers.documents import words as book
from layers.documents.progress import Cancelled
from layers.renderers import fonts
from layers.renderers.sheet import layout
from tests.layers.given import BASE, DAY, HOSTILE, STORE, STORIES, harmful, text_of
from tests.seen import first

pytestmark = pytest.mark.filterwarnings("error")


def flat(text):
    return re.sub(r"\s", "", text)


def pages(made, **options):
    return PdfReader(BytesIO(pdf.to_pdf(made, STORE, BASE, DAY, **options))).pages


def few(lang="zh", n=2):
    return replace(STORIES[lang], scenes=STORIES[lang].scenes[2 : 2 + n])


@pytest.mark.parametrize("made", [STORIES["zh"], few("en", 3)], ids=LANGS)
def test_every_title_and_sentence_can_be_found(made):
    lang, of = made.lang, len(made.scenes) + 1
    body = pdf.to_pdf(made, STORE, BASE, DAY)
    assert len(body) < 8_000_000
    read = PdfReader(BytesIO(body))
    assert read.metadata.title == made.title
    cover, *rest, sources = [flat(text_of(page)) for page in read.pages]
    assert "http" in sources
    assert len(rest) == len(made.scenes)
    for part in (made.title, DAY.isoformat(), STORE.version, str(len(made.scenes)), STORE.catalog.compliance.say(lang)):
        assert flat(fonts.drawable(part)) in cover
    for n, (scene, text) in enumerate(zip(made.scenes, rest, strict=True), 2):
        known = told(scene, STORE)
        assert flat(fonts.drawable(known.title)) in cover
        for part in (known.title, known.sentence, known.sources, f"{n} / {of}", STORE.catalog.compliance.say(lang)):
            assert flat(fonts.drawable(part)) in text
        for number, label in known.figures:
            assert flat(number) in text
            assert flat(label) in text
        if lang == "en":
            assert not re.search("[\u3000-\u9fff]", text)


@cache
def pages_of_few():
    """The pages of a short briefing on the paper it has where none is asked for, and what was told of its progress."""
    seen = []
    return pages(few(), progress=lambda *at: seen.append(at) is None), seen


@pytest.mark.parametrize("paper", [layout.A4, layout.A3])
def test_pages_are_of_the_paper_asked_for(paper):
    for page in pages_of_few()[0] if paper == layout.A4 else pages(few(), paper=paper):
        assert float(page.mediabox.width) == pytest.approx(paper.width * 72, abs=0.5)
        assert float(page.mediabox.height) == pytest.approx(paper.height * 72, abs=0.5)
        assert float(page.mediabox.width) > float(page.mediabox.height)


def test_fonts_are_embedded_and_nothing_is_a_picture():
    for page in pages_of_few()[0]:
        found = [font.get_object() for font in page["/Resources"]["/Font"].values()]
        assert all(font["/Subtype"] == "/Type3" and "/ToUnicode" in font for font in found)
        assert not page["/Resources"].get("/XObject", {}) or not page.images


def test_changed_data_are_told_on_the_cover():
    cover = flat(text_of(pages(replace(few(n=1), data_version="abcdef"))[0]))
    assert "abcdef" in cover
    assert "数据此后已更新" in cover
    assert "数据此后已更新" not in flat(text_of(pages_of_few()[0][0]))


@pytest.mark.parametrize("lang", LANGS)
def test_a_briefing_without_scenes_has_a_cover(lang):
    (cover,) = pages(model.empty(STORE, lang))
    assert flat(book.UNTITLED.say(lang)) in flat(text_of(cover))


def test_the_contents_of_the_longest_briefing_are_on_its_cover():
    titles = [f"第{n}个画面的标题" for n in range(1, MOST_SCENES + 1)]
    page = pdf._cover(few(), titles, STORE, DAY, layout.A4)
    page.canvas.draw()
    drawn = [one for one in page.findobj(mpl.text.Text) if one.get_text()]
    assert {one.get_text() for one in drawn} >= set(titles)
    assert all(one.get_window_extent().y0 > 0 and one.get_window_extent().x1 < page.bbox.x1 for one in drawn)


def test_whatever_a_title_holds_is_drawn_as_text():
    text = [flat(text_of(page)) for page in pages(harmful())]
    for words, page in zip(HOSTILE[:3], text[1:], strict=False):
        assert flat(fonts.drawable(words)) in page
    assert any(flat("xy</title>") in page for page in text)


def test_progress_is_told_and_can_stop_the_work():
    assert pages_of_few()[1] == [(1, 4), (2, 4), (3, 4), (4, 4)]  # the last one names the sources
    with pytest.raises(Cancelled):
        pdf.to_pdf(few(), STORE, BASE, DAY, progress=lambda done, _of: done < 2)


def test_several_at_once_are_the_same_file_and_leave_nothing_behind():
    before = dict(mpl.rcParams)
    with ThreadPoolExecutor(4) as pool:
        files = set(pool.map(lambda _: pdf.to_pdf(few(n=1), STORE, BASE, DAY), range(4)))
    assert len(files) == 1
    assert dict(mpl.rcParams) == before
    assert Gcf.figs == {}


def test_the_pdf_of_a_scene_ends_with_the_sources_as_links():
    _, *listed = PdfReader(BytesIO(pdf.of_scene(first("transport"), STORE, BASE, DAY))).pages
    links = {mark.get_object()["/A"]["/URI"] for page in listed for mark in page.get("/Annots", [])}
    assert links
    assert links <= set(STORE.get("corridors")["source_url"].dropna())
    assert "未存链接" in text_of(listed[0])
