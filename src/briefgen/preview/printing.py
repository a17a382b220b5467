"""The layout of a brief, in a process of its own: it takes seconds, and a save in the
meantime must be answered at once. The process stays, so that it is warm for the next."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import tempfile
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from msgspec import Struct

from briefgen.errors import BriefgenError
from briefgen.model.document import Document
from briefgen.proof.page_pictures import Pictures, pictures
from briefgen.render.layout import Kept, PrintProblem, render_pdf
from briefgen.render.theme import Theme


class PreviewPages(Struct, frozen=True):
    """How a brief came out: its pages (none where it cannot be printed), the page label of
    each anchor, and the problems of the layout."""

    pictures: Pictures | None
    labels: Mapping[str, str]
    problems: tuple[PrintProblem, ...]


def printer(folder: Path) -> ProcessPoolExecutor:
    """The process in which `print_pages` is to run, one after the other; what it keeps in
    files is below `folder`.

    Raises `BriefgenError` where the system has no shared memory for it.
    """
    try:
        # A forked copy of a process with threads may hang.
        return ProcessPoolExecutor(1, get_context("spawn"), initializer=_start, initargs=(folder,))
    except OSError as error:
        raise BriefgenError(
            f"the preview needs shared memory, which this system refuses: {error.strerror}",
            hint="Make /dev/shm writable, or use `briefgen build` and a PDF viewer that reloads.",
        ) from error


def write_job(job: Path, document: Document, theme: Theme, files: Path) -> None:
    """Write for `print_pages` what it is to print; pictures in it are read below `files`.

    In a file, because a pipe that is full when its reader is ended is waited for: with Python
    before 3.11.5 (https://github.com/python/cpython/issues/94777) the preview never ended.
    """
    job.write_bytes(pickle.dumps((document, theme, files)))


def print_pages(job: Path) -> PreviewPages:
    """Lay out what `write_job` wrote.

    Raises `BriefgenError` where a template fails.
    """
    document, theme, files = pickle.loads(job.read_bytes())  # noqa: S301 - our own folder's
    gc.disable()  # it would walk through all boxes again and again, and find nothing to free
    try:
        rendered = render_pdf(document, theme, files=files, kept=_kept)
    finally:
        gc.enable()
    layout = rendered.layout
    labels = {anchor: layout.label(pages[0]) for anchor, pages in layout.anchors.items()}
    shown = pictures(rendered.pdf, _drawn) if rendered.pdf else None
    if shown:
        _drawn.clear()
        _drawn.update({page.name: page.png for page in shown.pages})
    return PreviewPages(shown, labels, rendered.problems)


# The last layout and its pictures: most pages stay as they were.
_kept = Kept()
_drawn: dict[str, bytes] = {}


def _start(folder: Path) -> None:
    Thread(target=_end_with_the_server, daemon=True).start()
    tempfile.tempdir = str(folder)
    # Ctrl-C reaches every process of a terminal; this one ends when the server does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(10)  # the answer to a save comes first


def _end_with_the_server() -> None:
    """End this process when the server has ended, however that came about."""
    if server := parent_process():
        server.join()
        os._exit(1)
