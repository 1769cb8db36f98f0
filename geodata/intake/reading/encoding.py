"""Which characters the bytes of a text are: marks first, then what is valid, then what reads as Chinese."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

from geodata.text import Text

UNREAD: Final = "\ufffd"  # what stands for bytes that mean nothing in an encoding
_SAMPLE: Final = 65_536
_CHUNK: Final = 1 << 20
_MARKS: Final = (  # byte order marks; the longer first, for UTF-32 begins like UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE: Final = ("gb18030", "big5hkscs")
_OTHERS: Final = ("cp1252", "cp1251", "shift_jis", "euc_jp", "euc_kr")  # what the library may choose from
# Characters that lists of places consist of, simplified and traditional: about half of what such a list holds. Bytes
# read in the wrong way give characters from all over the dictionary, of which these are a fiftieth.
_COMMON: Final = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民"
    "得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社"
    "义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并"
    "提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强"
    "放决西被干做必战先回则任取完举色或省市县乡镇村街号院校医疗养护卫生服务中心站所局厅委办公室名称地址经纬度编代码类型性质电话"
    "联系邮政床位面积数单位日期备注来源东南北城郊川渝庆蜀锦江青羊武侯成华金牛龙泉驿双流温郫都新津简阳彭州邛崃崇广元绵德阳遂宁内江乐"
    "山眉宜宾泸自贡攀枝花达巴资雅甘孜阿坝凉万涪陵黔渡口沙坪九龙岸碚綦大足北碚渝巴綦潼铜梁荣昌璧永合垫丰忠云奉巫秀酉彭水开梁平石柱"
    "這個們來時為會說產種動國學經進電過對發後還應點從業無與關當實現質氣條結問題變員總長資邊統組見計運農區醫療養護衛務廳辦稱緯編"
    "類電話聯繫郵積數單備註來縣鄉鎮號東陽慶雙龍濱灣樓廠鐵橋園館場館臺灣港"
)
_PUNCTUATION: Final = frozenset("，。、；：（）《》“”‘’—…·【】　！？％－～")


@dataclass(frozen=True)
class Encoding:
    """How bytes are read: ``codec`` by Python's name; ``said``: what was understood, and what could not be read."""

    codec: str
    said: tuple[Text, ...]


def encoding(content: bytes) -> Encoding:
    """Return the encoding of a text; never fails: bytes that mean nothing in it are replaced, and that is said."""
    codec = _by_mark(content) or _by_zeros(content) or _by_words(content)
    bad = sum(chunk.count(UNREAD) for chunk in _read(content, codec))
    if bad and codec == "utf-8" and content[:_SAMPLE].isascii():
        codec = _by_words(content)
    said = [Text(f"按{NAMES.get(codec, codec.upper())}编码读取", f"read as {NAMES.get(codec, codec.upper())}")]
    if bad:
        said.append(
            Text(
                f"其中{bad}处字节无法解读，显示为“{UNREAD}”",
                f"{bad} places could not be decoded and are shown as “{UNREAD}”",
            )
        )
    return Encoding(codec, tuple(said))


NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "gb18030": "GBK/GB18030",
    "big5": "Big5",
    "big5hkscs": "Big5",
}


def likely(sample: bytes) -> str:
    """Return the encoding of a piece without a mark, cut anywhere: "utf-8", "gb18030", "big5hkscs", or another."""
    if sample.isascii() or _damage(sample, "utf-8") < 0.02:
        return "utf-8"
    scores = {codec: _chinese(sample, codec) for codec in _CHINESE}
    best = max(_CHINESE, key=lambda codec: scores[codec])
    if scores[best] > 0.15:
        return best
    guess = from_bytes(sample, cp_isolation=list(_OTHERS)).best()
    named = guess.encoding if guess else ""
    if named and not named.startswith("utf"):
        return named
    return best if scores[best] > 0 else "cp1252"


def _by_mark(content: bytes) -> str:
    return next((codec for mark, codec in _MARKS if content.startswith(mark)), "")


def _by_zeros(content: bytes) -> str:
    """UTF-16 without a mark: delimiters, digits and line ends have a zero byte on one and the same side."""
    sample = content[: _SAMPLE // 2 * 2]
    sides = (sample[0::2].count(0), sample[1::2].count(0))
    few, many = min(sides), max(sides)
    if many < len(sample) / 40 or few > many / 20:
        return ""
    codec = "utf-16-le" if sides[1] > sides[0] else "utf-16-be"
    text = sample.decode(codec, "replace")
    usual = sum("\t" <= char <= "~" or char in _COMMON or char in _PUNCTUATION for char in text)
    return codec if usual > len(text) / 2 else ""


def _by_words(content: bytes) -> str:
    first = re.search(rb"[\x80-\xff]", content)
    if first is None or _valid(content, "utf-8"):
        return "utf-8"
    start = first.start()
    codec = likely(content[start : start + _SAMPLE])
    return "big5" if codec == "big5hkscs" and _valid(content, "big5") else codec


def _valid(content: bytes, codec: str) -> bool:
    try:
        for _ in _read(content, codec, "strict"):
            pass
    except UnicodeError:
        return False
    return True


def _read(content: bytes, codec: str, errors: str = "replace") -> Iterator[str]:
    """Decode piece by piece: a text of a hundred megabytes is never whole in memory as characters."""
    decoder = codecs.getincrementaldecoder(codec)(errors)
    view = memoryview(content)
    for start in range(0, len(content), _CHUNK):
        yield decoder.decode(bytes(view[start : start + _CHUNK]), start + _CHUNK >= len(content))


def _damage(sample: bytes, codec: str) -> float:
    """Return the share of characters beyond ASCII that cannot be decoded; a cut at the end is none."""
    text = sample.decode(codec, "replace").rstrip(UNREAD)
    beyond = sum(not char.isascii() for char in text)
    return text.count(UNREAD) / beyond if beyond else 0.0


def _chinese(sample: bytes, codec: str) -> float:
    """Return how far a sample reads as Chinese: the share of common characters less what no Chinese text holds."""
    beyond = [char for char in sample.decode(codec, "replace").rstrip(UNREAD) if not char.isascii()]
    if not beyond:
        return 0.0
    common = sum(char in _COMMON or char in _PUNCTUATION for char in beyond)
    foreign = sum(char == UNREAD or "\ue000" <= char <= "\uf8ff" or "\x80" <= char <= "\x9f" for char in beyond)
    return (common - 2 * foreign) / len(beyond)
