"""What a heading says its column holds: words in Chinese, English and the pinyin shorthand of surveyors' tables."""

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

from geodata.intake.meaning.words import LOOSE, WORDS
from geodata.intake.model import Meaning

# Codes and numbers that are never counted with.
_NEVER_SUMMED: Final = re.compile(
    r"编号|编码|代码|号码|证号|账号|帐号|卡号|邮编|邮政|传真|身份证|序号|文号|批号|图号|学号|工号|楼层|"
    r"(?:^|[_ ])(?:id|code|zip|fax|postcode|postal|no|num)(?:$|[_ ])",
    re.IGNORECASE,
)
_DATED: Final = re.compile(
    r"日期|时间|年月|年份|年度|时点|(?:^|[^a-z])(?:date|time|year|month|day)(?:$|[^a-z])|年$|_at$", re.IGNORECASE
)
_BRACKETS: Final = re.compile(r"[(\[{<【〔（](.*?)[)\]}>】〕）]")
_NUMBERED: Final = re.compile(r"^\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.、)）]\s*(?=\D)")
_NO_UNIT: Final = re.compile(
    r"填|选|可|注|如|例|格式|gcj|wgs|bd|cgcs|2000|xian|beijing|epsg|百度|高德|腾讯|天地图|火星|坐标|中文|英文|全称|简称|单位|"
    r"以|按|含|其中|°|^度$|^\d+$|[:：]",
    re.IGNORECASE,
)
_TRADITIONAL: Final = str.maketrans(  # characters of these words as Hong Kong and Taiwan write them
    "稱經緯區縣號電話類別級時間數網劃編碼機構醫養單項設點標題詳細聯繫業務範圍覆蓋來資鏈開啟條學園場車東橫縱圖層員",
    "称经纬区县号电话类别级时间数网划编码机构医养单项设点标题详细联系业务范围覆盖来资链开启条学园场车东横纵图层员",
)
_JOINT: Final = "·"  # between the lines of a heading


class Said(NamedTuple):
    """One thing a heading may say: how surely (0 to 4), and whether values must agree."""

    meaning: Meaning
    score: float
    loose: bool


def _bare(heading: str) -> str:
    """A heading without what is in brackets, marks, blanks and numbering, in narrow small letters."""
    narrow = unicodedata.normalize("NFKC", heading).lower().translate(_TRADITIONAL)
    open_ = _BRACKETS.sub("", narrow) or narrow
    return re.sub(r"[\s_\-*:：.。、,，/\\#'\"“”]+", "", _NUMBERED.sub("", open_))


@cache
def _words() -> dict[str, tuple[Said, ...]]:
    found: dict[str, list[Said]] = {}
    for meaning, words in WORDS.items():
        order = words.split()
        for n, word in enumerate(order):
            said = Said(meaning, 4 - n / len(order), word in LOOSE)
            found.setdefault(_bare(word), []).append(said)
    return {word: tuple(said) for word, said in found.items()}


@cache
def _endings() -> tuple[tuple[str, Meaning], ...]:
    """Chinese words that tell what a longer heading is about, the longest first: "拟建项目名称" is a name."""
    words = [(word, said[0].meaning) for word, said in _words().items() if len(word) > 1 and not said[0].loose]
    return tuple(sorted((one for one in words if not one[0].isascii()), key=lambda one: -len(one[0])))


def said(heading: str) -> list[Said]:
    """Return what a heading may say, the likeliest first; nothing where it is unknown."""
    lines = [line for line in heading.split(_JOINT) if line.strip()]
    tries = [(heading, 0.0)]
    if len(lines) > 1:
        tries += [(lines[-1], 0.25), (lines[0], 2.5)]
    found: dict[Meaning, Said] = {}
    for text, less in tries:
        for one in _said_by(text):
            if one.meaning not in found or found[one.meaning].score < one.score - less:
                found[one.meaning] = one._replace(score=one.score - less)
    return sorted(found.values(), key=lambda one: -one.score)


def _said_by(text: str) -> list[Said]:
    bare = _bare(text)
    words = _words()
    if bare in words:
        return list(words[bare])
    cut = re.sub(r"[\d一二三]+$", "", bare)
    han, latin = re.sub(r"[a-z0-9]+", "", bare), re.sub(r"[^a-z0-9]+", "", bare)
    for part in (cut, han, latin) if han and latin else (cut,):
        if part in words:
            return [one._replace(score=one.score - 0.5) for one in words[part]]
    for word, meaning in _endings():
        if (han or bare).endswith(word):
            return [Said(meaning, 2.0 - 0.1 * (len(han or bare) - len(word)), loose=True)]
    return []


def unit(heading: str) -> str:
    """Return what a heading says is counted: "床位数（张）" → "张"; "" where it says nothing of the kind."""
    narrow = unicodedata.normalize("NFKC", heading)
    bracketed = [inside.strip() for inside in _BRACKETS.findall(narrow)]
    told = [inside.removeprefix("单位:").strip() for inside in bracketed]
    slashed = re.search(r"[/_](㎡|m2|km2|km|m|ha|亩|公顷|平方米|平方公里|公里|万?元|万?人|亿元|张|个|家|%|吨)$", narrow)
    told += [slashed[1]] if slashed else []
    return next((inside for inside in told if 0 < len(inside) <= 8 and not _NO_UNIT.search(inside)), "")


def never_summed(heading: str) -> bool:
    """Return whether a heading names something of digits that is no amount: a number of a document, a postcode."""
    return _NEVER_SUMMED.search(unicodedata.normalize("NFKC", heading)) is not None


def dated(heading: str) -> bool:
    """Return whether a heading says that days or years stand below it."""
    return _DATED.search(unicodedata.normalize("NFKC", heading)) is not None


def keys(headings: tuple[str, ...]) -> tuple[str, ...]:
    """Return the headings so that each is different: "备注", "备注 (2)"; "第3列" where there is none."""
    seen: dict[str, int] = {}
    out = []
    for n, heading in enumerate(headings, 1):
        name = heading.strip() or f"第{n}列"
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(out)
