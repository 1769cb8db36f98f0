"""What runs in the helper process of worker.py: it waits for jobs, and each is a copy of it that ends with the job."""

import gc
import importlib
import json
import os
import pickle
import signal
import socket
import tempfile
import traceback
from contextlib import suppress
from typing import IO, Any, Final

from geodata.intake.model import IntakeError

_PRELOADED: Final = ("geodata.intake.reading",)


def put(what: Any, file: IO[bytes]) -> None:
    """Write an object, the large pieces of memory in it last and without a copy of them."""
    pieces: list[pickle.PickleBuffer] = []
    pickle.dump(what, file, protocol=5, buffer_callback=pieces.append)
    sizes = []
    for piece in pieces:
        with piece.raw() as raw:
            sizes.append(file.write(raw))
    end = json.dumps(sizes).encode()
    file.write(end + len(end).to_bytes(8, "little"))
    file.flush()


def get(file: IO[bytes]) -> Any:
    """Read what ``put`` wrote."""
    size = file.seek(-8, os.SEEK_END)
    length = int.from_bytes(file.read(8), "little")
    file.seek(size - length)
    sizes = json.loads(file.read(length))
    file.seek(size - length - sum(sizes))
    pieces = [bytearray(one) for one in sizes]
    for piece in pieces:
        file.readinto(piece)  # type: ignore[attr-defined]  # every file opened for bytes has it
    file.seek(0)
    return pickle.load(file, buffers=pieces)  # noqa: S301  # our own process wrote it


def serve(number: int) -> None:
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
            given, made, line = numbers
            tempfile.tempdir = asked["folder"]
            _job(given, made, line, asked["seconds"], asked["most_mb"])
        for number in numbers:
            os.close(number)


def _job(given: int, made: int, line: int, seconds: float, most_mb: int) -> None:
    """Run one job in this process, say how it ended, and end."""
    tell = socket.socket(fileno=line)
    with open(given, "rb") as order, open(made, "wb") as result:
        try:
            tell.sendall(b"%d " % os.getpid())
            _limit(seconds, most_mb)
            order.seek(0)
            function, args, named = pickle.load(order)  # noqa: S301  # our own server wrote it
            answer = function(*args, **named)
            del args, named  # the file itself: its room may be needed for what follows
            put(answer, result)
            ended = b"done"
        except IntakeError as error:
            _again(result)
            put(IntakeError(error.told), result)
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
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core would hold the file
