"""Copies of this process that do the work of `process`: Linux alone."""

from __future__ import annotations

import ctypes
import fcntl
import gc
import os
import pickle
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from briefgen.errors import BriefgenError
from briefgen.limits import MEMORY, Limits
from briefgen.workspace.tempfiles import temporary_folder

X = TypeVar("X")
T = TypeVar("T")

_OUT_OF_MEMORY = 3
_WAITING = 10  # times as long as work that counts its processor's time may wait
_PR_SET_PDEATHSIG = 1  # prctl(2)
_F_SETPIPE_SZ = 1031  # fcntl(2)
_PIPE = 2**20


def contained_each(
    work: Callable[[X], T], items: Sequence[X], limits: Limits, name: Callable[[X], str]
) -> Iterator[T | BriefgenError]:
    """For each of `items`, in order, what `contained` would return or raise; `name` says
    what is to be called an item's work.

    One copy does them all, and the next one goes on where it was stopped. It begins at
    once, and does not wait until its answers are asked for.
    """
    return _answers(_Copy(work, items, limits), work, items, limits, name)


def _answers(
    copy: _Copy,
    work: Callable[[X], T],
    items: Sequence[X],
    limits: Limits,
    name: Callable[[X], str],
) -> Iterator[T | BriefgenError]:
    try:
        for done, item in enumerate(items, 1):
            try:
                answer = copy.answer()
            except (EOFError, pickle.UnpicklingError):  # it ended, perhaps amid an answer
                why = _why(copy.wait(), limits.seconds, name(item))
                answer = BriefgenError(why, hint=limits.hint)
                copy = _Copy(work, items[done:], limits)
            yield answer
    finally:
        copy.stop()


def _why(code: int, seconds: float, what: str) -> str:
    """Why `what` came to no answer: `code` is how its process ended."""
    if code in (-signal.SIGALRM, -signal.SIGPROF):
        return f"{what} did not end within {seconds:g} seconds and was stopped"
    if code == _OUT_OF_MEMORY:
        return f"{what} took more than {MEMORY // 2**30} GB of memory and was stopped"
    how = signal.Signals(-code).name if code < 0 else f"exit {code}"
    return f"{what} crashed ({how})"


class _Copy:
    """A copy of this process that works on `items` and sends what they come to."""

    def __init__(self, work: Callable[[X], Any], items: Sequence[X], limits: Limits):
        sys.stdout.flush()  # what is left in a buffer, the copy would print once more
        sys.stderr.flush()
        self._files = ExitStack()
        folder = self._files.enter_context(temporary_folder())
        receiving, sending = os.pipe()
        with _uninterrupted():
            self._process = os.fork()
            if self._process == 0:
                os.close(receiving)
                tempfile.tempdir = str(folder)
                _work(work, items, limits, sending)
        os.close(sending)
        self._pipe = os.fdopen(receiving, "rb")

    def answer(self) -> Any:
        """The next answer; raises EOFError or UnpicklingError where it ended before."""
        return pickle.load(self._pipe)  # noqa: S301 - our own copy wrote it

    def wait(self) -> int:
        """Wait until it ends, and say how."""
        self._pipe.close()
        code = os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])
        self._files.close()
        return code

    def stop(self) -> None:
        """End it, whatever it is doing."""
        os.kill(self._process, signal.SIGKILL)
        self.wait()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits: amid a fork, Python drops what a handler of signals raises."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# --- In the copy ----------------------------------------------------------------


def _work(work: Callable[[X], Any], items: Sequence[X], limits: Limits, sending: int) -> NoReturn:
    try:
        _limit(sending)
        gc.disable()  # what the last item leaves goes with the process
        with os.fdopen(sending, "wb") as pipe:
            for number, item in enumerate(items):
                if number:
                    gc.collect()
                _set_timers(limits, limits.seconds)
                answer = _answer(work, item)
                _set_timers(limits, 0)
                pickle.dump(answer, pipe)
                pipe.flush()
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    except BaseException:  # noqa: BLE001 - whatever it is, the program must not go on twice
        os._exit(1)
    os._exit(0)


def _set_timers(limits: Limits, seconds: float) -> None:
    """Stop after so many seconds; where those of the processor count, after many more by the
    clock too, for what waits and takes none."""
    if limits.is_counted:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        seconds *= _WAITING
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit(sending: int) -> None:
    """Let the system itself end this process: at its time, on Ctrl-C, with its parent."""
    for number in (signal.SIGALRM, signal.SIGPROF, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    allowed = [lim for lim in (soft, hard, taken + MEMORY) if lim != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(allowed), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):  # the system may not grant so many
        fcntl.fcntl(sending, _F_SETPIPE_SZ, _PIPE)  # bytes of answers that nobody waits for yet


def _answer(work: Callable[[X], T], item: X) -> T | BriefgenError:
    try:
        return work(item)
    except BriefgenError as error:
        return error
    except MemoryError:
        raise
    except OSError as error:  # the disk, or the name of a file, says no
        place = error.filename or tempfile.gettempdir()
        return BriefgenError(error.strerror or str(error), at=str(place))
    except Exception as error:  # noqa: BLE001 - what others' code and data come to
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        what = f"an unforeseen error: {type(error).__name__}: {error} ({place})"
        return BriefgenError(what, hint="Please report it.")
