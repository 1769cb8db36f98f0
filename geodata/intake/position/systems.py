"""Which systems a file's coordinates may be in: the one it declares, or of metres without a word the zones that fit."""

from typing import Final, NamedTuple

import numpy as np
from pyproj import CRS

from geodata.intake.position.conversions import CGCS2000, WGS84, Numbers
from geodata.text import Text

_OLD: Final = {
    "xian": Text(
        "文件声明为西安80坐标系。它换算到WGS84没有公开的全国参数，点位误差可达百米。",
        "The file declares Xi'an 80. No parameters to WGS84 are published for the country: points may be off by a"
        " hundred metres.",
    ),
    "beijing": Text(
        "文件声明为北京54坐标系。它换算到WGS84没有公开的全国参数，点位误差可达百米。",
        "The file declares Beijing 54. No parameters to WGS84 are published for the country: points may be off by a"
        " hundred metres.",
    ),
}
_SURE: Final = 25  # of 100: how well a definition must fit an entry of EPSG (pyproj); names by ESRI fit less


class Declared(NamedTuple):
    """A system by its code, else in full; whether it is WGS84 or CGCS2000 in degrees; what must be said of it."""

    crs: str
    degrees: bool
    warning: Text | None


def declared(crs: CRS) -> Declared:
    """Return what a file declares."""
    flat = crs.to_2d() if len(crs.axis_info) > 2 else crs
    code = flat.to_epsg(min_confidence=_SURE)
    name = f"EPSG:{code}" if code else flat.to_wkt()
    datum = "".join(filter(str.isalnum, f"{flat.geodetic_crs.name if flat.geodetic_crs else ''}{flat.name}".lower()))
    warning = next((told for word, told in _OLD.items() if word in datum), None)
    if flat.is_geographic and warning is None and ("wgs84" in datum or "wgs1984" in datum or name == WGS84):
        name = WGS84
    if flat.is_geographic and ("cgcs2000" in datum or "chinageodeticcoordinatesystem2000" in datum):
        name = CGCS2000
    return Declared(name, name in (WGS84, CGCS2000), warning)


MERCATOR: Final = "EPSG:3857"
_NORTH: Final = (2_800_000.0, 4_000_000.0)  # northings of Sichuan and Chongqing and some way around (metres)
_EAST: Final = (100_000.0, 900_000.0)  # eastings of one zone without its number, 500 km at the middle
_MERCATOR_X: Final = (10_700_000.0, 12_400_000.0)
_MERCATOR_Y: Final = (2_900_000.0, 4_300_000.0)
# Of CGCS2000: the middle meridians and the zones of 3° and 6° that touch the region, with their codes.
_MIDDLES: Final = {99: "EPSG:4542", 102: "EPSG:4543", 105: "EPSG:4544", 108: "EPSG:4545", 111: "EPSG:4546"}
_NUMBERED: Final = {
    **{zone: f"EPSG:{4513 + zone - 25}" for zone in range(33, 38)},
    **{zone: f"EPSG:{4491 + zone - 13}" for zone in range(17, 20)},
}


class Metres(NamedTuple):
    """What metres may be: the systems, and whether the columns are the other way round (X is the northing in China)."""

    readings: tuple[str, ...]
    swapped: bool


def _share(values: Numbers, span: tuple[float, float]) -> float:
    return float(((values >= span[0]) & (values <= span[1])).mean()) if values.size else 0.0


def _fitting(east: Numbers, north: Numbers) -> tuple[str, ...]:
    if _share(east, _MERCATOR_X) > 0.5 and _share(north, _MERCATOR_Y) > 0.5:
        return (MERCATOR,)
    if _share(north, _NORTH) <= 0.5:
        return ()
    zones, often = np.unique((east // 1_000_000).astype(int), return_counts=True)
    zone = int(zones[often.argmax()])
    if zone in _NUMBERED:
        return (_NUMBERED[zone],)
    return tuple(_MIDDLES.values()) if _share(east, _EAST) > 0.5 else ()


def metres(x: Numbers, y: Numbers) -> Metres:
    """Return what numbers that are no degrees may be.

    Args:
        x, y: as the file has them, without nan.

    Returns:
        EPSG codes of CGCS2000 (Gauss–Krüger, zones of 3° and 6°; without a zone's number one of each meridian) or of
        Web Mercator; none where they fit nothing here.
    """
    straight = _fitting(x, y)
    if straight:
        return Metres(straight, False)
    return Metres(_fitting(y, x), True)
