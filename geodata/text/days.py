"""Days as people here count and write them."""

from datetime import date, datetime, timedelta, timezone
from typing import Final

from geodata.text import Lang

CHINA: Final = timezone(timedelta(hours=8))  # one zone for the whole country, without summer time
_MONTHS: Final = (  # whatever the language of the machine
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def today() -> date:
    """Return the day it is in China, wherever the server stands."""
    return datetime.now(CHINA).date()


def told(day: date, lang: Lang) -> str:
    """Return a day in words: 2026年11月25日 or 25 November 2026."""
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def part(numbers: list[int], lang: Lang) -> str:
    """Return a year, a year and month, or a day, as far as it is known: 2020年12月 or December 2020."""
    if len(numbers) > 2:
        return told(date(*numbers[:3]), lang)
    year, month = (*numbers, 0)[:2]
    if not month:
        return f"{year}年" if lang == "zh" else f"{year}"
    return f"{year}年{month}月" if lang == "zh" else f"{_MONTHS[month - 1]} {year}"
