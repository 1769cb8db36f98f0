"""Adding a domain costs a table and a block in the catalogue: a made-up one is found on Explore without any code."""

import shutil
from functools import lru_cache

import pytest

from geodata.catalog import model
from geodata.store.store import Store
from pages._ui.session import cache
from tests.pages.driver import drawn, layer, opened, words

TABLE = """id,name_zh,name_en,province,city,county,adcode,lon,lat,coord_precision,coord_source,kind,cross_border,\
cross_border_zh,cross_border_en,source_title,source_kind
tea-1,界上茶馆,Border Teahouse,重庆市,重庆市,荣昌区,500153,105.5946,29.4053,town,made up,old,true,\
两边的人都来,People of both sides come,测试,media
tea-2,城里茶馆,Town Teahouse,四川省,内江市,隆昌市,511083,105.2876,29.3394,town,made up,new,false,,,测试,media
""".replace("\\\n", "")
BLOCK = """
[domains.tea]
zh = "茶馆"
en = "Teahouses"
color = "#228833"
icon = "triangle"

[values.tea_kind]
old = ["老字号", "Old"]
new = ["新式", "New"]

[datasets.teahouses]
title_zh = "茶馆"
title_en = "Teahouses"
domain = "tea"
kind = "site"
pages = ["explore"]
shown = true
file = "teahouses.csv"
counter_zh = "家"
counter_en = "teahouses"
columns = ["id", "name_zh", "name_en", "province", "city", "county", "adcode", "lon", "lat", "coord_precision", \
"coord_source", "kind", "cross_border", "cross_border_zh", "cross_border_en", "source_title", "source_kind"]
values = { kind = "tea_kind" }
filters = ["cross_border", "kind"]
facts = ["kind"]
licence = "cc-by-4_0"
as_of = "2026-11-23"
producer_zh = "测试"
producer_en = "Test"
method_zh = "编造。"
method_en = "Made up."
weakness_zh = "全是编的。"
weakness_en = "All made up."
""".replace("\\\n", "")


@pytest.fixture
def with_teahouses(tmp_path, monkeypatch) -> Store:
    """The product's store with one domain more."""
    shutil.copytree(model.FOLDER / "tables", tmp_path / "tables")
    declared = (model.FOLDER / "catalog.toml").read_text(encoding="utf-8")
    (tmp_path / "catalog.toml").write_text(declared + BLOCK, encoding="utf-8")
    (tmp_path / "tables" / "teahouses.csv").write_text(TABLE, encoding="utf-8")
    store = Store(tmp_path)
    monkeypatch.setattr(cache, "load", lru_cache(lambda: store))
    return store


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_domain_has_its_switch_filters_layer_legend_table_and_downloads(with_teahouses, lang):
    at = opened(lang=lang)
    assert not at.exception
    title = with_teahouses.catalog.domains["tea"].title.say(lang)
    assert title in at.toggle(key="on:teahouses").label
    assert drawn(at, "teahouses") == 2
    assert title in words(at)
    at.multiselect(key="teahouses.kind").set_value(["old"]).run()
    assert drawn(at, "teahouses") == 1
    at.button_group(key="view:explore").set_value("teahouses").run()
    assert at.dataframe[0].value.iloc[0, 0] == ("界上茶馆" if lang == "zh" else "Border Teahouse")
    assert "ties_tea" in with_teahouses.catalog.datasets["border_pairs"].all_columns
    assert {"download-csv", "download-gpkg"} <= {button.key for button in at.get("download_button")}


@pytest.mark.usefixtures("with_teahouses")
def test_a_new_domain_has_cards_and_its_sources():
    at = opened(pick="teahouses:tea-2")
    assert "城里茶馆" in words(at)
    assert "隆昌市" in words(at)
    assert layer(at, "picked-point")
    assert "全是编的。" in words(opened("sources.py"))
