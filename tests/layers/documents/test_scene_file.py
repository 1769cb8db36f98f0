"""A scene as a sheet: what is told of it is on it, in every format."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image
from pypdf import PdfReader

from geodata.catalog.pages import WITH_MAP
from geodata.narrative.page import told
from geodata.query import scene, url
from geodata.text import LANGS
from layers import symbols
from layers.documents import scene_file
from layers.documents.progress import Cancelled
from layers.renderers import fonts
from layers.renderers.sheet import figure as sheet_figure
from layers.renderers.sheet import layout
from tests.layers.given import BASE, DAY, STORE, STORIES, text_of
from tests.seen import first

pytestmark = pytest.mark.filterwarnings("error")


def flat(text):
    return re.sub(r"\s", "", text)


def printed(given, base=BASE):
    return flat(text_of(PdfReader(BytesIO(scene_file.file(given, STORE, base, DAY, "pdf"))).pages[0]))


def test_the_words_of_a_page_are_read_without_its_map():
    page = PdfReader(BytesIO(scene_file.file(first("crossings"), STORE, BASE, DAY, "pdf"))).pages[0]
    assert text_of(page) == page.extract_text()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", list(WITH_MAP))
def test_all_that_is_told_is_on_the_sheet(page, lang):
    given = first(page, lang)
    text, known = printed(given), told(given, STORE)
    parts = [
        known.title,
        known.sentence,
        known.sources,
        known.caveat,
        DAY.isoformat(),
        url.address(given, STORE, BASE),
    ]
    parts += [STORE.catalog.compliance.say(lang), *(part for figure in known.figures for part in figure)]
    for part in (*parts, "重庆" if lang == "zh" else "Chongqing"):
        assert flat(fonts.drawable(part)) in text


@pytest.mark.parametrize("format", ["png", "svg"])
def test_a_briefing_is_one_picture_per_scene_in_order(format):
    few = replace(STORIES["zh"], scenes=(*STORIES["zh"].scenes[:2], replace(first("tourism"), title="a/b: <c>..")))
    seen = []
    body = scene_file.of_briefing(few, STORE, BASE, DAY, lambda done, of: seen.append((done, of)) or True, format)
    assert seen == [(1, 3), (2, 3), (3, 3)]
    with ZipFile(BytesIO(body)) as file:
        names = file.namelist()
        bodies = [file.read(name) for name in names]
    assert [name[:3] for name in names] == ["01_", "02_", "03_"]
    assert names[2] == f"03_a-b-c.{format}"
    assert len(set(bodies)) == 3
    for body in bodies:
        assert body.startswith({"png": b"\x89PNG", "svg": b"<?xml"}[format])


def test_pictures_stop_when_nobody_wants_them():
    with pytest.raises(Cancelled):
        scene_file.of_briefing(STORIES["zh"], STORE, BASE, DAY, lambda *_at: False, "svg")


def test_a_filter_is_told_once():
    query = {"tourism.grade": "5A"}
    filtered, _ = url.from_query(query, STORE, "tourism")
    picked, _ = url.from_query(query | {"pick": "tourism:cq-dazu"}, STORE, "tourism")
    for text in map(printed, (filtered, picked)):
        assert "5A" in text
        assert text.count("筛选") == 1


def test_without_a_server_there_is_no_link():
    on = scene_file.sheet_of(scene.default(STORE), STORE, "", DAY)
    assert on.link == ""
    assert "http" not in printed(scene.default(STORE), "")


def test_pictures_come_in_print_size():
    given = replace(scene.default(STORE), layers=())
    assert Image.open(BytesIO(scene_file.file(given, STORE, BASE, DAY, "png", dpi=100))).size == (1169, 827)
    assert Image.open(BytesIO(scene_file.file(given, STORE, BASE, DAY, "png", layout.A3, 50))).size == (827, 584)
    assert ET.fromstring(scene_file.file(given, STORE, BASE, DAY, "svg")).tag.endswith("svg")  # noqa: S314 - our own file


def test_the_band_of_figures_meets_nothing():
    given = scene.default(STORE, "services")
    on = scene_file.sheet_of(given, STORE, BASE, DAY)
    assert len(on.figures) == 5
    plan = layout.layout(on)
    assert plan.figures.bottom >= plan.map.top
    assert plan.figures.top <= plan.page.top - on.margin - sum(line.leading for line in plan.head)
    page = sheet_figure.draw_map(scene_file.drawn(given, STORE, on), on, symbols.shapes(STORE))
    page.canvas.draw()
    boxes = [words.get_window_extent() for words in page.findobj(lambda artist: artist.get_gid() == "figure")]
    assert len(boxes) >= 10
    assert all(box.x1 <= page.bbox.x1 for box in boxes)
