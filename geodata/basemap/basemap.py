"""The basemap that is set: its tiles, pictures of it, and what must be said of it."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import urlencode

from PIL import Image

from geodata.basemap import picture
from geodata.basemap.fetcher import media
from geodata.basemap.mercator import Box, Tile, best_zoom, covering, in_region, of_degrees
from geodata.basemap.sources import Source, source_of
from geodata.configuration import BasemapSettings, Use, configuration
from geodata.text import Text

FOLDER: Final = "basemap"  # its address on our server begins so
MOST_TILES: Final = 80  # in one picture
EVERYTHING: Final = (94.0, 23.0, 114.0, 37.0)  # as far as a reader moves a map, west, south, east, north (degrees)
EVERYTHING_PX: Final = 910  # how wide its coarse picture is: tiles of zoom 6
_AT_ONCE: Final = 8  # requests to a service
DOWN: Final = Text(
    "底图服务现在连不上，先用自带底图", "The basemap service cannot be reached now; our own ground is shown"
)


class Found(NamedTuple):
    """A tile as an image file."""

    body: bytes
    media: str


class Basemap:
    """A basemap: raster tiles of one source, in Web Mercator."""

    def __init__(self, settings: BasemapSettings, source: Source) -> None:
        """Take tiles from a source; the settings say between which zooms, and what is said of it."""
        self.settings, self._source = settings, source
        self._pool = ThreadPoolExecutor(_AT_ONCE, "basemap")
        same = repr(replace(settings, key="", cache="", appears=()))
        self._mark = hashlib.sha256(same.encode()).hexdigest()[:8]  # so that no browser takes it for an earlier one

    @property
    def tiles(self) -> str:
        """The address of its tiles on our server, with {z}, {x} and {y}; without a slash before it."""
        return f"{FOLDER}/{{z}}/{{x}}/{{y}}?v={self._mark}"

    @property
    def views(self) -> str:
        """The address of pictures of it on our server, without what is asked for (as of a WMS)."""
        return f"{FOLDER}/view?v={self._mark}"

    def view(self, box: Box, width: int, height: int) -> str:
        """Return the address of the picture of a box, ``width`` by ``height`` px."""
        edges = ",".join(f"{edge:.2f}" for edge in box.metres)
        return f"{self.views}&{urlencode({'BBOX': edges, 'WIDTH': width, 'HEIGHT': height}, safe=',')}"

    def alive(self) -> bool:
        """Return whether tiles can be had now; never waits."""
        return self._source.alive()

    def tile(self, tile: Tile) -> Found | None:
        """Return a tile; None outside the region and the zooms there are, and where the source has none."""
        if not self.settings.least_zoom <= tile.z <= self.settings.most_zoom or not in_region(tile):
            return None
        body = self._source.tile(tile)
        kind = media(body) if body else None
        return Found(body, kind) if body and kind else None

    def picture(self, box: Box, width: int) -> Image.Image | None:
        """Return the picture of a box, about ``width`` px wide (RGBA), or None where nothing of it can be had.

        Args:
            box: what it shows, exactly.
            width: px, of which the tiles' own resolution may differ by half.
        """
        zoom = best_zoom(box, width, self.settings.least_zoom, self.settings.most_zoom, MOST_TILES)
        if zoom is None:
            return None
        tiles = list(covering(box, zoom))
        found = dict(zip(tiles, self._pool.map(self.tile, tiles), strict=True))
        return picture.stitched(box, tiles, lambda tile: one.body if (one := found[tile]) else None)

    def warm(self) -> None:
        """Fetch the coarse tiles of everything: no visitor waits for them, and a service that is down is known."""
        self.picture(of_degrees(*EVERYTHING), EVERYTHING_PX)

    def said(self) -> Text:
        """Return whose map it is, and its review number."""
        zh, en = self.settings.attribution_zh, self.settings.attribution_en
        if self.settings.review_number:
            zh, en = (
                f"{zh}，审图号：{self.settings.review_number}",
                f"{en}, review number {self.settings.review_number}",
            )
        return Text(f"背景图：{zh}", f"Background: {en}")


@cache
def configured() -> Basemap | None:
    """Return the basemap of this server, or None where none is set.

    Raises:
        ConfigurationError: when a file that is set cannot be read.
    """
    settings = configuration().basemap
    return Basemap(settings, source_of(settings)) if settings.kind else None


def drawn(use: Use | None) -> Basemap | None:
    """Return the basemap where it is licensed to appear and can be had now.

    Args:
        use: what is drawn: None where it is not known, and then there is none.
    """
    basemap = configured()
    return basemap if basemap and basemap.settings.appears_on(use) and basemap.alive() else None


def notice(use: Use) -> Text | None:
    """Return what must be said of the basemap beside a map: whose it is, or that it cannot be reached now."""
    basemap = configured()
    if not basemap or not basemap.settings.appears_on(use):
        return None
    return basemap.said() if basemap.alive() else DOWN
