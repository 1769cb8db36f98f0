"""What strangers may drop: other things than lists, traps, and files that lie."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.intake.model import IntakeError
from tests.geodata.intake.reading.made import KML, LIST, geojson, grid, rows, shape_parts, zipped

SHEET = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>ROWS</Table></Worksheet>
</Workbook>"""


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "图片"),
        (b"Rar!\x1a\x07\0....", "RAR"),
        (b"\x7fELF....", "程序"),
        (bytes(range(256)) * 40, "二进制"),
        (b'[{"a": 1}]', "JSON，但不是GeoJSON"),
        (b"<?xml version='1.0'?><gpx></gpx>", "GPX"),
        (b"<?xml version='1.0'?><a/>", "XML，但不是"),
        (zipped({"word/document.xml": "x"}), "Word"),
        (zipped({"a.bin": "x"}), "没有可以读取的文件"),
        (zipped({"a.zip": zipped({"b.csv": "a,b"})}), "没有可以读取的文件"),
        (b"PK\x03\x04 and no more", "损坏"),
        (b"SQLite format 3\0 and no more", "GeoPackage，但内容已损坏"),
        (b"PAR1 and no more", "GeoParquet，但内容已损坏"),
        (b'{"type": "FeatureCollection", "features": [', "GeoJSON，但内容已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "损坏"),
    ],
)
def test_other_things_are_called_what_they_are(content, told):
    with pytest.raises(IntakeError) as error:
        grid(content)
    assert told in error.value.told.zh


def test_a_zip_that_would_unpack_to_too_much_is_not_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(11):
            archive.writestr(f"{number}.csv", bytes(100_000_000))
    with pytest.raises(IntakeError, match="would unpack to 11 files of 1,100 MB"):
        grid(out.getvalue())


def test_a_zip_with_a_password_is_told():
    content = bytearray(zipped({"a.csv": "name,lon\nA,1\n"}))
    content[6] |= 1  # the flag, in the entry and in the directory
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(IntakeError, match="password"):
        grid(bytes(content))


def test_names_in_a_zip_are_no_paths(tmp_path):
    parts = shape_parts(tmp_path, "gbk", ("成都市养老院",))
    found = grid(zipped({f"../../../tmp/evil{suffix}": content for suffix, content in parts.items()}))
    assert rows(found) == [["成都市养老院", 12]]
    assert grid(zipped({"/etc/passwd.csv": "名称,床位\n甲,3\n"})).headings == ("名称", "床位")


def test_entities_of_xml_are_never_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    types = f'<!DOCTYPE kml [<!ENTITY a SYSTEM "file://{secret}">]>'
    with pytest.raises(IntakeError, match="entities"):
        grid(KML.replace("?>", "?>" + types, 1).replace("三级", "&a;"))
    book = SHEET.replace("?>", "?>" + types.replace("kml", "Workbook"), 1)
    row = "<Row><Cell><Data>name</Data></Cell></Row><Row><Cell><Data>x&a;</Data></Cell></Row>"
    assert rows(grid(book.replace("ROWS", row))) == [["x&a;"]]


def test_markup_in_a_cell_stays_text():
    assert rows(grid("name,lon\n<script>x</script>,1\n")) == [["<script>x</script>", "1"]]


def test_a_cell_far_away_is_told_and_not_filled_up_to():
    book = SHEET.replace("ROWS", '<Row ss:Index="99999"><Cell><Data>x</Data></Cell></Row>')
    with pytest.raises(IntakeError, match="more than 1,000 rows"):
        grid(book)
    with pytest.raises(IntakeError, match="columns"):
        grid("<table><tr><td colspan=99999>a</td></tr><tr><td>b</td></tr></table>")


SEEDS = [LIST.encode("gbk"), LIST.encode("utf-16"), KML.encode(), geojson().encode(), zipped({"a.csv": LIST})]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.sampled_from(SEEDS),
    at=st.integers(0, 2000),
    drop=st.integers(0, 40),
    put=st.binary(max_size=12),
    cut=st.integers(0, 3000),
)
def test_whatever_is_changed_in_a_file_it_is_read_or_explained(seed, at, drop, put, cut):
    at %= len(seed)
    changed = (seed[:at] + put + seed[at + drop :])[: max(1, len(seed) - cut if cut < len(seed) else len(seed))]
    try:
        found = grid(changed)
    except IntakeError as error:
        told = error.told
        found = None
    if found is None:
        assert all(told)
    else:
        assert len(found.cells) == len(found.numbers)
        assert len(found.headings) == found.cells.shape[1]
