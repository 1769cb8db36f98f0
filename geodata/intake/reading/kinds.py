"""What a file is, by its content; its name only says whether it lies."""

import re
from pathlib import PurePath
from typing import Final, Literal

from geodata.intake.model import IntakeError
from geodata.text import Text

Kind = Literal["text", "zip", "xls", "html", "excel-xml", "gpkg", "parquet", "geojson", "kml", "dbf"]

# What a format is called in a sentence.
NAMES: Final = {
    "csv": Text("文本表格（CSV）", "a text table (CSV)"),
    "xlsx": Text("XLSX工作簿", "an XLSX workbook"),
    "xls": Text("XLS工作簿", "an XLS workbook"),
    "ods": Text("ODS工作簿", "an ODS workbook"),
    "html": Text("网页表格（HTML）", "a table in a web page (HTML)"),
    "geojson": Text("GeoJSON", "GeoJSON"),
    "gpkg": Text("GeoPackage", "a GeoPackage"),
    "shp": Text("Shapefile", "a shapefile"),
    "dbf": Text("DBF表", "a DBF table"),
    "kml": Text("KML", "KML"),
    "geoparquet": Text("GeoParquet", "GeoParquet"),
}
_SUFFIXES: Final = {
    **dict.fromkeys((".csv", ".tsv", ".txt", ".tab"), "csv"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xlsb"), "xlsx"),
    **dict.fromkeys((".xls", ".et"), "xls"),
    **dict.fromkeys((".geojson", ".json"), "geojson"),
    **dict.fromkeys((".kml", ".kmz"), "kml"),
    **dict.fromkeys((".parquet", ".geoparquet"), "geoparquet"),
    **dict.fromkeys((".htm", ".html"), "html"),
    ".ods": "ods",
    ".gpkg": "gpkg",
    ".shp": "shp",
    ".dbf": "dbf",
}
READ: Final = Text(
    "可以读取：CSV、TSV、TXT、XLSX、XLS、ODS、GeoJSON、GeoPackage、压缩的Shapefile（.zip）、KML、KMZ、GeoParquet",
    "read are: CSV, TSV, TXT, XLSX, XLS, ODS, GeoJSON, GeoPackage, zipped Shapefile, KML, KMZ, GeoParquet",
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"SQLite format 3\0", "gpkg"),
    (b"PAR1", "parquet"),
)
_DRAWINGS: Final = tuple(b"AC10%d" % version for version in (12, 14, 15, 18, 21, 24, 27, 32))
# What else is dropped by mistake, by its first bytes.
_OTHERS: Final[tuple[tuple[bytes | tuple[bytes, ...], Text], ...]] = (
    (b"%PDF", Text("PDF文件", "a PDF file")),
    (b"\x89PNG", Text("图片", "a picture")),
    (b"\xff\xd8\xff", Text("图片", "a picture")),
    (b"GIF8", Text("图片", "a picture")),
    (b"II*\0", Text("图片（TIFF）", "a picture (TIFF)")),
    (b"MM\0*", Text("图片（TIFF）", "a picture (TIFF)")),
    (b"Rar!", Text("RAR压缩包，请解压后再上传", "a RAR archive; please unpack it first")),
    (b"7z\xbc\xaf\x27\x1c", Text("7z压缩包，请解压后再上传", "a 7z archive; please unpack it first")),
    (b"\x1f\x8b", Text("GZIP压缩包，请解压后再上传", "a GZIP archive; please unpack it first")),
    (b"{\\rtf", Text("RTF文档", "an RTF document")),
    (b"MIME-Version:", Text("单个文件网页，请另存为XLSX", "a web page in one file; please save as XLSX")),
    (b"\0\0\x27\x0a", Text("单独的.shp，请连同.dbf、.prj压缩成.zip", "a .shp alone: please zip it with its .dbf")),
    (_DRAWINGS, Text("CAD图纸（DWG），请导出为Shapefile", "a CAD drawing (DWG); please export a Shapefile")),
    (b"MZ\x90\0", Text("程序", "a program")),
    (b"\x7fELF", Text("程序", "a program")),
)  # fmt: skip
_HEAD: Final = 8_192


def not_a_table(what: Text) -> IntakeError:
    """Return what is told of a file that is something else."""
    return IntakeError(Text(f"这是{what.zh}。{READ.zh}", f"This is {what.en}. {READ.en[0].upper()}{READ.en[1:]}"))


def damaged(what: str) -> IntakeError:
    """Return what is told of a file that its own reader cannot read; ``what`` is one of ``NAMES``."""
    told = NAMES[what]
    return IntakeError(
        Text(
            f"文件开头是{told.zh}，但内容已损坏或不完整：请在原来的程序里重新保存后再试",
            f"this begins as {told.en} but is damaged or incomplete: please save it anew in the program it comes from",
        )
    )


def locked() -> IntakeError:
    """Return what is told of a file with a password."""
    return IntakeError(Text("文件有密码：请去掉密码后再上传", "the file has a password: please remove it first"))


def kind(content: bytes) -> Kind:
    """Return what a file is.

    Raises:
        IntakeError: it is empty, or nothing that is read, and what it is instead.
    """
    if not content.strip(b"\0 \t\r\n"):
        raise IntakeError(Text("文件是空的", "the file is empty"))
    if content.startswith(_OLE):
        return _office(content)
    for start, found in _BEGINNINGS:
        if content.startswith(start):
            return found
    for starts, other in _OTHERS:
        if content.startswith(starts):
            raise not_a_table(other)
    if _is_dbf(content):
        return "dbf"
    head = content[:_HEAD]
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if plain.startswith(b"<"):
        return _marked_up(plain)
    if plain.startswith(b"{") or (plain.startswith(b"[") and re.match(rb"\[\s*[\[{]", plain)):
        if b'"type"' not in plain and b'"features"' not in plain:
            raise not_a_table(Text("JSON，但不是GeoJSON", "JSON but no GeoJSON"))
        return "geojson"
    if _is_binary(head):
        raise not_a_table(Text("无法识别的二进制文件", "a binary file of no known kind"))
    return "text"


def lie(name: str, told: str) -> Text | None:
    """Return the sentence about a name that says another format than the content is; None where it is true."""
    suffix = PurePath(name).suffix.lower()
    said = _SUFFIXES.get(suffix)
    if said is None or said == told:
        return None
    return Text(
        f"文件名是“{suffix}”，内容其实是{NAMES[told].zh}，按内容读取",
        f"its name says “{suffix}”, but it is {NAMES[told].en} and was read as that",
    )


def _office(content: bytes) -> Kind:
    """Tell the workbooks of Excel 97 from the other things that lie in such a file."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise locked()
    if "WordDocument".encode("utf-16-le") in content:
        raise not_a_table(Text("Word文档", "a Word document"))
    if "PowerPoint Document".encode("utf-16-le") in content:
        raise not_a_table(Text("PowerPoint文稿", "a PowerPoint file"))
    return "xls"


def _marked_up(plain: bytes) -> Kind:
    if b"<kml" in plain:
        return "kml"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in plain and b"<html" not in plain:
        return "excel-xml"
    if b"<html" in plain or b"<table" in plain or b"<!doctype html" in plain:
        return "html"
    if b"<gpx" in plain:
        raise not_a_table(Text("GPX轨迹，请另存为KML或GeoJSON", "a GPX track; please save it as KML or GeoJSON"))
    raise not_a_table(Text("XML，但不是KML或表格", "XML, but neither KML nor a table"))


def _is_dbf(content: bytes) -> bool:
    """Whether the first bytes describe the fields of a dBASE table, as they do in no text."""
    if len(content) < 65 or content[0] not in (0x03, 0x30, 0x31, 0x83, 0x8B, 0xF5):
        return False
    if b"\0" not in content[12:32] or content[43:44] not in b"CNDLFMGBIOTYV@+P0":
        return False  # no reserved bytes, no kind of field
    head = int.from_bytes(content[8:10], "little")
    return 65 <= head <= len(content) and (head - 1) % 32 in (0, 7) and content[head - 1 : head] in (b"\r", b"\0")


def _is_binary(head: bytes) -> bool:
    """Whether bytes are no text in any encoding: many controls that no text has, not counting the zeros of UTF-16."""
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1a\x1b\0" for byte in head)
    zeros = head.count(0)
    wide = zeros and min(head[0::2].count(0), head[1::2].count(0)) <= zeros / 20
    return controls > len(head) / 20 or (zeros > len(head) / 3 and not wide)
