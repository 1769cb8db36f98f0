"""Files that are there whole or not at all, whatever happens meanwhile: a full disk, a kill, two writers."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from geodata.text import days

_LEFT_BEHIND_S: Final = 3600  # a draft that old is of a writer that was killed


def write(path: Path, content: bytes) -> None:
    """Write a file in place of the one that is there; who reads it meanwhile reads the old one.

    Raises:
        OSError: it cannot be written, for example for want of room; what was there is as it was.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=".draft", delete=False) as draft:
        try:
            draft.write(content)
            draft.flush()
            os.fsync(draft.fileno())
            Path(draft.name).chmod(0o644)
            os.replace(draft.name, path)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise
    _tidy(path)


def _tidy(path: Path) -> None:
    """Remove drafts that writers who were killed have left."""
    for draft in path.parent.glob(f".{path.name}.*.draft"):
        with suppress(OSError):
            if days.instant() - draft.stat().st_mtime > _LEFT_BEHIND_S:
                draft.unlink()
