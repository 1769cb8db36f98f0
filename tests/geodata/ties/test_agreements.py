"""Which rows tell of one agreement, and the one tie that is made of them: known by eye in toy tables."""

import pandas as pd
import pytest

from geodata.ties import agreements
from geodata.ties.model import AREA, NAMED, Row


def table(**same: str | None) -> pd.DataFrame:
    return pd.DataFrame({"id": list(same), "same_as": list(same.values())})


def tie(
    subject: str, sichuan: str, chongqing: str, *, at: str = "", dataset: str = "hospitals", **changed: object
) -> Row:
    """A tie of a row; ``at`` says on which side the row itself is the end."""
    row: Row = {"dataset": dataset, "subject_id": subject, "kind": "site", "domain": "health", "strength": NAMED}
    row |= {"status": "operating", "since": None}
    for side, code in (("sichuan", sichuan), ("chongqing", chongqing)):
        row |= {f"{side}_{part}": None for part in ("zh", "en", "lon", "lat")}
        row |= {f"{side}_adcode": code, f"{side}_id": subject if side == at else ""}
    return row | changed


def once(rows: list[Row], **tables: pd.DataFrame) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Subject, ends (the place where it is one, else the unit) and who tells of it too."""
    made = agreements.once(rows, agreements.groups(tables), agreements.followers(tables))
    ends = [tuple(row[f"{side}_id"] or row[f"{side}_adcode"] for side in ("sichuan", "chongqing")) for row in made]
    return [(row["subject_id"], *end, row["told_by"]) for row, end in zip(made, ends, strict=True)]


def test_rows_that_name_each_other_in_whatever_table_are_one_group():
    group = agreements.groups(
        {
            "a": table(one=None, two="a:one", three="b:x;b:y", alone=None),
            "b": table(x=None, y="b:z", z=None),
            "c": pd.DataFrame({"id": ["one"]}),
        }
    )
    assert group["a:one"] == group["a:two"]
    assert group["a:three"] == group["b:x"] == group["b:y"] == group["b:z"]
    assert group["a:one"] != group["b:x"]
    assert not {"a:alone", "c:one"} & set(group)


def test_two_hospitals_that_name_each_other_are_one_tie_between_the_two():
    rows = [tie("s", "510903", "500152", at="sichuan"), tie("c", "510900", "500152", at="chongqing")]
    assert once(rows, hospitals=table(s=None, c="hospitals:s")) == [("s", "s", "c", ("hospitals:c",))]
    assert len(once(rows, hospitals=table(s=None, c=None))) == 2  # nobody said that they are the same


def test_a_hospital_with_two_partners_keeps_both_and_each_its_own_date():
    rows = [
        tie("c", "511681", "500103", at="chongqing"),
        tie("c", "511703", "500103", at="chongqing"),
        tie("s1", "511681", "500103", at="sichuan", since="2023-07-13"),
        tie("s2", "511703", "500103", at="sichuan"),
    ]
    tables = {"hospitals": table(c=None, s1="hospitals:c", s2="hospitals:c")}
    assert [row[:3] for row in once(rows, **tables)] == [("c", "s1", "c"), ("c", "s2", "c")]
    made = agreements.once(rows, agreements.groups(tables), agreements.followers(tables))
    assert [row["since"] for row in made] == ["2023-07-13", None]


def test_of_an_agreement_that_covers_an_area_the_tie_of_the_agreement_is_left():
    paper = tie("p", "511400", "500111", dataset="papers", strength=AREA, kind="agreement")
    homes = [tie(id, "511400", "500111", at="chongqing", dataset="homes", strength=AREA) for id in ("h1", "h2")]
    other = tie("h3", "511402", "500111", at="sichuan", dataset="homes", strength=AREA)
    elsewhere = tie("h3", "511402", "500151", at="sichuan", dataset="homes", strength=AREA)
    told = table(h1="papers:p", h2="papers:p", h3="papers:p")
    assert once([*homes, other, elsewhere, paper], homes=told) == [
        ("p", "511400", "500111", ("homes:h1", "homes:h2", "homes:h3")),
        ("h3", "h3", "500151", ()),  # the paper does not hold there: this is told by nobody else
    ]


def test_of_two_places_under_one_agreement_the_wider_tie_is_left():
    rows = [
        tie("s", "510302", "500111", at="sichuan", strength=AREA),
        tie("c", "510300", "500111", at="chongqing", strength=AREA),
        tie("head", "510300", "500118", at="chongqing", strength=AREA),
    ]
    same = table(head=None, s="hospitals:head", c="hospitals:head")
    assert once(rows, hospitals=same) == [
        ("head", "510300", "head", ()),
        ("c", "510300", "c", ("hospitals:s",)),
    ]


@pytest.mark.parametrize("changed", [{"status": "lapsed"}, {"sichuan_adcode": "510904"}])
def test_other_ends_or_another_state_are_another_tie(changed):
    rows = [tie("s", "510903", "500152", at="sichuan"), tie("c", "510903", "500152", at="chongqing") | changed]
    assert len(once(rows, hospitals=table(s=None, c="hospitals:s"))) == 2


def test_what_is_in_force_is_not_also_to_come_and_keeps_its_own_date():
    coming = tie("v", "510900", "500152", dataset="services", status="planned", since="2020", strength=AREA)
    members = [
        tie("m", "510903", "500152", dataset="alliances", since="2021", kind="membership", strength=AREA),
        tie("m", "510903", "500103", dataset="alliances", since="2021", kind="membership", strength=AREA),
    ]
    tables = {"services": table(v=None), "alliances": table(m="services:v")}  # whichever is named
    assert once([coming, *members], **tables) == [
        ("m", "510903", "500152", ("services:v",)),
        ("m", "510903", "500103", ()),
    ]
    made = agreements.once([coming, *members], agreements.groups(tables), agreements.followers(tables))
    assert {(row["status"], row["since"]) for row in made} == {("operating", "2021")}
    places = [
        tie("s", "510903", "500152", at="sichuan"),
        tie("c", "510903", "500152", at="chongqing", status="planned"),
    ]
    made = agreements.once(places, {"hospitals:s": "x", "hospitals:c": "x"}, frozenset())
    assert [(row["status"], row["told_by"]) for row in made] == [("operating", ("hospitals:c",))]


def test_the_places_at_the_ends_of_a_tie_that_gives_way_tell_of_it_too():
    service = tie("v", "510000", "500000", dataset="services", strength=AREA)
    member = tie("al", "510105", "500106", dataset="alliances", kind="membership")
    member |= {"sichuan_id": "m1", "chongqing_id": "m2"}
    told = ("alliances:al", "alliance_members:m1", "alliance_members:m2")
    assert once([member, service], alliances=table(al="services:v")) == [("v", "510000", "500000", told)]


def test_whom_a_row_names_and_who_names_it_are_its_neighbours():
    tables = {"a": table(one=None, two="a:one;b:x"), "b": table(x="a:one")}
    assert agreements.neighbours(tables) == {
        "a:two": ("a:one", "b:x"),
        "b:x": ("a:one", "a:two"),
        "a:one": ("a:two", "b:x"),
    }


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([None, None], None),
        (["2024", "2024-03-19"], "2024-03-19"),
        (["2021-03-17", None], "2021-03-17"),
        (["2022-06-29", "2021"], "2021"),
    ],
)
def test_an_agreement_began_on_the_earliest_date_and_as_exactly_as_one_row_knows(dates, expected):
    assert agreements.since(dates) == expected


def test_no_two_places_contradict_each_other_on_when_their_link_began(store):
    sites = pd.concat([store.facts[id] for id in ("eldercare", "tourism", "hospitals")]).set_index("id")
    dates = sites["cross_border_since"].dropna()
    joined = store.get("ties").query("kind == 'site'").dropna(subset=["told_by"])
    for row in joined.itertuples():
        told = [row.subject_id, *(one.partition(":")[2] for one in row.told_by.split(";"))]
        known = sorted((dates[id] for id in told if id in dates), key=len)
        assert all(known[-1].startswith(date) for date in known), told
    assert joined["since"].notna().sum() >= 15


def test_sites_that_name_each_others_unit_are_found_until_somebody_says_whether_they_are_one():
    sites = pd.DataFrame(
        {
            "id": ["s", "c", "far", "all"],
            "adcode": ["510903", "500152", "500103", "500152"],
            "cross_border": True,
            "serves_from_adcodes": ["500152", "510900", "510903", "510000"],
        }
    )
    assert agreements.unsaid("h", sites, {}) == {"h:s|h:c"}
    assert agreements.unsaid("h", sites, {"h:s": "h:c", "h:c": "h:c"}) == set()
    assert agreements.unsaid("h", sites.assign(cross_border=False), {}) == set()
