"""The shipped typeface cut down to the characters of one page, for a machine that has no Chinese one."""

import base64
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont

from layers.renderers import fonts


def data_url(text: str) -> str:
    """Return a typeface (WOFF) that holds the characters of a text, as an address that holds the font itself."""
    return _made("".join(sorted(_known(text))))


def _known(text: str) -> Iterable[str]:
    """Each character once; control characters have no shape."""
    return {char for char in text if char.isprintable()}


@lru_cache(maxsize=4)
def _made(characters: str) -> str:
    # The names kept are whose it is and its licence (OFL 1.1).
    wanted = subset.Options(hinting=False, layout_features=[], name_IDs=[0, 13, 14], notdef_outline=True)
    cutter = subset.Subsetter(wanted)
    cutter.populate(text=characters)
    buffer = BytesIO()
    with TTFont(fonts.shipped().path, recalcTimestamp=False) as font:  # the same at any time
        cutter.subset(font)
        font.flavor = "woff"
        font.save(buffer)
    return "data:font/woff;base64," + base64.b64encode(buffer.getvalue()).decode()
