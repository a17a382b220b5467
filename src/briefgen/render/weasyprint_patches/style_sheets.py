"""A style sheet that is parsed once for the appendix, the body and the heads.

Replaces: `CSS` where WeasyPrint reads the style sheets of a page.
Why: all sheets of a brief have the same styles. WeasyPrint parses them for each, compiles their
selectors, and makes its fonts known again, upon which Pango forgets what it knew of the others.
Here what was read is kept with the fonts that it made known. No byte changes.
Upstream: an issue for WeasyPrint, `CSS` objects for author style sheets.
"""

from __future__ import annotations

from copy import copy
from typing import Any

import weasyprint.css
from weasyprint import CSS

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
    sheet = CSS(**named)
    if len(known) == _MOST_KNOWN:
        known.clear()
    if _told(named) == before:
        known[key] = sheet, rules[count:]
    return sheet


def _told(named: dict[str, Any]) -> tuple[Any, ...]:
    """What else than rules a sheet may tell its page, as it is now."""
    return tuple(copy(named[name]) for name in ("counter_style", "color_profiles", "layers"))


PATCH = Patch(weasyprint.css, "CSS", _read, "c9b29e561ebe07ea")
