"""A finding, and the small words all findings are made of."""

from typing import Final, NamedTuple

from geodata.catalog.pages import PAGES
from geodata.store.store import Store
from geodata.text import Lang, Text, number

_FEW: Final = Text("零一两三四五六七八九十", "no one two three four five six seven eight nine ten")
_TEN_THOUSAND, _MILLION = 10_000, 1_000_000


class Finding(NamedTuple):
    """What was found (without a stop at its end), what it means, and the filters its words name ("dataset.column")."""

    title: str
    sentence: str
    names: tuple[str, ...] = ()


def domain(id: str, store: Store, lang: Lang) -> str:
    """Return a domain in one word where its page has one, to stand within a sentence."""
    name = PAGES[id].name if id in PAGES else store.catalog.domains[id].title
    return Text(name.zh, name.en.lower()).say(lang)


def few(count: int, lang: Lang) -> str:
    """Return a small number as a word: 两, two; a larger one in figures."""
    words = list(_FEW.zh) if lang == "zh" else _FEW.en.split()
    return words[count] if count < len(words) else f"{count:,}"


def people(count: float, lang: Lang) -> str:
    """Return a number of people as it is said aloud: 约52万, about 520,000, about 8.4 million."""
    if lang == "zh":
        return f"约{number.said(count / _TEN_THOUSAND)}万" if count >= _TEN_THOUSAND else number.said(count)
    if count >= _MILLION:
        return f"about {number.said(count / _MILLION, 1, lang)} million"
    return f"about {number.said(round(count, -3))}" if count >= _TEN_THOUSAND else number.said(count)
