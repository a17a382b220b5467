"""WeasyPrint's own style sheets, read once for all processes.

Replaces: `tinycss2.parse_stylesheet`, while WeasyPrint is imported and for the thread that does it.
Why: WeasyPrint reads its style sheets whenever it is imported, a fiftieth of a build. Here they
are left empty then, and filled from a file of the user's cache (see `kept_sheets`); without one
they are read, and the file is written.
Upstream: an issue for WeasyPrint, to read them when a page asks for them.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import get_ident
from typing import Any

import tinycss2

from . import listed_names
from .kept_sheets import KeptSheet, load, save

# The first 16 digits of the SHA-256 of the module that reads them.
_CHECKSUM = "a11b729157862291"


@contextmanager
def read_later() -> Iterator[None]:
    """Let WeasyPrint be imported within this without its style sheets, which it has afterwards."""
    if "weasyprint" in sys.modules or not _is_known():
        yield
        return
    parse, thread = tinycss2.parse_stylesheet, get_ident()

    def nothing(*arguments: Any, **named: Any) -> Any:
        return [] if get_ident() == thread else parse(*arguments, **named)

    tinycss2.parse_stylesheet = nothing
    try:
        yield
    finally:
        tinycss2.parse_stylesheet = parse
    from weasyprint import html  # noqa: PLC0415 - not before

    for sheet, text, counters in (
        (html.UA_STYLESHEET, html.UA, html.UA_COUNTER_STYLE),
        (html.UA_FORM_STYLESHEET, html.UA_FORM, html.UA_COUNTER_STYLE),
        (html.PH_STYLESHEET, html.PH, {}),
    ):
        _fill(sheet, text, counters)


def _is_known() -> bool:
    found = importlib.util.find_spec("weasyprint")
    if found is None or found.origin is None:
        return False
    try:
        module = Path(found.origin).with_name("html.py").read_bytes()
    except OSError:
        return False
    return hashlib.sha256(module).hexdigest()[:16] == _CHECKSUM


def _fill(sheet: Any, text: str, counters: dict[str, Any]) -> None:
    from weasyprint import VERSION  # noqa: PLC0415 - not before
    from weasyprint.css import preprocess_stylesheet  # noqa: PLC0415

    if kept := load(text, VERSION):
        vars(sheet.matcher).update(kept.selectors)
        sheet.page_rules += kept.pages
        counters.update(kept.counters)
        return
    with ExitStack() as stack:
        for patch in listed_names.PATCHES:
            stack.enter_context(patch.applied())
        preprocess_stylesheet(
            "print", sheet.base_url, tinycss2.parse_stylesheet(text), None, sheet.matcher,
            sheet.page_rules, sheet.layers, None, counters, {},
        )  # fmt: skip
    save(KeptSheet(vars(sheet.matcher), sheet.page_rules, counters=dict(counters)), text, VERSION)
