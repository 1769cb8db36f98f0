"""What a file's name and headings say of its coordinates: 百度, 高德, bd09, 火星, GPS and the like."""

import re
from typing import Final, NamedTuple

from geodata.intake.position.conversions import BD09, GCJ02, WGS84
from geodata.text import Text

# How many times likelier a system is made by a word for it. The name of a system says so itself, as does a map maker's
# beside a word for coordinates; the maker's alone may only be where the addresses come from.
NAMED: Final = 1_000.0
MADE_BY: Final = 30.0
_NAMES: Final = {
    BD09: re.compile(
        r"(?<![a-z])bd[-_ ]?0?9|百度(?:经度|纬度|经纬度?|坐标)|(?:经度|纬度|坐标)[（(_ -]*百度"
        r"|bdlng|bdlat|bd_(?:lng|lat|lon)",
        re.I,
    ),
    GCJ02: re.compile(
        r"gcj[-_ ]?0?2|火星|国测局|(?:高德|腾讯)(?:经度|纬度|经纬度?|坐标)|(?:经度|纬度|坐标)[（(_ -]*(?:高德|腾讯)",
        re.I,
    ),
    WGS84: re.compile(r"wgs[-_ ]?(?:19)?84|cgcs[-_ ]?2000|国家2000|2000国家|大地2000|2000坐标|4490|4326", re.I),
}
_MAKERS: Final = {
    BD09: re.compile(r"百度|baidu", re.I),
    GCJ02: re.compile(r"高德|腾讯|amap|gaode|tencent|autonavi", re.I),
    WGS84: re.compile(r"天地图|(?<![a-z])gps(?![a-z])|tianditu|openstreetmap|(?<![a-z])osm(?![a-z])|北斗", re.I),
}
# Older systems of degrees, by EPSG code: who names one means it.
_OLD: Final = {
    4214: re.compile(r"北京[-_ ]?(?:19)?54|(?<![a-z])(?:beijing|bj)[-_ ]?(?:19)?54", re.I),
    4610: re.compile(r"西安[-_ ]?(?:19)?80|(?<![a-z])(?:xi['’]?an|xa)[-_ ]?(?:19)?80", re.I),
}
CGCS: Final = re.compile(r"cgcs|国家2000|2000国家|大地2000|2000坐标|4490", re.I)


# Both formats are WGS84 by their standard, and say nothing more; many were nevertheless exported from a shifted map.
BY_STANDARD: Final = 300.0
_STANDARDS: Final = {"GeoJSON": re.compile(r"\.(?:geo)?json$", re.I), "KML": re.compile(r"\.km[lz]$", re.I)}


class Hint(NamedTuple):
    """What speaks for a system: how many times likelier it makes it, and how that is said; nothing for no hint."""

    odds: float = 1.0
    said: tuple[Text, ...] = ()


def old_system(texts: tuple[str, ...]) -> int | None:
    """Return the EPSG code of an older system of degrees that the name or a heading of a file names; None without."""
    return next((code for code, pattern in _OLD.items() if any(pattern.search(text) for text in texts)), None)


def hinted(texts: tuple[str, ...]) -> dict[str, Hint]:
    """Return for WGS84, GCJ-02 and BD-09 what the name and the headings of a file speak for; each word counts once.

    Args:
        texts: the name of the file, then the headings of its columns of coordinates.
    """
    result = {}
    for crs in (WGS84, GCJ02, BD09):
        for pattern, odds in ((_NAMES[crs], NAMED), (_MAKERS[crs], MADE_BY)):
            word = next((match.group() for text in texts if (match := pattern.search(text))), "")
            if word:
                said = Text(f"文件名或表头写有“{word}”", f"the file's name or a heading says “{word}”")
                result[crs] = Hint(odds, (said,))
                break
        else:
            result[crs] = Hint()
    standard = next((name for name, ending in _STANDARDS.items() if texts and ending.search(texts[0])), "")
    if standard:
        said = Text(f"{standard}按其标准是WGS84", f"{standard} is WGS84 by its standard")
        named = result[WGS84]
        result[WGS84] = Hint(named.odds * BY_STANDARD, (*named.said, said))
    return result
