"""What a visitor's eyes and hands do: look at the map's colours, find a place on it, click there."""

import io
from math import asinh, pi, radians, tan

import numpy as np
from PIL import Image

STAGE = "[class*=st-key-map-]"
RED, PAPER = (181, 55, 43), (236, 233, 226)


def picture(page, selector: str = STAGE) -> Image.Image:
    """What is seen, a pixel for each CSS pixel whatever the device pixel ratio."""
    return Image.open(io.BytesIO(page.locator(selector).screenshot(scale="css"))).convert("RGB")


def share(image: Image.Image, color: tuple[int, int, int], within: int = 12) -> float:
    """The share of pixels about as coloured as ``color``."""
    near = (np.abs(np.asarray(image, dtype=int) - np.array(color)) <= within).all(axis=2)
    return float(near.mean())


def well(visitor) -> None:
    """What holds of every page of the app: nothing broke, nobody outside was asked, nothing is too wide."""
    page = visitor.page
    assert visitor.outside == []
    assert visitor.errors == []
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def project(page, lon: float, lat: float, zoom: float, centre: tuple[float, float]) -> tuple[float, float]:
    """Where a place is on the live map at first: Web Mercator about the centre, 512-px tiles."""
    box = page.locator(f"{STAGE} canvas").first.bounding_box()
    world = 512 * 2**zoom

    def y(degrees: float) -> float:
        return asinh(tan(radians(degrees))) / (2 * pi) * world

    dx, dy = (lon - centre[0]) / 360 * world, y(centre[1]) - y(lat)
    return box["x"] + box["width"] / 2 + dx, box["y"] + box["height"] / 2 + dy


def click(visitor, x: float, y: float) -> None:
    """Click once on the map that is drawn, as a visitor does, and wait until link and page tell what was picked."""
    visitor.drawn()
    page, before = visitor.page, visitor.page.url
    page.mouse.move(x, y - 1)
    page.mouse.move(x, y)
    page.mouse.click(x, y, delay=40)
    page.wait_for_url(lambda url: url != before, timeout=30_000)
    visitor.settle()


def fingers(page, *paths: list[tuple[float, float]]) -> None:
    """Put down a finger for each path, move all of them along their paths at once, and lift them."""
    session = page.context.new_cdp_session(page)

    def touch(kind: str, places: list[tuple[float, float]]) -> None:
        points = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(places)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    steps = list(zip(*paths, strict=True))
    touch("touchStart", steps[0])
    for step in steps[1:]:
        touch("touchMove", step)
        page.wait_for_timeout(30)  # a hand moves no faster
    touch("touchEnd", [])
    session.detach()
