"""The abstract tests of OGC API - Features, one by one by their names: Part 1 (17-069r4, annex A), Part 2 (18-058r1).

Of Part 1 the classes core, geojson, html and oas30; GML is not declared. The tests of core, and those of Part 2, bear
their numbers, as the OGC's own test suite gives them. What an abstract test leaves to manual
inspection is held against what the page must show.
"""

import json
import re
from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit

import jsonschema
import pytest
import shapely
from pyproj import Transformer

from geodata.boundaries.vintage import Vintage
from geodata.catalog.model import LIST_TYPES
from pages._http.open_data.ogc import crs, documents, features, parameters
from tests.pages._http.ogc.asking import CLIENT, HOST, IDS, PLACED, STORE, get, items, linked, named

PART1 = "http://www.opengis.net/spec/ogcapi-features-1/1.0"
SOME = ["eldercare", "corridors", "counties", "city_stats"]  # points, lines and areas, some without; no places at all
API = get("/api").json()
LINK = {"type": "object", "required": ["href", "rel", "type"], "properties": {"href": {"pattern": "^https?://"}}}
LINKED = {"type": "object", "required": ["links"], "properties": {"links": {"type": "array", "items": LINK}}}
COLLECTION = {
    "type": "object",
    "required": ["id", "links", "extent", "crs"],
    "properties": {
        **LINKED["properties"],
        "id": {"type": "string"},
        "title": {"type": "string", "minLength": 1},
        "itemType": {"const": "feature"},
    },
}
SHAPE = {"type": "object", "required": ["type", "coordinates"], "properties": {"coordinates": {"type": "array"}}}
FEATURE = {
    "type": "object",
    "required": ["type", "id", "properties", "geometry"],
    "properties": {
        "type": {"const": "Feature"},
        "properties": {"type": "object"},
        "geometry": {"anyOf": [{"type": "null"}, SHAPE]},
    },
}
FEATURES = {
    "type": "object",
    "required": ["type", "features", "links"],
    "properties": {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": FEATURE}},
}
EVERY = ["", "/conformance", "/api", "/collections", *(f"/collections/{id}" for id in SOME)]
EVERY += [f"/collections/{id}/{what}" for id in SOME for what in ("items", "queryables", "schema")]
EVERY += [f"/collections/{id}/items/{STORE.get(id)['id'].iloc[0]}" for id in SOME]


def parameter(path, name):
    """A parameter of a path in the definition, wherever it is written down."""
    for one in API["paths"][path]["get"]["parameters"]:
        found = API["components"]["parameters"][one["$ref"].split("/")[-1]] if "$ref" in one else one
        if found["name"] == name:
            return found
    raise AssertionError(name)


class Page(HTMLParser):
    """What a page holds: its text, and where its links lead."""

    def __init__(self, html):
        super().__init__()
        self.hrefs, self.text, self.tags = [], "", []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.hrefs += [value for name, value in attrs if tag == "a" and name == "href"]

    def handle_data(self, data):
        self.text += data


# ---------------------------------------------------------------- /conf/core
@pytest.mark.parametrize("path", EVERY)
def test_conf_core_http(path):  # 1
    for method in ("GET", "HEAD", "OPTIONS"):
        assert CLIENT.request(method, f"/ogc{path}").status_code in (200, 204)
    assert CLIENT.post(f"/ogc{path}").status_code == 405


@pytest.mark.parametrize("id", PLACED)
def test_conf_core_crs84(id):  # 2
    answer = get(f"/collections/{id}/items", limit=20)
    assert answer.headers["content-crs"] == f"<{crs.CRS84}>"
    for feature, shape in zip(answer.json()["features"], STORE.get(id)["geometry"], strict=False):
        if feature["geometry"]:
            west, south, east, north = shapely.from_geojson(json.dumps(feature["geometry"])).bounds
            assert (west, south, east, north) == pytest.approx(shape.bounds)
            assert 97 < west <= east < 112
            assert 25 < south <= north < 36


def test_conf_core_root_op():  # 3
    assert get().status_code == get("/").status_code == 200


def test_conf_core_root_success():  # 4
    document = get().json()
    jsonschema.validate(document, LINKED)
    for rel in ("service-desc", "service-doc", "conformance", "data", "self", "alternate"):
        assert linked(document, rel), rel


def test_conf_core_api_definition_op_and_success():  # 5, 6
    for rel in ("service-desc", "service-doc"):
        (link,) = linked(get().json(), rel)
        answer = CLIENT.get(link["href"])
        assert answer.status_code == 200
        assert answer.headers["content-type"].replace(" ", "").startswith(link["type"])


def test_conf_core_conformance_op_and_success():  # 7, 8
    (link,) = linked(get().json(), "conformance")
    told = CLIENT.get(link["href"]).json()["conformsTo"]
    assert {f"{PART1}/conf/{name}" for name in ("core", "geojson", "html", "oas30")} <= set(told)
    assert not any("gml" in one or "cql" in one or "filter" in one for one in told)


def test_conf_core_fc_md_op():  # 9
    (link,) = linked(get().json(), "data")
    assert link["href"] == f"{HOST}/ogc/collections"
    assert CLIENT.get(link["href"]).status_code == 200


def test_conf_core_fc_md_success():  # 10
    document = get("/collections").json()
    jsonschema.validate(document, LINKED)
    for one in document["collections"]:
        jsonschema.validate(one, COLLECTION)


def test_conf_core_fc_md_links():  # 10
    document = get("/collections").json()
    assert [link["type"] for link in linked(document, "self")] == ["application/json"]
    assert [link["type"] for link in linked(document, "alternate")] == ["text/html"]
    for link in document["links"]:
        assert CLIENT.get(link["href"]).headers["content-type"].startswith(link["type"])


def test_conf_core_fc_md_items():  # 10
    assert [one["id"] for one in get("/collections").json()["collections"]] == IDS


def test_conf_core_fc_md_items_links():  # 10
    for one in get("/collections").json()["collections"]:
        found = {link["type"]: link["href"] for link in linked(one, "items")}
        assert set(found) == {"application/geo+json", "text/html"}
        for media, href in found.items():
            assert urlsplit(href).path == f"/ogc/collections/{one['id']}/items"
            assert CLIENT.get(href + "&limit=1").headers["content-type"].startswith(media)


@pytest.mark.parametrize("id", IDS)
def test_conf_core_fc_md_extent(id):  # 10
    extent, table = get(f"/collections/{id}").json()["extent"], STORE.get(id)
    assert ("spatial" in extent) == (id in PLACED)
    if id in PLACED:
        (box,) = extent["spatial"]["bbox"]
        assert box == pytest.approx(list(table.total_bounds))
    time = STORE.catalog.datasets[id].time
    dates = sorted(table[time].dropna()) if time else []
    assert ("temporal" in extent) == bool(dates)
    if dates:
        ((start, end),) = extent["temporal"]["interval"]
        assert start[: len(dates[0])] == dates[0]
        assert all(start[:10] <= f"{date}-01-01"[:10] and end >= date for date in dates)


@pytest.mark.parametrize("id", IDS)
def test_conf_core_sfc_md_op_and_success(id):  # 11, 12
    """The same as among all of them."""
    among = {one["id"]: one for one in get("/collections").json()["collections"]}
    assert get(f"/collections/{id}").json() == among[id]


@pytest.mark.parametrize("id", IDS)
def test_conf_core_fc_op_and_response(id):  # 13, 22
    (link,) = [one for one in linked(get(f"/collections/{id}").json(), "items") if "geo" in one["type"]]
    answer = CLIENT.get(f"{link['href']}&limit=10000")
    assert answer.status_code == 200
    assert named(answer.json()) == STORE.get(id)["id"].tolist()


@pytest.mark.parametrize("id", IDS)
def test_conf_core_fc_bbox_limit_and_time_definition(id):  # 14, 16, 18
    path = f"/collections/{id}/items"
    box, limit, time = (parameter(path, name) for name in ("bbox", "limit", "datetime"))
    assert {one["in"] for one in (box, limit, time)} == {"query"}
    assert not any(one.get("required") or one["explode"] for one in (box, limit, time))
    assert {one["style"] for one in (box, limit, time)} == {"form"}
    assert box["schema"] == {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}
    assert limit["schema"] == {"type": "integer", "minimum": 1, "maximum": 10_000, "default": 1_000}
    assert time["schema"] == {"type": "string"}


@pytest.mark.parametrize("id", ["eldercare", "corridors", "counties", "alliances", "city_stats"])
@pytest.mark.parametrize("box", ["106,29,107,30", "106,29,0,107,30,9000", "106.5,29.5,106.5,29.5", "170,29,106,30"])
def test_conf_core_fc_bbox_response(id, box):  # 15
    """Those that meet the box, by edges too, and those that are nowhere; the last box crosses the meridian of 180°."""
    numbers = [float(part) for part in box.split(",")]
    west, south, east, north = numbers if len(numbers) == 4 else (*numbers[:2], *numbers[3:5])
    area = shapely.box(west, south, east, north)
    if west > east:
        area = shapely.union_all([shapely.box(west, south, 180, north), shapely.box(-180, south, east, north)])
    elif west == east:
        area = shapely.Point(west, south)
    table = STORE.get(id)
    nowhere = table["geometry"].isna() if id in PLACED else table["id"].notna()
    meeting = table["geometry"].intersects(area) if id in PLACED else nowhere
    assert named(items(id, bbox=box, limit=10_000)) == table.loc[meeting | nowhere, "id"].tolist()


@pytest.mark.parametrize(("limit", "returned"), [(1, 1), (7, 7), (1_000, 1_000), (10_000, 1_223), (99_999_999, 1_223)])
def test_conf_core_fc_limit_response(limit, returned):  # 17
    """More than the most is no error."""
    found = items("ties", limit=limit)
    assert len(found["features"]) == found["numberReturned"] == returned


def test_without_a_limit_a_thousand_are_given():
    assert items("ties")["numberReturned"] == 1_000


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("2020-06-01T00:00:00Z", "2020-06-01", "2020-06-01"),
        ("2020-06-01", "2020-06-01", "2020-06-01"),
        ("2020-06-01T07:00:00+08:00", "2020-05-31", "2020-05-31"),
        ("2019-01-01T00:00:00Z/2020-06-01T00:00:00Z", "2019-01-01", "2020-06-01"),
        ("../2020-06-01T00:00:00Z", "0000-00-00", "2020-06-01"),
        ("/2020-06-01", "0000-00-00", "2020-06-01"),
        ("2020-06-01T00:00:00Z/..", "2020-06-01", "9999-99-99"),
        ("2020-06-01/", "2020-06-01", "9999-99-99"),
    ],
)
@pytest.mark.parametrize("id", ["corridors", "timeline"])
def test_conf_core_fc_time_response(id, asked, first, last):  # 19
    """A date known by its year alone may be any day of it; what has no date is always found."""
    table = STORE.get(id)
    dates = table[STORE.catalog.datasets[id].time]

    def meets(date):
        if not isinstance(date, str):
            return True
        return first <= f"{date}-99-99"[:10] and last >= f"{date}-00-00"[:10]

    expected = [feature for feature, date in zip(table["id"], dates, strict=True) if meets(date)]
    assert named(items(id, datetime=asked)) == expected
    assert len(expected) < len(table)


@pytest.mark.parametrize("id", SOME)
def test_conf_core_fc_links(id):  # 23
    found = items(id, limit=5, offset=5)
    assert [link["type"] for link in linked(found, "self")] == ["application/geo+json"]
    assert [link["type"] for link in linked(found, "alternate")] == ["text/html"]
    jsonschema.validate(found, LINKED)
    assert named(CLIENT.get(linked(found, "next")[0]["href"]).json()) == STORE.get(id)["id"].tolist()[10:15]
    assert named(CLIENT.get(linked(found, "prev")[0]["href"]).json()) == STORE.get(id)["id"].tolist()[:5]


def test_following_next_reads_every_feature_once():
    found, read = items("towns", limit=333, bbox="103,29,108,32"), []
    while True:
        read += named(found)
        if not linked(found, "next"):
            break
        found = CLIENT.get(linked(found, "next")[0]["href"]).json()
    assert read == named(items("towns", limit=10_000, bbox="103,29,108,32"))
    assert len(read) == len(set(read)) == found["numberMatched"]


def test_conf_core_fc_time_stamp():  # 24
    assert datetime.fromisoformat(items("circle")["timeStamp"]).tzinfo


def test_conf_core_fc_number_matched_and_number_returned():  # 25, 26
    found = items("ties", limit=10, domain="tourism")
    assert found["numberMatched"] == int(STORE.get("ties")["domain"].eq("tourism").sum())
    assert found["numberReturned"] == len(found["features"]) == 10


@pytest.mark.parametrize("id", IDS)
def test_conf_core_f_op_and_success(id):  # 27, 28
    """Every collection's first and last, with ids that hold colons."""
    for feature in STORE.get(id)["id"].iloc[[0, -1]]:
        answer = get(f"/collections/{id}/items/{feature}")
        assert answer.status_code == 200
        assert answer.json()["id"] == feature


@pytest.mark.parametrize("id", SOME)
def test_conf_core_f_links(id):  # 29
    feature = get(f"/collections/{id}/items/{STORE.get(id)['id'].iloc[0]}").json()
    jsonschema.validate(feature, LINKED)
    assert [link["type"] for link in linked(feature, "self")] == ["application/geo+json"]
    assert [link["type"] for link in linked(feature, "alternate")] == ["text/html"]
    assert linked(feature, "collection")[0]["href"] == f"{HOST}/ogc/collections/{id}"


@pytest.mark.parametrize("path", EVERY)
def test_conf_core_query_param_unknown(path):  # 21
    for name in ("foo", "BBOX", "filter"):
        assert get(path, **{name: "1"}).status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        *("limit=0", "limit=-1", "limit=x", "limit=1.5", "limit=", "limit=١", "offset=-1", "limit=1&limit=2"),
        *("bbox=1,2,3", "bbox=1,2,3,4,5", "bbox=a,b,c,d", "bbox=", "bbox=1,9,2,8", "bbox=nan,1,2,3", "bbox=inf,1,2,3"),
        *("datetime=2020", "datetime=2020-13-01", "datetime=x", "datetime=2021-01-01/2020-01-01", "datetime=../.."),
        *("datetime=20200101", "datetime=", "datetime=2020-01-01T00:00:00", "datetime=2020-01-01/2020-01-02/x"),
        *(
            "crs=EPSG:4326",
            "crs=",
            "bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4479",
            "f=xml",
            "lang=fr",
            "asof=1990",
        ),
        *("category=nothing", "cross_border=1", "cross_border=True", "beds=x", "lon=1,5", "f=json&f=json"),
    ],
)
def test_conf_core_query_param_invalid(query):  # 20
    for lang in ("zh", "en"):
        headers = {"Accept-Language": lang}
        answer = CLIENT.get(f"/ogc/collections/eldercare/items?{query}", headers=headers)
        assert answer.status_code == 400
        told = answer.json()
        assert told["code"] == "InvalidParameterValue"
        assert told["description"] == told["message"][lang]
        assert set(told["message"]) == {"zh", "en"}


# ---------------------------------------------------------------- /conf/geojson
@pytest.mark.parametrize("id", SOME)
def test_conf_geojson_definition(id):
    first = f"/collections/{id}/items/{STORE.get(id)['id'].iloc[0]}"
    for path in (f"/collections/{id}/items", first):
        for accept in ("application/geo+json", "application/json", "*/*", ""):
            answer = CLIENT.get(f"/ogc{path}", headers={"Accept": accept})
            assert answer.headers["content-type"] == "application/geo+json"


@pytest.mark.parametrize("id", IDS)
def test_conf_geojson_content(id):
    """Valid features, whose shapes are all of one kind and those of the store."""
    found = items(id, limit=20)
    jsonschema.validate(found, FEATURES)
    jsonschema.validate(get(f"/collections/{id}/items/{STORE.get(id)['id'].iloc[0]}").json(), FEATURE)
    shapes = [shapely.from_geojson(json.dumps(one["geometry"])) for one in found["features"] if one["geometry"]]
    assert {shape.geom_type for shape in shapes} <= {features.shape(STORE.get(id))}
    kept = STORE.get(id)["geometry"].iloc[:20].dropna() if id in PLACED else []
    assert all(shape.equals(one) for shape, one in zip(shapes, kept, strict=True))


# ---------------------------------------------------------------- /conf/html
@pytest.mark.parametrize("path", EVERY)
def test_conf_html_definition(path):
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    for answer in (CLIENT.get(f"/ogc{path}", headers=browser), get(path, f="html")):
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert "script-src" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", EVERY)
def test_conf_html_content(path):
    """HTML 5; every link of the JSON is a link of the page, and what it says is said there."""
    html, document = get(path, f="html").text, get(path, f="json").json()
    page = Page(html)
    assert html.startswith("<!doctype html>")
    assert {"html", "head", "title", "main", "h1"} <= set(page.tags)
    assert "script" not in page.tags
    for link in document.get("links", []):
        if link["rel"] not in ("self", "alternate"):
            assert link["href"] in page.hrefs or link["href"].replace("f=json", "f=html") in page.hrefs
    for name in ("title", "description", "id"):
        if isinstance(document.get(name), str):
            assert document[name] in page.text
    for feature in document.get("features", [])[:50]:
        assert any(urlsplit(href).path.endswith(f"/{feature['id']}") for href in page.hrefs)


# ---------------------------------------------------------------- /conf/oas30
def test_conf_oas30_definition_1_and_2():
    answer = get("/api")
    assert answer.headers["content-type"] == "application/vnd.oai.openapi+json;version=3.0"
    assert answer.json()["openapi"].startswith("3.0")
    assert all(re.fullmatch(r"#/components/\w+/[\w-]+", ref) for ref in re.findall(r'"\$ref": ?"([^"]+)"', answer.text))
    for kind, name in set(re.findall(r'"\$ref": ?"#/components/(\w+)/([\w-]+)"', answer.text)):
        assert name in API["components"][kind]
    ids = [told["get"]["operationId"] for told in API["paths"].values()]
    assert len(ids) == len(set(ids))


def test_conf_oas30_oas_impl():
    """Every path that is defined answers, and every one that is served is defined."""
    for path in API["paths"]:
        id = path.split("/")[2] if path.count("/") > 1 else ""
        asked = path.replace("{featureId}", STORE.get(id)["id"].iloc[0]) if id else path
        assert get(asked).status_code == 200, path
    for id in IDS:
        assert {
            f"/collections/{id}{end}" for end in ("", "/items", "/items/{featureId}", "/queryables", "/schema")
        } <= set(API["paths"])


@pytest.mark.parametrize(
    ("path", "status"),
    [("", 200), ("?x=1", 400), ("/collections/counties/items/0", 404), ("/collections/towns/items?limit=0", 400)],
)
def test_conf_oas30_completeness_and_exception_codes(path, status):
    answer = CLIENT.get(f"/ogc{path}")
    assert answer.status_code == status
    template = path.partition("?")[0].replace("/items/0", "/items/{featureId}") or "/"
    told = API["paths"][template]["get"]["responses"][str(status)]
    told = API["components"]["responses"][told["$ref"].split("/")[-1]] if "$ref" in told else told
    assert answer.headers["content-type"] in told["content"]


def test_conf_oas30_security():
    """Nothing asks who one is, and the definition says nothing else."""
    assert "security" not in API
    assert "securitySchemes" not in API["components"]


# ---------------------------------------------------------------- /conf/crs (Part 2)
SYSTEMS = list(crs.SYSTEMS)


def test_conf_crs_crs_uri():  # 1
    document = get("/collections").json()
    for told in (document["crs"], *(one["crs"] for one in document["collections"])):
        assert told == SYSTEMS
        assert all(re.fullmatch(r"http://www\.opengis\.net/def/crs/(OGC/1\.3/CRS84|EPSG/0/\d+)", one) for one in told)


def test_conf_crs_default_crs():  # 2
    assert all(one["crs"][0] == crs.CRS84 for one in get("/collections").json()["collections"])


def test_conf_crs_storage_crs():  # 3
    for one in get("/collections").json()["collections"]:
        assert one.get("storageCrs") == (crs.CRS84 if one["id"] in PLACED else None)
        assert one.get("storageCrs", crs.CRS84) in one["crs"]


@pytest.mark.parametrize("id", ["tourism", "border", "provinces", "alliances"])
@pytest.mark.parametrize("name", SYSTEMS)
def test_conf_crs_crs_parameter_and_transform(id, name):  # 4, 7
    """Latitude comes first in EPSG 4326 and 4490; numbers are those of pyproj."""
    to = Transformer.from_crs("OGC:CRS84", "OGC:CRS84" if "CRS84" in name else f"EPSG:{name.rpartition('/')[2]}")
    first = STORE.get(id).dropna(subset="geometry")["id"].iloc[0]
    for path in (f"/collections/{id}/items", f"/collections/{id}/items/{first}"):
        answer = get(path, crs=name)
        assert answer.headers["content-crs"] == f"<{name}>"
        told = answer.json()
        feature = next(one for one in told.get("features", [told]) if one["id"] == first)
        shape = STORE.get(id).set_index("id").loc[first, "geometry"]
        points = shapely.get_coordinates(shapely.from_geojson(json.dumps(feature["geometry"])))
        wanted = {tuple(round(value, 6) for value in to.transform(x, y)) for x, y in shapely.get_coordinates(shape)}
        assert {tuple(round(value, 6) for value in point) for point in points.tolist()} == wanted


def test_conf_crs_crs_parameter_default():  # 6
    plain, named_ = (items("border_pairs", **asked) for asked in ({}, {"crs": crs.CRS84}))
    assert plain["features"] == named_["features"]


@pytest.mark.parametrize("name", ["crs", "bbox-crs"])
@pytest.mark.parametrize("value", ["EPSG:3857", "http://www.opengis.net/def/crs/EPSG/0/32648", "x", ""])
def test_conf_crs_crs_and_bbox_crs_parameter_invalid(name, value):  # 5, 9
    assert get("/collections/towns/items", bbox="1,2,3,4", **{name: value}).status_code == 400


@pytest.mark.parametrize(
    ("name", "box"),
    [
        (SYSTEMS[0], "106.2,29.3,107.1,30.2"),
        (SYSTEMS[1], "29.3,106.2,30.2,107.1"),
        (SYSTEMS[2], "29.3,106.2,30.2,107.1"),
        (SYSTEMS[3], "11822129.9,3413743.6,11922317.5,3529196.7"),
    ],
)
@pytest.mark.parametrize("id", ["towns", "corridors", "counties"])
def test_conf_crs_bbox_crs_parameter_and_default(id, name, box):  # 8, 10
    found = named(items(id, bbox=box, **{"bbox-crs": name}))
    assert found == named(items(id, bbox="106.2,29.3,107.1,30.2"))
    assert 0 < len(found) < len(STORE.get(id))


# ---------------------------------------------------------------- what else is declared: queryables (Part 3)
@pytest.mark.parametrize("id", IDS)
def test_conf_queryables_get_queryables_op_response_and_link(id):
    (link,) = linked(get(f"/collections/{id}").json(), "http://www.opengis.net/def/rel/ogc/1.0/queryables")
    answer = CLIENT.get(link["href"])
    assert answer.headers["content-type"] == link["type"] == "application/schema+json"
    told = answer.json()
    assert told["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert told["$id"] == f"{HOST}/ogc/collections/{id}/queryables"
    jsonschema.Draft202012Validator.check_schema(told)
    assert list(told["properties"]) == list(STORE.catalog.datasets[id].all_columns)


@pytest.mark.parametrize("id", IDS)
def test_conf_queryables_query_parameters(id):
    """Every column of every collection: its first value finds exactly the rows that hold it."""
    table, told = STORE.get(id), get(f"/collections/{id}/queryables").json()["properties"]
    for name, schema in told.items():
        assert parameter(f"/collections/{id}/items", name)["schema"] == schema
        known = table[name].dropna()
        if len(known):
            value = known.iloc[0]
            asked = str(value).lower() if schema["type"] == "boolean" else str(value)
            found, holding = items(id, limit=1, **{name: asked}), known.astype(str).eq(str(value))
            if STORE.catalog.datasets[id].all_columns[name].type in LIST_TYPES:
                assert found["numberMatched"] >= holding.sum(), name
            else:
                assert found["numberMatched"] == holding.sum(), name
                assert named(found) == [table.loc[known.index[0], "id"]]


@pytest.mark.parametrize("id", IDS)
def test_features_are_what_the_schema_says(id):
    told = get(f"/collections/{id}/schema").json()
    jsonschema.Draft202012Validator.check_schema(told)
    assert {"id", *told["properties"]["properties"]["properties"]} == set(STORE.catalog.datasets[id].all_columns)
    check = jsonschema.Draft202012Validator(told["properties"]["properties"])
    for feature in items(id, limit=200)["features"]:
        known = {name: value for name, value in feature["properties"].items() if value is not None}
        assert not list(check.iter_errors(known))


def test_only_what_works_is_declared():
    assert get("/conformance").json()["conformsTo"] == list(documents.CONFORMS)
    assert len(documents.CONFORMS) == 7


def test_no_column_is_called_as_a_parameter():
    columns = {name for dataset in STORE.catalog.datasets.values() for name in dataset.all_columns}
    assert not columns & {*parameters.COMMON, *parameters.OF_ITEMS}


def test_both_vintages_are_collections():
    assert items("counties", asof="2021")["numberMatched"] == len(STORE.get("counties", Vintage.Y2021))
