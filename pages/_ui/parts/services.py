"""Parts of the page Services: the list to read, mechanisms in time, platforms, and the paper's four dimensions."""

from html import escape
from typing import Any, Final

import pandas as pd
import streamlit as st

from geodata.catalog.pick import Pick
from geodata.catalog.shared_columns import HELD
from geodata.domains import governance, shared_services
from geodata.narrative import filters, labels
from geodata.narrative.cards.card import all_sources, where
from geodata.query import results
from geodata.query.results import Shown
from geodata.query.scene import Scene
from geodata.store.store import Edition, Store
from geodata.text import Lang, days
from pages._ui.common import card_parts, sentence, stage, tables
from pages._ui.words import common
from pages._ui.words import services as words

SERVICES, MECHANISMS, PLATFORMS = "shared_services", "mechanisms", "platforms"
LIST, DIMENSIONS = "list", "dimensions"
# Columns of the list of platforms, with their widths in px.
PLATFORM_COLUMNS: Final = {
    **{"counties_sichuan": 150, "counties_chongqing": 100, "area_stated_km2": 96, "focus": 160, "approved": 84},
    **{"source_title": 240, "source_url": 190},
}


def choose_view(scene: Scene, store: Store, shown: dict[str, Shown]) -> str:
    """Draw the choice of what stands below the map, and return it: one of the page's views."""
    lang, counts = scene.lang, {id: f" {found.count}" for id, found in shown.items()}
    names = {
        LIST: words.LIST.say(lang) + counts.get(SERVICES, ""),
        MECHANISMS: words.TIMELINE.say(lang) + counts.get(MECHANISMS, ""),
        PLATFORMS: f"{store.catalog.datasets[PLATFORMS].title.say(lang)} {results.one(scene, store, PLATFORMS).count}",
        DIMENSIONS: words.DIMENSIONS.say(lang),
        SERVICES: words.TABLE.say(lang),
    }
    return stage.choose_view(scene, names)


def _entry(row: pd.Series, dataset: Any, edition: Edition, lang: Lang) -> str:
    """One service: its name, and folded under it how, where, since when and from which sources."""
    store, columns = edition.store, dataset.all_columns
    since = words.SINCE.say(lang).format(since=days.written(row["since"], lang)) if pd.notna(row["since"]) else ""
    meant = [
        labels.cell(row, columns[name], store, lang) if row[name] != shared_services.BOTH else ""
        for name in words.MEANT
    ]
    whom = [label.say(lang).format(told) for label, told in zip(words.MEANT.values(), meant, strict=True) if told]
    state, channel = (labels.cell(row, columns[name], store, lang) for name in ("stage", "channel"))
    tags = " · ".join(filter(None, (state, *whom, channel, since)))
    facts = [(label, row[f"{name}_{lang}"]) for name, label in words.ENTRY.items()]
    told = "".join(
        f"<dt>{escape(label.say(lang))}</dt><dd>{escape(str(text))}</dd>" for label, text in facts if pd.notna(text)
    )
    sources = card_parts.source_items(all_sources(Pick.of(SERVICES, row["id"]), row, edition, lang), lang)
    return (
        f'<details class="service"><summary><b>{escape(str(row[f"name_{lang}"]))}</b>'
        f" <span>{escape(str(row[f'scope_{lang}']))}</span> <small>{escape(tags)}</small></summary>"
        f"<dl>{told}</dl><ul>{sources}</ul></details>"
    )


def listing(scene: Scene, store: Store, shown: Shown) -> None:
    """List the services shown by field, each to be unfolded."""
    if sentence.empty(scene, shown):
        return
    lang, fields = scene.lang, store.catalog.vocabularies["field"]
    parts = []
    for field in (field for field in fields if shown.rows["field"].eq(field).any()):
        rows = shown.rows[shown.rows["field"] == field]
        entries = "".join(_entry(row, shown.dataset, store.at(scene.vintage), lang) for _, row in rows.iterrows())
        title = f"{escape(fields[field].say(lang))} <small>{len(rows)}</small>"
        parts.append(f'<section class="field"><h2>{title}</h2>{entries}</section>')
    st.caption(words.LIST_HINT.say(lang))
    st.html(f'<div class="services">{"".join(parts)}</div>')


def _sources(id: str, row: pd.Series, edition: Edition, lang: Lang) -> str:
    """The sources of a row, folded away."""
    items = card_parts.source_items(all_sources(Pick.of(id, str(row["id"])), row, edition, lang), lang)
    return f"<details><summary>{escape(common.CARD_SOURCE.say(lang))}</summary><ul>{items}</ul></details>"


def _event(row: pd.Series, dataset: Any, edition: Edition, lang: Lang) -> str:
    store = edition.store
    place = where(row, store, lang)
    tags = " · ".join(filter(None, (labels.cell(row, dataset.all_columns["kind"], store, lang), place)))
    date = str(row["date"]) if pd.notna(row["date"]) else "—"
    kind = "single" if row["status"] == HELD else "standing"
    return (
        f'<li class="{kind}"><time>{escape(date)}</time><div><b>{escape(str(row[f"name_{lang}"]))}</b>'
        f"<small>{escape(tags)}</small><p>{escape(str(row[f'what_{lang}']))}</p>"
        f"{_sources(dataset.id, row, edition, lang)}</div></li>"
    )


def timeline(scene: Scene, store: Store, shown: Shown) -> None:
    """Lay the mechanisms shown out by year, the newest first, those without a date last."""
    if sentence.empty(scene, shown):
        return
    lang = scene.lang
    rows = shown.rows.sort_values("date", ascending=False, na_position="last", kind="stable")
    years = rows["date"].str[:4].where(rows["date"].notna(), words.UNDATED.say(lang))
    parts = []
    for year, group in rows.groupby(years, sort=False):
        events = "".join(_event(row, shown.dataset, store.at(scene.vintage), lang) for _, row in group.iterrows())
        parts.append(f"<section><h2>{escape(str(year))}</h2><ol>{events}</ol></section>")
    st.caption(words.TIMELINE_HINT.say(lang))
    st.html(f'<div class="timeline">{"".join(parts)}</div>')


def platforms(scene: Scene, store: Store, shown: dict[str, Shown]) -> None:
    """List the platforms asked for, whether drawn or not; choosing one marks it on the map."""
    found = results.one(scene, store, PLATFORMS)
    empty = "" if PLATFORMS in shown else filters.none_of([found], scene.lang)
    tables.rows(scene, store, found, PLATFORM_COLUMNS, lines=4, empty=empty)
    st.caption(words.PLATFORM_HINT.say(scene.lang))


def _members(
    scene: Scene, store: Store, shown: dict[str, Shown], dimension: str
) -> list[tuple[str, str, pd.DataFrame]]:
    """What belongs to a dimension: (kind, dataset, rows), mechanisms by kind, then whole datasets."""
    lang, found = scene.lang, []
    if MECHANISMS in shown:
        rows = shown[MECHANISMS].rows
        for kind, label in store.catalog.vocabularies["mechanism_kind"].items():
            found.append((label.say(lang), MECHANISMS, rows[rows["kind"].eq(kind) & rows["dimension"].eq(dimension)]))
    for id, of in governance.OF_DATASET.items():
        if of == dimension and (id == PLATFORMS or id in shown):
            found.append((store.catalog.datasets[id].title.say(lang), id, results.one(scene, store, id).rows))
    return [part for part in found if len(part[2])]


def _member(id: str, row: pd.Series, edition: Edition, lang: Lang) -> str:
    """The name of a row, with its sources folded under it."""
    items = card_parts.source_items(all_sources(Pick.of(id, str(row["id"])), row, edition, lang), lang)
    name = escape(str(row[f"name_{lang}"]))
    return f"<li><details><summary>{name}</summary><ul>{items}</ul></details></li>"


def dimensions(scene: Scene, store: Store, shown: dict[str, Shown]) -> None:
    """Lay everything out by the paper's four dimensions, side by side."""
    lang, parts, edition = scene.lang, [], store.at(scene.vintage)
    for dimension, label in store.catalog.vocabularies["dimension"].items():
        found = _members(scene, store, shown, dimension)
        kinds = "".join(
            f"<details><summary>{escape(kind)} <b>{len(rows)}</b></summary>"
            f"<ul>{''.join(_member(id, row, edition, lang) for _, row in rows.iterrows())}</ul></details>"
            for kind, id, rows in found
        )
        total = sum(len(rows) for _, _, rows in found)
        parts.append(
            f"<section><h2>{escape(label.say(lang))} <b>{total}</b></h2>"
            f"<p>{escape(words.SAID[dimension].say(lang))}</p>{kinds}</section>"
        )
    st.caption(words.DIMENSIONS_HINT.say(lang))
    st.html(f'<div class="dimensions">{"".join(parts)}</div>')


def _how(row: pd.Series, lang: Lang) -> str:
    return " ".join(str(row[f"{name}_{lang}"]) for name in ("how", "ask") if pd.notna(row[f"{name}_{lang}"]))


def local(scene: Scene, store: Store, shown: dict[str, Shown]) -> str:
    """Return the services asked for that name the county picked, as markup for its card; empty for anything else."""
    code = scene.pick.within("counties")
    if not code or SERVICES not in shown:
        return ""
    rows = shown[SERVICES].counted.set_index("id")
    held = shared_services.held(
        store.at(scene.vintage).service_places(), store.get("counties", scene.vintage), rows.index
    )
    mine = rows.loc[held.loc[held["adcode"] == code, "service_id"]]
    items = "".join(
        f"<li>{escape(str(row[f'name_{scene.lang}']))}<small>{escape(_how(row, scene.lang))}</small>"
        f"{_sources(SERVICES, row, store.at(scene.vintage), scene.lang)}</li>"
        for _, row in mine.reset_index(names="id").iterrows()
    )
    return f"<b>{escape(words.LOCAL.say(scene.lang))} {len(mine)}</b><ul>{items}</ul>"
