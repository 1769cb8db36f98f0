"""The table of a list: what its file says of each row, and where the row lies in a vintage. Geometry in EPSG:4326."""

from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.boundaries.vintage import Vintage
from geodata.catalog.shared_columns import in_force
from geodata.measure import ALBERS, WGS84
from geodata.own.dataset import TABLE, OwnList, geometry
from geodata.own.served import Names, told
from geodata.store.derived import Moved

LONG: Final = 500  # corners, from which on a shape is measured piece by piece
SIDES: Final = {"四川省": "sichuan", "重庆市": "chongqing", "outside": "outside"}


def as_read(of: OwnList) -> pd.DataFrame:
    """Return a list as its file has it.

    Returns:
        id ("own1-17": the row that the owner's program numbers 17), name_zh, name_en, c<position>…; of a list that has
        places then adcode, side, coord_precision, placed_zh, placed_en and geometry.
    """
    table = of.intake.table
    frame = pd.DataFrame({"id": f"{of.id}-" + table["row"].astype(str), "name_zh": table["name"]})
    frame = frame.assign(name_en=table["name"], **{name: table[name] for name in _own(of)})
    if of.kind == TABLE:
        return frame.reset_index(drop=True)
    frame = frame.assign(
        adcode=table["adcode"],
        side=table["side"].map(SIDES),
        coord_precision=table["precision"],
        placed_zh=table["placed_zh"],
        placed_en=table["placed_en"],
    )
    shapes = gpd.GeoSeries(geometry(of) if not of.statistic else table.geometry, crs=WGS84)
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=WGS84).reset_index(drop=True)


def _own(of: OwnList) -> list[str]:
    return [f"c{one.position}" for one in of.kept]


def placed(
    table: gpd.GeoDataFrame,
    counties: gpd.GeoDataFrame,
    border: gpd.GeoDataFrame,
    crossings: gpd.GeoDataFrame,
    moved: Moved,
    vintage: Vintage,
    *,
    by_county: bool,
    through: bool = False,
    named: str = "",
) -> gpd.GeoDataFrame:
    """Return a list with where each row lies.

    Args:
        table: ``as_read``.
        counties: of the vintage: adcode, name_zh, city, province, geometry.
        border: one row, the line between the provinces.
        crossings: points with status.
        moved: code of 2021 → those of today, where a county changed.
        vintage: of the counties.
        by_county: whether each row is a county (a statistic), drawn as that.
        through: whether rows may lie in several counties, which are to be told (counties_adcodes).
        named: the column in which each row names its county; "" where the file has none.

    Returns:
        The columns of ``table`` without adcode; province, city, county_today and adcode_today (of the vintage; missing
        outside both provinces), lon, lat (degrees, of a line or an area a point on it), to_border_km (0: on it),
        crossing_id, crossing_km (the nearest crossing in use); missing without a place.
    """
    codes = table["adcode"] if vintage is Vintage.TODAY else _of_2021(table, counties, moved)
    if vintage is not Vintage.TODAY and named:
        codes = _as_named(codes, table, named, counties, moved, only=by_county)
    units = counties.set_index("adcode")
    shapes = table.geometry
    if by_county:
        shapes = gpd.GeoSeries(codes.map(units.geometry).to_numpy(), index=table.index, crs=WGS84)
    at = shapes if shapes.geom_type.isin(["Point"]).all() else shapes.representative_point()
    codes = codes.where(codes.isin(units.index))
    frame = pd.DataFrame(table.drop(columns=["geometry", "adcode"])).assign(
        province=codes.map(units["province"]),
        city=codes.map(units["city"]),
        county_today=codes.map(units["name_zh"]),
        adcode_today=codes,
        lon=shapely.get_x(at.to_numpy()).round(6),
        lat=shapely.get_y(at.to_numpy()).round(6),
        **_distances(shapes, border, crossings),
    )
    if through:
        met = gpd.sjoin(gpd.GeoDataFrame(geometry=shapes.dropna()), counties[["adcode", "geometry"]])["adcode"]
        frame["counties_adcodes"] = met.groupby(level=0).agg(";".join).reindex(frame.index)
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=WGS84)


def _of_2021(table: gpd.GeoDataFrame, counties: gpd.GeoDataFrame, moved: Moved) -> "pd.Series[str]":
    """The codes of 2021: of what lies where counties changed since, that of the county then around it."""
    codes = table["adcode"].copy()
    changed = codes.isin([code for heirs in moved.values() for code in heirs])
    if changed.any():
        points = gpd.GeoDataFrame(geometry=table.geometry[changed].representative_point())
        then = gpd.sjoin(points, counties[["adcode", "geometry"]], predicate="within")["adcode"]
        codes.update(then[~then.index.duplicated()])
    return codes


def _as_named(
    codes: "pd.Series[str]",
    table: gpd.GeoDataFrame,
    named: str,
    counties: gpd.GeoDataFrame,
    moved: Moved,
    *,
    only: bool,
) -> "pd.Series[str]":
    """The county of 2021 that a row names, where that changed since: 江北区 is no part of 渝北区.

    Args:
        only: of a statistic: what names no county of 2021 (两江新区) has no number then.
    """
    touched = {*moved, *(code for heirs in moved.values() for code in heirs)}
    rows = table["adcode"].isin(list(touched)) & table["coord_precision"].eq("county")
    units = dict(zip(counties["name_zh"], counties["adcode"], strict=True))
    then = table[named].map(units).where(rows)
    return codes.mask(rows, then) if only else codes.where(then.isna(), then)


def _distances(
    shapes: gpd.GeoSeries, border: gpd.GeoDataFrame, crossings: gpd.GeoDataFrame
) -> "dict[str, NDArray[np.float64] | pd.Series[str]]":
    """How far each shape is from the border and from the nearest crossing in use, km; missing without a shape."""
    flat = shapes.to_crs(ALBERS).to_numpy()
    used = crossings[in_force(crossings)]
    points = used.geometry.to_crs(ALBERS).to_numpy()
    lines = shapely.get_parts(border.geometry.to_crs(ALBERS).to_numpy())
    alike = bool((shapely.get_type_id(flat) <= 0).all())  # points, or none: of which there may be a million
    which, near = _nearest_of_few(flat, points) if alike else _nearest(flat, points)
    ids = used["id"].to_numpy(dtype=object)
    named = [ids[n] if n >= 0 else None for n in which]
    return {
        "to_border_km": _nearest(flat, _pieces(lines))[1],
        "crossing_id": pd.Series(named, index=shapes.index, dtype="str"),
        "crossing_km": near,
    }


def _pieces(lines: NDArray[np.object_]) -> NDArray[np.object_]:
    """Lines as pieces of two points, among which the nearest is found quickly."""
    ends = [shapely.get_coordinates(line) for line in lines]
    pieces = np.concatenate([np.stack([at[:-1], at[1:]], axis=1) for at in ends])
    return np.asarray(shapely.linestrings(pieces), dtype=object)


def _nearest(shapes: NDArray[np.object_], others: NDArray[np.object_]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The number of the nearest other of each shape (-1: none) and how far it is, km to 0.1."""
    which, far = np.full(len(shapes), -1), np.full(len(shapes), np.nan)
    if len(others) and len(shapes):
        many = shapely.get_num_coordinates(shapes) > LONG
        few = np.flatnonzero(~many)
        (mine, theirs), metres = shapely.STRtree(others).query_nearest(
            shapes[few], return_distance=True, all_matches=False
        )
        which[few[mine]], far[few[mine]] = theirs, (metres / 1000).round(1)
        for n in np.flatnonzero(many):
            which[n], apart = _nearest_to_pieces(shapes[n], others)
            far[n] = round(apart / 1000, 1)
    return which, far


def _nearest_to_pieces(shape: BaseGeometry, others: NDArray[np.object_]) -> tuple[int, float]:
    """As ``_nearest`` in metres, of one shape of many corners: else each other is held against all of them."""
    shapely.prepare(shape)
    if len(met := np.flatnonzero(shapely.intersects(shape, others))):
        return int(met[0]), 0.0
    parts = shapely.get_parts(shape)
    rings = shapely.get_rings(parts) if shapely.get_dimensions(shape) == 2 else parts
    pieces = shapely.STRtree(_pieces(rings))
    (mine, _), metres = pieces.query_nearest(others, return_distance=True, all_matches=False)
    nearest = int(metres.argmin())
    return int(mine[nearest]), float(metres[nearest])


def _nearest_of_few(
    points: NDArray[np.object_], others: NDArray[np.object_]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """As ``_nearest``, of points and few other points: sooner than a tree."""
    x, y = shapely.get_x(points), shapely.get_y(points)
    which, far = np.full(len(points), -1), np.full(len(points), np.inf)
    for n, other in enumerate(others):
        metres = np.hypot(x - other.x, y - other.y)
        nearer = metres < far
        which[nearer], far[nearer] = n, metres[nearer]
    return which, np.where(which >= 0, (far / 1000).round(1), np.nan)


def crossing(table: gpd.GeoDataFrame, of: OwnList, known: Names) -> gpd.GeoDataFrame:
    """Add to a list that says what it serves whether each row serves a place across the border, and in what words."""
    column = next((f"c{one.position}" for one in of.kept if one.meaning.value == "serves"), "")
    if not column:
        return table
    found = told(table, column, of.dataset, known).served
    crosses = table["id"].isin(list(found))
    untold = table[column].isna() | table["adcode_today"].isna()  # the file does not say, or not from where
    cells, label = table[column].astype(object), of.dataset.all_columns[column].label
    return table.assign(
        cross_border=crosses.astype("boolean").mask(untold),
        cross_border_zh=(f"{label.zh}：" + cells).where(crosses, None),
        cross_border_en=(f"{label.en}: " + cells).where(crosses, None),
    )
