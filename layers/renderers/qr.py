"""QR code of a link, for the telephones in the room: as an address, as a picture, as squares."""

from io import BytesIO

import numpy as np
import segno

from layers import palette


def data_url(link: str) -> str:
    """Return a QR code as an address that holds the picture itself (SVG), for an ``img``."""
    return str(segno.make(link, error="m").svg_data_uri(scale=3, border=2))


def code_picture(link: str) -> bytes:
    """Return the link as a QR code in a PNG, with the white edge a telephone looks for."""
    buffer = BytesIO()
    segno.make(link, micro=False).save(
        buffer, kind="png", scale=6, border=2, dark=palette.LABEL[:3], light=(255, 255, 255)
    )
    return buffer.getvalue()


def modules(link: str) -> "np.ndarray":
    """Return the squares of a link's QR code without an edge: rows × columns of bool, true where dark."""
    return np.array([list(row) for row in segno.make(link, micro=False).matrix_iter(border=0)], dtype=bool)
