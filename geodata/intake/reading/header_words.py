"""Words by which the parts of a table are known: headings, totals, notes, units."""

import re
from typing import Any, Final

from geodata.intake.reading.raw import compact


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What Chinese headings end with (床位数, 所在区县, 详细地址); cells of places seldom do.
_ENDS: Final = re.compile(
    r"(名称|名字|姓名|简称|全称|编号|序号|代码|编码|地址|住址|地点|位置|经度|纬度|经纬度|坐标|坐标系|区县|县区|市县|市州|地市|省份|省市|辖区|区划|"
    r"乡镇|街道|社区|电话|手机|联系人|联系方式|负责人|法人|床位|床位数|张数|人数|户数|数量|总数|个数|家数|面积|金额|投资|总投资|造价|"
    r"时间|日期|年份|年度|月份|类别|类型|种类|性质|等级|级别|星级|评级|状态|备注|说明|来源|网址|网站|邮编|邮箱|人口|里程|长度|"
    r"单位|机构|医院|学校|项目|线路|区域|范围|服务区域|规模|容量|比例|占比|增速|标识|主键|所属|隶属|形式|方式|内容|情况|小计|合计|坐标x|坐标y)$"
)
_EXACT: Final = _words(
    "x y z id no 名 省 市 县 区 镇 乡 村 号 年 月 日 序 编 类 级 城市 地区 地级市 东经 北纬 "
    "lng lon lat long wkt geom geometry fid objectid gid"
)
_ENGLISH: Final = _words(
    "id name title address addr lon lng long longitude lat latitude x y easting northing type category kind class "
    "county city district province town code adcode zip phone tel telephone beds bed date year month since opened "
    "url website source level grade area length value count number total note notes remark remarks status owner "
    "capacity population rate unit coordinates coordinate location place serves service services region"
)
_TOTALS: Final = _words(
    "合计 总计 小计 共计 累计 总和 合計 總計 小計 共計 平均 平均值 total totals subtotal grandtotal sum average"
)
_COUNTED: Final = re.compile(r"^(合计|总计|共计|共有?|合計|total)[:：]?[约]?[\d,.]+[^\d]{0,6}$")
_AMOUNT: Final = re.compile(r"[共约]?\s*[\d,.]+\s*[^\d\s]{1,3}")
_AMOUNT: Final = re.compile(r"[约共]?[\d,.]+\D{1,4}")  # "40个" beside the label of a row of totals
_NOTES: Final = re.compile(
    r"^(注\d*[:：.、]|备注[:：]|说明[:：]|附注|资料来源|数据来源|来源[:：]|填表|填报|制表|审核|统计负责人|负责人[:：]|联系人[:：]|联系电话[:：]|报出日期|打印|导出|"
    r"截至|截止|本表|以上|未完|续表|[*※★#]|notes?\b[:.]?|source\b|sources\b|remarks?[:.])",
    re.IGNORECASE,
)
_UNITS: Final = _words(
    "张 个 人 名 元 万元 亿元 平方米 ㎡ m2 m² 平方千米 平方公里 km² km2 公里 km 米 m 亩 公顷 ha % ％ ‰ 度 ° 家 所 辆 "
    "床 人次 万人 万人次 吨 万吨 户 处 座 条 项 年 年月 月 日 千瓦 kw 万千瓦 mw 小时 分钟"
)
_SIGNS: Final = r"[\s\d.,:：+\-–—/\\%％°′″'\"()（）年月日时分秒度千万亿E]*"
_NUMBERED: Final = re.compile(rf"{_SIGNS}\d{_SIGNS}")
_PERIOD: Final = re.compile(r"((?:19|20)\d\d)年?|(\d\d?)月")
_BRACKETS: Final = re.compile(r"[(（\[【<《].*?[)）\]】>》]")
SECTION: Final = re.compile(r"^([一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[)）])")


def is_heading(text: str) -> bool:
    """Whether a text is one that columns are called by, in Chinese or English."""
    bare = compact(_BRACKETS.sub("", text)).rstrip(":：*")
    if not 0 < len(bare) <= 24:
        return False
    if bare in _EXACT or _ENDS.search(bare):
        return True
    parts = [part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", text)]
    return bare.isascii() and 0 < len(parts) <= 4 and bool(_ENGLISH & {parts[0], parts[-1], "".join(parts)})


def is_text(value: Any) -> bool:
    """Whether a cell holds words, and no number, date or code, in digits or as the format's own kind."""
    return isinstance(value, str) and not _NUMBERED.fullmatch(value)


def period(value: Any) -> int | None:
    """Return the year or month that a cell is, which tables of statistics have for headings; None of any other."""
    found = _PERIOD.fullmatch(str(value))
    return int(found.group(1) or found.group(2)) if found else None


def is_total(value: Any) -> bool:
    """Whether a cell is the label of a row of totals."""
    return is_label(value) or (isinstance(value, str) and bool(_COUNTED.match(compact(value))))


def is_amount(value: Any) -> bool:
    """Whether a text is a number with what it counts: 40家, 1,200 张."""
    return isinstance(value, str) and bool(_AMOUNT.fullmatch(value))


def is_label(value: Any) -> bool:
    """Whether a cell is nothing but the word that rows of totals begin with."""
    return isinstance(value, str) and compact(value).rstrip(":：") in _TOTALS


def is_note(value: Any) -> bool:
    """Whether a cell begins like a note below a table."""
    return isinstance(value, str) and bool(_NOTES.match(value))


def is_unit(value: Any) -> bool:
    """Whether a cell is nothing but a unit, as the line below headings may hold."""
    return isinstance(value, str) and compact(value).strip("()（）") in _UNITS
