"""A briefing as PowerPoint, opened again: texts, pictures, notes and typefaces; and that nothing runs over."""

import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from geodata.briefing import model
from geodata.narrative.page import told
from geodata.query import url
from geodata.query.scene_fields import MOST_SCENES
from geodata.text import LANGS
from layers import palette
from layers.documents import powerpoint
from layers.documents.powerpoint_parts import FACE, LEADING, WIDER, Place, fitting, one_line
from layers.documents.progress import Cancelled
from layers.renderers import fonts
from tests.layers.given import BASE, DAY, STORE, STORIES, harmful


def opened(made, **options):
    return Presentation(BytesIO(powerpoint.to_pptx(made, STORE, BASE, DAY, **options)))


@pytest.fixture(scope="module")
def decks():
    return {lang: opened(STORIES[lang]) for lang in LANGS}


def few(lang="zh", n=2):
    return replace(STORIES[lang], scenes=STORIES[lang].scenes[2 : 2 + n])


def texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def pictures(slide):
    return [shape for shape in slide.shapes if shape.shape_type == 13]


def runs(element):
    return element.iter(qn("a:r"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_scene_has_its_slide_with_all_that_is_told(decks, lang):
    made, deck = STORIES[lang], decks[lang]
    assert (deck.slide_width, deck.slide_height) == (12191695, 6858000)
    first, *rest, last = deck.slides
    assert first.shapes.title.text_frame.text == made.title
    assert any(STORE.version in text and DAY.isoformat() in text for text in texts(first))
    assert len(rest) == len(made.scenes)
    for scene, slide in zip(made.scenes, rest, strict=True):
        known = told(scene, STORE)
        assert slide.shapes.title.text_frame.text == known.title
        said = "\n".join(texts(slide))
        for part in (known.sentence, known.sources, known.caveat, STORE.catalog.compliance.say(lang)):
            assert part in said
        for figure in known.figures:
            assert set(figure) <= set(texts(slide))
        assert slide.notes_slide.notes_text_frame.text == scene.notes
        assert any(known.title in text for text in texts(first))
    (table,) = (shape.table for shape in last.shapes if shape.has_table)
    named = {row.cells[0].text_frame.text for row in table.rows}
    used = {part.dataset.title.say(lang) for scene in made.scenes for part in told(scene, STORE).shown.values()}
    assert used <= named


def test_pictures_are_crisp_have_words_and_show_the_map(decks):
    for scene, slide in zip(STORIES["zh"].scenes, list(decks["zh"].slides)[1:-1], strict=True):
        drawn, code = pictures(slide)
        image = Image.open(BytesIO(drawn.image.blob)).convert("RGB")
        assert image.width / Emu(drawn.width).inches >= 190
        assert len(drawn.image.blob) < 600_000
        colors = {color for _, color in image.getcolors(1 << 24)}
        assert any(max(abs(a - b) for a, b in zip(color, palette.BORDER, strict=False)) < 14 for color in colors)
        assert told(scene, STORE).sentence in drawn._element.nvPicPr.cNvPr.get("descr")
        assert url.address(scene, STORE, BASE) in code._element.nvPicPr.cNvPr.get("descr")
        assert code.click_action.hyperlink.address == url.address(scene, STORE, BASE)


def test_every_word_has_a_chinese_typeface_and_a_language(decks):
    for slide in decks["zh"].slides:
        parts = [slide._element, slide.notes_slide._element] if slide.has_notes_slide else [slide._element]
        found = [run for part in parts for run in runs(part) if run.text]
        assert found
        for run in found:
            properties = run.find(qn("a:rPr"))
            if properties.find(qn("a:ea")) is None:
                assert run.text.isdigit()  # the number PowerPoint's own notes page puts in
                continue
            assert properties.find(qn("a:ea")).get("typeface") == FACE
            assert properties.get("lang") == "zh-CN"


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_runs_over_its_box_or_the_slide(decks, lang):
    for slide in decks[lang].slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= 12191695 + 10
            assert shape.top + shape.height <= 6858000 + 10
            if shape.has_text_frame and shape.text_frame.text:
                size = shape.text_frame.paragraphs[0].runs[0].font.size.pt
                lines = sum(
                    len(fonts.wrap(line, size * WIDER, Emu(shape.width).pt)) or 1
                    for line in shape.text_frame.text.split("\n")
                )
                assert lines * size * LEADING <= Emu(shape.height).pt + 0.5, shape.text_frame.text


def test_boxes_of_a_slide_do_not_meet(decks):
    for slide in list(decks["zh"].slides)[1:-1]:
        # The key figures lie on the map's picture, which leaves them room above its legend.
        column, top, _, height = powerpoint.ASIDE.lengths
        parts = [s for s in slide.shapes if s.width > 200_000 and not (s.left >= column and s.top < top + height)]
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in parts]
        for n, a in enumerate(boxes):
            for b in boxes[n + 1 :]:
                assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]), (a, b)


def test_a_long_text_is_set_smaller_and_then_cut():
    place = Place(0, 0, 2, 0.5)
    assert fitting("短", place, 14, 8) == ("短", 14)
    said, size = fitting("比较长的一句话" * 3, place, 14, 8)
    assert size < 14
    assert said == "比较长的一句话" * 3
    said, size = fitting("很长" * 500, place, 14, 8)
    assert size == 8
    assert said.endswith("…")


def test_one_line_stays_as_it_is_while_it_fits():
    assert one_line("שלום 🚄", 12, 2) == "שלום 🚄"
    assert one_line("很长" * 50, 12, 2).endswith("…")
    assert fonts.width(one_line("很长" * 50, 12, 2), 12) <= 2 * 72


def test_whatever_a_title_holds_is_text():
    body = powerpoint.to_pptx(harmful(), STORE, BASE, DAY)
    with zipfile.ZipFile(BytesIO(body)) as file:
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(file.read(name))  # well-formed, every one
    deck = Presentation(BytesIO(body))
    first, *rest, _ = deck.slides
    assert first.shapes.title.text_frame.text == "</script><img src=x onerror=alert(1)>"
    assert [slide.shapes.title.text_frame.text for slide in rest][:2] == [
        "</script><img src=x onerror=alert(1)>",
        "=1+1",
    ]
    assert rest[-1].shapes.title.text_frame.text == "xy</title>"
    assert rest[-1].notes_slide.notes_text_frame.text.startswith("[0mz\n=2+2很长")


def test_the_longest_and_the_empty_briefing_have_their_slides(monkeypatch):
    monkeypatch.setattr(powerpoint, "_map", lambda *_: powerpoint.qr.code_picture("x"))
    assert len(opened(replace(few(), scenes=few().scenes[:1] * MOST_SCENES)).slides) == MOST_SCENES + 2
    assert len(opened(model.empty(STORE)).slides) == 2


def test_progress_is_told_and_can_stop_the_work(monkeypatch):
    monkeypatch.setattr(powerpoint, "_map", lambda *_: powerpoint.qr.code_picture("x"))
    seen = []
    opened(few(), progress=lambda *at: seen.append(at) is None)
    assert seen == [(1, 2), (2, 2)]
    with pytest.raises(Cancelled):
        opened(few(), progress=lambda _done, _of: False)


@pytest.mark.skipif(
    not Path("/usr/lib/libreoffice/program/libsdlo.so").is_file(),
    reason="LibreOffice Impress is not installed: apt-get install libreoffice-impress",
)
def test_libreoffice_opens_it_and_shows_every_title(tmp_path):
    from pypdf import PdfReader

    path = tmp_path / "x.pptx"
    path.write_bytes(powerpoint.to_pptx(few(), STORE, BASE, DAY))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, path], check=True, capture_output=True, timeout=240)
    pages = [page.extract_text().replace(" ", "").replace("\n", "") for page in PdfReader(tmp_path / "x.pdf").pages]
    assert len(pages) == 4
    for scene, page in zip(few().scenes, pages[1:], strict=False):
        assert told(scene, STORE).title.replace(" ", "") in page
