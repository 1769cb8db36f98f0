"""The check before a meeting: what the browser told, judged and put into words."""

from html import escape
from typing import Any, Final, NamedTuple

import streamlit as st

from geodata.briefing.model import Briefing
from geodata.query import on_map
from geodata.store.store import Store
from geodata.text import Lang
from layers import compose, symbols
from pages._http.base_path import served
from pages._ui.common import downloads, maps
from pages._ui.session import state
from pages._ui.words import briefing as words

OK, WARN, BAD = "ok", "warn", "bad"
# Oldest versions everything was made for; Streamlit itself supports the last two of each.
GOOD: Final = {"Chrome": 109, "Edg": 109, "Firefox": 115, "Safari": 16}
SMALLEST: Final = (1280, 720)  # px
SLOW_MS: Final = 400
MARKS: Final = {OK: "✓", WARN: "!", BAD: "×"}
PAGE: Final = "/briefing"  # where the check is made, below the base path
_ASK: Final = "_check"  # how often a check was asked for
_REPORT: Final = "_checked"  # what the last one told


class Finding(NamedTuple):
    """One thing that was looked at: what, how it is, and the value that says so."""

    what: str
    level: str
    value: str

    def say(self, lang: Lang) -> str:
        """Return it in words, with what is used instead where it falls short."""
        return words.CHECKS[self.what][self.level].say(lang).format(value=self.value)


def judged(report: dict[str, Any], link: str = "") -> list[Finding]:
    """Return what a browser's report means; nothing of it is trusted to be complete.

    Args:
        report: what the browser told.
        link: the address that is printed; empty where others could not open it.
    """
    renderer, browser = str(report.get("renderer", "")), report.get("browser") or {}
    name, major = str(browser.get("name", "")), int(browser.get("major") or 0)
    width, height = ([int(px) for px in report.get("screen") or ()] + [0, 0])[:2]
    missing, speed = int(report.get("missing") or 0), int(report.get("speed") or 0)
    path = str(report.get("path") or "").rstrip("/")
    return [
        Finding("webgl", WARN if report.get("slow") else OK if renderer else BAD, renderer[:60]),
        Finding("browser", OK if major >= GOOD.get(name, 10_000) else WARN, f"{name} {major}".strip()),
        Finding("font", OK if report.get("font") else BAD, ""),
        Finding("screen", OK if width >= SMALLEST[0] and height >= SMALLEST[1] else WARN, f"{width} × {height}"),
        Finding("data", BAD if missing else OK, str(missing or int(report.get("fetched") or 0))),
        Finding("speed", OK if speed <= SLOW_MS else WARN, str(speed)),
        Finding("fullscreen", OK if report.get("fullscreen") else WARN, ""),
        Finding("path", OK if path in ("", served(PAGE)) else BAD, path[:60]),
        Finding("link", OK if link else WARN, link),
    ]


def needed(briefing: Briefing, store: Store) -> list[str]:
    """Return every address that the maps of a briefing fetch."""
    found = {symbols.icon_atlas(store)[0]}
    for scene in briefing.scenes:
        drawing = compose.draw(scene, store, on_map.drawn(scene, store))
        found |= {layer.address for layer in drawing.layers if layer.address}
    return sorted(served(f"/{address}") for address in found)


def _ask() -> None:
    state.remember(_ASK, (state.value(_ASK) or 0) + 1)
    state.remember(_REPORT, None)


def _heard() -> None:
    state.remember(_REPORT, state.value("preflight").report)


def show(briefing: Briefing, store: Store, lang: Lang) -> None:
    """Draw the button that checks this PC, and what the check found."""
    st.button(words.CHECK.say(lang), key="check", icon=":material/fact_check:", on_click=_ask, width="stretch")
    asked, report = state.value(_ASK), state.value(_REPORT)
    state.alone("check", held=bool(report))
    if not asked:
        return
    if not report:
        st.caption(words.CHECKING.say(lang))
        look = st.components.v2.component("chengyu_preflight", js=maps.script("presenting/preflight"))
        data = {"ask": asked, "health": served("/health"), "urls": needed(briefing, store)}
        look(key="preflight", data=data, on_report_change=_heard, height=1)
        return
    items = "".join(
        f'<li class="{found.level}"><b aria-hidden="true">{MARKS[found.level]}</b>{escape(found.say(lang))}</li>'
        for found in judged(report, downloads.public())
    )
    head = f'<h2 class="small">{escape(words.CHECK_HEAD.say(lang))}</h2>'
    st.html(f'<div role="status">{head}<ul class="checks">{items}</ul></div>')
