"""The block ``[intake]`` of the administrator's file (configuration.py): people's own data, and who may publish."""

from dataclasses import dataclass
from typing import Final

MODES: Final = ("off", "session", "workspace")


@dataclass(frozen=True)
class IntakeSettings:
    """Whether visitors may bring files of their own; ``deploy/chengyu.toml`` says what each setting means."""

    mode: str = "session"
    most_mb: int = 100
    most_rows: int = 1_000_000
    seconds: int = 60
    kept_hours: int = 24
    maintainers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a mode that there is none of, and limits that leave nothing.

        Raises:
            ValueError: which setting, what stands there, what is expected.
        """
        if self.mode not in MODES:
            raise ValueError(f"mode = “{self.mode}”: one of {'、'.join(MODES)} is expected 应为其中之一")
        if min(self.most_mb, self.most_rows, self.seconds, self.kept_hours) < 1:
            raise ValueError("most_mb, most_rows, seconds, kept_hours: at least 1 不得小于 1")
