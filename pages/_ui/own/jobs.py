"""Files being read: in workers of their own, so that the page stays free, and nobody waits for another's file."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from geodata.intake.model import IntakeError
from geodata.text import Text
from pages._ui.words import mydata as words

# A file is read by the processor: a third at once would only make all three slower.
_AT_ONCE: Final = threading.BoundedSemaphore(2)
WAITING, RUNNING, DONE, FAILED, STOPPED = "waiting", "running", "done", "failed", "stopped"
T = TypeVar("T")


@dataclass
class Job(Generic[T]):
    """One reading; its thread writes it, the page reads it."""

    name: str  # of the file
    state: str = WAITING
    result: T | None = field(default=None, repr=False)
    told: Text | None = None  # why there is no result
    wanted: bool = True
    begun: float = field(default_factory=time.monotonic)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.state in (DONE, FAILED, STOPPED)

    @property
    def seconds(self) -> int:
        """How long it has been read."""
        return int(time.monotonic() - self.begun)

    def stop(self) -> None:
        """Want no more of it."""
        self.wanted = False
        self.state = STOPPED
        self.ended.set()

    def still(self) -> bool:
        """Return whether it is still wanted."""
        return self.wanted

    def run(self, make: Callable[[Callable[[], bool]], T]) -> None:
        """Do the work when its turn has come, whatever comes of it."""
        while not _AT_ONCE.acquire(timeout=0.5):
            if not self.wanted:  # lets go of the file
                return
        try:
            if not self.wanted:
                return
            self.state, self.begun = RUNNING, time.monotonic()
            try:
                result, state = make(self.still), DONE
            except IntakeError as error:
                result, state, self.told = None, FAILED, error.told
            except Exception:  # whatever it is, the page must say that it failed
                logging.getLogger(__name__).exception("a visitor's file could not be read")
                result, state, self.told = None, FAILED, words.FAILED
        finally:
            _AT_ONCE.release()
        self.result, self.state = (result, state) if self.wanted else (None, STOPPED)
        self.ended.set()


def start(name: str, make: Callable[[Callable[[], bool]], T]) -> Job[T]:
    """Begin to read a file; ``make`` is given what says whether it is still wanted."""
    job: Job[T] = Job(name)
    threading.Thread(target=job.run, args=(make,), name="intake", daemon=True).start()
    return job
