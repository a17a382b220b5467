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
from collections import Counter
from collections.abc import Iterator

from briefgen.checking.imports import cited_paragraphs
from briefgen.matching.folding import INVISIBLE
from briefgen.model.brief import Brief
from briefgen.model.finding import Finding
from briefgen.model.text import Text, beyond_ascii
from briefgen.resolve.result import ResolvedBrief

from .base import Rule

# What folding drops, and the bidirectional controls (Unicode Standard Annex 9).
_HIDDEN = re.compile(f"[{INVISIBLE}\u061c\u202a-\u202e\u2066-\u2069]+")
_AROUND = 12
_JOINERS = "\u200c\u200d"
_NON_JOINER = "\u200c"
_VIRAMA = 9  # its combining class


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    yield from _of_brief(brief)
    yield from _of_sources(brief)


def _of_sources(brief: ResolvedBrief) -> Iterator[Finding]:
    """Of each source, each such character once, at the first place that will be printed."""
    for source in brief.sources.values():
        if not (invisible := brief.index(source).invisible):
            continue
        cited = cited_paragraphs(brief, source)
        whole = brief.brief.appendix in (None, "full") and source.redistribute == "full"
        counts = Counter[str]()
        places: dict[str, tuple[Text, int]] = {}
        for number, offset, character in invisible:
            if whole or number in cited:
                counts[character] += 1
                places.setdefault(character, (source.paragraphs[number - 1], offset))
        for character, (text, at) in places.items():
            more = f", and {counts[character] - 1} more" if counts[character] > 1 else ""
            name, around = _named(character), _around(text, at, at + 1)
            yield RULE.finding(
                text.span(at),
                f"source “{source.id}”: {name}, in “{around}”{more}",
                "Delete it in the source, unless the script needs it, and stamp the source.",
                subject=f"U+{ord(character):04X}",
            )


def _around(text: Text, start: int, end: int) -> str:
    before, after = text.value[max(start - _AROUND, 0) : start], text.value[end : end + _AROUND]
    return _HIDDEN.sub("▯", " ".join(f"{before}▯{after}".split()))


def _of_brief(brief: ResolvedBrief) -> Iterator[Finding]:
    for text in printed_texts(brief.brief):
        if text.value.isascii() or not _HIDDEN.search(beyond_ascii(text.value)):
            continue  # most
        for match in _HIDDEN.finditer(text.value):
            at = match.start()
            if len(match[0]) == 1 and _is_spelling(text.value, at):
                continue
            yield RULE.finding(
                text.span(at),
                f"{_named(match[0])}, in “{_around(text, *match.span())}”",
                "Delete it, unless the script needs it.",
                subject=f"U+{ord(match[0][0]):04X}",
            )


def _is_spelling(text: str, at: int) -> bool:
    """Whether a joiner or non-joiner is where a script is spelt with it: between two letters of
    Arabic script, as in Persian, and after a virama (Unicode Standard Annex 31, 2.3)."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] not in _JOINERS or not before:
        return False
    if unicodedata.combining(before) == _VIRAMA:
        return True
    return text[at] == _NON_JOINER and _is_arabic(before) and _is_arabic(after)


def _is_arabic(character: str) -> bool:
    """Whether a character is a letter of Arabic script, or a mark on one."""
    is_of_word = bool(character) and unicodedata.category(character)[0] in "LM"
    return is_of_word and unicodedata.name(character, "").startswith("ARABIC")


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
