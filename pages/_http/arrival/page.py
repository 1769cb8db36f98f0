"""Streamlit's own page, filled: our first scripts, a first picture, what the browser had better fetch at once."""

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

import streamlit

from pages._http.arrival.picture import First, style

_FOLDER: Final = Path(__file__).parent
_STATIC: Final = Path(streamlit.__file__).parent / "static"
# The parts of Streamlit that every page of ours asks for later on, by what their files are called before the hash. One
# that a version calls otherwise is fetched when it is asked for, as it would be without us.
SOON: Final = ("BidiComponent", "Html", "ButtonGroup", "Slider", "Selectbox", "TextInput", "Checkbox", "Popover")
MAP: Final = ("DeckGlJsonChart",)
_APP: Final = re.compile(r'<script type="module" crossorigin src="([^"]+)"></script>')
_STYLE: Final = re.compile(r'<link rel="stylesheet" crossorigin href="([^"]+)">')
_SOON: Final = re.compile(r'<link rel="modulepreload" crossorigin href="([^"]+)">')
_FONT: Final = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*>')  # of Streamlit's own theme
_IMPORT: Final = re.compile(r'(?:from|import)\s*"\./([\w.~-]+\.js)"')


def _script(name: str) -> str:
    return (_FOLDER / f"{name}.js").read_text(encoding="utf-8")


@cache
def _own() -> str:
    return (_STATIC / "index.html").read_text(encoding="utf-8")


@cache
def scripts() -> tuple[str, ...]:
    """Return every script that stands in the page itself, so that they alone may run."""
    streamlits = re.findall(r"<script>(.*?)</script>", _own(), flags=re.DOTALL)
    return (_script("lacks"), _script("tells"), _script("steps"), _script("handover"), *streamlits)


@cache
def chunks(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the files of parts of Streamlit and of what they import, as its page names files, without those it names.

    Args:
        names: of the parts; those it does not have are left out.
    """
    folder, found = _STATIC / "static" / "js", dict[str, None]()
    waiting = [path.name for name in names for path in sorted(folder.glob(f"{name}.*.js"))[:1]]
    while waiting:
        name = waiting.pop()
        if name in found or not (folder / name).is_file():
            continue
        found[name] = None
        waiting += _IMPORT.findall((folder / name).read_text(encoding="utf-8"))
    return tuple(f"./static/js/{name}" for name in found if f"/{name}" not in _own())


def page(first: First | None) -> str:
    """Return the page that loads the app; without a first picture while there is none yet."""
    html = _own()
    lacks, tells, steps, handover = scripts()[:4]
    ours = f"<script>{tells}</script><script>{steps}</script>"
    if first is None:
        soon = "".join(f'<link rel="modulepreload" crossorigin href="{chunk}">' for chunk in chunks(SOON))
        return html.replace("<head>", f"<head><script>{lacks}</script>{soon}{ours}", 1)
    if first.files:
        ours += f'<meta name="chengyu-map" content="{" ".join(chunks(MAP))}">'
    html = html.replace('<html lang="en">', f'<html lang="{first.tag}" data-light="{escape(first.light)}">', 1)
    html = re.sub(r"<title>.*?</title>", lambda _: f"<title>{escape(first.title)}</title>", html, count=1)
    html = html.replace("<head>", f"<head><script>{lacks}</script>{ours}<style>{style()}</style>{first.head}", 1)
    html = re.sub(r"<noscript>.*?</noscript>", "", html, count=1, flags=re.DOTALL)
    html, app = _later(html)
    return html.replace("</body>", f"{first.body}{app}<script>{handover}</script></body>", 1)


def _later(html: str) -> tuple[str, str]:
    """The page without what starts the app, and that as data for ``handover.js``: the picture is painted first.

    What a browser is told to fetch soon keeps it from painting: a third of a second on two cores.
    """
    html = _FONT.sub("", html)
    app, style = _APP.search(html), _STYLE.search(html)
    if not app or not style:  # another version of Streamlit: it starts when it will
        return html, ""
    soon = " ".join([*_SOON.findall(html), *chunks(SOON)])
    html = _SOON.sub("", html.replace(app[0], "").replace(style[0], ""))
    starts = f'data-script="{app[1]}" data-style="{style[1]}" data-soon="{soon}"'
    return html, f'<div id="app-starts" {starts} hidden></div>'
