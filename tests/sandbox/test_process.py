"""Work that does not end, takes too much or crashes is stopped, and the rest goes on."""

from __future__ import annotations

import ctypes
import os
import signal
import tempfile
import threading
import time
from contextlib import suppress
from time import sleep

import pytest

from briefgen.errors import BriefgenError
from briefgen.limits import Limits
from briefgen.sandbox.copies import contained_each
from briefgen.sandbox.process import can_be_copied, contained

pytestmark = [
    pytest.mark.skipif(not can_be_copied(), reason="processes are copied on Linux only"),
    pytest.mark.slow,
]

LIMITS = Limits(0.5, "Do less.")


def in_c():
    """A call into C that holds the interpreter's lock, so that no handler can run."""
    ctypes.PyDLL(None).sleep(60)


def in_python():
    while True:
        pass


def waits():
    sleep(0.6)
    return "done"


@pytest.mark.parametrize("work", [in_c, in_python])
def test_what_does_not_end_is_stopped(work):
    with pytest.raises(BriefgenError) as stopped:
        contained(work, LIMITS, "the layout")
    assert stopped.value.message == "the layout did not end within 0.5 seconds and was stopped"
    assert stopped.value.hint == "Do less."


def test_where_the_processor_is_counted_a_machine_may_be_busy():
    limits = Limits(0.2, "Do less.", is_counted=True)
    assert contained(waits, limits, "the proof") == "done"
    for work in (in_python, in_c):  # the one takes its time, the other waits ten times as long
        with pytest.raises(BriefgenError, match=r"the proof did not end within 0\.2 seconds"):
            contained(work, limits, "the proof")


def test_memory_is_bounded():
    with pytest.raises(BriefgenError, match="took more than 4 GB of memory"):
        contained(lambda: bytearray(2**40), LIMITS, "the layout")


def test_a_crash_is_told():
    with pytest.raises(BriefgenError, match=r"the layout crashed \(SIGKILL\)"):
        contained(lambda: os.kill(os.getpid(), signal.SIGKILL), LIMITS, "the layout")


def test_what_is_raised_is_raised_here():
    def fails() -> None:
        raise BriefgenError("no theme", at="templates/own", hint="Make one.")

    with pytest.raises(BriefgenError) as raised:
        contained(fails, LIMITS, "the layout")
    assert str(raised.value) == "templates/own: no theme\n  Make one."


def test_what_the_disk_says_is_told(tmp_path):
    with pytest.raises(BriefgenError) as raised:
        contained((tmp_path / "none").read_bytes, LIMITS, "the layout")
    assert str(raised.value) == f"{tmp_path / 'none'}: No such file or directory"


def test_what_nobody_foresaw_is_told_with_its_place():
    with pytest.raises(BriefgenError, match=r"unforeseen error: .*by zero.* \(test_process\.py:"):
        contained(lambda: 1 // 0, LIMITS, "the layout")


def test_the_others_go_on():
    def work(number: int) -> int:
        if number == 2:
            os.kill(os.getpid(), signal.SIGTERM)
        return number * 2**20

    answers = list(contained_each(work, [1, 2, 3, 2], LIMITS, name=str))
    assert [answers[0], answers[2]] == [2**20, 3 * 2**20]
    assert [str(answers[at]) for at in (1, 3)] == ["2 crashed (SIGTERM)\n  Do less."] * 2


def test_an_answer_may_be_large():
    assert contained(lambda: bytes(2**24), LIMITS, "the layout") == bytes(2**24)


def test_no_limit():
    assert contained(os.getpid, Limits(0, ""), "the layout") != os.getpid()


@pytest.mark.parametrize("then", [time.sleep, lambda _: os.kill(os.getpid(), signal.SIGKILL), str])
def test_its_temporary_files_are_removed(tmp_path, monkeypatch, then):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def work() -> None:
        tempfile.mkdtemp()
        then(60)

    with suppress(BriefgenError):
        contained(work, LIMITS, "the layout")
    assert list(tmp_path.iterdir()) == []


def test_a_process_with_threads_is_not_copied():
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert contained(os.getpid, LIMITS, "the layout") == os.getpid()
    finally:
        ended.set()
        thread.join()


def test_it_ends_with_who_waits_for_it():
    """A copy whose parent is killed ends too; if it did not, this test would not either."""
    reading, writing = os.pipe()
    parent = os.fork()
    if parent == 0:
        os.close(reading)

        def work() -> None:
            os.write(writing, b"begun")
            signal.pause()

        contained(work, Limits(0, ""), "the layout")
        os._exit(0)
    os.close(writing)
    assert os.read(reading, 5) == b"begun"
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    assert os.read(reading, 1) == b""  # it ends when the last of them has closed the pipe
    os.close(reading)


def test_an_interrupt_amid_a_copy_is_not_lost(monkeypatch):
    copy = os.fork

    def interrupted() -> int:
        with suppress(KeyboardInterrupt):  # as Python does with what is raised amid a fork
            os.kill(os.getpid(), signal.SIGINT)
        return copy()

    monkeypatch.setattr(os, "fork", interrupted)
    with pytest.raises(KeyboardInterrupt):
        contained(lambda: None, LIMITS, "the layout")
