"""What docstrings say can be checked: who returns a table names its columns, and they are there."""

import ast
import re
from pathlib import Path

import geopandas as gpd
import pytest

from geodata.boundaries.vintage import Vintage
from geodata.store import recipes
from geodata.store.store import load

ROOT = Path(__file__).parent.parent
STORE = load()
COLUMNS = {column for dataset in STORE.catalog.datasets for column in STORE.get(dataset).columns}


def tables(source: str) -> list[ast.FunctionDef]:
    """The public functions and methods of a module that return a table."""
    tree = ast.parse(source)
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    return [
        node
        for node in [*tree.body, *(part for one in classes for part in one.body)]
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and node.returns is not None
        and re.fullmatch(r"(pd\.|gpd\.Geo)DataFrame( \| None)?", ast.unparse(node.returns).strip("'\""))
    ]


def names_columns(node: ast.FunctionDef) -> bool:
    """Whether a docstring names a column, or whose columns they are."""
    told = ast.get_docstring(node) or ""
    told = told.partition("Returns:")[2] or told.partition("Args:")[0]
    return bool(COLUMNS & set(re.findall(r"\w+", told))) or bool(re.search(r"[Cc]olumns of ``\w", told))


FOUND = [
    pytest.param(node, id=f"{path.relative_to(ROOT).with_suffix('').as_posix()}-{node.name}")
    for folder in ("geodata", "layers")
    for path in sorted((ROOT / folder).rglob("*.py"))
    for node in tables(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("node", FOUND)
def test_who_returns_a_table_names_its_columns(node):
    assert names_columns(node)


def test_one_that_does_not_is_found():
    silent = 'def f(x: int) -> pd.DataFrame:\n    """Return the best table.\n\n    Args:\n        x: adcode.\n    """\n'
    telling = (
        'def f(x: int) -> "gpd.GeoDataFrame":\n    """Return it.\n\n    Returns:\n        adcode, geometry.\n    """\n'
    )
    assert [names_columns(node) for node in tables(silent + telling)] == [False, True]


@pytest.mark.parametrize("vintage", list(Vintage))
@pytest.mark.parametrize("id", [id for id in recipes.RECIPES if id in STORE.catalog.datasets])
def test_columns_that_a_recipe_names_are_in_what_it_makes(id, vintage):
    told = (recipes.RECIPES[id].make.__doc__ or "").partition("Returns:")[2]
    named = {word for word in re.findall(r"\w+", re.sub("``.*?``", "", told)) if "_" in word}  # no English words
    assert named & COLUMNS <= set(STORE.get(id, vintage).columns)


@pytest.mark.parametrize("id", list(STORE.catalog.datasets))
def test_a_dataset_has_the_columns_that_are_declared_and_stands_in_degrees(id):
    table = STORE.get(id)
    assert set(STORE.catalog.datasets[id].all_columns) <= set(table.columns)
    assert not isinstance(table, gpd.GeoDataFrame) or table.crs == "EPSG:4326"
