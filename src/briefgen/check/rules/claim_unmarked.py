"""A section cites what a position on a claim cites, and does not mark the claim.

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

from briefgen.check.phrases import listed
from briefgen.model.finding import Finding
from briefgen.model.markup import citations, claim_marks
from briefgen.resolve.result import ResolvedBrief, ResolvedKey

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    claimed = {
        claim.claim.id.value: _cited(r for p in claim.positions for r in p.references)
        for claim in brief.claims
    }
    for section in brief.sections:
        marked = {mark.claim for mark in claim_marks(section.blocks)}
        marked.update(text.value for text in section.section.claims)
        cited = _cited(
            reference
            for citation in citations(section.blocks)
            for reference in brief.citations[citation.span]
        )
        unmarked = [id_ for id_, theirs in claimed.items() if id_ not in marked and cited & theirs]
        if unmarked:
            heading = section.section.heading
            yield RULE.finding(
                heading.span(),
                f"“{heading}” cites what a position on {listed(unmarked)} cites, and does not "
                "mark that claim",
                f"Write [!{unmarked[0]}] behind the sentence, or `claims: "
                f"[{', '.join(unmarked)}]` in the section.",
                subject=heading.value,
            )


def _cited(references: Iterable[ResolvedKey]) -> set[tuple[str, object]]:
    """What references name: passages by their id, paragraphs by their number."""
    found: set[tuple[str, object]] = set()
    for reference in references:
        passage = reference.passage
        if passage is None:
            continue
        if passage.id:
            found.add(("passage", passage.id))
        elif passage.first is not None:
            numbers = range(passage.first, (passage.last or passage.first) + 1)
            found.update((passage.source.id, number) for number in numbers)
    return found


RULE = Rule("claim-unmarked", "warning", check)
