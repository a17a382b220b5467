r"""Text that will be printed has an invisible or direction-changing character.

Why: Nobody sees it. It is copied along from web pages and PDFs, and one that changes the
writing direction can make a line read as something else than it is.

Bad:
    key_points:
      - "The har\u200bbour is open [@report]."

Good:
    key_points:
      - The harbour is open [@report].
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from briefgen.matching.folding import INVISIBLE
from briefgen.model.brief import Brief
from briefgen.model.finding import Finding
from briefgen.model.text import Text
from briefgen.resolve.result import ResolvedBrief

from .base import Rule

# What folding drops, and the bidirectional controls (Unicode Standard Annex 9).
_HIDDEN = re.compile(f"[{INVISIBLE}\u061c\u202a-\u202e\u2066-\u2069]+")
_AROUND = 12


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for text in printed_texts(brief.brief):
        for match in _HIDDEN.finditer(text.value):
            at = match.start()
            before = text.value[max(at - _AROUND, 0) : at]
            around = _HIDDEN.sub("▯", f"{before}▯{text.value[match.end() : match.end() + _AROUND]}")
            yield RULE.finding(
                text.span(at),
                f"{_named(match[0])}, in “{around}”",
                "Delete it, unless the script needs it.",
                subject=f"U+{ord(match[0][0]):04X}",
            )


def _named(run: str) -> str:
    first = f"U+{ord(run[0]):04X} {unicodedata.name(run[0], 'unnamed')}"
    if len(run) == 1:
        return f"an invisible character, {first}"
    return f"{len(run)} invisible characters, the first {first}"


def printed_texts(brief: Brief) -> Iterator[Text]:
    """Every text of a brief that is printed, the quotes of passages included."""
    for text in (
        brief.title, brief.subtitle, brief.marking, brief.occasion, brief.edition, brief.summary,
    ):  # fmt: skip
        if text:
            yield text
    for texts in (
        brief.prepared_by, brief.prepared_for, brief.key_points, brief.changes,
        brief.recommendations,
    ):  # fmt: skip
        yield from texts
    for named in brief.passages:
        yield from (text for text in (named.quote, named.start, named.end) if text)
    for section in brief.sections:
        yield section.heading
        if section.body:
            yield section.body
    for claim in brief.claims:
        yield claim.wording
        if claim.note:
            yield claim.note
        for position in claim.positions:
            shown = (position.by, position.via, position.says, position.answer)
            yield from (text for text in shown if text)


RULE = Rule("invisible-character", "warning", check)
