"""Where each row of a file lies: by its coordinates, else by the town or county it names, never finer than is true."""

from collections.abc import Mapping
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.boundaries.adcode import level
from geodata.intake.model import Position
from geodata.intake.position import conversions
from geodata.intake.position.coordinates import coordinates, in_china, turned
from geodata.intake.position.counties import OUTSIDE
from geodata.intake.position.known import Known
from geodata.intake.position.matches import to_albers
from geodata.intake.position.naming import NOTHING, Told, told
from geodata.intake.position.said import system
from geodata.measure import WGS84
from geodata.text import Text, counted

_WELL_OUTSIDE_M: Final = 600.0  # one in twenty lines between counties is farther off (``evidence``)
ABROAD: Final = "outside"  # of both provinces
Asked = dict[int, tuple[str, ...]]  # index of a row → the counties it may mean, likeliest first
_BY: Final = {
    "adcode": Text("按行政区划代码{said}定到区县", "placed in the county by its code {said}"),
    "county": Text("按区县名“{said}”定到区县", "placed in the county named “{said}”"),
    "address": Text("按地址中的“{said}”定到区县", "placed in the county by “{said}” in its address"),
    "name": Text("按名称中的“{said}”定到区县", "placed in the county by “{said}” in its name"),
    "choice": Text("按您的选择定到区县", "placed in the county you chose"),
}
_TOWN: Final = Text("按地址中的“{town}”定到乡镇", "placed in the town “{town}” of its address")
_AS_IS: Final = Text("按坐标定位（{system}）", "by its coordinates ({system})")
_CONVERTED: Final = Text("按坐标定位，由{system}换算为WGS84", "by its coordinates, converted from {system} to WGS84")
_TURNED: Final = Text("，经纬度原来写反，已对调", ", longitude and latitude were swapped and are put right")
_ROUGH: Final = Text("，坐标只有{digits}位小数，精度{size}", ", to {digits} only: {size}")
_ABROAD: Final = Text("坐标在中国以外，没有采用", "its coordinates lie outside China and are not used")
_DIFFERS: Final = Text(
    "；所写区县是{said}，与坐标不符", "; the county named is {said}, where the coordinates do not lie"
)
DIFFERS: Final = Text("，与坐标不符", ", where the coordinates do not lie")  # how what is said of such a row ends
_OPEN: Final = Text("坐标系有待您选择", "its coordinate system is for you to choose")
_ASKED: Final = Text("“{said}”可能是几个区县，有待您选择", "“{said}” may be several counties: for you to choose")
_LIKE: Final = Text(
    "“{said}”像是写错，或与所写省市不符，也可能不是区县名，有待您选择",
    "“{said}” may be misspelt, not lie where it is said to, or be no county: for you to choose",
)
_ELSEWHERE: Final = Text("写明在两省市以外，没有坐标", "said to lie outside both provinces, without coordinates")
_WIDE: Final = Text("只写到“{said}”，不足以定位", "only “{said}” is named, which is too wide a place")
_NOWHERE: Final = Text(
    "所写的坐标、区县、代码或地址都认不出", "its coordinates, county, code or address mean no place here"
)
_SIZES: Final = {"town": Text("约1千米", "about 1 km"), "county": Text("约10千米", "about 10 km")}


def place(
    rows: pd.DataFrame,
    geometry: gpd.GeoSeries | None,
    position: Position,
    known: Known,
    choices: Mapping[int, str] | None = None,
) -> tuple[gpd.GeoDataFrame, Asked]:
    """Return where each row lies.

    Args:
        rows: as for ``weigh``.
        geometry: where the format has one, on the index of ``rows``.
        position: what coordinates are in (``weigh``). Where that is not decided, rows with coordinates have no place; a
            preview of a reading is ``place`` with ``replace(position, decided=…)``.
        known: what rows are held against.
        choices: index of a row → the county chosen for it, where several were asked about.

    Returns:
        geometry (EPSG:4326), precision, adcode, county, side, placed_zh, placed_en on the index of ``rows``, missing
        where unknown (see ``model.Intake``), and the rows whose place must be asked about.
    """
    pending = _Placed(rows, known)
    converted = pending.by_coordinates(geometry, position)
    pending.check_counties()
    asked = pending.by_names(choices or {})
    return pending.frame(converted), asked


class _Placed:
    """The columns of the result while they are filled."""

    def __init__(self, rows: pd.DataFrame, known: Known) -> None:
        """Start with rows that have no place."""
        count = len(rows)
        self.rows, self.known = rows, known
        self.lon, self.lat = np.full(count, np.nan), np.full(count, np.nan)
        self.precision: NDArray[np.object_] = np.full(count, None, dtype=object)
        self.zh: NDArray[np.object_] = np.full(count, _NOWHERE.zh, dtype=object)
        self.en: NDArray[np.object_] = np.full(count, _NOWHERE.en, dtype=object)
        self.waiting = np.zeros(count, dtype=bool)  # for a system to be chosen

    def _say(self, which: NDArray[np.bool_] | int, text: Text) -> None:
        self.zh[which], self.en[which] = text

    def by_coordinates(self, geometry: gpd.GeoSeries | None, position: Position) -> NDArray[np.object_] | None:
        """Place the rows that have coordinates; return their shapes in WGS84 where the file has geometry."""
        numbers = coordinates(self.rows, geometry)
        if not position.decided:
            if position.asks:
                self.waiting = numbers.usable
                self._say(self.waiting, _OPEN)
            return None
        degrees = numbers.degrees
        turn = turned(numbers.x, numbers.y) if degrees else np.full(len(self.rows), position.swapped)
        x, y = np.where(turn, numbers.y, numbers.x), np.where(turn, numbers.x, numbers.y)
        lon, lat = conversions.to_wgs84(position.decided, x, y)
        fine = numbers.usable & in_china(lon, lat)
        self.lon[fine], self.lat[fine] = lon[fine], lat[fine]
        self.precision[fine] = "site"
        same = position.decided in (conversions.WGS84, conversions.CGCS2000)
        name = system(position.decided)
        told_as = Text(*((_AS_IS if same else _CONVERTED)[n].format(system=name[n]) for n in (0, 1)))
        self._say(numbers.usable & ~fine, _ABROAD)
        self._say(fine, told_as)
        self._say(fine & turn, Text(told_as.zh + _TURNED.zh, told_as.en + _TURNED.en))
        if degrees and (geometry is None or bool((geometry.geom_type.dropna() == "Point").all())):
            self._round(fine, x, y, told_as)
        return None if geometry is None else _shapes(geometry.to_numpy(), fine, turn, position.decided)

    def _round(self, fine: NDArray[np.bool_], x: NDArray[np.float64], y: NDArray[np.float64], text: Text) -> None:
        """Coordinates of one or two decimals are no sites."""
        for digits, precision in ((2, "town"), (1, "county")):
            rough = fine & (np.round(x, digits) == x) & (np.round(y, digits) == y)
            self.precision[rough] = precision
            said = (str(digits), counted(digits, "decimal"))
            more = Text(*(_ROUGH[n].format(digits=said[n], size=_SIZES[precision][n]) for n in (0, 1)))
            self._say(rough, Text(text.zh + more.zh, text.en + more.en))

    def check_counties(self) -> None:
        """Tell of rows whose coordinates lie well outside the county that their columns name; coordinates are kept."""
        at = np.flatnonzero(~pd.isna(self.precision))
        if not at.size or not {"county", "adcode"} & set(self.rows.columns):
            return
        says = told(self.rows.iloc[at], self.known, addresses=False)
        number = self.known.finder.find(self.lon[at], self.lat[at])
        here = np.where(number == OUTSIDE, "", self.known.counties["adcode"].to_numpy(object)[number])
        elsewhere: dict[Told, list[int]] = {}
        for row, one, code in zip(at.tolist(), says, here.tolist(), strict=True):
            if one.codes and one.sure and code not in one.codes and not level(one.codes[0]):
                elsewhere.setdefault(one, []).append(row)
        for one, rows in elsewhere.items():
            far = np.array(rows)[self._far(rows, one)]
            self.zh[far] += _DIFFERS.zh.format(said=one.said)
            self.en[far] += _DIFFERS.en.format(said=one.said)

    def _far(self, rows: list[int], one: Told) -> NDArray[np.bool_]:
        """Which rows' points lie farther from the county named than a line between counties may be off."""
        points = shapely.points(*to_albers(self.lon[rows], self.lat[rows]))
        shapes = [self.known.shapes[code] for code in one.codes]
        shapely.prepare(shapes)
        return ~np.logical_or.reduce([shapely.dwithin(shape, points, _WELL_OUTSIDE_M) for shape in shapes])

    def by_names(self, choices: Mapping[int, str]) -> Asked:
        """Place the rows without coordinates by what they name; return those that may mean several counties."""
        left = np.flatnonzero(pd.isna(self.precision) & ~self.waiting)
        asked: Asked = {}
        says = told(self.rows.iloc[left], self.known)
        units = {code: (lon, lat) for code, lon, lat in self.known.counties[["adcode", "lon", "lat"]].to_numpy()}
        for at, label, one in zip(left.tolist(), says.index, says, strict=True):
            code = str(choices.get(label, "")) or one.county
            if code in units:
                self._in_county(at, one, units[code], code, chosen=label in choices)
            elif one.codes and (len(one.codes) > 1 or not one.sure):
                asked[label] = one.codes
                text = _ASKED if one.sure or len(one.codes) > 1 else _LIKE
                self._say(at, Text(*(text[n].format(said=one.said) for n in (0, 1))))
            elif self.zh[at] == _ABROAD.zh:
                continue
            elif one.outside:
                self._say(at, _ELSEWHERE)
            elif one is not NOTHING and one.codes and level(one.codes[0]):
                self._say(at, Text(*(_WIDE[n].format(said=one.said) for n in (0, 1))))
        return asked

    def _in_county(self, at: int, one: Told, seat: tuple[float, float], code: str, *, chosen: bool) -> None:
        town = one.town if one.town >= 0 and self.known.towns["adcode"].iat[one.town] == code else -1
        if town >= 0:
            name, *seat_of_town = self.known.towns[["name_zh", "lon", "lat"]].iloc[town]
            self.precision[at], text = "town", Text(*(_TOWN[n].format(town=name) for n in (0, 1)))
            self.lon[at], self.lat[at] = seat_of_town
        else:
            self.lon[at], self.lat[at] = seat
            known_by = _BY["choice" if chosen or not one.by or one.by == "city" else one.by]
            self.precision[at], text = "county", Text(*(known_by[n].format(said=one.said) for n in (0, 1)))
        self._say(at, text)

    def frame(self, shapes: NDArray[np.object_] | None) -> gpd.GeoDataFrame:
        """Return what was found, with the county of today that each point lies in."""
        number = self.known.finder.find(self.lon, self.lat)
        here, units = number != OUTSIDE, self.known.counties
        placed = ~pd.isna(self.precision)
        points: NDArray[np.object_] = np.full(len(self.rows), None, dtype=object)
        points[placed] = shapely.points(self.lon[placed], self.lat[placed])
        if shapes is not None:
            points[~pd.isna(shapes)] = shapes[~pd.isna(shapes)]
        columns = {"adcode": "adcode", "county": "name_zh", "side": "province"}
        found: dict[str, NDArray[np.object_]] = {}
        for column, source in columns.items():
            found[column] = units[source].to_numpy(object)[number]
            found[column][~here] = None
        found["side"][placed & ~here] = ABROAD
        return gpd.GeoDataFrame(
            {"precision": self.precision, **found, "placed_zh": self.zh, "placed_en": self.en},
            geometry=points,
            crs=WGS84,
            index=self.rows.index,
        )


def _shapes(
    shapes: NDArray[np.object_], fine: NDArray[np.bool_], turn: NDArray[np.bool_], crs: str
) -> NDArray[np.object_]:
    """The shapes of rows in WGS84; none where their coordinates are of no use."""
    result: NDArray[np.object_] = np.full(len(shapes), None, dtype=object)
    for turned_round in (False, True):
        which = fine & (turn == turned_round)
        if which.any():

            def moved(xy: NDArray[np.float64], back: bool = turned_round) -> NDArray[np.float64]:
                x, y = (xy[:, 1], xy[:, 0]) if back else (xy[:, 0], xy[:, 1])
                return np.stack(conversions.to_wgs84(crs, x, y), axis=1)

            result[which] = shapely.transform(shapely.force_2d(shapes[which]), moved)
    return result
