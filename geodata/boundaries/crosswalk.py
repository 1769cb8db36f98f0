"""From the counties of 2021 to today's: which code a fact that names an old county carries now."""

import geopandas as gpd
import pandas as pd


def successors(unit_changes: pd.DataFrame) -> dict[str, list[str]]:
    """Return old code → today's codes, the one that took most first. Unchanged counties are not in it."""
    ranked = unit_changes.assign(rank=unit_changes["share"].map({"all": 0, "most": 1, "part": 2}))
    grouped = ranked.sort_values("rank").groupby("old_adcode")["new_adcode"]
    return {old: list(new) for old, new in grouped}


def today_by_place(points: gpd.GeoDataFrame, moved: dict[str, list[str]], today: gpd.GeoDataFrame) -> "pd.Series[str]":
    """Return today's code of each located row: where its old county changed, the county of today its point lies in.

    Args:
        points: adcode (2021) and geometry (EPSG:4326).
        moved: ``successors``.
        today: today's counties, adcode and geometry.

    Returns:
        A code per row, on the index of ``points``. A city or province code, or a county that did not change, stays.
    """
    changed = points["adcode"].isin(list(moved))
    located = gpd.sjoin(points.loc[changed, ["geometry"]], today[["adcode", "geometry"]], predicate="within")
    result = points["adcode"].copy()
    result.update(located["adcode"])
    return result


def today_of(code: str, moved: dict[str, list[str]]) -> str:
    """Return today's code of a unit of 2021: of a divided county the one that took most (``successors``)."""
    return moved.get(code, [code])[0]


def today_of_group(codes: list[str], moved: dict[str, list[str]], today: gpd.GeoDataFrame) -> list[str]:
    """Return today's codes of a group of neighbouring counties of 2021.

    Where a county was divided, the successors that border the rest of the group stand for it (the Chongqing side of
    the Gaozhu New Area was 渝北区 and is 北碚区 now); when none does, the one that took most of it.

    Args:
        codes: codes of 2021, of counties or of cities, which stand for all their counties.
        moved: ``successors``.
        today: today's counties, adcode and geometry.
    """
    result = {code for code in codes if code not in moved}
    shapes = today.set_index("adcode").geometry
    kept = [code for code in shapes.index if code in result or f"{code[:4]}00" in result]
    for code in codes:
        heirs = moved.get(code, [])
        beside = [heir for heir in heirs if any(shapes[heir].touches(shapes[other]) for other in kept if other != heir)]
        result.update(beside[:1] or heirs[:1])
    return sorted(result)
