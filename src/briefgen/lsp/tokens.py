"""Colours and hints: what in a brief is a citation, a mark, a quotation, and what it cites."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lsprotocol.types import InlayHint, SemanticTokens, SemanticTokensLegend

from briefgen.model.text import Text

from .ranges import LineMap
from .reading import OpenBrief, marks

LEGEND = SemanticTokensLegend(["variable", "macro", "string"], [])
_CITATION, _MARK, _QUOTATION = range(3)
_HINT = 40  # characters of a passage in a hint


def semantic_tokens(brief: OpenBrief, lines: LineMap) -> SemanticTokens:
    """Citations, claim marks and quotations, as the protocol counts them: each from the last."""
    data: list[int] = []
    line = start = 0
    for token_line, column, length, kind in sorted(set(_tokens(brief))):
        first = lines.position(token_line, column)
        end = lines.position(token_line, column + length)
        if (first.line, first.character) < (line, start):
            continue  # overlaps the one before
        data += [
            first.line - line,
            first.character - (start if first.line == line else 0),
            end.character - first.character,
            kind,
            0,
        ]
        line, start = first.line, first.character
    return SemanticTokens(data)


def inlay_hints(brief: OpenBrief, lines: LineMap, first: int, last: int) -> list[InlayHint]:
    """After each citation on lines `first` to `last`, from 1, the first words of what it cites."""
    found = []
    for one in brief.resolved.references if brief.resolved else ():
        passage = one.passage
        if passage is None or passage.first is None or not first <= one.span.line <= last:
            continue
        words = passage.words or passage.source.paragraphs[passage.first - 1].value
        shown = words if len(words) <= _HINT else f"{words[:_HINT].rsplit(' ', 1)[0]} …"
        end = lines.position(one.span.line, one.span.column + len(brief.typed(one)))
        found.append(InlayHint(end, f"“{shown}”", tooltip=words, padding_left=True))
    return found


def _tokens(brief: OpenBrief) -> Iterator[tuple[int, int, int, int]]:
    """Line, column, length (characters) and kind of each token."""
    resolved = brief.resolved
    if resolved is None:
        return
    for one in resolved.references:
        yield one.span.line, one.span.column, len(brief.typed(one)), _CITATION
    for mark in marks(resolved):
        yield mark.span.line, mark.span.column, len(mark.claim) + 3, _MARK
    for checked in resolved.quotations:
        for line, column, length in _pieces(checked.quotation.text):
            yield line, column, length, _QUOTATION


def _pieces(text: Text) -> Iterator[tuple[int, int, int]]:
    """The runs of a text that were typed on one line each: line, column, length."""
    ends = [*text.breaks, (len(text.value), 0, 0)]
    for (offset, line, column), (end, _, _) in pairwise(ends):
        if end > offset:
            yield line, column, end - offset
