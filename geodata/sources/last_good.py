"""What was last read and found good, on disk: a server that starts without its source goes on with it."""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from geodata import whole_file
from geodata.catalog.model import Dataset
from geodata.sources.model import Tables, digest
from geodata.text import days

_GOOD: Final = "good"  # a file that names the folder; as old as the last time the source was seen to hold the same
_OLD_S: Final = 600  # how long a folder stays that is neither good nor was before: somebody may write it


class LastGood:
    """A folder that holds tables as folders of CSV files, each named by its content, and which of them is good."""

    def __init__(self, folder: Path, datasets: Sequence[Dataset]) -> None:
        """Keep the tables of ``datasets`` in ``folder``."""
        self._folder, self._files = folder, {one.id: one.file for one in datasets}

    def write(self, tables: Tables) -> Path:
        """Write tables, whole or not at all, and return their folder; they are not good yet.

        Raises:
            OSError: there is no room, or the folder cannot be written to.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        folder = self._folder / digest(tables)
        if not folder.is_dir():
            draft = Path(mkdtemp(dir=self._folder, prefix=".", suffix=".draft"))
            try:
                for id, content in tables.items():
                    whole_file.write(draft / self._files[id], content)
                draft.chmod(0o755)
                with suppress(OSError):  # another process was faster, with the same
                    os.replace(draft, folder)
                if not folder.is_dir():
                    raise OSError(f"{folder} cannot be written")
            finally:
                shutil.rmtree(draft, ignore_errors=True)
        return folder

    def settle(self, folder: Path) -> None:
        """Say that the tables of a folder are the good ones now; earlier ones go when nobody reads them any more."""
        before = self.found()
        whole_file.write(self._folder / _GOOD, folder.name.encode())
        stay = {folder, before[0]} if before else {folder}
        for other in self._folder.iterdir():
            if other.is_dir() and other not in stay and days.instant() - other.stat().st_mtime > _OLD_S:
                shutil.rmtree(other, ignore_errors=True)

    def drop(self, folder: Path) -> None:
        """Remove tables that turned out not to be good."""
        if not (found := self.found()) or found[0] != folder:
            shutil.rmtree(folder, ignore_errors=True)

    def seen(self) -> None:
        """Say that the source holds the good tables now."""
        with suppress(OSError):  # then they are told to be older than they are
            os.utime(self._folder / _GOOD)

    def found(self) -> tuple[Path, datetime] | None:
        """Return the folder of the good tables, and when the source last held them; None where there are none."""
        try:
            name = (self._folder / _GOOD).read_text(encoding="utf-8")
            folder, seen = self._folder / name, (self._folder / _GOOD).stat().st_mtime
        except OSError:
            return None
        return (folder, days.at(seen)) if name and folder.is_dir() else None
