"""Ties: one function per kind, known by eye in a toy world; and what must hold for every tie of the real facts."""

import pandas as pd
import pytest

from geodata.boundaries import adcode
from geodata.boundaries.vintage import Vintage
from geodata.catalog import shared_columns
from geodata.catalog.shared_columns import codes
from geodata.ties import from_facts, model, table

VINTAGES = list(Vintage)
# Tables whose rows that name others make no tie of their own; sights and hospitals may have partners of their own.
LED = ("alliances", "mechanisms", "shared_services", "eldercare_policy", "tourism_policy")
TELL_NOTHING = {  # rows without parties on both sides
    "alliances:al-grotto",
    "tourism_policy:pol-kuanhong-2020",
    "tourism_policy:pol-sxd-2021",
}
SOURCE = {"source_title": "一则报道", "source_url": None, "source_date": "2021-03", "source_kind": "media"}
KINDS = ["corridor", "membership", "site", "service", "platform", "route", "agreement", "mechanism"]


def same(code: str) -> str:
    return code


def frame(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame([SOURCE | row for row in rows])


def ends(rows: list[model.Row]) -> list[tuple[str, str]]:
    return [(row["sichuan_adcode"], row["chongqing_adcode"]) for row in rows]


def test_side_is_read_off_the_code():
    assert [adcode.side(code) for code in ("510904", "500152", "610724", "510000")] == [
        "sichuan",
        "chongqing",
        "",
        "sichuan",
    ]


def test_a_corridor_ties_the_pair_at_each_crossing_and_keeps_its_status():
    corridor = {"id": "r", "name_zh": "甲线", "name_en": "Line A", "opened": "2020", "status": "planned"}
    corridors = frame(corridor | {"crossing_adcodes": None, "note_zh": "", "note_en": ""})
    crossings = pd.DataFrame(
        {
            "corridor_id": ["r", "r"],
            "sichuan_adcode": ["510904", "510921"],
            "chongqing_adcode": ["500152", "500152"],
            **{f"{side}_{lang}": ["x", "y"] for side in ("sichuan", "chongqing") for lang in ("zh", "en")},
        }
    )
    rows = from_facts.from_corridors(crossings, corridors, same)
    assert ends(rows) == [("510904", "500152"), ("510921", "500152")]
    assert {row["status"] for row in rows} == {"planned"}
    assert {row["strength"] for row in rows} == {model.LINE}
    assert {row["subject_id"] for row in rows} == {"r"}


def test_a_corridor_without_a_line_ties_the_counties_its_source_names():
    told = {"crossing_adcodes": "500111|512021", "note_zh": "注", "note_en": "note", "opened": None}
    corridors = frame({"id": "b", "name_zh": "乙线", "name_en": "B", "status": "operating"} | told)
    rows = from_facts.from_corridors(pd.DataFrame({"corridor_id": []}), corridors, same)
    assert ends(rows) == [("512021", "500111")]
    assert rows[0]["strength"] == model.NAMED  # told, not drawn


def test_an_alliance_ties_every_member_to_every_member_across():
    alliances = frame({"id": "x", "name_zh": "联盟", "name_en": "Alliance", "founded": "2020-05", "form": "alliance"})
    members = pd.DataFrame(
        {
            "id": list("abc"),
            "alliance_id": "x",
            "name_zh": ["甲", "乙", "丙"],
            "name_en": list("abc"),
            "adcode_today": ["510107", "511403", "500106"],
            "lon": 104.0,
            "lat": 30.0,
        }
    )
    rows = from_facts.from_members(members, alliances)
    assert [(row["sichuan_id"], row["chongqing_id"]) for row in rows] == [("a", "c"), ("b", "c")]
    assert {row["since"] for row in rows} == {"2020-05"}
    assert from_facts.from_members(members, alliances.assign(form="designation")) == []


SITE = {"id": "s", "name_zh": "院", "name_en": "Home", "adcode_today": "500111", "lon": 105.7, "lat": 29.7}


@pytest.mark.parametrize(
    ("basis", "partners", "strength", "direction", "expected"),
    [
        ("named_site", "512021", "named_site", "both", [("512021", "500111")]),
        ("area_agreement", "511400;512000", "area_agreement", "both", [("511400", "500111"), ("512000", "500111")]),
        ("visitor_flow", "510000", "visitor_flow", "to_chongqing", [("510000", "500111")]),
        (None, None, "named_site", "both", [("510000", "500111")]),  # nobody named: the whole other side
        ("named_site", "500152", "named_site", "both", []),  # a partner on its own side is no tie
    ],
)
def test_a_site_is_tied_to_its_partners_with_the_strength_of_the_evidence(
    basis, partners, strength, direction, expected
):
    site = SITE | {"cross_border": True, "cross_border_basis": basis, "serves_from_adcodes": partners}
    rows = from_facts.from_sites(frame(site), "eldercare", "eldercare", same)
    assert ends(rows) == expected
    assert {row["strength"] for row in rows} <= {strength}
    assert {row["direction"] for row in rows} <= {direction}


def test_what_a_whole_province_has_part_in_is_no_place_in_it():
    linked = {"adcode_today": "510000", "cross_border": True, "cross_border_basis": "area_agreement"}
    told = {"serves_from_adcodes": "500000", "cross_border_zh": "共管", "cross_border_en": "Joint"}
    row = from_facts.from_sites(frame(SITE | linked | told), "ecology", "ecology", same)[0]
    assert (row["sichuan_adcode"], row["sichuan_id"], row["subject_id"]) == ("510000", "", SITE["id"])


def test_a_site_without_a_link_is_no_tie():
    assert from_facts.from_sites(frame(SITE | {"cross_border": False}), "eldercare", "eldercare", same) == []


def test_a_link_begins_when_its_own_column_says_so():
    link = SITE | {"cross_border": True, "serves_from_adcodes": "512021"}
    rows = [link, link | {"id": "t", "cross_border_since": "2023-11-09"}]
    assert [row["since"] for row in from_facts.from_sites(frame(*rows), "hospitals", "health", same)][1] == "2023-11-09"


def test_a_link_with_a_source_of_its_own_is_traced_to_that_source():
    own = {"cross_border_source_title": "另一则", "cross_border_source_date": "2023", "cross_border": True}
    row = from_facts.from_sites(frame(SITE | own), "tourism", "tourism", same)[0]
    assert (row["source_title"], row["source_date"]) == ("另一则", "2023")


@pytest.mark.parametrize(
    ("parties", "here", "there", "expected", "strength"),
    [
        ("510000;500000", None, None, [("510000", "500000")], "area_agreement"),
        (None, "510904;510903", "500152", [("510904", "500152"), ("510903", "500152")], "named_site"),
        ("500112", None, "500112", [("510000", "500112")], "area_agreement"),
        (None, None, None, [("510000", "500000")], "area_agreement"),
    ],
)
def test_a_service_ties_the_counties_it_names_or_its_parties(parties, here, there, expected, strength):
    told = {"parties_adcodes": parties, "counties_sichuan_adcodes": here, "counties_chongqing_adcodes": there}
    service = frame(
        {
            "id": "v",
            "name_zh": "服务",
            "name_en": "Service",
            "since": "2020",
            "how_zh": "",
            "how_en": "",
            "note_zh": None,
            "note_en": None,
            "stage": None,
        }
        | told
    )
    rows = from_facts.from_services(service, same, list)
    assert ends(rows) == expected
    assert {row["strength"] for row in rows} == {strength}
    assert {row["status"] for row in rows} == {"operating"}
    announced = from_facts.from_services(service.assign(stage="announced"), same, list)
    assert {row["status"] for row in announced} == {"planned"}


@pytest.mark.parametrize("vintage", VINTAGES)
def test_what_several_tables_tell_is_one_tie_of_the_row_they_name(store, vintage):
    ties = store.get("ties", vintage)
    tied = set(ties["dataset"] + ":" + ties["subject_id"])
    led = {
        f"{id}:{row.id}": codes(row.same_as)
        for id in LED
        for row in store.facts[id].dropna(subset="same_as").itertuples()
    }
    for follower, named in ((row, named) for row, named in led.items() if row not in TELL_NOTHING):
        told = ties[ties["told_by"].str.contains(rf"{follower}(?:;|$)", regex=True, na=False)]
        assert len(told), follower
        assert follower not in tied
        firsts = set(told["dataset"] + ":" + told["subject_id"]) | {one for by in told["told_by"] for one in codes(by)}
        assert firsts & set(named), follower


def test_what_is_not_in_force_yet_has_not_begun(store):
    ties = store.get("ties")
    coming = ties[~ties["status"].isin([shared_columns.IN_FORCE, *shared_columns.PAST])]
    assert len(coming) > 20
    assert coming["since"].isna().all()


def test_meetings_are_listed_but_tie_nothing(store):
    ties = store.get("ties")
    held = ties[ties["subject_id"].isin(["me-cnyx-publicity", "me-zida4", "pol-alliances-2024"])]
    assert len(held) > 3
    assert set(held["status"]) == {"held"}
    assert set(ties.loc[ties["subject_id"] == "me-office", "status"]) <= {"operating"}  # a body, not a meeting


def test_a_platform_ties_every_county_with_every_county_across():
    platform = frame(
        {"id": "p", "name_zh": "平台", "name_en": "Zone", "approved": "2021", "focus_zh": "", "focus_en": ""}
    )
    rows = from_facts.from_platforms(platform, {"p": ["510903", "510904", "500152"]})
    assert ends(rows) == [("510903", "500152"), ("510904", "500152")]


def test_a_route_ties_stops_that_follow_each_other_on_different_sides():
    codes = {"a": "510107", "b": "510105", "c": "500103", "d": "500105"}
    sites = pd.DataFrame([{**SITE, "id": id, "adcode_today": code} for id, code in codes.items()])
    route = frame(
        {"id": "t", "name_zh": "线", "name_en": "Route", "stops": "a;b;c;d;a", "status": "proposed", "since": "2018"}
    )
    rows = from_facts.from_routes(route, sites)
    assert [(row["sichuan_id"], row["chongqing_id"]) for row in rows] == [("b", "c"), ("a", "d")]
    assert {row["status"] for row in rows} == {"proposed"}


def test_a_place_on_a_route_that_is_only_proposed_does_not_cross(store):
    ties = store.get("ties")
    proposed = ties[ties["status"] == "proposed"]
    assert set(proposed["subject_id"]) == {"route-three-kingdoms", "edu-border-initiative"}
    crosses = store.get("tourism").set_index("id")["cross_border"]
    assert not crosses["sc-wuhou"]
    assert crosses["cq-shuangguitang"]


def test_an_agreement_with_parties_on_one_side_only_is_no_tie():
    rows = [
        {"id": id, "name_zh": id, "name_en": id, "date": "2022", "what_zh": "", "what_en": "", "parties_adcodes": codes}
        for id, codes in (("one", "510000"), ("both", "511900;500152;610700"), ("none", None))
    ]
    made = from_facts.from_agreements(frame(*rows), "eldercare_policy", "eldercare", "agreement", same)
    assert ends(made) == [("511900", "500152")]


@pytest.mark.parametrize("vintage", VINTAGES)
def test_every_tie_has_its_ends_on_opposite_sides_and_can_be_traced(store, vintage):
    table = store.get("ties", vintage)
    assert table["id"].is_unique
    assert table["sichuan_adcode"].str.startswith("51").all()
    assert table["chongqing_adcode"].str.startswith("50").all()
    for dataset, rows in table.groupby("dataset"):
        facts = store.facts[dataset].set_index("id")
        assert set(rows["subject_id"]) <= set(facts.index)
    assert table["source_title"].notna().all()
    assert table[["sichuan_zh", "chongqing_en", "basis_zh", "basis_en"]].notna().all().all()
    for side, place in (("sichuan", "sichuan_city"), ("chongqing", "chongqing_county")):
        body_of_province = table[f"{side}_id"].ne("") & table[f"{side}_adcode"].str.endswith("0000")
        assert (table[place].isna() == body_of_province).all()  # of such a body the place is not known
        units = pd.concat([store.get(level, vintage)["adcode"] for level in ("counties", "cities", "provinces")])
        assert set(table[f"{side}_adcode"]) <= set(units)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_there(store, kind):
    table = store.get("ties")
    assert (table["kind"] == kind).any()
    assert list(store.catalog.vocabularies["tie_kind"]) == KINDS


@pytest.mark.parametrize("vintage", VINTAGES)
def test_the_university_alliance_has_12_members_in_sichuan_and_8_in_chongqing(store, vintage):
    university = store.get("ties", vintage).query("subject_id == 'al-university'")
    assert university["sichuan_id"].nunique() == 12
    assert university["chongqing_id"].nunique() == 8
    assert len(university) == 96


@pytest.mark.parametrize("vintage", VINTAGES)
def test_the_ten_platforms_each_hold_counties_of_both_sides(store, vintage):
    platforms = store.get("ties", vintage).query("kind == 'platform'")
    assert platforms["subject_id"].nunique() == 10


@pytest.mark.parametrize(("vintage", "code"), [(Vintage.TODAY, "500109"), (Vintage.Y2021, "500112")])
def test_facts_on_changed_counties_land_on_the_units_of_the_vintage(store, vintage, code):
    table = store.get("ties", vintage)
    assert set(table.query("subject_id == 'pf-gaozhu'")["chongqing_adcode"]) == {code}
    assert set(table.query("subject_id == 'bus-cy20'")["chongqing_adcode"]) == {code}
    gone = {"500112"} if vintage is Vintage.TODAY else set()
    assert not set(table["chongqing_adcode"]) & gone


def test_crossing_the_border_is_computed_from_ties(store):
    ids = table.crossing_ids(store.get("ties"))
    for id in ("eldercare", "tourism", "hospitals", "alliance_members", "corridors", "platforms"):
        found = store.get(id)
        assert found["cross_border"].tolist() == found["id"].isin(ids).tolist()
    read = store.facts["tourism"]
    assert store.get("tourism")["cross_border"].ge(read["cross_border"]).all()  # a route may tie a site too


def test_where_the_start_is_unknown_the_year_of_the_source_stands_for_it(store):
    table = store.get("ties")
    undated = table[table["since"].isna() & table["source_date"].notna()]
    assert len(undated) > 100
    assert (undated["known_since"] == undated["source_date"].str[:4]).all()
    assert table[table["since"].isna() & table["source_date"].isna()]["known_since"].isna().all()
