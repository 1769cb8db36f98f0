"""What was made of a file on its way into a table, said before anything is published."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from pypinyin import lazy_pinyin

from geodata.catalog.model import Dataset
from geodata.intake.model import Meaning
from geodata.publish.given import Given
from geodata.sources.workspace import Rows
from geodata.text import Text, counted, joined

# What columns are taken for that have done their work once rows are placed.
LOCATING: Final = frozenset(
    {Meaning.PROVINCE, Meaning.CITY, Meaning.COUNTY, Meaning.ADCODE, Meaning.LON, Meaning.LAT, Meaning.LONLAT}
)


def spoken(row: Mapping[str, str]) -> str:
    """Return how the Chinese name of a row is read, in Latin letters."""
    return " ".join(part.capitalize() for part in lazy_pinyin(row.get("name_zh", "")))


def _twice(rows: Rows) -> list[str]:
    """Names that stand more than once in a county."""
    named = Counter((row.get("name_zh", ""), row.get("adcode", "")) for row in rows)
    return [name for (name, _), n in named.items() if n > 1]


def of(given: Given, dataset: Dataset, used: Mapping[str, int], known: list[bool], rows: Rows) -> tuple[Text, ...]:
    """Return what was made of a file, one sentence each.

    Args:
        given: the file's rows.
        dataset: the table.
        used: column of the table → column of the file.
        known: of each row, whether the table has it already.
        rows: as they are to stand in the table.
    """
    old, new = sum(known), len(known) - sum(known)
    said = [
        Text(f"{len(known)}行：{old}行表里已有，{new}行新增", f"{counted(len(known), 'row')}: {old} known, {new} new")
    ]
    labels = {column.name: column.label for column in dataset.columns}
    if (kept := [labels[name] for name in labels if name not in used and name != "id"]) and old:
        most = kept[:4]
        said.append(
            Text(
                f"文件里没有的{len(kept)}列（{joined([one.zh for one in most], 'zh')}等），已有的行保留原值",
                f"rows known keep what they have in the {len(kept)} columns that the file lacks "
                f"({joined([one.en for one in most], 'en')} …)",
            )
        )
    read = sum(spoken(row) == row.get("name_en") for row in rows)
    if "name_en" in labels and "name_en" not in used and read:
        said.append(
            Text(
                f"{read}行没有英文名称，暂用拼音",
                f"no English name in {counted(read, 'row')}: the reading stands for it",
            )
        )
    placing = LOCATING if given.places else frozenset()
    left = [n for n, meaning in enumerate(given.meanings) if n not in used.values() and meaning not in placing]
    if shown := [given.headings[n] for n in left if given.headings[n]][:8]:
        said.append(Text(f"没有用到的列：{joined(shown, 'zh')}", f"columns not used: {joined(shown, 'en')}"))
    if "id" not in used and (twice := _twice(rows)):
        names = twice[:5]
        said.append(
            Text(
                f"同一区县内重名：{joined(names, 'zh')}；请加“标识”一列，下次更新才认得出",
                f"the same name twice in a county: {joined(names, 'en')}; a column “ID” would tell them apart",
            )
        )
    return tuple(said)
