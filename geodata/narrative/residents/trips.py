"""The way to a second place in words: each way there, what is known of its departures, the sights of the place."""

from itertools import chain, pairwise

import pandas as pd

from geodata.catalog.pick import Pick
from geodata.domains.journeys import Leg
from geodata.narrative.cards import card
from geodata.narrative.provenance import distinct
from geodata.narrative.residents.access import km, ridden
from geodata.narrative.residents.items import Adviser, Item
from geodata.query import ways
from geodata.query.residents import nearby_lines
from geodata.query.residents.trip import Trip
from geodata.query.ways import Way
from geodata.text import marks


def sentence(adviser: Adviser, trip: Trip) -> str:
    """Return how to get to a place in one sentence: by the best way, or that none is collected."""
    goal, far = trip.place.say(adviser.lang), km(trip.km, adviser.lang)
    if not trip.ways:
        return adviser.say(
            f"没查到去{goal}的线路（直线{far}），出发前请先打电话问。",
            f"No line to {goal} was found ({far} in a straight line): phone before you go.",
        )
    best = trip.ways[0]
    return adviser.say(f"去{goal}：{_told(adviser, best)}。", f"To {goal}: {_told(adviser, best)}.")


def items(adviser: Adviser, trip: Trip) -> tuple[Item, ...]:
    """Return the ways there, one item each, the best first."""
    return tuple(_way(adviser, way) for way in trip.ways)


def _way(adviser: Adviser, way: Way) -> Item:
    """A way: its lines by name, where one boards, changes and leaves, how often it runs where that is known."""
    lang, columns = adviser.lang, adviser.store.catalog.datasets["corridors"].all_columns
    rows = [row for leg in way.legs if (row := adviser.edition.row("corridors", leg.corridor)) is not None]
    often = f"headway_or_fare_{lang}"
    runs = [_runs(adviser, row, several=len(rows) > 1) for row in rows if pd.notna(row[often])]
    if not runs and not way.driven:
        runs = [adviser.say("首末班车时间没有收录，出发前请先查询。", "First and last departures are not known: ask.")]
    picks = [Pick.of("corridors", row["id"]) for row in rows]
    told_by = [card.all_sources(pick, row, adviser.edition, lang) for pick, row in zip(picks, rows, strict=True)]
    kinds = dict.fromkeys(adviser.label(columns["mode"], row) for row in rows)
    told = _told(adviser, way)
    return Item(
        title=" → ".join(str(row[f"name_{lang}"]) for row in rows),
        pick=picks[0],
        kind=marks.COMMA.say(lang).join(kinds),
        lines=(told[0].upper() + told[1:] + marks.STOP.say(lang), *runs, *_left(adviser, way)),
        sources=distinct(chain.from_iterable(told_by)),
        age=adviser.age(*rows),
    )


def _runs(adviser: Adviser, row: pd.Series, *, several: bool) -> str:
    """How often a line runs and what it costs, as its source has it."""
    told = str(row[f"headway_or_fare_{adviser.lang}"])
    return f"{row[f'name_{adviser.lang}']}{marks.COLON.say(adviser.lang)}{told}" if several else told


def _told(adviser: Adviser, way: Way) -> str:
    """Where one boards, changes and leaves, and how far the ride is."""
    lang, first, last = adviser.lang, way.legs[0], way.legs[-1]
    start, end = first.start.say(lang), last.end.say(lang)
    at = marks.bracketed(km(way.before, lang), lang) if way.before >= nearby_lines.FAR_KM else ""
    whole = ridden(Leg(first.corridor, first.start, last.end, way.km, way.published), lang)
    if way.driven:
        return adviser.say(f"开车从{start}{at}上高速，到{end}下，{whole}", f"drive from {start}{at} to {end}, {whole}")
    changes = [one.end.say(lang) for one, _ in pairwise(way.legs)]
    by = adviser.say(f"，在{'、'.join(changes)}换乘", f", change at {', '.join(changes)}") if changes else ""
    zh, en = f"在{start}{at}上车{by}，到{end}下车，{whole}", f"board at {start}{at}{by}, get off at {end}, {whole}"
    return adviser.say(zh, en)


def _left(adviser: Adviser, way: Way) -> list[str]:
    """How far it is still to where the people of the place are, where the way ends elsewhere."""
    if way.after <= ways.NEAR_KM:
        return []
    end, left = way.legs[-1].end.say(adviser.lang), km(way.after, adviser.lang)
    return [adviser.say(f"{end}离那里的政府驻地还有{left}。", f"{end} is still {left} from the seat of that place.")]
