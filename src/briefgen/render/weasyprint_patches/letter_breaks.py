"""Whether a line may break between two letters, asked of Pango once for each two.

Replaces: `can_break_text` where WeasyPrint's layout calls it.
Why: it asks between a note's call, a link or emphasised words and what is beside them, each time
that a line is tried: thousands of times about the same few letters, a hundredth of a build.
Upstream: an issue for WeasyPrint, a cache of `can_break_text`.
"""

from __future__ import annotations

from functools import lru_cache

from weasyprint.layout import inline, preferred
from weasyprint.text.line_break import can_break_text

from .patch import Patch

can_break = lru_cache(1_000)(can_break_text)
"""Answers as WeasyPrint's `can_break_text`."""

PATCHES = tuple(
    Patch(module, "can_break_text", can_break, "4f3fb5ef1c239df9", is_equal=True)
    for module in (inline, preferred)
)
