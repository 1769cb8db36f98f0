"""The file of sums: one small Parquet that says of itself what it is. All that the app reads of flows."""

import json
from dataclasses import asdict, dataclass, fields
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geodata import whole_file
from geodata.boundaries.vintage import Vintage
from geodata.configuration import ConfigurationError, configuration
from geodata.flows.cells import KEY
from geodata.flows.records import DEMO_MARK, DOMAIN, HOME, PERSONS, SERVICE, VERDICT, YEAR, FlowsError
from geodata.text import Lang, Text, marks

_KEY: Final = b"chengyu_flows"  # of what the file says of itself, among the metadata of Parquet
FORMAT: Final = 1


@dataclass(frozen=True)
class About:
    """What a file of sums says of itself.

    ``version`` is that of the records and settings it was summed of, ``below`` the least number shown, ``vintage``
    the counties that codes were checked against.
    """

    source_zh: str
    source_en: str
    vintage: str
    below: int
    version: str
    demo: bool = False
    demo_mark: str = ""
    format: int = FORMAT

    def named(self, lang: Lang) -> str:
        """Return whose data it is; of demonstration data that it is such."""
        return (VERDICT if self.demo else Text(self.source_zh, self.source_en)).say(lang)

    def mark(self, lang: Lang) -> str:
        """Return the mark of demonstration data, in brackets; empty for others."""
        return marks.bracketed(DEMO_MARK.say(lang), lang) if self.demo else ""


@dataclass(frozen=True, eq=False)
class Flows:
    """Sums as kept: ``cells`` as ``cells.suppressed`` has them."""

    cells: pd.DataFrame
    about: About

    @property
    def years(self) -> list[int]:
        """The years there are, in order."""
        return sorted(int(year) for year in self.cells[YEAR].unique())

    @property
    def domains(self) -> set[str]:
        """The domains there are."""
        return set(self.cells[DOMAIN].unique())


def about(path: Path) -> About | None:
    """Return what a file of sums says of itself; None where there is none, or where it is something else."""
    import pyarrow.parquet as parquet

    try:
        told = (parquet.read_schema(path).metadata or {}).get(_KEY)
        block: dict[str, Any] = json.loads(told) if told else {}
        if block.get("format") == FORMAT and block.keys() == {one.name for one in fields(About)}:
            return About(**block)
    except (OSError, ValueError):  # pyarrow's own errors are such
        pass
    return None


def write(path: Path, flows: Flows) -> None:
    """Write sums in place of those that lie there, whole or not at all.

    Raises:
        OSError: the file cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as parquet

    table = pa.Table.from_pandas(flows.cells, preserve_index=False)
    told = json.dumps(asdict(flows.about), ensure_ascii=False).encode()
    into = BytesIO()
    parquet.write_table(table.replace_schema_metadata({_KEY: told}), into, compression="zstd")
    whole_file.write(path, into.getvalue())


def read(path: Path) -> Flows:
    """Return the sums of a file.

    Raises:
        FlowsError: it is not there, or no file of sums.
    """
    told = about(path) if path.is_file() else None
    if told is None:
        raise FlowsError(
            f"{path}：不是流量汇总文件，请用 python -m geodata.flows sum 生成",
            f"{path}: no file of summed flows; python -m geodata.flows sum makes one",
        )
    cells = pd.read_parquet(path, columns=[*KEY, PERSONS])
    texts = dict.fromkeys((HOME, SERVICE, DOMAIN), "category")
    return Flows(cells.astype(texts | {PERSONS: "Int64", YEAR: "int64"}), told)


@cache
def configured() -> Flows | None:
    """Return the sums that the administrator has set, read once; None without any.

    Raises:
        ConfigurationError: the file that is set cannot be used.
    """
    path = configuration().flows.sums
    if not path:
        return None
    try:
        return read(Path(path))
    except FlowsError as error:
        raise ConfigurationError(f"flows.sums: {error}") from error


def of(vintage: Vintage) -> Flows | None:
    """Return the sums within the counties of a vintage; None where there are none, or those of another."""
    found = configured()
    return found if found and found.about.vintage == vintage.value else None
