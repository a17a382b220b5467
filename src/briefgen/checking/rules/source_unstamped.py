"""A paragraph is cited without words, and its source has no stamp.

Why: A paragraph number is only as stable as the text around it: one line added above and
it names another paragraph, silently. A stamp makes that an error (`source-changed`); a
quotation needs none, because its words are looked up.

Bad:
    key_points:
      - The harbour is open again [@other, ¶2].

Good:
    key_points:
      - The harbour is “open again” [@other, ¶2].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.phrases import passage as named
from briefgen.model.finding import Finding
from briefgen.model.text import Span
from briefgen.resolve.result import CheckedQuotation, Passage, ResolvedBrief, ResolvedKey

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    quoting = {ref.span for checked in brief.quotations for ref in _quoting(checked)}
    told: set[str] = set()
    for reference in brief.references:
        passage = reference.passage
        if passage is None or reference.span in quoting or not _is_bare(passage):
            continue
        if passage.id:  # told once, where the passage is named
            if passage.id in told:
                continue
            told.add(passage.id)
        yield RULE.finding(
            _cited_at(reference, passage, brief),
            f"{named(passage)} is cited without a quotation, and source “{passage.source.id}” has "
            "no stamp",
            "Quote the words that count, or "
            + ("" if passage.source.catalogued else f"add {passage.source.path} to the catalogue, ")
            + f"look at the text and `briefgen stamp {passage.source.id}`.",
            subject=passage.id or named(passage),
        )


def _quoting(checked: CheckedQuotation) -> Iterator[ResolvedKey]:
    """The references whose words a quotation gives; all, where it was not found."""
    for reference in checked.references:
        passage, match = reference.passage, checked.match
        if (
            passage is None
            or match is None
            or (
                match.stretch.source is passage.source
                and ((passage.first or 1) <= match.paragraph <= (passage.last or match.paragraph))
            )
        ):
            yield reference


def _is_bare(passage: Passage) -> bool:
    return passage.first is not None and not passage.words and passage.source.stamp is None


def _cited_at(reference: ResolvedKey, passage: Passage, brief: ResolvedBrief) -> Span:
    locator = brief.named[passage.id].locator if passage.id else None
    return locator.span if locator else reference.span


RULE = Rule("source-unstamped", "warning", check)
