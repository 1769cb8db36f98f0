"""A list of one's own in a real browser: every format, in its place, filtered, briefed, kept over a reload."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from pptx import Presentation

from geodata.own import examples
from geodata.store.store import load
from tests.browser.conftest import Visit
from tests.browser.test_accessibility import violations

STORE = load()
NAME, BODY = examples.points(STORE)
TABLE = STORE.get("tourism")
SIGHTS = TABLE[TABLE["coord_precision"] == "site"]
FIVE = int(SIGHTS["grade"].fillna("").str.split(";").map(lambda grades: grades == ["5A"]).sum())
METRES = 32648  # UTM
# What the button of the field says; Streamlit's own word is English.
BUTTON = """
() => {
  const button = document.querySelector(".st-key-own-ask [data-testid=stFileUploaderDropzone] button");
  return getComputedStyle(button, "::after").content;
}
"""


def drop(visitor: Visit, name: str, body: bytes) -> None:
    """Drop a file, and wait until what was found is told."""
    page, before = visitor.page, visitor.page.locator(".own-found").count()
    page.locator(".st-key-own-ask input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": body}
    )
    page.locator(".own-found").nth(before).wait_for(timeout=30_000)
    visitor.settle()


def taken(page, selector: str) -> bytes:
    with page.expect_download(timeout=60_000) as download:
        page.locator(selector).first.click()  # beside it is what bears its tip
    return Path(download.value.path()).read_bytes()


def test_a_gbk_csv_of_baidu_points_is_placed_filtered_briefed_and_in_a_pptx(visit):
    visitor = visit()
    page = visitor.open("/mydata")
    drop(visitor, NAME, BODY)
    told = page.locator(".own-found").inner_text()
    assert f"{len(SIGHTS)}条准确到点" in told
    placed = gpd.read_file(BytesIO(taken(page, ".st-key-download-geojson button"))).set_index("name_zh").to_crs(METRES)
    truth = SIGHTS.set_index("name_zh").to_crs(METRES)
    assert len(placed) == len(truth)
    assert placed.geometry.distance(truth.geometry.loc[placed.index], align=False).max() < 10
    page.locator(".st-key-more-own1 button").click()
    page.get_by_role("combobox", name=re.compile("等级")).click()
    page.get_by_role("option", name="5A", exact=True).click()
    page.locator(".st-key-on\\:own1", has_text=f"{FIVE}/{len(SIGHTS)}").wait_for()
    page.keyboard.press("Escape")
    visitor.settle()
    assert "own1.c3=5A" in page.url
    page.locator(".st-key-add button").click()
    page.locator(".st-key-to-own button").click()
    visitor.settle()
    page.locator(".st-key-nav a", has_text="简报").click()
    page.locator(".st-key-briefing-head").wait_for()
    visitor.settle()
    page.locator(".st-key-make button").click()
    body = taken(page, ".st-key-take button")
    shown = "\n".join(
        shape.text_frame.text
        for slide in Presentation(BytesIO(body)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    assert "景区（示例）" in shown
    assert str(FIVE) in shown
    assert visitor.outside == visitor.errors == []


def _zipped(folder: Path, frame: gpd.GeoDataFrame) -> bytes:
    frame.rename(columns={"名称": "name"}).to_file(folder / "pts.shp", encoding="gbk")
    buffer = BytesIO()
    with ZipFile(buffer, "w") as packed:
        for path in sorted(folder.glob("pts.*")):
            if path.suffix != ".cpg":
                packed.write(path, path.name)
    return buffer.getvalue()


def _written(folder: Path, name: str, frame: gpd.GeoDataFrame, driver: str) -> bytes:
    pyogrio.write_dataframe(frame, folder / name, driver=driver)
    return (folder / name).read_bytes()


def _parquet(folder: Path, frame: gpd.GeoDataFrame) -> bytes:
    frame.to_parquet(folder / "pts.parquet")
    return (folder / "pts.parquet").read_bytes()


def _excel(folder: Path, frame: gpd.GeoDataFrame) -> bytes:
    plain = pd.DataFrame({"名称": frame["名称"], "经度": frame.geometry.x, "纬度": frame.geometry.y, "坐标系": "WGS84"})
    plain.to_excel(folder / "pts.xlsx", index=False, engine="xlsxwriter")
    return (folder / "pts.xlsx").read_bytes()


WAYS: dict[str, Callable[[Path, gpd.GeoDataFrame], bytes]] = {
    "点（geojson）.geojson": lambda folder, frame: _written(folder, "pts.geojson", frame, "GeoJSON"),
    "点（gpkg）.gpkg": lambda folder, frame: _written(folder, "pts.gpkg", frame, "GPKG"),
    "点（shp）.zip": _zipped,
    "点（kml）.kml": lambda folder, frame: _written(folder, "pts.kml", frame.rename(columns={"名称": "Name"}), "KML"),
    "点（parquet）.parquet": _parquet,
    "点（wgs84）.xlsx": _excel,
}


def test_every_format_finds_its_way_onto_the_map(visit, tmp_path):
    frame = gpd.GeoDataFrame({"名称": SIGHTS["name_zh"].head(9)}, geometry=SIGHTS.geometry.head(9), crs=4326)
    visitor = visit()
    page = visitor.open("/mydata")
    for n, (name, make) in enumerate(WAYS.items()):
        drop(visitor, name, make(tmp_path, frame))
        told = page.locator(".own-found").nth(n).inner_text()
        assert name.rpartition(".")[0] in told
        assert "9条准确到点" in told, told
    shown = json.loads(taken(page, ".st-key-download-geojson button"))["features"]
    assert len(shown) == 9 * len(WAYS)
    assert visitor.outside == visitor.errors == []


def test_a_reload_loses_nothing_and_another_window_sees_nothing(visit):
    visitor = visit()
    page = visitor.open("/mydata")
    drop(visitor, NAME, BODY)
    page.locator(".st-key-own-style-own1 summary").click()
    title = page.locator(".st-key-own-title-own1 input")
    title.fill("我的景区")
    title.press("Enter")
    page.locator(".own-found h3", has_text="我的景区").wait_for()
    visitor.settle()
    address = page.url
    page.reload()
    page.locator(".own-found h3", has_text="我的景区").wait_for(timeout=30_000)
    visitor.settle()
    assert page.url == address
    page.locator(".st-key-nav a", has_text="一张图").click()
    page.locator(".st-key-on\\:own1", has_text=f"{len(SIGHTS)}/{len(SIGHTS)}").wait_for()
    visitor.settle()
    other = visitor.page.context.new_page()
    other.goto(page.url)
    other.locator(".foot").wait_for(timeout=60_000)
    assert other.locator(".st-key-on\\:own1").count() == 0
    assert "对方自己的数据" in other.locator(".ignored").first.inner_text()
    other.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_phone_everything_is_in_reach_and_speaks_one_language(visit, lang):
    visitor = visit(390, 844, touch=True)
    page = visitor.open(f"/mydata?lang={lang}")
    assert page.evaluate(BUTTON) == {"zh": '"选择文件"', "en": '"Choose a file"'}[lang]
    assert not page.locator("[data-testid=stFileUploaderDropzoneInstructions]").is_visible()
    page.locator(".st-key-own-example-places button").click()
    page.locator("[class*=st-key-own-needs-]").wait_for(timeout=30_000)
    visitor.settle()
    wide = page.evaluate("() => document.scrollingElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    order = [
        page.locator(one).first.bounding_box()["y"]
        for one in (".own-found", "[class*=st-key-own-needs-]", ".st-key-stage")
    ]
    assert order == sorted(order)
    assert violations(page) == []
