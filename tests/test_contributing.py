"""The recipes of CONTRIBUTING, followed to the letter in a copy of the house: what they promise is then there."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pages.every_page.test_new_domain import BLOCK, TABLE

ROOT = Path(__file__).parents[1]
HOUSE = ("deploy", "geodata", "layers", "pages", ".streamlit", "app.py")
# What a contributor writes: file → what is added, after which line of it (none: a new file).
DATASET = BLOCK.replace('kind = "site"', 'kind = "ringed"').replace('["explore"]', '["explore", "teahouses"]')
KIND = '''"""Kind ringed: places with a ring around each."""

from geodata.query.results import Shown
from geodata.store.store import Edition
from layers.kinds import site
from layers.spec import MapLayer


def build(edition: Edition, shown: Shown) -> list[MapLayer]:
    """Return the places, each with the ring that marks a pick."""
    rings = shown.rows[["id", "geometry"]].assign(icon="picked", dx=0.0, dy=0.0).reset_index(drop=True)
    return [*site.build(edition, shown), MapLayer("teahouses-rings", "point", rings)]
'''
PAGE = (
    (ROOT / "pages" / "explore.py")
    .read_text(encoding="utf-8")
    .replace('"explore"', '"teahouses"')
    .replace(
        "footer.left_out", 'st.selectbox("flavour", ["", "green", "black"], key=state.key("flavour"))\nfooter.left_out'
    )
)
ADDED = [
    ("geodata/tables/teahouses.csv", None, TABLE),
    ("geodata/catalog.toml", "", DATASET),
    ("layers/kinds/ringed.py", None, KIND),
    ("layers/compose.py", "from layers.kinds import choropleth as boundary\n", "from layers.kinds import ringed\n"),
    ("layers/compose.py", '    "site": site.build,\n', '    "ringed": ringed.build,\n'),
    ("geodata/catalog/load.py", "KINDS: Final = frozenset(\n    {", '"ringed", '),
    ("pages/teahouses.py", None, PAGE),
    (
        "geodata/catalog/pages.py",
        '        answers="needs",\n    ),\n',
        '    "teahouses": Page(Text("茶馆", "Teahouses"), Text("川渝茶馆", "Teahouses"), LOOK, "local_cafe"),\n',
    ),
    (
        "geodata/query/scene.py",
        '    view: str = asked("", "view", read.read_view, "view", own=True)\n',
        '    flavour: str = asked("", "flavour", among(("", "green", "black")), "flavour", page="teahouses")\n',
    ),
    (
        "geodata/export/datasets.py",
        "FORMATS: Final[dict[str, Format]] = {\n",
        '    "txt": Format("text/plain", lambda one: one.frame.to_string().encode(), lambda _: True),\n',
    ),
]
# What is then so, told by the house itself.
LOOK = """
import json
from streamlit.testing.v1 import AppTest
from geodata.export import datasets
from geodata.query import question, url
from geodata.store.store import load
from layers.documents import scene_file
from pages._http.arrival import doorway
from pages._http.light import words
from datetime import date

def opened(**query):
    at = AppTest.from_file("pages/main.py", default_timeout=300)
    for name, value in query.items():
        at.query_params[name] = value
    return at.switch_page("teahouses.py").run()

def layers(at):
    return [layer["id"] for layer in json.loads(at.get("deck_gl_json_chart")[0].proto.json)["layers"][0]]

store, at = load(), opened(flavour="green")
told = {"broken": [one.value for one in at.exception], "layers": layers(at)}
told["widget"] = at.selectbox(key="flavour").value
at.selectbox(key="flavour").set_value("black").run()
told["link"] = dict(at.query_params)["flavour"]
scene, ignored = url.from_query({"flavour": "black", "q": "界"}, store, "teahouses")
told["read"], told["again"] = scene.flavour, url.from_json(url.to_json(scene, store), store)[0] == scene
told["refused"] = [part.value for part in url.from_query({"flavour": "salt"}, store, "teahouses")[1]]
told["elsewhere"] = [part.value for part in url.from_query({"flavour": "green"}, store, "transport")[1]]
sheet = scene_file.sheet_of(scene, store, "http://server", date(2026, 11, 26))
told["file"] = [sheet.title, sheet.sentence, sheet.link]
told["light map"] = question.light_map(scene, store, (800, 600, 0, 0))
told["light page"] = [question.light(question.of_scene(scene)), words.nearest(question.of_scene(scene), "zh")]
told["door"] = sorted(doorway.ADDRESSES)
table = store.get("teahouses")
told["formats"] = [datasets.formats(table), datasets.dataset_file(store, "teahouses", "txt", table).decode()]
print(json.dumps(told, ensure_ascii=False))
"""


@pytest.fixture(scope="session")
def told(tmp_path_factory) -> dict:
    """What a house says of itself to which a dataset, a kind, a page, a field and a format were added."""
    house = tmp_path_factory.mktemp("house")
    for name in HOUSE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, house / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, house / name)
    for path, after, text in ADDED:
        file = house / path
        if after is None:
            file.write_text(text, encoding="utf-8")
            continue
        before = file.read_text(encoding="utf-8")
        assert after in before, f"{path}: {after}"
        at = before.index(after) + len(after) if after else len(before)
        file.write_text(before[:at] + text + before[at:], encoding="utf-8")
    said = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=house, env={"PYTHONPATH": "."}, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout.splitlines()[-1])


def test_a_dataset_and_a_kind_of_drawing_are_on_the_map(told):
    assert {"teahouses", "teahouses-rings"} <= set(told["layers"])


def test_a_page_is_one_file_and_one_entry(told):
    assert told["broken"] == []
    assert "/teahouses" in told["door"]
    assert told["file"][0].startswith("茶馆")
    assert "茶馆1家" in told["file"][1]
    assert told["light page"] == ["/lite/zh/?from=teahouses", "“茶馆”页没有轻量版，这里是与它最接近的一页。"]


def test_a_field_of_a_scene_is_one_declaration(told):
    assert told["widget"] == "green"
    assert told["link"] in ("black", ["black"])
    assert (told["read"], told["again"]) == ("black", True)
    assert (told["refused"], told["elsewhere"]) == (["salt"], ["green"])
    assert "flavour=black" in told["file"][2]
    assert "flavour=black" in told["light map"]


def test_a_format_is_one_entry(told):
    formats, text = told["formats"]
    assert "txt" in formats
    assert "界上茶馆" in text
