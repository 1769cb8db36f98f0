"""Who may publish sees what would change, publishes, goes back; nobody else is offered it, nor obeyed."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata import configuration
from geodata.publish import trial
from geodata.query import url
from geodata.query.scene import default
from geodata.sources.workspace import table_rows
from geodata.store import releases
from geodata.store.store import load
from geodata.text import days
from pages._ui.own import publishing, signed_in
from pages._ui.words.parts.publishing import word
from tests.geodata.publish.test_publish import ROWS, changed, csv_of
from tests.pages import driver
from tests.pages.driver import words

PAGE = str(Path(__file__).parent / "publishing_page.py")
MAINTAINER = {"is_logged_in": True, "email": "wang@example.cn", "email_verified": True}
BUTTONS = ("publish-preview", "publish-do", "publish-cancel", "publish-undo")


def maintainer(**claims):
    return MAINTAINER | {"iat": days.instant()} | claims


def opened(**user) -> AppTest:
    at = AppTest.from_file(PAGE, default_timeout=60)
    at.user = user
    return at.run()


def offered(at) -> set[str]:
    return {button.key for button in at.button} & set(BUTTONS)


def work(at) -> AppTest:
    """Wait for what works in the background, and see what came of it."""
    at.session_state[publishing._WORK].done.exception(60)
    return at.run()


def published(at, rows=None) -> AppTest:
    at.file_uploader(key="file").upload("名单.csv", csv_of(rows or changed()), "text/csv")
    at.run()
    at.selectbox(key="publish-table").select("eldercare")
    at.radio(key="publish-way").set_value("replace")
    return at.button(key="publish-preview").click().run()


def test_a_maintainer_previews_publishes_and_goes_back(versions, monkeypatch):
    at = published(opened(**maintainer()))
    assert not at.exception
    at = work(at)
    rows, numbers = (one.value for one in at.dataframe[:2])
    assert rows.to_numpy().tolist() == [[load().catalog.datasets["eldercare"].title.zh, 1, 1, 1]]
    assert numbers.iloc[:, 0].tolist() == ["生效的跨界联系"]
    assert at.warning[0].value == "将从表中删除1行。"
    assert versions.numbers() == []
    at.text_input(key="publish-why").input("演示")
    at.button(key="publish-do").click().run()
    at = work(at)
    current = versions.current()
    assert (current.by, current.why, current.table) == ("wang@example.cn", "演示", "eldercare")
    assert current.data_version in at.success[0].value
    monkeypatch.setattr(trial, "shows", lambda *_: True)  # as a server does that follows what is published
    at.button(key="publish-undo").click().run()
    at = work(at)
    assert not at.exception
    assert versions.current().restores == 0
    assert "publish-undo" not in offered(at)


def test_what_the_file_lacks_is_asked_and_given_for_all_rows(versions):
    new = {
        "name_zh": "演示养老院",
        "name_en": "Demonstration Home",
        "adcode": "500112",
        "lon": "106.55",
        "lat": "29.60",
    }
    new |= {"coord_precision": "site", "coord_source": "演示", "province": "重庆市", "cross_border": "false"}
    at = work(published(opened(**maintainer()), [new]))
    assert [text.label for text in at.text_input] == ["来源"]
    at.radio(key="publish-way").set_value("extend")
    at.text_input(key="publish-set:source_title").input("演示名单")
    at.selectbox(key="publish-set:source_kind").select("official")
    at.selectbox(key="publish-set:category").select("nursing_home")
    at = work(at.button(key="publish-preview").click().run())
    assert not at.error
    at.button(key="publish-do").click().run()
    work(at)
    (row,) = table_rows(versions.rows(versions.current().tables["eldercare"]))
    assert (row["source_title"], row["source_kind"], row["category"]) == ("演示名单", "official", "nursing_home")
    assert row["id"] not in {one["id"] for one in ROWS}


@pytest.mark.parametrize(
    ("user", "why"),
    [
        ({}, "no_auth"),
        ({"is_logged_in": False}, "signed_out"),
        ({"is_logged_in": False, **{k: v for k, v in MAINTAINER.items() if k != "is_logged_in"}}, "signed_out"),
        ({"is_logged_in": "yes", "email": "wang@example.cn", "email_verified": True, "iat": 1e12}, "signed_out"),
        (maintainer(email="li@example.cn"), "not_maintainer"),
        (maintainer(email="wang@example.cn.evil.example"), "not_maintainer"),
        (maintainer(email=""), "unverified"),
        (maintainer(email_verified=False), "unverified"),
        (maintainer(email="wang\u200b@example.cn"), "unverified"),  # only looks like the maintainer's
        (maintainer(email="\uff57ang@example.cn"), "unverified"),
        (maintainer(email_verified="true"), "unverified"),
        (maintainer(email_verified=None), "unverified"),
        (maintainer(iat=0), "stale"),
        (maintainer(iat=None), "stale"),
    ],
)
def test_nobody_else_is_offered_anything(versions, user, why):
    at = opened(**user)
    assert not at.exception
    assert offered(at) == set()
    told = words(at)
    assert word({"signed_out": "sign_in_told"}.get(why, why), "zh").format(email=user.get("email") or "") in told
    assert versions.numbers() == []


@pytest.mark.parametrize("key", ["publish-preview", "publish-do"])
def test_who_may_no_more_presses_in_vain(versions, key):
    """As on a page that was left open: what was offered is still there, the right is not."""
    at = opened(**maintainer())
    at.file_uploader(key="file").upload("名单.csv", csv_of(changed()), "text/csv")
    at.run()
    at.selectbox(key="publish-table").select("eldercare")
    if key == "publish-do":
        at = work(at.button(key="publish-preview").click().run())
    before = at.session_state.get(publishing._WORK, None)
    at.user = maintainer(email="li@example.cn")
    at.button(key=key).click().run()
    assert at.session_state.get(publishing._WORK, None) is before
    assert versions.numbers() == []


def test_a_server_where_nobody_publishes_shows_nothing(monkeypatch):
    monkeypatch.delenv(configuration.VARIABLE, raising=False)
    at = opened(**maintainer())
    assert not at.header
    assert offered(at) == set()


@pytest.mark.usefixtures("versions")
def test_without_the_library_for_signing_in_nobody_may(monkeypatch):
    monkeypatch.setattr(signed_in, "find_spec", lambda _: None)
    assert word("no_auth", "zh") in words(opened(**maintainer()))


def test_links_that_are_given_away_name_the_data_where_tables_are_published(monkeypatch):
    store = load()
    scene = default(store)
    assert url.DATA not in url.address(scene, store, "https://maps.example")
    monkeypatch.setattr(url.live, "versioned", lambda: True)
    assert url.address(scene, store, "https://maps.example").endswith(f"&data={store.version}")
    assert url.address(scene, store, "") == ""


def test_who_opens_a_link_made_with_earlier_data_is_told_and_led_to_what_changed():
    version = next(iter(releases.known()))
    at = driver.opened(data=version)
    assert version in words(at)
    assert any(f"since={version}" in one.proto.query_string for one in at.get("page_link"))
    at.button(key="made-with-close").click().run()
    assert version not in words(at)
    for same in (load().version, "0123456789ab"):
        assert same not in words(driver.opened(data=same)).replace(f"+{same}", "")  # the footer names the data too
