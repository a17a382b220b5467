"""A style sheet that is parsed once for the appendix, the body, the heads and the next build.

Replaces: `CSS` where WeasyPrint reads the style sheets of a page.
Why: all sheets of a brief have the same styles. WeasyPrint parses them for each, compiles their
selectors, and makes its fonts known again, upon which Pango forgets what it knew of the others.
Here what was read is kept with the fonts that it made known, and in a file (see `kept_sheets`)
where nothing in it was remarked on. No byte changes.
Upstream: an issue for WeasyPrint, `CSS` objects for author style sheets.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from threading import get_ident
from typing import Any

import weasyprint.css
from cssselect2 import Matcher
from weasyprint import CSS
from weasyprint.logger import LOGGER

from .kept_sheets import KeptSheet, load, save
from .patch import Patch

# A theme may print something of each brief in its style sheets.
_MOST_KNOWN = 16


def _read(**named: Any) -> Any:
    fonts, text = named.get("font_config"), named.get("string")
    # What a sheet imports may change, and what it adds to those lists belongs to its page.
    if fonts is None or text is None or "@import" in text:
        return CSS(**named)
    known = vars(fonts).setdefault("known_sheets", {})
    key = (text, named["base_url"], named["media_type"])
    rules = named["page_rules"]
    if key in known:
        sheet, added = known[key]
        sheet = copy(sheet)
        sheet.page_rules, sheet.layers = rules, named["layers"]
        rules += added
        return sheet
    before, count = _told(named), len(rules)
    circumstances = weasyprint.VERSION, named["base_url"], named["media_type"]
    if kept := load(text, *circumstances):
        sheet = _made(kept, named)
    else:
        listening = _Listening(fonts)
        with _remarks() as remarks:
            sheet = CSS(**{**named, "font_config": listening})
        if _told(named) == before and not remarks:
            found = KeptSheet(vars(sheet.matcher), rules[count:], listening.faces)
            save(found, text, *circumstances)
    if len(known) == _MOST_KNOWN:
        known.clear()
    if _told(named) == before:
        known[key] = sheet, rules[count:]
    return sheet


def _made(kept: KeptSheet, named: dict[str, Any]) -> Any:
    """What `CSS` makes of the sheet that was `kept`."""
    sheet = CSS.__new__(CSS)
    sheet.base_url, sheet.layers = named["base_url"], named["layers"]
    sheet.matcher = Matcher()
    vars(sheet.matcher).update(kept.selectors)
    sheet.page_rules = named["page_rules"]
    sheet.page_rules += kept.pages
    for face in kept.faces:
        named["font_config"].add_font_face(face, named["url_fetcher"])
    return sheet


class _Listening:
    """A configuration of fonts, and the `faces` that were added to it."""

    def __init__(self, fonts: Any) -> None:
        self._fonts = fonts
        self.faces: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._fonts, name)

    def add_font_face(self, face: Any, fetcher: Any) -> Any:
        self.faces.append(face)
        return self._fonts.add_font_face(face, fetcher)


@contextmanager
def _remarks() -> Iterator[list[logging.LogRecord]]:
    """What WeasyPrint logs within this, in this thread."""
    found: list[logging.LogRecord] = []
    thread = get_ident()

    class _Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread:
                found.append(record)

    handler = _Handler(logging.WARNING)
    LOGGER.addHandler(handler)
    try:
        yield found
    finally:
        LOGGER.removeHandler(handler)


def _told(named: dict[str, Any]) -> tuple[Any, ...]:
    """What else than rules a sheet may tell its page, as it is now."""
    return tuple(copy(named[name]) for name in ("counter_style", "color_profiles", "layers"))


PATCH = Patch(weasyprint.css, "CSS", _read, "c9b29e561ebe07ea")
