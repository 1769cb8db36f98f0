"""What would change, and what was published, told in lines: for the terminal, and where a page says it shortly."""

from collections.abc import Iterator
from datetime import datetime

from geodata.catalog.model import Catalog
from geodata.intake.model import RowProblem
from geodata.sources.versions import Version
from geodata.store.releases import HEADLINES, Changes
from geodata.text import Lang, Text, counted, days


def headlines(changes: Changes, catalog: Catalog) -> list[tuple[Text, int | None, int | None]]:
    """Return the numbers that would be others: what is counted, now, then; None where it is not counted."""
    return [
        (HEADLINES[name] if name in HEADLINES else catalog.datasets[name].title, before, after)
        for name, (before, after) in changes.headlines.items()
        if before != after and (name in HEADLINES or name in catalog.datasets)
    ]


def rows(changes: Changes, catalog: Catalog) -> list[tuple[Text, int, int, int]]:
    """Return of each table that would change: its title, rows added, removed and changed."""
    return [
        (catalog.datasets[id].title, len(found.added), len(found.removed), len(found.changed))
        for id, found in changes.tables.items()
        if id in catalog.datasets
    ]


def cells(changes: Changes, catalog: Catalog, lang: Lang) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield what would change row by row: what happens, the row's name, the column, what stands there now, and then.

    What happens is "added", "removed" or "changed"; rows that come or go have no column.
    """
    for id, found in changes.tables.items():
        labels = {name: one.label.say(lang) for name, one in catalog.datasets[id].all_columns.items()}
        for what, rows in (("added", found.added), ("removed", found.removed)):
            for row, named in rows.items():
                yield what, named.get(f"name_{lang}") or row, "", "", ""
        for one in found.changed:
            for name, (before, after) in one.cells.items():
                yield "changed", one.name.get(f"name_{lang}") or one.id, labels.get(name, name), before, after


def lines(changes: Changes, catalog: Catalog) -> Iterator[Text]:
    """Yield what would change, the tables first."""
    for title, added, removed, changed in rows(changes, catalog):
        yield Text(
            f"{title.zh}：{_moved('zh', added, removed, changed)}",
            f"{title.en}: {_moved('en', added, removed, changed)}",
        )
    for title, before, after in headlines(changes, catalog):
        shown = ["—" if one is None else f"{one:,}" for one in (before, after)]
        yield Text(f"{title.zh}：{shown[0]} → {shown[1]}", f"{title.en}: {shown[0]} → {shown[1]}")


def version(one: Version, catalog: Catalog) -> Text:
    """Return a version as one line: what was done, to which table, how many rows."""
    if one.restores is not None:
        if not one.restores:
            return Text("撤回全部发布，恢复原有数据", "everything published taken back: the data as they were before")
        return Text(f"退回到第{one.restores}版", f"back to version {one.restores}")
    title = catalog.datasets[one.table].title if one.table in catalog.datasets else Text(one.table, one.table)
    added, removed, changed = (one.counts.get(name, 0) for name in ("added", "removed", "changed"))
    what = Text("整表替换", "replaced") if one.way == "replace" else Text("增补", "extended")
    return Text(
        f"{title.zh} {what.zh}：{_moved('zh', added, removed, changed)}",
        f"{title.en} {what.en}: {_moved('en', added, removed, changed)}",
    )


def _moved(lang: Lang, added: int, removed: int, changed: int) -> str:
    zh = f"新增{added}行，删除{removed}行，改动{changed}行"
    return Text(zh, f"{counted(added, 'row')} added, {removed} removed, {changed} changed").say(lang)


def made(one: Version) -> Text:
    """Return when a version was published, in words."""
    moment = datetime.fromisoformat(one.made)
    return Text(days.clock(moment, "zh"), days.clock(moment, "en"))


def problem(one: RowProblem) -> Text:
    """Return a cell to mend as one sentence."""
    where = Text(f"第{one.row}行「{one.column}」", f"row {one.row}, “{one.column}”")
    if not one.row:
        where = Text(f"别处（{one.column}）", f"elsewhere ({one.column})")
    return Text(
        f"{where.zh}：“{one.value}”，应为{one.expected.zh}", f"{where.en}: “{one.value}”, expected {one.expected.en}"
    )
