"""The facts that awkward files are made of, and what moves their points as Chinese web maps do.

The formulas here are those that everybody uses forwards (WGS84 → GCJ-02 → BD-09), written down on their own: what the
product computes back is held against them.
"""

import csv
import io
from collections.abc import Sequence
from functools import cache
from math import atan2, cos, pi, sin, sqrt
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.intake.model import Meaning

TABLES = Path(__file__).parents[4] / "geodata" / "tables"
MEANT = {
    "编号": Meaning.ID,
    "名称": Meaning.NAME,
    "区县": Meaning.COUNTY,
    "行政区划代码": Meaning.ADCODE,
    "经度": Meaning.LON,
    "纬度": Meaning.LAT,
    "类别": Meaning.CATEGORY,
}


@cache
def _table(name: str) -> pd.DataFrame:
    return pd.read_csv(TABLES / f"{name}.csv", dtype=str, keep_default_na=False)


def sites(count: int = 40) -> pd.DataFrame:
    """Hospitals and sights whose point is the thing itself: 编号 名称 区县 行政区划代码 经度 纬度 类别, as text."""
    both = pd.concat([_table("hospitals"), _table("tourism")])
    exact = both[(both["coord_precision"] == "site") & (both["county"] != "")].drop_duplicates("name_zh")
    columns = {
        "id": "编号",
        "name_zh": "名称",
        "county": "区县",
        "adcode": "行政区划代码",
        "lon": "经度",
        "lat": "纬度",
    }
    columns["category"] = "类别"
    fine = exact[["lon", "lat"]].astype(float)
    exact = exact[(fine.round(2) != fine).any(axis=1)]  # two decimals are no site
    return exact[list(columns)].rename(columns=columns).head(count).reset_index(drop=True)


def homes(count: int = 12) -> pd.DataFrame:
    """Nursing homes with a number of beds: 名称 区县 床位数, as text."""
    rows = _table("eldercare")
    rows = rows[(rows["beds"] != "") & (rows["county"] != "") & ~rows["county"].isin(["渝北区", "江北区"])]
    columns = {"name_zh": "名称", "county": "区县", "beds": "床位数"}
    return rows[list(columns)].rename(columns=columns).head(count).reset_index(drop=True)


def written(
    rows: pd.DataFrame,
    *,
    sep: str = ",",
    encoding: str = "utf-8",
    end: str = "\r\n",
    before: Sequence[Sequence[Any]] = (),
    after: Sequence[Sequence[Any]] = (),
    headed: bool = True,
) -> bytes:
    """A table as text: lines before it, its headings, its rows, lines after it."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=sep, lineterminator=end)
    writer.writerows([*before, *([list(rows.columns)] if headed else []), *rows.values.tolist(), *after])
    return file.getvalue().encode(encoding)


def points(rows: pd.DataFrame, first: int = 2) -> dict[int, tuple[float, float]]:
    """The truth of ``sites``: number of the row → longitude, latitude."""
    return {
        n: (float(lon), float(lat)) for n, (lon, lat) in enumerate(zip(rows["经度"], rows["纬度"], strict=True), first)
    }


def moved(rows: pd.DataFrame, system: str) -> pd.DataFrame:
    """The rows with coordinates as AMap (GCJ-02) or Baidu (BD-09) give them, six decimals."""
    shift = {"GCJ-02": gcj02, "BD-09": bd09}[system]
    both = [shift(float(lon), float(lat)) for lon, lat in zip(rows["经度"], rows["纬度"], strict=True)]
    return rows.assign(经度=[f"{lon:.6f}" for lon, _ in both], 纬度=[f"{lat:.6f}" for _, lat in both])


def gcj02(lon: float, lat: float) -> tuple[float, float]:
    """WGS84 → GCJ-02."""
    x, y = lon - 105, lat - 35
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    north += (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    north += (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3 + (
        160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)
    ) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    east += (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    east += (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3 + (
        150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)
    ) * 2 / 3
    a, ee = 6378245.0, 0.00669342162296594323
    magic = 1 - ee * sin(lat / 180 * pi) ** 2
    north = north * 180 / (a * (1 - ee) / (magic * sqrt(magic)) * pi)
    east = east * 180 / (a / sqrt(magic) * cos(lat / 180 * pi) * pi)
    return lon + east, lat + north


def bd09(lon: float, lat: float) -> tuple[float, float]:
    """WGS84 → BD-09."""
    x, y = gcj02(lon, lat)
    far = sqrt(x * x + y * y) + 0.00002 * sin(y * pi * 3000 / 180)
    turn = atan2(y, x) + 0.000003 * cos(x * pi * 3000 / 180)
    return far * cos(turn) + 0.0065, far * sin(turn) + 0.006
