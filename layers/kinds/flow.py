"""Flows on the map: curves that weigh persons, or the border by the share that crosses it or beside its ties."""

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.boundaries.seats import seats
from geodata.flows.pairs import STATES
from geodata.flows.records import PERSONS
from geodata.measure import WGS84
from geodata.narrative.findings import of_flows as told
from geodata.query import on_map
from geodata.query.scene import Scene
from geodata.store.kept import per_store
from geodata.store.store import Edition, Store
from geodata.text import LANGS, Lang, Text, marks, number
from layers import palette
from layers.kinds import border
from layers.kinds.tie import curve
from layers.spec import Color, LegendEntry, MapLayer, series

NARROW_PX, WIDE_PX = 0.8, 12.0
MOST: Final = 100  # so many curves are drawn, the widest
FAINT: Final = 30  # how opaque the faintest curve is, of 255
_NONE: Final = LegendEntry(Text("本数据中没有记录", "No record in this data"), palette.ASIDE, "line", width=4)
_FEW: Final = LegendEntry(Text("人次太少，已隐藏", "Too few persons, hidden"), palette.NO_SHARE, "line", width=4)
SHARES: Final = (0.0, 0.005, 0.02, 0.05)  # classes begin here, each up to the next
_MIXED: Final = LegendEntry(
    Text("各领域不一，选一个领域可分开看", "Domains differ: choose one to tell them apart"),
    palette.MIXED_STATES,
    "line",
    width=border.LINE_PX,
)


def curves(scene: Scene, store: Store) -> list[MapLayer]:
    """Return one curve for each pair of units between which people go, wider and darker where they are many.

    Both directions are one curve; its tip tells each. Nothing where the scene does not ask for it.
    """
    found = on_map.flows_drawn(scene, store)
    rows = on_map.flow_ends(scene, store) if scene.flows == "persons" else None
    if found is None or rows is None or rows.empty:
        return []
    mark, all_persons = Text(*(found.flows.about.mark(lang) for lang in LANGS)), float(rows[PERSONS].sum())
    drawn = rows.nlargest(MOST, PERSONS)
    cut, part = len(drawn) < len(rows), float(drawn[PERSONS].sum()) / all_persons
    rows = drawn.reset_index(drop=True)
    at = _places(store.at(scene.vintage))
    lines = [curve(a, b) for a, b in zip(_points(at, rows["start"]), _points(at, rows["end"]), strict=True)]
    share = np.sqrt(rows[PERSONS].to_numpy(dtype=float) / float(rows[PERSONS].max()))
    alpha = (FAINT + (255 - FAINT) * share * 0.8).astype(int)
    features = gpd.GeoDataFrame(
        {
            "id": rows["start"] + "|" + rows["end"],
            "color": [(*palette.FLOW[:3], int(part)) for part in alpha],
            "width": (NARROW_PX + (WIDE_PX - NARROW_PX) * share).round(1),
            **{f"tip_{lang}": [_tip(row, at, mark, lang) for row in rows.itertuples()] for lang in LANGS},
            "order": rows[PERSONS].to_numpy(dtype=float),
        },
        geometry=lines,
        crs=WGS84,
    ).sort_values("order", kind="stable", ignore_index=True)
    most = told.persons(rows[PERSONS].max(), "zh"), told.persons(rows[PERSONS].max(), "en")
    widest = Text(f"越粗越多，最粗{most[0]}", f"The wider the more, at most {most[1]}")
    if cut:  # more would hide one another
        zh, en = (number.share(part, lang) for lang in LANGS)
        widest = Text(f"{widest.zh}；只画最多的{MOST}条，占{zh}", f"{widest.en}; only the {MOST} widest, {en} of all")
    legend = (*_titles(scene, store), LegendEntry(widest, palette.FLOW, "line", width=5))
    return [MapLayer("flows", "line", features.drop(columns="order"), color=palette.FLOW, pickable=True, legend=legend)]


def pieces(scene: Scene, store: Store) -> list[MapLayer]:
    """Return the pieces of the border coloured by flows, in place of those by ties; nothing unless asked for.

    Picked, a piece is its border pair.
    """
    classed = {"share": _by_share, "match": _by_state}.get(scene.flows)
    table = on_map.flows_beside_ties(scene, store) if classed else None
    if classed is None or table is None:
        return []
    edition = store.at(scene.vintage)
    whole = border.segments(edition, "border_pairs")
    legend, of_pair = classed(table)
    titles, made = _titles(scene, store), []
    aside = frozenset(whole.features["id"]) - set(of_pair.index)
    if aside:
        made.append(border.outside(whole, aside))
    for n in reversed(range(len(legend))):
        only = frozenset(of_pair.index[of_pair == n])
        entries = (*titles, legend[n]) if n == 0 else (legend[n],)
        made.append(
            replace(
                whole,
                id=series(whole.id, n),
                color=legend[n].color,
                width=legend[n].width,
                only=only,
                legend=entries,
            )
        )
    return made


Classed = tuple[list[LegendEntry], "pd.Series[int]"]


def _by_share(table: gpd.GeoDataFrame) -> Classed:
    """Classes by share of all that people of both counties use; of several domains together."""
    sums = table.groupby("pair_id")
    persons, hidden, total = sums[PERSONS].sum(min_count=1), sums["hidden"].sum(), sums["total"].sum(min_count=1)
    share = (persons / total).astype(float)
    edges = [f"{edge:.1%}".replace(".0%", "%") for edge in SHARES]
    labels = [
        Text(f"不到{edges[1]}", f"under {edges[1]}"),
        *(Text(f"{low}至不到{high}", f"{low} to under {high}") for low, high in pairwise(edges[1:])),
        Text(f"{edges[-1]}及以上", f"{edges[-1]} or more"),
    ]
    colors = palette.SEQUENTIAL[1:]
    entries = [_NONE, _FEW, *(_line(label, color) for label, color in zip(labels, colors, strict=True))]
    place = pd.Series(np.searchsorted(SHARES, share.fillna(0), side="right") + 1, index=share.index)
    none = share.isna()
    return entries, place.mask(none & hidden.gt(0), 1).mask(none & hidden.eq(0), 0)


def _by_state(table: gpd.GeoDataFrame) -> Classed:
    """Classes by how use stands beside ties, where the domains differ (``neither`` aside) as mixed."""
    entries = [_line(told.STATE[state], color) for state, color in zip(STATES, palette.STATES, strict=True)]
    found = table.groupby("pair_id")["state"].agg(lambda states: set(states) - {"neither"})
    place = [len(STATES) if len(states) > 1 else STATES.index(next(iter(states), "neither")) for states in found]
    return [*entries, _MIXED], pd.Series(place, index=found.index)


def _line(label: Text, color: Color) -> LegendEntry:
    return LegendEntry(label, color, "line", width=border.LINE_PX)


def _titles(scene: Scene, store: Store) -> tuple[LegendEntry, ...]:
    """What is drawn: demonstration data first by that name, then year, unit and whose data."""
    found = on_map.flows_drawn(scene, store)
    if not found:
        return ()
    name = told.title(found.flows)
    what = {
        "persons": Text("人次", "persons"),
        "share": Text("占两县居民人次", "share of persons from both counties"),
        "match": Text("与联系对照", "beside the ties"),
    }[scene.flows]
    head = Text(*(f"{name.say(lang)}{marks.COLON.say(lang)}{what.say(lang)}" for lang in LANGS))
    of = Text(*(f"{found.year}{marks.COMMA.say(lang)}{found.flows.about.named(lang)}" for lang in LANGS))
    return LegendEntry(head, palette.LABEL, "title"), LegendEntry(of, palette.LABEL, "title")


@per_store(lru_cache(maxsize=4))
def _places(edition: Edition) -> pd.DataFrame:
    """Where cities and counties stand, and their names, by code."""
    units = pd.concat([edition.get(level) for level in ("counties", "cities")]).drop_duplicates("adcode")
    return seats(units, edition.facts["unit_names"], edition.vintage).set_index("adcode")


def _points(at: pd.DataFrame, codes: "pd.Series[str]") -> "np.ndarray":
    return at.loc[codes, ["lon", "lat"]].to_numpy()


_WAYS: Final = {"to_chongqing": Text("往重庆", "to Chongqing"), "to_sichuan": Text("往四川", "to Sichuan")}


def _tip(row: Any, at: pd.DataFrame, mark: Text, lang: Lang) -> str:
    """Between whom, and how many go each way, as far as that is shown."""
    between = marks.ENDS.say(lang).join(at.at[code, f"name_{lang}"] for code in (row.start, row.end))
    gone = [
        Text(f"{way.zh}{told.persons(held, 'zh')}", f"{told.persons(held, 'en')} {way.en}").say(lang)
        for name, way in _WAYS.items()
        if pd.notna(held := getattr(row, name)) and held
    ]
    return f"{between}\n{marks.SEMICOLON.say(lang).join(gone)}{mark.say(lang)}"
