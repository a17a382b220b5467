"""Two builds in two threads of one process: each as if it were alone, and nothing left behind."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Barrier, BrokenBarrierError, Event, Thread, get_ident
from typing import Any

import pytest

from briefgen.building.job import Job, Made
from briefgen.building.pipeline import make
from briefgen.model.options import Options
from briefgen.proof.pdf_reader import read_pages
from briefgen.render.pdf_writer import WrittenPdf
from briefgen.render.weasyprint_patches import fixed_axes, font_date, notes_area
from tests.harbour import BRIEF

PRIVATE = "\ue123"


@pytest.fixture
def briefs(workspace: Path) -> tuple[Path, Path]:
    """A brief with a character that no font has, and a sound one of another day."""
    folder = workspace / "briefs"
    faulty, sound = folder / "faulty.yaml", folder / "sound.yaml"
    faulty.write_text(f"{BRIEF}  - Nobody can print {PRIVATE} here.\n", encoding="utf-8")
    sound.write_text(BRIEF.replace("2026-11-20", "2021-02-03"), encoding="utf-8")
    return faulty, sound


ENDED = Event()  # one of two builds has


def build(path: Path) -> Made:
    try:
        return make(Job(path.parents[1], path, Options()))
    finally:
        ENDED.set()


def together(paths: tuple[Path, ...], work: Callable[[Path], Made] = build) -> list[Made]:
    ENDED.clear()
    with ThreadPoolExecutor(len(paths)) as pool:
        return list(pool.map(work, paths))


def overlap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both layouts wait for each other before and after writing, and end in the order in
    which they began; a second at most, if only one may work at a time. During each, a third
    thread logs what is none of its business."""
    meeting = Barrier(2)
    began: list[int] = []

    def meet() -> None:
        with suppress(BrokenBarrierError):
            meeting.wait(timeout=1)

    def written(*arguments: Any, **named: Any) -> Any:
        began.append(get_ident())
        another = Thread(target=logging.getLogger("weasyprint").warning, args=("Ignored",))
        another.start()
        another.join()
        meet()
        pdf = WrittenPdf(*arguments, **named)
        meet()
        if began[0] != get_ident():
            ENDED.wait(timeout=1)
        return pdf

    monkeypatch.setattr("briefgen.render.layout.WrittenPdf", written)


def state() -> list[Any]:
    patches = [notes_area.PATCH, fixed_axes.PATCH, font_date.patch(date(2026, 11, 20))]
    replaced = [getattr(patch.owner, patch.name) for patch in patches]
    handlers = list(logging.getLogger("weasyprint").handlers)
    return [replaced, handlers, dict(os.environ), gc.isenabled(), gc.get_threshold()]


@pytest.mark.slow
def test_each_is_as_it_is_alone(briefs: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [build(path) for path in briefs]
    assert [{f.rule for f in made.findings} for made in alone] == [{"missing-glyph"}, set()]
    overlap(monkeypatch)
    both = together(briefs)
    assert [made.findings for made in both] == [made.findings for made in alone]
    # The width of a sign that no font has, which is never handed out, is Pango's: it depends on
    # what else the process has laid out.
    assert both[1].printed == alone[1].printed
    assert [made.printed and made.printed.problems for made in both] == [
        made.printed and made.printed.problems for made in alone
    ]


@pytest.mark.slow
def test_nothing_is_left_behind(briefs: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    build(briefs[1])  # imports come first
    before = state()
    overlap(monkeypatch)
    together(briefs)
    assert state() == before


@pytest.mark.slow
def test_many_builds_in_four_threads_are_the_same_file(briefs: tuple[Path, Path]) -> None:
    sound = briefs[1]
    printed = {made.printed and made.printed.content for made in together((sound,) * 4)}
    assert len(printed) == 1
    assert None not in printed


def test_pdfium_is_used_by_one_thread_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = Barrier(2)

    class Opened:
        """A document without pages that waits for another one to be open."""

        def __init__(self, _: bytes) -> None:
            pass

        def __enter__(self) -> list[Any]:
            met.append(True)
            with suppress(BrokenBarrierError):
                meeting.wait(timeout=0.5)
                met.append(False)
            return []

        def __exit__(self, *_: object) -> None:
            pass

    met: list[bool] = []
    monkeypatch.setattr("briefgen.proof.pdf_reader.pypdfium2.PdfDocument", Opened)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(read_pages, [b"", b""]))
    assert met == [True, True]
