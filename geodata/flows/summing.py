"""Sum records once per version of the data: engine, checks, suppression, file."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import pandas as pd

from geodata.boundaries.vintage import Vintage
from geodata.flows import cells, engines, kept
from geodata.flows.cells import Checked
from geodata.flows.kept import About, Flows
from geodata.flows.records import DEMO_MARK, PERSONS, VERDICT, FlowsError
from geodata.store.store import Edition

DEMO_KEY: Final = b"chengyu_demo"  # in the metadata of a Parquet file of records that were made up


@dataclass(frozen=True)
class Order:
    """What is to be summed, for whom: ``inputs`` and ``engine`` as ``engines.summed``; ``below`` as ``suppressed``."""

    inputs: tuple[str, ...]
    engine: str
    vintage: Vintage
    below: int
    source_zh: str
    source_en: str


@dataclass(frozen=True)
class Done:
    """What came of it. ``checked`` and ``records`` are for who holds the records: the file does not tell them."""

    flows: Flows
    records: int
    checked: Checked

    @property
    def hidden(self) -> int:
        """How many cells are hidden."""
        return int(self.flows.cells[PERSONS].isna().sum())


def version(order: Order) -> str:
    """Return the version of records and settings: of the files' names, sizes and dates.

    Empty where the records lie elsewhere, as on a cluster: what is not seen cannot be known to be the same.
    """
    try:
        _, found = engines.files(list(order.inputs))
    except FlowsError:
        return ""
    seen = [[path.as_posix(), path.stat().st_size, path.stat().st_mtime_ns] for path in found]
    settings = [order.vintage.value, order.below, order.source_zh, order.source_en, kept.FORMAT]
    return sha256(json.dumps([seen, settings]).encode()).hexdigest()[:16]


def is_demo(inputs: tuple[str, ...]) -> set[bool]:
    """Return whether the files of records that lie here say that they were made up: both where only some do."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    try:
        _, found = engines.files(list(inputs))
        return {DEMO_KEY in (parquet.read_schema(path).metadata or {}) for path in found if path.suffix == ".parquet"}
    except (FlowsError, OSError, pa.ArrowInvalid):
        return set()


def sum_up(order: Order, edition: Edition, progress: Callable[[float], None]) -> Done:
    """Return the sums of records.

    Args:
        order: what is to be summed.
        edition: whose counties and domains there are.
        progress: as ``engines.summed``.

    Raises:
        FlowsError: nothing can be summed, or facts and demonstration data are mixed.
    """
    table = engines.summed(list(order.inputs), order.engine, progress)
    rows, made_up = int(table["records"].sum()), int(table["demo"].fillna(0).sum())
    if not rows:
        raise FlowsError("没有一条记录", "There is not a single record")
    marks = {True} if made_up == rows else is_demo(order.inputs)  # what each record says goes before what files say
    if 0 < made_up < rows or marks == {True, False}:
        raise FlowsError(
            f"{DEMO_MARK.zh}与真实记录混在一起，不能汇总", f"{DEMO_MARK.en.capitalize()} and facts are mixed"
        )
    return finish(table, order, edition, demo=True in marks)


def finish(table: pd.DataFrame, order: Order, edition: Edition, *, demo: bool) -> Done:
    """Return what is kept of the engine's result (``expression.sums``).

    Raises:
        FlowsError: no record can be used.
    """
    counties = set(edition.get("counties")["adcode"])
    found = cells.checked(table, counties, edition.moved(), set(edition.catalog.domains))
    if found.cells.empty:
        why = [f"{cells.REASONS[name].zh} {n}" for name, n in found.left_out.items()]
        because = [f"{cells.REASONS[name].en}: {n}" for name, n in found.left_out.items()]
        raise FlowsError(f"没有一条可用的记录（{'；'.join(why)}）", f"No record can be used ({'; '.join(because)})")
    zh, en = (VERDICT.zh, VERDICT.en) if demo else (order.source_zh, order.source_en)
    mark = " · ".join(DEMO_MARK) if demo else ""
    about = About(zh, en, order.vintage.value, order.below, version(order), demo, mark)
    return Done(Flows(cells.suppressed(found.cells, order.below), about), int(table["records"].sum()), found)
