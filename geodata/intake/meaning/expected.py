"""What is told of a cell that cannot be used: what is expected there and how to mend it."""

from typing import Final

from geodata.intake.model import Meaning
from geodata.text import Text

NUMBER: Final = Text(
    "应为数，如 120 或 1,200；有说明文字的请只留数，没有数据的请留空。",
    "A number is expected, such as 120 or 1,200: leave only the number, or an empty cell where nothing is known.",
)
DATE: Final = Text(
    "应为日期，如 2024、2024-05、2024-05-20 或 2024年5月20日；没有数据的请留空。",
    "A date is expected, such as 2024, 2024-05 or 2024-05-20; leave the cell empty where nothing is known.",
)
DATE_UNCLEAR: Final = Text(
    "月、日看不准（2024.1 可能是1月，也可能是 2024.10 丢了0）；请写成 2024-05-20 或 2024-01。",
    "Month or day cannot be told (2024.1 may be January, or 2024.10 without its 0): write 2024-05-20 or 2024-01.",
)
ADCODE: Final = Text(
    "应为六位行政区划代码，如 500111（大足区）；请补全或留空。",
    "A code of six digits is expected, such as 500111 (Dazu District): complete it or leave the cell empty.",
)
LON: Final = Text(
    "应为经度，如 106.5507 或 106°33′02″；请改正后重新载入这一行，没有坐标的请把经度、纬度都留空。",
    "A longitude is expected, such as 106.5507 or 106°33′02″: correct it and load the row again, or leave both empty.",
)
LAT: Final = Text(
    "应为纬度，如 29.5630 或 29°33′47″；请改正后重新载入这一行，没有坐标的请把经度、纬度都留空。",
    "A latitude is expected, such as 29.5630 or 29°33′47″: correct it and load the row again, or leave both empty.",
)
LONLAT: Final = Text(
    "应为经度和纬度，如 106.5507,29.5630；请改正后重新载入这一行，没有坐标的请留空。",
    "A longitude and a latitude are expected, such as 106.5507,29.5630: correct it and load the row"
    " again, or leave it empty.",
)
NO_LON: Final = Text(
    "有纬度，缺经度；请补上经度，或把纬度也留空。",
    "There is a latitude but no longitude: add it, or leave both empty.",
)
NO_LAT: Final = Text(
    "有经度，缺纬度；请补上纬度，或把经度也留空。",
    "There is a longitude but no latitude: add it, or leave both empty.",
)
NOT_DEGREES: Final = Text(
    "超出经纬度的范围（经度不过180，纬度不过90）；是否漏了小数点？请改正后重新载入这一行。",
    "Beyond what degrees can be (180 of longitude, 90 of latitude). Is the decimal point missing?"
    " Correct it and load the row again.",
)
NOT_METRES: Final = Text(
    "其余各行是以米计的平面坐标，这一行像是经纬度；请统一后重新载入这一行。",
    "The other rows are metres of a projection, this one looks like degrees: use one of them and load the row again.",
)
ZERO: Final = Text(
    "0,0 不是川渝的坐标，按没有坐标处理；请补上坐标或留空。",
    "0,0 is no place here and counts as no coordinates: add them, or leave the cells empty.",
)
BROKEN: Final = Text(
    "这里的公式出错，没有值；请在表格软件里改好公式，或直接填值。",
    "The formula here failed and left no value: mend it in your spreadsheet, or type the value.",
)
CUT: Final = Text(
    "表格软件把它变成了科学计数，后面的数字已丢失；请把该列设为“文本”后重填。",
    "The spreadsheet turned it into scientific notation and lost its last digits: set the column to text and enter it"
    " again.",
)
TWICE: Final = Text(
    "编号与前面的行重复；不影响载入，请核对。",
    "The number repeats an earlier row's; the row is in, please check.",
)


def unlike(unit: str) -> Text:
    """Return what is told of a cell that counts something else than the others of its column, which count ``unit``."""
    return Text(
        f"本列其余的单位是“{unit}”，这里不同；请换算成同一单位。",
        f"The other cells of this column count “{unit}”, this one does not: convert it.",
    )


OF: Final[dict[Meaning, Text]] = {
    Meaning.LON: LON,
    Meaning.LAT: LAT,
    Meaning.LONLAT: LONLAT,
    Meaning.ADCODE: ADCODE,
    Meaning.BEDS: NUMBER,
    Meaning.NUMBER: NUMBER,
    Meaning.SINCE: DATE,
    Meaning.DATE: DATE,
    Meaning.ID: CUT,
    Meaning.PHONE: CUT,
}
