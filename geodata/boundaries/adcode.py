"""Arithmetic on adcodes: sides, levels, which unit holds which."""

from typing import Final

SICHUAN: Final = "510000"
CHONGQING: Final = "500000"
SIDES: Final = {"四川省": "sichuan", "重庆市": "chongqing"}
LEVELS: Final = ("province", "city", "county")


def side(code: str) -> str:
    """Return "sichuan" or "chongqing" for a unit's code, empty text for any other province."""
    return {SICHUAN[:2]: "sichuan", CHONGQING[:2]: "chongqing"}.get(code[:2], "")


def level(code: str) -> int:
    """Return how wide a unit is, by its code: 0 a county, 1 a city, 2 a province."""
    return code.endswith("00") + code.endswith("0000")


def city_of(code: str) -> str:
    """Return the city of a county or city; Chongqing is one."""
    return CHONGQING if side(code) == "chongqing" else f"{code[:4]}00"


def contains(outer: str, inner: str) -> bool:
    """Return whether the unit ``outer`` is ``inner`` or holds it, by their codes."""
    whole = outer.removesuffix("00").removesuffix("00") if outer.endswith("0000") else outer.removesuffix("00")
    return inner.startswith(whole)


def covers(named: list[str], place: str) -> bool:
    """Return whether one of the units named holds the place or lies in it."""
    return any(contains(code, place) or contains(place, code) for code in named)
