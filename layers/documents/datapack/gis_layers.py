"""A drawing as layers of a geographic information system: the facts shown with all their columns, the ground as drawn.

Each layer carries in ``draw_class`` what its legend calls a feature, and the look of every class.
"""

import re
from dataclasses import dataclass, replace
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from geodata.export import datasets
from geodata.measure import WGS84
from geodata.query.results import Shown
from geodata.text import Lang, Text, marks
from layers import palette
from layers.spec import Color, Drawing, MapLayer, Shape, dataset_of, whole

CLASS, COLOR, WIDTH, OFFSET = "draw_class", "draw_color", "draw_width", "draw_offset"  # columns of ours
PT: Final = 0.75  # pt of a pixel of the screen
_UNNAMED: Final = re.compile(r" #\d+$")
_GROUND: Final[dict[str, Text]] = {
    "neighbours": Text("邻省", "Neighbouring provinces"),
    "neighbour-lines": Text("邻省界线", "Lines of neighbouring provinces"),
    "counties": Text("区县", "Counties"),
    "county-lines": Text("区县界", "County lines"),
    "city-lines": Text("市界", "City lines"),
    "province-lines": Text("省界", "Province lines"),
    "circle-line": Text("经济圈范围", "Economic circle"),
    "rivers": Text("河流", "Rivers"),
    "border-halo": Text("川渝界线（光晕）", "Border (halo)"),
    "border": Text("川渝界线", "Sichuan–Chongqing border"),
    "counties-services": Text("本地可用的服务", "Services used here by name"),
    "base": Text("康养基地", "Eldercare bases"),
    "spokes": Text("到对方省市的成员", "To members across"),
    "spokes-own": Text("到本省市成员", "To members on its side"),
    "lead": Text("成立地", "Where founded"),
    "focus": Text("所选地方", "Place in focus"),
    "stops": Text("站点", "Stops"),
    "straight": Text("到最近一处的直线", "Straight line to the nearest"),
    "home": Text("所在地", "Home"),
    "label-straight": Text("直线距离", "Length of the straight line"),
    "label-ride": Text("乘坐里程", "Length of the ride"),
    "label-nearest": Text("最近一处的名称", "Name of the nearest"),
    "label-hits": Text("编号", "Numbers of the list"),
    "label-rivers": Text("河流名", "Names of rivers"),
    "label-cities": Text("城市名", "Names of cities"),
    "label-cores": Text("核心城市名", "Names of the two cores"),
    "label-counties": Text("区县名", "Names of counties"),
    "label-counties-beside": Text("所选地方内外的区县名", "Names of counties in and beside the place"),
    "label-focus": Text("所选地方名", "Name of the place in focus"),
    "label-towns": Text("乡镇名", "Names of towns"),
    "label-beyond-province": Text("邻省名", "Names of neighbouring provinces"),
    "label-beyond-city": Text("邻省市州名", "Names of cities across the outer border"),
    "label-beyond-county": Text("邻省区县名", "Names of counties across the outer border"),
    "label-corridors": Text("走廊编号、名称", "Numbers and names of corridors"),
    "label-pair": Text("毗邻县名", "Names of the pair"),
    "label-cut": Text("未见联系的县对", "Pairs without a tie"),
    "label-stops": Text("站名", "Names of stops"),
    "label-base": Text("基地名", "Names of bases"),
}
_SIDES: Final[dict[Color, Text]] = {
    palette.SICHUAN: Text("四川一侧", "Sichuan side"),
    palette.CHONGQING: Text("重庆一侧", "Chongqing side"),
    palette.OUTSIDE: Text("经济圈外", "Outside the circle"),
}
_PICKED: Final = Text("所选对象", "What is picked")
_OUTLINE: Final = Text("{title}（界线）", "{title} (outlines)")
_EVER: Final = 5.0  # names that are read from such a zoom on are always there
_DASHED: Final = Text("在建、规划", "not yet open")


@dataclass(frozen=True)
class Look:
    """How the features of a class are drawn; sizes in px of the screen."""

    label: str
    color: Color
    width: float = 1.0
    dash: tuple[float, float] = (0, 0)
    casing: float = 0
    icon: str = ""


@dataclass(frozen=True, eq=False)
class GisLayer:
    """One layer with the looks of its classes.

    ``free``: they have no names, each line carries its own instead; ``zoom``: of names, from which on they are read.
    """

    name: str
    title: str
    shape: Shape
    frame: gpd.GeoDataFrame
    looks: tuple[Look, ...]
    size: int = 14
    lift: int = 0
    free: bool = False
    zoom: float = 0


def layers(drawing: Drawing, shown: dict[str, Shown], lang: Lang) -> list[GisLayer]:
    """Return the layers of a drawing, from the bottom up."""
    groups: dict[tuple[str, Shape], list[MapLayer]] = {}
    for layer in drawing.layers:
        if layer.role != "screen" and len(layer.features):
            groups.setdefault((whole(layer.id), layer.shape), []).append(layer)
    return [
        _labels(name, parts, lang) if shape == "label" else _drawn(name, parts, shown, lang)
        for (name, shape), parts in groups.items()
    ]


def _title(name: str, shown: dict[str, Shown], lang: Lang) -> str:
    if name in shown:
        return shown[name].dataset.title.say(lang)
    if dataset_of(name) in shown:
        return _OUTLINE.say(lang).format(title=shown[dataset_of(name)].dataset.title.say(lang))
    return _GROUND[name].say(lang) if name in _GROUND else name


def _labels(name: str, parts: list[MapLayer], lang: Lang) -> GisLayer:
    rows = [
        part.features if part.only is None else part.features[part.features["id"].isin(list(part.only))]
        for part in parts
    ]
    frame = pd.concat([part[["text_zh", "text_en", "geometry"]] for part in rows], ignore_index=True)
    first, made = parts[0], gpd.GeoDataFrame(frame, geometry="geometry", crs=WGS84)
    look, zoom = Look("", first.color), min(float(part["zoom"].min()) if "zoom" in part else 0.0 for part in rows)
    title = _title(name, {}, lang)
    return GisLayer(name, title, "label", made, (look,), first.size, first.lift, zoom=zoom if zoom > _EVER else 0)


def _drawn(name: str, parts: list[MapLayer], shown: dict[str, Shown], lang: Lang) -> GisLayer:
    first = parts[0]
    title = _PICKED.say(lang) if first.role == "picked" else _title(name, shown, lang)
    drawn = pd.concat([_looks(part, title, lang) for part in parts], ignore_index=True)
    found = shown.get(name)
    if found is not None and set(drawn["id"]) <= set(found.table["id"]):
        drawn = _with_facts(drawn, found)
    looks = {look.label: look for look in drawn["look"].dropna()}
    told: list[Look | None] = [look if isinstance(look, Look) else None for look in drawn["look"]]
    free = first.shape == "line" and any(_UNNAMED.search(label) for label in looks)
    columns: dict[str, list[object]] = {CLASS: [look and _UNNAMED.sub("", look.label) for look in told]}
    if not free:
        columns[CLASS] = [look and look.label for look in told]
    else:
        columns |= {
            COLOR: [look and rgba(look.color) for look in told],
            WIDTH: [look and look.width * PT for look in told],
        }
    frame = gpd.GeoDataFrame(drawn.drop(columns="look").assign(**columns), geometry="geometry", crs=WGS84)
    return GisLayer(name, title, first.shape, frame, tuple(looks.values()), first.size, free=free)


def _with_facts(drawn: pd.DataFrame, found: Shown) -> pd.DataFrame:
    """The rows shown or drawn with all that is known of them and how they look; what has no place is there too."""
    told = found.table[found.keep | found.table["id"].isin(drawn["id"])]
    rows = datasets.columns(told, found.dataset)
    styled = drawn.drop(columns=[column for column in drawn if column.startswith("tip_")])
    if found.dataset.kind == "tie" or "geometry" not in told:  # as drawn: its own line is straight
        return rows.merge(styled, on="id", how="left", validate="1:1")
    rows = rows.assign(geometry=gpd.GeoSeries(told["geometry"]))
    return rows.merge(styled.drop(columns="geometry"), on="id", how="left", validate="1:1")


def _looks(layer: MapLayer, title: str, lang: Lang) -> pd.DataFrame:
    """Each feature of a layer with how it looks."""
    rows = layer.features
    rows = rows if layer.only is None else rows[rows["id"].isin(list(layer.only))]
    made = rows[[name for name in ("id", "tip_zh", "tip_en", "geometry") if name in rows]].reset_index(drop=True)
    if layer.shape == "point":
        made[OFFSET] = [f"{dx * PT:.1f},{dy * PT:.1f}" for dx, dy in zip(rows["dx"], rows["dy"], strict=True)]
    named = [name for name in ("color", "width", "dash", "icon") if name in rows]
    styles = list(rows[named].itertuples(index=False, name=None)) if named else [()] * len(rows)
    # Rows may be a million, looks are few.
    looks = {style: _look(layer, dict(zip(named, style, strict=True))) for style in dict.fromkeys(styles)}
    names = _names(layer, list(dict.fromkeys(looks.values())), title, lang)
    told = {style: replace(look, label=names[look]) for style, look in looks.items()}
    made["look"] = [told[style] for style in styles]
    return made


def _look(layer: MapLayer, row: dict[str, Any]) -> Look:
    width, dash = float(row.get("width", layer.width)), row.get("dash", (0, 0))
    return Look("", row.get("color", layer.color), width, (dash[0], dash[1]), layer.casing, str(row.get("icon", "")))


def _names(layer: MapLayer, looks: list[Look], title: str, lang: Lang) -> dict[Look, str]:
    """What the legend calls each look; one alone has the layer's name, others without one have a number."""
    entries = [entry for entry in layer.legend if entry.mark not in ("title", "dash")]
    names: dict[Look, str] = {}
    for n, look in enumerate(looks, 1):
        if look.icon:
            told = [entry.label for entry in entries if entry.icon == look.icon]
        else:
            told = [entry.label for entry in entries if entry.color[:3] == look.color[:3]]
        told += [_SIDES[look.color]] if look.color in _SIDES else []
        told += [entries[0].label] if len(looks) == len(entries) == 1 else []
        said = told[0].say(lang) if told else title if len(looks) == 1 else f"{title} #{n}"
        if any(look.dash):
            said += marks.bracketed(_DASHED.say(lang), lang)
        names[look] = f"{said} #{n}" if said in names.values() else said
    return names


def rgba(color: Color) -> str:
    """Return a colour as QGIS writes it."""
    return ",".join(str(part) for part in color)
