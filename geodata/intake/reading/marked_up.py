"""Tables that office systems export as "XLS" though they are HTML, or Excel's XML of 2003."""

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree, html

from geodata.intake.reading.encoding import encoding
from geodata.intake.reading.kinds import damaged
from geodata.intake.reading.raw import MOST_COLUMNS, Merge, Raw, empty, from_rows, too_long, too_wide
from geodata.intake.reading.workbook import Sheet, unknown_sheet
from geodata.text import Text

_SS: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"
_SPARE: Final = 2_000


def web_table(content: bytes, most_rows: int) -> tuple[Raw, str, tuple[Text, ...]]:
    """Read the largest table of a web page: its cells, its encoding, what was understood.

    Raises:
        IntakeError: there is no table, or it is too large.
    """
    found = encoding(content)
    try:
        text = content.decode(found.codec, "replace").replace("\0", "")
        page = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.LxmlError, ValueError) as error:
        raise damaged("html") from error
    tables = [table for table in page.iter("table") if next(table.iterdescendants("table"), None) is None]
    if not tables:
        raise empty()
    largest = max(tables, key=lambda table: sum(1 for _ in table.iter("td", "th")))
    lines = list(largest.iter("tr"))
    if len(lines) > most_rows + _SPARE:
        raise too_long(most_rows)
    return _laid_out(_web_cells(line) for line in lines), found.codec, found.said


def excel_xml(content: bytes, *, sheet: str, most_rows: int) -> Sheet:
    """Read a sheet of a workbook in the XML of Excel 2003; without a name the one with most lines.

    Raises:
        IntakeError: it is damaged, has no such sheet, or one that is too large.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        book = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged("xls") from error
    sheets = {one.get(f"{_SS}Name") or str(place): one for place, one in enumerate(book.iter(f"{_SS}Worksheet"), 1)}
    if not sheets:
        raise empty()
    if sheet and sheet not in sheets:
        raise unknown_sheet(sheet, tuple(sheets))
    name = sheet or max(sheets, key=lambda one: sum(1 for _ in sheets[one].iter(f"{_SS}Row")))
    lines = list(sheets[name].iter(f"{_SS}Row"))
    if len(lines) > most_rows + _SPARE:
        raise too_long(most_rows)
    return Sheet(_laid_out(_xml_lines(lines, most_rows)), name, tuple(sheets))


_Cell = tuple[
    Any, int, int, int
]  # value, column to go to first (from 0 on; -1: the next free), columns and lines it takes


def _laid_out(lines: Iterator[Iterator[_Cell]]) -> Raw:
    """Put cells that say how far they reach where a reader sees them."""
    rows: list[list[Any]] = []
    merges: list[Merge] = []
    taken: dict[int, int] = {}  # column → lines still covered from above
    for line, cells in enumerate(lines):
        row: list[Any] = []
        column = 0
        covered, taken = taken, {column: left - 1 for column, left in taken.items() if left > 1}
        for value, go_to, across, down in cells:
            column = go_to if go_to >= 0 else column
            while column in covered:
                column += 1
            if column + across > MOST_COLUMNS:
                raise too_wide(column + across)
            row.extend([None] * (column + across - len(row)))
            row[column] = value
            if across > 1 or down > 1:
                merges.append(Merge(line, column, line + down - 1, column + across - 1))
                taken |= {one: down - 1 for one in range(column, column + across) if down > 1}
            column += across
        rows.append(row)
    return from_rows(rows, tuple(merges))


def _number(text: str | None, least: int) -> int:
    return max(least, int(text)) if text and text.isdigit() and len(text) < 6 else least


def _web_cells(line: Any) -> Iterator[_Cell]:
    for one in line.iterchildren("td", "th"):
        for gap in one.iter("br"):
            gap.tail = "\n" + (gap.tail or "")
        yield " ".join(one.text_content().split()), -1, _number(one.get("colspan"), 1), _number(one.get("rowspan"), 1)


def _xml_lines(lines: list[Any], most_rows: int) -> Iterator[Iterator[_Cell]]:
    done = 0
    for line in lines:
        index = _number(line.get(f"{_SS}Index"), done + 1)
        if index > most_rows + _SPARE:
            raise too_long(most_rows)
        for _ in range(index - 1 - done):
            yield iter(())
        done = index
        yield _xml_cells(line)


def _xml_cells(line: Any) -> Iterator[_Cell]:
    for one in line.iterchildren(f"{_SS}Cell"):
        data = one.find(f"{_SS}Data")
        text = "" if data is None else "".join(data.itertext())
        value: Any = text
        if data is not None and data.get(f"{_SS}Type") == "Number":
            try:
                value = float(text)
            except ValueError:
                value = text
        elif data is not None and data.get(f"{_SS}Type") == "DateTime":
            value = text.removesuffix("T00:00:00.000")
        across, down = (_number(one.get(f"{_SS}Merge{side}"), 0) + 1 for side in ("Across", "Down"))
        yield value, _number(one.get(f"{_SS}Index"), 0) - 1, across, down
