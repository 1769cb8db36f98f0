"""Long work in the background: it says how far it is, can be stopped, and leaves the page free. One at a time."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

from layers.documents.progress import Cancelled, Progress

WAITING, RUNNING, DONE, FAILED, STOPPED = "waiting", "running", "done", "failed", "stopped"
# Drawing is computing: two at once would take as long, and twice the memory.
_WORKER: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="export")


@dataclass
class Job:
    """One piece of work; the worker writes it, pages read it."""

    name: str  # of the file it makes
    media: str
    state: str = WAITING
    done: int = 0
    of: int = 1
    result: bytes = field(default=b"", repr=False)
    wanted: bool = True

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.state in (DONE, FAILED, STOPPED)

    def stop(self) -> None:
        """Want no more of it; what is being made is left at its next step."""
        self.wanted = False
        if self.state == WAITING:
            self.state = STOPPED

    def _tell(self, done: int, of: int) -> bool:
        self.done, self.of = done, max(of, 1)
        return self.wanted

    def run(self, make: Callable[[Progress], bytes]) -> None:
        """Do the work, whatever comes of it."""
        if not self.wanted:
            self.state = STOPPED
            return
        self.state = RUNNING
        try:
            self.result = make(self._tell)
            self.state = DONE if self.wanted else STOPPED
        except Cancelled:
            self.state = STOPPED
        except Exception:  # whatever it is, the page must say that it failed
            logging.getLogger(__name__).exception("an export failed")
            self.state = FAILED


def start(name: str, media: str, make: Callable[[Progress], bytes]) -> Job:
    """Put a piece of work behind those that wait already; ``make`` is given what it tells its progress to."""
    job = Job(name, media)
    _WORKER.submit(job.run, make)
    return job
