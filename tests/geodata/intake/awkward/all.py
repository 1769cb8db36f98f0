"""All awkward files."""

from tests.geodata.intake.awkward import contents, layers, layouts, places, sheets, useless

CASES = (*layouts.CASES, *contents.CASES, *places.CASES, *sheets.CASES, *layers.CASES)
USELESS = useless.CASES
