"""What the parameters of a request mean; whatever is not known or makes no sense is refused in words."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from geodata.boundaries.vintage import Vintage
from geodata.catalog.model import Column
from geodata.text import LANGS, Text
from pages._http.open_data.ogc import crs, filters, words

FORMATS: Final = ("json", "html")
COMMON: Final = ("f", "lang", "asof")  # of every address
USUAL, MOST = 1_000, 10_000  # features of an answer
OF_ITEMS: Final = ("limit", "offset", "bbox", "bbox-crs", "datetime", "crs")
_CHOICES: Final[dict[str, Iterable[str]]] = {"f": FORMATS, "lang": LANGS, "asof": tuple(Vintage)}

Read = TypeVar("Read")


class Refused(Exception):  # noqa: N818 - no error: a reader asked for what does not exist
    """A request that cannot be answered: with which status, and why."""

    def __init__(self, why: Text, status: int = 400) -> None:
        """Say why, in both languages."""
        super().__init__(why.en)
        self.why, self.status = why, status


@dataclass(frozen=True)
class Selection:
    """Which features of a collection are asked for, how many, in which coordinates."""

    limit: int = USUAL
    offset: int = 0
    box: crs.Box | None = None
    span: filters.Span | None = None
    values: tuple[tuple[str, str], ...] = ()  # column, value
    crs: str = crs.CRS84


def said(text: Text, **values: object) -> Text:
    """Return a text of ``words`` with its values filled in; a Text among them is said in either language."""
    zh = {name: value.zh if isinstance(value, Text) else value for name, value in values.items()}
    en = {name: value.en if isinstance(value, Text) else value for name, value in values.items()}
    return Text(text.zh.format(**zh), text.en.format(**en))


def _refused(name: str, value: str, expected: Text) -> Refused:
    return Refused(said(words.MALFORMED, name=name, value=value[:200], expected=expected))


def _one_of(known: Iterable[str]) -> Text:
    return said(words.ONE_OF, codes=", ".join(known))


def given(pairs: Iterable[tuple[str, str]], known: Iterable[str]) -> dict[str, str]:
    """Return the parameters of a request by name.

    Args:
        pairs: as they stand in the address.
        known: those that may be given there, beside the ``COMMON`` ones.

    Raises:
        Refused: one is not known, stands there twice, or is none of the values it may have.
    """
    allowed, found = (*COMMON, *known), dict[str, str]()
    for name, value in pairs:
        if name not in allowed:
            raise Refused(said(words.UNKNOWN, name=name[:200], known=", ".join(allowed)))
        if name in found:
            raise Refused(said(words.TWICE, name=name))
        if name in _CHOICES and value not in tuple(_CHOICES[name]):
            raise _refused(name, value, _one_of(_CHOICES[name]))
        found[name] = value
    return found


def _read(asked: Mapping[str, str], name: str, read: Callable[[str], Read], expected: Text) -> Read | None:
    """One parameter; None where it is not given."""
    if name not in asked:
        return None
    try:
        return read(asked[name])
    except ValueError as error:
        raise _refused(name, asked[name], expected) from error


def _count(least: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"\d{1,18}", text, re.ASCII) or int(text) < least:
            raise ValueError(text)
        return int(text)

    return read


def system(asked: Mapping[str, str], name: str = "crs") -> str:
    """Return the coordinate system that a parameter names, CRS84 where it does not.

    Raises:
        Refused: it is none that features are given in.
    """
    if asked.get(name, crs.CRS84) not in crs.SYSTEMS:
        raise _refused(name, asked[name], _one_of(crs.SYSTEMS))
    return asked.get(name, crs.CRS84)


def _box(asked: Mapping[str, str]) -> crs.Box | None:
    name = system(asked, "bbox-crs")

    def read(text: str) -> crs.Box:
        numbers = [filters.NUMBER(part.strip()) for part in text.split(",")]
        if len(numbers) not in (4, 6):
            raise ValueError(text)
        middle = len(numbers) // 2  # heights are passed over: there are none
        return crs.box([*numbers[:2], *numbers[middle : middle + 2]], name)

    return _read(asked, "bbox", read, words.A_BOX)


def selection(asked: Mapping[str, str], columns: Mapping[str, Column]) -> Selection:
    """Return what a request for features selects.

    Args:
        asked: its parameters (``given``).
        columns: of the collection.

    Raises:
        Refused: a parameter makes no sense. Values of columns are held against their types in ``filters.equal``.
    """
    return Selection(
        limit=min(_read(asked, "limit", _count(1), words.POSITIVE) or USUAL, MOST),
        offset=_read(asked, "offset", _count(0), words.NOT_NEGATIVE) or 0,
        box=_box(asked),
        span=_read(asked, "datetime", filters.span, words.A_TIME),
        values=tuple((name, value) for name, value in asked.items() if name in columns),
        crs=system(asked),
    )
