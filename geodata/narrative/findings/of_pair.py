"""What is found of two neighbouring counties: in how many domains they are tied, in which not, and where one passes."""

import pandas as pd

from geodata.catalog.shared_columns import codes
from geodata.narrative.cards.dossier import Dossier
from geodata.narrative.findings.finding import Finding, domain
from geodata.narrative.findings.of_ties import NAMED
from geodata.query.crossings import Crossings
from geodata.store.store import Store
from geodata.text import Lang, Text, counted, joined, number


def of(pair: Dossier, found: Crossings, store: Store, lang: Lang) -> Finding:
    """Return what is found of one border pair: in how many of the domains asked for it is tied, and what is missing."""
    row = found.pairs.table.set_index("id").loc[pair.id]
    if len(found.domains) == 1:
        name = domain(found.domains[0], store, lang)
        title = Text(
            f"{pair.title}：{name}{'已有' if pair.integration else '未查到'}合作记录",
            f"{pair.title}: {name} {'on record' if pair.integration else 'without a record'}",
        )
        return Finding(title.say(lang), _between(pair, row, found, store, lang), ("ties.domain",))
    lost = [domain(id, store, lang) for id in codes(row["missing"]) if id in found.domains]
    few_lost = joined(lost, lang) if 0 < len(lost) <= NAMED else ""
    title = Text(
        f"{pair.title}：{pair.domains}个领域中{pair.integration}个有联系" + (f"，未查到{few_lost}" if few_lost else ""),
        f"{pair.title}: tied in {pair.integration} of {counted(pair.domains, 'domain')}"
        + (f"; not found: {few_lost}" if few_lost else ""),
    )
    return Finding(title.say(lang), _between(pair, row, found, store, lang))


def _between(pair: Dossier, row: "pd.Series[object]", found: Crossings, store: Store, lang: Lang) -> str:
    """How many ties two neighbours have, in which domains most, and where the border between them is passed."""
    counts = sorted(((int(str(row[f"ties_{id}"])), id) for id in found.domains), key=lambda one: -one[0])
    most = [(n, id) for n, id in counts if n][:NAMED]
    zh = joined([f"{domain(id, store, 'zh')}（{n}条）" for n, id in most], "zh")
    en = joined([f"{domain(id, store, 'en')} ({n})" for n, id in most], "en")
    km, points = number.said(pair.border_km), len(pair.crossings)
    ties = Text(
        f"生效联系{pair.ties}条" + (f"，最多的是{zh}" if len(most) > 1 else ""),
        f"{counted(pair.ties, 'tie')} in force" + (f", most in {en}" if len(most) > 1 else ""),
    )
    border = Text(
        f"共界约{km}公里，" + (f"过界点{points}处" if points else "没有查到过界点"),
        f"about {km} km of border with {counted(points, 'crossing point') if points else 'no crossing on record'}",
    )
    return Text(f"{ties.zh}；{border.zh}。", f"{ties.en}; {border.en}.").say(lang)
