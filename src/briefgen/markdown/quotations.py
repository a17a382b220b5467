"""The quotations of a text: in prose, over several paragraphs, and block quotations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import TypeAlias

from msgspec import Struct

from briefgen.model.markup import Quotation, StrayMark
from briefgen.model.text import Span, Text

from .bracket import escapes
from .prose import STRUCK, PlainProse, Prose, text_part
from .quotation_marks import DOUBLE_MARKS, Marked, read_marks

_Prose: TypeAlias = Prose | PlainProse


class FoundQuotations(Struct, frozen=True, gc=False):
    """The quotations of a paragraph, and its stray marks."""

    quotations: tuple[Quotation, ...]
    strays: tuple[StrayMark, ...]


def in_plain(text: Text, language: str) -> FoundQuotations:
    """The quotations of plain text, in which a backslash takes a mark its meaning."""
    value = text.value
    marks = read_marks(value, language, escapes(value))
    quotations = tuple(
        Quotation(
            _trimmed(text, range(q.start, q.end), value[q.start : q.end]),
            None,
            text.span(q.start - 1),
            q.closed,
            (value, q.start - 1),
            (value, q.end + 1),
        )
        for q in marks.quotations
    )
    strays = tuple(StrayMark(value[s.start : s.end], text.span(s.start)) for s in marks.strays)
    return FoundQuotations(quotations, strays)


class _Part(Struct, frozen=True, gc=False):
    """Characters `start` to `end` of a paragraph, whose `words` are all of its characters."""

    prose: _Prose
    words: str
    start: int
    end: int


def in_paragraphs(text: Text, paragraphs: Sequence[_Prose], language: str) -> list[FoundQuotations]:
    """The quotations of each of several paragraphs that follow each other.

    A quotation may run over them if each opens with its mark and only the last one closes it;
    it then is one of the last paragraph's.
    """
    words = [prose.text() for prose in paragraphs]
    marks = [
        read_marks(value, language, prose.literal, [at for at, _ in prose.citations])
        for prose, value in zip(paragraphs, words, strict=True)
    ]
    left = [list(found.quotations) for found in marks]
    quotations: list[list[Quotation]] = [[] for _ in paragraphs]
    hopeless = 0  # no paragraph before this one is closed by another
    for number, prose in enumerate(paragraphs):
        opened = next((q for q in left[number] if not q.closed), None)
        last = None
        if opened and number >= hopeless:
            last, hopeless = _last_of_run(words, left, number)
        if opened and last:
            parts = [_Part(prose, words[number], opened.start, len(words[number]))]
            left[number] = [q for q in left[number] if q.start < opened.start]
            for between in range(number + 1, last):
                own = words[between]
                parts.append(_Part(paragraphs[between], own, left[between][0].start, len(own)))
                left[between] = []
            closed = left[last].pop(0)
            parts.append(_Part(paragraphs[last], words[last], closed.start, closed.end))
            quotations[last].append(_quotation(text, parts))
        for q in left[number]:
            part = _Part(prose, words[number], q.start, q.end)
            quotations[number].append(_quotation(text, [part], q.closed))
    return [
        FoundQuotations(
            tuple(own),
            tuple(
                StrayMark(value[s.start : s.end], text.span(prose.offsets[s.start]))
                for s in found.strays
            ),
        )
        for own, prose, value, found in zip(quotations, paragraphs, words, marks, strict=True)
    ]


def _last_of_run(
    words: Sequence[str], left: Sequence[Sequence[Marked]], number: int
) -> tuple[int | None, int]:
    """The paragraph that closes what paragraph `number` leaves open, None where none does; and
    the first after `number` for which that may be otherwise."""
    opened = next(q for q in left[number] if not q.closed)
    mark = words[number][opened.start - 1]
    for after in range(number + 1, len(words)):
        first = left[after][0] if left[after] else None
        if first is None or words[after][: first.start].strip() != mark:
            return None, after
        if first.closed:
            return after, after
    return None, len(words)


def _quotation(text: Text, parts: Sequence[_Part], closed: bool = True) -> Quotation:
    """A quotation that is in one or several parts."""
    first, last = parts[0], parts[-1]
    if len(parts) == 1:
        value, offsets = (
            first.words[first.start : first.end],
            first.prose.offsets[first.start : first.end],
        )
    else:
        whole = Prose()
        for part in parts:
            whole.join(part.prose.part(part.start, part.end))
        value, offsets = whole.text(), whole.offsets
    start, after = first.start - 1, last.end if closed else first.start
    citations = last.prose.citations
    cited = bisect_right(citations, after, key=itemgetter(0))
    return Quotation(
        _trimmed(text, offsets, value),
        citations[cited][1] if cited < len(citations) else None,
        text.span(first.prose.offsets[start]),
        closed,
        (first.words, start),
        (last.words, last.end + 1),
        _inside(parts) if closed else (),
    )


def _trimmed(text: Text, offsets: Sequence[int], value: str) -> Text:
    """The characters at `offsets` of `text`, without the spaces inside their marks (« x »)."""
    left = len(value) - len(value.lstrip())
    right = len(value.rstrip())
    if left > right:
        left, right = 0, len(value)
    return text_part(text, offsets[left:right], value[left:right])


def _inside(parts: Sequence[_Part]) -> tuple[tuple[str, Span], ...]:
    """What is not text between the marks of a quotation, and not around them; words that are
    struck through are that with marks around them too."""
    return tuple(
        (other.kind, other.span)
        for part in parts
        for other in part.prose.others
        if other.start <= part.end
        and part.start <= other.end
        and (
            other.kind == STRUCK
            or not (other.start <= part.start and part.end <= other.end and other.start < other.end)
        )
    )


def block_quotation(
    text: Text, prose: Prose, others: Sequence[tuple[str, Span]]
) -> Iterator[Quotation]:
    """A block quotation typed by hand: one quotation up to its last citation, and what is
    after that, which nothing proves; `others` are the blocks in it that are not text."""
    at, citation = prose.citations[-1] if prose.citations else (len(prose.characters), None)
    halves = ((0, at, citation, others), (at, len(prose.characters) + 1, None, ()))
    for start, end, span, blocks in halves:
        words = prose.between(start, end)
        left = start + len(words) - len(words.lstrip())
        right = start + len(words.rstrip())
        if right - left > 1 and {words.strip()[0], words.strip()[-1]} <= DOUBLE_MARKS:
            left, right = left + 1, right - 1
        inside = ((one.kind, one.span) for one in prose.others if start <= one.start < end)
        not_text = (*inside, *blocks)
        has_words = any(c.isalnum() for c in prose.characters[left:right])
        if has_words or not_text:
            part = text_part(text, prose.offsets[left:right], prose.between(left, right))
            place = part.span() if has_words or not not_text else not_text[0][1]
            yield Quotation(part, span, place, others=not_text, is_block=True)


def joined(paragraphs: Sequence[Prose]) -> Prose:
    """The paragraphs of a block quotation as one text, without the mark that reopens each."""
    whole = Prose()
    mark = paragraphs[0].text().lstrip()[:1] if paragraphs else ""
    for number, prose in enumerate(paragraphs):
        value = prose.text()
        start = len(value) - len(value.lstrip())
        if number and mark in DOUBLE_MARKS and value.startswith(mark, start):
            prose = prose.part(start + 1, len(value))  # noqa: PLW2901
        whole.join(prose)
    return whole
