"""Names of the ground: each kind from its zoom on, none said twice, only the towns' own dataset behind them."""

import pytest

from geodata.boundaries.vintage import Vintage
from geodata.store.store import load
from layers.kinds.corridors import corridor_names
from layers.overlays import ground_names, place_names

STORE = load()
NOW = STORE.at(Vintage.TODAY)
GROUND = {layer.id: layer for layer in ground_names.ground(NOW)}


def test_the_more_there_are_of_a_kind_the_closer_one_must_look_and_the_lower_it_ranks():
    kinds = ["label-cores", "label-cities", "label-counties", "label-towns"]
    least = [GROUND[id].features["zoom"].min() for id in kinds]
    assert least == sorted(least)
    assert [GROUND[id].rank for id in kinds] == [0, 0, -2, -3]
    assert corridor_names.names(NOW, STORE.catalog.datasets["corridors"]).rank < GROUND["label-towns"].rank


@pytest.mark.parametrize("vintage", list(Vintage))
def test_every_unit_has_its_name(vintage):
    edition = STORE.at(vintage)
    made = {layer.id: layer for layer in ground_names.ground(edition)}
    assert set(made["label-counties"].features["id"]) == set(edition.get("counties")["adcode"])
    cities = {*made["label-cities"].features["id"], *made["label-cores"].features["id"]}
    assert cities == set(edition.get("cities")["adcode"])


def test_towns_are_those_of_the_dataset_but_not_what_bears_the_name_around_it():
    towns = STORE.get("towns").set_index("id")
    told = GROUND["label-towns"].features
    assert set(told["id"]) < set(towns.index)
    assert "塘坝" in set(told["text_zh"])
    left_out = towns.loc[sorted(set(towns.index) - set(told["id"]))]
    around = left_out["province"] + "·" + left_out["city"] + "·" + left_out["county"]
    assert all(short in name for short, name in zip(left_out["short_zh"], around, strict=True))
    assert not told["text_en"].str.contains("Town|’").any()


def test_rivers_are_named_along_their_lines():
    rivers = GROUND["label-rivers"].features
    assert set(rivers["text_zh"]) == {"长江", "嘉陵江"}
    lines = STORE.get("corridor_lines").set_index("id").geometry
    for id, spots in rivers.groupby("id"):
        assert spots.geometry.distance(lines[id]).max() < 0.02


def test_what_is_named_otherwise_is_not_named_there():
    left = {layer.id: layer for layer in place_names.without(GROUND.values(), frozenset({"500152", "511083"}))}
    assert left["label-counties"].only == frozenset(GROUND["label-counties"].features["id"]) - {"500152", "511083"}
    assert left["label-towns"] is GROUND["label-towns"]


def test_corridors_are_named_by_number_or_in_short():
    told = corridor_names.names(NOW, STORE.catalog.datasets["corridors"]).features.drop_duplicates("id").set_index("id")
    assert tuple(told.loc["exp-yuwu", ["text_zh", "text_en"]]) == ("G75", "G75")
    assert tuple(told.loc["hsr-chengyu", ["text_zh", "text_en"]]) == ("成渝高铁", "Chengdu–Chongqing HSR")
    assert tuple(told.loc["exp-tongzi", ["text_zh", "text_en"]]) == ("铜资高速", "Tongliang–Zizhong Expwy")
    assert told.loc["exp-chengziyu", "text_en"] == "Chengdu–Ziyang–Chongqing Expwy"
    assert not {"water-yangtze", "air-liangping-dazhou"} & set(told.index)  # named with the ground, by its places
    assert (told.loc[["exp-yuwu"], "angle"] == 0).all()
