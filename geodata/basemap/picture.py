"""Pictures of any piece of ground, put together from tiles."""

from collections.abc import Callable
from io import BytesIO
from typing import Final

from PIL import Image, UnidentifiedImageError

from geodata.basemap.mercator import TILE, Box, Tile

_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF")
_MOST_SIDE: Final = 1024  # px: of one tile
_QUALITY: Final = 88


def decoded(body: bytes) -> Image.Image | None:
    """Return a tile as a picture of ``TILE`` px, or None where it cannot be read."""
    try:
        with Image.open(BytesIO(body), formats=_FORMATS) as image:
            if max(image.size) > _MOST_SIDE:
                return None
            return image.convert("RGBA").resize((TILE, TILE), Image.Resampling.LANCZOS)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def stitched(box: Box, tiles: list[Tile], found: Callable[[Tile], bytes | None]) -> Image.Image | None:
    """Return the picture of a box in its tiles' own resolution, or None where not one of them is there.

    Args:
        box: what it shows, to a part of a px.
        tiles: of one zoom, which cover what there is of the box.
        found: gives a tile as an image file; what is missing stays transparent.
    """
    pieces = [(tile, picture) for tile in tiles if (body := found(tile)) and (picture := decoded(body))]
    if not pieces:
        return None
    zoom = pieces[0][0].z
    left, top = min(tile.x for tile in tiles), min(tile.y for tile in tiles)
    wide, high = max(tile.x for tile in tiles) + 1 - left, max(tile.y for tile in tiles) + 1 - top
    sheet = Image.new("RGBA", (wide * TILE, high * TILE))
    for tile, picture in pieces:
        sheet.paste(picture, ((tile.x - left) * TILE, (tile.y - top) * TILE))
    scale = 2**zoom * TILE  # px of the whole plane
    edges = (
        box.left * scale - left * TILE,
        box.top * scale - top * TILE,
        box.right * scale - left * TILE,
        box.bottom * scale - top * TILE,
    )
    size = max(1, round(box.width * scale)), max(1, round(box.height * scale))
    return sheet.transform(size, Image.Transform.EXTENT, edges, Image.Resampling.BILINEAR)


def encoded(picture: Image.Image) -> tuple[bytes, str]:
    """Return a picture as a file and its media type: JPEG where nothing is missing, else PNG."""
    buffer = BytesIO()
    if picture.getchannel("A").getextrema()[0] == 255:
        picture.convert("RGB").save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
        return buffer.getvalue(), "image/jpeg"
    picture.save(buffer, "PNG", compress_level=3)
    return buffer.getvalue(), "image/png"
