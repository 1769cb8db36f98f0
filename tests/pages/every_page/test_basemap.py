"""A page with a basemap: it lies under the map and is named; while its service is down, our own ground and a note."""

import pytest

from geodata.basemap import basemap as service
from tests.geodata.basemap.tiles import Painted, basemap
from tests.pages.driver import layer, opened, words


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "背景图：测试格网，审图号：GS(2026)0001号"), ("en", "Background: Test graticule")]
)
def test_a_page_draws_and_names_it(monkeypatch, lang, said):
    made = basemap(appears=("screen",))
    monkeypatch.setattr(service, "configured", lambda: made)
    at = opened(lang=lang)
    assert said in words(at)
    assert layer(at, "basemap")["data"] == f"/{made.views}"


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "底图服务现在连不上，先用自带底图"), ("en", "our own ground is shown")]
)
def test_a_page_says_that_its_service_is_down(monkeypatch, lang, said):
    monkeypatch.setattr(service, "configured", lambda: basemap(Painted(up=False)))
    at = opened(lang=lang)
    assert said in words(at)
    assert layer(at, "basemap") is None
    assert layer(at, "neighbours")
