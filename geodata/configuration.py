"""What the administrator of a server sets for it: one file of TOML, read once, when the server starts.

The file is ``deploy/chengyu.toml``, which holds every setting with its meaning and its default; the environment
variable ``CHENGYU_CONFIG`` names another one. What a file does not set keeps its default.
"""

import os
import re
import tomllib
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, TypeVar, get_args, get_type_hints
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from geodata.intake_settings import IntakeSettings
from geodata.source_settings import Sources

VARIABLE: Final = "CHENGYU_CONFIG"
# scheme://host[:port]; any one name before a domain of at least two parts only by https.
_HOST: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ORIGIN: Final = re.compile(
    rf"(?:https?://(?:{_HOST}(?:\.{_HOST})*)|https://\*(?:\.{_HOST}){{2,}})(?::(?P<port>[1-9]\d{{0,4}}))?"
)
MOST_PORT: Final = 65535
SHIPPED: Final = Path(__file__).parents[1] / "deploy" / "chengyu.toml"

Block = TypeVar("Block")


class ConfigurationError(Exception):
    """The configuration cannot be used; its message says which setting, what stands there and what is expected."""


@dataclass(frozen=True)
class Time:
    """Which day it is: ``zone`` by the names of the IANA database."""

    zone: str = "Asia/Shanghai"

    def __post_init__(self) -> None:
        """Refuse a zone that nobody knows.

        Raises:
            ValueError: when there is no such zone.
        """
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"zone = “{self.zone}”: no such time zone 没有这个时区") from error


BASEMAPS: Final = ("xyz", "wmts", "wms", "mbtiles", "pmtiles")
FILES: Final = ("mbtiles", "pmtiles")  # the kinds that lie on the server itself
Use = Literal["screen", "exports"]  # where a basemap may be licensed to appear
WEB_MERCATOR: Final = ("EPSG:3857", "EPSG:900913")
# Coordinate systems that services in China are offered in and that would lie beside our own: why each is refused.
_SHIFTED: Final = "moves places by hundreds of metres, and may not be corrected 坐标有数百米偏移，不得自行纠正"
_IN_DEGREES: Final = (
    "tiles in degrees; choose the service's Web Mercator set, of Tianditu “w” "
    "瓦片按经纬度切分，请选球面墨卡托（EPSG:3857，天地图选 w）"
)
REFUSED: Final = {
    "GCJ-02": f"GCJ-02 {_SHIFTED}",
    "BD-09": f"BD-09 {_SHIFTED}",
    "EPSG:4326": _IN_DEGREES,
    "EPSG:4490": _IN_DEGREES,
}
# Hosts whose tiles are known to be shifted, whatever the file says of them.
_SHIFTED_HOSTS: Final = {
    "autonavi.com": "GCJ-02",
    "amap.com": "GCJ-02",
    "gtimg.com": "GCJ-02",
    "google.cn": "GCJ-02",
    "geoq.cn": "GCJ-02",
    "bdimg.com": "BD-09",
    "baidu.com": "BD-09",
}


@dataclass(frozen=True)
class BasemapSettings:
    """A basemap of the administrator's own, drawn under everything; none as long as ``kind`` is empty.

    ``deploy/chengyu.toml`` says what each setting means. ``appears`` holds where its licence lets it appear.
    """

    kind: str = ""
    address: str = ""
    key: str = ""
    subdomains: tuple[str, ...] = ()
    layer: str = ""
    style: str = ""
    matrix_set: str = ""
    format: str = ""
    crs: str = "EPSG:3857"
    least_zoom: int = 3
    most_zoom: int = 17
    appears: tuple[str, ...] = ("screen",)
    attribution_zh: str = ""
    attribution_en: str = ""
    review_number: str = ""
    cache: str = ""
    cache_mb: int = 500
    cache_days: int = 30
    timeout_s: int = 4

    def __post_init__(self) -> None:
        """Refuse what could not be drawn in its place, or may not be shown as it is asked for.

        Raises:
            ValueError: which setting, what stands there, what is expected.
        """
        if not self.kind:
            return
        if self.kind not in BASEMAPS:
            raise ValueError(f"kind = “{self.kind}”: one of {'、'.join(BASEMAPS)} is expected 应为其中之一")
        if not self.address:
            raise ValueError("address: where the basemap is found is not said 没有写底图地址")
        host = "" if self.kind in FILES else self._host()
        known = next((crs for end, crs in _SHIFTED_HOSTS.items() if f".{host}".endswith(f".{end}")), self.crs)
        if known not in WEB_MERCATOR:
            why = REFUSED.get(known, f"{known}: only EPSG:3857 can be drawn 只支持 EPSG:3857")
            raise ValueError(f"crs = “{known}”: {why}")
        if self.matrix_set in ("c", "EPSG:4326", "EPSG:4490") or re.search(r"_c/wmts\b", self.address):
            raise ValueError(f"matrix_set = “{self.matrix_set}”: {_IN_DEGREES}")
        if not set(self.appears) <= set(get_args(Use)):
            raise ValueError(f"appears = {list(self.appears)}: only {'、'.join(get_args(Use))} 只能写这两项")
        if not self.attribution_zh or not self.attribution_en:
            raise ValueError("attribution_zh, attribution_en: whose map it is must be said 必须写明底图来源")
        if not 0 <= self.least_zoom <= self.most_zoom <= 22:
            raise ValueError("least_zoom, most_zoom: 0 to 22, the lesser first 应在 0 到 22 之间，由小到大")
        if min(self.cache_mb, self.cache_days, self.timeout_s) < 1:
            raise ValueError("cache_mb, cache_days, timeout_s: at least 1 不得小于 1")

    def _host(self) -> str:
        """The service's host, without what stands in braces; what is needed to ask it must be given."""
        address = urlsplit(self.address)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ValueError(f"address = “{self.address}”: http:// or https:// is expected 应以 http(s):// 开头")
        missing = [name for name in ("{z}", "{x}") if name not in self.address] if self.kind == "xyz" else []
        if missing:
            raise ValueError(f"address: {', '.join(missing)} is missing 地址里缺少 {'、'.join(missing)}")
        if "{s}" in self.address and not self.subdomains:
            raise ValueError("subdomains: what stands for {s} is not said 没有写 {s} 的取值")
        if self.kind != "xyz" and not self.layer and "{TileMatrix}" not in self.address:
            raise ValueError("layer: which layer of the service is not said 没有写图层名")
        return address.hostname

    def appears_on(self, use: Use | None) -> bool:
        """Return whether there is a basemap that may appear there; nowhere where nobody says for what it is drawn."""
        return bool(self.kind) and use in self.appears


@dataclass(frozen=True)
class Embed:
    """Which sites may show the product in a frame of their pages: the light map and pages, with ``app`` the app too."""

    allowed_origins: tuple[str, ...] = ()
    app: bool = False

    def __post_init__(self) -> None:
        """Refuse what a browser would not understand, or would understand as more than was meant.

        Raises:
            ValueError: when an entry is no origin.
        """
        for one in self.allowed_origins:
            if not _is_origin(one):
                raise ValueError(
                    f"allowed_origins: “{one}”: expected is an origin such as https://portal.example.cn, "
                    "http://10.1.2.3:8080 or https://*.example.cn, without a path; a name in other letters as xn--…　"
                    "应写成 https://portal.example.cn 的样子，不带路径；中文域名写成 xn-- 开头的形式"
                )


def _is_origin(text: object) -> bool:
    """Whether a text names a site as browsers do, with a port that there is."""
    found = _ORIGIN.fullmatch(text) if isinstance(text, str) else None
    return found is not None and int(found["port"] or 0) <= MOST_PORT


@dataclass(frozen=True)
class FlowsSettings:
    """Where the summed flows lie (docs/flows.md), and the least number of persons that a sum is shown with."""

    sums: str = ""
    suppress_below: int = 10

    def __post_init__(self) -> None:
        """Refuse a limit that makes no sense.

        Raises:
            ValueError: when it is below 1.
        """
        if self.suppress_below < 1:
            raise ValueError("suppress_below: at least 1, which hides nothing 不得小于 1（1 即不隐藏）")


@dataclass(frozen=True)
class Configuration:
    """Every setting, a block of the file each."""

    time: Time = Time()
    embed: Embed = Embed()
    basemap: BasemapSettings = BasemapSettings()
    flows: FlowsSettings = FlowsSettings()
    sources: Sources = field(default_factory=Sources)
    intake: IntakeSettings = field(default_factory=IntakeSettings)


def _filled(block: type[Block], given: dict[str, Any], where: str) -> Block:
    """Return a block with what the file gives for it."""
    hints: dict[str, Any] = get_type_hints(block)
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in {one.name for one in fields(block)}:  # type: ignore[arg-type]  # every block is a dataclass
            raise ConfigurationError(f"{where}{name}: there is no such setting 没有这项设置")
        kind = hints[name]
        if is_dataclass(kind) and isinstance(kind, type):
            if not isinstance(value, dict):
                raise ConfigurationError(f"{where}{name}: a block [{name}] is expected 应为一节 [{name}]")
            values[name] = _filled(kind, value, f"{where}{name}.")
        else:
            values[name] = tuple(value) if isinstance(value, list) else value
            if not isinstance(values[name], getattr(kind, "__origin__", kind)):
                raise ConfigurationError(f"{where}{name} = {value!r}: another kind of value is expected 值的类型不对")
    try:
        return block(**values)
    except (ValueError, TypeError) as error:
        raise ConfigurationError(f"{where}{error}") from error


def read(path: Path) -> Configuration:
    """Return the settings of a file.

    Args:
        path: a file of TOML.

    Raises:
        ConfigurationError: when it is not there, is no TOML, or holds a setting that is not known or makes no sense.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from error
    return _filled(Configuration, given, f"{path.name}: ")


@cache
def configuration() -> Configuration:
    """Return the settings of this server.

    Raises:
        ConfigurationError: as ``read``.
    """
    return read(Path(os.environ.get(VARIABLE) or SHIPPED))
