"""What the administrator of a server sets for it: one file of TOML, read once, when the server starts.

The file is ``deploy/chengyu.toml``, which holds every setting with its meaning and its default; the environment
variable ``CHENGYU_CONFIG`` names another one. What a file does not set keeps its default.
"""

import os
import re
import tomllib
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

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
class Configuration:
    """Every setting, a block of the file each."""

    time: Time = Time()
    embed: Embed = Embed()


def _filled(block: type[Block], given: dict[str, Any], where: str) -> Block:
    """Return a block with what the file gives for it."""
    hints: dict[str, Any] = get_type_hints(block)
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in {field.name for field in fields(block)}:  # type: ignore[arg-type]  # every block is a dataclass
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
