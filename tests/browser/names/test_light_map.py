"""On the light map names come and go with the zoom, and none lies over another."""

from itertools import combinations

import pytest

from layers.renderers.deck.spec import ZOOMS

# Leaflet's map among the page's globals, brought to a place and a zoom of the live map's count; then what it shows.
LOOK = """
([lat, lng, zoom]) => {
  const map = Object.values(window).find(one => one && one.setView && one.getZoom);
  map.setView([lat, lng], zoom + 1, { animate: false });
  return [...document.querySelectorAll(".chengyu-label > div")].map(words => {
    const { left, right, top, bottom } = words.getBoundingClientRect();
    const turned = words.style.transform.includes("rotate");
    return { text: words.textContent, left, right, top, bottom, turned };
  });
}
"""
TONGNAN = (30.18, 105.83)


def over(a, b) -> bool:
    """Whether two level names lie over each other, by more than the px their fields and letters differ by."""
    wide = min(a["right"], b["right"]) - max(a["left"], b["left"])
    high = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
    return wide > 3 and high > 5


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_of_the_light_map_thin_themselves(visit, lang):
    visitor = visit()
    page = visitor.page
    page.goto(f"{visitor.server}/lite/map?page=transport&lang={lang}")
    page.locator("body[data-drawn]").wait_for(timeout=60_000)
    seen = {}
    for zoom in (5.5, 6.5, 8, 9.5, 11):
        found = page.evaluate(LOOK, [*TONGNAN, zoom])
        level = [one for one in found if not one["turned"]]
        assert not [(a["text"], b["text"]) for a, b in combinations(level, 2) if over(a, b)], zoom
        seen[zoom] = {one["text"] for one in found}
    city, county, town = {"zh": ("成都", "潼南", "塘坝"), "en": ("Chengdu", "Tongnan", "Tangba")}[lang]
    assert city in seen[5.5]
    assert {county, town}.isdisjoint(seen[6.5])
    assert county in seen[8]
    assert town not in seen[8]
    assert {county, town} <= seen[9.5]
    assert city not in seen[11]  # far from the screen
    assert visitor.errors == []
    assert max(ZOOMS) > 11
