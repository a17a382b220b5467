"""WeasyPrint, imported without its search for system libraries, a third of its import.

It asks `ctypes.util.find_library` for every name that some system gives to Pango and its
companions, and on Linux each answer takes up to three child processes (`ldconfig`, `gcc`,
`ld`), some fifty in all. The names that it tries behind those, such as
`libpango-1.0.so.0`, are the files themselves, which the dynamic linker finds at once.
"""

from __future__ import annotations

import ctypes.util
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO


@contextmanager
def _without_child_processes() -> Iterator[None]:
    """Let `find_library` find nothing."""
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = search


if sys.platform == "linux":
    try:
        with _without_child_processes(), redirect_stdout(StringIO()):
            importlib.import_module("weasyprint")
    except OSError:  # libraries under names of this system's own: WeasyPrint searches, below
        pass

from weasyprint import HTML, Document  # noqa: E402
from weasyprint.document import Page  # noqa: E402
from weasyprint.formatting_structure.boxes import LineBox, TextBox  # noqa: E402
from weasyprint.formatting_structure.build import create_anonymous_boxes  # noqa: E402
from weasyprint.layout import LayoutContext  # noqa: E402
from weasyprint.layout.block import block_level_layout  # noqa: E402
from weasyprint.pdf import fonts as pdf_fonts  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: E402

Pages = Document

__all__ = [
    "HTML", "FontConfiguration", "LayoutContext", "LineBox", "Page", "Pages", "TextBox",
    "URLFetcher", "URLFetcherResponse", "block_level_layout", "create_anonymous_boxes",
    "pdf_fonts",
]  # fmt: skip
