"""Imports go one way, and each thing has one place."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(
    [ROOT / "app.py", *(path for folder in ("geodata", "layers", "pages") for path in (ROOT / folder).rglob("*.py"))]
)
DRAWING = {"pydeck", "folium", "matplotlib", "PIL"}
SHEETS = {
    "figure.py",
    "panel.py",
    "marks.py",
    "furniture.py",
    "sheet_legend.py",
    "fonts.py",
    "book.py",
}  # the third renderer


def imported(path: Path) -> set[str]:
    """Every module a file imports, wherever in it, by full name."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return names


def packages(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(path)}


def allowed(path: Path, name: str) -> bool:
    """Whether a file of ours may import ``name`` (a package outside the standard library, or one of ours)."""
    folder = path.relative_to(ROOT).parts[0]
    inside = path.relative_to(ROOT).parts[1] if folder == "pages" else ""
    match name:
        case "streamlit":
            return path.name == "app.py" or (folder == "pages" and (inside != "_http" or path.name == "security.py"))
        case "starlette":
            return path.name == "app.py" or inside == "_http"
        case "pydeck":
            return path.parent == ROOT / "layers" and path.name in ("deck.py", "compact.py")
        case "folium":
            return path == ROOT / "layers" / "leaflet.py"
        case "matplotlib":
            return path.parent == ROOT / "layers" and path.name in SHEETS
        case "pptx":
            return path.parent == ROOT / "layers" and path.name in ("slides.py", "slide_parts.py")
        case "fontTools":
            return path == ROOT / "layers" / "webfont.py"
        case "segno":
            return path.parent == ROOT / "layers" and path.name in ("furniture.py", "code.py")
        case "pylopdf_fonts_zh_cn":
            return path == ROOT / "layers" / "fonts.py"
        case "layers":
            return folder != "geodata"
        case "pages":
            return folder == "pages" or path.name == "app.py"
        case "app" | "tests":
            return False
    return True


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path):
    wrong = {name for name in packages(path) if not allowed(path, name)}
    assert wrong == set()


def test_the_arrow_test_can_fail(tmp_path):
    wrong = tmp_path / "x.py"
    wrong.write_text("def f():\n    import streamlit.components\n")
    assert packages(wrong) == {"streamlit"}
    assert not allowed(ROOT / "geodata" / "x.py", "streamlit")
    assert not allowed(ROOT / "layers" / "site.py", "pydeck")
    assert not allowed(ROOT / "layers" / "sheet.py", "matplotlib")


def test_pages_are_exactly_those_of_the_navigation():
    tree = ast.parse((ROOT / "pages" / "main.py").read_text(encoding="utf-8"))
    listed = {
        f"{node.elts[0].value}.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Tuple) and len(node.elts) == 3 and isinstance(node.elts[0], ast.Constant)
    }
    there = {path.name for path in (ROOT / "pages").glob("*.py")} - {"__init__.py", "main.py"}
    assert listed == there


def test_pages_hold_no_functions():
    for path in (ROOT / "pages").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)], path


def test_streamlits_old_page_mechanism_never_starts():
    assert not (ROOT / "pages" / "pages").exists()


@pytest.mark.parametrize(
    ("word", "home"),
    [
        ("st.session_state", "state.py"),
        ("cache_data", "cache.py"),
        ("st.query_params", "state.py"),
        ("pydeck_chart", "maps.py"),
    ],
)
def test_each_of_these_has_one_home(word, home):
    users = {
        path.name
        for path in (ROOT / "pages").rglob("*.py")
        if re.search(rf"\b{re.escape(word)}", path.read_text(encoding="utf-8"))
    }
    assert users == {home}


def test_modules_stay_small():
    long = {
        str(path.relative_to(ROOT)): n for path in SOURCES if (n := path.read_text(encoding="utf-8").count("\n")) > 270
    }
    assert long == {}


def test_every_public_function_has_a_docstring_and_types():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                assert node.returns is not None, f"{path}:{node.lineno}"
