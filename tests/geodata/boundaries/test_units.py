"""Truths about the real units, held against official figures."""

import pytest
import shapely

from geodata.boundaries.units import neighbours, polygons
from geodata.boundaries.vintage import Vintage
from geodata.measure import area_km2

VINTAGES = list(Vintage)


@pytest.mark.parametrize(("vintage", "sichuan", "chongqing"), [(Vintage.TODAY, 183, 37), (Vintage.Y2021, 183, 38)])
def test_county_totals(store, vintage, sichuan, chongqing):
    counts = store.get("counties", vintage)["province"].value_counts()
    assert counts.to_dict() == {"四川省": sichuan, "重庆市": chongqing}


@pytest.mark.parametrize("vintage", VINTAGES)
def test_counties_cover_without_gap_or_overlap(vintage):
    assert shapely.coverage_is_valid(polygons(vintage).geometry.to_numpy())


@pytest.mark.parametrize("vintage", VINTAGES)
def test_provinces_have_their_official_area(store, vintage):
    # Statistical yearbooks: Sichuan 486,052 km², Chongqing 82,402 km².
    areas = store.get("provinces", vintage).set_index("adcode")["area_km2"]
    assert areas["510000"] == pytest.approx(486_052, rel=0.001)
    assert areas["500000"] == pytest.approx(82_402, rel=0.001)


@pytest.mark.parametrize("vintage", VINTAGES)
def test_levels_nest(store, vintage):
    total = {id: store.get(id, vintage)["area_km2"].sum() for id in ("counties", "cities", "provinces")}
    assert total["cities"] == pytest.approx(total["counties"], rel=1e-4)
    assert total["provinces"] == pytest.approx(total["counties"], rel=1e-4)
    assert len(store.get("cities", vintage)) == 22
    assert len(store.get("provinces", vintage)) == 2


@pytest.mark.parametrize("vintage", VINTAGES)
def test_the_circles_official_area_lies_between_without_and_with_its_partial_counties(store, vintage):
    counties = store.get("counties", vintage)
    inside = counties[counties["in_scope"]]
    partial = inside["partial"]
    assert set(inside.loc[partial, "name_zh"]) == {"开州区", "云阳县"}
    whole, without = inside["area_km2"].sum(), inside.loc[~partial, "area_km2"].sum()
    assert without < 185_000 < whole
    assert store.get("circle", vintage)["area_km2"].iloc[0] == pytest.approx(whole, rel=1e-4)


@pytest.mark.parametrize("vintage", VINTAGES)
def test_the_metropolitan_areas_have_their_official_area(store, vintage):
    metro = store.get("metro_areas", vintage).set_index("id")
    assert metro.loc["chengdu", "area_km2"] == pytest.approx(26_400, rel=0.005)
    assert metro.loc["chongqing", "area_km2"] == pytest.approx(35_000, rel=0.005)
    assert metro["cross_border"].to_dict() == {"chengdu": False, "chongqing": True}


def test_scope_areas_in_the_table_are_those_of_the_polygons(store):
    counties = store.get("counties", Vintage.Y2021).set_index("adcode")["area_km2"]
    scope = store.facts["scope"].set_index("adcode")["area_km2"]
    assert (counties[scope.index] - scope).abs().max() < 1


def test_liangjiang_exists_today_and_jiangbei_and_yubei_in_2021(store):
    today = set(store.get("counties", Vintage.TODAY)["name_zh"])
    before = set(store.get("counties", Vintage.Y2021)["name_zh"])
    assert "两江新区" in today - before
    assert {"江北区", "渝北区"} <= before - today


def test_liangjiang_and_beibei_have_about_the_reported_area(store):
    # Reports of 2025-11: Liangjiang about 1,360 km², Beibei about 1,100 km².
    areas = store.get("counties").set_index("name_zh")["area_km2"]
    assert areas["两江新区"] == pytest.approx(1360, rel=0.03)
    assert areas["北碚区"] == pytest.approx(1100, rel=0.03)


@pytest.mark.parametrize("vintage", VINTAGES)
@pytest.mark.parametrize("id", ["provinces", "cities", "counties"])
def test_every_unit_has_its_names_in_both_languages(store, id, vintage):
    units = store.get(id, vintage)
    assert units[["adcode", "name_zh", "name_en", "short_zh", "level_unit", "province"]].notna().all().all()
    assert units["name_en"].str.fullmatch(r"[A-Z][A-Za-z' ()]+").all()
    assert units["name_en"].is_unique


def test_unit_names_are_those_of_the_boundaries(store):
    for vintage in VINTAGES:
        drawn = polygons(vintage).set_index("adcode")["name_zh"]
        named = store.get("counties", vintage).set_index("adcode")["name_zh"]
        assert drawn.equals(named[drawn.index])


def test_city_seats_lie_inside_their_city(store):
    names = store.facts["unit_names"].dropna(subset=["seat_lon"])
    cities = store.get("cities").set_index("adcode").geometry
    for row in names[names["level_unit"] == "city"].itertuples():
        assert cities[row.adcode].contains(shapely.Point(row.seat_lon, row.seat_lat)), row.name_zh


def test_statistics_of_counties_that_changed_are_not_carried_over(store):
    today = store.get("counties").set_index("name_zh")["population"]
    before = store.get("counties", Vintage.Y2021).set_index("name_zh")["population"]
    assert before["渝北区"] > 2_000_000
    assert today[["两江新区", "北碚区"]].isna().all()


def test_neighbours_are_other_provinces_inside_the_frame():
    around = neighbours((97.0, 26.0, 111.0, 35.0))
    assert {"贵州省", "云南省", "陕西省", "湖北省"} <= set(around["name_zh"])
    assert not {"四川省", "重庆市"} & set(around["name_zh"])
    assert around.total_bounds[0] >= 97.0


def test_areas_are_measured_in_the_projection_not_in_degrees(toy_counties):
    # 1° × 1° at 30–31°N: 111.2 km × about 95.9 km.
    assert area_km2(toy_counties.geometry)[1] == pytest.approx(111.2 * 95.9, rel=0.01)
