"""A section cites the words that a position on a claim cites, and does not mark the claim.

Why: Its reader does not learn that the point is contested. Mark the sentence, `[!id]`,
or the whole section, `claims: [id]`.

Bad:
    sections:
      - heading: The closure
        body: It was “closed on Monday” [@A2].
    claims: &claims
      - id: closed
        claim: The harbour was closed.
        positions:
          - {stance: asserts, by: The council, says: It was “closed”, cite: A2}
          - {stance: denies, by: The ministry, says: It “denies” that, cite: A3}

Good:
    sections:
      - heading: The closure
        body: It was “closed on Monday” [@A2]. [!closed]
    claims:
      - id: closed
        claim: The harbour was closed.
        positions:
          - {stance: asserts, by: The council, says: It was “closed”, cite: A2}
          - {stance: denies, by: The ministry, says: It “denies” that, cite: A3}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.check.fixes import marked
from briefgen.check.phrases import listed
from briefgen.matching.matcher import Extent
from briefgen.model.finding import Finding, Fix
from briefgen.model.markup import citations, claim_marks
from briefgen.resolve.result import ParsedSection, ResolvedBrief, ResolvedKey

from .base import Rule

# A source's id, and words in it; without words the paragraph's number.
_Place = tuple[str, Extent | int]


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    claimed = {
        claim.claim.id.value: _places((r for p in claim.positions for r in p.references), brief)
        for claim in brief.claims
    }
    for section in brief.sections:
        marked = {mark.claim for mark in claim_marks(section.blocks)}
        marked.update(text.value for text in section.section.claims)
        references = (
            reference
            for citation in citations(section.blocks)
            for reference in brief.citations[citation.span]
        )
        here = _places(references, brief)
        unmarked = [
            id_ for id_, there in claimed.items() if id_ not in marked and _meet(here, there)
        ]
        if unmarked:
            heading = section.section.heading
            claims = f"claim{'s' if len(unmarked) > 1 else ''} {listed(unmarked)}"
            yield RULE.finding(
                heading.span(),
                f"section “{heading}” cites the same words as {claims} but does not mark "
                f"{'them' if len(unmarked) > 1 else 'it'} as contested",
                f"Write [!{unmarked[0]}] after the sentence, or `claims: "
                f"[{', '.join(unmarked)}]` in the section.",
                subject=heading.value,
                end=heading.end,
                fixes=_fixes(section, unmarked[0], claimed[unmarked[0]], brief),
            )


def _fixes(
    section: ParsedSection, claim: str, there: set[_Place], brief: ResolvedBrief
) -> tuple[Fix, ...]:
    """The claim's mark after the first citation of its words."""
    for citation in citations(section.blocks):
        if _meet(_places(brief.citations[citation.span], brief), there):
            return marked(brief, citation.span, claim)
    return ()


def _places(references: Iterable[ResolvedKey], brief: ResolvedBrief) -> set[_Place]:
    """The words that references cite; of one without words, its paragraphs."""
    found: set[_Place] = set()
    for reference in references:
        passage = reference.passage
        if passage is None:
            continue
        source = passage.source.id
        words = brief.words_of(reference)
        found.update((source, extent) for extent in words)
        if not words and passage.first is not None:
            numbers = range(passage.first, (passage.last or passage.first) + 1)
            found.update((source, number) for number in numbers)
    return found


def _meet(here: set[_Place], there: set[_Place]) -> bool:
    """Whether some words, or some paragraphs without words, are the same."""
    if any(place in there for place in here):
        return True
    return any(
        one[0] == other[0] and isinstance(one[1], Extent) and _overlap(one[1], other[1])
        for one in here
        for other in there
    )


def _overlap(one: Extent, other: Extent | int) -> bool:
    return (
        isinstance(other, Extent)
        and one.paragraph == other.paragraph
        and one.start < other.end
        and other.start < one.end
    )


RULE = Rule("claim-unmarked", "warning", check)
