"""Sources: how complete each list is, and what changed since a version that a report names."""

from dataclasses import replace
from html import escape

import pytest

from geodata.briefing import default
from geodata.store import releases
from geodata.store.store import load
from pages._http.base_path import PUBLIC
from pages._ui.words.sources import word
from tests.pages.driver import go, opened, page_at, query, words

STORE = load()
PAGE = "sources.py"
OLDER = [version for version in reversed(releases.known()) if version != STORE.version]


def numbers(at, lang):
    """The headline numbers as told: name → (then, now)."""
    table = next(one.value for one in at.dataframe if word("number", lang) in one.value)
    return {row[0]: (row[1], row[2]) for row in table.itertuples(index=False)}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_picture_has_a_cell_for_every_comparison_with_its_state_in_words(lang):
    at = page_at(PAGE, lang=lang)
    picture = next(one.proto.body for one in at.get("html") if 'class="grid lists"' in one.proto.body)
    states = STORE.catalog.vocabularies["coverage_state"]
    for state, name in states.items():
        rows = STORE.get("coverage").query("state == @state")
        assert picture.count(f'<td class="{state}"') == len(rows) > 0
        assert picture.count(f"<span>{name.say(lang)}</span>") == len(rows)
    for city in STORE.get("cities")[f"name_{lang}"]:
        assert f'<th scope="row">{escape(city)}</th>' in picture
    assert "12/12 <span>" in picture  # 5A sights of Chongqing


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_changed_since_the_version_before_is_told(lang):
    at = page_at(PAGE, lang=lang)
    found = releases.compare(releases.known()[OLDER[0]], releases.now(STORE))
    told = numbers(at, lang)
    assert told[word("ties", lang)] == found.headlines["ties"]
    rows = next(one.value for one in at.dataframe if word("then", lang) in one.value and word("row", lang) in one.value)
    cells = sum(len(row.cells) for table in found.tables.values() for row in table.changed)
    assert rows[word("what", lang)].eq(word("changed", lang)).sum() == cells
    added = sum(len(table.added) for table in found.tables.values())
    assert rows[word("what", lang)].eq(word("added", lang)).sum() == added
    assert cells + added > 0
    assert f"/api/changes?since={OLDER[0]}" in "".join(one.proto.body for one in at.get("html"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("public", ["https://maps.example", ""])
def test_qgis_is_given_an_address_that_others_can_open_or_told_that_they_cannot(lang, public, monkeypatch):
    monkeypatch.setenv(PUBLIC, public)
    at = opened(PAGE, lang=lang)
    told = next(one.proto.body for one in at.get("html") if "/ogc/" in one.proto.body)
    address = f"{public or 'http://localhost'}/ogc/"
    assert f'<p class="link">{address}</p>' in told
    assert f'data-copy="{address}"' in told
    assert (escape(word("qgis_only_here", lang)) in told) == (not public)
    assert told.count("<li>") == 3


def test_a_link_opens_with_the_version_it_names_and_one_of_no_known_version_says_so():
    at = opened(PAGE, since=OLDER[-1])
    assert not at.exception
    assert at.selectbox(key="since").value == OLDER[-1]
    assert query(at)["since"] == OLDER[-1]
    lost = opened(PAGE, since="0123456789ab")
    assert not lost.exception
    assert "0123456789ab" in words(lost)


def test_a_briefing_of_an_earlier_version_leads_to_what_changed_since():
    at, given = opened(), default.default(STORE, "zh")
    at.session_state["_briefing"] = replace(given, data_version=OLDER[-1])
    go(at, "briefing.py")
    link = at.get("page_link")
    assert any(f"since={OLDER[-1]}" in one.proto.query_string for one in link)
    at.session_state["_briefing"] = replace(given, data_version="0123456789ab")
    at.run()
    assert not any("since=" in one.proto.query_string for one in at.get("page_link"))
