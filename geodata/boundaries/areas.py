"""Areas made of counties: the circle, the metropolitan areas, the cooperation platforms."""

from typing import Final

import geopandas as gpd
import pandas as pd
import shapely

from geodata.measure import WGS84, area_km2
from geodata.text import number

_OUTLINE: Final = {
    "source_title": "成渝地区双城经济圈建设规划纲要（中共中央、国务院，2021-10）",
    "source_date": "2021-10",
}
# Official areas: the planning outline (18.5万 km²), the Chengdu metropolitan plan (2021-11, 2.64万 km² for the whole
# districts it is centred on) and the Chongqing metropolitan plan (2022-08, 3.5万 km²).
OFFICIAL_KM2: Final = {"circle": 185_000.0, "chengdu": 26_400.0, "chongqing": 35_000.0}
_METRO: Final = {
    "成都都市圈": ("chengdu", "Chengdu metropolitan area", "成都都市圈发展规划（2021-11）", "2021-11"),
    "重庆都市圈": ("chongqing", "Chongqing metropolitan area", "重庆都市圈发展规划（2022-08）", "2022-08"),
}


def _union(counties: gpd.GeoDataFrame) -> shapely.Geometry:
    return shapely.coverage_union_all(counties.geometry.to_numpy())


def _finish(rows: list[dict[str, object]]) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry", crs=WGS84)
    frame["area_km2"] = number.kept(area_km2(frame.geometry))
    return frame


def circle(counties: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the economic circle as one row: the counties in the scope merged, with computed and official area.

    Args:
        counties: ``units.counties`` with in_scope, partial, area_km2 (EPSG:4326).

    Returns:
        id, name_zh, name_en, counties_count, official_km2 and area_km2 (km²), notes, the source's columns, geometry
        (EPSG:4326).
    """
    inside = counties[counties["in_scope"]]
    partly = number.said(inside.loc[inside["partial"], "area_km2"].sum())
    return _finish(
        [
            {
                "id": "circle",
                "name_zh": "成渝地区双城经济圈",
                "name_en": "Chengdu–Chongqing Twin City Economic Circle",
                "counties_count": len(inside),
                "official_km2": OFFICIAL_KM2["circle"],
                "note_zh": f"开州、云阳（共{partly}平方公里）只有部分在内，此处整县计入。",
                "note_en": f"Kaizhou and Yunyang ({partly} km²) are only partly in, but counted whole.",
                **_OUTLINE,
                "source_url": None,
                "source_kind": "official",
                "geometry": _union(inside),
            }
        ]
    )


def metro_areas(counties: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the two metropolitan areas, one row each, whole counties merged, with computed and official area.

    Args:
        counties: ``units.counties`` with metro_area, province, city (EPSG:4326).

    Returns:
        As ``circle``, and cross_border, cross_border_zh, cross_border_en: whether counties of both provinces are in it.
    """
    rows: list[dict[str, object]] = []
    for name, (id, name_en, plan, date) in _METRO.items():
        inside = counties[counties["metro_area"] == name]
        both = inside["province"].nunique() > 1
        across = inside[inside["province"] != ("四川省" if id == "chengdu" else "重庆市")]
        rows.append(
            {
                "id": id,
                "name_zh": name,
                "name_en": name_en,
                "counties_count": len(inside),
                "official_km2": OFFICIAL_KM2[id],
                "cross_border": both,
                "cross_border_zh": f"含对侧{'、'.join(across['city'].unique())}{len(across)}个区县" if both else None,
                "cross_border_en": f"Holds {len(across)} counties of the other side" if both else None,
                "note_zh": "按整区县绘出。",
                "note_en": "Drawn by whole counties.",
                "source_title": plan,
                "source_url": None,
                "source_date": date,
                "source_kind": "official",
                "geometry": _union(inside),
            }
        )
    return _finish(rows)
