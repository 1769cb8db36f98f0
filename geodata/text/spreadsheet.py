"""What a spreadsheet makes of a text when it opens one."""

import re
from typing import Final

# What Excel and Calc reckon with when they open a CSV; "-5" and "+86 23 1234" are none.
_FORMULA: Final = re.compile(r"[=@\t\r]|[+-](?![\d\s().-]*\Z)")


def no_formula(cell: object) -> object:
    """Return a cell that a spreadsheet does not take for a formula: what would be one gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
