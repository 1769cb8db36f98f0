"""Services of the network, run on loopback: how each is asked, what is kept, and what happens when one fails."""

import os
import time

import pytest

from geodata.basemap import fetcher
from geodata.basemap.cache import TileCache
from geodata.basemap.fetcher import Fetcher, media
from geodata.basemap.mercator import Tile
from geodata.basemap.sources import KEY, addresses, source_of
from tests.geodata.basemap.tiles import painted, settings, tile_server

TILE = Tile(10, 815, 424)


@pytest.fixture
def service():
    with tile_server() as told:
        yield told


def asked_of(tmp_path, **given):
    return source_of(settings(cache=str(tmp_path / "kept"), timeout_s=2, **given))


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({"address": "http://h/{z}/{x}/{y}.png"}, "http://h/10/815/424.png"),
        ({"address": "http://h/{z}/{x}/{-y}.png"}, "http://h/10/815/599.png"),
        ({"address": "http://t{s}.h/{z}/{x}/{y}", "subdomains": ("a", "b")}, "http://tb.h/10/815/424"),
        ({"address": "http://h/tile/{z}/{y}/{x}?tk={key}", "key": "SECRET"}, "http://h/tile/10/424/815?tk=SECRET"),
        (
            {"kind": "wmts", "address": "http://h/vec_w/wmts?tk={key}", "key": "K", "layer": "vec", "matrix_set": "w"},
            "http://h/vec_w/wmts?tk=K&SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=vec&STYLE=default"
            "&TILEMATRIXSET=w&FORMAT=image/png&TILEMATRIX=10&TILEROW=424&TILECOL=815",
        ),
        (
            {
                "kind": "wmts",
                "address": "http://h/wmts/base/{Style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png",
                "matrix_set": "w",
            },
            "http://h/wmts/base/default/w/10/424/815.png",
        ),
    ],
)
def test_each_kind_of_service_is_asked_in_its_own_words(given, address):
    assert addresses(settings(**given))(TILE) == address


def test_a_set_of_geoserver_names_its_zooms():
    given = {"kind": "wmts", "address": "http://h/gwc", "layer": "base", "matrix_set": "EPSG:900913"}
    assert "TILEMATRIX=EPSG:900913:10&" in addresses(settings(**given))(TILE)


def test_the_key_may_stand_in_the_environment(monkeypatch):
    monkeypatch.setenv(KEY, "FROM-ENV")
    assert addresses(settings(address="http://h/{z}/{x}/{y}?tk={key}"))(TILE).endswith("?tk=FROM-ENV")


@pytest.mark.parametrize(
    "given",
    [
        {"address": "{here}/{z}/{x}/{y}.png"},
        {"kind": "wmts", "address": "{here}/wmts", "layer": "base", "matrix_set": "w"},
        {"kind": "wms", "address": "{here}/wms?map=base", "layer": "base"},
    ],
    ids=["xyz", "wmts", "wms"],
)
def test_a_tile_is_fetched_once_and_then_kept(service, tmp_path, given):
    given = given | {"address": given["address"].replace("{here}", service.address)}
    source = asked_of(tmp_path, **given)
    assert source.tile(TILE) == painted(TILE)
    assert source.tile(TILE) == painted(TILE)
    assert len(service.asked) == 1
    again = asked_of(tmp_path, **given, key="another key of the same service")
    assert again.tile(TILE) == painted(TILE)
    assert len(service.asked) == 1


def test_what_is_old_is_fetched_anew_and_what_is_oldest_makes_room(tmp_path):
    cache = TileCache(tmp_path, most_bytes=1000, most_days=1)
    for x in range(5):
        cache.put(Tile(5, x, 0), bytes(250))
        os.utime(tmp_path / "5" / str(x) / "0", (time.time() - 1000 + x,) * 2)
    assert cache.size <= 1000
    assert [cache.get(Tile(5, x, 0)) is None for x in range(5)] == [True, True, False, False, False]
    assert TileCache(tmp_path, 1000, 1).size == cache.size
    os.utime(tmp_path / "5" / "4" / "0", (time.time() - 90_000,) * 2)
    assert cache.get(Tile(5, 4, 0)) is None
    assert not list(tmp_path.rglob("*.part"))


def test_a_folder_that_refuses_only_means_that_nothing_is_kept(service, tmp_path):
    (tmp_path / "kept").write_text("a file where a folder should be")
    source = asked_of(tmp_path, address=service.address + "/{z}/{x}/{y}.png")
    assert source.tile(TILE) == painted(TILE)
    assert source.tile(TILE) == painted(TILE)
    assert len(service.asked) == 2


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500},
        {"status": 403},
        {"media": "text/html", "body": b"<html>no key</html>"},
        {"body": b"<html>says it is a picture</html>"},
        {"body": b"\x89PNG\r\n\x1a\n" + bytes(fetcher.MOST_BYTES)},
    ],
    ids=["error", "refused", "page", "no picture", "too large"],
)
def test_a_service_that_fails_is_left_alone_for_a_while(service, fault):
    now = [0.0]
    asked = Fetcher(2, service.address + "/5/25/13.png", lambda: now[0])
    for name, value in fault.items():
        setattr(service, name, value)
    for x in range(10):
        assert asked.get(f"{service.address}/10/{x}/424.png") is None
    assert len(service.asked) == fetcher.FAILURES
    assert not asked.alive()
    service.status, service.media, service.body = 200, "image/png", None
    assert asked.get(f"{service.address}/10/815/424.png") is None  # it rests still
    now[0] += fetcher.PAUSE_S
    assert asked.get(f"{service.address}/10/815/424.png") == painted(TILE)
    assert asked.alive()


def test_nobody_is_led_to_another_host(service):
    with tile_server() as other:
        asked, service.leads_to = Fetcher(2, service.address), f"{other.address}/10/815/424.png"
        assert asked.get(f"{service.address}/10/815/424.png") is None
        assert other.asked == []
    service.leads_to, service.status = "", 200
    assert asked.get(f"{service.address}/10/815/424.png") == painted(TILE)


def test_a_service_that_was_down_is_tried_in_the_background(service):
    now = [0.0]
    asked = Fetcher(2, service.address + "/5/25/13.png", lambda: now[0])
    service.status = 503
    for _ in range(3):
        asked.get(service.address + "/5/25/13.png")
    service.status = 200
    now[0] += fetcher.PAUSE_S
    assert not asked.alive()  # does not wait
    end = time.monotonic() + 5
    while not asked.alive() and time.monotonic() < end:
        time.sleep(0.01)
    assert asked.alive()


def test_a_tile_that_is_not_there_is_no_fault_of_the_service(service):
    asked, service.status = Fetcher(2, service.address), 404
    assert all(asked.get(f"{service.address}/{n}") is None for n in range(10))
    assert len(service.asked) == 10
    assert asked.alive()


def test_a_host_that_does_not_answer_is_given_up():
    asked = Fetcher(1, "http://127.0.0.1:9/")
    assert [asked.get("http://127.0.0.1:9/5/25/13.png") for _ in range(3)] == [None] * 3
    assert not asked.alive()


def test_neither_key_nor_place_is_logged(service, caplog):
    service.status = 500
    asked = Fetcher(2, service.address)
    for _ in range(3):
        asked.get(service.address + "/10/815/424.png?tk=SECRET")
    assert "is down" in caplog.text
    assert "SECRET" not in caplog.text
    assert "815" not in caplog.text


def test_only_raster_images_are_passed_on():
    assert media(painted(TILE)) == "image/png"
    assert media(painted(TILE, "JPEG")) == "image/jpeg"
    assert media(painted(TILE, "WEBP")) == "image/webp"
    assert media(b"<svg xmlns='http://www.w3.org/2000/svg'/>") is None
