"""Files of exactly what is shown, made only when somebody asks for one."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

import geopandas as gpd
import pandas as pd
import streamlit as st

from geodata.briefing.model import Briefing
from geodata.export import datasets, formats, metadata
from geodata.export.metadata import About
from geodata.narrative import filters
from geodata.narrative import table as readable
from geodata.query import url
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store.store import Store
from layers.documents import powerpoint, scene_file
from layers.documents.datapack import archive
from layers.documents.html import page
from layers.renderers.sheet import figure
from pages._http import base_path
from pages._ui.session import cache
from pages._ui.words import common


def _about(scene: Scene, store: Store, shown: dict[str, Shown], told: str, address: str) -> About:
    return metadata.about(
        [answer.dataset for answer in shown.values()],
        store,
        scene.lang,
        title=told,
        filter="; ".join(filters.filters(scene, store, scene.lang)),
        link=address,
        vintage=scene.vintage,
        note=cache.told(scene).caveat,
    )


def _rows(shown: dict[str, Shown]) -> dict[str, tuple[pd.DataFrame, "gpd.GeoSeries"]]:
    return {
        id: (
            datasets.columns(answer.rows, answer.dataset),
            gpd.GeoSeries(answer.rows.get("geometry"), answer.rows.index),
        )
        for id, answer in shown.items()
    }


def _together(shown: dict[str, Shown]) -> tuple[pd.DataFrame, "gpd.GeoSeries"]:
    """All rows in one table, where there are several datasets each with its own; what a dataset lacks is empty."""
    parts = _rows(shown)
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
    about = _about(scene, store, shown, told, address)

    def geojson() -> bytes:
        frame, geometry = _together(shown)
        return formats.geojson(frame, geometry, about, "shown")

    def sheets() -> dict[str, pd.DataFrame]:
        return {
            answer.dataset.title.say(scene.lang): readable.table(answer, store, scene.lang) for answer in shown.values()
        }

    plain: dict[str, Callable[[], bytes]] = {
        "csv": lambda: formats.csv(_together(shown)[0], about),
        "xlsx": lambda: formats.xlsx(sheets(), about, scene.lang),
    }
    if not any("geometry" in answer.table for answer in shown.values()):
        return plain
    return plain | {"geojson": geojson, "gpkg": lambda: formats.geopackage(_rows(shown), about)}


def server() -> str:
    """Return the address of the product as the visitor knows it; a name of this machine where that is unknown."""
    origin = urlsplit(st.context.url or "")
    return f"{origin.scheme or 'http'}://{origin.netloc or 'localhost'}{base_path.base_path()}"


def public() -> str:
    """Return the address of the product to be printed, which others can open; empty where none is known."""
    return base_path.public(server())


def prints(scene: Scene, store: Store) -> dict[str, tuple[str, str, Callable[[], bytes]]]:
    """Return for each kind of file to show or to print: its ending, its media type and how it is made of a scene."""
    base, day = public(), date.today()
    alone = Briefing(cache.told(scene).title, (scene,), store.version, scene.lang)
    return {
        "PNG": ("png", figure.MEDIA["png"], lambda: scene_file.file(scene, store, base, day, "png")),
        "SVG": ("svg", figure.MEDIA["svg"], lambda: scene_file.file(scene, store, base, day, "svg")),
        "PDF": ("pdf", figure.MEDIA["pdf"], lambda: scene_file.file(scene, store, base, day, "pdf")),
        "PowerPoint": ("pptx", powerpoint.MEDIA, lambda: powerpoint.to_pptx(alone, store, base, day)),
        "HTML": ("html", page.MEDIA, lambda: page.to_html(alone, store, base, day)),
        common.PACK.say(scene.lang): ("zip", archive.MEDIA, lambda: archive.of_scene(scene, store, base, day)),
    }


def show(scene: Scene, store: Store, shown: dict[str, Shown], told: str) -> None:
    """Draw a button per format and the link to the view; ``told`` goes into each file as its title."""
    if not shown:
        return
    lang, address = scene.lang, url.address(scene, store, server())
    printed = url.address(scene, store, public())  # files go to others
    names = {"csv": "CSV", "xlsx": "Excel", "geojson": "GeoJSON", "gpkg": "GeoPackage"}
    st.markdown(f"**{common.DOWNLOADS.say(lang)}**")
    with st.container(key="downloads", horizontal=True, gap="small"):
        for format, make in files(scene, store, shown, told, printed).items():
            st.download_button(
                names[format],
                make,
                file_name=f"chengyu-{store.catalog.compliance.facts_as_of}.{format}",
                mime=formats.MEDIA[format],
                key=f"download-{format}",
                on_click="ignore",
                help=common.DOWNLOAD_HELP.say(lang),
            )
    st.markdown(f"**{common.PRINTS.say(lang)}**")
    with st.container(key="prints", horizontal=True, gap="small"):
        for name, (ending, media, print_it) in prints(scene, store).items():
            st.download_button(
                name,
                print_it,
                file_name=f"chengyu-{store.catalog.compliance.facts_as_of}.{ending}",
                mime=media,
                key=f"print-{ending}",
                on_click="ignore",
                help=common.PRINTS_HELP.say(lang),
            )
    st.markdown(f"**{common.LINK.say(lang)}**")
    st.code(address, language=None, wrap_lines=True)
