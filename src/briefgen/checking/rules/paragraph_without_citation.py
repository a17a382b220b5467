"""A paragraph of a section cites nothing.

Why: What it says rests on nothing that the reader could look up. A paragraph that leads
in to a list, table or block quotation with citations rests on those.

Bad:
    sections:
      - heading: The closure
        body: The harbour was closed.

Good:
    sections:
      - heading: The closure
        body: The harbour was “closed on Monday” [@A2].
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from briefgen.model.finding import Finding
from briefgen.model.markup import Block, Heading, Paragraph, citations, plain_text
from briefgen.model.text import Span
from briefgen.resolve.result import ResolvedBrief

from .base import Rule

_SHOWN = 60


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for section in brief.sections:
        for block, following in zip_longest(section.blocks, section.blocks[1:]):
            if not isinstance(block, Paragraph) or _cites(block):
                continue
            words = plain_text(block.flow.inlines).strip()
            if words and not _rests_on(following) and not _runs_on(block, section.blocks):
                start = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
                yield RULE.finding(
                    block.span,
                    f"paragraph “{start}” cites nothing",
                    "Cite what it rests on.",
                    subject=words,
                )


def _rests_on(following: Block | None) -> bool:
    """Whether the block after a paragraph is one that it leads in to, with citations."""
    return (
        following is not None
        and not isinstance(following, Paragraph | Heading)
        and _cites(following)
    )


def _runs_on(block: Paragraph, blocks: Iterable[Block]) -> bool:
    """Whether a quotation runs on from a paragraph, or through it, to a later one's citation."""
    after = _next_span(block, blocks)
    return any(
        quotation.citation and quotation.span < min(after, later.span)
        for later in blocks
        if isinstance(later, Paragraph) and block.span < later.span
        for quotation in later.flow.quotations
    )


def _next_span(block: Paragraph, blocks: Iterable[Block]) -> Span:
    """Where the paragraph after a paragraph begins."""
    later = (b.span for b in blocks if isinstance(b, Paragraph) and b.span > block.span)
    return min(later, default=block.span)


def _cites(block: Block) -> bool:
    return any(True for _ in citations([block]))


RULE = Rule("paragraph-without-citation", "note", check)
