"""The lists of the page for citizens as markup: each thing with how to reach it, what stands behind it folded away."""

from html import escape

from geodata.narrative.residents.items import Item
from geodata.narrative.residents.lists import Section
from geodata.text import Lang
from pages._ui.common import card, card_parts
from pages._ui.words import citizen as words


def fold(label: str, kind: str = "") -> str:
    """Return the head of what follows and is shown once unfolded; beside it, not inside, so that paper holds it."""
    return f'<details class="fold {kind}"><summary>{escape(label)}</summary></details>'


def _item(item: Item, number: int | None, lang: Lang) -> str:
    badge = f'<b class="number">{number}</b>' if number else ""
    told = (("kind", item.kind), ("side", item.tag))
    tags = "".join(f'<i class="{kind}">{escape(tag)}</i>' for kind, tag in told if tag)
    far = f'<span class="far">{escape(item.far)}</span>' if item.far else ""
    lines, more = ("".join(f"<p>{escape(line)}</p>" for line in told) for told in (item.lines, item.more))
    facts = "".join(f"<dt>{escape(label)}</dt><dd>{escape(told)}</dd>" for label, told in item.facts)
    head = " · ".join(filter(None, (words.DETAILS.say(lang), item.age)))
    behind = f"{more}<dl>{facts}</dl><ul>{card_parts.source_items(item.sources, lang)}</ul>"
    return (
        f"<li>{badge}<div><h4>{escape(item.title)}</h4><p class='tags'>{tags}{far}</p>{lines}"
        f'{card.reach(item.contact, lang)}{fold(head)}<div class="more">{behind}</div></div></li>'
    )


def section(section: Section, first: int | None, lang: Lang, *, folded: bool = False) -> str:
    """Return a list under its heading, or folded behind it.

    ``first`` is the number of its first item on the map, None where it has none.
    """
    cut = len(section.items) if section.shown is None else section.shown
    items = [_item(item, first + n if first and n < cut else None, lang) for n, item in enumerate(section.items)]
    html = f"<ol>{''.join(items[:cut])}</ol>" if items[:cut] else ""
    html += f'<p class="none">{escape(section.none)}</p>' if not items else ""
    if items[cut:]:
        html += f"{fold(section.rest, 'rest')}<ol>{''.join(items[cut:])}</ol>"
    count = f" <small>{escape(section.count)}</small>" if items else ""
    head = f"<h3>{escape(section.title)}{count}</h3>"
    if folded:
        head, html = f'<details class="fold head"><summary>{head}</summary></details>', f"<div>{html}</div>"
    return f'<section class="answers">{head}{html}</section>'
