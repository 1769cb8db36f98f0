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
