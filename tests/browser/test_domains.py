"""The pages of the domains in a real browser: on a phone too, asking nobody outside; what is picked is shown."""

import pytest

from tests.browser.hands import RED, picture, share, well

PAGES = ("transport", "eldercare", "tourism", "alliances", "services")
PICKS = {
    "transport": ("pick=corridors:hsr-chengyu", "川渝界线 · 隆昌市—荣昌区"),
    "eldercare": ("pick=eldercare:elder-dazu-bayue-xihu", "大足区通桥街道巴岳西湖社区养老服务中心"),
    "tourism": ("pick=tourism_routes:route-grotto", "川渝石窟石刻艺术主题游线"),
    "alliances": ("alliance_members.alliance_id=al-university", "成渝地区双城经济圈高校联盟"),
    "services": ("pick=counties:500152", "潼南—遂宁磨溪跨省公交"),
}


# Their live maps: tests/browser/names/test_live_map.py.
@pytest.mark.parametrize("page_name", PAGES)
@pytest.mark.parametrize(("width", "height", "lang"), [(1440, 900, "zh"), (390, 844, "en")])
def test_every_domain_draws_its_light_map_and_asks_nobody_outside(visit, page_name, width, height, lang):
    visitor = visit(width, height, touch=width < 700)
    page = visitor.open(f"/{page_name}?lang={lang}")
    assert share(picture(page, ".st-key-stage"), RED) > 0.001
    well(visitor)


@pytest.mark.parametrize("page_name", PAGES)
def test_what_is_picked_is_told_and_drawn(visit, page_name):
    query, words = PICKS[page_name]
    visitor = visit()
    page = visitor.open(f"/{page_name}?{query}")
    assert words in page.locator(".card").inner_text()
    page.frame_locator(".st-key-stage iframe").locator("body[data-drawn]").wait_for(timeout=30_000)
    assert visitor.errors == visitor.outside == []
