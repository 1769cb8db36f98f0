"""What the card of a place says beside its facts: its ties by partner, what is missing, its border, what lies in it."""

from html import escape
from typing import Final

from geodata.boundaries.adcode import level
from geodata.narrative.cards import place
from geodata.narrative.cards.place import Holding, Partner, Place, Segment
from geodata.query import question
from geodata.query.question import Question
from geodata.query.scene import Scene
from geodata.store.store import Store
from geodata.text import Count, Lang, Text, joined, marks
from pages._http.base_path import served
from pages._ui.common import card_parts
from pages._ui.words import common
from pages._ui.words import crossings as text
from pages._ui.words.parts import place as words

UNFOLDED: Final = 6  # so many partners stand in sight; the others are folded


def kind(code: str) -> Text:
    """Return what the card of a unit is called, by its code."""
    return words.KINDS[level(code)]


def html(scene: Scene, store: Store, code: str) -> str:
    """Return what is told of a unit, by its code, as markup; empty text where there is no such unit."""
    found, lang = place.of_scene(scene, store, code), scene.lang
    if found is None:
        return ""
    province = words.PROVINCE.say(lang).format(n=Count(found.province))
    held = text.DOSSIER_HELD.say(lang)
    parts = [
        f'<div class="crosses"><b>{escape(text.DOSSIER_REPORT.say(lang))}</b><p>{escape(found.report)}</p></div>',
        _missing(found, lang),
        _partners(found.partners, scene, store),
        card_parts.listed(scene, store, text.DOSSIER_COMING.say(lang), found.coming, unfolded=False),
        card_parts.listed(scene, store, held, found.held, since=common.DOSSIER_ON, unfolded=False),
        _segments(found, scene, store),
        _titled(words.CROSSINGS.say(lang), card_parts.links(scene, store, found.crossings)),
        _holdings(found.holdings, scene, store),
        f"<p><small>{escape(province)}</small></p>" if found.province else "",
    ]
    return "".join(parts)


def links(scene: Scene, store: Store, code: str) -> str:
    """Return the ways on from a unit, by its code, as markup: what people there can use, also as a light page."""
    here = Question(lang=scene.lang, vintage=scene.vintage, focus=code, engine=scene.engine)
    ways = [
        (question.live(here, store), words.RESIDENTS, "_self"),
        (question.light(here), words.RESIDENTS_LIGHT, "_blank"),
    ]
    told = (
        f'<a href="{escape(served(address))}" target="{target}" rel="noopener">{escape(word.say(scene.lang))}</a>'
        for address, word, target in ways
    )
    return f"<p>{' · '.join(told)}</p>"


def _titled(title: str, html: str) -> str:
    return f"<b>{escape(title)}</b><p>{html}</p>" if html else ""


def _missing(found: Place, lang: Lang) -> str:
    if not found.missing:
        return ""
    told = escape(joined(list(found.missing), lang))
    return f'<div class="cut"><b>{escape(text.DOSSIER_MISSING.say(lang))}</b><p>{told}</p></div>'


def _partners(partners: tuple[Partner, ...], scene: Scene, store: Store) -> str:
    """Whom the place is tied to, each to be unfolded; those with the fewest ties are folded together."""
    if not partners:
        return ""
    lang, told = scene.lang, [_partner(one, scene, store) for one in partners]
    rest = "".join(told[UNFOLDED:])
    if rest:
        more = escape(words.MORE.say(lang).format(n=Count(len(partners) - UNFOLDED)))
        rest = f"<details><summary>{more}</summary>{rest}</details>"
    return f"<b>{escape(words.PARTNERS.say(lang))}</b>{''.join(told[:UNFOLDED])}{rest}"


def _partner(one: Partner, scene: Scene, store: Store) -> str:
    lang = scene.lang
    domains = joined([f"{title}{marks.SPACE.say(lang)}{n}" for title, n in one.domains], lang)
    return card_parts.listed(scene, store, one.name, one.subjects, also=domains, unfolded=False)


def _segments(found: Place, scene: Scene, store: Store) -> str:
    items = "".join(f"<li>{_segment(one, found.domains, scene, store)}</li>" for one in found.segments)
    return f"<b>{escape(words.SEGMENTS.say(scene.lang))}</b><ul>{items}</ul>" if items else ""


def _segment(one: Segment, domains: int, scene: Scene, store: Store) -> str:
    lang = scene.lang
    told = [words.DOMAINS.say(lang).format(some=one.integration, all=domains)]
    if one.missing:
        told.append(words.LACKS.say(lang).format(domains=joined(list(one.missing), lang)))
    small = escape(marks.SEMICOLON.say(lang).join(told))
    return f"{card_parts.link(scene, store, one.name, one.pick)}<small>{small}</small>"


def _holdings(holdings: tuple[Holding, ...], scene: Scene, store: Store) -> str:
    """What lies in the place, by dataset, each to be unfolded."""
    lang = scene.lang
    told = "".join(
        f"<details><summary>{escape(one.title)} <b>{len(one.things)}</b>{_crossing(one, lang)}</summary>"
        f"<p>{card_parts.links(scene, store, one.things)}</p></details>"
        for one in holdings
    )
    return f"<b>{escape(words.HOLDINGS.say(lang))}</b>{told or f'<p>{escape(words.NOTHING_HERE.say(lang))}</p>'}"


def _crossing(one: Holding, lang: Lang) -> str:
    return f" <small>{escape(words.CROSSING.say(lang).format(n=one.crossing))}</small>" if one.crossing else ""
