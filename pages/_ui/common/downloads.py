"""Files of exactly what is shown, made only when somebody asks for one."""

from collections.abc import Callable
from functools import cache as once
from html import escape
from typing import Final
from urllib.parse import urlsplit

import geopandas as gpd
import pandas as pd
import streamlit as st

from geodata.briefing.model import Briefing
from geodata.domains import shared_services
from geodata.export import datasets, filename, formats, metadata, workbook
from geodata.export.metadata import About
from geodata.narrative import filters, summary
from geodata.narrative import table as readable
from geodata.query import url
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store.store import Edition, Store
from geodata.text import Lang, days, marks
from layers.documents import pdf, powerpoint, scene_file
from layers.documents.datapack import archive
from layers.documents.html import page
from layers.renderers.sheet import figure
from pages._http import base_path
from pages._ui.session import cache
from pages._ui.words import common


def about(scene: Scene, store: Store, shown: dict[str, Shown], told: str, address: str) -> About:
    """Return what a file of what is shown says of itself; ``told``: what it is in one sentence."""
    return metadata.about(
        [answer.dataset for answer in shown.values()],
        store,
        scene.lang,
        title=told,
        filter="; ".join(filters.filters(scene, store, scene.lang)),
        link=address,
        vintage=scene.vintage,
        note=cache.told(scene, store).caveat,
        day=days.today(),
    )


def _rows(shown: dict[str, Shown], edition: Edition) -> formats.Layers:
    return {
        id: (datasets.columns(answer.rows, answer.dataset), _geometry(answer, edition)) for id, answer in shown.items()
    }


def _geometry(answer: Shown, edition: Edition) -> gpd.GeoSeries:
    """Where the rows shown are; services of named places are in the counties they name, what has no place is None."""
    if answer.dataset.kind == "coverage":
        areas = shared_services.shapes(edition.service_places(), edition.get("counties"))
        return areas.reindex(answer.rows["id"]).set_axis(answer.rows.index)
    return gpd.GeoSeries(answer.rows.get("geometry"), answer.rows.index)


def _placed(answer: Shown) -> bool:
    """Whether rows of a dataset have places."""
    return "geometry" in answer.table or answer.dataset.kind == "coverage"


def _together(shown: dict[str, Shown], edition: Edition) -> tuple[pd.DataFrame, "gpd.GeoSeries"]:
    """All rows in one table, where there are several datasets each with its own; what a dataset lacks is empty."""
    parts = _rows(shown, edition)
    if len(parts) == 1:
        return next(iter(parts.values()))
    frames = [frame.astype(object).assign(dataset=id) for id, (frame, _) in parts.items()]
    table = pd.concat(frames, ignore_index=True)
    geometry = pd.concat([shapes for _, shapes in parts.values()], ignore_index=True)
    return table[["dataset", *(name for name in table if name != "dataset")]], gpd.GeoSeries(geometry, crs=4326)


def files(
    scene: Scene, store: Store, shown: dict[str, Shown], told: str, address: str
) -> dict[str, Callable[[], bytes]]:
    """Return for each format how to make the file of what is shown; ``told`` says in one sentence what that is."""
    edition = store.at(scene.vintage)

    @once
    def what() -> About:  # asked of the whole page, which costs more than to draw it: only for who takes a file
        return about(scene, store, shown, told, address)

    def geojson() -> bytes:
        frame, geometry = _together(shown, edition)
        return formats.geojson(frame, geometry, what(), "shown")

    def sheets() -> dict[str, pd.DataFrame]:
        return {
            answer.dataset.title.say(scene.lang): readable.table(answer, store, scene.lang, in_file=True)
            for answer in shown.values()
        }

    def xlsx() -> bytes:
        titled = readable.titled((answer.dataset for answer in shown.values()), scene.lang)
        return workbook.xlsx(sheets(), what(), scene.lang, titled)

    plain: dict[str, Callable[[], bytes]] = {
        "csv": lambda: formats.csv(_together(shown, edition)[0], what()),
        "xlsx": xlsx,
    }
    if not any(_placed(answer) for answer in shown.values()):
        return plain
    return plain | {"geojson": geojson, "gpkg": lambda: formats.geopackage(_rows(shown, edition), what())}


def server() -> str:
    """Return the address of the product as the visitor knows it; a name of this machine where that is unknown."""
    origin = urlsplit(st.context.url or "")
    return f"{origin.scheme or 'http'}://{origin.netloc or 'localhost'}{base_path.base_path()}"


def public() -> str:
    """Return the address of the product to be printed, which others can open; empty where none is known."""
    return base_path.public(server())


def named(scene: Scene, store: Store, *parts: str, ending: str) -> str:
    """Return the name of a file of a scene: page, ``parts``, filters, today."""
    told = (scene.declared.name.say(scene.lang), *parts, *summary.in_short(scene, store, scene.lang))
    return filename.filename(told, days.today(), ending, scene.lang)


def prints(scene: Scene, store: Store) -> dict[str, tuple[str, str, Callable[[], bytes]]]:
    """Return for each kind of file to show or to print: its ending, its media type and how it is made of a scene."""
    base, day = public(), days.today()

    def alone() -> Briefing:
        return Briefing(cache.told(scene, store).title, (scene,), store.version, scene.lang)

    return {
        "PNG": ("png", figure.MEDIA["png"], lambda: scene_file.file(scene, store, base, day, "png")),
        "SVG": ("svg", figure.MEDIA["svg"], lambda: scene_file.file(scene, store, base, day, "svg")),
        "PDF": ("pdf", figure.MEDIA["pdf"], lambda: pdf.of_scene(scene, store, base, day)),
        "PowerPoint": ("pptx", powerpoint.MEDIA, lambda: powerpoint.to_pptx(alone(), store, base, day)),
        "HTML": ("html", page.MEDIA, lambda: page.to_html(alone(), store, base, day)),
        common.PACK.say(scene.lang): ("zip", archive.MEDIA, lambda: archive.of_scene(scene, store, base, day)),
    }


NAMES: Final = {"csv": "CSV", "xlsx": "Excel", "geojson": "GeoJSON", "gpkg": "GeoPackage"}


def _help(format: str, lang: Lang) -> str:
    """What a button says of its file."""
    told = common.DOWNLOAD_HELP.say(lang)
    return told + marks.SPACE.say(lang) + common.CSV_HELP.say(lang) if format == "csv" else told


def buttons(makers: dict[str, Callable[[], bytes]], key: str, scene: Scene, store: Store, *parts: str) -> None:
    """Draw a button for each format of some rows.

    Args:
        makers: how the file of each format is made.
        key: of the row of buttons, and the beginning of theirs.
        scene, store: what is shown, and of what.
        parts: what the rows are where they are not those of the page (``named``).
    """
    lang = scene.lang
    with st.container(key=f"{key}s", horizontal=True, gap="small"):
        for format, make in makers.items():
            st.download_button(
                NAMES[format],
                make,
                file_name=named(scene, store, *parts, ending=format),
                mime=formats.MEDIA[format],
                key=f"{key}-{format}",
                on_click="ignore",
                help=_help(format, lang),
            )


def table_files(
    sheet: tuple[str, pd.DataFrame],
    layer: tuple[str, gpd.GeoDataFrame],
    about: About,
    lang: Lang,
    titled: dict[str, str],
) -> dict[str, Callable[[], bytes]]:
    """Return how the files of a table are made that is no dataset.

    Args:
        sheet: name and table as people read it.
        layer: name and rows with their geometry (EPSG:4326), for programs.
        about: what they are.
        lang: of the sheet on that.
        titled: headings of titles and their addresses, as for ``workbook.xlsx``.
    """
    name, rows = layer
    plain = pd.DataFrame(rows.drop(columns="geometry"))
    return {
        "csv": lambda: formats.csv(plain, about),
        "xlsx": lambda: workbook.xlsx(dict([sheet]), about, lang, titled),
        "geojson": lambda: formats.geojson(plain, rows.geometry, about, name),
        "gpkg": lambda: formats.geopackage({name: (plain, rows.geometry)}, about),
    }


def of_rows(scene: Scene, store: Store, shown: dict[str, Shown], told: str, key: str, *parts: str) -> None:
    """Draw a button per format of the rows shown; ``told`` is each file's title, the rest is as for ``buttons``."""
    made = files(scene, store, shown, told, url.address(scene, store, public()))
    buttons(made, key, scene, store, *parts)


def show(scene: Scene, store: Store, shown: dict[str, Shown], told: str) -> None:
    """Draw a button per format and the link to the view; ``told`` goes into each file as its title."""
    if not shown:
        return
    lang, address = scene.lang, url.address(scene, store, server())
    st.markdown(f"**{common.DOWNLOADS.say(lang)}**")
    of_rows(scene, store, shown, told, "download")
    st.markdown(f"**{common.PRINTS.say(lang)}**")
    with st.container(key="prints", horizontal=True, gap="small"):
        for name, (ending, media, print_it) in prints(scene, store).items():
            st.download_button(
                name,
                print_it,
                file_name=named(scene, store, ending=ending),
                mime=media,
                key=f"print-{ending}",
                on_click="ignore",
                help=common.PRINTS_HELP.say(lang),
            )
    st.markdown(f"**{common.LINK.say(lang)}**")
    copy, done = escape(common.COPY_LINK.say(lang)), escape(common.COPIED.say(lang))
    button = f'<button data-copy="{escape(address)}" data-done="{done}" aria-live="polite">{copy}</button>'
    st.html(f'<p class="link">{escape(address)}</p><p class="reach">{button}</p>')
