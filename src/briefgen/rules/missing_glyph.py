"""The fonts cannot print a character.

Why: On paper it would be a box, or nothing. Found by `build`, which knows the fonts.

Bad:
    title: The harbour 🜚

Good:
    title: The harbour
"""

from __future__ import annotations

from .base import Rule, found_elsewhere

RULE = Rule("missing-glyph", "error", found_elsewhere)
