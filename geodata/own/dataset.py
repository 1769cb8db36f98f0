"""A list of somebody's own, and the dataset it is on every page: kind, columns, filters, what must be said of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Final

import geopandas as gpd

from geodata.catalog.model import OWN, Column, Dataset, Domain, Licence
from geodata.intake.model import Intake, Mapped, Meaning
from geodata.text import Text, days, plain

POINTS, LINES, AREAS, TABLE = "own_points", "own_lines", "own_areas", "own_table"  # kinds: how rows lie on the map
PAGES: Final = ("explore", "mydata")  # where a list is a group of its own
LONGEST: Final = 60  # letters of a title or a heading
MOST_FACTS: Final = 14  # columns on a card
MOST_VALUES: Final = 30  # different ones in a column that is a filter
MOST_FILTERS: Final = 20
LONGEST_VALUE: Final = 200  # letters of a value that a filter offers
# Colours told apart by colour-blind readers and from each other (Paul Tol, muted); red belongs to the border alone.
COLORS: Final = ("#332288", "#117733", "#44aa99", "#88ccee", "#ddcc77", "#999933", "#882255", "#aa4499")
ICONS: Final = ("circle", "square", "diamond", "triangle", "pentagon", "star", "cross")

_UNIT: Final = "[一-\u9fff]{1,11}[区县市]"  # a name that is a county's
_MOSTLY: Final = 0.8

_LICENCE: Final = Licence("own", Text("使用者自己的数据，不随产品发布", "the user's own data, not published"), "")
_WEAKNESS: Final = Text("使用者自己的数据，本系统未核对内容。", "The user's own data; its content was not checked.")
_SHAPES: Final = {"Point": POINTS, "MultiPoint": POINTS, "LineString": LINES, "MultiLineString": LINES}
_SHAPES_OF_AREAS: Final = ("Polygon", "MultiPolygon")


@dataclass(frozen=True, eq=False)
class OwnList:
    """A list as its owner has it: what the file said, and how it is to be shown.

    Attributes:
        id: "own1", "own2", …; of the dataset and of its domain.
        title: as the owner calls it.
        intake: what was understood of the file.
        color, icon: "#rrggbb"; one of ``layers.symbols.SHAPES``.
        counted: whether what its rows serve counts among the ties (Crossings, gaps, matrix).
        shade: the column ("c4") by which its areas are coloured; "": by none, or, of a statistic, by its first number.
        added: ISO date on which it was brought.
        notes: the owner's own, which go along in a workspace file.
    """

    id: str
    title: str
    intake: Intake
    color: str = COLORS[0]
    icon: str = ICONS[0]
    counted: bool = False
    shade: str = ""
    added: str = field(default_factory=lambda: days.today().isoformat())
    notes: str = ""

    @cached_property
    def statistic(self) -> bool:
        """Whether it is a table by county: each county at most once, no place finer, and a number to colour it by."""
        table = self.intake.table
        placed = table[table["precision"].notna()]
        if placed.empty or not placed["precision"].eq("county").all():
            return False
        means = {one.meaning for one in self.intake.mapping}
        if means & {Meaning.LON, Meaning.LAT, Meaning.LONLAT}:  # of one decimal they are places all the same
            return False
        # 大竹县人民医院 is no county, though it may stand for one.
        if Meaning.NAME in means and placed["name"].str.fullmatch(_UNIT).mean() < _MOSTLY:
            return False
        return bool(self.numbers) and placed["adcode"].notna().all() and not placed["adcode"].duplicated().any()

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The columns that hold numbers."""
        return tuple(_name(one) for one in self.kept if _type(one, self) in ("integer", "number"))

    @cached_property
    def kept(self) -> tuple[Mapped, ...]:
        """The columns of the file that go along beside the name."""
        return tuple(one for one in self.intake.mapping if one.meaning not in (Meaning.SKIP, Meaning.NAME))

    @cached_property
    def kind(self) -> str:
        """How its rows lie on the map: as most of them do."""
        if self.statistic:
            return AREAS
        shapes = self.intake.table.geometry.dropna().geom_type
        if shapes.empty:
            return TABLE
        kinds = shapes.map(lambda name: _SHAPES.get(name, AREAS if name in _SHAPES_OF_AREAS else POINTS))
        return str(kinds.value_counts().index[0])

    @property
    def through(self) -> bool:
        """Whether a row may lie in several counties."""
        return self.kind in (LINES, AREAS) and not self.statistic

    @cached_property
    def mark(self) -> str:
        """What tells it from other people's lists of the same id, in links: a hash of what its file holds."""
        table = self.intake.table
        names = "|".join([self.intake.name, str(len(table)), *table["name"].head(1000), *table["name"].tail(1000)])
        heads = "|".join(one.heading for one in self.intake.mapping)
        return sha256(f"{names}|{heads}".encode()).hexdigest()[:6]

    @cached_property
    def dataset(self) -> Dataset:
        """The dataset it is (columns: ``beside.columns`` says what each holds)."""
        return _dataset(self)

    def column_of(self, meaning: Meaning) -> str:
        """Return the column of a meaning; "" where the file has none."""
        return next((_name(one) for one in self.kept if one.meaning is meaning), "")


def next_id(lists: tuple[OwnList, ...]) -> str:
    """Return the id of a list that is brought beside others: one that none has."""
    taken = {one.id for one in lists}
    return next(id for n in range(1, len(lists) + 2) if (id := f"{OWN}{n}") not in taken)


def _name(one: Mapped) -> str:
    return f"c{one.position}"


def _type(one: Mapped, of: OwnList) -> str:
    """The type of a column by what the intake made of its cells."""
    cells = of.intake.table[_name(one)]
    match str(cells.dtype):
        case "Int64" | "int64":
            return "integer"
        case "Float64" | "float64":
            return "number"
    if one.meaning in (Meaning.DATE, Meaning.SINCE):
        told = cells.dropna().astype(str)
        return "date" if told.str.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?").all() else "text"
    return "url" if one.meaning is Meaning.URL else "text"


# What is known of each row beside what its file says; the words of shipped columns where they mean the same.
_FIXED: Final = (
    Column("id", "text", Text("标识", "ID")),
    Column("name_zh", "text", Text("名称", "Name")),
    Column("name_en", "text", Text("名称（英文界面）", "Name (English pages)")),  # the same: a file has one
)
_PLACE: Final = (
    Column("province", "code", Text("省市", "Province"), values="province"),
    Column("city", "text", Text("市州", "City")),
    Column("county_today", "text", Text("今日区县", "County today")),
    Column("adcode_today", "adcode", Text("今日区划代码", "Unit code today")),
    Column("side", "code", Text("所在侧", "Side"), values="side"),
    Column("lon", "lon", Text("经度", "Longitude"), unit="°E"),
    Column("lat", "lat", Text("纬度", "Latitude"), unit="°N"),
    Column("coord_precision", "code", Text("位置精度", "Precision of the point"), values="precision"),
    Column("placed_zh", "text", Text("位置由来", "How it was placed (Chinese)")),
    Column("placed_en", "text", Text("位置由来（英文）", "How it was placed")),
    Column("to_border_km", "number", Text("距省界", "Distance to the border"), unit="km"),
    Column("crossing_id", "text", Text("最近过界点", "Nearest crossing"), refers="crossings"),
    Column("crossing_km", "number", Text("最近过界点距离", "Distance to the nearest crossing"), unit="km"),
)
_THROUGH: Final = Column(
    "counties_adcodes", "adcodes", Text("所及区县代码", "Codes of the counties it lies in")
)  # of lines and areas
_TIED: Final = (
    Column("cross_border", "bool", Text("是否跨界", "Crosses the border")),
    Column("cross_border_zh", "text", Text("跨界说明", "Cross-border statement (Chinese)")),
    Column("cross_border_en", "text", Text("跨界说明（英文）", "Cross-border statement")),
)


def _computed(of: OwnList) -> tuple[Column, ...]:
    place = () if of.kind == TABLE else (*_PLACE, _THROUGH) if of.through else _PLACE
    return (*place, *(_TIED if place and of.column_of(Meaning.SERVES) else ()))


def _columns(of: OwnList) -> Iterator[Column]:
    """Columns of the file, each with a heading that no other column has: tables and files tell them by it."""
    taken = {label for column in (*_FIXED, *_computed(of)) for label in column.label}
    for one in of.kept:
        head = plain(re.sub(rf"[（(]\s*{re.escape(one.unit)}\s*[)）]", "", one.heading) if one.unit else one.heading)
        head = head[:LONGEST]
        label = Text(head, head) if head else Text(f"第{one.position + 1}列", f"Column {one.position + 1}")
        n = 1
        while {f"{part}{f' {n}' if n > 1 else ''}" for part in label} & taken:
            n += 1
        label = Text(*(f"{part} {n}" for part in label)) if n > 1 else label
        taken |= set(label)
        yield Column(_name(one), _type(one, of), label, unit=one.unit)


def _filters(of: OwnList, columns: tuple[Column, ...]) -> tuple[str, ...]:
    """What a list can be narrowed by: side, precision, and its own columns of few different words."""
    table, found = of.intake.table, []
    computed = {column.name for column in _computed(of)}
    if "cross_border" in computed:
        found.append("cross_border")
    if "side" in computed and table["side"].nunique() > 1:
        found.append("side")
    if "city" in computed and table["adcode"].str[:4].nunique() > 1:
        found.append("city")
    for column in columns:
        if column.type != "text" or len(found) >= MOST_FILTERS:
            continue
        different = table[column.name].nunique()
        few = 1 < different <= MOST_VALUES and different <= max(2, 0.6 * len(table))
        if few and table[column.name].str.len().max() <= LONGEST_VALUE:
            found.append(column.name)
    if "coord_precision" in computed and table["precision"].nunique() > 1:
        found.append("coord_precision")
    return tuple(found)


def _dataset(of: OwnList) -> Dataset:
    columns = tuple(_columns(of))
    title = plain(of.title)[:LONGEST] or plain(of.intake.name)[:LONGEST]
    name = plain(of.intake.name)
    known = () if of.kind == TABLE else ("to_border_km", "crossing_km")
    since = of.column_of(Meaning.SINCE)
    at = {_name(one) for one in of.kept if one.meaning in (Meaning.LON, Meaning.LAT)}  # a card would round them
    said = [plain(text.zh) for text in of.intake.said], [plain(text.en) for text in of.intake.said]
    return Dataset(
        id=of.id,
        title=Text(title, title),
        domain=Domain(of.id, Text(title, title), of.color, of.icon),
        kind=of.kind,
        counter=Text("条", f"“{title}” row"),
        columns=(*_FIXED, *columns),
        computed=_computed(of),
        filters=_filters(of, columns),
        facts=(*[column.name for column in columns if column.name not in at][:MOST_FACTS], *known),
        file="",
        time=since if any(column.name == since and column.type == "date" for column in columns) else "",
        licence=_LICENCE,
        as_of=of.added,
        producer=Text(f"使用者自己的文件“{name}”", f"the user's own file “{name}”"),
        method=Text("".join(said[0]), " ".join(said[1])),
        weakness=_WEAKNESS,
        pages=PAGES,
        shown=False,  # who brought it has it switched on; a link says it by name, or speaks of shipped data alone
        shade=(of.shade or (of.numbers[0] if of.statistic else "")),
    )


def geometry(of: OwnList) -> gpd.GeoSeries:
    """Return where its rows lie, as its kind has them: what lies in another way is missing, of points a point on it.

    Returns:
        EPSG:4326, on the index of the intake's table; that of a statistic is the county's, and is not told here.
    """
    shapes = of.intake.table.geometry
    if of.kind == POINTS:
        single = shapes.geom_type.eq("Point") | shapes.isna()
        return shapes if single.all() else shapes.where(single, shapes.representative_point())
    if of.kind == LINES:
        return shapes.where(shapes.geom_type.isin(["LineString", "MultiLineString"]))
    return shapes.where(shapes.geom_type.isin(_SHAPES_OF_AREAS))
