"""What to do about a quotation that was not found: the closest text and the one difference."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from briefgen.matching.differences import Cause, Kind, cause, telling
from briefgen.matching.matcher import find
from briefgen.matching.nearest import Nearest, WordChange, nearest_words, wanted_words
from briefgen.matching.pattern import OMISSION, trimmed, without_marks
from briefgen.matching.word_boundaries import has_word
from briefgen.model.source import Source
from briefgen.resolve.result import ResolvedBrief, Scope

from .imports import open_doubts, unsure
from .phrases import paragraphs

# So many differences are named one by one.
_NAMED = 4
# Characters of the closest text, and around its first difference.
_SHOWN = 600
# Differences in which the kind of word tells more than the kind of difference.
_TELLING = frozenset({"other", "left out", "added", "part of a word", "hyphen", "glued number"})
# So many parts of a quotation with ellipses are looked up alone.
_PARTS = 40
# Other sources of the brief that are searched, those with the most of the words.
_SOURCES = 3

_LEFT_OUT = "The source also has “{detail}”{after}: quote it, or write … in its place."
# What to do, by the kind of difference.
_SENTENCES: dict[Kind, str] = {
    "first case": "The case of a first letter differs: write “{detail}”.",
    "case": "Capitals differ: write “{theirs}”.",
    "doubled apostrophe": "There are two apostrophes where the source has one: write “{theirs}”.",
    "stray mark": "Remove the quotation mark in “{ours}”: the source has “{theirs}”.",
    "missing mark": "A quotation mark is missing in “{ours}”: the source has “{theirs}”.",
    "line-end hyphen": (
        "The source divides the word at the end of a line, “{theirs}”: quote it with the hyphen."
    ),
    "hyphen": "Hyphens or spaces differ: the source has “{theirs}”.",
    "punctuation": "Punctuation differs: the source has “{theirs}”, not “{ours}”.",
    "sign": "Check the sign: the source has “{theirs}”, not “{ours}”.",
    "number": "Check the number: the source has “{theirs}”, not “{ours}”.",
    "invisible": "A character cannot be seen: {detail}.",
    "look-alike": "A character only looks alike: {detail}.",
    "glued heading": (
        "In the source, “{detail}” is stuck to the first word: quote “{theirs}”, or begin with a "
        "later word."
    ),
    "glued number": (
        "In the source a number is stuck to the word, “{theirs}”. If it is a note number, add "
        "`note-markers: true` to the source's entry in the catalogue."
    ),
    "part of a word": "Quote whole words: the source has “{theirs}”, not “{ours}”.",
    "struck": (
        "The source strikes out the words between ~~ and ~~: write … in their place, or quote "
        "other words."
    ),
    "left out": _LEFT_OUT,
    "parenthesis": _LEFT_OUT,
    "added": "The source does not have “{ours}”{after}.",
}
_SEARCH_ALL = " `briefgen find` also searches {count} more sources of the workspace."


class Advice(Struct, frozen=True):
    """A hint, and the nearest text that it is about, where there is any.

    `part` is what of the quotation it is about. `letter`: which of its characters begins a word
    and differs in its case, where nothing else differs.
    """

    hint: str
    near: Nearest | None = None
    part: str = ""
    letter: int | None = None


def advice(typed: str, where: Scope, brief: ResolvedBrief) -> Advice:
    """How to mend a quotation that is not in `where`."""
    part, label = _failing_part(without_marks(typed), where, brief)
    near = _nearest(part, where, brief)
    if near is None:
        return Advice(
            f"{label}No similar text was found in the brief's sources. Quote the source's own "
            "words." + (_SEARCH_ALL.format(count=brief.unsearched) if brief.unsearched else "")
        )
    source = brief.sources[near.source_id]
    language = source.reference.language
    place = f"{near.source_id} {paragraphs(near.first, near.last)}"
    closest = f"{label}Closest text, in {place}: “{_shortened(near)}”."
    sentences = [*_sentences(part, near, (brief.brief.language, language)), *_doubts(near, source)]
    return Advice(
        " ".join(dict.fromkeys([closest, *sentences])), near, part, _other_case(near, part)
    )


def _other_case(near: Nearest, part: str) -> int | None:
    match near.changes:
        case [WordChange() as change]:
            after = change.number + len(change.brief.split())
            last = after >= len(part.split())
            found = cause(change, is_first=change.number == 0, is_last=last)
            if found.kind == "first case" and found.detail.count("[") == 1:
                return change.start + found.detail.index("[")
    return None


def _nearest(typed: str, where: Scope, brief: ResolvedBrief) -> Nearest | None:
    """The nearest text of the source, else of those of the brief's that share most words."""
    near = nearest_words(typed, brief.index(where.source), where.first, where.last)
    if near:
        return near
    wanted = wanted_words(typed)
    others = [brief.index(s) for s in brief.sources.values() if s is not where.source]
    others.sort(key=lambda index: -index.words.holds(wanted))
    found = [near for index in others[:_SOURCES] if (near := nearest_words(typed, index))]
    return max(found, key=lambda near: near.shared, default=None)


def _failing_part(typed: str, where: Scope, brief: ResolvedBrief) -> tuple[str, str]:
    """Of a quotation with ellipses the first part that is not there, and what it is called."""
    parts = [part.strip() for part in OMISSION.split(typed) if has_word(part)]
    if len(parts) < 2:
        return trimmed(typed) or typed, ""
    index = brief.index(where.source)
    for stretches in (index.scope(where.first, where.last), index.paragraphs()):
        for number, part in enumerate(parts[:_PARTS], 1):
            if not find(part, stretches):
                return part, f"Part {number} of {len(parts)}, “{part}”, was not found. "
    return typed, ""


def _doubts(near: Nearest, source: Source) -> Iterator[str]:
    """That the words may be the import's, and not the document's."""
    for doubt in open_doubts(source, near.first, near.last):
        if doubt.what != "hyphen" or doubt.words in near.words:
            yield f"But there {unsure(doubt)}: look at the original."
            return


def _shortened(near: Nearest) -> str:
    words = near.words
    if len(words) <= _SHOWN:
        return words
    change = near.changes[0].source if near.changes else ""
    at = words.find(change) if change else 0
    start = max(at - _SHOWN // 2, 0)
    start = words.find(" ", start) + 1 if start else 0
    end = words.rfind(" ", 0, start + _SHOWN)
    return f"{'… ' if start else ''}{words[start:end]} …"


def _sentences(typed: str, near: Nearest, languages: tuple[str, str]) -> Iterator[str]:
    """What differs, in the order of the quotation."""
    if near.first != near.last and not near.changes:
        yield (
            f"The words run over {paragraphs(near.first, near.last)}: cite these paragraphs, or "
            "quote from one of them."
        )
        return
    if not near.changes:
        yield "Quote the source's own punctuation and spaces."
        return
    named = near.changes[:_NAMED]
    count = len(typed.split())
    for change in named:
        after = change.number + len(change.brief.split())
        found = cause(change, is_first=change.number == 0, is_last=after >= count)
        told = telling([change], typed, near.words, *languages)
        yield f"Check {told}." if told and found.kind in _TELLING else _sentence(found, change)
    if len(near.changes) > len(named):
        yield f"It differs in {len(near.changes)} places."


def _sentence(found: Cause, change: WordChange) -> str:
    ours, theirs = change.brief, change.source
    before = ours if found.kind == "parenthesis" and ours else change.before
    after = f" after “{before}”" if before else " before these words"
    form = _SENTENCES.get(found.kind, "The source has “{theirs}”, not “{ours}”.")
    return form.format(ours=ours, theirs=theirs, detail=found.detail, after=after)
