"""What a table must look like, built from the catalogue with pandera; broken cells become Problems."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import pandas as pd
import pandera.pandas as pa

from geodata.catalog.errors import DataError, Problem
from geodata.catalog.model import LIST_TYPES, Catalog, Column, Dataset
from geodata.text import Text

# The box that holds everything the facts may point at: Sichuan, Chongqing and the railway nodes just beyond.
LON_RANGE: Final = (97.0, 111.5)
LAT_RANGE: Final = (25.5, 35.0)

# One pattern a type, on the text of one item (list types are split first).
PATTERNS: Final[dict[str, tuple[str, Text]]] = {
    "date": (
        r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?",
        Text("日期，如 2024、2024-05 或 2024-05-20", "a date such as 2024, 2024-05 or 2024-05-20"),
    ),
    "year": (r"(19|20)\d{2}", Text("四位年份", "a year of four digits")),
    "integer": (r"-?\d+", Text("整数", "a whole number")),
    "number": (r"-?\d+(\.\d+)?", Text("数字", "a number")),
    "bool": (r"true|false", Text("true 或 false", "true or false")),
    "url": (
        r"https?://\S+",
        Text("以 http:// 或 https:// 开头的网址", "an address that starts with http:// or https://"),
    ),
    "adcode": (r"[1-9]\d{5}", Text("六位行政区划代码", "a unit code of six digits")),
    "adcodes": (r"[1-9]\d{5}", Text("六位行政区划代码，以分号分隔", "unit codes of six digits, separated by ;")),
    "ids": (r"[\w.-]+", Text("标识，以分号分隔", "ids, separated by ;")),
    "rows": (
        r"\w+:[\w.-]+",
        Text("形如 tourism:cq-dazu 的标识，以分号分隔", "rows as table:id, separated by ;"),
    ),
    "pairs": (r"[^;|:]+[|:][^;|:]+", Text("成对的值，如 甲|乙", "pairs such as a|b")),
    # Landlines with their area code, service numbers with or without one; mobile numbers are private and do not fit.
    "phones": (
        r"0\d{2}-[2-9]\d{7}|0\d{3}-[2-9]\d{6,7}|(0\d{2,3}-)?1[0-2]\d{3}|400-\d{3}-\d{4}|9\d{4,5}",
        Text(
            "座机（区号-号码）或 12345 一类的公共服务号码，以分号分隔；不收手机号",
            "landlines (area code-number) or service numbers such as 12345, separated by ;, and no mobile numbers",
        ),
    ),
    "lon": (r"-?\d+(\.\d+)?", Text("经度", "a longitude")),
    "lat": (r"-?\d+(\.\d+)?", Text("纬度", "a latitude")),
}
FILLED: Final = Text("非空值", "a value")
UNIQUE: Final = Text("表内唯一的值", "a value that occurs once in the table")


def items(cell: str, column: Column) -> list[str]:
    """Split a cell into its items: the list types at ";", any other type into itself; empty cells into none."""
    if not cell:
        return []
    return cell.split(";") if column.type in LIST_TYPES else [cell]


def _bounds(column: Column) -> tuple[float, float] | None:
    if column.type == "lon":
        return LON_RANGE
    if column.type == "lat":
        return LAT_RANGE
    if column.min is None and column.max is None:
        return None
    return (
        column.min if column.min is not None else float("-inf"),
        column.max if column.max is not None else float("inf"),
    )


def _column_checks(column: Column, allowed: dict[str, Text]) -> list[tuple[Text, Callable[[str], bool]]]:
    """Pairs of (what is expected, test of one non-empty item)."""
    checks: list[tuple[Text, Callable[[str], bool]]] = []
    if column.type in PATTERNS:
        pattern, expected = PATTERNS[column.type]
        matcher = re.compile(pattern)
        checks.append((expected, lambda item: matcher.fullmatch(item) is not None))
    if allowed:
        codes = ", ".join(allowed)
        expected = Text(f"以下之一：{codes}", f"one of: {codes}")
        checks.append((expected, lambda item: item in allowed))
    bounds = _bounds(column)
    if bounds:
        low, high = bounds
        expected = Text(f"{low:g} 至 {high:g} 之间的数", f"a number from {low:g} to {high:g}")
        # A cell that is no number at all is told once, by the pattern.
        number = re.compile(PATTERNS["number"][0])
        checks.append((expected, lambda item: not number.fullmatch(item) or low <= float(item) <= high))
    return checks


def _pandera_column(column: Column, allowed: dict[str, Text], told: dict[str, Text]) -> pa.Column:
    """One pandera column; ``told`` collects what each check's name expects."""
    checks = []
    for n, (expected, test) in enumerate(_column_checks(column, allowed)):
        name = f"{column.name}:{n}"
        told[name] = expected
        remembered = lru_cache(maxsize=None)(test)  # columns repeat few values

        def passes(
            cells: pd.Series, test: Callable[[str], bool] = remembered, column: Column = column
        ) -> "pd.Series[bool]":
            return pd.Series([all(map(test, items(cell, column))) for cell in cells], index=cells.index)

        checks.append(pa.Check(passes, name=name, error=name))
    if column.required:
        told[f"{column.name}:filled"] = FILLED
        checks.append(pa.Check(lambda cells: cells.ne(""), name="filled", error=f"{column.name}:filled"))
    if column.name == "id":
        told["id:unique"] = UNIQUE
        checks.append(pa.Check(lambda cells: ~cells.duplicated(keep=False), name="unique", error="id:unique"))
    return pa.Column(checks=checks)


def validate(table: pd.DataFrame, dataset: Dataset, catalog: Catalog) -> None:
    """Check a table of raw text cells against its catalogue entry.

    Args:
        table: shape (rows, columns of the file), every cell text, empty text where nothing is known.

    Raises:
        DataError: with one Problem per broken cell: file, row, column, value, what is expected.
    """
    declared = [column.name for column in dataset.columns]
    if list(table.columns) != declared:
        missing = [name for name in declared if name not in table.columns]
        extra = [name for name in table.columns if name not in declared]
        expected = Text(
            f"列应为目录所列（缺：{missing or '无'}；多：{extra or '无'}）",
            f"the columns of the catalogue in its order (missing: {missing or 'none'}; extra: {extra or 'none'})",
        )
        raise DataError([Problem(dataset.file, 0, "header", "", expected)])
    told: dict[str, Text] = {}
    schema = pa.DataFrameSchema(
        {column.name: _pandera_column(column, catalog.vocabulary(column), told) for column in dataset.columns}
    )
    try:
        schema.validate(table, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        raise DataError(
            [
                Problem(dataset.file, int(row) + 2, str(column), str(value), told.get(str(check), FILLED))
                for row, column, value, check in zip(
                    cases["index"], cases["column"], cases["failure_case"], cases["check"], strict=True
                )
            ]
        ) from error
