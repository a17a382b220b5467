"""A quotation mended: its own words, with the marks, hyphens and letters of the source.

No word is put in another's place. What is offered was looked up again, and is in the source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.matching.differences import Kind, cause
from briefgen.matching.matcher import find
from briefgen.matching.nearest import Nearest, WordChange
from briefgen.model.finding import Fix
from briefgen.model.text import Text
from briefgen.resolve.result import Passage, ResolvedBrief

from .fixes import reworded

_TITLES: dict[Kind, str] = {
    "doubled apostrophe": "Write one apostrophe.",
    "stray mark": "Remove the quotation mark.",
    "missing mark": "Add the quotation mark.",
    "line-end hyphen": "Write the hyphen.",
    "hyphen": "Use the source's hyphens and spaces.",
    "punctuation": "Use the source's punctuation.",
    "look-alike": "Use the source's letters.",
    "parenthesis": "Quote the parenthesis too.",
}
_SEVERAL = "Use the source's letters and punctuation."
_MOST = 4
_LINE_END = re.compile(r"(?<=\w)[-\u00ad\u2010]\s(?=\w)")


def mending(
    text: Text,
    part: str,
    near: Nearest | None,
    passages: Sequence[Passage],
    brief: ResolvedBrief,
    *,
    in_prose: bool = False,
) -> tuple[Fix, ...]:
    """The fix of a quotation of which `part` is most like `near`, where one can be offered.

    It is to be in one of `passages`. `in_prose`: it is between marks, which a single one
    inside it would unsettle.
    """
    typed = text.value
    at = typed.find(part)
    if near is None or not 0 < len(near.changes) <= _MOST or typed.count(part) != 1:
        return ()
    count = len(part.split())
    edits: list[tuple[int, int, str]] = []
    titles: list[str] = []
    for change in near.changes:
        after = change.number + len(change.brief.split())
        kind = cause(change, is_first=change.number == 0, is_last=after >= count).kind
        if kind not in _TITLES:
            return ()
        titles.append(_TITLES[kind])
        start, end, new = _edit(change, kind)
        edits.append((at + start, at + end, new))
    mended = typed
    for start, end, new in reversed(edits):
        mended = mended[:start] + new + mended[end:]
    if in_prose and _open(mended) != _open(typed):
        return ()
    if not any(_is_in(mended, passage, brief) for passage in passages):
        return ()
    title = titles[0] if len(set(titles)) == 1 else _SEVERAL
    return reworded(brief, text, edits, title)


def _is_in(words: str, passage: Passage, brief: ResolvedBrief) -> bool:
    scope = brief.index(passage.source).scope(passage.first, passage.last)
    return any(passage.holds(match.extents) for match in find(words, scope))


def _open(text: str) -> int:
    """How many marks of a text are open at its end."""
    return sum(text.count(mark) for mark in "“„«") - sum(text.count(mark) for mark in "”»")


def _edit(change: WordChange, kind: Kind) -> tuple[int, int, str]:
    """Which characters become which others."""
    new = _LINE_END.sub("-", change.source) if kind == "line-end hyphen" else change.source
    if change.brief:
        return change.start, change.end, new
    return change.start, change.start, f" {new}" if change.number else f"{new} "
