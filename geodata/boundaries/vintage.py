"""Which year's boundaries are meant."""

from enum import StrEnum


class Vintage(StrEnum):
    """Which year's counties are drawn and counted."""

    TODAY = "today"
    Y2021 = "2021"
