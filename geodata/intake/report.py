"""What was understood of a file, as data: for programs, and for whoever wants to know how a file was read."""

import json
from typing import Any, Final

from geodata.boundaries.adcode import SIDES
from geodata.intake.model import Intake
from geodata.text import Lang

_PRECISIONS: Final = ("site", "town", "county")
_OUTSIDE: Final = "outside"


def report(intake: Intake, lang: Lang = "zh") -> dict[str, Any]:
    """Return what was understood of a file.

    Returns:
        format, encoding, delimiter, sheet, header_row (the last line of headings; None without one), header_rows,
        crs {declared, decided, evidence: [{crs, likelihood, why}], swapped, warning}, columns [{heading, meaning, unit,
        why}], rows, taken, refused, placed {site, town, county, none}, errors [{row, column, value, expected, taken}],
        sides {四川省, 重庆市, outside}, asked [{row, units}], said; sentences in ``lang``.
    """
    layout, position, table = intake.layout, intake.position, intake.table
    precision, side = table["precision"].value_counts(), table["side"].value_counts()
    return {
        "name": intake.name,
        "format": layout.format,
        "encoding": layout.encoding,
        "delimiter": layout.delimiter,
        "sheet": layout.sheet,
        "header_row": layout.header_rows[-1] if layout.header_rows else None,
        "header_rows": list(layout.header_rows),
        "crs": {
            "declared": position.declared,
            "decided": position.decided,
            "evidence": [
                {"crs": one.crs, "likelihood": one.likelihood, "why": one.why.say(lang)} for one in position.readings
            ],
            "swapped": position.swapped,
            "warning": position.warning.say(lang) if position.warning else None,
        },
        "columns": [
            {"heading": one.heading, "meaning": one.meaning.value, "unit": one.unit, "why": one.why}
            for one in intake.mapping
        ],
        "rows": len(table) + len(intake.refused),
        "taken": len(table),
        "refused": len(intake.refused),
        "placed": {
            **{kind: int(precision.get(kind, 0)) for kind in _PRECISIONS},
            "none": int(table["precision"].isna().sum()),
        },
        "errors": [
            {
                "row": one.row,
                "column": one.column,
                "value": one.value,
                "expected": one.expected.say(lang),
                "taken": one.taken,
            }
            for one in intake.problems
        ],
        "sides": {name: int(side.get(name, 0)) for name in (*SIDES, _OUTSIDE)},
        "asked": [{"row": row, "units": list(units)} for row, units in intake.asked],
        "said": [one.say(lang) for one in intake.said],
    }


def as_json(intake: Intake, lang: Lang = "zh") -> str:
    """Return ``report`` as JSON text."""
    return json.dumps(report(intake, lang), ensure_ascii=False, indent=2)
