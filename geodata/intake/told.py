"""What is told of a file in sentences, the most important first: how many rows lie where, what was understood, done."""

from typing import Final

import geopandas as gpd

from geodata.intake.meaning.problems import MOST_TOLD
from geodata.intake.meaning.typed import Typed
from geodata.intake.model import Grid, Mapped, Mapping, Meaning, Position
from geodata.intake.position.said import system
from geodata.text import Text, counted, joined

MEANINGS: Final[dict[Meaning, Text]] = {
    Meaning.ID: Text("编号", "number of the row"),
    Meaning.NAME: Text("名称", "name"),
    Meaning.ADDRESS: Text("地址", "address"),
    Meaning.PROVINCE: Text("省（市）", "province"),
    Meaning.CITY: Text("市（州）", "city"),
    Meaning.COUNTY: Text("区县", "county"),
    Meaning.ADCODE: Text("行政区划代码", "county code"),
    Meaning.LON: Text("经度（或东坐标）", "longitude (or easting)"),
    Meaning.LAT: Text("纬度（或北坐标）", "latitude (or northing)"),
    Meaning.LONLAT: Text("经纬度（在同一格）", "longitude and latitude in one cell"),
    Meaning.SERVES: Text("服务区域", "places served"),
    Meaning.CATEGORY: Text("类别", "category"),
    Meaning.LEVEL: Text("等级", "level"),
    Meaning.BEDS: Text("床位数", "beds"),
    Meaning.PHONE: Text("电话", "telephone"),
    Meaning.SINCE: Text("成立（启用）时间", "opening date"),
    Meaning.SOURCE: Text("来源", "source"),
    Meaning.URL: Text("网址", "web address"),
    Meaning.NUMBER: Text("数", "numbers"),
    Meaning.DATE: Text("日期", "dates"),
    Meaning.TEXT: Text("文字", "text"),
    Meaning.SKIP: Text("不载入", "left out"),
}
_AT: Final = {
    "site": Text("{n}行有确切位置", "{n} at their exact place"),
    "town": Text("{n}行放到乡镇", "{n} in their town"),
    "county": Text("{n}行放到区县", "{n} in their county"),
}
_NAMING: Final = (Meaning.COUNTY, Meaning.ADCODE, Meaning.ADDRESS, Meaning.CITY)
_MOST_NAMED: Final = 6  # counties in one sentence
_LEADS: Final = 2.0  # times likelier than the next: what is less is no "most likely"
_PLAIN: Final = frozenset({Meaning.NUMBER, Meaning.DATE, Meaning.TEXT, Meaning.SKIP})


def said(
    grid: Grid,
    mapping: Mapping,
    found: Typed,
    position: Position,
    table: gpd.GeoDataFrame,
    asked: int,
    *,
    understood: bool,
    redrawn: tuple[str, ...] = (),
) -> tuple[Text, ...]:
    """Return what is told of a file.

    Args:
        grid, mapping, found, position, table: what was made of it.
        asked: how many rows have an ambiguous place.
        understood: whether the mapping was found by the product, not given by the reader.
        redrawn: counties that figures are of, and that are not what they were.
    """
    parts = [_rows(grid, found, table), *_open(position, asked, table, mapping), *_columns(mapping, understood)]
    if redrawn:
        named = joined(list(redrawn[:_MOST_NAMED]), "zh")
        parts.append(
            Text(
                f"{named}的区划有过调整：如果是调整前的数，请在左栏把“行政区划”改为2021年。",
                f"{counted(len(redrawn), 'county was', 'counties were')} redrawn since 2021: for figures of before, "
                "switch the boundaries to 2021 in the side bar.",
            )
        )
    parts += [*map(_sentence, grid.layout.said), *_coordinates(position, _turned(table)), *found.said]
    if found.found > MOST_TOLD:
        parts.append(
            Text(
                f"共有{found.found:,}个单元格无法使用，逐一列出前{MOST_TOLD:,}个；未载入的行全部在下载文件里。",
                f"{found.found:,} cells could not be used, {MOST_TOLD:,} of them are listed; all rows that were not "
                "taken are in the file for download.",
            )
        )
    return tuple(parts)


def _sentence(text: Text) -> Text:
    """What was said, as a sentence with its end."""
    zh = text.zh if text.zh.endswith(("。", "？", "！")) else f"{text.zh}。"
    en = text.en if text.en.endswith((".", "?", "!")) else f"{text.en}."
    return Text(zh, f"{en[:1].upper()}{en[1:]}")


def _rows(grid: Grid, found: Typed, table: gpd.GeoDataFrame) -> Text:
    """How many rows there are, and where they lie."""
    at = table["precision"].value_counts()
    zh = [_AT[kind].zh.format(n=f"{at[kind]:,}") for kind in _AT if at.get(kind)]
    en = [_AT[kind].en.format(n=f"{at[kind]:,}") for kind in _AT if at.get(kind)]
    nowhere = int(table["precision"].isna().sum())
    if nowhere:
        zh.append(f"{nowhere:,}行还没有位置")
        en.append(f"{nowhere:,} without a place yet")
    if len(found.refused):
        zh.append(f"{len(found.refused):,}行没有载入")
        en.append(f"{len(found.refused):,} not taken")
    rows = len(grid.cells)
    return Text(f"读到{rows:,}行：{'，'.join(zh)}。", f"{counted(rows, 'row')} read: {', '.join(en)}.")


def _open(position: Position, asked: int, table: gpd.GeoDataFrame, mapping: Mapping) -> list[Text]:
    """What the reader has to decide or to know first."""
    parts = []
    if position.asks:
        first, next_best = position.readings[0], position.readings[1]
        name = system(first.crs)
        parts.append(
            Text(
                f"坐标系还不能确定，最可能是{name.zh}；请选择。",
                f"The coordinate system is not certain, most likely {name.en}: please choose.",
            )
            if first.likelihood >= _LEADS * next_best.likelihood
            else Text(
                "文件里看不出坐标是哪一种坐标系；请选择。",
                "Nothing in the file tells which coordinate system this is: please choose.",
            )
        )
    if asked:
        parts.append(
            Text(
                f"{asked:,}行的区县要您定（重名、已拆分或像是写错），请选择。",
                f"The county of {counted(asked, 'row')} is for you to choose: ambiguous, divided or misspelt.",
            )
        )
    if position.warning:
        parts.append(_sentence(position.warning))
    if table["precision"].isna().all() and not position.asks and not asked:
        named = [one.heading for one in mapping if one.meaning in _NAMING]
        parts.append(
            Text(
                f"没有一行能放到地图上：“{named[0]}”里没有认得出的川渝区县（只写省、市不够）。"
                "请写区县的中文名或六位代码。",
                f"No row can be put on the map: “{named[0]}” names no county in Sichuan or Chongqing known here "
                "(a province or a city is too wide). Write counties in Chinese, or their codes of six digits.",
            )
            if named
            else Text(
                "没有一行能放到地图上：文件里需要有坐标、区县、行政区划代码或地址。",
                "No row can be put on the map: coordinates, a county, its code or an address are needed.",
            )
        )
    unnamed = not any(one.meaning is Meaning.NAME for one in mapping)
    if unnamed:
        parts.append(
            Text("没有找到名称列，以区县名或编号代替。", "No column of names was found: rows go by county or number.")
        )
    return parts


def _columns(mapping: Mapping, understood: bool) -> list[Text]:
    """Which column was taken for what, where its heading does not say it in that very word."""
    known = [one for one in mapping if one.meaning not in _PLAIN and not _plain(one)]
    if not understood or not known:
        return []
    zh = "，".join(f"“{one.heading or f'第{one.position + 1}列'}”是{MEANINGS[one.meaning].zh}" for one in known)
    en = ", ".join(f"“{one.heading or f'column {one.position + 1}'}” is {MEANINGS[one.meaning].en}" for one in known)
    return [Text(f"列：{zh}。", f"Columns: {en}.")]


def _turned(table: gpd.GeoDataFrame) -> int:
    """In how many rows longitude and latitude were swapped."""
    return int(table["placed_zh"].str.contains("写反", regex=False).fillna(False).sum())


def _plain(one: Mapped) -> bool:
    """Whether a heading is the word for what its column holds."""
    return one.heading.strip() in (MEANINGS[one.meaning].zh, MEANINGS[one.meaning].zh.partition("（")[0])


def _coordinates(position: Position, turned: int) -> list[Text]:
    """How coordinates were read."""
    parts = []
    if position.decided:
        name = system(position.decided)
        if position.declared:
            parts.append(Text(f"坐标系：{name.zh}，文件写明。", f"Coordinates: {name.en}, as the file declares."))
        else:
            why = position.readings[0].why if position.readings else None
            tail = Text(f"（{why.zh}）", f" ({why.en})") if why else Text("", "")
            parts.append(Text(f"坐标按{name.zh}读取{tail.zh}。", f"Coordinates read as {name.en}{tail.en}."))
    metres = position.decided.startswith("EPSG:") and position.decided not in ("EPSG:4326", "EPSG:4490")
    if position.swapped and metres:
        parts.append(
            Text(
                "按测量习惯，X是北坐标、Y是东坐标，已照此读取。",
                "X is read as the northing and Y as the easting, as surveyors in China write them.",
            )
        )
    elif position.swapped or turned:
        some = Text(f"{turned:,}行的", f"In {counted(turned, 'row')} longitude")
        parts.append(
            Text("经度和纬度写反了，已对调。", "Longitude and latitude were swapped and are put right.")
            if position.swapped
            else Text(f"{some.zh}经度和纬度写反了，已对调。", f"{some.en} and latitude were swapped and are put right.")
        )
    return parts
