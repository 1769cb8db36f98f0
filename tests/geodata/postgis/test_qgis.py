"""The project in a real QGIS without a window: it opens whole, looks like our map, an edit reaches the database."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from deploy.postgis import load, project, schema, server
from geodata.catalog import reader
from geodata.catalog.load import load as read_catalog
from geodata.sources.combined import Combined
from geodata.sources.last_good import LastGood
from geodata.sources.postgis import Postgis
from geodata.store.live import Live
from layers import palette
from layers.spec import rgba
from tests.geodata.postgis.conftest import read

CATALOG = read_catalog()
PYTHON = Path("/usr/bin/python3")  # Debian's, which has QGIS
SITE = "elder-dazu-wangu-disabled-care"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def seen(database, store, tmp_path_factory):
    """What QGIS found and did, and what the reader finds in the database then."""
    there = PYTHON.is_file() and subprocess.run([PYTHON, "-c", "import qgis.core"], check=False, capture_output=True)
    if not there or there.returncode:
        pytest.skip("QGIS and its Python are not installed: apt-get install qgis python3-qgis")
    folder = tmp_path_factory.mktemp("qgis")
    environment = os.environ | {"PGSERVICEFILE": str(database.services), "QT_QPA_PLATFORM": "offscreen"}
    environment |= {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    run = [PYTHON, Path(__file__).with_name("in_qgis.py"), project.write(folder, store), folder / "drawn.png"]
    done = subprocess.run(run, check=False, capture_output=True, text=True, env=environment, timeout=240)
    assert done.returncode == 0, done.stderr[-3000:]
    datasets = [one for one in CATALOG.datasets.values() if not one.derived]
    source = Combined([(Postgis(datasets, database.dsn(server.READER), "chengyu"), datasets)])
    app = Live(source, LastGood(folder / "kept", datasets))
    shown = app.first()
    with server.connect(database) as connection:
        header, *rows = read(connection, CATALOG.datasets["eldercare"])
        load.load(connection, CATALOG, replace=True)  # other tests find what is shipped
    found = json.loads(done.stdout.splitlines()[-1])
    return found | {
        "app": app.status,
        "shown": shown,
        "picture": folder / "drawn.png",
        "rows": {row[0]: dict(zip(header, row, strict=True)) for row in rows},
    }


def test_every_layer_opens_with_all_its_rows(seen):
    assert seen["opened"]
    assert seen["invalid"] == []
    rows = {one.id: len(reader.raw(CATALOG.tables / one.file)) for one in schema.tables(CATALOG)}
    assert seen["counts"] == rows


def test_it_is_drawn_in_our_colours(seen):
    colors = {color for _, color in Image.open(seen["picture"]).convert("RGB").getcolors(10**7)}
    for id in ("eldercare", "tourism", "hospitals", "ecology", "education", "alliance_members"):
        assert rgba(CATALOG.datasets[id].domain.color)[:3] in colors, id
    for ground in (palette.SICHUAN, palette.CHONGQING, palette.BORDER):
        assert ground[:3] in colors


def test_forms_speak_chinese_and_offer_what_may_be_chosen(seen):
    assert seen["tabs"] == ["基本信息", "位置", "跨界", "联系方式", "说明", "来源"]
    assert seen["aliases"]["beds"] == "床位（张）"
    assert {seen["widgets"][name] for name in ("category", "coord_precision", "source_kind")} == {"ValueMap"}
    assert seen["widgets"]["adcode"] == "ValueRelation"
    assert seen["widgets"]["cross_border"] == "CheckBox"
    assert seen["widgets"]["checked"] == "DateTime"
    assert "2024-05" in seen["rules"]["opened"]
    assert "三星" in seen["rules"]["level"]


def test_a_form_that_nobody_touched_changes_nothing(seen):
    assert seen["changed_by_forms"] == []


def test_an_edited_site_reaches_the_database(seen):
    assert seen["edit"] == [True, seen["edit"][1]], seen["edit"]
    row = seen["rows"][SITE]
    assert (row["lon"], row["lat"]) == ("105.9400", "29.6900")
    assert (row["beds"], row["category"], row["cross_border_zh"]) == ("120", "medical_care", "")


def test_it_appears_in_the_app(seen):
    assert seen["app"].trouble is None
    row = seen["shown"].get("eldercare").set_index("id").loc[SITE]
    assert (row["lon"], row["lat"], row["beds"], row["category"]) == (105.94, 29.69, 120, "medical_care")
    assert (row.geometry.x, row.geometry.y) == (105.94, 29.69)


def test_what_breaks_a_rule_is_refused_with_its_reason(seen):
    done, told = seen["refused"]
    assert not done
    assert "partial_date" in told
