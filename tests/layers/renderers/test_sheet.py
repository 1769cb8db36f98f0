"""The third renderer: a sheet shows what the screen shows, in all three formats, and nothing on it is cut or hidden."""

import re
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from itertools import combinations

import geopandas as gpd
import matplotlib as mpl
import numpy as np
import pytest
import shapely
from matplotlib._pylab_helpers import Gcf
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from pypdf import PdfReader
from pyproj import Geod

from geodata.measure import ALBERS, WGS84
from geodata.narrative import summary
from geodata.query import on_map, scene
from geodata.store.store import load
from geodata.text import LANGS
from layers import camera, compose, legend, palette, symbols
from layers.camera import Frame, View, view_of
from layers.renderers import fonts
from layers.renderers.sheet import figure, layout
from layers.renderers.sheet.layout import Sheet
from layers.spec import Drawing, MapLayer
from tests.layers.given import text_of

pytestmark = pytest.mark.filterwarnings("error")  # "Glyph missing from font" above all

STORE = load()
SHAPES = {domain: shape for domain, shape, _ in symbols.symbols(STORE)}
HERE = View(105.0, 30.0, 7.0)
FRAME = Frame(1000, 700)
CODES = {dataset.id: dataset for dataset in STORE.catalog.layers()}


def said(given):
    """A sheet with everything on it."""
    return Sheet(
        title="成渝一张图" if given.lang == "zh" else "One map",
        sentence=summary.sentence(given, STORE, on_map.drawn(given, STORE)),
        sources="公开网页" if given.lang == "zh" else "public web pages",
        date="2026-11-25",
        compliance=STORE.catalog.compliance.say(given.lang),
        link="http://127.0.0.1:8501/?lang=zh",
        lang=given.lang,
    )


def drawn(given, on):
    return compose.draw(given, STORE, on_map.drawn(given, STORE), layout.frame(on))


def made(given, on=None):
    on = on or said(given)
    return figure.draw_map(drawn(given, on), on, SHAPES)


def toy(*layers, on=None):
    return figure.draw_map(Drawing(layers, HERE, FRAME), on or Sheet(), SHAPES)


def picture(on, dpi=100):
    image = Image.open(BytesIO(figure.to_bytes(on, "png", dpi))).convert("RGB")
    return np.asarray(image).astype(int)


def near(on, pixels, lon, lat, reach=1):
    """The pixels around a place."""
    height, width, _ = pixels.shape
    x, y = figure.where(on, lon, lat)
    column, row = int(x * width), int(y * height)
    return pixels[row - reach : row + reach + 1, column - reach : column + reach + 1].reshape(-1, 3)


def has(pixels, color, within=6):
    return bool((np.abs(pixels - np.array(color[:3])).max(axis=1) <= within).any())


def pdf_text(on):
    return text_of(PdfReader(BytesIO(figure.to_bytes(on, "pdf"))).pages[0])


def words(on, gid):
    return [text for text in on.findobj(mpl.text.Text) if str(text.get_gid()).startswith(gid)]


def frame_of(*shapes, **columns):
    same = {"id": [str(n) for n in range(len(shapes))]}
    return gpd.GeoDataFrame(same | columns, geometry=list(shapes), crs=WGS84)


PLAIN = scene.default(STORE)
NOTHING = replace(PLAIN, layers=())


@pytest.fixture(scope="module")
def plain():
    """The sheet of the view everybody starts with."""
    return made(PLAIN)


@pytest.fixture(scope="module")
def ground():
    """The ground alone."""
    return made(NOTHING)


def test_the_border_is_red_where_it_is_and_the_two_sides_have_their_colours(ground):
    pixels = picture(ground)
    line = next(layer for layer in drawn(NOTHING, said(NOTHING)).layers if layer.id == "border").features.geometry
    longest = max(shapely.get_parts(line.to_numpy()), key=lambda one: one.length)
    for part in (0.2, 0.5, 0.8):
        point = longest.interpolate(part, normalized=True)
        assert has(near(ground, pixels, point.x, point.y), palette.BORDER)
    counties = STORE.get("counties").set_index("adcode").geometry.representative_point()
    for code, color in (("500119", palette.CHONGQING), ("512021", palette.SICHUAN), ("513221", palette.OUTSIDE)):
        assert has(near(ground, pixels, counties[code].x, counties[code].y), color, 0)


@pytest.mark.parametrize("id", list(CODES))
def test_every_dataset_of_the_map_is_seen(id, ground):
    given = replace(PLAIN, layers=(id,))
    on = made(given, said(NOTHING))
    assert (picture(on, 50) != picture(ground, 50)).any(axis=2).sum() > 30


@pytest.mark.parametrize("page", ["crossings", "transport", "eldercare", "tourism", "alliances"])
def test_every_page_has_a_sheet(page):
    on = made(scene.default(STORE, page))
    assert len(np.unique(picture(on, 50).reshape(-1, 3), axis=0)) > 50


SQUARE = shapely.box(104.8, 29.8, 105.2, 30.2)
POINT = shapely.Point(105, 30)
LINE = shapely.LineString([(104, 30), (106, 30)])
ICON = {"dx": [0.0], "dy": [0.0]}
RED, BLUE = (200, 0, 0, 255), (0, 0, 200, 255)
HOLE = shapely.difference(shapely.box(104, 29, 106, 31), SQUARE)


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        (MapLayer("x", "polygon", frame_of(SQUARE), color=RED), RED),
        (MapLayer("x", "polygon", frame_of(SQUARE, color=[BLUE]), color=RED), BLUE),
        (MapLayer("x", "polygon", frame_of(HOLE), color=RED), palette.PAPER),
        (MapLayer("x", "polygon", frame_of(SQUARE), color=RED, only=frozenset({"9"})), palette.PAPER),
        (MapLayer("x", "line", frame_of(LINE), color=RED, width=4), RED),
        (MapLayer("x", "line", frame_of(LINE, color=[BLUE], width=[6.0])), BLUE),
        (MapLayer("x", "line", frame_of(LINE), color=RED, width=9, metres=7500), RED),
        (MapLayer("x", "point", frame_of(POINT, icon=["tourism-solid"], **ICON), color=RED), RED),
        (MapLayer("x", "point", frame_of(POINT, icon=["tourism-hollow"], **ICON), color=RED), (255, 255, 255)),
        (MapLayer("x", "point", frame_of(POINT, icon=["picked"], **ICON), size=30), palette.PAPER),
    ],
)
def test_every_shape_is_drawn_in_its_colour(layer, expected):
    on = toy(layer)
    assert has(near(on, picture(on), 105, 30, 0), expected)


def test_a_dashed_line_has_gaps_and_a_cased_one_a_white_edge():
    dashed = MapLayer("x", "line", frame_of(LINE, color=[RED], width=[4.0], dash=[(6, 4)]))
    pixels = picture(toy(dashed))
    found = [has(near(toy(), pixels, lon, 30, 0), RED) for lon in np.linspace(104.2, 105.8, 60)]
    assert 0.4 < np.mean(found) < 0.8
    cased = MapLayer("x", "line", frame_of(LINE), color=RED, width=4, casing=14, pickable=False, address="a")
    pickable = replace(cased, features=frame_of(LINE, tip_zh=[""], tip_en=[""]), pickable=True)
    assert picture(toy(pickable)).sum() > picture(toy(cased)).sum()


def test_a_symbol_is_shifted_as_on_the_screen_and_a_ring_goes_around():
    shifted = frame_of(POINT, icon=["tourism-solid"], dx=[40.0], dy=[0.0])
    on = toy(MapLayer("x", "point", shifted, color=RED))
    assert not has(near(on, picture(on), 105, 30), RED)
    assert has(near(on, picture(on), 105 + 40 * 360 / (512 * 2**7), 30), RED)
    ring = toy(MapLayer("x", "point", frame_of(POINT, icon=["picked"], **ICON), size=30))
    assert has(near(ring, picture(ring), 105, 30, 12), palette.PICKED)


def test_names_of_a_sheet_do_not_meet_and_stay_on_the_map(plain):
    FigureCanvasAgg(plain).draw()
    boxes = [text.get_window_extent() for text in words(plain, "label-")]
    assert len(boxes) > 15
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    room = plain.axes[0].get_window_extent()
    assert all(room.x0 <= box.x0 and box.x1 <= room.x1 and room.y0 <= box.y0 and box.y1 <= room.y1 for box in boxes)


@pytest.mark.parametrize("paper", [layout.A4, layout.A3, layout.SLIDE, layout.Paper(4, 6)])
@pytest.mark.parametrize("frame", [camera.DESKTOP, camera.PHONE, Frame(1050, 740, 165, 350)])
def test_all_that_the_camera_was_pointed_at_is_on_the_sheet(paper, frame):
    bounds = (105.0, 28.0, 110.0, 32.5)
    on = figure.draw_map(Drawing((), view_of(bounds, frame), frame), Sheet(paper=paper), SHAPES)
    room = on.axes[0].get_position()
    for lon in (bounds[0], bounds[2]):
        for lat in (bounds[1], bounds[3]):
            x, y = figure.where(on, lon, lat)
            assert room.x0 <= x <= room.x1
            assert room.y0 <= 1 - y <= room.y1


@pytest.mark.parametrize("focus", ["", "510000", "500152"])
def test_the_scale_bar_is_as_long_on_the_ground_as_it_says(focus):
    given = replace(NOTHING, focus=focus)
    on = made(given)
    parts = [patch for patch in on.findobj(mpl.patches.Rectangle) if patch.get_gid() == "scale"]
    long = sum(part.get_width() for part in parts) * layout.A4.unit / (layout.A4.width * 72)
    km = int(re.search(r"(\d+) 公里", pdf_text(on)).group(1))
    room = on.axes[0]
    axes_x, axes_y = np.mean(room.get_xlim()), np.mean(room.get_ylim())
    lon, lat = gpd.GeoSeries([shapely.Point(axes_x, axes_y)], crs=ALBERS).to_crs(WGS84).item().coords[0]
    ends = [Geod(ellps="WGS84").fwd(lon, lat, turn, km * 500)[:2] for turn in (270, 90)]
    (x0, y0), (x1, y1) = (figure.where(on, *end) for end in ends)
    drawn_as = np.hypot(x1 - x0, (y1 - y0) * layout.A4.height / layout.A4.width)
    assert long == pytest.approx(drawn_as, rel=2e-3)


@pytest.mark.parametrize("page", ["explore", "crossings"])
@pytest.mark.parametrize("lang", LANGS)
def test_the_legend_is_that_of_the_screen(page, lang):
    given = replace(scene.default(STORE, page), lang=lang)
    on = said(given)
    drawing = drawn(given, on)
    told = "".join(text.get_text() for text in words(figure.draw_map(drawing, on, SHAPES), "legend"))
    expected = "".join(fonts.drawable(entry.label.say(lang)) for entry in legend.entries(drawing))
    assert told.replace(" ", "") == ("图例" if lang == "zh" else "Legend") + expected.replace(" ", "")


def test_a_long_legend_is_wholly_on_the_sheet():
    everything = replace(PLAIN, layers=("units", *CODES), lang="en")
    for paper in (layout.A4, layout.SLIDE):
        on = made(everything, replace(said(everything), paper=paper))
        FigureCanvasAgg(on).draw()
        boxes = [text.get_window_extent() for text in words(on, "legend")]
        assert not [pair for pair in combinations(boxes, 2) if pair[0].shrunk(1, 0.7).overlaps(pair[1].shrunk(1, 0.7))]
        assert all(on.bbox.x0 <= box.x0 and box.x1 <= on.bbox.x1 and box.y0 >= on.bbox.y0 for box in boxes)


def test_the_text_of_a_pdf_can_be_searched_and_copied(plain):
    text = pdf_text(plain)
    on = said(PLAIN)
    flat = re.sub(r"\s", "", text)
    for part in (on.title, on.sentence, on.compliance, on.date, on.link, "成都", "重庆", "绵阳", "图例", "川渝界线"):
        assert re.sub(r"\s", "", part) in flat


def test_fonts_of_a_pdf_are_embedded_in_a_way_every_reader_knows(plain):
    reader = PdfReader(BytesIO(figure.to_bytes(plain, "pdf")))
    found = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    assert found
    assert all(font["/Subtype"] == "/Type3" and "/ToUnicode" in font for font in found)
    links = [note.get_object()["/A"]["/URI"] for note in reader.pages[0]["/Annots"]]
    assert set(links) == {said(PLAIN).link}


def test_an_english_sheet_has_no_chinese():
    for page in ("explore", "crossings"):
        text = pdf_text(made(replace(scene.default(STORE, page), lang="en")))
        assert not re.search("[\u3000-\u9fff]", text)
        assert "Chengdu" in text


@pytest.mark.parametrize("evil", ["$x$", "<b>&amp;</b>", r"\frac{1}{2}", "_^", "%s {0}", "$", "$$", "成都$\n$重庆"])
def test_whatever_a_text_holds_is_drawn_as_text(evil):
    features = frame_of(POINT, text_zh=[evil], text_en=[evil])
    words = Sheet(title=evil, sentence=evil, filter=evil, sources=evil, date=evil, compliance=evil, link=evil)
    on = toy(MapLayer("label-x", "label", features), on=words)
    assert pdf_text(on).count(fonts.drawable(evil)) >= 7
    assert picture(on, 50).any()
    ET.fromstring(figure.to_bytes(on, "svg"))  # noqa: S314  # our own file


def test_a_text_longer_than_a_sheet_leaves_room_for_the_map():
    endless = "川渝毗邻地区 " * 500
    on = Sheet(title=endless, sentence=endless, filter=endless, sources=endless, link="http://h/?" + "q" * 900)
    room = layout.layout(on).map
    assert room.height > 250
    assert toy(on=on)


def test_a_link_is_drawn_as_a_code_while_a_telephone_can_read_it():
    def codes(link):
        return [patch for patch in toy(on=Sheet(link=link)).findobj(mpl.patches.PathPatch) if patch.get_gid() == "code"]

    assert len(codes("http://h/?q")) == 1
    assert codes("http://h/?" + "q" * 3000) == []
    assert "http://h/?qqq" in pdf_text(toy(on=Sheet(link="http://h/?" + "q" * 3000)))


def test_files_are_as_large_as_can_be_sent(plain):
    everything = made(replace(PLAIN, layers=("units", *CODES)))
    for on in (plain, everything):
        assert len(figure.to_bytes(on, "pdf")) < 3_000_000
        assert len(figure.to_bytes(on, "png")) < 3_000_000
        svg = figure.to_bytes(on, "svg")
        assert len(svg) < 6_000_000
        assert ET.fromstring(svg).tag.endswith("svg")  # noqa: S314  # our own file


def test_the_picture_has_the_size_of_the_paper():
    height, width, _ = picture(toy(on=Sheet(paper=layout.SLIDE)), 96).shape
    assert (width, height) == (1279, 720)


def test_a_sheet_may_be_the_map_alone():
    on = toy(on=Sheet(legend=False, margin=layout.OUTSIDE))
    box = on.axes[0].get_position()
    assert box.width > 0.98
    assert box.height > 0.98
    assert pdf_text(on).split() == ["北", "0", "25", "50", "公里"]


def test_the_same_sheet_is_the_same_file_and_ten_at_once_do_not_disturb_each_other():
    before, formats = dict(mpl.rcParams), list(figure.MEDIA)
    with ThreadPoolExecutor(12) as pool:  # sheets of every format at once
        files = list(pool.map(lambda n: figure.to_bytes(made(NOTHING), formats[n % len(formats)], 40), range(12)))
    for n, format in enumerate(formats):
        assert len(set(files[n :: len(formats)])) == 1, format
    assert dict(mpl.rcParams) == before
    assert Gcf.figs == {}


def test_without_a_font_of_the_machine_a_sheet_is_drawn_with_the_shipped_one(monkeypatch):
    monkeypatch.setattr(fonts, "installed", list)
    fonts.face.cache_clear()
    try:
        on = made(PLAIN)
        reader = PdfReader(BytesIO(figure.to_bytes(on, "pdf")))
        names = {str(font.get_object()["/BaseFont"]) for font in reader.pages[0]["/Resources"]["/Font"].values()}
        assert {name.partition("+")[2] for name in names} == {"NotoSansSC-Regular"}
        assert "成都" in text_of(reader.pages[0])
    finally:
        fonts.face.cache_clear()


def test_a_sheet_has_the_names_that_are_read_at_its_scale_turned_as_their_lines():
    zoom = HERE.zoom
    features = frame_of(
        POINT,
        shapely.Point(POINT.x + 0.2, POINT.y),
        text_zh=["近", "远"],
        text_en=["near", "far"],
        zoom=[zoom - 1, zoom + 3],
        angle=[30.0, 0.0],
    )
    found = words(toy(MapLayer("label-x", "label", features, role="ground")), "label-x")
    assert [(text.get_text(), text.get_rotation()) for text in found] == [("近", 30.0)]
    none = MapLayer("label-x", "label", features, role="ground", only=frozenset())
    assert words(toy(none), "label-x") == []
