"""Data packs, read back: what is shown is in them, looking as on the screen, with what one must know."""

import re
import sqlite3
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import geopandas as gpd
import openpyxl
import pyogrio
import pytest

from geodata.catalog.pages import WITH_MAP
from geodata.narrative.page import told
from geodata.query import on_map, url
from geodata.text import LANGS
from layers import compose, symbols
from layers.documents.datapack import archive, gis_layers, qgis
from layers.documents.progress import Cancelled
from layers.spec import rgba
from tests.layers.given import BASE, DAY, STORE, STORIES, harmful
from tests.seen import first

SHAPES = symbols.shapes(STORE)


def parsed(text):
    """One of our own files, without its first line."""
    return ET.fromstring(text.partition("\n")[2])  # noqa: S314 - our own file


def asked(page, **query):
    given, ignored = url.from_query(query, STORE, page)
    assert not ignored
    return given


SCENES = {page: first(page) for page in WITH_MAP} | {
    "units": asked("explore", show="units,platforms,tourism", level="county", focus="500152", pick="tourism:cq-dazu"),
    "filtered": asked("explore", show="tourism,corridors", **{"tourism.grade": "5A", "corridors.mode": "hsr"}),
    "bundles": asked("crossings", show="ties,crossings"),
    "single ties": asked("crossings", show="ties,border_pairs", pick="border_pairs:511083-500153"),
    "one domain": asked("crossings", show="ties", **{"ties.domain": "eldercare"}),
    "alliance": STORIES["zh"].scenes[7],
    "corridor": asked("transport", pick="corridors:hsr-chengyu", lang="en"),
}


def unpacked(given, folder):
    with ZipFile(BytesIO(archive.of_scene(given, STORE, BASE, DAY))) as file:
        file.extractall(folder)
    return folder / archive.GPKG


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    """Where the pack of a scene lies unpacked, by the name of the scene; made once and only read."""
    return cache(lambda name: unpacked(SCENES[name], tmp_path_factory.mktemp("pack")))


@cache
def layers(given):
    shown = on_map.drawn(given, STORE)
    drawing = compose.draw(given, STORE, shown)
    return drawing, gis_layers.layers(drawing, shown, given.lang)


@pytest.mark.parametrize("name", ["filtered", "crossings", "services", "tourism"])
def test_the_geopackage_holds_exactly_the_rows_shown(name, packs):
    given, path = SCENES[name], packs(name)
    for id, shown in on_map.drawn(given, STORE).items():
        if "geometry" not in shown.rows or shown.dataset.kind == "tie":
            continue
        back = gpd.read_file(path, layer=id)
        assert back["id"].tolist() == shown.rows["id"].tolist()
        assert back.crs == "EPSG:4326"
        known = shown.rows["geometry"].notna().to_numpy()
        assert (
            back.geometry[known]
            .geom_equals(gpd.GeoSeries(shown.rows["geometry"][known], crs=4326).set_axis(back.index[known]))
            .all()
        )
        assert {"name_zh", "name_en", "source_title"} <= set(back) or shown.dataset.derived
        assert (back[gis_layers.CLASS].notna() == known).all()


@pytest.mark.parametrize("name", list(SCENES))
def test_every_layer_of_the_screen_is_there_with_a_style_of_its_colours(name, packs):
    drawing, made = layers(SCENES[name])
    path = packs(name)
    kinds = {name: kind for name, kind in pyogrio.list_layers(path) if kind}
    told_only = [id for id, part in told(SCENES[name], STORE).shown.items() if "geometry" in part.table]
    drawn = [layer.name for layer in made]
    assert list(kinds) == [*drawn, *(id for id in told_only if id not in drawn)]  # what is told but not drawn, as gaps
    assert not [kind for kind in kinds.values() if kind in ("Unknown", "GeometryCollection")]
    with sqlite3.connect(path) as file:
        styles = dict(file.execute("SELECT f_table_name, styleQML FROM layer_styles"))
    assert set(styles) == set(drawn)
    for layer in made:
        root = parsed(styles[layer.name])
        back = gpd.read_file(path, layer=layer.name)
        assert len(back) == len(layer.frame)
        if root.find("renderer-v2").get("type") == "categorizedSymbol":
            values = [one.get("value") for one in root.iter("category")]
            assert len(set(values)) == len(values) == len(root.find("renderer-v2/symbols"))
            assert set(back[gis_layers.CLASS].dropna()) == set(values)
        for told_by in root.iter("data_defined_properties"):
            fields = [option.get("value") for option in told_by.iter("Option") if option.get("name") == "field"]
            assert set(fields) <= set(back)
    colors = {prop.get("v") for style in styles.values() for prop in parsed(style).iter("prop")}
    for layer in drawing.layers:
        if layer.shape in ("line", "polygon") and layer.role != "screen" and "color" not in layer.features:
            assert gis_layers.rgba(layer.color) in colors or (layer.only is not None and not layer.only), layer.id


def test_dashes_widths_casings_and_symbols_are_those_of_the_screen():
    _, made = layers(SCENES["transport"])
    root = parsed(qgis.qml(next(one for one in made if one.name == "corridors"), SHAPES, "zh"))
    categories = {one.get("value"): one.get("symbol") for one in root.iter("category")}
    assert {"高速铁路", "高速铁路（在建、规划）", "航道"} <= set(categories)

    def properties(name):
        symbol = next(one for one in root.iter("symbol") if one.get("name") == categories[name])
        return {prop.get("k"): prop.get("v") for prop in symbol.find("layer").iter("prop")}

    assert properties("高速铁路")["line_color"] == "31,78,121,255"
    assert properties("高速铁路")["line_width"] == f"{2.6 * 0.75:g}"
    assert properties("高速铁路")["use_custom_dash"] == "0"
    assert properties("高速铁路（在建、规划）")["customdash"] == f"{6 * 2.6 * 0.75:g};{4 * 2.6 * 0.75:g}"
    _, made = layers(SCENES["crossings"])
    pairs = next(one for one in made if one.name == "border_pairs")
    root = parsed(qgis.qml(pairs, SHAPES, "zh"))
    assert all(len(symbol.findall("layer")) == 2 for symbol in root.iter("symbol"))
    assert {one.get("value") for one in root.iter("category")} == {
        "未见联系记载",
        "1–3个领域",
        "4–6个领域",
        "7个及以上领域",
    }
    _, made = layers(SCENES["eldercare"])
    sites = next(one for one in made if one.name == "eldercare")
    root = parsed(qgis.qml(sites, SHAPES, "zh"))
    color = gis_layers.rgba(rgba(STORE.catalog.domains["eldercare"].color))
    faces = {prop.get("v") for prop in root.iter("prop") if prop.get("k") == "color"}
    assert faces == {color, "255,255,255,255"}
    assert {prop.get("v") for prop in root.iter("prop") if prop.get("k") == "name"} == {"square"}


def test_names_are_labels_and_many_ties_carry_their_own_look():
    _, made = layers(SCENES["bundles"])
    by_name = {one.name: one for one in made}
    root = parsed(qgis.qml(by_name["label-cities"], SHAPES, "zh"))
    assert root.find("labeling/settings/text-style").get("fieldName") == "text_zh"
    assert root.get("labelsEnabled") == "1"
    assert by_name["ties"].free
    assert {gis_layers.COLOR, gis_layers.WIDTH} <= set(by_name["ties"].frame)
    few = next(one for one in layers(SCENES["single ties"])[1] if one.name == "ties")
    assert not few.free
    assert "basis_zh" in few.frame
    assert {look.label for look in few.looks} <= {domain.title.zh for domain in STORE.catalog.domains.values()}


@pytest.mark.parametrize("name", list(SCENES))
def test_the_project_opens_all_layers_in_their_order(name):
    drawing, made = layers(SCENES[name])
    text = qgis.project(made, SHAPES, "zh", "题<&>", archive.GPKG, drawing.view)
    root = parsed(text)
    tree = [layer.get("id") for layer in root.find("layer-tree-group")]
    assert tree == [f"chengyu-{one.name}" for one in reversed(made)]
    assert [one.findtext("id") for one in root.iter("maplayer")] == tree
    assert all(len(id) > 10 for id in tree)
    for one in root.iter("maplayer"):
        assert one.findtext("datasource") == f"./{archive.GPKG}|layername={one.findtext('id').removeprefix('chengyu-')}"
        assert one.find("renderer-v2") is not None
    west, south, east, north = (
        float(root.findtext(f"mapcanvas/extent/{edge}")) for edge in ("xmin", "ymin", "xmax", "ymax")
    )
    assert west < 111_319.49 * drawing.view.lon < east
    assert south < north


@pytest.mark.parametrize("lang", LANGS)
def test_excel_and_the_readme_say_what_it_is(lang, tmp_path):
    given = replace(SCENES["filtered"], lang=lang)
    unpacked(given, tmp_path)
    book = openpyxl.load_workbook(tmp_path / archive.XLSX)
    for shown in told(given, STORE).shown.values():
        assert book[shown.dataset.title.say(lang)[:31]].max_row == shown.count + 1
    text = (tmp_path / archive.README).read_text(encoding="utf-8-sig")
    for one in LANGS:
        assert STORE.catalog.compliance.say(one) in text
        assert told(replace(given, lang=one), STORE).sentence in text
        for shown in told(given, STORE).shown.values():
            assert shown.dataset.weakness.say(one) in text
            assert shown.dataset.licence.title.say(one) in text
    for part in ("EPSG:4326", "5A", url.address(given, STORE, BASE), STORE.version, archive.GPKG, "QGIS"):
        assert part in text


def test_a_briefing_is_a_folder_a_scene_and_can_be_stopped():
    few, seen = replace(STORIES["zh"], scenes=STORIES["zh"].scenes[6:8]), []
    body = archive.of_briefing(few, STORE, BASE, DAY, progress=lambda *at: seen.append(at) is None)
    with ZipFile(BytesIO(body)) as file:
        names = file.namelist()
        assert file.testzip() is None
        assert few.scenes[1].title in file.read(archive.README).decode("utf-8-sig")
    files = (archive.GPKG, archive.PROJECT, archive.XLSX, archive.README)
    assert names == [f"{n:02}/{name}" for n in (1, 2) for name in files] + [archive.README]
    assert seen == [(1, 2), (2, 2)]
    with pytest.raises(Cancelled):
        archive.of_briefing(few, STORE, BASE, DAY, progress=lambda _done, _of: False)


def test_whatever_a_title_holds_does_no_harm(tmp_path):
    given = harmful().scenes[-1]
    path = unpacked(given, tmp_path)
    assert pyogrio.list_layers(path).shape[0] > 5
    assert parsed((tmp_path / archive.PROJECT).read_text(encoding="utf-8")).findtext("title") == "xy</title>"
    assert not re.search("[\x00-\x08\u202e]", (tmp_path / archive.README).read_text(encoding="utf-8-sig"))


def test_names_that_are_read_closer_have_a_scale_and_names_of_corridors_are_those_shown():
    _, made = layers(SCENES["bundles"])
    by_name = {one.name: one for one in made}
    towns, cities = (parsed(qgis.qml(by_name[name], SHAPES, "zh")) for name in ("label-towns", "label-cities"))
    assert towns.get("hasScaleBasedVisibilityFlag") == "1"
    assert 500_000 < float(towns.get("minScale")) < 900_000
    assert cities.get("hasScaleBasedVisibilityFlag") is None
