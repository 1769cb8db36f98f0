"""The workspace file: lists come back as they were, other programs read it, and what anybody may write is checked."""

import json
import sqlite3
from contextlib import closing

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest

from geodata.intake.model import IntakeError, RowProblem
from geodata.own import workspace, written
from geodata.own.dataset import OwnList
from geodata.text import Text
from tests.geodata.own import made

MOST = 1000


@pytest.fixture(scope="module")
def lists() -> tuple[OwnList, ...]:
    first = made.points(color="#882255", icon="star", counted=True)
    return first, made.lines(), made.areas(), made.statistic(), made.table()


@pytest.fixture(scope="module")
def body(lists) -> bytes:
    return workspace.save(lists, {"own1": "核对过\n<b>两遍</b>"})


def test_every_kind_of_list_comes_back_as_it_was(lists, body):
    assert workspace.is_workspace(body)
    found = workspace.opened(body, MOST)
    assert [one.notes for one in found] == ["核对过\n<b>两遍</b>", "", "", "", ""]
    for (one, _), before in zip(found, lists, strict=True):
        assert (one.id, one.title, one.color, one.icon, one.counted, one.kind) == (
            *(before.id, before.title, before.color, before.icon, before.counted, before.kind),
        )
        assert (one.intake.mapping, one.intake.layout, one.intake.said) == (
            *(before.intake.mapping, before.intake.layout, before.intake.said),
        )
        plain = [name for name in before.intake.table if name != "geometry"]
        pd.testing.assert_frame_equal(pd.DataFrame(one.intake.table[plain]), pd.DataFrame(before.intake.table[plain]))
        shapes = one.intake.table.geometry.geom_equals(before.intake.table.geometry)
        assert (shapes | before.intake.table.geometry.isna()).all()


def test_any_gis_reads_it_under_the_headings_of_the_file(body, tmp_path):
    path = tmp_path / "w.gpkg"
    path.write_bytes(body)
    names = [str(name) for name, _ in pyogrio.list_layers(path)]
    assert {"own1_我的养老院", "own2_我的公路"} <= set(names)
    layer = gpd.read_file(path, layer="own1_我的养老院")
    assert {"名称", "床位", "服务区域", "placed_zh", "precision"} <= set(layer.columns)
    assert layer.crs == "EPSG:4326"


def test_what_was_mended_in_a_gis_is_there(body, tmp_path):
    path = tmp_path / "w.gpkg"
    path.write_bytes(body)
    with closing(sqlite3.connect(path)) as base, base:
        for (trigger,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            base.execute(f'DROP TRIGGER "{trigger}"')  # of the index, which this connection has no functions for
        base.execute("""UPDATE "own1_我的养老院" SET "床位" = 121 WHERE "row" = 2""")
    table = workspace.opened(path.read_bytes(), MOST)[0].list.intake.table
    assert table.set_index("row").loc[2, "c2"] == 121


def test_problems_refused_rows_and_questions_come_back():
    one = made.points()
    refused = pd.DataFrame({0: ["甲", None], "row": [7, 9], "why_zh": ["缺坐标", "=1+1"], "why_en": ["x", "y"]})
    problem = RowProblem(7, "经度", "abc", Text("应为数字", "a number"))
    intake = type(one.intake)(
        **{name: getattr(one.intake, name) for name in ("name", "layout", "mapping", "position", "table", "said")},
        problems=(problem,),
        refused=refused,
        asked=((3, ("500105", "500109")),),
    )
    again = written.read_intake(json.loads(json.dumps(written.intake_json(intake))), one.intake.table)
    assert (again.problems, again.asked) == ((problem,), ((3, ("500105", "500109")),))
    assert again.refused.to_dict("list") == refused.astype(object).astype(str).replace("None", None).to_dict("list")


def about(body: bytes, tmp_path) -> list:
    path = tmp_path / "about.gpkg"
    path.write_bytes(body)
    with closing(sqlite3.connect(path)) as base:
        return json.loads(base.execute("SELECT lists FROM chengyu_workspace").fetchone()[0])


def tampered(body: bytes, tmp_path, change) -> bytes:
    """The file with what it says of its lists changed."""
    path, lists = tmp_path / "tampered.gpkg", about(body, tmp_path)
    path.write_bytes(body)
    told = change(lists)
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE chengyu_workspace SET lists = ?", (told if isinstance(told, str) else json.dumps(lists),))
    return path.read_bytes()


HOSTILE = {
    "no JSON": lambda _: "{",
    "no list": lambda _: "{}",
    "none": lambda _: "[]",
    "too many": lambda lists: json.dumps(lists * 9),
    "deep": lambda _: "[" * 100_000,
    "no layer": lambda lists: lists[0].update(layer="nowhere"),
    "another table": lambda lists: lists[0].update(layer="sqlite_master"),
    "no intake": lambda lists: lists[0].pop("intake"),
    "a meaning there is none of": lambda lists: lists[0]["intake"]["mapping"][0].__setitem__(2, "run"),
    "columns of nothing": lambda lists: lists[0].update(fields={}),
    "a column twice": lambda lists: lists[0]["intake"]["mapping"].append([0, "x", "text", "", "user"]),
    "a colour that is none of a column": lambda lists: lists[0].update(shade="c99"),
    "notes that are no text": lambda lists: lists[0].update(notes={"a": 1}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_was_tampered_with_is_refused_in_words(name, body, tmp_path):
    with pytest.raises(IntakeError) as error:
        workspace.opened(tampered(body, tmp_path, HOSTILE[name]), MOST)
    assert error.value.told == workspace.BROKEN


@pytest.mark.parametrize("cut", [16, 100, 5000, 60_000])
def test_half_a_file_is_refused_in_words(cut, body):
    with pytest.raises(IntakeError):
        workspace.opened(body[:cut], MOST)


def test_a_colour_or_symbol_there_is_none_of_is_another_one(body, tmp_path):
    def change(lists):
        lists[0].update(color="red;background:url(//x)", icon="<svg>")

    one = workspace.opened(tampered(body, tmp_path, change), MOST)[0].list
    assert (one.color, one.icon) == (workspace.COLORS[0], workspace.ICONS[0])


def test_more_rows_than_may_be_are_refused(body):
    with pytest.raises(IntakeError, match="5"):
        workspace.opened(body, 5)


def test_a_view_in_place_of_the_table_is_not_asked(body, tmp_path):
    path = tmp_path / "view.gpkg"
    path.write_bytes(body)
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("ALTER TABLE chengyu_workspace RENAME TO other")
        base.execute("CREATE VIEW chengyu_workspace AS SELECT * FROM other")
    with pytest.raises(IntakeError):
        workspace.opened(path.read_bytes(), MOST)


def test_a_usual_geopackage_is_none(tmp_path):
    path = tmp_path / "usual.gpkg"
    gpd.GeoDataFrame({"a": [1]}, geometry=gpd.points_from_xy([104], [30]), crs=4326).to_file(path)
    assert not workspace.is_workspace(path.read_bytes())
    assert not workspace.is_workspace(b"chengyu_workspace")
