"""The app as a process of its own, started as README does, whose memory is looked at while it serves."""

import re
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import numpy as np
import psutil

from tests.browser.conftest import ROOT, start

IDLE, PREPARING_S = 20, 30  # % of a processor; seconds it is waited for at most
# A frame of ours, but for middleware, through which everything passes.
OURS = re.compile(rf'File "{re.escape(str(ROOT))}/(?:pages|layers|geodata|app)[^"]*", line \d+, in (?!__call__)')


class Memory:
    """Samples the resident memory of a process once in a while."""

    def __init__(self, process: psutil.Process, every_s: float = 5.0) -> None:
        """Begin at once, in a thread of its own."""
        self.process, self._every = process, every_s
        self.samples: list[tuple[float, float]] = []  # seconds since the start, MB
        self._began, self._over = time.monotonic(), threading.Event()
        threading.Thread(target=self._sample, daemon=True).start()

    def _sample(self) -> None:
        while not self._over.is_set():
            self.samples.append((time.monotonic() - self._began, self.now))
            self._over.wait(self._every)

    @property
    def now(self) -> float:
        """Resident memory in MB."""
        return self.process.memory_info().rss / 1e6

    def end(self) -> None:
        """Sample no more."""
        self._over.set()

    def slope(self, after_s: float) -> float:
        """Return by how many MB a minute memory grew after so many seconds, by least squares; 0 of too few samples."""
        late = [(when / 60, held) for when, held in self.samples if when >= after_s]
        return float(np.polyfit(*zip(*late, strict=True), 1)[0]) if len(late) > 2 else 0.0


class App:
    """A running server: its port, its memory, what it logged."""

    def __init__(self, port: int, memory: Memory, log: Path) -> None:
        """Hold what is known of it."""
        self.port, self.memory, self._log = port, memory, log

    @property
    def log(self) -> str:
        """Return what it logged."""
        return self._log.read_text(errors="replace")

    @property
    def traces(self) -> tuple[int, list[str]]:
        """Return how many traces it logged, and those that pass through code of ours."""
        blocks = self.log.split("Traceback (most recent call last)")[1:]
        return len(blocks), [block[:3000] for block in blocks if OURS.search(block)]


@contextmanager
def running() -> Iterator[App]:
    """Start the app on a free port of this machine; end it afterwards."""
    with TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        address, pid = start(log)
        process = psutil.Process(pid)
        for _ in range(PREPARING_S // 2):  # it still prepares what nobody has asked for yet
            if process.cpu_percent(2) < IDLE:
                break
        memory = Memory(process)
        before = signal.signal(
            signal.SIGTERM, lambda *_: sys.exit("ended from outside")
        )  # and takes the server with it
        try:
            yield App(urlsplit(address).port or 0, memory, log)
        finally:
            signal.signal(signal.SIGTERM, before)
            memory.end()
            process.terminate()
            process.wait(30)
