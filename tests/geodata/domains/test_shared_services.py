"""Where services hold, how far they reach, in which dimension mechanisms stand, and rows that hold words."""

import pandas as pd
import pytest

from geodata.boundaries.vintage import Vintage
from geodata.domains import governance, shared_services
from geodata.query import keywords


def service(parties: str = "", sichuan: str = "", chongqing: str = "") -> pd.Series:
    columns = ("parties_adcodes", "counties_sichuan_adcodes", "counties_chongqing_adcodes")
    return pd.Series({name: cell or None for name, cell in zip(columns, (parties, sichuan, chongqing), strict=True)})


def places(given: pd.Series) -> list[str]:
    return shared_services.places(given, lambda codes: codes, lambda code: code)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (service("500000;510100"), ["500000", "510100"]),
        (service("510900;500151", "510903;510904", "500151"), ["510903", "510904", "500151"]),
        (service("511500;500000", "511500"), ["511500", "500000"]),  # a hospital run by the other side
        (service(), []),
    ],
)
def test_a_service_holds_where_it_names_places_else_at_its_parties(given, expected):
    assert places(given) == expected


@pytest.mark.parametrize(
    ("field", "channel", "how", "stage", "expected"),
    [
        ("household", "counter", "到窗口办。", None, ()),
        ("household", None, "可就地换领。", "announced", ("来源只写计划或约定", "综合窗口")),
        ("social_security", None, None, None, ("综合窗口",)),
        ("emergency", None, None, None, ("来源未写怎么用",)),
        ("education", None, "联盟20校共享图书。", None, ()),
    ],
)
def test_where_a_source_does_not_tell_how_this_is_said(field, channel, how, stage, expected):
    found = shared_services.ask(
        pd.Series({"field": field, "channel": channel, "how_zh": how, "stage": stage, "reach": "all"})
    )
    assert bool(found) is bool(expected)
    assert all(part in found.zh for part in expected)


def test_a_city_holds_all_its_counties_and_a_whole_province_colours_nothing():
    counties = pd.DataFrame({"adcode": ["510104", "510105", "510304", "500101"]})
    found = pd.Series({"a": ["510100", "500000"], "b": ["500101", "510304"], "c": []})
    held = shared_services.held(found, counties)
    assert sorted(zip(held["service_id"], held["adcode"], strict=True)) == [
        ("a", "510104"), ("a", "510105"), ("b", "500101"), ("b", "510304"),
    ]  # fmt: skip


@pytest.mark.parametrize("vintage", list(Vintage))
def test_every_local_service_holds_in_counties_that_exist(store, vintage):
    counties = store.get("counties", vintage)
    held = shared_services.held(store.at(vintage).service_places(), counties)
    assert set(held["adcode"]) <= set(counties["adcode"])
    told = store.get("shared_services", vintage).set_index("id")["reach"]
    assert set(held["service_id"]) <= set(told.index[told == "part"])
    assert ("500112" in set(held["adcode"])) is (vintage is Vintage.Y2021)  # 渝北区 is no more


# How wide each city is meant that a service of named places names (docs/data.md): all of it, or as named only.
CITIES = {
    "sv-suitong-card": "part",
    "sv-suitong-test": "part",
    "sv-childhosp": "part",
    "sv-card": "city",
    "sv-consumer": "part",
    "sv-bus-wandakai": "part",
    "sv-eldercare": "part",
}


def test_of_every_service_that_names_a_city_it_is_decided_how_wide_that_is_meant(store):
    table = store.get("shared_services").query("reach in ('part', 'city')").set_index("id")
    named = table.apply(places, axis=1, result_type="reduce")
    of_city = {id: table.loc[id, "reach"] for id, codes in named.items() if any(c.endswith("00") for c in codes)}
    mixed = {"sv-gaotan-023"} & set(of_city)  # a city takes part, the counties are named
    assert {id: reach for id, reach in of_city.items() if id not in mixed} == CITIES


def test_cities_as_named_colour_no_county_and_are_asked_about(store):
    assert "sv-card" not in store.at(Vintage.TODAY).service_places()
    row = store.get("shared_services").set_index("id").loc["sv-card"]
    assert "没有列出区县" in row["ask_zh"]
    assert "districts" in row["ask_en"]


def test_every_kind_of_mechanism_has_a_dimension(store):
    assert set(governance.OF_KIND) == set(store.catalog.vocabularies["mechanism_kind"])
    assert set(governance.OF_KIND.values()) <= set(governance.DIMENSIONS)
    assert set(governance.DIMENSIONS) == set(store.catalog.vocabularies["dimension"])
    assert store.get("mechanisms")["dimension"].notna().all()


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("潼南 公交", "sv-bus-suitong"),
        ("library", "sv-library"),
        ("图书馆 阅读", "sv-library"),
        ("ＬＩＢＲＡＲＹ", "sv-library"),
        ("养老", "sv-eldercare"),
    ],
)
def test_words_are_found_in_either_language_in_any_order(store, words, id):
    keep = keywords.mentions(store.at(Vintage.TODAY), "shared_services", words)
    assert id in set(store.get("shared_services")["id"][keep])
    assert 0 < keep.sum() < len(keep)


def test_a_code_is_found_by_its_label_and_a_member_by_its_alliance(store):
    field = keywords.mentions(store.at(Vintage.TODAY), "shared_services", "户籍")
    assert set(store.get("shared_services")["id"][store.get("shared_services")["field"] == "household"]) <= set(
        store.get("shared_services")["id"][field]
    )
    members = keywords.mentions(store.at(Vintage.TODAY), "alliance_members", "高校联盟")
    assert members.sum() == 20


@pytest.mark.parametrize("words", ["", "   "])
def test_no_words_keep_everything(store, words):
    assert keywords.mentions(store.at(Vintage.TODAY), "tourism", words).all()


def test_words_are_text_not_patterns(store):
    assert not keywords.mentions(store.at(Vintage.TODAY), "tourism", ".*").any()


def test_the_office_that_people_are_sent_to_is_in_the_table(store):
    """Where a source does not tell where, people are sent to the joint counters: these must be among the facts."""
    window = store.get("shared_services").set_index("id").loc["sv-window"]
    assert window["reach"] == "all"
    assert "县级以上政务服务大厅" in window["how_zh"]
    assert set(store.catalog.vocabularies["field"]) >= shared_services.AT_OFFICES
