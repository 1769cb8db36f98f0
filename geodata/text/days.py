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


def written(known: str, lang: Lang) -> str:
    """Return a date of the tables ("2020", "2020-12", "2020-12-31") in words, as exactly as it is known."""
    if len(known) == len("2020-12-31"):
        return told(date.fromisoformat(known), lang)
    if len(known) == len("2020-12"):
        year, month = known[:4], int(known[5:])
        return f"{year}年{month}月" if lang == "zh" else f"{_MONTHS[month - 1]} {year}"
    return f"{known}年" if lang == "zh" and known else known
