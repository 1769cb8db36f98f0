"""Light pages: the same answers as the app's, small, valid, escaped, in both languages; and who is led to them."""

import re
from datetime import UTC, date, datetime
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from geodata.boundaries.vintage import Vintage
from geodata.narrative.residents import headline, lists
from geodata.narrative.residents.items import Adviser
from geodata.query import gazetteer
from geodata.query.residents import answer as citizen
from geodata.query.residents.needs import NEEDS, WHO
from geodata.store.store import load
from geodata.text import days
from layers.renderers.qr import data_url
from pages._http.arrival.doorway import ADDRESSES, COOKIE, Doorway, cannot_run
from pages._http.headers import SecurityHeaders
from pages._http.page_cache import Shelf, pack
from pages._http.routes import ROUTES
from tests.endurance import asgi

STORE = load()
CLIENT = TestClient(Starlette(routes=ROUTES, middleware=[Middleware(SecurityHeaders)]), follow_redirects=False)
MOST = 66_000  # bytes, uncompressed; a quarter of it on the way
VOID = {"meta", "link", "br", "img", "input", "hr", "rect", "path"}
PAGES_EACH = [
    "/lite/{lang}/",
    "/lite/{lang}/place/500152",
    "/lite/{lang}/place/500152?want=eldercare",
    "/lite/{lang}/place/500000?want=outing&big=1",
    "/lite/{lang}/place/510000?want=outing",
    "/lite/{lang}/place/513200?want=travel",
    "/lite/{lang}/site/cq-dazu",
    "/lite/{lang}/service/sv-idcard",
    "/lite/{lang}/pair/511083-500153",
]


class Outline(HTMLParser):
    """What of a page can be checked without a browser: tags that close, headings, labels, links, language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.lang = ""
        self.scripts = 0
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        self.lang = given.get("lang", self.lang) if tag == "html" else self.lang
        self.scripts += tag == "script" or any(name.startswith("on") for name in given)
        self.links += [given["href"]] if tag == "a" else []
        self.ids += [given["id"]] if given.get("id") else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag):
        if tag not in VOID:  # <path/> closes itself
            assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.words += data


def page(address: str, status: int = 200) -> Outline:
    answer = CLIENT.get(address)
    assert answer.status_code == status, address
    assert answer.headers["content-type"].startswith("text/html")
    assert len(answer.content) <= MOST
    return Outline(answer.text)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", PAGES_EACH)
def test_every_page_is_small_closed_without_script_with_language_and_headings(address, lang):
    made = page(address.format(lang=lang))
    assert made.open == []
    assert made.scripts == 0
    assert made.lang == ("zh-CN" if lang == "zh" else "en")
    assert made.headings[0] == 1
    assert made.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(made.headings, made.headings[1:], strict=False))
    assert len(set(made.ids)) == len(made.ids)
    assert STORE.catalog.compliance.say(lang) in made.words
    outside = [link for link in made.links if link.startswith("http")]
    columns = ("source_url", "cross_border_source_url")
    assert set(outside) <= {url for table in STORE.facts.values() for name in columns for url in table.get(name, [])}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("want", list(NEEDS))
def test_every_place_has_a_small_page_for_every_need(want, lang):
    for code in list(gazetteer.units(STORE.at(Vintage.TODAY)))[::9]:
        page(f"/lite/{lang}/place/{code}?want={want}&who=elder")


@pytest.mark.parametrize("want", list(NEEDS))
def test_a_place_says_what_the_app_says(want):
    made = page(f"/lite/zh/place/500152?want={want}")
    adviser = Adviser(STORE.at(Vintage.TODAY), "zh", date.today())
    found = citizen.answer(STORE.at(Vintage.TODAY), "500152", want, "")
    for line in headline.headline(adviser, found):
        assert line in made.words
    for section in lists.make(adviser, found):
        assert section.title in made.words
        assert all(item.title in made.words for item in section.items)


def test_every_link_between_pages_leads_somewhere():
    seen, waiting = set(), ["/lite/zh/", "/lite/zh/place/500152?want=eldercare", "/lite/en/pair/511083-500153"]
    while waiting and len(seen) < 150:
        address = waiting.pop(0)
        seen.add(address)
        for link in page(address).links:
            full = link if link.startswith("/") else address.split("?")[0] + link if link.startswith("?") else ""
            if full.startswith("/lite/") and full not in seen and full not in waiting:
                waiting.append(full)


def test_large_type_stays_on_from_page_to_page():
    made = page("/lite/zh/place/500152?want=health&big=1")
    own = [link for link in made.links if link.startswith(("/lite/zh/site", "/lite/zh/pair"))]
    assert own
    assert all("big=1" in link for link in own)


def test_links_lead_to_the_app_and_back():
    assert "/citizen?lang=zh&focus=500152&want=health" in page("/lite/zh/place/500152?want=health").links
    assert "/?lang=en&pick=tourism%3Acq-dazu" in page("/lite/en/site/cq-dazu").links
    assert "/crossings?lang=zh&pick=border_pairs%3A511083-500153" in page("/lite/zh/pair/511083-500153").links


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("潼南", "500152"), ("tn", "500152"), ("Chongqing", "500000"), ("犍为", "511123"), ("遂宁安居", "510904")],
)
def test_a_typed_place_leads_to_its_page(typed, expected):
    answer = CLIENT.get("/lite/zh/ask", params={"q": typed, "want": "health", "who": "elder"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/lite/zh/place/{expected}?want=health&who=elder"


def test_where_several_may_be_meant_all_are_offered_and_where_none_it_says_so():
    both = CLIENT.get("/lite/zh/ask", params={"q": "市中区", "want": "health"}).text
    assert "市中区（内江市）" in both
    assert "市中区（乐山市）" in both
    old = CLIENT.get("/lite/zh/ask", params={"q": "渝北区"}).text
    assert "两江新区（重庆市），原渝北区" in old
    assert "北碚区（重庆市），原渝北区" in old
    assert "没有找到“纽约”" in CLIENT.get("/lite/zh/ask", params={"q": "纽约"}).text
    for slip in ("tongnna", "同南"):
        guessed = CLIENT.get("/lite/zh/ask", params={"q": slip, "want": "health"})
        assert guessed.status_code == 200
        assert '<a href="/lite/zh/place/500152?want=health">潼南区（重庆市）</a>' in guessed.text
    assert CLIENT.get("/lite/zh/ask").status_code == 200


@pytest.mark.parametrize(
    ("typed", "code"), [("荣昌县", "500153"), ("隆昌县", "511083"), ("合川市", "500117"), ("射洪县", "510981")]
)
def test_a_name_of_old_goes_to_the_county_of_today(typed, code):
    answer = CLIENT.get("/lite/zh/ask", params={"q": typed, "want": "health"})
    assert answer.headers["location"] == f"/lite/zh/place/{code}?want=health"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("达县", "达川区（达州市），原达县"), ("我住潼南", "潼南区（重庆市）"), ("同南", "潼南区（重庆市）")],
)
def test_what_was_guessed_is_offered_and_never_gone_to(typed, offered):
    answer = CLIENT.get("/lite/zh/ask", params={"q": typed})
    assert answer.status_code == 200
    assert "您是不是要找" in answer.text
    assert offered in answer.text


HOSTILE = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    "address",
    [
        "/lite/zh/place/999999",
        "/lite/zh/place/50015",
        "/lite/zh/site/nothing",
        f"/lite/zh/site/{HOSTILE.replace('/', '%2F')}",
        "/lite/zh/site/hsr-chengyu",  # a corridor has no such page
        "/lite/zh/service/cq-dazu",
        "/lite/zh/pair/511083-500152",
        "/lite/zh/pair/x",
        "/lite/de/place/500152",
        "/lite/de/",
        "/lite/zh/place/..%2f..%2fapp.py",
    ],
)
def test_what_does_not_exist_is_a_page_that_says_so(address):
    answer = CLIENT.get(address)
    assert answer.status_code == 404
    assert HOSTILE not in answer.text
    if answer.headers["content-type"].startswith("text/html"):
        assert "没有这一页" in answer.text
        assert "Traceback" not in answer.text


def test_what_a_link_asks_that_makes_no_sense_is_as_if_it_were_not_there():
    usual = CLIENT.get("/lite/zh/place/500152").text
    assert CLIENT.get(f"/lite/zh/place/500152?want={HOSTILE}&who=x&big=yes&zzz=1").text == usual
    assert HOSTILE not in CLIENT.get("/lite/zh/ask", params={"q": HOSTILE}).text


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["place", "site", "service", "pair"]))
def test_any_text_as_an_id_or_a_question_is_answered(text, kind):
    answer = CLIENT.get("/lite/zh/ask", params={"q": text, "want": text, "who": text})
    assert answer.status_code in (200, 303)
    answer = CLIENT.get(f"/lite/zh/{kind}/" + "".join(f"%{byte:02x}" for byte in text.encode()))
    assert answer.status_code in (200, 303, 307, 404)
    assert "Traceback" not in answer.text


def test_a_page_is_kept_compressed_and_known_again():
    address = "/lite/zh/place/500152?want=travel"
    first = CLIENT.get(address, headers={"Accept-Encoding": "gzip"})
    plain = CLIENT.get(address, headers={"Accept-Encoding": "identity"})
    assert first.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert first.text == plain.text
    again = CLIENT.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert "accept-encoding" in first.headers["vary"].lower()


def test_a_shelf_makes_each_page_once_and_drops_the_oldest():
    made = []

    def make(name: str):
        return lambda: made.append(name) or name

    async def visit() -> None:
        shelf = Shelf(most=2 * len(pack("a").body))
        for name in ("a", "a", "b", "a", "c", "b"):
            assert (await shelf.get(name, make(name))).plain() == name.encode()

    asgi.run(visit)
    assert made == ["a", "b", "c", "b"]


def test_the_print_style_leaves_out_what_paper_cannot_use():
    assert "@media print" in CLIENT.get("/lite/zh/").text


AGENTS = {
    "Mozilla/5.0 (Linux; Android 12) Chrome/107.0.0.0 Mobile MicroMessenger/8.0.30": True,
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AliApp(DingTalk/7.6.0) com.laiwang.DingTalk": True,
    "Mozilla/5.0 (Linux; Android 13) Chrome/99.0 Mobile Safari/537.36 QQ/8.9.68": True,
    "Mozilla/5.0 (Linux; Android 13) Chrome/110.0 Mobile Safari/537.36 Lark/7.1 Feishu": True,
    "Mozilla/5.0 (Windows NT 6.1) Chrome/80.0.3987.149 Safari/537.36": False,  # finds out itself (lacks.js)
    "Mozilla/5.0 (Linux; Android 13) MQQBrowser/13.0 Mobile Safari/537.36": False,  # a browser of its own
    "Mozilla/5.0 (Windows NT 10.0) Chrome/150.0.0.0 Safari/537.36": False,
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile Safari/604.1": False,
    "curl/8.0": False,
    "": False,
}


@pytest.fixture
def door():
    """A visitor of their own for each test: a client keeps the cookies it is given."""
    app = Starlette(routes=ROUTES, middleware=[Middleware(SecurityHeaders), Middleware(Doorway)])
    return TestClient(app, follow_redirects=False)


@pytest.mark.parametrize(("agent", "led"), AGENTS.items())
def test_browsers_that_cannot_run_the_app_are_known(door, agent, led):
    assert cannot_run(agent) is led
    for path in ADDRESSES:
        answer = door.get(path, headers={"User-Agent": agent})
        assert (answer.status_code == 303) is led
    assert door.get("/lite/zh/", headers={"User-Agent": agent}).status_code == 200
    assert door.get("/health", headers={"User-Agent": agent}).status_code == 200


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("citizen?", "/lite/zh/"),
        ("citizen?lang=en", "/lite/en/"),
        ("citizen?focus=500152", "/lite/zh/place/500152?want=eldercare"),  # what the app shows where the link says none
        ("citizen?lang=<b>&focus=500152&want=health", "/lite/zh/place/500152?want=health"),
        (
            "citizen?focus=500152&want=health&who=elder&big=1",
            "/lite/zh/place/500152?want=health&who=elder&big=1",
        ),
        ("citizen?focus=500112&asof=2021&want=matter", "/lite/zh/place/500112?want=matter&asof=2021"),
        ("?pick=tourism:cq-dazu", "/lite/zh/site/cq-dazu"),
        ("crossings?pick=border_pairs:511083-500153", "/lite/zh/pair/511083-500153"),
        ("services?pick=shared_services:sv-idcard", "/lite/zh/service/sv-idcard"),
        ("?pick=tourism:../../x", "/lite/zh/?from=explore"),
        ("citizen?focus=500152'", "/lite/zh/"),
        ("transport?focus=500152&from=500000", "/lite/zh/place/500152?from=transport"),
    ],
)
def test_a_link_to_the_app_leads_to_the_light_page_nearest_to_it(door, link, expected):
    answer = door.get(f"/{link}", headers={"User-Agent": "MicroMessenger"})
    assert answer.headers["location"] == expected


def test_where_a_page_of_the_app_has_no_light_one_it_says_so():
    told = "“交通”页没有轻量版"
    assert told in page("/lite/zh/place/500152?from=transport").words
    for address in ("/lite/zh/place/500152", "/lite/zh/place/500152?from=x", "/lite/zh/site/cq-dazu?from=transport"):
        assert "没有轻量版" not in page(address).words


def test_a_page_says_for_paper_where_it_is_and_of_which_day(monkeypatch):
    address = "/lite/zh/place/500152?want=health&who=elder"
    for host, day, told in (
        ("one.example", date(2026, 11, 25), "2026年11月25日"),
        ("two.example:8501", date(2026, 11, 25), "2026年11月25日"),
        ("one.example", date(2026, 11, 26), "2026年11月26日"),  # kept since yesterday
    ):
        monkeypatch.setattr(days, "today", lambda day=day: day)
        html = CLIENT.get(address, headers={"Host": host}).text
        here = f"http://{host}{address}"
        assert here in Outline(html).words
        assert f"本页生成于{told}" in Outline(html).words
        assert escape(data_url(here)) in html
    assert "evil" not in CLIENT.get(address, headers={"Host": "evil<b>"}).text


def test_the_day_is_that_of_china_wherever_the_server_stands(monkeypatch):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 11, 25, 18, 47, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(days, "datetime", Clock)
    assert days.today() == date(2026, 11, 26)
    assert days.told(days.today(), "en") == "26 November 2026"


def test_folded_lists_stand_beside_what_unfolds_them():
    for address in ("/lite/zh/", "/lite/zh/place/510000?want=eldercare", "/lite/zh/place/500152?want=outing"):
        folds = re.findall(r"<details.*?</details>(.)(.)", CLIENT.get(address).text, flags=re.DOTALL)
        assert folds
        assert all(after == "<" and tag in "uod" for after, tag in folds)  # a list or a block, outside of details


def test_who_insists_is_let_into_the_app(door):
    agent = {"User-Agent": "MicroMessenger"}
    answer = door.get("/citizen?app=1&focus=500152", headers=agent)
    assert answer.headers["location"] == "/citizen?focus=500152"
    assert COOKIE in answer.headers["set-cookie"]
    assert door.get("/citizen", headers=agent | {"Cookie": COOKIE}).status_code == 404  # the app itself is not here


def test_the_doorway_knows_every_page_of_the_app():
    from pathlib import Path

    files = {path.stem for path in (Path(__file__).parents[3] / "pages").glob("*.py")} - {"__init__", "main", "explore"}
    assert {f"/{name}" for name in files} | {""} == set(ADDRESSES)


def test_who_asks_is_one_of_the_registry():
    assert all(page(f"/lite/zh/place/500152?want=matter&who={who}").headings for who in WHO)
