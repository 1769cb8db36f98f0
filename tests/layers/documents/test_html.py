"""The page that stands alone, as text: complete, small, asking for nothing; nothing is markup by accident."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from geodata.briefing import model
from geodata.narrative.page import told
from geodata.query import url
from geodata.text import LANGS
from layers.documents.html import page
from layers.documents.progress import Cancelled
from tests.layers.given import BASE, DAY, HOSTILE, STORE, STORIES, harmful

MOST_BYTES = 6_000_000


class Read(HTMLParser):
    """Texts, elements and attributes of a page; scripts apart."""

    def __init__(self, body):
        super().__init__()
        self.texts, self.elements, self.scripts, self._inside = [], [], [], ""
        self.feed(body)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, _tag):
        self._inside = ""

    def handle_data(self, data):
        if self._inside == "script":
            self.scripts.append(data)
        elif self._inside != "style" and data.strip():
            self.texts.append(data.strip())


def made(given, **options):
    return page.to_html(given, STORE, BASE, DAY, **options).decode()


@pytest.fixture(scope="module")
def pages():
    return {lang: made(STORIES[lang]) for lang in LANGS}


@pytest.mark.parametrize("lang", LANGS)
def test_all_that_is_told_is_there_and_the_file_is_small(pages, lang):
    assert len(pages[lang].encode()) < MOST_BYTES
    read = Read(pages[lang])
    text = "\n".join(read.texts)
    for scene in STORIES[lang].scenes:
        known = told(scene, STORE)
        parts = [
            known.title,
            known.sentence,
            known.sources,
            known.caveat,
            scene.notes,
            url.address(scene, STORE, BASE),
        ]
        for part in parts + [part for figure in known.figures for part in figure]:
            assert part in text
    assert text.count(STORE.catalog.compliance.say(lang)) == len(STORIES[lang].scenes) + 1
    assert STORE.version in text
    assert dict(read.elements)["html"]["lang"] == ("zh-CN" if lang == "zh" else "en")
    if lang == "en":
        assert not re.search("[\u3000-\u9fff]", text)


def test_geometry_is_there_once_however_many_scenes_share_it(pages):
    data = json.loads(Read(pages["zh"]).scripts[0])
    assert len(data["maps"]) == len(STORIES["zh"].scenes)
    keys = [layer["key"] for one in data["maps"] for layer in one["layers"] if "key" in layer]
    assert set(keys) == set(data["bodies"])
    assert sum(key.startswith("drawn/counties-") for key in set(keys)) == 2  # the ground, and where services hold
    twice = replace(STORIES["zh"], scenes=STORIES["zh"].scenes * 3)
    assert len(made(twice)) < 1.15 * len(pages["zh"])


def test_nothing_is_asked_for_and_only_our_scripts_run(pages):
    read = Read(pages["zh"])
    for tag, attributes in read.elements:
        for name in ("src", "href"):
            value = attributes.get(name) or ""
            assert value.startswith(("data:", "#")) or (tag == "a" and value.startswith(BASE)) or not value
        assert not [name for name in attributes if name.startswith("on")]
    assert "link" not in [tag for tag, _ in read.elements]
    policy = next(attributes["content"] for tag, attributes in read.elements if "http-equiv" in attributes)
    assert policy.startswith("default-src 'none'")
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    for script in read.scripts[1:]:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "url(" not in re.sub(r'url\("?data:[^)]*\)', "", pages["zh"].split("</head>")[0])
    assert "sourceMappingURL" not in pages["zh"]


def test_nothing_newer_than_the_browsers_of_old_pcs_is_used():
    """Chrome 90 is what many an office has."""
    script, style = page._own("standalone.js"), page._own("standalone.css")
    for word in (r"\.at\(", "hasOwn", "structuredClone", "replaceAll", "findLast", r"\?\?=", r"\|\|=", "#[a-z]+ ="):
        assert not re.search(word, script + page.leaflet.LAYERS), word
    for word in (r"\bdvh\b", ":has", "@container", "@layer", "color-mix", "inset:", "translate:"):
        assert not re.search(word, style), word


def test_whatever_a_title_or_notes_hold_is_text():
    body = made(harmful())
    read = Read(body)
    tags = [tag for tag, _ in read.elements]
    assert tags.count("script") == 4
    assert "b" in tags
    assert not [attributes for tag, attributes in read.elements if tag == "img" and attributes.get("src") == "x"]
    text = "\n".join(read.texts)
    for words in HOSTILE:
        assert words[:80].strip() in text
    assert "xy</title>" in text
    assert "{{ 7*7 }}" in text
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", body)
    json.loads(read.scripts[0])


def test_changed_data_and_empty_briefings_are_told():
    assert "数据此后已更新" in made(replace(STORIES["zh"], scenes=(), data_version="abc"))
    assert "数据此后已更新" not in made(model.empty(STORE))


def test_progress_is_told_and_can_stop_the_work():
    seen, few = [], replace(STORIES["zh"], scenes=STORIES["zh"].scenes[:2])
    made(few, progress=lambda *at: seen.append(at) is None)
    assert seen == [(1, 2), (2, 2)]
    with pytest.raises(Cancelled):
        made(few, progress=lambda _done, _of: False)
