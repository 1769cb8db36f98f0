"""The interface as real clients read it: GDAL in Python and on the command line, QGIS without a screen."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from pages._http.open_data.ogc import features
from pages._http.open_data.ogc.schema import TYPES
from tests.pages._http.ogc.asking import IDS, PLACED, STORE, served

ROOT = Path(__file__).parents[4]
FIELDS = {"integer": ("int32", "int64"), "number": ("float64",), "boolean": ("bool",), "string": ("object",)}


@pytest.fixture(scope="module")
def address():
    with served() as told:
        yield told


def test_gdal_finds_every_collection_as_the_catalogue_has_it(address):
    assert [name for name, _ in pyogrio.list_layers(f"OAPIF:{address}")] == IDS


@pytest.mark.parametrize("id", IDS)
def test_gdal_reads_every_collection_count_extent_and_types(address, id):
    dataset, table = STORE.catalog.datasets[id], STORE.get(id)
    meta, _, shapes, columns = pyogrio.raw.read(f"OAPIF:{address}", layer=id)
    told = dict(zip(meta["fields"], meta["dtypes"], strict=True))
    assert set(dataset.all_columns) <= set(told)
    for name, column in dataset.all_columns.items():
        if table[name].notna().any():
            assert told[name] in FIELDS[TYPES.get(column.type, "string")], name
    read = dict(zip(meta["fields"], columns, strict=True))
    assert read["id"].tolist() == table["id"].tolist()
    for name in (name for name, column in dataset.all_columns.items() if column.type == "date"):  # years alone too
        assert [one.replace("/", "-") for one in read[name] if one] == table[name].dropna().astype(str).tolist()
    if id in PLACED:
        assert "CRS84" in meta["crs"]
        assert meta["geometry_type"] == features.shape(table)
        found = shapely.from_wkb(shapes)
        assert np.array(shapely.total_bounds(found)) == pytest.approx(table.total_bounds, abs=1e-9)
        assert (shapely.is_missing(found) == table["geometry"].isna().to_numpy()).all()


@pytest.mark.parametrize(
    ("where", "query"),
    [
        ("category = 'nursing_home'", "category == 'nursing_home'"),
        ("beds = 100", "beds == 100"),
        ("city = '重庆市' AND category = 'wellness_base'", "city == '重庆市' and category == 'wellness_base'"),
    ],
)
def test_gdal_filters_by_columns(address, where, query):
    frame = pyogrio.read_dataframe(f"OAPIF:{address}", layer="eldercare", where=where)
    assert frame["id"].tolist() == STORE.get("eldercare").query(query)["id"].tolist()


def test_gdal_filters_by_place(address):
    frame = pyogrio.read_dataframe(f"OAPIF:{address}", layer="towns", bbox=(106, 29, 107, 30))
    assert frame["id"].tolist() == STORE.get("towns").cx[106:107, 29:30]["id"].tolist()


def program(name: str) -> str:
    """The path of a program of Debian's; a test that needs one that is not there says so and is skipped."""
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed (Debian: gdal-bin)")
    return found


def run(*command: str, **environment: str) -> str:
    """What a program says."""
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.mark.slow
def test_ogrinfo_tells_of_every_collection(address):
    told = run(program("ogrinfo"), "-ro", f"OAPIF:{address}")
    for id in IDS:
        assert f": {id}" in told
    told = run(program("ogrinfo"), "-ro", "-so", f"OAPIF:{address}", "corridors")
    assert "Feature Count: 66" in told
    assert "opened: String" in told


@pytest.mark.slow
def test_ogr2ogr_takes_every_collection_home(address, tmp_path):
    path = tmp_path / "all.gpkg"
    run(program("ogr2ogr"), "-f", "GPKG", str(path), f"OAPIF:{address}")
    assert {name for name, _ in pyogrio.list_layers(path)} == set(IDS)
    for id in IDS:
        told = pyogrio.read_info(path, layer=id)
        assert told["features"] == len(STORE.get(id))
        if id in PLACED:
            assert told["total_bounds"] == pytest.approx(tuple(STORE.get(id).total_bounds), abs=1e-9)


@pytest.fixture(scope="module")
def in_qgis(address, tmp_path_factory):
    """What QGIS says of every collection, from one run of it, and the folder of what it drew."""
    python = next((one for one in ("/usr/bin/python3", sys.executable) if _has_qgis(one)), "")
    if not python:
        pytest.skip("QGIS is not installed (Debian: python3-qgis)")
    folder = tmp_path_factory.mktemp("qgis")
    script = str(Path(__file__).parent / "qgis_client.py")
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(folder),
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
    }
    told = run(python, script, address, str(folder), *IDS, **environment)
    return json.loads(told.splitlines()[-1]), folder


def _has_qgis(python: str) -> bool:
    return (
        Path(python).exists() and not subprocess.run([python, "-c", "import qgis.core"], capture_output=True).returncode
    )


@pytest.mark.slow
def test_qgis_adds_and_counts_every_collection(in_qgis):
    told, _ = in_qgis
    assert set(told) == set(IDS)
    for id, layer in told.items():
        assert layer["valid"], (id, layer)
        assert layer["count"] == len(STORE.get(id)), id
        assert set(STORE.catalog.datasets[id].all_columns) <= set(layer["fields"]), id
        if id in PLACED:
            assert layer["extent"] == pytest.approx(list(STORE.get(id).total_bounds), abs=1e-6), id


@pytest.mark.slow
def test_qgis_draws_every_collection_that_has_places(in_qgis):
    told, folder = in_qgis
    for id in PLACED:
        assert told[id]["drawn"] > 0, id
        assert (folder / f"{id}.png").stat().st_size > 500
