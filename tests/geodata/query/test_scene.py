"""A scene survives its link and its JSON; a hostile link survives nothing of itself."""

import json
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.boundaries.statistics import STATISTICS
from geodata.boundaries.vintage import Vintage
from geodata.narrative import filters, summary
from geodata.query import results, scene, scene_fields, url
from geodata.query.scene import Scene
from geodata.query.scene_fields import Ignored
from geodata.query.selection import Selection, options
from geodata.store.store import load

STORE = load()
DEFAULT = scene.default(STORE)
FULL = Scene(
    layers=("units", "tourism", "corridors"),
    lang="en",
    vintage=Vintage.Y2021,
    year=2020,
    level="county",
    statistic="population",
    focus="500152",
    pick="tourism:cq-dazu",
    engine="light",
).with_selections({"tourism": Selection.of({"grade": ["5A"], "city": ["重庆市"]}), "corridors": Selection()})


ACROSS = Scene(
    layers=("crossings", "ties"),
    page="crossings",
    lang="en",
    year=2021,
    pick="border_pairs:511083-500153",
    matrix="domain",
    compare="2019",
).with_selections(
    {"ties": Selection.of({"domain": ["tourism"], "strength": ["line"]}), "crossings": Selection.of({"mode": ["hsr"]})}
)
RIDE = replace(scene.default(STORE, "transport"), start="510300", end="500153", pick="corridors:hsr-chengyu", year=2020)
GIVEN = {
    "transport": RIDE,
    "default": DEFAULT,
    "full": FULL,
    "nothing": Scene(layers=()),
    "crossings": scene.default(STORE, "crossings"),
    "across": ACROSS,
    "tables": replace(scene.default(STORE, "tourism"), view="passes"),
    "closed": replace(ACROSS, compare=scene_fields.CLOSED, year=None),
}


@pytest.mark.parametrize("given", GIVEN.values(), ids=GIVEN)
def test_a_scene_comes_back_from_its_link(given):
    query = url.to_query(given, STORE)
    assert all(isinstance(value, str) for value in query.values())
    assert url.from_query(query, STORE, given.page) == (given, [])
    assert url.from_json(url.to_json(given, STORE), STORE) == (given, [])


@pytest.mark.parametrize("page", ["explore", "crossings", "transport"])
def test_the_default_link_of_a_page_is_short(page):
    assert url.to_query(scene.default(STORE, page), STORE) == {"lang": "zh"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("show", "units"),
        ("show", "tourism"),
        ("year", "2018"),
        ("compare", "shut"),
        ("compare", "1999"),
        ("compare", "<b>"),
        ("matrix", "village"),
        ("pick", "border_pairs:1-2"),
        ("view", "passes"),
        ("ties.domain", "war"),
        ("ties.sichuan_city", "武汉市"),
        ("level", "county"),
        ("tourism.grade", "5A"),
    ],
)
def test_nonsense_in_a_link_to_crossings_is_left_out_and_reported(field, value):
    arrived, ignored = url.from_query({field: value, "lang": "en"}, STORE, "crossings")
    assert arrived.lang == "en"
    assert [part.field for part in ignored] == [field]
    assert replace(arrived, layers=DEFAULT.layers, lang="zh") == replace(
        scene.default(STORE, "crossings"), layers=DEFAULT.layers
    )


def test_the_default_link_is_short():
    assert url.to_query(DEFAULT, STORE) == {"lang": "zh"}


def test_a_scene_comes_back_from_json():
    assert url.from_json(url.to_json(FULL, STORE), STORE) == (FULL, [])
    for broken in ("", "[]", "{}", '{"query": 1}'):
        with pytest.raises(ValueError, match=r"not a scene|Expecting"):
            url.from_json(broken, STORE)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lang", "fr"),
        ("asof", "1999"),
        ("show", "nothing-like-it"),
        ("year", "banana"),
        ("year", "99999"),
        ("year", "٢٠٢٠"),
        ("level", "village"),
        ("stat", "happiness"),
        ("focus", "999999"),
        ("pick", "tourism:none"),
        ("pick", "passwords:1"),
        ("map", "3d"),
        ("tourism.grade", "9A"),
        ("tourism.note_zh", "x"),
        ("eldercare.category", "<script>alert(1)</script>"),
        ("__proto__", "x"),
    ],
)
def test_nonsense_is_left_out_and_reported(field, value):
    arrived, ignored = url.from_query({field: value, "focus": "500152"} | {field: value}, STORE)
    assert Ignored(field, value) in ignored
    assert arrived.layers in (DEFAULT.layers, ())
    if field != "focus":
        assert arrived.focus == "500152"


def test_one_bad_value_does_not_spoil_its_neighbours():
    arrived, ignored = url.from_query({"tourism.grade": "5A,9A", "show": "tourism,foo"}, STORE)
    assert arrived.selection("tourism").get("grade") == ("5A",)
    assert arrived.layers == ("tourism",)
    assert {part.value for part in ignored} == {"9A", "foo"}


def test_what_is_reported_is_cut_to_a_length_that_can_be_shown():
    _, ignored = url.from_query({"x" * 500: "y" * 500}, STORE)
    assert max(len(ignored[0].field), len(ignored[0].value)) <= 40


def test_of_half_a_million_values_some_are_read_and_few_are_told():
    endless = {"show": "tourism," * 500_000, "tourism.grade": "5A," + "9A," * 500_000}
    endless |= {f"x{n}": "1" for n in range(500)}
    arrived, ignored = url.from_query(endless, STORE)
    assert arrived.layers == ("tourism",)
    assert dict(arrived.selections)["tourism"].get("grade") == ("5A",)
    assert len(ignored) == 100


KEYS = ["lang", "asof", "show", "year", "level", "stat", "focus", "pick", "map", "tourism.grade", "corridors.mode"]


@given(st.dictionaries(st.one_of(st.sampled_from(KEYS), st.text()), st.text(), max_size=6))
def test_no_link_breaks_anything(query):
    arrived, _ = url.from_query(query, STORE)
    shown = results.shown(arrived, STORE)
    assert summary.sentence(arrived, STORE, shown)
    assert url.from_query(url.to_query(arrived, STORE), STORE) == (arrived, [])


@given(st.data())
def test_any_scene_comes_back_from_its_link(data):
    layers = [dataset.id for dataset in STORE.catalog.layers()]
    selections = {}
    for dataset in STORE.catalog.layers():
        name = data.draw(st.sampled_from(list(dataset.filters)))
        offered = options(STORE.get(dataset.id), dataset.all_columns[name], STORE.catalog)
        selections[dataset.id] = Selection.of({name: data.draw(st.lists(st.sampled_from(offered), max_size=3))})
    first, last = scene_fields.year_range(STORE)
    made = Scene(
        layers=tuple(id for id in ["units", *layers] if data.draw(st.booleans())),
        lang=data.draw(st.sampled_from(["zh", "en"])),
        vintage=data.draw(st.sampled_from(list(Vintage))),
        year=data.draw(st.one_of(st.none(), st.integers(first, last - 1))),
        statistic=data.draw(st.sampled_from(list(STATISTICS))),
    ).with_selections(selections)
    assert url.from_query(url.to_query(made, STORE), STORE) == (made, [])


def test_the_sentence_tells_counts_filters_year_and_vintage():
    shown = results.shown(FULL, STORE)
    told = summary.sentence(FULL, STORE, shown)
    assert f"{shown['tourism'].count} of 170" in told
    assert "Grade: 5A" in told
    assert "City: Chongqing" in told
    assert "2020" in told
    assert "2021" in told


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_chinese_sentence_holds_no_english_and_the_other_way_round(lang):
    told = summary.sentence(Scene(layers=DEFAULT.layers, lang=lang), STORE, results.shown(DEFAULT, STORE))
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in told)
    assert chinese == (lang == "zh")


def test_an_empty_answer_says_what_to_loosen():
    empty = Scene(layers=("eldercare",)).with_selections(
        {"eldercare": Selection.of({"category": ["industry_park"], "operator_type": ["private"]})}
    )
    shown = results.shown(empty, STORE)["eldercare"]
    assert shown.count == 0
    assert filters.how_to_loosen(empty, shown) == "去掉“类别”可见15处、去掉“运营性质”可见3处"


def test_caveats_count_what_is_undated_and_undrawn():
    past = Scene(layers=("corridors", "eldercare"), year=2015)
    told = filters.caveats(past, STORE, results.shown(past, STORE))
    assert any("没有日期" in line for line in told)
    assert json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize(
    ("base", "page"), [("http://h:1", "explore"), ("http://h:1/", "crossings"), ("https://h/x/", "tourism")]
)
def test_the_address_of_a_scene_leads_back_to_it(base, page):
    given = replace(scene.default(STORE, page), year=2022, words="大 足&=#")
    parts = urlsplit(url.address(given, STORE, base))
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{base.rstrip('/')}/{'' if page == 'explore' else page}"
    assert url.from_query(dict(parse_qsl(parts.query)), STORE, page) == (given, [])
    assert url.address(given, STORE, "") == ""
