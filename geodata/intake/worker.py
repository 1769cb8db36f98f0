"""Work on files of strangers, in a process of its own: ended when it takes too long or too much, whatever it is doing.

A helper process that has the libraries loaded waits for jobs and forks itself for each, so that a job starts within
milliseconds and leaves nothing behind. The kernel ends a job: by an alarm, and by a limit to its memory. Only one job
runs at a time for each ``TOGETHER_MB`` of memory that the jobs may take.
"""

import json
import logging
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, TYPE_CHECKING, Any, Final, TypeVar

from geodata.intake import worker_process
from geodata.intake.model import IntakeError
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

TOGETHER_MB: Final = 600  # for all jobs that run at a time
_LEAST_MB: Final = 280
_TIMES: Final = 15  # how much more than its own size a file may take
_SPARE_S: Final = 1  # after which a job that its alarm has not ended is killed
_LOOK_S: Final = 0.2  # how often it is looked whether a job is still wanted
_LOG: Final = logging.getLogger(__name__)
_Result = TypeVar("_Result")


def memory_for(size: int) -> int:
    """Return how many MB a file of ``size`` bytes may take while it is read, at most all there is for such work."""
    return min(TOGETHER_MB, _LEAST_MB + _TIMES * size // 1_000_000)


def in_worker(
    function: Callable[..., _Result],
    *args: Any,
    seconds: float,
    most_mb: int = TOGETHER_MB,
    wanted: Callable[[], bool] | None = None,
    **named: Any,
) -> _Result:
    """Return what a function returns, having run it in a process of its own.

    Args:
        function: at the top of a module; it, ``args``, ``named`` and the result are pickled.
        args: for it.
        seconds: after which it is ended.
        most_mb: memory that it may take beyond what an idle process does (on Linux).
        wanted: asked a few times a second, where given; once it says no, the job is ended.
        named: for the function.

    Raises:
        IntakeError: as the function raises it; or it is no longer wanted, took too long, took too much memory, or
            failed otherwise (which is logged).
    """
    if not hasattr(os, "fork"):  # Windows: nobody's server
        return function(*args, **named)
    most_mb = min(most_mb, TOGETHER_MB)
    wanted = wanted or _always
    room = TemporaryDirectory(
        prefix="intake-", ignore_cleanup_errors=True
    )  # ours, since a job that is ended clears nothing
    with _room(most_mb, wanted), TemporaryFile() as given, TemporaryFile() as made, room as folder:
        pickle.dump((function, args, named), given, protocol=pickle.HIGHEST_PROTOCOL)
        given.flush()
        ended = _HELPER.run(function.__module__, given, made, folder, seconds, most_mb, wanted)
        made.seek(0)
        match ended:
            case "done":
                return worker_process.get(made)
            case "told":
                raise worker_process.get(made)
            case "failed":
                _LOG.error("a file could not be read:\n%s", made.read().decode("utf-8", "replace"))
                raise IntakeError(
                    Text("这个文件读不了，已记入服务器日志", "this file cannot be read; the server's log says why")
                )
            case "unwanted":
                raise _unwanted()
            case "time":
                raise IntakeError(
                    Text(
                        f"读取超过{seconds:g}秒，已停止：请拆成几个较小的文件",
                        f"reading took more than {seconds:g} s and was stopped: please split the file",
                    )
                )
            case _:
                raise IntakeError(
                    Text(
                        f"读取所需内存超过{most_mb} MB（或文件已损坏），已停止："
                        "请删去用不到的列、拆成几个文件，或另存为CSV",
                        f"reading needs more than {most_mb} MB of memory (or the file is damaged) and was stopped: "
                        "please remove columns, split the file, or save it as CSV",
                    )
                )


def warm() -> None:
    """Start the helper process, so that the first file does not wait for it."""
    _HELPER.start()


_free_mb = TOGETHER_MB
_changed = threading.Condition()


def _always() -> bool:
    return True


def _unwanted() -> IntakeError:
    return IntakeError(Text("已取消读取", "reading was cancelled"))


@contextmanager
def _room(most_mb: int, wanted: Callable[[], bool]) -> "Iterator[None]":
    """Wait until the jobs that run leave so much memory."""
    global _free_mb  # one number for the whole server, changed here alone
    with _changed:
        while not _changed.wait_for(lambda: _free_mb >= most_mb, _LOOK_S):
            if not wanted():
                raise _unwanted()
        _free_mb -= most_mb
    try:
        yield
    finally:
        with _changed:
            _free_mb += most_mb
            _changed.notify_all()


class _Helper:
    """The process that waits for jobs, started when first needed and again if it has gone."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.door: socket.socket | None = None

    def start(self) -> socket.socket:
        """Return the door to the process, which is running then."""
        with self.lock:
            if self.door and self.process and self.process.poll() is None:
                return self.door
            if self.door:
                self.door.close()
            self.door, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            served = f"from {worker_process.__name__} import serve; serve({theirs.fileno()})"
            code = f"import sys; sys.path[:] = {sys.path!r}; {served}"
            environment = {
                **os.environ,
                "ARROW_DEFAULT_MEMORY_POOL": "system",  # others reserve more than they use, which the limit counts
                "RUST_BACKTRACE": "0",  # a damaged workbook is told in one line of the log
                "MALLOC_ARENA_MAX": "2",
                "MALLOC_MMAP_THRESHOLD_": "1000000",  # what is large goes back to the system when it is freed
                **dict.fromkeys(
                    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"
                ),  # a process with threads is not forked
            }
            self.process = subprocess.Popen(  # noqa: S603  # our own code, in our own interpreter
                [sys.executable, "-c", code], pass_fds=[theirs.fileno()], env=environment, stdin=subprocess.DEVNULL
            )
            theirs.close()
            return self.door

    def run(
        self,
        module: str,
        given: IO[bytes],
        made: IO[bytes],
        folder: str,
        seconds: float,
        most_mb: int,
        wanted: Callable[[], bool],
    ) -> str:
        """Run a job to its end and return how it ended: "done", "told", "failed", "time", "memory" or "unwanted"."""
        order = json.dumps({"module": module, "folder": folder, "seconds": seconds, "most_mb": most_mb}).encode()
        for _ in range(2):
            mine, theirs = socket.socketpair()
            try:
                with theirs:
                    socket.send_fds(self.start(), [order], [given.fileno(), made.fileno(), theirs.fileno()])
            except OSError:  # the helper has gone since
                mine.close()
                continue
            with mine:
                return _ending(mine, seconds, wanted)
        raise IntakeError(
            Text("读取程序没有启动，请稍后再试", "the reading process did not start; please try again later")
        )


def _ending(line: socket.socket, seconds: float, wanted: Callable[[], bool]) -> str:
    """Wait until a job has said how it ended: its number first, then a word, or nothing when the kernel ended it."""
    began = time.monotonic()
    told = b""
    line.settimeout(_LOOK_S)
    while True:
        try:
            part = line.recv(64)
        except TimeoutError:
            late = time.monotonic() - began > seconds + _SPARE_S
            if told and (late or not wanted()):
                with suppress(ProcessLookupError):
                    os.kill(int(told.split()[0]), signal.SIGKILL)  # it holds the line, so the number is still its own
                return "time" if late else "unwanted"
            continue
        except OSError:
            part = b""
        told += part
        if not part:
            break
    words = told.split()
    if len(words) > 1:
        return words[1].decode()
    return "time" if time.monotonic() - began >= seconds else "memory"


_HELPER: Final = _Helper()
