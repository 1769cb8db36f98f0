"""Flows on pages: where an administrator has set them; nowhere else, and marked where they are made up."""

import io

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from geodata import configuration
from geodata.flows import kept
from geodata.narrative import page as telling
from geodata.narrative.findings import of_flows as told
from geodata.query import on_map, url
from geodata.store.store import load
from layers import compose, legend
from pages._http.maps import light_map
from tests.geodata.flows.given import FEW, flows
from tests.pages.driver import layer, opened, page_at, query, words

STORE = load()
PAIR = "511622-500117"  # 武胜县—合川区


@pytest.fixture
def with_flows(tmp_path, monkeypatch):
    """Set flows for this server; what is remembered of it without them, and then with them, is forgotten."""

    def put(**more) -> None:
        kept.write(tmp_path / "sums.parquet", flows([*FEW, (FEW[0][1], FEW[0][0], "eldercare", 2025, 14)], **more))
        (tmp_path / "own.toml").write_text(f'[flows]\nsums = "{tmp_path}/sums.parquet"\n', encoding="utf-8")
        monkeypatch.setenv(configuration.VARIABLE, str(tmp_path / "own.toml"))
        forget()

    def forget() -> None:
        configuration.configuration.cache_clear()
        kept.configured.cache_clear()
        STORE.caches.clear()

    yield put
    monkeypatch.undo()
    forget()


def choice(at: AppTest, page: str):
    return next(group for group in at.button_group if group.key == f"view:{page}")


def test_without_flows_nothing_is_there_and_a_link_to_them_is_left_out():
    at = page_at("crossings.py")
    assert not [box for box in at.selectbox if box.key.startswith("flows")]
    assert "流量" not in [option.content for option in choice(at, "crossings").proto.options]
    at = opened("crossings.py", flows="persons", view="flows")
    assert not at.exception
    assert query(at) == {"lang": "zh"}
    assert "flows" in words(at)


def test_crossings_shows_flows_as_curves_table_and_files(with_flows):
    with_flows(demo=True, demo_mark="演示数据 · demonstration data")
    at = opened("crossings.py", view="flows")
    assert not at.exception
    at.selectbox(key="flows:crossings").set_value("persons").run()
    assert not at.exception
    assert query(at) == {"lang": "zh", "flows": "persons", "view": "flows"}
    assert layer(at, "flows") is not None
    text = words(at)
    assert "流量（演示数据）" in text
    assert "合成的演示数据，不是事实" in text
    assert "没有记录不等于没有人" in text
    table = next(one for one in at.dataframe if "table-flows" in one.proto.id).value
    first = table.iloc[0]
    assert (first["县对"], first["领域"], first["两县之间人次"]) == ("武胜县—合川区", "医疗卫生", 42)
    assert first["数据性质"].startswith("演示数据")
    assert table["两县之间人次"].isna().sum() == len(table) - 2  # no record reads empty, never 0
    assert {button.key for button in at.get("download_button") if button.key.startswith("flows")} == {
        *("flows-csv", "flows-xlsx", "flows-geojson", "flows-gpkg")
    }


@pytest.mark.parametrize(("kind", "entry"), [("share", "5%及以上"), ("match", "有联系记载，也有人使用")])
def test_the_border_is_coloured_by_flows(with_flows, kind, entry):
    with_flows()
    scene, ignored = url.from_query({"flows": kind, "ties.domain": "health"}, STORE, "crossings")
    assert not ignored
    drawing = compose.draw(scene, STORE, on_map.drawn(scene, STORE))
    labels = [one.label.zh for one in legend.entries(drawing)]
    assert any(label.startswith("流量：") for label in labels)
    assert "2025，甲局" in labels
    mine = next(one for one in drawing.layers if one.only and PAIR in one.only and one.dataset == "border_pairs")
    assert entry in [one.label.zh for one in mine.legend]
    assert "县对有联系的领域" not in labels


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_output_of_a_scene_with_flows_says_what_they_are(with_flows, lang):
    with_flows(demo=True, demo_mark="演示数据 · demonstration data")
    for page in ("crossings", "eldercare"):
        scene, _ = url.from_query({"lang": lang, "flows": "persons"}, STORE, page)
        mark = {"zh": "流量（演示数据）", "en": "Flows (demonstration data)"}[lang]
        assert mark in telling.told(scene, STORE).caveat
        drawing = compose.draw(scene, STORE, on_map.drawn(scene, STORE))
        assert any(one.label.say(lang).startswith(mark) for one in legend.entries(drawing))
        assert url.from_json(url.to_json(scene, STORE), STORE)[0] == scene
        assert "42" in light_map.page({**url.to_query(scene, STORE), "page": page}) or page == "eldercare"


def test_a_domains_page_shows_its_own_flows(with_flows):
    with_flows()
    at = opened("eldercare.py", view="flows", flows="match")
    assert not at.exception
    assert "甲局" in words(at)
    table = next(one for one in at.dataframe if "table-flows" in one.proto.id).value
    assert set(table["领域"]) == {"养老康养"}
    assert table["两县之间人次"].iloc[0] == 14
    assert "数据性质" not in table


def test_a_year_without_records_and_other_boundaries_say_so(with_flows):
    with_flows()
    for asked, said in (({"year": "2022"}, "没有流量数据"), ({"asof": "2021"}, "没有按所选区划统计")):
        scene, _ = url.from_query({"flows": "persons", **asked}, STORE, "crossings")
        assert said in told.note(scene, STORE)
        assert told.shown(scene, STORE) is None
        compose.draw(scene, STORE, on_map.drawn(scene, STORE))


def test_files_of_flows_bear_the_mark_in_each_row_and_the_note(with_flows):
    from pages._ui.common import downloads

    with_flows(demo=True, demo_mark="演示数据 · demonstration data")
    scene, _ = url.from_query({"view": "flows"}, STORE, "crossings")
    shown = told.shown(scene, STORE)
    assert shown is not None
    made = downloads.files(scene, STORE, {"flows": shown}, "流量", "")
    csv = pd.read_csv(io.BytesIO(made["csv"]()))
    assert csv["mark"].str.contains("演示数据").all()
    assert csv["export_note"].str.contains("合成的演示数据").all()
    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"]()))
    assert "流量（演示数据）" in book.sheetnames[0]
    for kind in ("geojson", "gpkg"):
        assert len(made[kind]()) > 1000


def test_a_file_that_is_no_file_of_sums_stops_the_server_with_words(tmp_path, with_flows):
    with_flows()
    (tmp_path / "sums.parquet").write_text("?")
    kept.configured.cache_clear()
    with pytest.raises(configuration.ConfigurationError, match=r"flows\.sums.*不是流量汇总文件"):
        kept.configured()
