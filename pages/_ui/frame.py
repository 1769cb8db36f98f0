"""What surrounds every page: the style sheet, the title and the language switch."""

from copy import copy
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st
from PIL import Image, ImageDraw
from streamlit.navigation.page import StreamlitPage

from geodata.catalog.pages import FIRST, PAGES
from geodata.query import question, url
from geodata.query.scene import Scene
from geodata.store import live, releases
from geodata.store.store import Store
from geodata.text import LANGS, TAG, Lang, Text, days, marks
from layers import palette
from pages._http.base_path import served
from pages._ui.common import downloads, maps
from pages._ui.session import state, takeover
from pages._ui.words import common

_ASSETS: Final = Path(__file__).parent / "assets"
_STYLES: Final = (
    "styles/style.css",
    "styles/own.css",
    "styles/touch.css",
    "styles/phone.css",
)  # the later refine the earlier


@cache
def icon() -> Image.Image:
    """Return the picture in the browser's tab: two sides and the border; a named icon would be fetched from outside."""
    size = 64
    image = Image.new("RGB", (size, size), palette.SICHUAN[:3])
    pen = ImageDraw.Draw(image)
    border = [(20, 0), (34, 16), (26, 30), (42, 46), (34, 64)]
    pen.polygon([*border, (size, size), (size, 0)], fill=(214, 205, 226))
    pen.line(border, fill=palette.BORDER[:3], width=8, joint="curve")
    return image


def dress() -> None:
    """Put the style sheets on the page."""
    st.html(_styles())


@cache
def _styles() -> str:
    sheets = "\n".join((_ASSETS / name).read_text(encoding="utf-8") for name in _STYLES)
    return f"<style>{sheets}</style>"


def language(lang: Lang, page: StreamlitPage) -> None:
    """Say in the page itself which language it is in, what its parts are, and which link leads to where one is."""
    script = st.components.v2.component("chengyu_language", js=maps.script("language"))
    said = {name: words.say(lang) for name, words in common.LANDMARKS.items()}
    script(key="language", data={"lang": TAG[lang], "page": page.url_path, "said": said}, height=1)


def follow() -> None:
    """Have the browser look whether other data are there, and draw the page anew then; only where they may change."""
    if shown := live.stamp():
        script = st.components.v2.component("chengyu_follow", js=maps.script("follow"))
        data = {"shown": shown, "address": served("/live")}
        script(key="follow", data=data, on_changed_change=lambda: None, height=1)


@cache
def _page(name: str, lang: Lang) -> StreamlitPage:
    return st.Page(f"{name}.py", title=PAGES[name].name.say(lang), default=name == FIRST)


def page(name: str, lang: Lang) -> StreamlitPage:
    """Return a page of the navigation, by its name in PAGES; each run holds one of its own, since running changes it.

    What is looked up on disk for it, fifty times a run for all pages, is looked up once.
    """
    return copy(_page(name, lang))


def heading(name: str) -> None:
    """Head the page with its name, for who hears it or goes from heading to heading: who sees it has it above."""
    st.html(f'<h1 class="page-name unseen">{escape(name)}</h1>')


def navigation(groups: dict[Text, list[tuple[StreamlitPage, str]]], lang: Lang) -> None:
    """Draw the way to every page at the top, grouped by who it is for; on a phone it is pushed sideways."""
    colon = f'<span class="unseen">{marks.COLON.say(lang)}</span>'  # heard, so that label and links do not run together
    with st.container(key="nav", horizontal=True, gap="small", vertical_alignment="center"):
        for label, pages in groups.items():
            st.html(f'<span class="group">{escape(label.say(lang))}{colon}</span>', width="content")
            for page, icon in pages:
                st.page_link(page, icon=icon, width="content")


def offer(scene: Scene) -> None:
    """Offer the light page that answers the same, where the screen is a phone's."""
    if maps.narrow() and not scene.declared.own:  # the light pages have none of these
        label, address = common.LIGHT_OFFER.say(scene.lang), served(question.light(question.of_scene(scene)))
        st.html(f'<p class="offer"><a href="{escape(address)}">{escape(label)}</a></p>')


def way_out(scene: Scene, store: Store) -> None:
    """Lead from a frame of another site to the whole page; seen only there."""
    label, address = common.WHOLE_PAGE.say(scene.lang), url.address(scene, store, downloads.server())
    st.html(f'<p class="way-out"><a href="{escape(address)}" target="_blank" rel="noopener">{escape(label)}</a></p>')


def stamp(scene: Scene, store: Store) -> None:
    """Say on paper where the page is and of when."""
    address = url.address(scene, store, downloads.public())
    made = common.MADE.say(scene.lang).format(day=days.told(days.today(), scene.lang))
    st.html(f'<p class="paper stamp">{"<br>".join(escape(line) for line in (address, made) if line)}</p>')


def again() -> None:
    """Let the page say what it had when its server is gone and another one goes on with it."""
    script = st.components.v2.component("chengyu_again", js=maps.script("again"))
    if takeover.take(script(key="again", data=takeover.had(), on_again_change=lambda: None, height=1).again):
        st.rerun()


def lost(lang: Lang) -> None:
    """Say what another server could not go on with, until the reader closes the note."""
    gone = [common.GONE[one].say(lang) for one in takeover.lost()]
    if gone:
        told = common.TAKEN_OVER.say(lang) + marks.SEMICOLON.say(lang).join(gone) + marks.STOP.say(lang)
        with st.container(key="lost", horizontal=True, vertical_alignment="center"):
            st.html(f'<p class="ignored" role="alert">{escape(told)}</p>')
            close = common.CARD_CLOSE.say(lang)
            st.button("", key="lost-close", icon=":material/close:", help=close, on_click=takeover.forget)


def made_with(scene: Scene, store: Store) -> None:
    """Say that the link was made with earlier data, and lead to what changed since, until the note is closed."""
    version, lang = next((part.value for part in state.ignored() if part.field == url.DATA), ""), scene.lang
    known = releases.known() if version else {}
    if version not in known or version == store.version:
        return
    day = days.told(date.fromisoformat(known[version].date), lang)
    since = {"lang": lang, "since": version}
    with st.container(key="made-with", horizontal=True, vertical_alignment="center"):
        told = common.MADE_WITH.say(lang).format(day=day, version=version)
        st.html(f'<p class="ignored" role="status">{escape(told)}</p>')
        st.page_link(page("sources", lang), label=common.SEE_CHANGES.say(lang), query_params=since)
        close = common.CARD_CLOSE.say(lang)
        st.button("", key="made-with-close", icon=":material/close:", help=close, on_click=state.forget_ignored)


def title(lang: Lang) -> None:
    """Draw the product's name and the language switch at the head of the side bar."""
    with st.sidebar, st.container(key="title", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="product">{escape(common.APP.say(lang))}</p><p>{escape(common.SUBTITLE.say(lang))}</p>')
        st.segmented_control(
            common.LANGUAGE.say(lang),
            LANGS,
            format_func=lambda code: {"zh": "中", "en": "EN"}[code],
            key=state.key("lang"),
            required=True,
            label_visibility="collapsed",
        )
