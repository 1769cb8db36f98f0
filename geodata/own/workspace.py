"""A visitor's lists as one GeoPackage, to go on with another day: rows, meanings of columns, style, notes.

Each list is a layer that any GIS opens, its columns named by their headings. The table ``chengyu_workspace`` says what
the layers are; the rows are read from the layers, so that what was mended in a GIS is there when it is opened again.
"""

import json
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

import geopandas as gpd
import pandas as pd
import pyogrio

from geodata.intake.model import IntakeError, Meaning
from geodata.measure import WGS84
from geodata.own import written
from geodata.own.dataset import COLORS, ICONS, OwnList
from geodata.text import Text, plain

MEDIA: Final = "application/geopackage+sqlite3"
MOST_LISTS: Final = 8
_ABOUT: Final = "chengyu_workspace"
_VERSION: Final = 1
_SQLITE: Final = b"SQLite format 3\x00"
_FIXED: Final = ("row", "id", "name", "precision", "adcode", "county", "side", "placed_zh", "placed_en")
_PRECISIONS: Final = ("site", "town", "county")
_SIDES: Final = ("四川省", "重庆市", "outside")
_COLOR: Final = re.compile(r"#[0-9a-f]{6}")
_CODE: Final = re.compile(r"\d{6}")
_NUMBERS: Final = ("Int64", "Float64")
BROKEN: Final = Text(
    "这个工作文件不完整或被改动过，打不开。请用原来的文件重新导入。",
    "This workspace file is incomplete or was changed, and cannot be opened. Please bring the original file again.",
)


class Noted(NamedTuple):
    """A list and what its owner noted of it."""

    list: OwnList
    notes: str


def is_workspace(content: bytes) -> bool:
    """Return whether a file says of itself that it is one of these."""
    return content.startswith(_SQLITE) and _ABOUT.encode() in content


def save(lists: tuple[OwnList, ...], notes: Mapping[str, str]) -> bytes:
    """Return the workspace file of lists.

    Args:
        lists: of one visitor.
        notes: what is noted of each, by its id.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "workspace.gpkg"
        about = [_save(one, notes.get(one.id, ""), path) for one in lists]
        with closing(sqlite3.connect(path)) as base, base:
            base.execute(f"CREATE TABLE {_ABOUT} (version INTEGER NOT NULL, lists TEXT NOT NULL)")
            base.execute(f"INSERT INTO {_ABOUT} VALUES (?, ?)", (_VERSION, json.dumps(about, ensure_ascii=False)))  # noqa: S608 - ours
        return path.read_bytes()


def _save(one: OwnList, notes: str, path: Path) -> dict[str, Any]:
    """Write the layer of a list; return what must be known of it."""
    table = one.intake.table
    layer = "_".join((one.id, *re.findall(r"\w+", plain(one.title))))[:60]
    fields = _fields(one)
    kinds = {name: str(table[name].dtype) if str(table[name].dtype) in _NUMBERS else "text" for name in fields}
    frame = gpd.GeoDataFrame(
        {fields.get(name, name): _plain(table[name]) for name in (*_FIXED, *fields)},
        geometry=table.geometry.array,
        crs=WGS84,
    )
    pyogrio.write_dataframe(frame, path, layer=layer, driver="GPKG", append=path.exists(), geometry_type="Unknown")
    return {
        "id": one.id,
        "layer": layer,
        "title": one.title,
        "color": one.color,
        "icon": one.icon,
        "counted": one.counted,
        "shade": one.shade,
        "added": one.added,
        "notes": notes,
        "fields": {name: [field, kinds[name]] for name, field in fields.items()},
        "intake": written.intake_json(one.intake),
    }


def _plain(cells: "pd.Series[Any]") -> "pd.Series[Any]":
    """Cells as GDAL takes them: numbers with gaps as floats or whole numbers, everything else as text."""
    if str(cells.dtype) in _NUMBERS:
        return cells.reset_index(drop=True)
    if pd.api.types.is_integer_dtype(cells.dtype):
        return cells.astype("int64").reset_index(drop=True)
    return cells.astype(object).where(cells.notna(), None).reset_index(drop=True)


def _fields(one: OwnList) -> dict[str, str]:
    """Column → the name of its field: its heading, where no other has it; SQLite knows no capitals."""
    taken, found = {*_FIXED, "fid", "geom", "geometry"}, {}
    for mapped in one.intake.mapping:
        if mapped.meaning is Meaning.SKIP:
            continue
        head = plain(mapped.heading).replace('"', "")[:40] or f"column {mapped.position + 1}"
        name = next(
            name for n in range(len(taken) + 1) if (name := f"{head}_{n + 1}" if n else head).lower() not in taken
        )
        taken.add(name.lower())
        found[f"c{mapped.position}"] = name
    return found


def opened(content: bytes, most_rows: int) -> tuple[Noted, ...]:
    """Return the lists of a workspace file.

    Args:
        content: of a file that anybody may have written.
        most_rows: a list may have.

    Raises:
        IntakeError: it is none, is broken, or holds more than it may.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "workspace.gpkg"
        path.write_bytes(content)
        try:
            return tuple(_open(about, path, most_rows) for about in _about(path))
        except (sqlite3.Error, LookupError, TypeError, ValueError, AttributeError, RuntimeError) as error:
            raise IntakeError(BROKEN) from error  # of GDAL and of what is too deep: RuntimeError


def _about(path: Path) -> list[Any]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as base:
        base.execute("PRAGMA trusted_schema = OFF")
        kind = base.execute("SELECT type FROM sqlite_master WHERE name = ?", (_ABOUT,)).fetchall()
        if kind != [("table",)]:
            raise written.UnreadableError("no table")
        ((version, lists),) = base.execute(f"SELECT version, lists FROM {_ABOUT}").fetchmany(2)  # noqa: S608 - ours
    about = json.loads(lists)
    if version != _VERSION or not isinstance(about, list) or not 0 < len(about) <= MOST_LISTS:
        raise written.UnreadableError("version")
    return about


def _open(about: Any, path: Path, most_rows: int) -> Noted:
    layer = written.text(about["layer"])
    if pyogrio.read_info(path, layer=layer)["features"] > most_rows:
        told = Text(f"名单超过{most_rows:,}行。", f"A list has more than {most_rows:,} rows.")
        raise IntakeError(told)
    frame = pyogrio.read_dataframe(path, layer=layer)
    intake = written.read_intake(about["intake"], _table(frame, about["fields"]))
    columns = {f"c{one.position}" for one in intake.mapping if one.meaning is not Meaning.SKIP}
    color, icon, shade = about["color"], about["icon"], about["shade"]
    if set(intake.table.columns) != {*_FIXED, *columns, "geometry"} or (shade and shade not in columns):
        raise written.UnreadableError("columns")
    found = OwnList(
        written.text(about["id"]),
        written.text(about["title"]),
        intake,
        color if isinstance(color, str) and _COLOR.fullmatch(color) else COLORS[0],
        icon if icon in ICONS else ICONS[0],
        about["counted"] is True,
        written.text(shade),
        written.text(about["added"])[:10],
    )
    return Noted(found, written.text(about["notes"]))


def _table(frame: gpd.GeoDataFrame, fields: dict[str, list[str]]) -> gpd.GeoDataFrame:
    """The rows as the intake had them; what was added to the layer is left out, what was mended is checked."""
    kept = {name: frame[name] for name in _FIXED}
    for name, (field, kind) in fields.items():
        cells = frame[field]
        if kind in _NUMBERS:
            numbers = pd.to_numeric(cells, errors="coerce").astype("Float64")
            kept[name] = numbers.round().astype("Int64") if kind == "Int64" else numbers
        else:
            kept[name] = cells.astype(object).where(cells.notna(), None).astype("str")
    table = pd.DataFrame(kept)
    table["row"] = pd.to_numeric(table["row"], errors="raise").astype("int64")
    for name in _FIXED[1:]:
        table[name] = table[name].astype(object).where(table[name].notna(), None).astype("str")
    table["name"] = table["name"].fillna(table["id"])
    known = {"precision": _PRECISIONS, "side": _SIDES}
    for name, values in known.items():
        table[name] = table[name].where(table[name].isin(values))
    table["adcode"] = table["adcode"].where(table["adcode"].str.fullmatch(_CODE.pattern).fillna(False).astype(bool))
    if table["id"].isna().any() or table["id"].duplicated().any():
        raise written.UnreadableError("id")
    shapes = frame.geometry.set_crs(WGS84, allow_override=False) if frame.crs is None else frame.geometry.to_crs(WGS84)
    shapes = shapes.where(~shapes.is_empty & shapes.notna())
    table["precision"] = table["precision"].where(shapes.notna())
    return gpd.GeoDataFrame(table, geometry=shapes, crs=WGS84)
