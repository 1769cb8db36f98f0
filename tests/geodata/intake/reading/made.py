"""Files as office programs make them, small enough to check by eye."""

import io
import json
import zipfile
from pathlib import Path

import shapefile
import xlsxwriter

from geodata.intake.model import Grid
from geodata.intake.reading import read

LIST = """四川省养老机构名录
填报单位：民政局,,,,单位：张
序号,机构名称,详细地址,经度,纬度,床位数（张）
1,成都市第一社会福利院,武侯区一环路南三段1号,104.0668,30.6301,500
2,绵阳市养老院,绵阳市涪城区,104.70,31.46,"1,200"

3,广元市福利院,利州区,105.8,32.4,300
合计,3家,,,,2000
注：数据截至2023年底
"""
FEATURES = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"名称": "甲", "床位": 12, "标签": ["a"]},
         "geometry": {"type": "Point", "coordinates": [104, 30, 5]}},
        {"type": "Feature", "properties": {"名称": "乙", "床位": 3}, "geometry": None},
    ],
}  # fmt: skip
KML = """<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Style id="s"><IconStyle/></Style><Schema name="s" id="s"><SimpleField type="string" name="等级"/></Schema>
<Folder><name>甲类</name><Placemark><name>甲</name><styleUrl>#s</styleUrl><description>
<![CDATA[<p>简介</p><table><tr>
<td>地址：</td><td>一环路</td></tr></table>]]></description>
<ExtendedData><Data name="床位"><value>12</value></Data>
</ExtendedData><Point><coordinates>104,30,0</coordinates></Point></Placemark>
<Folder><name>小类</name><Placemark><name>乙</name><ExtendedData><SchemaData schemaUrl="#s">
<SimpleData name="等级">三级</SimpleData></SchemaData></ExtendedData>
<LineString><coordinates>104,30 105,31</coordinates>
</LineString></Placemark></Folder></Folder></Document></kml>"""


def grid(content: bytes | str, name: str = "x", **asked: object) -> Grid:
    content = content.encode() if isinstance(content, str) else content
    return read(content, name, **{"most_rows": 1000, **asked})  # type: ignore[arg-type]  # as the tests ask


def rows(of: Grid) -> list[list[object]]:
    """The cells as a reader sees them; None where there is nothing."""
    cells = of.cells.astype(object)
    return cells.where(cells.notna(), None).to_numpy().tolist()


def said(of: Grid) -> str:
    return "；".join(text.zh for text in of.layout.said)


def zipped(files: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def shape_parts(folder: Path, encoding: str, names: tuple[str, ...] = ("甲", "乙")) -> dict[str, bytes]:
    """A shapefile of points as its parts, by suffix, without .prj and .cpg."""
    with shapefile.Writer(str(folder / "made"), encoding=encoding, shapeType=shapefile.POINT) as writer:
        writer.field("名称", "C", 21)
        writer.field("床位", "N", 10, 0)
        for place, name in enumerate(names):
            writer.point(104 + place, 30)
            writer.record(name, 12 + place)
    return {suffix: (folder / f"made{suffix}").read_bytes() for suffix in (".shp", ".shx", ".dbf")}


def workbook(fill: "object") -> bytes:
    """A workbook that ``fill`` has written into."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    fill(book)  # type: ignore[operator]  # a function of the test
    book.close()
    return out.getvalue()


def geojson(**more: object) -> str:
    return json.dumps({**FEATURES, **more}, ensure_ascii=False)
