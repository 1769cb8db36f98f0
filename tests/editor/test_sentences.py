"""Everything the product can say, read as an editor reads: both languages whole, and one English name for a place.

What is read is what ``make sentences`` prints.
"""

import re
from collections import Counter, defaultdict
from functools import cache

import pytest

from geodata.store.store import load
from geodata.text import Count, counted, plural
from tests.editor.sentences import CELL, FORM, SENTENCE, Said, collected

STORE = load()
HAN = re.compile(r"[㐀-鿿]")
QUOTED = re.compile(r"“[^”]*”|‘[^’]*’")
# Who runs or builds a line is a company or office; its Chinese name is its name. An address is what a driver is shown.
NAMES = re.compile(r"Address \(in Chinese\): .*|Operator or builder: [^.;/]*|Lead bodies: .*|Founded at: .*")


@cache
def everything() -> list[Said]:
    """All that can be said; asked for by the first test that reads it, not where tests are only looked for."""
    return list(dict.fromkeys(collected(STORE)))


@cache
def sentences_told() -> list[Said]:
    """What is said by the product's functions, beside its forms and its tables."""
    return [said for said in everything() if said.kind not in (FORM, CELL)]


def english(said: Said) -> str:
    """What is ours to say in English: without what is quoted, and names that are Chinese."""
    return NAMES.sub("", QUOTED.sub("", said.en))


def those(pattern: str, texts: list[str]) -> list[str]:
    return sorted({text for text in texts if re.search(pattern, text)})


def test_the_tool_reads_every_page_table_and_room():
    where = Counter(said.where.split()[0].split(".")[0] for said in everything())
    assert {"geodata", "layers", "pages", "catalogue", "explore", "crossings", "citizen", "light", "dossier"} <= set(
        where
    )
    assert len({said.where for said in everything() if said.where.startswith("citizen ")}) == 10
    assert min(where[id] for id in ("eldercare", "tourism", "corridors")) > 40


def test_what_is_said_in_one_language_is_said_in_the_other():
    assert [said for said in everything() if bool(said.zh.strip()) != bool(said.en.strip()) and said.kind == FORM] == []
    silent = [said for said in sentences_told() if bool(said.zh) != bool(said.en)]
    assert silent == []


# ---------------------------------------------------------------- English
def test_english_counts_agree_with_their_nouns():
    nouns = {plural(dataset.counter.en.split()[-1]) for dataset in STORE.catalog.datasets.values()}
    nouns |= {
        "years",
        "pairs",
        "domains",
        "points",
        "scenes",
        "places",
        "sites",
        "records",
        "lines",
        "services",
        "stops",
    }
    wrong = rf"(?<![\d.,/–-])\b1 (?:[a-z-]+ )?(?:{'|'.join(sorted(nouns))})\b"
    assert those(wrong, [said.en for said in everything()]) == []


def test_english_never_counts_what_is_not_there():
    assert those(r"\b0 (?:named|under|with|of 0\b)|\b-\d+ more|Show 0\b", [said.en for said in sentences_told()]) == []
    assert those(r"-\d+[项处家]|展开其余0|展开.*以外的0", [said.zh for said in sentences_told()]) == []


def test_english_has_no_doubled_words_or_marks():
    texts = [said.en for said in everything() if said.where != "layers.pack"]
    doubled = r"\b(?!(?:that|had)\b)([A-Za-z]{2,}) \1\b"
    assert those(doubled, texts) == []
    assert (
        those(
            r" [,.;:!?)](?!\d)|[,;:]{2}|\.\.(?!\.)|\( |[.;,] ?[.;,](?= )|\S  \S", [said.en for said in sentences_told()]
        )
        == []
    )


def test_no_hole_and_no_missing_value_is_told():
    both = [text for said in sentences_told() for text in (said.zh, said.en)]
    assert those(r"[{}|]|\bNone\b(?! was| of|:)|\bnan\b|\bNaT\b|<NA>|\bTrue\b|\bFalse\b", both) == []


def test_english_holds_no_chinese_but_names():
    assert those(HAN.pattern, [english(said) for said in sentences_told() if said.where != "light"]) == []
    assert those(HAN.pattern, [QUOTED.sub("", said.en) for said in everything() if said.kind == FORM]) == []
    assert those(HAN.pattern, [said.en for said in everything() if said.kind == CELL]) == []


def test_english_holds_no_code_of_a_unit():
    assert (
        those(r"(?<!\d)\b[1-6]\d{4}0\b(?!\d)(?=,|$)", [said.en for said in everything() if said.where.endswith(".who")])
        == []
    )


def test_english_sentences_begin_and_end_as_sentences_do():
    sentences = [said.en for said in everything() if said.kind == SENTENCE and said.en]
    assert [text for text in sentences if not re.search(r"[.?!)]$", text)] == []
    assert those(r"[a-z]\. [a-z]", [text for text in sentences if "e.g." not in text]) == []


def test_english_is_written_with_one_apostrophe_and_one_dash():
    tables = [said.en for said in everything() if said.kind == CELL]
    assert those("’", tables) == []
    assert those(r"\w - \w", tables) == []


# ---------------------------------------------------------------- Chinese
def test_chinese_sentences_end_as_sentences_do():
    sentences = [said.zh for said in everything() if said.kind == SENTENCE and said.zh]
    assert [text for text in sentences if not re.search(r"[。？！）]$", text)] == []


def test_chinese_has_chinese_marks():
    texts = [said.zh for said in everything()]
    assert those(r"[㐀-鿿][,;:?!](?=[㐀-鿿])", texts) == []
    assert those(r"[，；：、。]{2,}|（[，、；]|[，、；]）", texts) == []
    assert those(r"(的的|了了|在在|和和|有有|为为)", texts) == []


# ---------------------------------------------------------------- names
def test_a_chinese_name_has_one_english_name():
    found = defaultdict(lambda: defaultdict(set))
    for said in everything():
        if said.kind == CELL and re.search(r"\.(name|subject|sichuan|chongqing)$", said.where):
            found[said.zh][said.en].add(said.where)
    several = {zh: dict(names) for zh, names in found.items() if len(names) > 1 and zh != "市中区"}  # there are two
    assert several == {}


def test_two_units_of_one_city_have_two_names():
    units = STORE.facts["unit_names"]
    units = units[units["level_unit"] != "province"].drop_duplicates(["adcode"])
    often = Counter(zip(units["adcode"].str[:4], units["name_en"], strict=True))
    assert [name for (city, name), n in often.items() if n > 1] == []


def test_a_county_is_spelt_as_in_the_table_of_units():
    units = STORE.facts["unit_names"]
    short = units[(units["level_unit"] == "county") & units["name_en"].str.endswith(" County")]
    spelt = [name.removesuffix(" County") for name in short["name_en"]]
    wrong = rf"\b(?:{'|'.join(spelt)})xian\b"  # Luxian beside Lu County
    now = [said.en for said in everything() if not said.where.startswith(("former_names", "light"))]
    assert those(wrong, now) == []


def test_the_end_of_a_bus_is_named_as_its_line_is():
    corridors, nodes = STORE.get("corridors").set_index("id"), STORE.get("corridor_nodes")
    assert corridors.loc["bus-cy8", "name_en"] == "Wanshan station (Wusheng)–Qijian (Hechuan) bus"
    for id in corridors.index[corridors["mode"] == "bus"]:
        stops = nodes[nodes["corridor_id"] == id]
        words = set(re.findall(r"[A-Z][a-z']+", " ".join(stops["name_en"]))) | {"HSR"}
        named = {word for word in re.findall(r"[A-Z][a-z']+", corridors.loc[id, "name_en"]) if word.startswith("Wan")}
        assert named <= words | set(STORE.facts["unit_names"]["name_en"]), id


# ---------------------------------------------------------------- counted nouns
@pytest.mark.parametrize(
    ("number", "one", "many", "told"),
    [
        (0, "tie", "", "0 ties"),
        (1, "tie", "", "1 tie"),
        (2, "county", "", "2 counties"),
        (3, "day", "", "3 days"),
        (2, "branch", "", "2 branches"),
        (1024, "sight has", "sights have", "1,024 sights have"),
        (1, "sight has", "sights have", "1 sight has"),
    ],
)
def test_a_number_and_its_noun(number, one, many, told):
    assert counted(number, one, many) == told


def test_a_number_in_a_form():
    assert "{n:scene|scenes}, {n}, {n:03}".format(n=Count(1)) == "1 scene, 1, 001"
    assert f"{Count(1200):scene|scenes}" == "1,200 scenes"
