"""Servers of the app on ports of their own, as README starts it, and what each uses."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlsplit

import psutil

from tests.browser.conftest import start

PREPARED: Final = 20  # % of a processor: below it a server has prepared what nobody has asked for yet
PATIENCE_S: Final = 60


def cpu(process: psutil.Process) -> float:
    """Return the seconds of a processor that a process has used."""
    used = process.cpu_times()
    return used.user + used.system


class Server:
    """A running server: its port, its process, its log."""

    def __init__(self, port: int, process: psutil.Process, log: Path) -> None:
        """Hold what is known of it."""
        self.port, self.process, self._log = port, process, log
        self.most_mb = 0.0  # resident memory, at most, where it was looked at

    def look(self) -> float:
        """Return the seconds of a processor it has used, and keep the most memory that it held."""
        self.most_mb = max(self.most_mb, self.process.memory_info().rss / 1e6)
        return cpu(self.process)

    @property
    def traces(self) -> int:
        """How many traces it logged."""
        return self._log.read_text(errors="replace").count("Traceback (most recent call last)")


@contextmanager
def _one(folder: Path) -> Iterator[Server]:
    log = folder / "server.log"
    folder.mkdir()
    address, pid = start(log)
    process = psutil.Process(pid)
    try:
        yield Server(urlsplit(address).port or 0, process, log)
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def running(n: int) -> Iterator[list[Server]]:
    """Start so many servers, and end them afterwards; they are ready and have nothing more to prepare."""
    with TemporaryDirectory() as folder, ExitStack() as all_of_them:
        servers = [all_of_them.enter_context(_one(Path(folder) / str(at))) for at in range(n)]
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until and any(one.process.cpu_percent(2) > PREPARED for one in servers):
            pass
        yield servers
