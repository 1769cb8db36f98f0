"""What stands small below the answer to a resident's question: how distances are measured, how complete lists are."""

from geodata.domains import official_lists
from geodata.narrative.residents.items import Adviser
from geodata.query.residents.answer import Answer
from geodata.text import Lang, marks


def measured(found: Answer, lang: Lang) -> str:
    """Return from where distances are taken, and how sure they are."""
    place = found.home.place
    if lang == "zh":
        start = "政府驻地" if found.home.seat else "境内一点"
        to = "到上车站的" if found.need.rides else ""
        return f"{to}距离为直线，从{place.zh}{start}量起。"
    start = "the seat" if found.home.seat else "a point"
    return f"Straight-line distances {'to where one boards ' if found.need.rides else ''}from {start} of {place.en}."


def listed(adviser: Adviser, found: Answer) -> str:
    """Return that not all there are of what is looked for are listed; empty where all are, or no list is known of."""
    table, lang = adviser.store.get("coverage"), adviser.lang
    told = official_lists.note(table, adviser.store.catalog, [found.need.sites], lang)
    return told + marks.STOP.say(lang) if told else ""


def below(adviser: Adviser, found: Answer) -> str:
    """Return what stands small below the answer: how distances are measured, and that not all are listed."""
    told = (measured(found, adviser.lang), listed(adviser, found))
    return marks.SPACE.say(adviser.lang).join(filter(None, told))
