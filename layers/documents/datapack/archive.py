"""A data pack: what is shown as a GeoPackage that QGIS opens as on the screen, as Excel, and what to know about it."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import geopandas as gpd

from geodata.briefing.model import Briefing
from geodata.catalog.model import Dataset
from geodata.export import datasets, formats, metadata, workbook
from geodata.export.metadata import About
from geodata.narrative import table
from geodata.narrative.page import Told, told
from geodata.query import on_map, url
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import LANGS, Lang, Text, marks, plain
from layers import compose, symbols
from layers.documents import zipped
from layers.documents.datapack import gis_layers, qgis, styled_gpkg
from layers.documents.datapack.gis_layers import GisLayer
from layers.documents.progress import Progress, tell

MEDIA: Final = "application/zip"
GPKG, PROJECT, XLSX, README = "chengyu.gpkg", "chengyu.qgs", "chengyu.xlsx", "README.txt"
_FILES: Final = Text(
    f"{PROJECT}：用 QGIS 3 双击打开，图层次序、颜色、线型与屏幕一致（数据和样式都在 {GPKG} 中，请与它放在一起）。\n"
    f"{GPKG}：GeoPackage，全部图层。事实图层带全部字段与原精度坐标，draw_ 开头的字段是画图用的；"
    "底图图层（区县、界线等）是制图用的简化图形，量算请用公开数据接口的原图。\n"
    f"{XLSX}：表格，每个数据一张工作表。",
    f"{PROJECT}: opens in QGIS 3 with a double click; order, colours and lines are those of the screen (data and "
    f"styles are in {GPKG}: keep it beside).\n"
    f"{GPKG}: GeoPackage with all layers. Layers of facts have all columns and full precision; columns that begin with "
    "draw_ are for drawing. Layers of the ground (counties, borders) are simplified for drawing: measure on the full "
    "shapes of the open data.\n"
    f"{XLSX}: the tables, one sheet each.",
)
_LAYERS: Final = Text("图层（自下而上）", "Layers, from the bottom up")
_DATASETS: Final = Text("数据", "Datasets")
_WEAKNESS: Final = Text("须知：", "To know: ")
_SCENES: Final = Text("画面", "Scenes")


def of_scene(scene: Scene, store: Store, base: str, day: date) -> bytes:
    """Return the data pack of a scene.

    Args:
        scene, store: what is shown.
        base: address of the server it links to; empty: it links to none.
        day: today.
    """
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as pack:
        _add(pack, "", scene, store, base, day)
    return buffer.getvalue()


def of_briefing(briefing: Briefing, store: Store, base: str, day: date, progress: Progress | None = None) -> bytes:
    """Return the data packs of all scenes of a briefing, a numbered folder each.

    Raises:
        Cancelled: ``progress`` said so.
    """
    buffer, titles = BytesIO(), []
    with ZipFile(buffer, "w", ZIP_DEFLATED) as pack:
        for n, scene in enumerate(briefing.scenes, 1):
            titles.append(f"{n:02}/  {_add(pack, f'{n:02}/', scene, store, base, day).title}")
            tell(progress, n, len(briefing.scenes))
        head = [plain(briefing.title), "", _SCENES.say(briefing.lang), *titles, "", _statements(store, "zh")]
        zipped.write(pack, README, "\r\n".join([*head, _statements(store, "en")]).encode("utf-8-sig"), day)
    return buffer.getvalue()


def _add(pack: ZipFile, folder: str, scene: Scene, store: Store, base: str, day: date) -> Told:
    """Put the files of a scene into a pack."""
    known, shapes = told(scene, store), symbols.shapes(store)
    shown = on_map.drawn(scene, store)
    drawing = compose.draw(scene, store, shown)
    layers = gis_layers.layers(drawing, shown, scene.lang)
    about = _about(scene, known, store, base, day)
    frames: formats.Layers = {one.name: (one.frame.drop(columns="geometry"), one.frame.geometry) for one in layers}
    styles = {one.name: qgis.qml(one, shapes, scene.lang) for one in layers}
    frames |= {
        id: (datasets.columns(part.rows, part.dataset), gpd.GeoSeries(part.rows["geometry"]))
        for id, part in known.shown.items()
        if id not in frames and "geometry" in part.table  # told but not drawn, such as gaps
    }
    tables = {
        part.dataset.title.say(scene.lang): table.table(part, store, scene.lang, in_file=True)
        for part in known.shown.values()
    }
    titled = table.titled((part.dataset for part in known.shown.values()), scene.lang)
    project = qgis.project(layers, shapes, scene.lang, known.title, GPKG, drawing.view)
    files = {
        GPKG: styled_gpkg.geopackage(frames, styles, about, day),
        PROJECT: project.encode(),
        XLSX: workbook.xlsx(tables, about, scene.lang, titled),
        README: "\r\n".join(_readme(scene, known, store, base, day, layers)).encode("utf-8-sig"),
    }
    for name, body in files.items():
        zipped.write(pack, folder + name, body, day)
    return known


def _about(scene: Scene, known: Told, store: Store, base: str, day: date) -> About:
    return metadata.about(
        [part.dataset for part in known.shown.values()],
        store,
        scene.lang,
        title=f"{known.title}{marks.COLON.say(scene.lang)}{known.sentence}",
        filter=known.filter,
        link=url.address(scene, store, base),
        vintage=scene.vintage,
        note=known.caveat,
        day=day,
    )


def _readme(scene: Scene, known: Told, store: Store, base: str, day: date, layers: list[GisLayer]) -> list[str]:
    """What to know, in both languages, that of the scene first."""
    lines: list[str] = []
    for lang in sorted(LANGS, key=lambda lang: lang != scene.lang):
        there = known if lang == scene.lang else told(replace(scene, lang=lang), store)
        about = _about(replace(scene, lang=lang), there, store, base, day)
        colon = marks.COLON.say(lang)
        lines += [f"{label}{colon}{value}" for label, value in about.rows(lang) if value]
        lines += ["", *_FILES.say(lang).split("\n"), "", _LAYERS.say(lang)]
        lines += [
            f"  {layer.name}  {layer.title if lang == scene.lang else ''}  {len(layer.frame)}" for layer in layers
        ]
        lines += ["", _DATASETS.say(lang), *(_dataset(part.dataset, lang) for part in there.shown.values())]
        lines += ["", "-" * 60, ""]
    return lines


def _dataset(dataset: Dataset, lang: Lang) -> str:
    texts = dataset.title, dataset.producer, dataset.licence.title, dataset.method, dataset.weakness
    title, who, licence, method, weakness = (text.say(lang) for text in texts)
    if lang == "zh":
        return f"  {title}（{who}，{dataset.as_of}，{licence}）：{method}{_WEAKNESS.zh}{weakness}"
    return f"  {title} ({who}, {dataset.as_of}, {licence}): {method} {_WEAKNESS.en}{weakness}"


def _statements(store: Store, lang: Lang) -> str:
    return store.catalog.compliance.say(lang)
