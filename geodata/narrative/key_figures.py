"""Key figures of a scene: forms for the counts of its page, filled in; of a place in focus beside the whole circle."""

from typing import Final, NamedTuple

from geodata.narrative import filters
from geodata.narrative.cards.dossier import Dossier
from geodata.narrative.indicators import Counts
from geodata.query.results import Shown
from geodata.text import Lang, Text, number, plural

MOST_FIGURES: Final = 5
Forms = tuple[tuple[str, Text], ...]  # what a page tells: a form for its counts, and what it counts
EACH: Final = ("", Text("", ""))  # among the forms: one for each dataset shown
Counted = tuple[dict[str, Shown], Counts]  # rows, and what is counted of them


class Figure(NamedTuple):
    """One key figure: "28/29" and what it counts."""

    number: str
    label: str


def of(forms: Forms, whole: Counted, here: Counted | None, lang: Lang) -> tuple[Figure, ...]:
    """Return the first few figures whose counts are known.

    Args:
        forms: what is told, in order.
        whole: what is shown.
        here: of it, what concerns the place in focus: told beside the whole; None without one.
        lang: of the words.
    """
    all = _made(forms, *whole, lang)
    if here is None:
        return tuple(all.values())[:MOST_FIGURES]
    return tuple(
        Figure(mine.number, _beside(mine.label, all[key].number, lang))
        for key, mine in _made(forms, *here, lang).items()
        if key in all
    )[:MOST_FIGURES]


def _beside(label: str, whole: str, lang: Lang) -> str:
    """The label of a figure of the place in focus, with that of the whole circle."""
    told = filters.WHOLE.say(lang)
    return Text(f"{label}，{told}{whole}", f"{label}; {told} {whole}").say(lang)


def _made(forms: Forms, shown: dict[str, Shown], known: Counts, lang: Lang) -> dict[str, Figure]:
    """The figures of some rows, by what each tells, as far as their counts are known."""
    made: dict[str, Figure] = {}
    for form, label in forms:
        if (form, label) == EACH:
            made |= {id: _rows(found, lang) for id, found in shown.items()}
            continue
        try:
            value = form.format_map(known)
        except KeyError:
            continue
        made[form] = Figure(value, _agreeing(value, label.say(lang)))
    return made


def _agreeing(value: str, label: str) -> str:
    """The one of two labels, "one|many", that agrees with a number; a label that is alone."""
    one, _, many = label.partition("|")
    return many if many and value != "1" else one


def _rows(found: Shown, lang: Lang) -> Figure:
    """How many rows of a dataset are shown, of how many where some are filtered away."""
    all = len(found.table)
    value = f"{found.count:,}" if found.count == all else f"{found.count:,}/{all:,}"
    title, counter = found.dataset.title, found.dataset.counter
    if lang == "zh":
        return Figure(value, f"{title.zh}（{counter.zh}）")
    return Figure(value, _agreeing(value, f"{counter.en}|{plural(counter.en)}"))


def pair(found: Dossier, lang: Lang) -> tuple[Figure, ...]:
    """Return the figures of a border pair."""
    ties, points = f"{found.ties:,}", str(len(found.crossings))
    return (
        Figure(f"{found.integration}/{found.domains}", Text("有联系的领域（个）", "domains tied").say(lang)),
        Figure(ties, _agreeing(ties, Text("生效联系（条）", "tie in force|ties in force").say(lang))),
        Figure(number.said(found.border_km, 0, lang), Text("共界（公里）", "km of border").say(lang)),
        Figure(points, _agreeing(points, Text("过界点（处）", "crossing point|crossing points").say(lang))),
    )
