"""Parts of the page Alliances: the card of one, the list, who sits in several, which places are in none, foundings."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from geodata.catalog.pick import Pick
from geodata.domains import alliances as facts
from geodata.narrative.cards.card import all_sources
from geodata.narrative.labels import SHORT_NAME
from geodata.narrative.provenance import Source, distinct
from geodata.query import locality, on_map, results
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store.store import Edition, Store
from geodata.text import Lang, Text, joined
from layers import palette
from layers.spec import css
from pages._ui.common import card, card_parts, charts, sentence, stage, tables
from pages._ui.common.charts import Bar, Part
from pages._ui.session import state
from pages._ui.words import alliances, common
from pages._ui.words import transport as words

MEMBERS: Final = on_map.MEMBERS
FIRST: Final = ("al-university", "al-scitech")  # the two the paper names
SIDE_COLORS: Final = {"sichuan": "#c8a951", "chongqing": "#8d6bb3"}


def ordered(store: Store, ids: "pd.Series[str]") -> pd.DataFrame:
    """Return the alliances with these ids: those the paper names first, then as in the table."""
    table = store.get("alliances")
    table = table[table["id"].isin(list(ids))]
    return table.sort_values("id", key=lambda column: ~column.isin(FIRST), kind="stable")


def show_card(scene: Scene, store: Store, members: Shown | None) -> None:
    """Show the card of the member picked, or of the one alliance chosen with its members by side."""
    id = on_map.alliance(scene)
    if scene.pick or not id or members is None:
        card.show_card(scene, store)
        return
    card.show_card(replace(scene, pick=Pick.of("alliances", id)), store, _roll(scene, store, members), _free)


def _free() -> None:
    state.narrow(MEMBERS, alliance_id="")


def _roll(scene: Scene, store: Store, members: Shown) -> str:
    """The members of an alliance by side, with a bar of the sides' shares."""
    lang, parts = scene.lang, ""
    rows = members.counted  # whom an alliance holds does not depend on what is looked for
    counts = {side: int((rows["side"] == side).sum()) for side in SIDE_COLORS}
    total = sum(counts.values()) or 1
    bar = "".join(
        f'<i style="width:{100 * n / total:.1f}%;background:{SIDE_COLORS[side]}"></i>' for side, n in counts.items()
    )
    for side, label in (("sichuan", common.ROWS_SICHUAN), ("chongqing", common.ROWS_CHONGQING)):
        mine = rows.loc[rows["side"] == side, ["id", f"name_{lang}"]]
        items = "".join(
            f"<li>{card_parts.link(scene, store, name, Pick.of(MEMBERS, id))}</li>"
            for id, name in mine.itertuples(index=False)
        )
        parts += f"<b>{escape(label.say(lang))} {counts[side]}</b><ul>{items}</ul>"
    return f'<div class="share">{bar}</div>{parts}'


def _on_alliance(row: int, ids: list[str]) -> None:
    if row < len(ids):
        state.narrow(MEMBERS, alliance_id=ids[row])


def listed(scene: Scene, store: Store, members: Shown) -> set[str]:
    """Return the ids of the alliances listed: of the members shown, and those of no member while none are chosen.

    Those of no member concern no place.
    """
    own = set(members.rows["alliance_id"])
    if scene.selection(MEMBERS).wanted or scene.place:
        return own
    return own | (set(results.one(scene, store, "alliances").rows["id"]) - set(members.table["alliance_id"]))


def listing(scene: Scene, store: Store, members: Shown) -> None:
    """List the alliances of the members shown, and those without a listed member; choosing one narrows to it."""
    dataset, kept = store.catalog.datasets["alliances"], listed(scene, store, members)
    table = ordered(store, pd.Series(sorted(kept), dtype=object))
    if table.empty and sentence.empty(scene, members):
        return
    ids = table["id"].tolist()
    tables.whole(scene, store, dataset, table, "alliances", lambda row: _on_alliance(row, ids))
    with_members = members.rows["alliance_id"].nunique()
    told = words.ALLIANCES_COUNTED.say(scene.lang).format(listed=len(kept), members=with_members)
    st.caption(alliances.ALLIANCE_HINT.say(scene.lang) + (told if len(kept) > with_members else ""))


def _mark(alliance: str, sits: bool) -> str:
    return f'<td class="in">● <span>{escape(alliance)}</span></td>' if sits else "<td></td>"


def several(scene: Scene, store: Store, members: Shown) -> None:
    """Set the institutions that sit in more than one alliance (rows) against these alliances (columns)."""
    lang, table = scene.lang, facts.several(members.counted)
    table = table[table["name_zh"].isin(members.rows["name_zh"])]
    if sentence.empty(scene, members):
        return
    if table.empty:
        st.info(alliances.ALLIANCES_NOBODY_TWICE.say(lang))
        return
    names = ordered(store, table["alliance_ids"].str.split(";").explode()).set_index("id")[f"name_{lang}"]
    sides = {"sichuan": common.ROWS_SICHUAN.say(lang), "chongqing": common.ROWS_CHONGQING.say(lang)}
    heads = [*(label.say(lang) for label in alliances.SEVERAL_COLUMNS.values()), *names]
    body = ""
    for row in table.itertuples():
        ids = set(row.alliance_ids.split(";"))
        marks = "".join(_mark(names[id], id in ids) for id in names.index)
        name = escape(Text(row.name_zh, row.name_en).say(lang))
        count = f'<td class="told" data-head="{escape(heads[2])}">{row.alliances}</td>'
        side = f'<td class="told">{escape(sides[row.side])}</td>'
        body += f'<tr><th scope="row">{name}</th>{side}{count}{marks}</tr>'
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    grid = f'<div class="wide"><table class="grid"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
    st.html(grid + card_parts.source_fold(_sources(table["name_zh"], members, store.at(scene.vintage), lang), lang))


def _sources(
    institutions: "pd.Series[str]", members: Shown, edition: Edition, lang: Lang
) -> Iterator[tuple[str, tuple[Source, ...]]]:
    """The name of each institution with the sources of all its seats."""
    for _, rows in members.counted[members.counted["name_zh"].isin(institutions)].groupby("name_zh", sort=False):
        found = (
            one for _, row in rows.iterrows() for one in all_sources(Pick.of(MEMBERS, row["id"]), row, edition, lang)
        )
        yield str(rows.iloc[0][f"name_{lang}"]), distinct(found)


def without(scene: Scene, store: Store, members: Shown) -> None:
    """Name the Sichuan cities and Chongqing counties in which no member asked for sits, whatever narrows the list."""
    lang = scene.lang
    for id, province, label in (
        ("cities", "四川省", alliances.ALLIANCES_CITIES),
        ("counties", "重庆市", alliances.ALLIANCES_COUNTIES),
    ):
        units = store.get(id, scene.vintage)
        units = units[(units["province"] == province) & locality.within(scene, units["adcode"])]
        if units.empty:
            continue
        none = facts.without(members.counted, units)
        column = SHORT_NAME[lang]
        st.markdown(f"**{label.say(lang)}** {len(none)}")
        st.text(joined(none[column].tolist(), lang) or alliances.ALLIANCES_EVERYWHERE[id].say(lang))
    asked = words.ALLIANCES_ASKED.say(lang) if len(members.counted) < len(members.table) else ""
    st.caption(alliances.ALLIANCES_WITHOUT_NOTE.say(lang) + asked)


def founded(scene: Scene, store: Store, members: Shown) -> None:
    """Draw how many of the alliances with members shown were founded in each year, by form."""
    lang, forms = scene.lang, store.catalog.vocabularies["form"]
    table = ordered(store, members.rows["alliance_id"])
    years = table["founded"].str[:4].where(table["founded"].notna(), alliances.ALLIANCES_UNDATED.say(lang))
    counts = pd.crosstab(years, table["form"])
    shades = [css(color) for color in reversed(palette.SEQUENTIAL[1:])]
    bars = [
        Bar(
            str(year),
            tuple(
                Part(int(row.get(form, 0)), color, forms[form].say(lang))
                for form, color in zip(forms, shades, strict=True)
            ),
            str(row.sum()),
        )
        for year, row in counts.iterrows()
    ]
    charts.stacked(scene, alliances.ALLIANCES_FOUNDED.say(lang), bars)


def choose_view(scene: Scene, store: Store, members: Shown) -> str:
    """Draw the choice of what stands below the map, and return it: one of the page's views."""
    title = store.catalog.datasets["alliances"].title.say(scene.lang)
    names = stage.titles(scene, {MEMBERS: members}) | {
        "alliances": f"{title} {len(listed(scene, store, members))}",
        "several": alliances.ALLIANCES_SEVERAL.say(scene.lang),
        "without": alliances.ALLIANCES_WITHOUT.say(scene.lang),
    }
    return stage.choose_view(scene, names)
