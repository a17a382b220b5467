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

from collections.abc import Iterator
from itertools import zip_longest

from briefgen.model.finding import Finding
from briefgen.model.markup import Block, Heading, Paragraph, citations, plain_text
from briefgen.resolve.result import ResolvedBrief

from .base import Rule

_SHOWN = 60


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for section in brief.sections:
        for block, behind in zip_longest(section.blocks, section.blocks[1:]):
            if not isinstance(block, Paragraph) or _cites(block):
                continue
            words = plain_text(block.flow.inlines).strip()
            if words and not _rests_on(behind):
                start = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
                yield RULE.finding(
                    block.span,
                    f"paragraph “{start}” cites nothing",
                    "Cite what it rests on.",
                    subject=words,
                )


def _rests_on(behind: Block | None) -> bool:
    """Whether the block behind a paragraph is one that it leads in to, with citations."""
    return behind is not None and not isinstance(behind, Paragraph | Heading) and _cites(behind)


def _cites(block: Block) -> bool:
    return any(True for _ in citations([block]))


RULE = Rule("paragraph-without-citation", "note", check)
