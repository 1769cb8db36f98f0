"""What nobody well-meaning sends: requests and WebSocket messages, drawn by dice, so that the same seed sends the same.

Hypothesis draws requests too (``REQUESTS``): the dice are its own there, and a failure shrinks.
"""

import random
from typing import Final, NamedTuple
from urllib.parse import quote_from_bytes

from hypothesis import strategies
from streamlit.proto.BackMsg_pb2 import BackMsg

from geodata.catalog.pages import PAGES
from geodata.query.scene import Scene
from geodata.query.scene_fields import declared
from geodata.store.store import load

MARK: Final = "q4711"  # stands in every piece of markup and script that is sent: none may become part of a page
MARKUP: Final = (
    f"<{MARK}>",
    f"</script><{MARK} src=x>",
    f'"><{MARK} onload="{MARK}()">',
    f"'><{MARK}>",
    f'" {MARK}="1',
    f"' {MARK}='1",
    f'";{MARK}();"',
    f"';{MARK}();'",
    f"javascript:{MARK}()",
    f"--><{MARK}>",
    f"]]><{MARK}>",
    f"</style></title></textarea><{MARK}>",
    f"<svg/{MARK}=1>",
    f"[x](javascript:{MARK}()) :red[{MARK}] <{MARK}>",
    f"{{{{{MARK}}}}}{{%{MARK}%}}${{{MARK}}}",
)
# Bytes, for not all of it is text: a lone surrogate, broken UTF-8, overlong encodings, controls, marks of direction.
ODD: Final = (
    b"",
    b"\0",
    b"a\0b",
    b"\xed\xa0\x80",
    b"\xff\xfe",
    b"\xc0\xae\xc0\xae/",
    "\u202e\u2066abc".encode(),
    "e\u0301\u0302\u0303\u0304\u0305".encode() * 40,
    "👨‍👩‍👧‍👦🏴".encode(),
    b"\r\nX-Injected: 1\r\n\r\n",
    b"../../../../etc/passwd",
    b"..\\..\\app.py",
    b"/etc/passwd",
    b"//evil.example/",
    b"file:///etc/passwd",
    b"%00%2e%2e%2f",
    b"%",
    b"%zz%",
    b"[",
    b"]:[",
    b",,,,,",
    b"'; DROP TABLE ties; --",
)
NUMBERS: Final = (
    *(
        "-1",
        "0",
        "NaN",
        "nan",
        "inf",
        "-inf",
        "1e400",
        "-1e308",
        "0x10",
        "1_0",
        "٣",
        "²",
        "１２",
        "2020.5",
        "true",
        "null",
    ),
    *("9" * 25, "9" * 5000, "-0", "1/0", "+3", " 4 ", "1,2", "nan,nan,nan", "inf,inf,inf", "1e308,1e308,20"),
)
METHODS: Final = ("GET",) * 12 + ("HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW")
PATHS: Final = (
    *("/", "/{page}", "/{page}/", "/{page}/{w}", "/{w}", "/preview.png", "/health", "/api/datasets", "/api/changes"),
    *("/api/datasets/{dataset}.{format}", "/api/datasets/{w}", "/api/datasets/{dataset}.{w}", "/drawn/{w}"),
    *(
        "/lite",
        "/lite/",
        "/lite/map",
        "/lite/{lang}/",
        "/lite/{lang}/ask",
        "/lite/{w}/ask",
        "/lite/{lang}/place/{code}",
    ),
    *("/lite/{lang}/place/{w}", "/lite/{lang}/site/{w}", "/lite/{lang}/service/{w}", "/lite/{lang}/pair/{w}"),
    *("/lite/{w}/pair/{w}", "/vendor/leaflet/{w}", "/vendor/leaflet/leaflet.js", "/static/{w}", "/static/js/{w}"),
    *("/_stcore/health", "/_stcore/{w}", "/_stcore/stream", "/media/{w}", "/component/{w}", "/{w}/{w}/{w}"),
)
FIELDS: Final = (
    *(field.query for field in declared(Scene).values()),
    *("asof", "since", "frame", "at", "other", "page", "q", "want", "who", "goal", "focus", "big", "app", "embed"),
)
HEADERS: Final = ("Host", "Cookie", "Range", "If-None-Match", "If-Range", "If-Modified-Since", "Accept-Encoding")
MORE_HEADERS: Final = ("User-Agent", "Origin", "Accept-Language", "X-Forwarded-Host", "X-Forwarded-Proto", "Referer")
VALUES: Final = (
    *("bytes=0-", "bytes=5-2", "bytes=-0", "bytes=0-0,2-3,9-" + "9" * 30, "bytes=a-b", "lines=1-2"),
    *('W/"', '"', "*", "a,*,b", 'W/"x", ' * 500, "gzip;q=nan", "br;q=-1,*;q=0", "gzip, " * 900),
    *(
        "[",
        "[::1",
        "a b",
        "evil.example:99999",
        "x/../y?z#",
        "user@evil.example",
        "127.0.0.1:1:2",
        "例え.jp",
        "a" * 3000,
    ),
    *(
        "chengyu_browser=" + "." * 999,
        "chengyu_browser=narrow.low.NaN",
        'a="\\',
        "=;=;=",
        "chengyu_app=1; x=" + "y" * 9,
    ),
    *("MicroMessenger/8", "Mobi", "DingTalk <q4711>", "Thu, 99 Foo 2026 99:99:99 GMT", "zh;q=999", "gopher"),
)


class Asked(NamedTuple):
    """A request as it stands on the wire: nothing in ``target`` is quoted for it any more."""

    method: str
    target: bytes
    headers: tuple[tuple[str, bytes], ...] = ()


def word(dice: random.Random) -> bytes:
    """Return something to stand where a name, a number or an id is expected."""
    kind = dice.randrange(6)
    if kind == 0:
        return dice.choice(MARKUP).encode()
    if kind == 1:
        return dice.choice(ODD)
    if kind == 2:
        return dice.choice(NUMBERS).encode()
    if kind == 3:
        return dice.choice(MARKUP + NUMBERS).encode() * dice.choice((2, 30, 300))
    if kind == 4:
        return dice.randbytes(dice.randrange(60))
    return dice.choice((*ODD, b"x")) + dice.choice(MARKUP).encode() + dice.choice(NUMBERS).encode()[:40]


def written(dice: random.Random, raw: bytes) -> bytes:
    """Return bytes as part of an address: quoted, quoted twice, or as they are but for what would end the line."""
    way = dice.randrange(8)
    if way == 0:
        return bytes(one for one in raw if one > 32 and one != 127)
    quoted = quote_from_bytes(raw, safe=dice.choice(("", "/.", "<>\"'")))
    return (quoted.replace("%", "%25") if way == 1 else quoted).encode()


def query(dice: random.Random, page: str = "") -> bytes:
    """Return the query of a link: fields that there are and others, values that fit and others; some are very long."""
    store = load()
    parts = []
    for _ in range(dice.choice((0, 1, 1, 2, 3, 8))):
        listed = store.catalog.layers(page or dice.choice(list(PAGES)))
        if listed and dice.random() < 0.3:
            dataset = dice.choice(listed)
            name = f"{dataset.id}.{dice.choice([*dataset.filters, 'id', ''])}".encode()
        else:
            name = dice.choice(FIELDS).encode() if dice.random() < 0.9 else written(dice, word(dice))
        value = dice.choice((word, _known))(dice)
        parts.append(name + b"=" + written(dice, value))
    if dice.random() < 0.03:
        parts.append(dice.choice((b"words=", b"layers=", b"x=")) + dice.choice((b"a", b"a,", b"%2C")) * 15_000)
    if dice.random() < 0.02:
        parts += [b"n%d=%d" % (n, n) for n in range(3_000)]
    return b"&".join(parts)


def _known(dice: random.Random) -> bytes:
    """Something that exists, so that what stands beside it is looked at."""
    store = load()
    return str(
        dice.choice(
            (*PAGES, *store.catalog.datasets, "zh", "en", "2021", "today", "2018", "500152", "closed", "hospital")
        )
    ).encode()


def request(dice: random.Random) -> Asked:
    """Return one request."""
    store = load()
    page = dice.choice(list(PAGES))
    known = {
        "page": page.encode(),
        "dataset": dice.choice(list(store.catalog.datasets)).encode(),
        "format": dice.choice((b"csv", b"json", b"geojson")),
        "lang": dice.choice((b"zh", b"en")),
        "code": dice.choice((b"500152", b"510100", b"511681")),
    }
    path = dice.choice(PATHS).encode()
    for name, value in known.items():
        path = path.replace(b"{%s}" % name.encode(), value)
    while b"{w}" in path:
        path = path.replace(b"{w}", written(dice, word(dice))[:20_000], 1)
    if dice.random() < 0.02:
        path = dice.choice((path + b"/a" * 5_000, b"/" * 4_000, b"/" + b"%2e%2e/" * 500, b"*", path + b"%00"))
    asked = query(dice, page)
    named = dice.sample((*HEADERS, *MORE_HEADERS), dice.choice((0, 0, 1, 1, 2, 4)))
    headers = tuple((name, _header(dice)) for name in named)
    return Asked(dice.choice(METHODS), path + (b"?" + asked if asked else b""), headers)


def _header(dice: random.Random) -> bytes:
    raw = dice.choice(VALUES).encode() if dice.random() < 0.7 else word(dice)
    return bytes(one for one in raw if one not in b"\r\n\0")[:20_000]


def message(dice: random.Random, widgets: list[str]) -> bytes | str:
    """Return one WebSocket message; ``widgets``: ids that the page told of, which may be given what they never hold."""
    kind = dice.randrange(10)
    if kind == 0:
        return dice.choice((dice.randbytes(dice.randrange(300)), "text is not spoken here", b"", b"\xff" * 5_000))
    said = BackMsg()
    if kind == 1:
        said.file_urls_request.request_id = _text(dice)
        said.file_urls_request.file_names.extend([_text(dice), "../../app.py"])
        said.file_urls_request.session_id = _text(dice)
    elif kind == 2:
        setattr(said, dice.choice(("stop_script", "load_git_info", "app_heartbeat", "debug_shutdown_runtime")), True)
    else:
        rerun = said.rerun_script
        rerun.query_string = query(dice).decode("latin-1")
        rerun.page_name = dice.choice([*PAGES, "", _text(dice)[:50]])
        if dice.random() < 0.2:
            rerun.page_script_hash = _text(dice)
        if dice.random() < 0.2:
            rerun.fragment_id = _text(dice)
        for id in dice.sample(widgets, min(len(widgets), dice.randrange(4))):
            _fill(dice, rerun.widget_states.widgets.add(id=id))
        if dice.random() < 0.2:
            _fill(dice, rerun.widget_states.widgets.add(id=_text(dice)))
        rerun.context_info.url = _text(dice)
        rerun.context_info.timezone = _text(dice)[:99]
        rerun.context_info.locale = _text(dice)[:99]
    whole = said.SerializeToString()
    return whole[: dice.randrange(len(whole) + 1)] if kind == 3 else whole


def _text(dice: random.Random) -> str:
    return word(dice).decode(errors="replace")


def _fill(dice: random.Random, state: object) -> None:
    name, value = dice.choice(
        (
            ("string_value", _text(dice)),
            ("int_value", dice.choice((-1, 2**40, 0))),
            ("double_value", dice.choice((float("nan"), float("inf"), -1e308))),
            ("bool_value", True),
            ("trigger_value", True),
            ("json_value", dice.choice(("{", "[]", "null", '{"value": 1}', '"' + "x" * 999 + '"', "1e999"))),
        )
    )
    setattr(state, name, value)


REQUESTS: Final = strategies.builds(request, strategies.randoms(use_true_random=False))
