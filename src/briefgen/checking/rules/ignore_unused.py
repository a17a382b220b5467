"""An `ignore` entry suppresses nothing.

Why: What it was written for is gone, or its text does not match; it might hide the next
finding. An error cannot be suppressed, so that an entry for one is unused too.

Bad:
    ignore:
      - rule: quotation-without-citation
        text: progress
        reason: A word used with distance.

Good:
    key_points:
      - They call it “progress”.
    ignore:
      - rule: quotation-without-citation
        text: progress
        reason: A word used with distance.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefgen.checking.fixes import without
from briefgen.model.brief import Brief
from briefgen.model.finding import Finding

from .base import Rule, found_elsewhere


def unused(
    brief: Brief, used: Collection[int], in_vain: Collection[int], rules: Collection[str]
) -> Iterator[Finding]:
    """Findings for the entries whose index is not among `used`; those `in_vain` are about errors.
    `rules` are all there are."""
    for index, entry in enumerate(brief.ignore):
        if entry.rule.value not in rules:
            from briefgen.matching.nearest import nearest_names

            near = nearest_names(entry.rule.value, rules, limit=1)
            yield RULE.finding(
                entry.rule.span(),
                f"rule {entry.rule} does not exist",
                f"Did you mean {near[0]}?" if near else "`briefgen explain` lists the rules.",
                subject=entry.rule.value,
            )
        elif index not in used:
            about = f" is about “{entry.text}”" if entry.text else " was reported"
            is_error = index in in_vain
            yield RULE.finding(
                entry.span,
                f"this entry suppresses nothing: {entry.rule} is an error here"
                if is_error
                else f"this entry suppresses nothing: no {entry.rule} finding{about}",
                "Mend the error, and remove the entry. Errors cannot be suppressed."
                if is_error
                else "Remove the entry, or correct its rule or text.",
                subject=entry.rule.value,
                fixes=without(brief, entry.span, "Remove the entry.", safe=True),
            )


RULE = Rule("ignore-unused", "warning", found_elsewhere)
