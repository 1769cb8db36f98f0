"""Citizens in a real browser: typing a place, the map beside the list, a phone, light pages, the keyboard."""

import re

import pytest

from tests.browser.hands import RED, picture, share, well


def choose(visitor, typed: str) -> None:
    """Type into the field for the place, as a visitor does, and take what was typed."""
    field = visitor.page.locator(".st-key-where input")
    field.click()
    field.fill(typed)
    visitor.page.keyboard.press("Enter")
    visitor.settle()


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        ("潼南", "500152", ""),
        ("tóng nán", "500152", ""),
        ("荣昌县", "500153", "按荣昌区显示"),
        ("开县", "500154", "现属开州区"),
    ],
)
def test_typing_finds_the_place_that_is_meant(visit, typed, code, told):
    visitor = visit()
    page = visitor.open("/citizen")
    choose(visitor, typed)
    assert f"focus={code}" in page.url
    assert told in page.locator("[data-testid=stMain]").inner_text()


@pytest.mark.parametrize(("width", "query"), [(1440, ""), (390, ""), (390, "?big=1")])
def test_a_guess_is_asked_about_and_chosen_by_keyboard(visit, width, query):
    visitor = visit(width, 844)
    page = visitor.open(f"/citizen{query}")
    choose(visitor, "渝北")
    assert "focus" not in page.url
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.st-key-choose-500109') !== null"):
            break
    page.keyboard.press("Enter")
    visitor.settle()
    assert "focus=500109" in page.url
    assert page.locator(".st-key-where input").input_value() == "北碚区"


def test_the_button_beside_the_field_finds_too(visit):
    visitor = visit(390, 844, touch=True)
    page = visitor.open("/citizen")
    page.locator(".st-key-where input").tap()
    page.keyboard.type("潼南")
    page.get_by_role("button", name="查找").tap()
    visitor.settle()
    assert "focus=500152" in page.url


@pytest.mark.parametrize("query", ["focus=500152", "focus=500152&big=1"])
def test_a_link_opened_on_a_phone_shows_what_it_says_every_time(visit, query):
    visitor = visit(390, 844, touch=True)
    for _ in range(4):  # each time a session of its own
        page = visitor.open(f"/citizen?{query}")
        assert page.locator(".st-key-where input").input_value() == "潼南区"
        assert page.locator(".st-key-big input").is_checked() == ("big" in query)


def test_a_place_that_is_none_is_told_and_nothing_is_lost(visit):
    visitor = visit()
    page = visitor.open("/citizen?want=health")
    choose(visitor, "纽约")
    assert page.get_by_text("没有找到“纽约”").count() == 1
    assert "want=health" in page.url


@pytest.mark.parametrize(("width", "height", "ratio", "lang"), [(1440, 900, 1, "zh"), (390, 844, 2, "en")])
def test_the_answer_and_its_map_are_drawn_and_ask_nobody_outside(visit, width, height, ratio, lang):
    visitor = visit(width, height, webgl=True, touch=width < 700, ratio=ratio)
    page = visitor.open(f"/citizen?focus=500152&lang={lang}&want=outing")
    assert page.locator(".answers li").count() > 10
    assert share(picture(page), RED) > 0.001
    well(visitor)


def test_the_question_is_answered_by_keyboard_alone(visit):
    visitor = visit()
    page = visitor.open("/citizen")
    page.locator(".st-key-where input").focus()
    page.keyboard.type("tongnan")
    page.keyboard.press("Enter")
    visitor.settle()
    assert "focus=500152" in page.url
    for _ in range(4):  # on to the needs, past what lies between
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.st-key-want') !== null"):
            break
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    visitor.settle()
    assert re.search(r"want=\w+", page.url)
    summary = page.locator(".answers summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert summary.evaluate("node => node.parentElement.open")


def test_at_twice_the_size_nothing_is_cut(visit):
    visitor = visit(720, 450)  # a screen of 1440 by 900 at 200 %
    page = visitor.open("/citizen?focus=500152")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator(".asked").is_visible()


@pytest.mark.parametrize("path", ["/lite/zh/", "/lite/zh/place/500152?want=health", "/lite/en/pair/511083-500153"])
def test_light_pages_need_no_script_and_ask_nobody_outside(chromium, server, path):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server + path)
    assert page.locator("h1").is_visible()
    assert asked == [server + path] or all(url.startswith(server) for url in asked)
    width = page.locator("main").bounding_box()
    assert width["x"] + width["width"] <= 390
    context.close()


@pytest.mark.parametrize("path", ["/lite/zh/", "/lite/en/place/500152?want=eldercare", "/lite/zh/place/500152?big=1"])
def test_light_pages_reflow_to_a_small_phone(visit, path):
    visitor = visit(320, 568)
    visitor.page.goto(visitor.server + path)
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_form_of_the_light_pages_answers_without_script(chromium, server):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + "/lite/zh/")
    page.get_by_label("您住在哪里？").fill("tn")
    page.get_by_label("看病").check()
    page.get_by_role("button", name="查询").click()
    assert page.url.startswith(server + "/lite/zh/place/500152?want=health")
    assert "潼南区" in page.locator("h1").inner_text()
    context.close()


def test_wechat_is_led_to_the_light_page(chromium, server):
    context = chromium.new_context(user_agent="Mozilla/5.0 Chrome/107.0 Mobile MicroMessenger/8.0.30")
    page = context.new_page()
    page.goto(server + "/citizen?focus=500152&want=health")
    assert page.url == server + "/lite/zh/place/500152?want=health"
    context.close()


@pytest.mark.parametrize("cookies", [True, False])
def test_a_phone_is_known_at_once_or_without_cookies_after_all(visit, cookies):
    visitor = visit(390, 844, touch=True)
    if not cookies:
        visitor.page.add_init_script("Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set() {} })")
    sent = []
    visitor.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    page = visitor.open("/citizen?focus=500152")
    assert page.get_by_text("手机上更快").count() == 1
    assert page.locator("iframe").count() == 1  # the light map, since there is no WebGL
    assert page.locator(".st-key-where input").input_value() == "潼南区"
    assert (len(sent) == 1) == cookies


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "form", ["/citizen?lang={lang}&focus=511623&big=1", "/lite/{lang}/place/511623?want=eldercare&big=1"]
)
def test_an_old_person_finds_a_name_a_distance_and_a_number_on_the_first_screen_of_a_phone(visit, form, lang):
    visitor = visit(390, 844, touch=True)
    page = visitor.open(form.format(lang=lang)) if form.startswith("/citizen") else visitor.page
    if not form.startswith("/citizen"):
        page.goto(visitor.server + form.format(lang=lang))
    told, call = page.locator(".asked p").nth(1), page.locator(".asked .call b").first
    assert re.search("约40公里" if lang == "zh" else "about 40 km", told.inner_text())
    for seen in (told, call):
        box = seen.bounding_box()
        assert box["y"] + box["height"] <= 844
        assert seen.evaluate("node => parseFloat(getComputedStyle(node).fontSize)") >= 20
    link = page.locator(".asked .call").first.get_attribute("href")
    assert link == "tel:" + re.sub(r"\D", "", call.inner_text())


def test_on_a_phone_the_map_stays_over_the_list_it_numbers(visit):
    visitor = visit(390, 844, touch=True)
    page = visitor.open("/citizen?focus=511623")
    page.locator(".answers .number").nth(2).evaluate("node => node.scrollIntoView({ block: 'center' })")
    stage = page.locator(".st-key-stage").bounding_box()
    assert 0 <= stage["y"] < 100
    assert stage["y"] + stage["height"] < page.locator(".answers .number").nth(2).bounding_box()["y"]
    assert not page.locator(".share-box .code").is_visible()


def test_an_address_and_the_link_are_copied_by_a_press(visit):
    visitor = visit(390, 844, touch=True)
    page = visitor.open("/citizen?focus=511623&want=health&big=1")
    page.evaluate("navigator.clipboard.writeText = async text => { window.copied = text }")
    button = page.locator(".share-box [data-copy]")
    button.tap()
    page.wait_for_function("() => window.copied")
    assert "/lite/zh/place/511623?want=health&big=1" in page.evaluate("window.copied")
    assert button.inner_text() == "已复制"


@pytest.mark.parametrize("width", [320, 390])
def test_large_type_runs_off_no_edge(visit, width):
    visitor = visit(width, 700, touch=True)
    page = visitor.open("/citizen?focus=511623&want=travel&big=1&lang=en")
    wide = "nodes => nodes.map(one => one.getBoundingClientRect()).filter(box => box.width && box.right > innerWidth)"
    for part in (".st-key-ask *", ".reply *", ".share-box *"):
        assert page.locator(part).evaluate_all(wide) == []
