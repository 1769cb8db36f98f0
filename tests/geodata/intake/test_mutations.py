"""More than 2,000 files damaged in every way: each is loaded or explained, and nothing of it is lost."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.boundaries.vintage import Vintage
from geodata.intake import refused
from geodata.intake.intake import take_file
from geodata.intake.model import Intake, IntakeError
from geodata.intake.position.known import known
from geodata.intake.report import as_json
from tests.geodata.intake.awkward import layers, sheets
from tests.geodata.intake.awkward.facts import sites, written
from tests.geodata.intake.awkward.layouts import NOTES, TITLE

FEW = sites(4)
WITH_MORE = FEW.assign(
    床位数=["1,200", "58张", "3.5万", "无"], 成立时间=["2020年5月", "2019", "2021-03-04", "05/06/2020"]
)
TEXTS = (
    written(WITH_MORE),
    written(WITH_MORE, encoding="gbk", before=TITLE, after=NOTES),
    written(FEW, sep="\t", encoding="utf-16"),
    written(FEW.drop(columns=["经度", "纬度"]).assign(坐标="106.5,29.5")),
    layers.geojson(layers.frame(FEW)),
    layers.kml(),
)
# What is put into files: marks with a meaning, halves of characters, words, numbers that end all numbers.
PIECES = st.sampled_from(
    [
        b"\x00",
        b'"',
        b"\n",
        b"\r",
        b",",
        b";",
        b"\t",
        b"=",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\x80",
        b"\xb3\xc9",
        b"9" * 30,
        b"-",
        b"'",
        b"<",
        b"]",
        b"1e999",
        b"nan",
        "合计".encode(),
        "，".encode(),
        "°".encode(),
        b"#REF!",
        b"  ",
        b"\\",
        b"{",
        b"}",
        b"0,0",
        "经度".encode("gbk"),
    ]
)
NAMES = st.sampled_from(["a.csv", "a.txt", "a.xlsx", "a.geojson", "a", "百度.csv", "../a.csv", "a.zip"])


@pytest.fixture(scope="module")
def here(store):
    return known(store.at(Vintage.TODAY))


@st.composite
def damaged(draw: st.DrawFn, files: tuple[bytes, ...]) -> bytes:
    """A file with parts of it cut out, doubled, put elsewhere, turned into others, and cut off."""
    content = draw(st.sampled_from(files))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        end = min(at + draw(st.integers(0, 40)), len(content))
        match draw(st.integers(0, 4)):
            case 0:
                content = content[:at] + content[end:]
            case 1:
                content = content[:end] + content[at:]
            case 2:
                content = content[:at] + draw(PIECES) + content[at:]
            case 3:
                content = content[:at] + draw(PIECES) + content[end:]
            case 4:
                content = content[: max(at, 1)]
    return content


def taken(content: bytes, name: str, here) -> Intake | None:
    """What is taken of a file; None where it is explained why nothing is."""
    try:
        return take_file(content, name, here, most_rows=1000)
    except IntakeError as error:
        told = error.told
    assert min(map(len, told)) > 3
    return None


def check(intake: Intake | None) -> None:
    """Nothing is lost: every row is in the table or in the file of those that are not, with why."""
    if intake is None:
        return
    table = intake.table
    assert table["id"].is_unique
    assert table["name"].notna().all()
    assert (table["name"] != "").all()
    assert set(table["precision"].dropna()) <= {"site", "town", "county"}
    assert (table.geometry.isna() | table["precision"].notna()).all()
    rows = [*table["row"], *(intake.refused["row"] if len(intake.refused) else [])]
    assert len(rows) == len(set(rows))
    told = json.loads(as_json(intake))
    assert told["rows"] == len(rows)
    if len(intake.refused):
        assert (intake.refused["why_zh"] != "").all()
        assert refused.as_csv(intake, "zh")


UNHURRIED = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}


@pytest.mark.parametrize("part", range(4))
def test_a_damaged_text_is_loaded_or_explained(part, here):
    del part  # so that processors share them

    @given(damaged(TEXTS), NAMES)
    @settings(max_examples=450, **UNHURRIED)
    def loaded_or_explained(content, name):
        check(taken(content, name, here))

    loaded_or_explained()


def test_a_damaged_workbook_or_layer_is_loaded_or_explained(here):
    rows = sheets.cells(FEW)
    files = (
        sheets.xlsx(("清单", rows)),
        sheets.xls("清单", rows),
        sheets.ods("清单", rows),
        layers.to_file(layers.frame(FEW), "a.gpkg"),
        layers.to_file(layers.frame(FEW), "a.shp"),
        layers.parquet(),
    )

    @given(damaged(files), NAMES)
    @settings(max_examples=300, **UNHURRIED)
    def loaded_or_explained(content, name):
        check(taken(content, name, here))

    loaded_or_explained()
