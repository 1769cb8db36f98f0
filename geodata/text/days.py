"""Days as people here count and write them."""

import time
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from geodata.configuration import configuration
from geodata.text import Lang

_MONTHS: Final = (  # whatever the language of the machine
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def instant() -> float:
    """Return the time in seconds since 1970, for the age of files."""
    return time.time()


def now() -> datetime:
    """Return the time in the zone that the configuration names, China's unless it says otherwise."""
    return datetime.now(ZoneInfo(configuration().time.zone))


def at(instant: float) -> datetime:
    """Return the time there at an ``instant``."""
    return datetime.fromtimestamp(instant, ZoneInfo(configuration().time.zone))


def clock(moment: datetime, lang: Lang) -> str:
    """Return a moment in words: 10:42, and its day where that is not today."""
    time_of_day = f"{moment:%H:%M}"
    if moment.date() == today():
        return time_of_day
    return f"{told(moment.date(), lang)}{'' if lang == 'zh' else ', '}{time_of_day}"


def today() -> date:
    """Return the day it is there, wherever the server stands."""
    return now().date()


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
