"""The command line in a copy of the tests' process: to be killed, interrupted, deprived."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefgen.cli.main import main
from tests.conftest import Ran

# What changes a file or a folder, by Python's names of audit events.
_STEPS = frozenset({"open", "os.mkdir", "os.chmod", "os.rename", "os.remove", "tempfile.mkstemp"})


class Forked:
    """`briefgen ARGUMENT …`, begun in the current folder and in a process group of its own.

    `prepare` is called in the copy before.
    """

    def __init__(self, *arguments: str, prepare: Callable[[], object] = lambda: None):
        self._printed = [tempfile.TemporaryFile("w+") for _ in range(2)]  # noqa: SIM115
        sys.stdout.flush()
        sys.stderr.flush()
        self.process = os.fork()
        if self.process == 0:
            os.setsid()
            for number, file in enumerate(self._printed, 1):
                os.dup2(file.fileno(), number)
            sys.stdout, sys.stderr = (os.fdopen(number, "w") for number in (1, 2))
            code = 70  # of whatever should not be
            try:
                prepare()
                main(arguments)
            except SystemExit as ended:
                code = int(ended.code or 0)
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)

    def copies(self) -> list[int]:
        """The processes that it started and that have not ended."""
        path = Path(f"/proc/{self.process}/task/{self.process}/children")
        return [int(number) for number in path.read_text(encoding="ascii").split()]

    def end(self) -> Ran:
        """Wait until it ends; its code is negative where a signal ended it."""
        code = os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
        printed = []
        for file in self._printed:
            file.seek(0)
            printed.append(file.read())
            file.close()
        return Ran(code, *printed)


def at_step(number: int, folder: Path, act: Callable[[], object]) -> Callable[[], None]:
    """What lets a copy `act` right before the step, counted from 1, at which it changes
    something in `folder` for the `number`th time."""

    def prepare() -> None:
        process, steps = os.getpid(), 0

        def watch(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal steps
            if event not in _STEPS or os.getpid() != process:
                return
            if event == "open" and not (arguments[2] & os.O_ACCMODE):
                return
            if str(arguments[0]).startswith(str(folder)):
                steps += 1
                if steps == number:
                    act()

        sys.addaudithook(watch)

    return prepare


def without_privileges() -> None:
    """Let the system keep even root from what a file's mode does not allow."""
    version, nothing = 0x20080522, (ctypes.c_uint32 * 6)()  # capset(2)
    if ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(version, 0), nothing):
        raise OSError("capabilities cannot be dropped")


def signalled(number: signal.Signals) -> Callable[[], None]:
    """What sends a signal to the process that calls it."""
    return lambda: os.kill(os.getpid(), number)
