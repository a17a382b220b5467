"""How findings name places: paragraphs, passages, runs of text."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.matching.matcher import Match
from briefgen.model.markup import Quotation
from briefgen.model.source import Source
from briefgen.model.text import Span
from briefgen.resolve.result import Passage, ResolvedBrief, ResolvedKey, Scope

_SHOWN = 4


def paragraphs(first: int, last: int) -> str:
    """`¶5` or `¶¶5–6`."""
    return f"¶{first}" if first == last else f"¶¶{first}–{last}"


def scope(scope: Scope) -> str:
    """`pentagon-denial ¶9`, or the source alone."""
    place = _paragraphs_of(scope.source, scope.first, scope.last)
    return f"{place} after “{scope.after}”" if scope.after else place


def named_at(brief: ResolvedBrief, source: Source) -> Span:
    """Where the brief names a source first."""
    for text in brief.brief.sources:
        if text.value == source.id:
            return text.span()
    for named in brief.brief.passages:
        if named.source.value == source.id:
            return named.source.span()
    found = (r.span for r in brief.references if r.passage and r.passage.source is source)
    return next(found, brief.brief.title.span())


def passage(passage: Passage) -> str:
    """A passage by its place: `pentagon-denial ¶9`."""
    return _paragraphs_of(passage.source, passage.first, passage.last)


def place(match: Match) -> str:
    """Where a quotation was found: `pentagon-denial ¶9`."""
    return _paragraphs_of(match.stretch.source, match.paragraph, match.extents[-1].paragraph)


def citation(match: Match) -> str:
    """What cites a found place: `[@pentagon-denial, ¶9]`."""
    first, last = match.paragraph, match.extents[-1].paragraph
    return f"[@{match.stretch.source.id}, {paragraphs(first, last)}]"


def places(matches: Sequence[Match]) -> str:
    """Several places, the first few by name."""
    named = list(dict.fromkeys(place(match) for match in matches))
    more = len(named) - _SHOWN
    return listed([*named[:_SHOWN], *([f"{more} more"] if more > 0 else [])])


def listed(names: Sequence[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def cited(references: Sequence[ResolvedKey]) -> str:
    """What a bracket cites, by its places."""
    return listed([passage(r.passage) for r in references if r.passage], "or")


def cited_words(references: Sequence[ResolvedKey]) -> str:
    """What a bracket cites: passages with words by their ids, else places."""
    return listed([_named(r.passage) for r in references if r.passage], "or")


def mark_in_word(quotation: Quotation) -> str:
    """What to do about a quotation whose mark opens amid a word, as in a Hebrew abbreviation;
    empty where it does not."""
    before = quotation.before[-1:]
    if not before.isalpha():
        return ""
    sign = ", or write ״ in an abbreviation" if "\u05d0" <= before <= "\u05ea" else ""
    return f"Its mark is inside a word. If it is not a quotation mark, type \\ before it{sign}."


def _named(cited: Passage) -> str:
    return f"the passage {cited.id}" if cited.words else passage(cited)


def _paragraphs_of(source: Source, first: int | None, last: int | None) -> str:
    if first is None:
        return source.id
    return f"{source.id} {paragraphs(first, last or first)}"
