"""A file of any of the formats that lists of places come in, read as it is: by its content, whatever its name says."""

from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from geodata.intake.model import Grid, IntakeError, Layout
from geodata.intake.reading import kml
from geodata.intake.reading.archive import PARTS, Archive, opened
from geodata.intake.reading.body import grid
from geodata.intake.reading.dbf import CPG, table
from geodata.intake.reading.delimited import delimited
from geodata.intake.reading.encoding import encoding
from geodata.intake.reading.kinds import kind, lie
from geodata.intake.reading.marked_up import excel_xml, web_table
from geodata.intake.reading.vector import map_file, parquet
from geodata.intake.reading.workbook import Sheet, unknown_sheet, workbook
from geodata.text import Text

_DEPTH: Final = 1  # a zip in a zip is not opened


def read(content: bytes, name: str, *, sheet: str = "", most_rows: int) -> Grid:
    """Return the table that a file holds, below its header.

    Args:
        content: of the file.
        name: of the file; it only serves to say when it lies.
        sheet: of a workbook, or the layer of a map; "" takes the one that looks most like a list.
        most_rows: more are refused.

    Raises:
        IntakeError: nothing can be read, and why.
    """
    found = _read(content, sheet, most_rows, 0)
    lied = lie(name, found.layout.format)
    return replace(found, layout=replace(found.layout, said=(*found.layout.said, lied))) if lied else found


def _read(content: bytes, sheet: str, most_rows: int, depth: int) -> Grid:
    match kind(content):
        case "zip":
            return _zip(content, sheet, most_rows, depth)
        case "xls":
            return _workbook(workbook(content, "xls", sheet=sheet, most_rows=most_rows), "xls", most_rows)
        case "excel-xml":
            return _workbook(excel_xml(content, sheet=sheet, most_rows=most_rows), "xls", most_rows)
        case "html":
            raw, codec, said = web_table(content, most_rows)
            return grid(raw, Layout("html", codec, said=said), most_rows)
        case "parquet":
            return parquet(content, most_rows=most_rows)
        case "gpkg":
            return _by_gdal({"data.gpkg": content}, "gpkg", sheet, most_rows)
        case "dbf":
            attributes = table(content, "")
            parts = {"data.dbf": attributes.content, "data.cpg": CPG[attributes.encoding].encode()}
            return _encoded(_by_gdal(parts, "dbf", "", most_rows, said=attributes.said), attributes.encoding)
        case "geojson":
            found = encoding(content)
            if found.codec != "utf-8":
                content = content.decode(found.codec, "replace").encode()
            return _encoded(_by_gdal({"data.geojson": content}, "geojson", "", most_rows), found.codec)
        case "kml":
            return _kml(content, most_rows)
        case "text":
            found = encoding(content)
            lines = delimited(content, found.codec, most_rows)
            del content
            return grid(
                lines.raw, Layout("csv", found.codec, lines.delimiter, said=(*found.said, *lines.said)), most_rows
            )


def _workbook(found: Sheet, told: str, most_rows: int) -> Grid:
    said: tuple[Text, ...] = ()
    if len(found.names) > 1:
        said = (
            Text(
                f"工作簿有{len(found.names)}张工作表，读取了“{found.name}”",
                f"of {len(found.names)} sheets “{found.name}” was read",
            ),
        )
    return grid(found.raw, Layout(told, sheet=found.name, sheets=found.names, said=said), most_rows)


def _zip(content: bytes, sheet: str, most_rows: int, depth: int) -> Grid:
    archive = opened(content)
    if told := archive.office:
        return _workbook(workbook(content, told, sheet=sheet, most_rows=most_rows), told, most_rows)
    if shapefiles := archive.shapefiles():
        return _shapefile(archive, shapefiles, sheet, most_rows)
    if documents := archive.ending(".kml"):
        main = min(documents, key=lambda one: (PurePosixPath(one).name.lower() != "doc.kml", one.count("/"), one))
        return _kml(archive.read(main), most_rows)
    if depth >= _DEPTH:
        raise IntakeError(Text("压缩包里还有压缩包：请先解压", "a zip within a zip: please unpack it first"))
    name = archive.table()
    found = _read(archive.read(name), sheet, most_rows, depth + 1)
    said = Text(f"读取了压缩包里的“{PurePosixPath(name).name}”", f"“{PurePosixPath(name).name}” in the zip was read")
    return replace(found, layout=replace(found.layout, said=(said, *found.layout.said)))


def _shapefile(archive: Archive, shapefiles: dict[str, dict[str, str]], sheet: str, most_rows: int) -> Grid:
    names = tuple(shapefiles)
    if sheet and sheet not in shapefiles:
        raise unknown_sheet(sheet, names)
    name = sheet or max(names, key=lambda one: archive.entries[shapefiles[one][".shp"]].file_size)
    parts = {suffix: archive.read(entry) for suffix, entry in shapefiles[name].items()}
    said = []
    if len(names) > 1:
        said.append(Text(f"压缩包里有{len(names)}个图层，读取了“{name}”", f"of {len(names)} layers “{name}” was read"))
    codec = ""
    if ".dbf" in parts:
        attributes = table(parts[".dbf"], parts.get(".cpg", b"").decode("ascii", "replace"))
        parts |= {".dbf": attributes.content, ".cpg": CPG[attributes.encoding].encode()}
        codec = attributes.encoding
        said.extend(attributes.said)
    else:
        said.append(Text("没有.dbf，只有图形，没有属性", "there is no .dbf: shapes without attributes"))
    files = {f"data{suffix}": parts[suffix] for suffix in PARTS if suffix in parts}
    read = _by_gdal(files, "shp", "", most_rows, said=said, main="data.shp")
    return replace(read, layout=replace(read.layout, encoding=codec, sheet=name, sheets=names))


def _kml(content: bytes, most_rows: int) -> Grid:
    made = kml.plain(content)
    return _by_gdal({"data.kml": made.content}, "kml", "", most_rows, headings=made.headings, said=made.said)


def _by_gdal(
    files: dict[str, bytes],
    told: str,
    sheet: str,
    most_rows: int,
    *,
    main: str = "",
    headings: dict[str, str] | None = None,
    said: "list[Text] | tuple[Text, ...]" = (),
) -> Grid:
    """Write files, by names of ours, into a folder of their own, and read the main one."""
    with TemporaryDirectory(prefix="intake-") as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        return map_file(
            Path(folder) / (main or next(iter(files))),
            told,
            sheet=sheet,
            most_rows=most_rows,
            headings=headings,
            said=said,
        )


def _encoded(found: Grid, codec: str) -> Grid:
    return replace(found, layout=replace(found.layout, encoding=codec, sheet="", sheets=()))
