"""Rows that may tell of one agreement: what is asked about in a toy world; every such pair of the facts is judged."""

import pytest

from geodata.boundaries.vintage import Vintage
from geodata.ties import agreements, doubles
from geodata.ties.model import Row
from tests.editor import wording


def tie(
    subject: str, name: str, sichuan: str, chongqing: str, *, domain: str = "health", since: str | None = None
) -> Row:
    """A tie of a row of the dataset "x"."""
    row: Row = {"dataset": "x", "subject_id": subject, "subject_zh": name, "domain": domain, "since": since}
    return row | {"sichuan_adcode": sichuan, "chongqing_adcode": chongqing}


def test_a_row_is_told_with_all_its_ties():
    rows = [tie("a", "甲", "510903", "500152"), tie("a", "甲", "510904", "500152", domain="tourism", since="2020")]
    (one,) = doubles.told(rows)
    assert (one.pick, one.name, one.begun) == ("x:a", "甲", "2020")
    assert one.domains == {"health", "tourism"}
    assert (one.sichuan, one.chongqing) == ({"510903", "510904"}, {"500152"})
    assert one.ends == {("510903", "500152"), ("510904", "500152")}


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (tie("b", "红十字", "510903", "500152", since="2021-04-17"), "parties"),
        (tie("b", "红十字", "510903", "500152", since="2021-04-18"), ""),  # 32 days
        (tie("b", "红十字", "510903", "500152", since="2021-03"), "parties"),
        (tie("b", "红十字", "510903", "500152", since="2021"), ""),  # a year is no month
        (tie("b", "红十字", "510903", "500152"), ""),
        (tie("b", "红十字", "510903", "500152", since="2021-03-17", domain="tourism"), ""),
        (tie("b", "红十字", "510900", "500152", since="2021-03-17"), ""),  # a city is not its county
        (tie("b", "江津儿科联盟", "510900", "500152"), "names"),  # but holds it
        (tie("b", "江津儿科联盟", "510000", "500000"), "names"),
        (tie("b", "江津儿科联盟", "510105", "500152"), ""),  # no ends in common
    ],
)
def test_two_rows_are_asked_about_for_their_parties_and_time_or_their_names_and_ends(other, expected):
    one = tie("a", "江津儿科专科联盟", "510903", "500152", since="2021-03-17")
    assert "".join(doubles.likely([one, other], {}).values()) == expected
    assert not doubles.likely([one, other], {"x:a": "x:a", "x:b": "x:a"})  # they say that they are the same


def test_of_two_provinces_a_word_or_the_very_day_must_be_the_same_too():
    one = tie("a", "跨域立案", "510000", "500000", since="2020-05-15")
    assert doubles.likely([one, tie("b", "司法框架", "510000", "500000", since="2020-05-15")], {})
    assert not doubles.likely([one, tie("b", "司法框架", "510000", "500000", since="2020-05-16")], {})
    assert doubles.likely([one, tie("b", "网上立案登记", "510000", "500000", since="2020-05-16")], {})


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("川渝阅读一卡通", "川渝阅读一卡通成员馆", 0.7, 0.8),
        ("党政联席会议第二次会议", "党政联席会议第三次会议", 0, 0),  # nothing but what many have
        ("明月山示范带第一次会议", "明月山示范带第二次会议", 0, 0),  # of two meetings the number tells them apart
        ("职业介绍", "异地申报纳税", 0, 0),
    ],
)
def test_names_resemble_each_other_by_what_is_their_own(one, other, least, most):
    assert least <= doubles.resemblance(one, other) <= most


def test_what_is_alike_by_a_quarter_is_asked_about_where_places_and_time_are_one():
    one = tie("a", "巴中—重庆三区养老合作", "511900", "500112", since="2022")
    other = tie("b", "巴中—渝北、沙坪坝、潼南养老服务合作", "511902", "500112", since="2022")
    assert doubles.likely([one, other], {}) == {"x:a|x:b": "names"}
    assert not doubles.likely([one, other | {"since": "2023"}], {})
    assert not doubles.likely([one | {"sichuan_adcode": "510000"}, other], {})


def test_every_two_rows_that_look_like_one_agreement_are_one_or_decided(store):
    group = agreements.groups(store.facts)
    found = set(doubles.likely(store.need("told_ties", Vintage.TODAY), group))
    for id in (id for id, table in store.facts.items() if {"cross_border", "serves_from_adcodes"} <= set(table)):
        found |= {"|".join(sorted(pair.split("|"))) for pair in agreements.unsaid(id, store.facts[id], group)}
    assert found == {"|".join(sorted(pair.split("|"))) for pair in wording.decided("doubles")}
