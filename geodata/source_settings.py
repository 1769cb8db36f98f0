"""The block ``[sources]`` of the administrator's file (configuration.py): where tables come from."""

from dataclasses import dataclass, field
from typing import Final

SOURCES: Final = ("shipped", "folder", "postgis")


@dataclass(frozen=True)
class Sources:
    """Where tables come from: the shipped files, a published folder, a database; ``deploy/chengyu.toml`` says more."""

    default: str = "shipped"
    tables: dict[str, str] = field(default_factory=dict)
    folder: str = ""
    postgis: str = ""
    schema: str = "chengyu"
    kept: str = ""
    poll_s: int = 5

    def __post_init__(self) -> None:
        """Refuse a source that there is none of, and a poll that never rests.

        Raises:
            ValueError: which setting, what stands there, what is expected.
        """
        for where, named in {"default": self.default, **self.tables}.items():
            if named not in SOURCES:
                raise ValueError(f"{where} = “{named}”: one of {'、'.join(SOURCES)} is expected 应为其中之一")
        if "folder" in self.named and not self.folder:
            raise ValueError("folder: where the published tables lie is not said 没有写发布目录")
        if self.poll_s < 1:
            raise ValueError("poll_s: at least 1 不得小于 1")

    @property
    def named(self) -> frozenset[str]:
        """The sources that are asked for."""
        return frozenset({self.default, *self.tables.values()})
