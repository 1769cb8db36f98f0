"""Work on files of strangers, in a process of its own: ended when it takes too long or too much, whatever it is doing.

A helper process that has the libraries loaded waits for jobs and forks itself for each, so that a job starts within
milliseconds and leaves nothing behind. The kernel ends a job: by an alarm, and by a limit to its memory. Only one job
runs at a time for each ``TOGETHER_MB`` of memory that the jobs may take.
"""

import gc
import importlib
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
import traceback
from collections.abc import Callable
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, Final, TypeVar

from geodata.intake.model import IntakeError
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

TOGETHER_MB: Final = 600  # for all jobs that run at a time
_LEAST_MB: Final = 150
_TIMES: Final = 6  # how much more than its own size a file may take
_SPARE_S: Final = 2  # after which a job that the alarm has not ended is no longer waited for
_PRELOADED: Final = ("geodata.intake.reading",)
_LOG: Final = logging.getLogger(__name__)
_Result = TypeVar("_Result")


def memory_for(size: int) -> int:
    """Return how many MB a file of ``size`` bytes may take while it is read, at most all there is for such work."""
    return min(TOGETHER_MB, _LEAST_MB + _TIMES * size // 1_000_000)


def in_worker(
    function: Callable[..., _Result], *args: Any, seconds: float, most_mb: int = TOGETHER_MB, **named: Any
) -> _Result:
    """Return what a function returns, having run it in a process of its own.

    Args:
        function: at the top of a module; it, ``args``, ``named`` and the result are pickled.
        args: for it.
        seconds: after which it is ended.
        most_mb: memory that it may take beyond what an idle process does (on Linux).
        named: for it.

    Raises:
        IntakeError: as the function raises it; or it took too long, took too much memory, or failed otherwise (which
            is logged).
    """
    if not hasattr(os, "fork"):  # Windows: nobody's server
        return function(*args, **named)
    most_mb = min(most_mb, TOGETHER_MB)
    with _room(most_mb), TemporaryFile() as given, TemporaryFile() as made:
        pickle.dump((function, args, named), given, protocol=pickle.HIGHEST_PROTOCOL)
        given.flush()
        ended = _HELPER.run(function.__module__, given, made, seconds, most_mb)
        made.seek(0)
        match ended:
            case "done":
                return pickle.load(made)  # noqa: S301  # our own process wrote it
            case "told":
                raise pickle.load(made)  # noqa: S301  # our own process wrote it
            case "failed":
                _LOG.error("a file could not be read:\n%s", made.read().decode("utf-8", "replace"))
                raise IntakeError(
                    Text("这个文件读不了，已记入服务器日志", "this file cannot be read; the server's log says why")
                )
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
                        f"读取所需内存超过{most_mb} MB，已停止：请删去用不到的列、拆成几个文件，或另存为CSV",
                        f"reading needs more than {most_mb} MB of memory and was stopped: "
                        "please remove columns, split the file, or save it as CSV",
                    )
                )


def warm() -> None:
    """Start the helper process, so that the first file does not wait for it."""
    _HELPER.start()


_free_mb = TOGETHER_MB
_changed = threading.Condition()


@contextmanager
def _room(most_mb: int) -> "Iterator[None]":
    """Wait until the jobs that run leave so much memory."""
    global _free_mb  # one number for the whole server, changed here alone
    with _changed:
        _changed.wait_for(lambda: _free_mb >= most_mb)
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
            code = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import _serve; _serve({theirs.fileno()})"
            environment = {
                **os.environ,
                "ARROW_DEFAULT_MEMORY_POOL": "system",  # others reserve more than they use, which the limit counts
                **dict.fromkeys(
                    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"
                ),  # a process with threads is not forked
            }
            self.process = subprocess.Popen(  # noqa: S603  # our own code, in our own interpreter
                [sys.executable, "-c", code], pass_fds=[theirs.fileno()], env=environment, stdin=subprocess.DEVNULL
            )
            theirs.close()
            return self.door

    def run(self, module: str, given: IO[bytes], made: IO[bytes], seconds: float, most_mb: int) -> str:
        """Run a job to its end and return how it ended: "done", "told", "failed", "time" or "memory"."""
        order = json.dumps({"module": module, "seconds": seconds, "most_mb": most_mb}).encode()
        for _ in range(2):
            mine, theirs = socket.socketpair()
            try:
                with theirs:
                    socket.send_fds(self.start(), [order], [given.fileno(), made.fileno(), theirs.fileno()])
            except OSError:  # the helper has gone since
                mine.close()
                continue
            with mine:
                return _ending(mine, seconds)
        raise IntakeError(
            Text("读取程序没有启动，请稍后再试", "the reading process did not start; please try again later")
        )


def _ending(line: socket.socket, seconds: float) -> str:
    """Wait until a job has said how it ended; a job that the kernel ended has said nothing but that it started."""
    began = time.monotonic()
    told = b""
    with suppress(OSError):
        while part := line.recv(64):
            told += part
            line.settimeout(seconds + _SPARE_S)
    words = told.decode().split()
    if words[-1:] not in ([], ["started"]):
        return words[-1]
    return "time" if time.monotonic() - began >= seconds else "memory"


_HELPER: Final = _Helper()


def _serve(number: int) -> None:
    """Wait for jobs and fork for each, until the server that sends them has gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries those that have ended
    door = socket.socket(fileno=number)
    for name in _PRELOADED:
        importlib.import_module(name)
    gc.freeze()
    while True:
        order, numbers, _, _ = socket.recv_fds(door, 65_536, 3)
        if not order:
            return
        asked = json.loads(order)
        with suppress(Exception):  # what is wrong with it the job will tell
            importlib.import_module(asked["module"])
        if not os.fork():
            door.close()
            _job(*numbers, asked["seconds"], asked["most_mb"])
        for number in numbers:
            os.close(number)


def _job(given: int, made: int, line: int, seconds: float, most_mb: int) -> None:
    """Run one job in this process, say how it ended, and end."""
    tell = socket.socket(fileno=line)
    with open(given, "rb") as order, open(made, "wb") as result:
        try:
            tell.sendall(b"started ")
            _limit(seconds, most_mb)
            order.seek(0)
            function, args, named = pickle.load(order)  # noqa: S301  # our own server wrote it
            pickle.dump(function(*args, **named), result, protocol=pickle.HIGHEST_PROTOCOL)
            ended = b"done"
        except IntakeError as error:
            _again(result)
            pickle.dump(IntakeError(error.told), result)
            ended = b"told"
        except MemoryError:
            ended = b"memory"
        except BaseException:
            _again(result)
            result.write(traceback.format_exc().encode("utf-8", "replace"))
            ended = b"failed"
        result.flush()
        tell.sendall(ended)
    os._exit(0)


def _again(result: IO[bytes]) -> None:
    """Forget what was written of a result."""
    result.seek(0)
    result.truncate()


def _limit(seconds: float, most_mb: int) -> None:
    """Have the kernel end this process in time, and refuse it more memory than it may take."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    with suppress(OSError, ValueError):
        with open("/proc/self/status", encoding="ascii", errors="replace") as status:
            taken = next(int(line.split()[1]) for line in status if line.startswith("VmData"))
        most = taken * 1024 + most_mb * 1_000_000
        import resource  # there is none on Windows

        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
