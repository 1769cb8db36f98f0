"""The shipped briefing: ten scenes whose titles and notes hold the numbers of the data."""

import re
import tomllib
from dataclasses import replace

import pytest

from geodata.briefing import default
from geodata.briefing.model import NOTES_LENGTH, TITLE_LENGTH
from geodata.narrative.page import told
from geodata.query import crossings, scene
from geodata.query.scene_fields import MOST_SCENES
from geodata.store.store import load
from geodata.text import LANGS

STORE = load()
TOLD = {lang: default.default(STORE, lang) for lang in LANGS}
PAGES = ["explore", "explore", "transport", "crossings", "tourism", "eldercare", "alliances", "alliances", "services"]


@pytest.mark.parametrize("lang", LANGS)
def test_it_tells_the_paper_in_ten_scenes(lang):
    made = TOLD[lang]
    assert [one.page for one in made.scenes] == [*PAGES, "crossings"]
    assert made.data_version == STORE.version
    assert len(made.scenes) == 10 <= MOST_SCENES
    for one in made.scenes:
        assert 0 < len(one.title) <= TITLE_LENGTH
        assert 0 < len(one.notes) <= NOTES_LENGTH
        assert one.lang == lang
        assert "{" not in one.title + one.notes


def test_both_languages_show_the_same():
    for zh, en in zip(TOLD["zh"].scenes, TOLD["en"].scenes, strict=True):
        assert replace(zh, lang="en", title="", notes="") == replace(en, title="", notes="")
        assert not re.search("[\u3000-\u9fff]", en.title + en.notes)


@pytest.mark.parametrize("lang", LANGS)
def test_every_number_is_one_of_the_data(lang):
    """Each number of a title or notes is counted, save years and those of the text itself."""
    source = tomllib.loads(default.FILE.read_text(encoding="utf-8"))["scenes"]
    for block, one in zip(source, TOLD[lang].scenes, strict=True):
        known = set(told(one, STORE).counts.values()) | set(default._everywhere(STORE).values())
        written = re.sub(r"\{[^}]*\}", "", block[f"title_{lang}"] + block[f"notes_{lang}"])
        own = {int(n) for n in re.findall(r"\d+", written)}
        dated = re.sub(r"\d{4}年\d+月\d+日|\d+ [A-Z][a-z]+ \d{4}", "", one.title + one.notes)
        found = {int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", dated)}
        assert found - own <= known


def test_the_numbers_are_right():
    corridors, points = STORE.get("corridors"), STORE.get("crossings")
    assert TOLD["zh"].scenes[2].title == f"走廊：{int(corridors['cross_border'].sum())}条跨界，{len(points)}处过界"
    care = STORE.get("eldercare")
    assert f"{int(care['cross_border'].sum())}处跨界记录" in TOLD["zh"].scenes[5].title
    members = STORE.get("alliance_members").query("alliance_id == 'al-university'")
    sides = [int(members["side"].eq(side).sum()) for side in ("sichuan", "chongqing")]
    assert TOLD["zh"].scenes[6].title == "高校联盟：四川{}家、重庆{}家".format(*sides)
    everywhere = crossings.crossings(scene.default(STORE, "crossings"), STORE)
    assert f"{everywhere.gaps.count}处空白" in TOLD["zh"].scenes[9].notes
    assert "{}个县对".format(
        int((crossings.crossings(TOLD["zh"].scenes[9], STORE).pairs.rows["integration"] == 0).sum())
    ) in (TOLD["zh"].scenes[9].title)


def test_the_scitech_alliance_was_founded_in_bishan():
    zh, en = (TOLD[lang].scenes[7] for lang in LANGS)
    assert "重庆市璧山区" in zh.title
    assert "2020年10月31日" in zh.notes
    assert "Bishan" in en.title
    assert "31 October 2020" in en.notes


def test_the_bases_of_the_paper_are_named():
    assert all(name in TOLD["zh"].scenes[5].notes for name in ("大足", "攀枝花"))


@pytest.mark.parametrize("wrong", ['query = { show = "gone" }\nnotes_zh = "x"', 'notes_zh = "{gone}"'])
def test_a_story_that_names_what_is_not_there_is_refused(wrong, tmp_path):
    file = tmp_path / "story.toml"
    file.write_text(f'title_zh = "x"\n[[scenes]]\npage = "explore"\ntitle_zh = "x"\n{wrong}', encoding="utf-8")
    with pytest.raises(ValueError, match="story"):
        default.read(file, STORE, "zh")
