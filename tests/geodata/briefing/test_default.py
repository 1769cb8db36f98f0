"""The shipped briefing: scenes that tell what is found in the data, with notes that hold their numbers."""

import re
from dataclasses import replace

import pytest

from geodata.briefing import default
from geodata.briefing.model import NOTES_LENGTH, TITLE_LENGTH
from geodata.narrative.page import told
from geodata.query import crossings, scene
from geodata.store.store import load
from geodata.text import LANGS

STORE = load()
TOLD = {lang: default.default(STORE, lang) for lang in LANGS}
PAGES = ["crossings", "explore", "transport", "crossings", "tourism", "eldercare", "alliances", "alliances", "services"]


def said(lang):
    return [told(one, STORE) for one in TOLD[lang].scenes]


@pytest.mark.parametrize("lang", LANGS)
def test_it_tells_the_paper_and_ends_with_questions(lang):
    made = TOLD[lang]
    assert [one.page for one in made.scenes] == [*PAGES, "crossings", "crossings"]
    assert made.data_version == STORE.version
    for one, known in zip(made.scenes, said(lang), strict=True):
        assert one.title == ""  # so that its finding follows the data, and the language
        assert 0 < len(known.title) <= TITLE_LENGTH
        assert 0 < len(one.notes) <= NOTES_LENGTH
        assert one.lang == lang
        assert "{" not in known.title + known.sentence + one.notes
    assert [bool(known.questions) for known in said(lang)] == [False] * 10 + [True]
    assert len({known.title for known in said(lang)}) == len(made.scenes)


def test_both_languages_show_the_same():
    for zh, en in zip(TOLD["zh"].scenes, TOLD["en"].scenes, strict=True):
        assert replace(zh, lang="en", notes="") == replace(en, notes="")
        assert not re.search("[\u3000-\u9fff]", en.notes)


@pytest.mark.parametrize("lang", LANGS)
def test_every_number_of_the_notes_is_one_of_the_data(lang):
    """Each number of the notes is counted, or stands in the scene's own sentence."""
    for one, known in zip(TOLD[lang].scenes, said(lang), strict=True):
        counted = {*known.counts.values(), *default._everywhere(STORE).values()}
        found = numbers(one.notes) - numbers(known.sentence)
        assert found <= counted


def numbers(text):
    return {int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", text)}


def test_the_findings_are_those_of_the_data():
    titles = [known.title for known in said("zh")]
    everywhere = crossings.crossings(scene.default(STORE, "crossings"), STORE)
    gaps = everywhere.gaps.rows["domain"].value_counts()
    assert titles[0] == "29个毗邻县对中28对已有联系，养老协作是最大空白"
    assert titles[1] == "两个都市圈：重庆都市圈含四川广安，跨省域"
    assert titles[6] == "高校联盟2020年成立，成员20家：四川12家、重庆8家"
    assert gaps.index[0] == "eldercare"
    assert titles[9] == f"养老协作是最大空白：29个毗邻县对中，{gaps.iloc[0]}对未查到合作记录"
    strongest = everywhere.pairs.rows.set_index("id").loc[TOLD["zh"].scenes[3].pick.id]
    assert strongest["integration"] == everywhere.pairs.rows["integration"].max()


def test_the_scitech_alliance_was_founded_in_bishan():
    zh, en = (said(lang)[7] for lang in LANGS)
    assert "2020年10月31日在重庆市璧山区" in zh.sentence
    assert "Bishan, Chongqing, 31 October 2020" in en.sentence
    assert "来源点名" in zh.title  # it gives no total


def test_the_bases_of_the_paper_are_named():
    assert all(name in TOLD["zh"].scenes[5].notes for name in ("大足", "攀枝花"))


@pytest.mark.parametrize("wrong", ['query = { show = "gone" }\nnotes_zh = "x"', 'notes_zh = "{gone}"'])
def test_a_story_that_names_what_is_not_there_is_refused(wrong, tmp_path):
    file = tmp_path / "story.toml"
    file.write_text(f'title_zh = "x"\n[[scenes]]\npage = "explore"\ntitle_zh = "x"\n{wrong}', encoding="utf-8")
    with pytest.raises(ValueError, match="story"):
        default.read(file, STORE, "zh")
