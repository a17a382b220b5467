"""A section cites the words that a position on a claim cites, and does not mark the claim.

Why: Its reader does not learn that the point is contested. Mark the sentence, `[!id]`,
or the whole section, `claims: [id]`. Of a paragraph that is cited without a quotation only the
sentence that shares most words with the brief's own counts.

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

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from briefgen.checking.fixes import marked as marked_as
from briefgen.checking.phrases import listed
from briefgen.matching.matcher import Extent
from briefgen.matching.sentences import most_alike, sentence_starts
from briefgen.model.finding import Finding
from briefgen.model.markup import Citation, ClaimMark, claim_marks, flows, plain_text, walk
from briefgen.model.text import Span
from briefgen.resolve.printed import sentence_of
from briefgen.resolve.result import (
    NotInCitation,
    ParsedClaim,
    ParsedPosition,
    ParsedSection,
    ResolvedBrief,
    ResolvedKey,
)

from .base import Rule

# A source's id, and words in it.
_Place = tuple[str, Extent]


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    claims = {claim.claim.id.value: claim for claim in brief.claims}

    @cache
    def claimed(id_: str) -> set[_Place]:
        return _claimed(claims[id_], brief)

    for section in brief.sections if claims else ():
        marked = {mark.claim for mark in claim_marks(section.blocks)}
        marked.update(text.value for text in section.section.claims)
        if claims.keys() <= marked:
            continue
        places = {citation.span: here for citation, here in _cited(section, brief)}
        here = {place for own in places.values() for place in own}
        unmarked = [id_ for id_ in claims if id_ not in marked and _meet(here, claimed(id_))]
        if unmarked:
            heading = section.section.heading
            named = f"claim{'s' if len(unmarked) > 1 else ''} {listed(unmarked)}"
            words = claimed(unmarked[0])
            taken = _marked(section)
            # The last of several: a mark after it tells of the sentences before it too.
            nearest = max(
                reversed(places), key=lambda at: (_likeness(places[at], words), at not in taken)
            )
            yield RULE.finding(
                heading.span(),
                f"section “{heading}” cites the same words as {named} but does not mark "
                f"{'them' if len(unmarked) > 1 else 'it'} as contested",
                f"Write [!{unmarked[0]}] after the sentence, or `claims: "
                f"[{', '.join(unmarked)}]` in the section.",
                subject=heading.value,
                end=heading.end,
                fixes=marked_as(brief, nearest, unmarked[0]),
            )


def _claimed(claim: ParsedClaim, brief: ResolvedBrief) -> set[_Place]:
    """What the positions on a claim cite."""
    return {
        place
        for position in claim.positions
        for reference in position.references
        for place in _places(reference, _wording(claim, position), brief)
    }


def _wording(claim: ParsedClaim, position: ParsedPosition) -> str:
    flows = (claim.wording, position.answer, position.says)
    told = [plain_text(flow.inlines) for flow in flows if flow]
    return " ".join([*told, position.position.stance or "", position.position.by.value])


def _cited(section: ParsedSection, brief: ResolvedBrief) -> Iterator[tuple[Citation, set[_Place]]]:
    """The citations of a section, and what each cites; without those that do not hold their
    quotations, since something else was meant there."""
    wrong = {issue.quotation.citation for issue in brief.issues_of(NotInCitation)}
    for flow in flows(section.blocks):
        for node in walk(flow.inlines):
            if isinstance(node, Citation) and node.span not in wrong:
                yield (
                    node,
                    {
                        place
                        for reference in brief.citations[node.span]
                        for place in _places(reference, sentence_of(flow, node), brief)
                    },
                )


def _marked(section: ParsedSection) -> set[Span]:
    """The citations of a section that a claim mark follows before the next one."""
    found = set()
    for flow in flows(section.blocks):
        citation = None
        for node in walk(flow.inlines):
            if isinstance(node, Citation):
                citation = node.span
            elif isinstance(node, ClaimMark) and citation:
                found.add(citation)
    return found


def _places(reference: ResolvedKey, said: str, brief: ResolvedBrief) -> Iterator[_Place]:
    """The words that a reference cites; of one without words, the sentences of its paragraphs
    that are about what the brief `said`."""
    passage = reference.passage
    if passage is None:
        return
    source = passage.source
    words = brief.words_of(reference)
    yield from ((source.id, extent) for extent in words)
    if words or passage.first is None:
        return
    sentences: list[Extent] = []
    texts: list[str] = []
    for number in range(passage.first, (passage.last or passage.first) + 1):
        text = source.paragraphs[number - 1].value
        for start, end in pairwise([*sentence_starts(text), len(text)]):
            sentences.append(Extent(number, start, end))
            texts.append(text[start:end])
    yield from ((source.id, sentences[number]) for number in most_alike(texts, said))


def _likeness(here: set[_Place], there: set[_Place]) -> float:
    """How much of two quotations is the same, from 0 to 1: of the two that are most alike."""
    pairs = ((own, other) for id_, own in here for id_2, other in there if id_ == id_2)
    return max((_common(own, other) for own, other in pairs), default=0)


def _common(one: Extent, other: Extent) -> float:
    if not _overlap(one, other):
        return 0
    ends = sorted((one.start, one.end, other.start, other.end))
    return (ends[2] - ends[1]) / (ends[3] - ends[0])


def _meet(here: set[_Place], there: set[_Place]) -> bool:
    """Whether some words of both are the same."""
    paragraphs = {(id_, extent.paragraph) for id_, extent in here}
    near = [(id_, one) for id_, one in there if (id_, one.paragraph) in paragraphs]
    return any(
        id_ == other_id and _overlap(one, other) for id_, one in near for other_id, other in here
    )


def _overlap(one: Extent, other: Extent) -> bool:
    return one.paragraph == other.paragraph and one.start < other.end and other.start < one.end


RULE = Rule("claim-unmarked", "warning", check)
