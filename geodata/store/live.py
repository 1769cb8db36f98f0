"""Tables that change while the server runs: what is new becomes a store aside, then takes the present one's place.

Whatever fails, the last good store stays, and ``status`` says why and as of when. Nothing here runs, and no thread is
started, where the configuration names no live source.
"""

import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from geodata.catalog.errors import DataError, Problem
from geodata.sources.combined import Combined
from geodata.sources.configured import configured
from geodata.sources.last_good import LastGood
from geodata.sources.model import SourceError, Tables, digest
from geodata.sources.workspace import publishes
from geodata.store import store
from geodata.store.store import Store, begin_with
from geodata.text import Lang, Text, counted, days

AFTER_S: Final = 3  # pages that are open draw themselves anew first; then what can wait is prepared
_END: Final = object()
_LOG: Final = logging.getLogger(__name__)
_UNUSABLE: Final = Text("新数据用不上（原因见服务器日志）", "the new data cannot be used (the server's log says why)")
_NO_ROOM: Final = Text(
    "服务器存不下新数据（磁盘已满或不可写）", "the server cannot store the new data (its disk is full or read-only)"
)
_REFUSED: Final = Text("新数据有误，未采用", "the new data are broken and were not taken")


@dataclass(frozen=True)
class Status:
    """How what is shown stands to its source.

    Attributes:
        source: what readers know it by.
        as_of: when it last held what is shown; None where nothing was ever read of it and the shipped tables are shown.
        trouble: why nothing newer can be shown; None where that is what it holds.
        problems: what is broken there, where that is the trouble.
    """

    source: Text
    as_of: datetime | None
    trouble: Text | None = None
    problems: tuple[Problem, ...] = ()

    def say(self, lang: Lang) -> str:
        """Return as of when the data are and why they are no newer; "" where they are what the source holds."""
        if not self.trouble:
            return ""
        shown = Text("随软件提供的数据", "The shipped data")
        if self.as_of:
            shown = Text(f"截至{days.clock(self.as_of, 'zh')}的数据", f"Data as of {days.clock(self.as_of, 'en')}")
        if self.problems:
            count = len(self.problems)
            mend = Text(f"（{count}处，修正后自动更新）", f" ({counted(count, 'cell')} to mend; the page then follows)")
        else:
            mend = Text("，恢复后自动更新", "; the page follows once that is over")
        return Text(f"{shown.zh}，{self.trouble.zh}{mend.zh}", f"{shown.en}: {self.trouble.en}{mend.en}").say(lang)


class Live:
    """A source, the last good tables of it, and what becomes of changes."""

    def __init__(self, source: Combined, good: LastGood, poll_s: float = 5) -> None:
        """Look at ``source`` every ``poll_s`` seconds, or when it says so, and keep what it held in ``good``."""
        self._source, self._good, self._poll_s = source, good, poll_s
        self._shown = ""  # the version of the source that the present store is made of
        self._refused: tuple[str, Status] | None = None  # a version that was not taken, and why
        self.status = Status(source.name, None)

    def first(self) -> Store:
        """Return the store to begin with: of what the source holds, else of what it held last, else of what is shipped.

        Raises:
            DataError: not even the shipped tables can be used.
        """
        made: list[Store] = []
        self.look(made.append)
        if made:
            return made[0]
        if found := self._good.found():
            folder, as_of = found
            try:
                last = Store(tables=folder)
            except DataError:
                _LOG.exception("what was read last does not fit this version's catalogue")
            else:
                self._shown = folder.name
                self.status = replace(self.status, as_of=as_of)
                return last
        return Store()

    def look(self, take: Callable[[Store], None]) -> bool:
        """Look whether the source holds something new, and have it taken; return whether it was.

        Args:
            take: warms a new store and puts it in its place; when it raises, the present one stays.
        """
        version, tables = "", None
        try:
            version = self._source.version()
            if version == self._shown:
                self._good.seen()
                self._say(None)
            elif self._refused and self._refused[0] == version:
                self._say(self._refused[1].trouble, self._refused[1].problems)
            else:
                tables = self._source.read()
                self._take(tables, take)
                return True
        except SourceError as error:
            self._say(error.told, cause=error.__cause__)
        except DataError as error:
            told = self._source.told(error, tables) if tables else error
            self._say(_REFUSED, tuple(told.problems))
            self._refused = (digest(tables) if tables else version, self.status)
        except Exception as error:  # checked data that breaks what is made of it, a full disk: the present one stays
            _LOG.exception("what the source holds cannot be used")
            self._say(_NO_ROOM if isinstance(error, OSError) else _UNUSABLE, cause=error)
            if tables and not isinstance(error, OSError):
                self._refused = (digest(tables), self.status)
        return False

    def wait(self, seconds: float | None = None) -> None:
        """Return when it is time to look: after ``seconds``, else as the settings say, or when the source wakes."""
        self._source.wait(self._poll_s if seconds is None else min(seconds, self._poll_s))

    def _take(self, tables: Tables, take: Callable[[Store], None]) -> None:
        folder = self._good.write(tables)
        try:
            take(Store(tables=folder, before=store.load() if store.loaded() else None))
        except Exception:
            self._good.drop(folder)
            raise
        self._shown, self._refused = digest(tables), None
        self._good.settle(folder)
        self._say(None)

    def _say(
        self, trouble: Text | None, problems: tuple[Problem, ...] = (), cause: BaseException | None = None
    ) -> None:
        if (trouble, problems) != (self.status.trouble, self.status.problems):
            why = f" ({type(cause).__name__}: {str(cause).partition(chr(10))[0]})" if cause else ""
            _LOG.warning("%s%s", trouble.en if trouble else "what the source holds is shown", why)
        self.status = Status(self._source.name, self.status.as_of if trouble else days.now(), trouble, problems)


class _Watched:
    """The one source that is watched in this process; none where the tables do not change."""

    live: Live | None = None


def begin() -> None:
    """Begin with what the configuration names: the first store is made of it when somebody asks for one.

    Raises:
        ConfigurationError: as ``configured``.
    """
    if found := configured():
        source, good, poll_s = found
        _Watched.live = Live(source, good, poll_s)
        begin_with(_Watched.live.first)


def status() -> Status | None:
    """Return how what is shown stands to its source; None where the tables do not change."""
    return _Watched.live.status if _Watched.live else None


def versioned() -> bool:
    """Return whether links say which version of the data they were made with: where maintainers publish others."""
    return _Watched.live is not None and publishes()


def stamp() -> str:
    """Return what changes whenever pages that are open should be drawn anew; "" where that never is."""
    if not (now := status()) or not store.loaded():
        return ""
    told = [now.trouble, *(problem.say("en") for problem in now.problems), now.as_of if now.trouble else None]
    return f"{store.load().version}-{hashlib.sha256(repr(told).encode()).hexdigest()[:8]}"


def watch(take: Callable[[Store], None], settle: Callable[[], Iterator[None]]) -> None:
    """Watch the source for as long as the server runs; where the tables do not change, only ``settle``.

    Args:
        take: warms a new store and puts it in its place (``store.put``).
        settle: does what can wait until a store is there, in steps; between two of them it is looked again.
    """
    steps = settle()
    while live := _Watched.live:
        try:
            live.wait(0 if next(steps, _END) is None else None)
        except Exception:  # what can wait is made when it is asked for
            _LOG.exception("what could be prepared was not")
        if live.look(take):
            live.wait(AFTER_S)
            steps = settle()
    for _ in steps:
        pass
