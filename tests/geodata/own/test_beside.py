"""Lists of somebody's own beside the shipped datasets: placed, tied, told apart, and nothing shipped is touched."""

import gc
import weakref
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.boundaries.vintage import Vintage
from geodata.intake.model import IntakeError, Mapped, Meaning
from geodata.measure import ALBERS, WGS84
from geodata.own import held, placed, served
from geodata.own.beside import beside
from geodata.own.dataset import AREAS, LINES, MOST_FILTERS, POINTS, TABLE, next_id
from geodata.own.held import Held
from geodata.query import crossings, keywords, results, url
from geodata.query import scene as scenes
from geodata.query.selection import Selection, options
from geodata.store import concerns
from geodata.store.store import Store
from tests.geodata.own import made

LISTS = (made.points(counted=True), made.lines(), made.areas(), made.statistic(), made.table())


@pytest.fixture(scope="module")
def own(store) -> Store:
    return beside(store, LISTS)


def test_a_store_without_lists_is_the_shipped_one(store):
    assert beside(store, ()) is store


def test_each_list_is_a_dataset_and_a_domain_of_its_own(store, own):
    assert [one.kind for one in LISTS] == [POINTS, LINES, AREAS, AREAS, TABLE]
    for one in LISTS:
        dataset = own.catalog.datasets[one.id]
        assert dataset.own
        assert dataset.domain is own.catalog.domains[one.id]
        assert own.catalog.vocabularies["domain"][one.id] == dataset.title
        table = own.get(one.id)
        assert [name for name in table if name != "geometry"] == list(dataset.all_columns)
        assert len(table) == len(one.intake.table)
    assert not any(dataset.own for dataset in store.catalog.datasets.values())


def test_columns_bear_the_headings_of_the_file_and_filters_are_those_of_few_values(own):
    dataset = LISTS[0].dataset
    assert [dataset.all_columns[name].label.zh for name in ("c1", "c2", "c3")] == ["类别", "床位", "开业"]
    assert [dataset.all_columns[name].type for name in ("c1", "c2", "c3", "c5")] == [
        "text",
        "integer",
        "date",
        "number",
    ]
    assert dataset.time == "c3"
    assert dataset.filters == ("cross_border", "side", "city", "c1", "c4", "coord_precision")
    assert options(own.get("own1"), dataset.all_columns["c1"], own.catalog) == ["公办", "民办"]


def test_headings_that_are_the_same_are_told_apart():
    cells = [("类别", Meaning.CATEGORY, ["甲"]), ("类别", Meaning.TEXT, ["乙"]), ("", Meaning.TEXT, ["丙"])]
    one = replace(made.points(), intake=made.intake([made.DAZHU], [("City", Meaning.TEXT, ["丁"]), *cells]))
    labels = [column.label for column in one.dataset.columns[3:]]
    assert [label.zh for label in labels] == ["City 2", "类别", "类别 2", "第4列"]
    assert labels[3].en == "Column 4"


def test_rows_lie_in_their_county_side_and_distance(own):
    table = own.get("own1").set_index("id")
    dazhu, beyond, nowhere = (table.loc[f"own1-{row}"] for row in (2, 6, 7))
    assert (dazhu["county_today"], dazhu["city"], dazhu["side"]) == ("大竹县", "达州市", "sichuan")
    assert (beyond["side"], pd.isna(beyond["adcode_today"])) == ("outside", True)
    assert nowhere[["side", "lon", "to_border_km", "crossing_km", "geometry"]].isna().all()
    point = gpd.GeoSeries([dazhu["geometry"]], crs=WGS84).to_crs(ALBERS).iloc[0]
    border = own.get("border").to_crs(ALBERS).geometry.iloc[0]
    assert dazhu["to_border_km"] == round(border.distance(point) / 1000, 1)
    used = own.get("crossings").query("status == 'operating'").to_crs(ALBERS)
    km = used.geometry.distance(point) / 1000
    assert dazhu["crossing_km"] == round(km.min(), 1)
    assert dazhu["crossing_id"] == used.loc[km.idxmin(), "id"]


def test_a_line_across_the_border_is_no_distance_from_it(own):
    across, inside = own.get("own2")["to_border_km"]
    assert across == 0
    assert inside > 0


def test_a_line_concerns_every_county_it_leads_through(own):
    assert own.get("own2")["counties_adcodes"].tolist()[1] == "500153"
    today = own.at(Vintage.TODAY)
    for code in ("511724", "500155", "510000"):
        assert "own2-2" in concerns.concerns(today, "own2", code)
    assert concerns.concerns(today, "own2", "500153") == {"own2-3"}


def test_in_2021_a_row_lies_in_the_county_of_then(store):
    # 渝北区 and 江北区 became 两江新区 in part; 北碚区 (500109) took land of 渝北区 (500112) in 2025.
    today, then = (store.get("counties", vintage).set_index("adcode").geometry for vintage in Vintage)
    point = shapely.intersection(today["500109"], then["500112"]).representative_point()
    row = {"geometry": point, "adcode": "500109", "county": "北碚区"}
    one = replace(made.points(), intake=made.intake([row], [("名称", Meaning.NAME, ["甲"])]))
    own = beside(store, [one])
    assert own.get("own1")["county_today"].tolist() == ["北碚区"]
    assert own.get("own1", Vintage.Y2021)["county_today"].tolist() == ["渝北区"]


def test_a_statistic_has_the_shape_of_its_counties_and_is_coloured_by_its_number(own):
    table, counties = own.get("own4"), own.get("counties").set_index("adcode")
    assert table.geometry.iloc[0].equals(counties.geometry["511724"])
    assert own.catalog.datasets["own4"].shade == "c1"
    assert not made.points().statistic


def test_of_lists_of_several_shapes_each_row_is_drawn_as_most_are_or_told_to_have_no_place(store):
    line = {"geometry": shapely.LineString([(107.2, 30.7), (107.3, 30.7)]), "adcode": "511724"}
    names = ("名称", Meaning.NAME, ["甲", "乙", "丙"])
    points = replace(made.points(), intake=made.intake([made.DAZHU, made.LIANGPING, line], [names]))
    assert beside(store, [points]).get("own1").geom_type.tolist() == ["Point"] * 3
    lines = replace(made.points(), intake=made.intake([line, line, made.DAZHU], [names]))
    assert beside(store, [lines]).get("own1").geometry.isna().tolist() == [False, False, True]


def test_what_a_row_serves_across_the_border_is_a_tie_of_the_user(store, own):
    ties = own.get("ties")
    assert (
        ties.iloc[: len(store.get("ties"))].drop(columns="geometry").equals(store.get("ties").drop(columns="geometry"))
    )
    mine = ties[ties["domain"].eq("own1")]
    assert mine["name_zh"].tolist() == ["竹园养老院—梁平区", "大竹县—梁山老年公寓"]  # not the place on its own side
    assert set(mine["kind"]) == {served.KIND} == set(mine["source_kind"])
    assert own.catalog.vocabularies["tie_kind"][served.KIND].zh == "使用者自己的数据"
    crosses = own.get("own1")["cross_border"]
    assert crosses[crosses.fillna(False)].index.tolist() == [0, 1]
    says = own.get("own1")[own.lists[0].column_of(Meaning.SERVES)].notna()
    assert crosses[~says].isna().all()  # the file does not say
    pairs = own.get("border_pairs").set_index("id")
    gained = pairs["ties"] - store.get("border_pairs").set_index("id")["ties"]
    assert gained[gained > 0].to_dict() == {"511724-500155": 2}
    assert pairs.loc["511724-500155", "ties_own1"] == 2
    gaps = own.get("gaps")
    assert gaps["domain"].eq("own1").sum() == len(pairs) - 1


def test_a_list_that_is_not_counted_leaves_every_shipped_answer_as_it_is(store):
    own = beside(store, [made.points(counted=False)])
    for id in store.catalog.datasets:
        assert own.get(id) is store.get(id)
    assert own.get("own1")["cross_border"].any()
    assert "ties_own1" not in own.catalog.datasets["border_pairs"].all_columns


def test_places_served_are_read_by_all_their_names_and_what_means_none_or_several_is_told(store):
    cell = "邻水；511724、达县/市中区，乐山市市中区;江津;Dazhu;某地"
    told = beside(store, [_serving(cell)]).told("own1")
    assert told.unknown == ("市中区", "某地")
    assert {row["sichuan_adcode"] for row in told.rows} == {"511623", "511724", "511703", "511102"}
    assert told.served == {"own1-2": ("511623", "511724", "511703", "511102")}


def _serving(cell: str):
    columns = [("名称", Meaning.NAME, ["甲"]), ("服务区域", Meaning.SERVES, [cell])]
    return replace(made.points(), intake=made.intake([made.LIANGPING], columns))


def test_a_list_that_would_make_too_many_ties_makes_none_and_says_how_many(store, monkeypatch):
    monkeypatch.setattr(served, "MOST_TIES", 1)
    told = beside(store, [_serving("大竹县;邻水县")]).told("own1")
    assert (told.rows, told.too_many) == ([], 2)


def test_a_scene_filters_counts_and_finds_it_like_any_dataset(own):
    scene = replace(scenes.default(own), layers=("eldercare", "own1"))
    assert results.shown(scene, own)["own1"].count == 6
    private = scene.with_selections({"own1": Selection.of({"c1": ["民办"]})})
    assert results.shown(private, own)["own1"].count == 3
    assert results.shown(replace(scene, words="昌州"), own)["own1"].rows["name_zh"].tolist() == ["昌州之家"]
    here = replace(scene, focus="511700", only=True)
    assert results.shown(here, own)["own1"].rows["name_zh"].tolist() == ["竹园养老院"]
    assert results.shown(replace(scene, year=2018), own)["own1"].count == 4  # by then, or of which no year is known


def test_crossings_counts_and_lists_the_ties_of_the_user(store, own):
    scene = scenes.default(own, "crossings")
    with_own, without = crossings.crossings(scene, own), crossings.crossings(scene, store)
    assert with_own.tally.in_force == without.tally.in_force + 2
    asked = scene.with_selections({"ties": Selection.of({"domain": ["own1"]})})
    assert crossings.crossings(asked, own).ties.count == 2


def test_a_link_says_which_lists_it_means(store, own):
    scene = replace(scenes.default(own), layers=("eldercare", "own1"), pick="own1:own1-2")
    scene = scene.with_selections({"own1": Selection.of({"c1": ["民办"]})})
    query = url.to_query(scene, own)
    assert query["own1.c1"] == "民办"
    assert url.from_query(query, own) == (scene, [])
    # In another session: without lists, and with another list of the same id.
    other = replace(made.points(), intake=made.intake([made.DAZHU], [("类别", Meaning.CATEGORY, ["民办"])]))
    for elsewhere in (store, beside(store, [other])):
        found, ignored = url.from_query(query, elsewhere)
        assert found.layers == ("eldercare",)
        assert not found.selections
        assert not found.pick
        assert {part.field for part in ignored} - {"mine"} == {"show", "pick", "own1.c1"}
        assert all(part.own and "对方自己的数据" in part.say("zh") for part in ignored)


def test_a_link_without_lists_is_the_same_with_and_without_them(store, own):
    scene = replace(scenes.default(own), focus="511724")
    assert scenes.default(own) == scenes.default(store)
    assert url.to_query(scene, own) == url.to_query(scene, store) == {"lang": "zh", "focus": "511724"}


def test_the_same_file_drawn_otherwise_is_not_placed_again(store, own):
    again = beside(store, [replace(LISTS[0], color="#882255")], own)
    assert again.get("own1") is own.get("own1")
    assert again.catalog.domains["own1"].color == "#882255"
    other = beside(store, [made.points()], own)
    assert other.get("own1") is not own.get("own1")


def test_what_is_shipped_is_asked_of_the_shipped_store_and_what_is_own_is_not(store, own):
    assert keywords.texts(own.at(Vintage.TODAY), "eldercare") is keywords.texts(store.at(Vintage.TODAY), "eldercare")
    assert "大竹" in keywords.texts(own.at(Vintage.TODAY), "own1")[0]
    assert concerns.concerns(own.at(Vintage.TODAY), "ties", "511724") > concerns.concerns(
        store.at(Vintage.TODAY), "ties", "511724"
    )


def test_lists_are_found_by_a_token_as_long_as_the_session_holds_them(store):
    mine = Held((made.points(),))
    assert len(mine.token) >= 22  # 128 bits
    assert held.found(mine.token) is mine
    assert mine.store(store) is mine.store(store)
    mine.store(store).get("own1")
    token, gone = mine.token, weakref.ref(mine.store(store))
    del mine
    gc.collect()
    assert held.found(token) is None
    assert gone() is None


def test_a_session_holds_only_so_much(monkeypatch):
    one = made.points()
    assert held.checked((one,)) == (one,)
    with pytest.raises(IntakeError, match="At most 20"):
        held.checked((one,) * 21)
    monkeypatch.setattr(held, "MOST_BYTES", 1000)
    with pytest.raises(IntakeError, match="too large"):
        held.checked((one,))


def test_ids_of_new_lists_are_free_ones():
    assert next_id(()) == "own1"
    assert next_id((made.points("own1"), made.lines("own3"))) == "own2"


def test_a_list_called_like_something_shipped_is_told_apart(store):
    title = store.catalog.domains["eldercare"].title.zh
    own = beside(store, [made.points("own1", title), made.lines("own2", title)])
    assert [own.catalog.datasets[id].title.zh for id in ("own1", "own2")] == [f"{title} (1)", f"{title} (2)"]
    assert own.catalog.domains["own1"].title == own.catalog.datasets["own1"].title


def test_a_shape_of_many_corners_is_as_far_as_it_is():
    lines = np.array([shapely.LineString([(0, 0), (50_000, 9_000), (100_000, 0)])], dtype=object)
    ring = shapely.Point(50_000, 300_000).buffer(200_000, quad_segs=500)
    shapes = np.array([ring, ring.boundary, shapely.box(0, 0, 10, 10), shapely.Point(50_000, 9_000).buffer(5_000, 500)])
    which, far = placed._nearest(shapes, placed._pieces(lines))
    assert far.tolist() == [round(shape.distance(lines[0]) / 1000, 1) for shape in shapes]
    assert set(which) <= {0, 1}


def test_so_many_columns_are_no_filters():
    one = made.points()
    table = one.intake.table.assign(**{f"c{n}": ["x", *["y"] * (len(one.intake.table) - 1)] for n in range(20, 90)})
    mapping = (*one.intake.mapping, *(Mapped(n, f"列{n}", Meaning.TEXT) for n in range(20, 90)))
    wide = replace(one, intake=replace(one.intake, table=table, mapping=mapping))
    assert len(wide.dataset.filters) <= MOST_FILTERS + 1  # and the precision of places
