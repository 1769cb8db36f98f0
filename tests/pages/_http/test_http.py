"""Plain HTTP: data in every format, caching, messages for what does not exist, and the headers."""

import csv
import gc
import io
import json
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from geodata.boundaries.vintage import Vintage
from geodata.export import formats
from geodata.own.beside import beside
from geodata.query import results, scene
from geodata.store.store import load
from layers import camera, compose, framing, geometry
from layers.renderers.names import rows
from pages._http.headers import NONCE, PARTS, SecurityHeaders, policy
from pages._http.routes import ROUTES
from tests.geodata.own import made

STORE = load()
CLIENT = TestClient(Starlette(routes=ROUTES, middleware=[Middleware(SecurityHeaders)]))


def test_health_tells_version_rows_and_hashes():
    body = CLIENT.get("/health").json()
    assert body["status"] == "ok"
    assert body["data_version"] == STORE.version
    assert set(body["datasets"]) == set(STORE.catalog.datasets)
    assert body["datasets"]["tourism"] == {"rows": 170, "hash": STORE.hash("tourism")}


def test_the_list_describes_every_dataset_and_its_addresses_answer():
    listed = CLIENT.get("/api/datasets").json()
    assert [entry["id"] for entry in listed] == list(STORE.catalog.datasets)
    for entry in listed:
        assert {"title", "domain", "kind", "rows", "as_of", "licence", "provenance", "formats"} <= set(entry)
        assert entry["title"]["zh"]
        assert entry["title"]["en"]
        for format, address in entry["formats"].items():
            answer = CLIENT.get(address)
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith(formats.MEDIA[format].split(";")[0])


def test_csv_over_http_opens_right_in_excel_and_is_whole():
    answer = CLIENT.get("/api/datasets/tourism.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 170
    assert rows[0]["name_zh"] == "大足石刻景区"


def test_boundaries_of_2021_can_be_asked_for():
    today = CLIENT.get("/api/datasets/counties.csv").text
    before = CLIENT.get("/api/datasets/counties.csv?asof=2021").text
    assert "两江新区" in today
    assert "两江新区" not in before
    assert "渝北区" in before
    assert CLIENT.get("/api/datasets/counties.csv?asof=1990").status_code == 404


@pytest.mark.parametrize("address", ["/api/datasets", "/api/datasets/border.geojson", "/vendor/leaflet/leaflet.js"])
def test_a_reader_that_has_it_gets_304(address):
    first = CLIENT.get(address)
    again = CLIENT.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    other = CLIENT.get(address, headers={"If-None-Match": 'W/"other"'})
    assert other.status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/api/datasets/nothing.csv",
        "/api/datasets/tourism.shp",
        "/api/datasets/timeline.geojson",
        "/api/datasets/tourism",
        "/api/datasets/..%2f..%2fapp.py",
        "/api/datasets/%3Cscript%3E.csv",
        "/drawn/counties-000000000000.geojson",
        "/vendor/leaflet/nothing.js",
        "/vendor/leaflet/..%2f__init__.py",
        "/vendor/leaflet/%2e%2e/__init__.py",
    ],
)
def test_what_does_not_exist_is_404_with_a_message_in_both_languages(address):
    answer = CLIENT.get(address)
    assert answer.status_code == 404
    assert "python" not in answer.text.lower() or "python" in address
    if answer.headers["content-type"] == "application/json":
        assert set(answer.json()["message"]) == {"zh", "en"}


def test_a_name_no_drawing_bears_is_refused_without_drawing_anything(monkeypatch):
    drawn = []
    monkeypatch.setattr(compose, "publish_all", drawn.append)
    for name in ("counties.geojson", "<q>-000000000000.geojson", "counties-00000000000.geojson", "a" * 5000):
        assert CLIENT.get(f"/drawn/{name}").status_code == 404
    assert drawn == []


def test_drawn_geometry_is_immutable_and_survives_a_restart():
    geometry._BODIES.clear()  # of stores of other tests
    STORE.caches.clear()
    STORE.drawn.clear()
    compose.publish_all(STORE)
    address = compose.KINDS["area"](
        STORE.at(Vintage.TODAY), results.shown(replace(scene.default(STORE), layers=("platforms",)), STORE)["platforms"]
    )[0].address
    first = CLIENT.get(f"/{address}")
    assert first.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert json.loads(first.content)["type"] == "FeatureCollection"
    kept = dict(geometry._BODIES)
    geometry._BODIES.clear()  # as after a restart; what is cached in builders is built anew
    STORE.caches.clear()
    STORE.drawn.clear()
    again = CLIENT.get(f"/{address}")
    assert again.content == first.content
    assert {one for one in kept if "/names-" not in one} <= set(geometry._BODIES)


def test_drawings_of_somebodys_own_list_are_kept_by_nobody_on_the_way(monkeypatch):
    store = beside(STORE, [made.points(), made.many(3_000, id="own2")])
    few, many = (
        compose.KINDS["own_points"](store.at(Vintage.TODAY), results.Shown(store.catalog.datasets[id], table, keep))[0]
        for id in ("own1", "own2")
        for table in [store.get(id)]
        for keep in [table["id"].notna()]
    )
    for address in (few.address, many.tiles.address.format(z=3, x=6, y=3)):
        answer = CLIENT.get(f"/{address}")
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers
        assert answer.headers["content-encoding"] == "gzip"
        plain = CLIENT.get(f"/{address}", headers={"Accept-Encoding": "identity"})
        assert "content-encoding" not in plain.headers
        assert plain.content == answer.content == geometry.body(address)
    monkeypatch.setattr(compose, "publish_all", lambda _: pytest.fail("nothing of everybody's is looked for"))
    for address in (few.address.replace("own-", "own-0", 1), few.address[:-10] + "5.geojson"):
        answer = CLIENT.get(f"/{address}")
        assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")
    address = few.address
    del store, few, many
    gc.collect()
    assert CLIENT.get(f"/{address}").status_code == 404


def test_names_of_the_ground_are_fetched_once_and_survive_a_restart():
    rows._published.cache_clear()
    given = scene.default(STORE, "transport")
    for page in (given, replace(given, layers=())):
        drawing = compose.draw(page, STORE, results.shown(page, STORE))
        for lang in ("zh", "en"):
            address = rows.names(drawing.layers, lang, drawing.view.zoom).address
            first = CLIENT.get(f"/{address}")
            assert first.headers["content-type"] == "application/json"
            assert first.headers["cache-control"] == "public, max-age=31536000, immutable"
            geometry._BODIES.pop(address)
            rows._published.cache_clear()
            assert CLIENT.get(f"/{address}").content == first.content


def test_leaflet_comes_from_an_installed_package():
    assert CLIENT.get("/vendor/leaflet/leaflet.js").headers["content-type"].startswith("text/javascript")
    assert CLIENT.get("/vendor/leaflet/leaflet.css").headers["content-type"].startswith("text/css")


@pytest.mark.parametrize(
    "address", ["/health", "/api/datasets/nothing.csv", "/vendor/leaflet/leaflet.css", "/lite/map"]
)
def test_every_answer_carries_the_security_headers(address):
    headers = CLIENT.get(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"
    assert NONCE not in headers
    part = headers["content-type"].startswith(PARTS)  # a style sheet is no page
    assert ("content-security-policy" in headers) is not part
    if not part:
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "http://" not in headers["content-security-policy"].replace("ws://", "")


def test_the_policy_lets_no_foreign_inline_script_run():
    for given in (policy("host:8501"), policy("host:8501", "abc")):
        scripts = next(part for part in given.split("; ") if part.startswith("script-src"))
        assert "unsafe-inline" not in scripts
        assert "unsafe-eval" not in scripts.replace("wasm-unsafe-eval", "")
    assert "ws://host:8501" in policy("host:8501")
    assert "evil" not in policy("evil; script-src *")


def test_the_light_map_is_a_page_whose_scripts_all_carry_its_nonce():
    answer = CLIENT.get("/lite/map", params={"lang": "en", "show": "tourism", "tourism.grade": "5A"})
    nonce = answer.headers["content-security-policy"].split("'nonce-")[1].split("'")[0]
    assert answer.text.count("<script") == answer.text.count(f'<script nonce="{nonce}"') > 0
    assert '<html lang="en">' in answer.text
    assert CLIENT.get("/lite/map").headers["content-security-policy"] != answer.headers["content-security-policy"]


def test_the_light_map_shows_what_crossings_is_compared_with():
    query = {"page": "crossings", "compare": "closed", "map": "light"}
    today, shut = (CLIENT.get("/lite/map", params=query | more).text for more in ({}, {"other": "1"}))
    assert '"id":"border_pairs-3"' in today
    assert '"only":[]' not in today.split('"id":"border_pairs-3"')[1].split("}")[0]
    assert '"only":[]' in shut.split('"id":"border_pairs-3"')[1].split("}")[0]
    assert CLIENT.get("/lite/map", params={"page": "crossings", "other": "1"}).status_code == 200


@pytest.mark.parametrize("frame", ["", "1,2", "x,y,z,w", "100,100,90,90", "0,0,0,0", "9" * 40 + ",1,0,0", "-5,5,5,5"])
def test_a_light_map_for_an_impossible_room_is_drawn_for_the_usual_one(frame):
    asked = CLIENT.get("/lite/map", params={"page": "crossings", "frame": frame})
    assert asked.status_code == 200
    usual = framing.view(STORE.at(Vintage.TODAY), None, camera.DESKTOP, "crossings")
    assert f'"{usual.lon:.4f},{usual.lat:.4f},{usual.zoom}"' in asked.text


@pytest.mark.parametrize("id", ["ties", "border_pairs", "crossings", "gaps"])
@pytest.mark.parametrize("vintage", list(Vintage))
def test_what_crosses_is_published_in_both_vintages(id, vintage):
    rows = list(csv.DictReader(io.StringIO(CLIENT.get(f"/api/datasets/{id}.csv?asof={vintage.value}").text)))
    assert len(rows) == len(STORE.get(id, vintage)) > 0


def test_a_hostile_link_to_the_light_map_puts_nothing_of_itself_on_the_page():
    answer = CLIENT.get("/lite/map", params={"show": "</script><script>alert(1)</script>", "focus": "x" * 3000})
    assert answer.status_code == 200
    assert "alert(1)" not in answer.text


def test_what_changed_since_a_released_version_is_told():
    listed = CLIENT.get("/api/changes").json()
    assert listed["data_version"] == STORE.version == listed["releases"][-1]["version"]
    first = listed["releases"][0]
    answer = CLIENT.get("/api/changes", params={"since": first["version"]})
    body = answer.json()
    assert (body["since"], body["until"]["version"]) == (first, STORE.version)
    assert body["headlines"]["border_pairs"] == {"before": 29, "after": 29}
    people = body["tables"]["city_stats"]
    assert {"population_60plus", "population_80plus"} <= set(people["columns_added"])
    assert len(people["added"]) == 179
    rounded = next(row for row in people["changed"] if row["id"] == "500229")
    assert rounded["cells"]["population"] == {"before": "197500", "after": "197497"}
    again = CLIENT.get(f"/api/changes?since={first['version']}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_version_nobody_released_is_told_with_those_there_are():
    answer = CLIENT.get("/api/changes", params={"since": "<b>x"})
    assert answer.status_code == 404
    assert STORE.version in answer.json()["message"]["zh"]
