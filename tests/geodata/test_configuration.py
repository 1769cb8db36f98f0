"""The administrator's file: what it sets, what it leaves, and what is refused in words."""

import pytest

from geodata.configuration import SHIPPED, Configuration, ConfigurationError, read

BASEMAP = """
[basemap]
kind = "xyz"
address = "https://maps.example/{z}/{x}/{y}.png"
attribution_zh = "甲"
attribution_en = "A"
"""


def test_the_shipped_file_sets_every_default():
    assert read(SHIPPED) == Configuration()


def test_a_file_needs_only_what_differs(tmp_path):
    (path := tmp_path / "own.toml").write_text('[time]\nzone = "Europe/Paris"\n')
    assert read(path).time.zone == "Europe/Paris"
    path.write_text("")
    assert read(path) == Configuration()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[time]\nzone = "Asia/Chengdu"', "Asia/Chengdu"),
        ("[time]\nzone = 8", "time.zone"),
        ('[time]\nzoen = "Asia/Shanghai"', "time.zoen"),
        ('[tiem]\nzone = "Asia/Shanghai"', "tiem"),
        ("time = 3", "time"),
        ("[time", "own.toml"),
        ('[basemap]\nkind = "tms"', "tms"),
        ('[basemap]\nkind = "xyz"', "address"),
        (BASEMAP + 'crs = "GCJ-02"', "GCJ-02.*不得自行纠正"),
        (BASEMAP + 'crs = "BD-09"', "BD-09"),
        (BASEMAP + 'crs = "EPSG:4490"', "天地图选 w"),
        (BASEMAP + 'crs = "EPSG:4528"', "EPSG:4528"),
        (BASEMAP + 'matrix_set = "c"', "天地图选 w"),
        (BASEMAP.replace("maps.example", "webrd01.is.autonavi.com"), "GCJ-02"),
        (BASEMAP.replace("https:", "file:"), "https://"),
        (BASEMAP.replace("{x}", "0"), "{x}"),
        (BASEMAP.replace("/{z}", "/{s}/{z}"), "subdomains"),
        (BASEMAP.replace("xyz", "wms"), "layer"),
        (BASEMAP + 'appears = ["prints"]', "prints"),
        (BASEMAP.replace("attribution_en", "review_number"), "attribution_en"),
        (BASEMAP + "least_zoom = 12\nmost_zoom = 6", "most_zoom"),
        (BASEMAP + "cache_days = 0", "cache_days"),
        ('[sources]\ndefault = "oracle"', "oracle"),
        ('[sources]\ntables = { hospitals = "excel" }', "hospitals.*excel"),
        ('[sources]\ndefault = "folder"', "发布目录"),
        ("[sources]\npoll_s = 0", "poll_s"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(tmp_path, text, told):
    (path := tmp_path / "own.toml").write_text(text)
    with pytest.raises(ConfigurationError, match=told):
        read(path)


def test_a_basemap_appears_where_its_licence_lets_it(tmp_path):
    (path := tmp_path / "own.toml").write_text(BASEMAP)
    assert [read(path).basemap.appears_on(use) for use in ("screen", "exports", None)] == [True, False, False]
    assert not Configuration().basemap.appears_on("screen")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ConfigurationError, match=r"none\.toml"):
        read(tmp_path / "none.toml")


@pytest.mark.parametrize(
    "origin",
    [
        "https://portal.example.cn",
        "http://10.1.2.3:8080",
        "http://localhost:8631",
        "https://*.example.cn",
        "https://*.gov.example.cn:8443",
        "https://xn--fiq228c.example",
    ],
)
def test_a_site_that_may_frame_is_an_origin(tmp_path, origin):
    (path := tmp_path / "own.toml").write_text(f'[embed]\nallowed_origins = ["{origin}"]\n')
    assert read(path).embed.allowed_origins == (origin,)


@pytest.mark.parametrize(
    "origin",
    [
        '"*"',
        '"https://*"',
        '"https://*.cn"',
        '"http://*.example.cn"',
        '"https://a.*.example.cn"',
        '"portal.example.cn"',
        '"https://portal.example.cn/"',
        '"https://portal.example.cn/map"',
        '"https://user@portal.example.cn"',
        '"https://portal.example.cn:0"',
        '"https://portal.example.cn:70000"',
        '"https://portal.example.cn; script-src *"',
        '"https://a.cn https://b.cn"',
        '"https://政务.example.cn"',
        '"javascript:alert(1)"',
        '"data:"',
        '"null"',
        "\"'none'\"",
        '""',
        "8",
    ],
)
def test_what_is_no_origin_is_refused_by_name(tmp_path, origin):
    (path := tmp_path / "own.toml").write_text(f"[embed]\nallowed_origins = [{origin}]\n")
    with pytest.raises(ConfigurationError, match=r"embed\.allowed_origins"):
        read(path)


def test_flows_lie_where_they_are_set_and_a_limit_below_one_is_refused(tmp_path):
    (path := tmp_path / "own.toml").write_text('[flows]\nsums = "/srv/flows.parquet"\nsuppress_below = 5\n')
    assert (read(path).flows.sums, read(path).flows.suppress_below) == ("/srv/flows.parquet", 5)
    path.write_text("[flows]\nsuppress_below = 0\n")
    with pytest.raises(ConfigurationError, match="suppress_below"):
        read(path)
