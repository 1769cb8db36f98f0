"""The page Transport: strip, ways, crossings by mode and buses agree with the rows shown."""

import pytest

from geodata.boundaries.vintage import Vintage
from geodata.domains import journeys
from geodata.narrative import summary
from geodata.query import scene, ways
from geodata.query.results import shown
from geodata.query.selection import Selection
from geodata.store.store import load
from tests.pages.driver import drawn, layer, named, opened, page_at, query, words

STORE = load()
START = scene.default(STORE, "transport")
PAGE = "transport.py"


def view(at, name: str):
    at.button_group(key="view:transport").set_value(name).run()
    assert not at.exception
    return at


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("wanted", [{}, {"mode": ["hsr"]}, {"status": ["planned"]}, {"cross_border": ["no"]}], ids=str)
def test_sentence_map_chart_and_table_agree(wanted, lang):
    filters = {f"corridors.{name}": ",".join(values) for name, values in wanted.items()}
    at = opened(PAGE, lang=lang, **filters)
    assert not at.exception
    given = START.with_selections({"corridors": Selection.of(wanted)})
    rows = shown(given, STORE)["corridors"]
    told = words(at)
    assert (
        f"{rows.count}条走廊中{rows.crossing}条跨界" if lang == "zh" else f"{rows.crossing} of {rows.count}"
    ) in told
    assert drawn(at, "corridors") == rows.rows["geometry"].notna().sum()
    assert len(at.dataframe[0].value) == rows.count
    assert query(at) == {"lang": lang} | filters


def test_a_corridor_is_followed_from_stop_to_stop_across_the_border():
    at = page_at(PAGE, pick="corridors:hsr-chengyu")
    told = words(at)
    stops = journeys.strip("hsr-chengyu", STORE.get("corridor_nodes"), STORE.get("crossings"))
    places = [told.index(stop.zh) for stop in stops if stop.kind != journeys.BORDER]
    assert places == sorted(places)
    assert told.index("隆昌北站") < told.index("川渝界线 · 隆昌市—荣昌区") < told.index("荣昌北站")
    assert layer(at, "stops")
    assert {stop.zh for stop in stops if stop.kind != journeys.BORDER} <= set(named(at))


def test_a_corridor_without_stops_says_so():
    assert "来源没有给出站点" in words(page_at(PAGE, pick="corridors:bus-dazu-anyue"))


def test_ways_from_a_to_b_are_in_the_link():
    at = view(opened(PAGE, **{"corridors.mode": "hsr,rail"}), "ways")
    at.selectbox(key="start").select("511000").run()
    at.selectbox(key="end").select("500153").run()
    assert not at.exception
    table = at.dataframe[0].value
    assert "成渝高速铁路" in table["路线"].tolist()
    assert (table["换乘"] == "直达").sum() >= 2
    assert query(at)["from"] == "511000"
    again = view(opened(PAGE, **query(at)), "ways")
    assert again.dataframe[0].value.equals(table)
    again.selectbox(key="end").select("511000").run()
    assert "两个不同" in again.info[0].value


def test_a_way_names_its_stops_and_says_what_its_length_is_and_where_it_starts():
    at = view(opened(PAGE, **{"from": "510900", "to": "500152"}), "ways")
    near, away = (part.value for part in at.dataframe[:2])
    columns = ["方式", "起讫站／互通", "换乘", "起讫间（公里）", "驻地间（公里）"]
    assert near[columns].to_numpy().tolist() == [
        ["乘坐", "遂宁站 → 潼南站", "直达", "49（示意线）", 59],
        ["开车", "遂宁 → 潼南", "直达", "43（示意线）", 49],
    ]
    assert "说明" not in near
    assert away[["说明", *columns]].to_numpy().tolist() == [
        ["磨溪镇公共汽车站离遂宁政府驻地29公里", "乘坐", "磨溪镇公共汽车站 → 潼南江北汽车站", "直达",
         "29（公布全程）", 59],
    ]  # fmt: skip
    assert any("从本地其他地方出发" in told.value for told in at.markdown)
    assert any("两地政府驻地直线相距45公里" in told.value for told in at.caption)


@pytest.mark.parametrize(
    ("ends", "none"), [(("510100", "500101"), False), (("513200", "500152"), True)], ids=["found", "none"]
)
def test_what_was_searched_is_told_and_that_the_list_may_be_incomplete(ends, none):
    at = view(opened(PAGE, **{"from": ends[0], "to": ends[1], "corridors.mode": "hsr,rail"}), "ways")
    assert any("没有找到" in told.value for told in at.info) is none
    table = STORE.get("corridors")
    tracks = ways.tracks(STORE.at(Vintage.TODAY))
    rows = table[table["status"].eq("operating") & table["mode"].isin(["hsr", "rail"]) & table["id"].isin(tracks)]
    kinds = rows["mode"].value_counts()
    told = next(caption.value for caption in at.caption if "条在营走廊里查找" in caption.value)
    assert f"{len(rows)}条在营走廊里查找（高速铁路{kinds['hsr']}、普速铁路{kinds['rail']}）" in told
    assert "不等于没有" in told
    assert ("经过阿坝的有：没有收录" if none else "郑渝高铁（重庆境）") in told


def test_a_length_is_told_as_drawn_and_as_published_beside_the_stops():
    assert "示意线全长19公里，公布长度29公里" in words(page_at(PAGE, pick="corridors:bus-tongnan-moxi"))


def test_crossings_by_pair_and_mode_sum_to_the_crossings_shown():
    at = view(opened(PAGE, **{"crossings.status": "operating"}), "pairs")
    table = at.dataframe[0].value
    assert table["合计"].sum() == (STORE.get("crossings")["status"] == "operating").sum()
    assert (table.iloc[:, 1:].sum(axis=1) == table["合计"]).all()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_buses_are_listed_with_terminals_and_fares(lang):
    at = view(opened(PAGE, lang=lang), "buses")
    buses = STORE.get("corridors")[STORE.get("corridors")["mode"] == "bus"]
    table = at.dataframe[0].value
    assert len(table) == len(buses)
    assert table.iloc[:, 2].notna().sum() == buses["headway_or_fare_zh"].notna().sum()


@pytest.mark.parametrize("name", ["corridors", "ways", "pairs", "buses", "crossings"])
def test_no_view_breaks_when_nothing_is_left(name):
    at = opened(PAGE, **{"corridors.mode": "air", "corridors.status": "planned", "crossings.mode": "air"})
    view(at, name)
    at = view(opened(PAGE, show="none"), "ways")
    assert "没有打开任何图层" in words(at)
    assert "要列的图层没有打开。" in [caption.value for caption in at.caption]


def test_the_lead_counts_crossings_of_the_corridors_shown():
    given = START.with_selections({"corridors": Selection.of({"mode": ["hsr"]})})
    rows = STORE.get("crossings")
    count = rows["mode"].eq("hsr").sum()
    assert f"过界{count}处" in summary.transport(given, shown(given, STORE))
