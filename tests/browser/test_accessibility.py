"""WCAG 2.2 AA by axe: nothing serious on any light page, nothing on the app's pages but what Streamlit itself does."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

AXE = Axe()
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
LIGHT = [
    f"/lite/{lang}/{page}"
    for lang in ("zh", "en")
    for page in (
        "",
        "ask?q=市中区",
        "place/500152",
        "place/500152?want=eldercare",
        "place/510900?want=outing&big=1",
        "site/cq-dazu",
        "service/sv-idcard",
        "pair/511083-500153",
        "place/nowhere",
    )
]
APP = [
    "/",
    "/?lang=en&map=light",
    "/crossings",
    "/crossings?pick=border_pairs:511083-500153&lang=en",
    "/transport?pick=corridors:hsr-chengyu",
    "/eldercare",
    "/briefing",
    "/tourism?pick=tourism_routes:route-grotto&lang=en",
    "/alliances?alliance_members.alliance_id=al-university",
    "/services",
    "/citizen?focus=500152",
    "/citizen?focus=511623&want=health&big=1&lang=en",
    "/sources",
]
LIVE = ("/", "/citizen?focus=500152")  # looked at with the live map; the map is one picture to a reader in any case
# What Streamlit's own widgets do, by rule and by what the node holds; listed with reasons in docs/accessibility.md.
STREAMLITS = {"target-size": "react-aria"}
DOCUMENT = (Path(__file__).parents[2] / "docs" / "accessibility.md").read_text(encoding="utf-8")


def violations(page) -> list[str]:
    """Serious and critical findings as "rule: node", without those that are Streamlit's."""
    found = AXE.run(page, options=RULES).response["violations"]
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
        if STREAMLITS.get(one["id"], "\0") not in " ".join(map(str, node["target"])) + node["html"]
    ]


@pytest.mark.parametrize("path", LIGHT)
def test_light_pages(visit, path):
    visitor = visit(390, 844)
    visitor.page.goto(visitor.server + path)
    found = AXE.run(visitor.page, options=RULES).response["violations"]
    assert [(one["id"], one["impact"]) for one in found] == []


@pytest.mark.parametrize("path", APP)
def test_pages_of_the_app(visit, path):
    visitor = visit(webgl=path in LIVE)
    page = visitor.open(path)
    english = "lang=en" in path
    page.locator(f"html[lang={'en' if english else 'zh-CN'}]").wait_for(state="attached")
    assert violations(page) == []
    assert page.title().endswith("Chengyu One Map" if english else "成渝一张图")


def test_what_is_streamlits_is_documented():
    for rule in STREAMLITS:
        assert f"`{rule}`" in DOCUMENT
