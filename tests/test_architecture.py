"""The house: rooms, who may import whom, what each thing's one place is. Paths are compared, never bare names."""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from geodata.catalog.pages import PAGES

ROOT = Path(__file__).parent.parent
HOUSE = ("geodata", "layers", "pages")
SOURCES = sorted([ROOT / "app.py", *(path for folder in HOUSE for path in (ROOT / folder).rglob("*.py"))])
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

# What each room may import of its own house; a room is a module or folder, told from the house down.
GEODATA = {
    "source_settings": (),
    "intake_settings": (),
    "configuration": ("source_settings", "intake_settings"),
    "data_folder": (),
    "basemap": ("configuration", "text"),
    "text": ("configuration",),
    "measure": (),
    "whole_file": ("text",),
    "catalog": ("text", "measure", "configuration"),
    "boundaries": ("text", "measure"),
    "domains": ("text", "measure", "catalog", "boundaries"),
    "ties": ("text", "measure", "catalog", "boundaries", "domains"),
    "sources": ("text", "catalog", "configuration", "source_settings", "data_folder", "whole_file"),
    "store": ("text", "measure", "whole_file", "catalog", "boundaries", "domains", "ties", "sources"),
    "flows": ("text", "measure", "configuration", "whole_file", "catalog", "boundaries", "store"),
    "intake": ("text", "measure", "configuration", "whole_file", "catalog", "boundaries", "store"),
    "publish": (
        *("text", "measure", "configuration", "whole_file", "data_folder", "catalog", "boundaries", "sources", "store"),
        *("intake", "query", "narrative"),
    ),
    "own": (
        *("text", "measure", "configuration", "data_folder", "whole_file", "catalog", "boundaries", "ties", "store"),
        "intake",
    ),
    "query": ("text", "measure", "catalog", "boundaries", "domains", "ties", "store", "flows"),
    "export": ("text", "measure", "catalog", "boundaries", "domains", "ties", "store"),
    "narrative": ("text", "measure", "catalog", "boundaries", "domains", "ties", "store", "flows", "query"),
    "briefing": ("text", "measure", "catalog", "boundaries", "domains", "ties", "store", "query", "narrative"),
}
DRAWN = ("camera", "declutter", "spec", "palette", "geometry", "symbols")
LAYERS = {
    "camera": (),
    "declutter": (),
    "spec": ("camera",),
    "palette": ("spec",),
    "geometry": ("camera", "spec", "palette"),
    "symbols": ("spec", "palette", "geometry"),
    "kinds": DRAWN,
    "overlays": (*DRAWN, "kinds"),
    "legend": (*DRAWN, "kinds"),
    "framing": (*DRAWN, "kinds", "overlays"),
    "compose": (*DRAWN, "kinds", "overlays", "legend", "framing"),
    "renderers": (*DRAWN, "legend"),
    "documents": (*DRAWN, "legend", "compose", "renderers"),
}
UI = {
    "_ui.words": (),
    "_ui.session": ("_ui.words",),
    "_ui.common": ("_ui.words", "_ui.session", "_http.base_path"),
    "_ui.parts": ("_ui.words", "_ui.session", "_ui.common", "_http.base_path"),
    "_ui.own": ("_ui.words", "_ui.session", "_ui.common", "_http.base_path"),
    "_ui.briefing": ("_ui.words", "_ui.session", "_ui.common", "_http.base_path"),
    "_ui.flows": ("_ui.words", "_ui.session", "_ui.common"),
    "_ui.frame": ("_ui.words", "_ui.session", "_ui.common", "_http.base_path"),
}
HTTP = {
    "_http.base_path": (),
    "_http.page_cache": (),
    "_http.arrival": ("_http.base_path", "_http.page_cache", "_http.responses", "_ui.words"),
    "_http.headers": ("_http.arrival", "_http.base_path"),
    "_http.responses": ("_http.base_path", "_http.headers"),
    "_http.packed_files": ("_http.base_path", "_http.responses"),
    "_http.server": ("_http.base_path", "_http.headers", "_http.responses"),
    "_http.open_data": ("_http.base_path", "_http.headers", "_http.page_cache", "_http.responses"),
    "_http.static_files": ("_http.headers", "_http.packed_files", "_http.responses"),
    "_http.maps": ("_http.base_path", "_http.headers", "_http.responses"),
    "_http.light": ("_http.base_path", "_http.headers", "_http.page_cache", "_http.responses", "_ui.words"),
    "_http.routes": (
        "_http.arrival",
        "_http.base_path",
        "_http.open_data",
        "_http.static_files",
        "_http.maps",
        "_http.light",
        "_http.responses",
        "_http.server",
    ),
}
RULES = {
    **{f"geodata.{room}": {f"geodata.{other}" for other in others} for room, others in GEODATA.items()},
    **{f"layers.{room}": {f"layers.{other}" for other in others} for room, others in LAYERS.items()},
    **{f"pages.{room}": {f"pages.{other}" for other in others} for room, others in {**UI, **HTTP}.items()},
}
# Libraries that only some modules may import: the paths, from the root, of folders or modules.
ONLY = {
    "streamlit": (
        "app.py",
        "pages/_ui/",
        "pages/*.py",
        "pages/_http/arrival/page.py",
        "pages/_http/packed_files.py",
        "pages/_http/base_path.py",
        "pages/_http/server/replicas.py",
    ),
    "starlette": ("app.py", "pages/_http/"),
    "pydeck": ("layers/renderers/deck/",),
    "folium": ("layers/renderers/leaflet.py",),
    "matplotlib": (
        "layers/renderers/sheet/",
        "layers/renderers/fonts.py",
        "layers/documents/pdf.py",
        "layers/documents/source_pages.py",
    ),
    "pptx": ("layers/documents/powerpoint.py", "layers/documents/powerpoint_parts.py"),
    "fontTools": ("layers/documents/html/webfont.py",),
    "psycopg": ("geodata/sources/postgis.py",),
    "pmtiles": ("geodata/basemap/archives.py",),
    "ibis": ("geodata/flows/",),
    "duckdb": ("geodata/flows/",),
    "pyspark": ("geodata/flows/",),
    "python_calamine": ("geodata/intake/reading/workbook.py",),
    "charset_normalizer": ("geodata/intake/reading/encoding.py",),
    "segno": ("layers/renderers/qr.py",),
    "pylopdf_fonts_zh_cn": ("layers/renderers/fonts.py",),
}
HOUSES = {
    "geodata": set(),
    "layers": {"geodata"},
    "pages": {"geodata", "layers"},
    "app": {"geodata", "layers", "pages"},
}


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module(path): path for path in SOURCES}


def imported(path: Path) -> set[str]:
    """Every module a file imports, wherever in it, by full name; of ours the module that is meant."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                names.add(full if full in MODULES else str(node.module))
    return names


def room(name: str) -> str:
    """The room of a module of ours: ``geodata.catalog``, ``pages._ui.words``."""
    parts = name.split(".")
    return ".".join(parts[: 3 if parts[:2] in (["pages", "_ui"], ["pages", "_http"]) else 2])


def matches(path: Path, places: tuple[str, ...]) -> bool:
    """Whether a path is one of the places: a file, a pattern of files of one folder, or anything below a folder."""
    told = path.relative_to(ROOT).as_posix()
    return any(
        told.startswith(place) if place.endswith("/") else path.parent == (ROOT / place).parent and path.match(place)
        for place in places
    )


def wrong(path: Path, names: set[str]) -> Iterator[str]:
    """What a file must not import of what it does."""
    own = module(path)
    for name in names:
        top = name.split(".")[0]
        if top in ONLY and not matches(path, ONLY[top]):
            yield name
        if top in {*HOUSE, "app", "tests"} and top not in {own.split(".")[0], *HOUSES[own.split(".")[0]]}:
            yield name
        same_house = name.split(".")[0] == own.split(".")[0]
        if same_house and {room(name), room(own)} <= RULES.keys() and room(name) not in {room(own), *RULES[room(own)]}:
            yield name
        if name.startswith("geodata.domains.") and room(own) == "geodata.domains":
            yield name


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_go_the_stated_way(path):
    assert sorted(wrong(path, imported(path))) == []


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("geodata/x.py", "streamlit.components"),
        ("geodata/catalog/x.py", "geodata.boundaries.units"),
        ("geodata/boundaries/x.py", "geodata.catalog.model"),
        ("geodata/domains/corridors.py", "geodata.domains.crossings"),
        ("geodata/query/x.py", "geodata.narrative.cards.card"),
        ("geodata/x.py", "layers.spec"),
        ("layers/kinds/site.py", "pydeck"),
        ("layers/documents/deck.py", "pydeck"),
        ("layers/renderers/x.py", "layers.kinds.site"),
        ("layers/renderers/sheet/x.py", "layers.overlays.stops"),
        ("pages/_ui/words/x.py", "pages._ui.session.state"),
        ("pages/_ui/common/x.py", "pages._ui.parts.citizen"),
        ("pages/_http/x.py", "streamlit"),
        ("pages/_http/light/x.py", "pages._ui.common.maps"),
        ("layers/spec.py", "tests.layers.given"),
    ],
)
def test_a_wrong_import_is_found(place, name):
    assert name in set(wrong(ROOT / place, {name}))


def test_each_room_has_its_rule():
    rooms = {room(name) for name in MODULES if "." in name} - {
        f"pages.{path.stem}" for path in (ROOT / "pages").glob("*.py")
    }
    rooms -= {"pages._ui", "pages._http"}
    assert rooms == set(RULES)


def test_no_module_imports_itself_by_way_of_others():
    graph = {name: imported(path) & MODULES.keys() - {name} for name, path in MODULES.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


FACTS = ROOT / "geodata" / "tables"  # a file for each dataset that is read, named as in the catalogue


@pytest.mark.parametrize("top", [*HOUSE, "tests"])
def test_no_folder_holds_more_than_thirteen_entries(top):
    crowded = {}
    for folder in [ROOT / top, *(path for path in (ROOT / top).rglob("*") if path.is_dir())]:
        if folder.name == "__pycache__" or "failures" in folder.parts or folder == FACTS:
            continue
        entries = {path.name for path in folder.iterdir()} - {"__init__.py", "__pycache__", "failures", ".DS_Store"}
        # The rooms of geodata are the ones listed above, and its tests mirror them; pages are those declared (below).
        if len(entries) > 13 and folder not in (ROOT / "geodata", ROOT / "pages", ROOT / "tests" / "geodata"):
            crowded[folder.relative_to(ROOT).as_posix()] = len(entries)
    assert crowded == {}


def test_pages_are_exactly_those_declared():
    files = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__init__", "main"}
    assert files == PAGES.keys()


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: path.stem)
def test_pages_define_nothing(path):
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    assert not [node for node in nodes if isinstance(node, (*FUNCTIONS, ast.ClassDef))]


def test_streamlits_old_page_mechanism_never_starts():
    assert not (ROOT / "pages" / "pages").exists()


@pytest.mark.parametrize(
    ("word", "home"),
    [
        ("st.session_state", "pages/_ui/session/state.py"),
        ("st.query_params", "pages/_ui/session/state.py"),
        ("pydeck_chart", "pages/_ui/common/maps.py"),
    ],
)
def test_each_of_these_has_one_home(word, home):
    users = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "pages").rglob("*.py")
        if re.search(rf"\b{re.escape(word)}", path.read_text(encoding="utf-8"))
    }
    assert users == {home}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_is_small_and_tells_what_it_holds(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 270
    assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_public_function_has_a_docstring_and_types(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, FUNCTIONS):
            where = f"{path.name}:{node.lineno} {node.name}"
            assert node.returns is not None, where
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            assert all(arg.annotation or arg.arg in ("self", "cls") for arg in given), where
    tops = ast.parse(path.read_text(encoding="utf-8")).body
    classes = [node for node in tops if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    methods = [part for node in classes for part in node.body]
    for node in [*tops, *methods]:
        if isinstance(node, FUNCTIONS) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{path.name}:{node.lineno} {node.name}"


# Who may take a text apart at these marks: the module that puts such a text together.
APART = {
    ":": {"geodata/catalog/pick.py", "geodata/ties/integration.py"},
    "|": {
        "layers/kinds/tie.py",
        "geodata/text/__init__.py",  # one|many
        "geodata/narrative/findings/key_figures.py",  # likewise
        "geodata/ties/from_facts.py",  # cells of crossing_adcodes
    },
    "-": {
        "layers/spec.py",
        "layers/symbols.py",
        "geodata/boundaries/border.py",
        "geodata/catalog/shared_columns.py",  # dates
        "pages/_http/static_files.py",  # addresses with a hash
    },
}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_names_are_taken_apart_where_they_are_put_together(path):
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    for call in calls:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if (
            name in ("partition", "rpartition", "split", "rsplit")
            and call.args
            and isinstance(call.args[0], ast.Constant)
        ):
            allowed = APART.get(call.args[0].value)
            assert allowed is None or path.relative_to(ROOT).as_posix() in allowed, f"line {call.lineno}"


def test_no_page_is_asked_for_its_name():
    """What is particular to a page stands in its declaration (catalog/pages.py)."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare) and any(isinstance(one, ast.Constant) for one in node.comparators):
                left = node.left
                assert not (isinstance(left, ast.Attribute) and left.attr == "page"), f"{path}: {node.lineno}"
                assert not (isinstance(left, ast.Name) and left.id == "page"), f"{path}: {node.lineno}"


CLOCK = {"now", "today", "utcnow", "localtime", "gmtime", "ctime", "fromtimestamp", "time"}
CLOCKS = {"datetime", "date", "time", "pd", "Timestamp"}


def asks_the_clock(node: ast.AST) -> bool:
    """Whether code asks what day or time it is; clocks that only measure, such as monotonic, are none."""
    if isinstance(node, ast.ImportFrom) and node.module == "time":
        return bool(CLOCK & {alias.name for alias in node.names})
    if isinstance(node, ast.Call):  # Timestamp("now"), to_datetime("now"), datetime64("now", "D")
        return any(isinstance(one, ast.Constant) and one.value in ("now", "today") for one in node.args[:1])
    if not (isinstance(node, ast.Attribute) and node.attr in CLOCK):
        return False
    owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    return owner in CLOCKS


def writes_geojson(node: ast.AST) -> bool:
    """Whether code writes GeoJSON: features of its own, or a library that does not turn the rings."""
    if isinstance(node, ast.Attribute):
        return node.attr in ("to_geojson", "__geo_interface__", "to_geo_dict", "iterfeatures")
    if isinstance(node, ast.ImportFrom):
        return {"mapping", "to_geojson"} & {alias.name for alias in node.names} != set()
    if isinstance(node, ast.keyword):
        return node.arg == "driver" and getattr(node.value, "value", "") == "GeoJSON"
    return isinstance(node, ast.Constant) and node.value in ("Feature", "FeatureCollection")


@pytest.mark.parametrize(
    ("found", "home"), [(asks_the_clock, "geodata/text/days.py"), (writes_geojson, "geodata/export/geojson.py")]
)
def test_one_module_does_it_for_all(found, home):
    doing = {
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if any(found(node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert doing == {home}


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (asks_the_clock, "datetime.now(UTC)"),
        (asks_the_clock, "date.today()"),
        (asks_the_clock, "datetime.date.today()"),
        (asks_the_clock, "pd.Timestamp.now()"),
        (asks_the_clock, "pd.Timestamp('now')"),
        (asks_the_clock, "time.time()"),
        (asks_the_clock, "from time import time"),
        (writes_geojson, "shapely.to_geojson(shape)"),
        (writes_geojson, "from shapely.geometry import mapping"),
        (writes_geojson, "{'type': 'Feature'}"),
        (writes_geojson, "frame.to_file(path, driver='GeoJSON')"),
    ],
)
def test_who_else_does_it_is_found(found, code):
    assert any(found(node) for node in ast.walk(ast.parse(code)))


@pytest.mark.parametrize("code", ["days.today()", "releases.now(store)", "time.monotonic()", "float('nan')"])
def test_who_asks_that_module_or_measures_is_not(code):
    assert not any(asks_the_clock(node) for node in ast.walk(ast.parse(code)))
