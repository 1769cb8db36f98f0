"""Integration of pairs, gaps, matrix and growth: known by eye in a toy world, and laws that hold for any ties."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.boundaries.vintage import Vintage
from geodata.catalog import shared_columns
from geodata.domains.crossings import distances
from geodata.measure import WGS84
from geodata.ties import integration
from geodata.ties.integration import Around

DOMAINS = ("transport", "tourism", "health")
STATUS = ("operating", "planned", "held")
PAIRS = gpd.GeoDataFrame(
    {
        "id": ["510101-500101", "510201-500101", "510201-500102"],
        "name_zh": ["甲—子", "乙—子", "乙—丑"],
        "name_en": ["A–C", "B–C", "B–D"],
        "sichuan_adcode": ["510101", "510201", "510201"],
        "chongqing_adcode": ["500101", "500101", "500102"],
        "border_km": [30.0, 10.0, 20.0],
    },
    geometry=[shapely.LineString([(106, y), (106, y + 1)]) for y in (31, 30, 29)],
    crs=WGS84,
)
CROSSINGS = gpd.GeoDataFrame(
    {
        "id": ["line-1", "later-1"],
        "status": ["operating", "planned"],
        "sichuan_adcode": ["510101", "510201"],
        "chongqing_adcode": ["500101", "500102"],
    },
    geometry=[shapely.Point(106, 31.5), shapely.Point(106, 29.5)],
    crs=WGS84,
)
PEOPLE = pd.DataFrame(
    {"population": [1000, 500, 50], "population_60plus": [200, 150, None]},
    index=["510101", "500101", "500102"],
    dtype="Int64",
)
LISTS = pd.DataFrame(
    [
        ("hospitals_3a", "510100", "complete"),
        ("hospitals_3a", "500000", "partial"),
        ("sights_5a", "510100", "complete"),
    ],
    columns=["list_id", "adcode", "state"],
)
AROUND = Around(PAIRS, CROSSINGS, DOMAINS, PEOPLE, distances(PAIRS, CROSSINGS))


def ties(*rows: tuple[str, str, str, str, str | None]) -> pd.DataFrame:
    """Ties of (Sichuan code, Chongqing code, domain, status, since)."""
    columns = ["sichuan_adcode", "chongqing_adcode", "domain", "status", "since"]
    table = pd.DataFrame(list(rows), columns=columns).astype(object)
    whole = table["sichuan_adcode"].eq("510000") | table["chongqing_adcode"].eq("500000")
    return table.assign(
        id=[f"t{n}" for n in range(len(table))],
        dataset="toy",
        subject_id=[f"s{n}" for n in range(len(table))],
        sichuan_id="",
        chongqing_id="",
        scope=whole.map({True: "province", False: "county"}).astype(object),
        known_since=table["since"].str[:4] if len(table) else table["since"],
    )


TOY = ties(
    ("510101", "500101", "transport", "operating", "2015-12"),  # names pair 1
    ("510100", "500101", "tourism", "operating", "2020"),  # the city of A: covers pair 1
    ("510201", "500102", "transport", "planned", None),  # to come at pair 3
    ("510000", "500000", "health", "operating", "2021"),  # whole provinces: counted apart
    ("519900", "500103", "health", "operating", None),  # elsewhere
    ("510101", "500101", "health", "held", "2022"),  # a meeting: listed, no tie in force
)


def test_toy_ties_hold_where_both_ends_cover_the_pair():
    held = integration.at_pairs(TOY, PAIRS)
    assert sorted(zip(held["pair_id"], held["tie_id"], held["named"], strict=True)) == [
        ("510101-500101", "t0", True),
        ("510101-500101", "t1", False),
        ("510101-500101", "t5", True),
        ("510201-500102", "t2", True),
    ]


def test_a_row_that_names_a_county_and_its_city_holds_once_at_the_pair():
    both = ties(("510100", "500101", "health", "operating", None), ("510101", "500101", "health", "operating", None))
    held = integration.at_pairs(both.assign(subject_id="s0"), PAIRS)
    assert held["tie_id"].tolist() == ["t1"]
    assert integration.at_pairs(both, PAIRS)["tie_id"].tolist() == ["t0", "t1"]  # two rows are two
    places = both.assign(subject_id="s0", sichuan_id=["city", "county"])
    assert len(integration.at_pairs(places, PAIRS)) == 2  # so are two members of one alliance


def test_toy_tally_counts_each_tie_once():
    counted = integration.tally(TOY, PAIRS)
    assert counted == (1, 1, 1, 1, 1, 1)
    assert counted.in_force == 4


def test_toy_pairs():
    table = integration.pair_table(TOY, AROUND).set_index("name_en")
    assert table["integration"].to_dict() == {"A–C": 2, "B–C": 0, "B–D": 0}
    assert table["ties"].tolist() == [2, 0, 0]
    assert table["missing"].tolist() == ["health", "transport;tourism;health", "transport;tourism;health"]
    assert table["coming"].tolist() == [0, 0, 1]
    assert table.loc["A–C", ["last_since", "last_id"]].tolist() == ["2020", "t1"]
    assert table["population"].tolist() == [1500, pd.NA, pd.NA]
    assert table["population_60plus"].tolist() == [350, pd.NA, pd.NA]
    assert table["crossings"].tolist() == [1, 0, 0]
    assert table["crossings_coming"].tolist() == [0, 0, 1]
    assert table["crossing_id"].tolist() == ["line-1"] * 3  # what is planned is no crossing yet
    assert table["crossing_km"].tolist() == pytest.approx([0, 55.4, 166.3], abs=0.5)


def test_toy_gaps_are_sorted_by_people_then_border():
    table = integration.gaps(TOY, integration.pair_table(TOY, AROUND), DOMAINS, LISTS)
    assert len(table) == 7
    states = table.set_index("id")["state"]
    assert states["510101-500101:health"] == "partial"  # one of the two cities lacks what its list has
    assert states["510201-500102:tourism"] == "unknown"  # no list of theirs is known
    assert table["id"].tolist()[0] == "510101-500101:health"  # people known first
    assert table["pair_id"].tolist()[1:4] == ["510201-500102"] * 3  # then the longer border
    assert integration.gaps(TOY, integration.pair_table(TOY, AROUND), (), LISTS).empty


def test_toy_matrix_and_growth():
    assert integration.matrix(TOY, "domain").to_dict() == {
        "health": {"510000": 1, "510100": 0, "519900": 1},
        "tourism": {"510000": 0, "510100": 1, "519900": 0},
        "transport": {"510000": 0, "510100": 1, "519900": 0},
    }
    assert integration.matrix(TOY, "chongqing_county").to_numpy().sum() == 4
    # One of no known year counts in every one: it stands in the row before the first.
    assert integration.growth(TOY).sum(axis=1).to_dict() == {
        **{2014: 1, 2015: 2, 2016: 2, 2017: 2, 2018: 2, 2019: 2},
        **{2020: 3, 2021: 4},
    }
    assert integration.undated(TOY) == (0, 1)


def test_toy_matrix_tells_a_whole_province_from_a_body_of_unknown_place():
    table = TOY.assign(chongqing_id=["", "", "", "body", "", ""])
    counts = integration.matrix(table, "chongqing_county")
    assert counts.loc["510000", "-"] == 1
    assert "500000" not in counts
    assert integration.matrix(TOY, "chongqing_county").loc["510000", "500000"] == 1


def test_nothing_at_all():
    table = integration.pair_table(TOY[:0], AROUND)
    assert table["integration"].tolist() == [0, 0, 0]
    assert integration.tally(TOY[:0], PAIRS).in_force == 0
    assert integration.matrix(TOY[:0], "domain").empty
    assert integration.growth(TOY[:0]).empty
    empty = AROUND._replace(crossings=CROSSINGS[:0])
    assert integration.pair_table(TOY, empty)["crossing_km"].isna().all()


codes = (
    st.sampled_from(["510101", "510201", "510100", "510200", "510000"]),
    st.sampled_from(["500101", "500102", "500103", "500000"]),
)
rows = st.lists(
    st.tuples(*codes, st.sampled_from(DOMAINS), st.sampled_from(STATUS), st.sampled_from([None, "2019", "2024-05"])),
    max_size=25,
)


@settings(max_examples=25, deadline=None)
@given(rows)
def test_matrix_pairs_and_list_have_the_same_total(given_rows):
    table = ties(*given_rows)
    counted = integration.tally(table, PAIRS)
    active = int(shared_columns.in_force(table).sum())
    assert counted.in_force == active == len(table) - counted.coming - counted.held
    for column in ("domain", "chongqing_county"):
        assert integration.matrix(table, column).to_numpy().sum() == active
    held = integration.at_pairs(table[shared_columns.in_force(table)], PAIRS)
    assert held["tie_id"].nunique() == counted.neighbours + counted.covering
    assert held.loc[held["named"], "tie_id"].nunique() == counted.neighbours
    assert integration.pair_table(table, AROUND)["ties"].sum() == len(held)


@settings(max_examples=25, deadline=None)
@given(rows, rows)
def test_adding_ties_never_lowers_integration(some, more):
    fewer = integration.pair_table(ties(*some), AROUND)["integration"]
    assert (integration.pair_table(ties(*some, *more), AROUND)["integration"] >= fewer).all()


@pytest.mark.parametrize("vintage", list(Vintage))
@pytest.mark.parametrize(
    "filters",
    [{}, {"domain": "tourism"}, {"strength": "area_agreement"}, {"kind": "membership", "sichuan_city": "成都市"}],
    ids=str,
)
def test_the_real_totals_agree_for_any_filter(store, vintage, filters):
    table = store.get("ties", vintage)
    for column, value in filters.items():
        table = table[table[column] == value]
    around = store.at(vintage).around()
    counted = integration.tally(table, around.pairs)
    assert counted.in_force == integration.matrix(table, "chongqing_county").to_numpy().sum()
    assert counted.in_force == integration.matrix(table, "domain").to_numpy().sum()
    active = table[shared_columns.in_force(table)]
    grown = integration.growth(table).sum(axis=1)
    assert grown.iloc[-1] == counted.in_force
    assert grown.iloc[0] == active["known_since"].isna().sum() == integration.undated(table).unknown
    assert grown.is_monotonic_increasing
    held = integration.at_pairs(table[shared_columns.in_force(table)], around.pairs)
    assert integration.pair_table(table, around)["ties"].sum() == len(held)


@pytest.mark.parametrize("vintage", list(Vintage))
def test_real_pairs_are_what_the_facts_say(store, vintage):
    pairs = store.get("border_pairs", vintage).set_index("name_zh")
    assert len(pairs) == 29
    assert pairs.loc["隆昌市—荣昌区", "integration"] == 7
    # A meeting in 2020 is no service, an agreement on ambulances and insurance none on eldercare.
    assert pairs.loc["隆昌市—荣昌区", "missing"] == "eldercare;services"
    beibei = "华蓥市—北碚区" if vintage is Vintage.TODAY else "华蓥市—渝北区"
    # The border still cuts here; with all of Yubei there was an agreement against forest fires.
    assert pairs.loc[beibei, "integration"] == (0 if vintage is Vintage.TODAY else 1)
    gaps = integration.gaps(
        store.get("ties", vintage), pairs.reset_index(), store.at(vintage).around().domains, store.get("coverage")
    )
    assert len(gaps) == (9 - pairs["integration"]).sum()


def test_filters_commute(store):
    table = store.get("ties")
    first, second = table["domain"].eq("tourism"), table["strength"].eq("area_agreement")
    assert table[first][second[first]].equals(table[second][first[second]])
