"""Every switch between forms keeps the whole question: all pairs of forms are walked, by the links on the pages."""

import re
from dataclasses import replace
from functools import cache
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from geodata.boundaries.vintage import Vintage
from geodata.query import question, url
from geodata.query.question import Question
from geodata.query.residents.needs import NEEDS
from geodata.store.store import load
from pages._http.arrival.doorway import Doorway
from pages._http.routes import ROUTES
from tests.geodata.query.test_question import of_light
from tests.pages.driver import opened, query

STORE = load()
APP = Starlette(routes=ROUTES, middleware=[Middleware(Doorway)])
CLIENT = TestClient(APP, "http://maps.example", follow_redirects=False)
WECHAT = {"User-Agent": "MicroMessenger"}
SITE, SERVICE, PAIR = "tourism:cq-dazu", "shared_services:sv-idcard", "border_pairs:511083-500153"
ASKED = [
    Question(),
    Question(lang="en", want="outing", who="family", big=True),
    Question(focus="500152", want="health", who="elder", big=True),
    Question(lang="en", focus="511500", want="matter", who="worker"),
    Question(focus="500112", vintage=Vintage.Y2021, want="matter", who="elder"),
    Question(focus="500152", want="outing", who="family", engine="light"),
    Question(focus="500152", want="outing", who="family", big=True, pick=SITE),
    Question(lang="en", focus="500152", want="matter", who="worker", pick=SERVICE),
    Question(pick=SITE),
    Question(lang="en", pick=SERVICE),
    Question(pick=PAIR),
    Question(pick=PAIR, big=True, focus="500152", want="travel"),
    Question(focus="500152", page="transport"),
]
IDS = [f"{n}-{asked.live_page}" for n, asked in enumerate(ASKED)]


@cache
def light_page(address: str) -> str:
    answer = CLIENT.get(address)
    assert answer.status_code == 200, address
    return answer.text


@cache
def live_page(address: str) -> AppTest:
    parts = urlsplit(address)
    at = opened(f"{parts.path.strip('/') or 'explore'}.py", **dict(parse_qsl(parts.query)))
    assert not at.exception
    return at


def of_page(at: AppTest, page: str) -> Question:
    """What a page of the app answers, as its address bar says once it is drawn."""
    shown, ignored = url.from_query(query(at), STORE, page)
    assert ignored == []
    return question.of_scene(shown)


def arrived(address: str) -> Question:
    """The question of the page that a link leads to, as that page itself has it."""
    if address.startswith("/lite/"):
        said = re.search(r"<p>http://maps\.example(.*?)</p>", light_page(address))
        assert unescape(said[1]) == address
        return of_light(address)
    return of_page(live_page(address), urlsplit(address).path.strip("/") or "explore")


def hrefs(html: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'href="(/[^"]*)"', html)]


def written(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


@pytest.mark.parametrize("asked", ASKED, ids=IDS)
def test_from_a_light_page_to_every_form(asked):
    here = question.light(asked)
    assert arrived(here) == asked
    bigger, other, app = hrefs(re.search(r"<nav.*?</nav>", light_page(here), flags=re.DOTALL)[0])
    assert arrived(bigger) == replace(asked, big=not asked.big, page="" if not asked.big else asked.page)
    assert arrived(other) == replace(asked, lang="zh" if asked.lang == "en" else "en")
    assert arrived(app) == asked
    for address in hrefs(light_page(here)):
        if address.startswith("/lite/"):  # to another place, need or thing: nothing else changes
            there = arrived(address) if address in (bigger, other) else of_light(address)
            kept = ("vintage", "engine") if address in (bigger, other) else ("vintage", "engine", "big")
            assert [getattr(there, name) for name in kept] == [getattr(asked, name) for name in kept]
            assert there.want == asked.want or there.focus == asked.focus
            # For whom changes only where that is what is chosen, or where another need does not ask it.
            another = there.focus == asked.focus and there.want == asked.want
            assert there.who == asked.who or another or asked.who not in NEEDS[there.want].whos


@pytest.mark.parametrize("asked", ASKED, ids=IDS)
def test_from_a_page_of_the_app_to_every_form(asked):
    at = opened(f"{asked.live_page}.py", **dict(parse_qsl(urlsplit(question.live(asked, STORE)).query)))
    at.session_state["_browser:narrow"] = True  # a phone: it is offered the light page
    at.run()
    assert of_page(at, asked.live_page) == asked
    offer = hrefs(re.search(r'<p class="offer">.*?</p>', written(at))[0])
    assert [arrived(address) for address in offer] == [asked]
    rest = re.sub(r'<p class="offer">.*?</p>', "", written(at))
    to_print = {arrived(address) for address in hrefs(rest) if address.startswith("/lite/")}
    answered = {replace(asked, pick="")} if asked.live_page == "citizen" and asked.focus else set()
    assert to_print == answered | ({asked} if asked.pick else set())
    frames = [frame.proto.src for frame in at.get("iframe")]
    for query_ in (dict(parse_qsl(urlsplit(src).query)) for src in frames):
        query_.pop("frame")
        assert question.of_scene(url.from_query(query_, STORE, query_.pop("page"))[0]) == replace(asked, engine="light")
    at.button_group(key="lang").set_value("en" if asked.lang == "zh" else "zh").run()
    assert of_page(at, asked.live_page) == replace(asked, lang="en" if asked.lang == "zh" else "zh")


@pytest.mark.parametrize("asked", ASKED, ids=IDS)
def test_from_wechat_at_the_door(asked):
    door = TestClient(APP, follow_redirects=False)  # one visit: who insists is remembered
    answer = door.get(question.live(asked, STORE), headers=WECHAT)
    assert arrived(answer.headers["location"]) == asked
    insisting = door.get(f"{question.live(asked, STORE)}&app=1", headers=WECHAT)
    assert arrived(insisting.headers["location"]) == asked


def test_the_switch_to_large_type_of_the_app_keeps_the_rest():
    asked = ASKED[2]
    at = opened("citizen.py", **dict(parse_qsl(urlsplit(question.live(asked, STORE)).query)))
    at.toggle(key="big").set_value(False).run()
    assert of_page(at, "citizen") == replace(asked, big=False)


@pytest.mark.parametrize("pick", [SITE, SERVICE, PAIR])
@pytest.mark.parametrize("want", ["", "outing"])
def test_a_thing_found_in_an_answer_leads_back_to_it(pick, want):
    asked = Question(focus="500152", want=want, who="family", big=True, vintage=Vintage.Y2021)
    back = re.search(r'<a href="([^"]*)">返回：(.*?)</a>', light_page(question.light(replace(asked, pick=pick))))
    assert arrived(unescape(back[1])) == asked
    assert back[2].startswith("潼南区")
    assert ("出游" in back[2]) == bool(want)
    assert "返回：" not in light_page(question.light(Question(pick=pick)))


def test_all_needs_at_once_are_only_on_the_light_page_and_the_switch_says_which_the_app_shows():
    asked = Question(focus="500152", who="elder", big=True)
    html = light_page(question.light(asked))
    assert "打开地图版（只看看病）</a>" in html  # the first need where it matters that an old person asks
    app = hrefs(re.search(r"<nav.*?</nav>", html, flags=re.DOTALL)[0])[2]
    assert arrived(app) == replace(asked, want="health")
    assert "只看" not in light_page(question.light(replace(asked, want="health")))


def test_the_question_form_keeps_what_was_asked():
    asked = Question(want="health", who="elder", big=True, vintage=Vintage.Y2021, engine="light")
    fields = {"q": "", "want": ""}
    html = light_page(question.light(asked))
    form = re.search(r"<form.*?</form>", html, flags=re.DOTALL)[0]
    fields |= dict(re.findall(r'<input type="hidden" name="(\w+)" value="(.*?)">', form))
    fields["want"] = re.search(r'name="want" value="(\w+)" checked', form)[1]
    answer = CLIENT.get("/lite/zh/ask", params=fields | {"q": "渝北区"})  # of 2021
    assert arrived(answer.headers["location"]) == replace(asked, focus="500112")
    asking = CLIENT.get("/lite/zh/ask", params=fields | {"q": "市中区"}).text
    other = hrefs(re.search(r"<nav.*?</nav>", asking, flags=re.DOTALL)[0])[1]
    assert dict(parse_qsl(urlsplit(other).query))["q"] == "市中区"
    offered = [address for address in hrefs(asking) if "/place/511002" in address]
    assert of_light(offered[0]) == replace(asked, focus="511002")
