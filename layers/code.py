"""The square code of a link, for the telephones in the room."""

import segno


def data_url(link: str) -> str:
    """Return a QR code as an address that holds the picture itself (SVG), for an ``img``."""
    return str(segno.make(link, error="m").svg_data_uri(scale=3, border=2))
