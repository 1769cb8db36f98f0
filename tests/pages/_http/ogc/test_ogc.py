"""What the standard leaves to us: languages, vintages, links behind a proxy, caches, other sites, text and markup."""

from html import unescape
from urllib.parse import quote

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import config

from geodata.boundaries.vintage import Vintage
from geodata.catalog.model import Column
from geodata.store.store import Store
from geodata.text import Text
from pages._http.base_path import OPTION
from pages._http.open_data.ogc import crs, filters, views
from pages._http.routes import served_routes
from tests.pages._http.ogc.asking import CLIENT, HOST, STORE, get, items, linked, named


# ---------------------------------------------------------------- pure parts, on worlds small enough to check by eye
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2020-05-20", ["day", "month", "year", "none"]),
        ("2020-05-21", ["month", "year", "none"]),
        ("2020-02-29/2020-04-30", ["year", "none"]),
        ("../2020-04-30", ["year", "none"]),
        ("2020-12-31/..", ["year", "none"]),
        ("2021-01-01/", ["none"]),
        ("/2019-12-31", ["none"]),
    ],
)
def test_a_date_is_as_long_as_it_is_known(asked, found):
    dates = pd.Series({"day": "2020-05-20", "month": "2020-05", "year": "2020", "none": None}, dtype="str")
    met = filters.dated(dates, filters.span(asked))
    assert met.index[met].tolist() == found


@pytest.mark.parametrize(
    ("box", "found"),
    [
        ((0, 0, 1, 1), ["corner", "area", "none"]),
        ((1, 1, 1, 1), ["corner", "area", "none"]),
        ((2.5, 2.5, 2.6, 2.6), ["none"]),
        ((2, 1.5, 9, 1.5), ["area", "none"]),
        ((170, 0, 0.5, 9), ["far", "area", "none"]),
    ],
)
def test_a_box_finds_what_it_touches(box, found):
    shapes = gpd.GeoSeries(
        {"corner": shapely.Point(1, 1), "far": shapely.Point(179, 1), "area": shapely.box(0, 0, 2, 2), "none": None}
    )
    assert set(shapes.index[filters.inside(shapes, crs.Box(*box))]) == set(found)


@pytest.mark.parametrize(
    ("type", "text", "found"),
    [
        ("integer", "7", [True, False, False]),
        ("integer", "-0", [False, False, False]),
        ("number", "7.0", [True, False, False]),
        ("number", "7e0", [True, False, False]),
    ],
)
def test_numbers_are_compared_as_numbers(type, text, found):
    column = Column("x", type, Text("甲", "x"))
    assert filters.equal(pd.Series([7, 8, None], dtype="Int64"), column, text).tolist() == found


def test_a_list_holds_each_of_its_items_and_itself():
    column, cells = Column("x", "codes", Text("甲", "x")), pd.Series(["5A;heritage", "5A", None, "4A"], dtype="str")
    assert filters.equal(cells, column, "5A").tolist() == [True, True, False, False]
    assert filters.equal(cells, column, "5A;heritage").tolist() == [True, False, False, False]
    assert not filters.equal(cells, column, "A").any()
    assert not filters.equal(cells, column, "").any()


@pytest.mark.parametrize("name", crs.SYSTEMS)
def test_axes_are_turned_and_nothing_else(name):
    shapes = gpd.GeoSeries([shapely.Point(106.5, 29.5), None], crs=4326)
    point, none = crs.placed(shapes, name)
    wanted = {"CRS84": (106.5, 29.5), "4326": (29.5, 106.5), "4490": (29.5, 106.5), "3857": (11855525.769, 3439440.061)}
    assert (point.x, point.y) == pytest.approx(wanted[name.rpartition("/")[2]], abs=1e-3)
    assert none is None


# ---------------------------------------------------------------- languages and vintages
@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("", "zh"),
        ("en", "en"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("zh;q=0.1,en;q=0.2", "en"),
        ("fr,de", "zh"),
        (";;q=,,=9", "zh"),
    ],
)
def test_titles_are_in_the_language_asked_for(header, lang):
    answer = CLIENT.get("/ogc/collections/counties", headers={"Accept-Language": header})
    assert answer.json()["title"] == STORE.catalog.datasets["counties"].title.say(lang)
    assert answer.headers["content-language"] == {"zh": "zh-CN", "en": "en"}[lang]
    assert "Accept-Language" in answer.headers["vary"]
    told = get("/collections/counties/queryables", lang="en").json()["properties"]["area_km2"]
    assert (told["title"], told["description"]) == ("Area", "Unit: km²")


def test_language_and_boundaries_stay_as_asked_on_every_link():
    todo, seen = [f"{HOST}/ogc?lang=en&asof=2021"], set()
    while todo and len(seen) < 40:
        answer = CLIENT.get(todo.pop(0))
        assert answer.headers["content-language"] == "en"
        document = answer.json()
        parts = (document, *document.get("collections", [])[:6])
        for link in [link for part in parts for link in part.get("links", [])]:
            if link["href"].startswith(f"{HOST}/ogc") and link["type"] != "text/html":
                assert "lang=en" in link["href"]
                assert "asof=2021" in link["href"]
                if link["href"] not in seen:
                    seen.add(link["href"])
                    todo.append(link["href"])
    assert len(seen) > 30


CHROMIUM = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7"
)


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        ("text/html,*/*;q=0.8", True),
        (CHROMIUM, True),
        ("text/html;q=0.5,application/json", False),
        ("application/geo+json, text/html;q=0.1", False),
        ("", False),
        ("*/*", False),
        ("text/html;level=1;q=0.9,*/*;q=0.1", True),
        ("x" * 5_000 + ",text/html", False),
    ],
)
def test_a_page_is_for_who_would_rather_have_one(accept, page):
    assert CLIENT.get("/ogc", headers={"Accept": accept}).text.startswith("<!doctype html>") == page
    assert get(f="json").headers["content-type"] == "application/json"


# ---------------------------------------------------------------- links behind a proxy
@pytest.mark.parametrize("base", ["", "/onemap"])
@pytest.mark.parametrize(
    "path", ["", "/collections", "/collections/towns", "/collections/towns/items?limit=2&offset=2"]
)
def test_links_stand_where_the_reader_is(base, path):
    config.set_option(OPTION, base)
    try:
        client = TestClient(Starlette(routes=served_routes()), "https://gis.example.cn:8443")
        document = client.get(f"{base}/ogc{path}").json()
        own = f"https://gis.example.cn:8443{base}/"
        hrefs = [link["href"] for link in document["links"] if link["rel"] != "license"]
        assert hrefs
        for href in hrefs:
            assert href.startswith((f"{own}ogc", f"{own}api/datasets/"))
            assert client.get(href).status_code == 200
    finally:
        config.set_option(OPTION, "")


def test_a_name_that_is_none_is_not_repeated():
    answer = CLIENT.get("/ogc", headers={"Host": 'x"><script>'})
    assert "<script" not in answer.text


# ---------------------------------------------------------------- caches and other sites
@pytest.mark.parametrize(
    "path", ["", "/collections", "/api", "/collections/towns/items", "/collections/towns/items/gn-1785827"]
)
@pytest.mark.parametrize("format", ["json", "html"])
def test_a_reader_that_has_it_gets_304_whenever_it_was_made(path, format, monkeypatch):
    first = get(path, f=format)
    later = views.days.now().replace(year=2031)
    monkeypatch.setattr(views.days, "now", lambda: later)
    known = CLIENT.get(f"/ogc{path}?f={format}", headers={"If-None-Match": first.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    other = CLIENT.get(f"/ogc{path}?f={format}&lang=en", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.parametrize("path", ["", "/collections/towns/items?limit=1", "/collections/x", "/nothing", "?x=1"])
def test_a_page_of_any_site_reads_every_answer(path):
    answer = CLIENT.get(f"/ogc{path}", headers={"Origin": "https://portal.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Content-Crs" in answer.headers["access-control-expose-headers"]


# ---------------------------------------------------------------- what there is not, and text that is no markup
@pytest.mark.parametrize(
    "path",
    [
        "/x",
        "/collections/x",
        "/collections/x/items",
        "/collections/towns/items/x",
        "/collections/towns/x",
        "/collections/",
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_not_there_is_404_in_words(path, lang):
    told = get(path, lang=lang)
    assert told.status_code == 404
    assert told.json()["description"] == told.json()["message"][lang]
    page = get(path, lang=lang, f="html")
    assert page.status_code == 404
    assert told.json()["description"] in unescape(page.text)


HOSTILE = '"><script>alert(1)</script>&<b>'


@pytest.mark.parametrize(
    "path",
    [
        "/collections/towns/items/{}",
        "/{}",
        "/collections/towns/items?name_zh={}",
        "/collections/towns/items?{}=1",
        "/collections/towns/items?bbox={}",
        "/collections/towns?lang={}",
    ],
)
def test_what_a_link_says_is_never_markup(path):
    text = CLIENT.get("/ogc" + path.format(quote(HOSTILE)), headers={"Accept": "text/html"}).text
    assert text.startswith("<!doctype html>")
    assert "<script" not in text
    assert "<b>" not in text


def test_what_data_say_is_never_markup(monkeypatch):
    store = Store()
    table = store.get("towns").copy()
    table.loc[table.index[0], ["name_zh", "name_en"]] = HOSTILE
    store._made[("towns", Vintage.TODAY)] = table
    monkeypatch.setattr(views, "load", lambda: store)
    id = table["id"].iloc[0]
    for path in ("/collections/towns/items?limit=3&f=html", f"/collections/towns/items/{id}?f=html"):
        text = CLIENT.get(f"/ogc{path}").text
        assert "&lt;script&gt;" in text
        assert "<script" not in text
    assert CLIENT.get(f"/ogc/collections/towns/items/{id}").json()["properties"]["name_zh"] == HOSTILE


def test_the_map_statement_stands_on_every_answer():
    for asof in ("today", "2021"):
        said = STORE.catalog.compliance.say("zh", asof)
        assert get(asof=asof).json()["attribution"] == said
        assert items("counties", asof=asof, limit=1)["attribution"] == said
        assert said in get("/collections/counties/items", asof=asof, f="html", limit=1).text
    assert "review_number" not in said


def test_filters_go_together_and_numbers_of_pages_follow():
    table = STORE.get("eldercare")
    hit = table[table["province"].eq("重庆市") & table["category"].eq("nursing_home")]
    found = items("eldercare", province="重庆市", category="nursing_home", limit=2)
    assert found["numberMatched"] == len(hit) > 2
    assert named(found) == hit["id"].tolist()[:2]
    assert linked(found, "next")
    assert not linked(items("eldercare", offset=999_999), "next")
