"""WeasyPrint, imported without its search for system libraries, a third of its import.

Replaces: `ctypes.util.find_library`, during that import and for the thread that does it.
Why: cffi asks it for every name that some system gives to Pango and its companions, and on
Linux each answer takes up to three child processes (`ldconfig`, `gcc`, `ld`), some fifty in
all. The names that WeasyPrint tries after those, such as `libpango-1.0.so.0`, are the files
themselves, which the dynamic linker finds at once. Where it finds one of them missing,
WeasyPrint is imported as usual.
Upstream: an issue for WeasyPrint, to try the names of files first.
"""

from __future__ import annotations

import ctypes.util
import importlib
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stdout
from io import StringIO
from threading import get_ident

from briefgen.render.system_libraries import without_pango

from .declarations import parsed_once
from .late_modules import late
from .own_sheets import read_later

_FILES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libharfbuzz.so.0",
    "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)


@contextmanager
def _without_child_processes() -> Iterator[None]:
    """Let `find_library` find nothing for this thread."""
    search, thread = ctypes.util.find_library, get_ident()
    ctypes.util.find_library = lambda name: None if get_ident() == thread else search(name)
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _are_there(names: tuple[str, ...]) -> bool:
    try:
        for name in names:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


try:
    # Where a library is missing, WeasyPrint prints advice of its own.
    with late(), parsed_once(), read_later(), redirect_stdout(StringIO()), ExitStack() as stack:
        if sys.platform == "linux" and _are_there(_FILES):
            stack.enter_context(_without_child_processes())
        importlib.import_module("weasyprint")
except OSError as error:
    raise without_pango(error) from error

from weasyprint import HTML, Document  # noqa: E402
from weasyprint.document import Page  # noqa: E402
from weasyprint.formatting_structure.boxes import FootnoteAreaBox, LineBox, TextBox  # noqa: E402
from weasyprint.formatting_structure.build import create_anonymous_boxes  # noqa: E402
from weasyprint.layout import LayoutContext  # noqa: E402
from weasyprint.layout import page as page_layout  # noqa: E402
from weasyprint.layout.block import block_level_layout  # noqa: E402
from weasyprint.layout.page import make_page, remake_page  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.text.line_break import Layout as TextLayout  # noqa: E402
from weasyprint.text.line_break import line_size  # noqa: E402
from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: E402

Pages = Document

__all__ = [
    "HTML", "FontConfiguration", "FootnoteAreaBox", "LayoutContext", "LineBox", "Page", "Pages",
    "TextBox", "TextLayout", "URLFetcher", "URLFetcherResponse", "block_level_layout",
    "create_anonymous_boxes", "line_size", "make_page", "page_layout", "remake_page",
]  # fmt: skip
