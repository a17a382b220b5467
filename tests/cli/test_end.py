"""How the command line ends its process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_BEGINNING = "import atexit, sys, threading, time; sys.argv = ['briefgen', {argument!r}]\n"
_END = "\nfrom briefgen.__main__ import main; main(); print('never')"


def _ended(argument: str, before: str) -> tuple[int, str]:
    program = _BEGINNING.format(argument=argument) + before + _END
    ran = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    return ran.returncode, ran.stdout


@pytest.mark.parametrize(("argument", "code"), [("--version", 0), ("--nothing", 2)])
def test_what_waits_for_the_end_is_done(argument: str, code: int) -> None:
    returned, printed = _ended(argument, "atexit.register(print, 'the end')")
    assert (returned, printed.splitlines()[-1]) == (code, "the end")


def test_another_thread_is_waited_for() -> None:
    before = "threading.Thread(target=lambda: (time.sleep(0.2), print('its end'))).start()"
    returned, printed = _ended("--version", before)
    assert returned == 0
    assert "its end" in printed.splitlines()  # last, but on a busy machine


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_what_cannot_be_printed_is_no_success() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "briefgen", "--version"],
            check=False, stdout=full, stderr=subprocess.PIPE,
        )  # fmt: skip
    assert ran.returncode != 0
    assert ran.stderr


def test_a_stream_that_was_closed_is_no_failure() -> None:
    returned, _ = _ended("--version", "atexit.register(sys.stdout.close)")
    assert returned == 0
