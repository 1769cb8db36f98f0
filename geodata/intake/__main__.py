"""``python -m geodata.intake``: what is understood of a file, row by row, before anybody puts it on the map."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from geodata.boundaries.vintage import Vintage
from geodata.configuration import configuration
from geodata.intake import refused
from geodata.intake.intake import take_file
from geodata.intake.model import Intake, IntakeError
from geodata.intake.position.known import known
from geodata.intake.report import as_json
from geodata.store.store import load
from geodata.text import LANGS, Lang, Text

_MB = 1_000_000


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m geodata.intake", description="说明一个文件读出了什么。 Tell what is understood of a file."
    )
    parser.add_argument("file", type=Path, help="CSV, TSV, XLSX, XLS, ODS, GeoJSON, GPKG, ZIP (SHP), KML, KMZ, Parquet")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出 print JSON")
    parser.add_argument("--lang", choices=LANGS, default="zh", help="语言 language of the sentences")
    parser.add_argument("--sheet", default="", help="工作表或图层 sheet or layer")
    parser.add_argument("--reading", default="", help="坐标系 coordinates are in: EPSG:4326, GCJ-02, BD-09 …")
    parser.add_argument("--refused", type=Path, help="未载入的行另存为 .csv/.xlsx; rows not taken go to this file")
    return parser


def _lines(intake: Intake, lang: Lang) -> list[str]:
    """What is told, sentence by sentence, then cell by cell."""
    row = Text("第{row}行 {column}：“{value}” {expected}", "Row {row} {column}: “{value}” {expected}").say(lang)
    told = [
        row.format(row=one.row, column=one.column, value=one.value, expected=one.expected.say(lang))
        for one in intake.problems
    ]
    return [*(one.say(lang) for one in intake.said), *told]


def _taken(given: argparse.Namespace) -> Intake:
    limits = configuration().intake
    try:
        if given.file.stat().st_size > limits.most_mb * _MB:
            raise IntakeError(
                Text(
                    f"文件超过{limits.most_mb} MB，请分成几个文件，或请管理员调高上限。",
                    f"The file is larger than {limits.most_mb} MB: split it, or have the limit raised.",
                )
            )
        content = given.file.read_bytes()
    except OSError as error:
        raise IntakeError(Text(f"无法打开文件：{error}", f"The file cannot be opened: {error}")) from error
    here = known(load().at(Vintage.TODAY))
    return take_file(
        content, given.file.name, here, sheet=given.sheet, reading=given.reading, most_rows=limits.most_rows
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, or 1 where nothing of the file can be used."""
    given = _parser().parse_args(arguments)
    lang: Lang = given.lang
    try:
        intake = _taken(given)
        if given.refused:
            write = refused.as_xlsx if given.refused.suffix.lower() == ".xlsx" else refused.as_csv
            given.refused.write_bytes(write(intake, lang))
    except IntakeError as error:
        told = error.told.say(lang)
        print(json.dumps({"error": told}, ensure_ascii=False) if given.json else told, file=sys.stderr)
        return 1
    print(as_json(intake, lang) if given.json else "\n".join(_lines(intake, lang)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
