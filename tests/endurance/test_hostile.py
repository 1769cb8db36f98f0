"""No link, header or address, however hostile, brings a trace, an error, or its own markup into an answer."""

import random
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from app import MIDDLEWARE
from geodata.store.store import load
from pages._http.routes import served_routes
from tests.endurance import asgi, judge
from tests.endurance.hostile import MARK, MARKUP, REQUESTS, Asked, message, request
from tests.endurance.judge import Answer

load()  # before anything is asked: the first answer would wait for it


async def _streamlits(_request):
    """In the place of Streamlit, which answers what nobody else does."""
    return PlainTextResponse("not ours", status_code=404)


APP = Starlette(routes=[*served_routes(), Route("/{path:path}", _streamlits)], middleware=MIDDLEWARE)
PATIENCE_S = 20  # beside other tests, on a busy machine; make hostile holds the two seconds


def test_dice_find_nothing_either():
    dice = random.Random(4711)
    wrong = []
    for _ in range(300):
        asked = request(dice)
        wrong += [(fault, asked) for fault in judge.faults(asgi.ask(APP, asked), PATIENCE_S)]
    assert wrong == []


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(REQUESTS)
def test_no_request_brings_a_trace_an_error_or_markup(asked):
    assert judge.faults(asgi.ask(APP, asked), PATIENCE_S) == []


NASTY = {
    "bytes that are no text": b"/?words=\xff\xfe",
    "bytes that are no text in a light page": b"/lite/zh/ask?q=\xb3\xc9\xd3\xe5",
    "null byte": b"/vendor/leaflet/%00.js",
    "null byte of Streamlit's": b"/static/js/%00.js",
    "name too long for a file": b"/vendor/leaflet/" + b"a" * 5_000 + b".js",
    "name too long for Streamlit's": b"/static/js/" + b"a" * 5_000 + b".js",
    "number too long to read": b"/lite/map?frame=" + b"9" * 5_000 + b",1,1,1",
    "no number": b"/lite/map?at=nan,nan,nan",
    "digits that are none": "/lite/map?frame=²,²,²,²&at=٣,٣,٣".encode(),
    "lone surrogate": b"/lite/zh/ask?q=%ED%A0%80",
    "lone surrogate in a place": b"/lite/zh/place/%ED%A0%80",
    "direction marks": b"/lite/zh/ask?q=%E2%80%AE%E2%81%A6%3Cb%3E",
    "words without end": b"/crossings?words=" + b"a" * 1_000_000,
    "values without end": b"/?eldercare.category=" + b"a," * 500_000,
    "fields without end": b"/?" + b"&".join(b"x%d=1" % n for n in range(20_000)),
    "the same value often": b"/?show=" + b"tourism," * 50_000,
    "release of nowhere": b"/api/changes?since=%00%3Cscript%3E",
    "format of nowhere": b"/api/datasets/tourism.%00",
    "drawing of nowhere": b"/drawn/..%2f%00-.geojson",
}


@pytest.mark.parametrize("target", NASTY.values(), ids=NASTY)
def test_what_broke_products_like_this(target):
    assert judge.faults(asgi.ask(APP, Asked("GET", target)), PATIENCE_S) == []


@pytest.mark.parametrize("path", ["/", "/crossings", "/lite/", "/lite/map", "/lite/zh/place/500152", "/preview.png"])
@pytest.mark.parametrize(
    "host", ["[", "[::1", "a b", "x/../y?z#", "user@evil", "h:99999", "", "例え", "<q4711>", '"q4711']
)
def test_no_name_of_a_host_breaks_a_page(path, host):
    asked = Asked("GET", path.encode(), (("Host", host.encode()),))
    assert judge.faults(asgi.ask(APP, asked), PATIENCE_S) == []


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_in_words_stays_words(markup):
    for path in ("/lite/zh/ask?q=", "/crossings?words=", "/lite/map?words=", "/lite/zh/place/", "/?focus="):
        assert judge.faults(asgi.ask(APP, Asked("GET", path.encode() + quote(markup).encode())), PATIENCE_S) == []


@pytest.mark.parametrize(
    "html",
    [
        f"<p><{MARK}></p>",
        f'<a title="x" {MARK}="1">',
        f'<img onerror="{MARK}()">',
        f'<a href=" JavaScript:{MARK}()">',
        f'<script>let a = "";{MARK}();""</script>',
    ],
)
def test_the_judge_sees_markup_that_became_part_of_a_page(html):
    assert judge.faults(Answer(200, {"content-type": "text/html"}, html.encode(), 0))


def test_the_judge_sees_traces_errors_and_slowness():
    assert judge.faults(Answer(500, {}, b"", 0))
    assert judge.faults(Answer(200, {}, b"Traceback (most recent call last):", 0))
    assert judge.faults(Answer(200, {}, b"", 3))
    harmless = f'<p title="&lt;{MARK}&gt;">&lt;{MARK}&gt;</p><script>let a = "\\";{MARK}();"</script>'
    assert judge.faults(Answer(200, {"content-type": "text/html"}, harmless.encode(), 0)) == []


def test_the_same_seed_sends_the_same():
    def drawn():
        dice = random.Random(5)
        return [request(dice) for _ in range(50)], [message(dice, ["a", "b"]) for _ in range(50)]

    assert drawn() == drawn()
