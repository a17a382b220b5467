"""Something was printed differently from what the brief says.

Why: `build` reads every PDF back, and `verify` any PDF: a footnote, a quotation, a claim's
row or source text that is missing or altered, a dead link. After a build it is a defect
of ours or of the theme's; in somebody's PDF it means that the file was altered.

Bad:
    # a theme whose templates leave out the notes

Good:
    # a theme that prints each note at the foot of its call's page, or of the next
"""

from __future__ import annotations

from .base import Rule, found_elsewhere

RULE = Rule("pdf-differs", "error", found_elsewhere)
