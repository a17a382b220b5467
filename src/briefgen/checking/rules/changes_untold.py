"""A status change or a dropped position that `changes` does not mention.

Why: Whoever reads the editor's list of changes takes it for the whole. That a claim is no longer
disputed, or that someone's position is gone, is what a second meeting asks about first.
Reported where an earlier edition is known, by `replaces` or `build --since`, and `changes` is
not empty.

Bad:
    replaces: output/first.pdf         # in which Councillor Quay denied the claim `asked`
    changes:
      - A third source.

Good:
    replaces: output/first.pdf
    changes:
      - A third source.
      - Councillor Quay no longer denies that the board was asked [!asked].
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.matching.folding import fold
from briefgen.model.brief import Claim
from briefgen.model.edition import Change
from briefgen.model.finding import Finding
from briefgen.model.markup import ClaimMark, Link, plain_text, walk
from briefgen.resolve.result import ResolvedBrief

from .base import Rule, found_elsewhere

# Words of so many letters tell what a sentence is about, and this part of a claim's is enough.
_TELLING = 4
_ENOUGH = 0.5


def untold(brief: ResolvedBrief, changes: Sequence[Change]) -> Iterator[Finding]:
    """A finding for each of `changes`, those since the earlier edition, that a reader of the
    brief's own list would miss."""
    if not brief.changes:
        return
    claims = {one.claim.id.value: one.claim for one in brief.claims}
    for change in changes:
        claim = claims.get(change.id or "")
        if claim is None or change.kind not in {"status-changed", "position-dropped"}:
            continue
        holder = (change.old or "").partition(" — ")[0] if change.about == "position" else ""
        if any(_mentions(brief, index, claim, holder) for index in range(len(brief.changes))):
            continue
        if change.about == "status":
            what = f"claim {claim.id} is now {change.new} and was {change.old}"
        else:
            what = f"claim {claim.id}: the position of {holder} was dropped"
        yield RULE.finding(
            brief.brief.changes[0].span(),
            f"{what}, but `changes` does not mention it",
            f"Add an item to `changes`, with the mark [!{claim.id}].",
            subject=claim.id.value,
        )


def _mentions(brief: ResolvedBrief, index: int, claim: Claim, holder: str) -> bool:
    """Whether an item of `changes` marks or links to the claim, names the holder, or says half
    of the claim's words."""
    inlines = brief.changes[index].inlines
    for node in walk(inlines):
        if isinstance(node, ClaimMark) and node.claim == claim.id.value:
            return True
        if isinstance(node, Link) and node.href == f"#claim-{claim.id}":
            return True
    text = fold(plain_text(inlines)).lower()
    if holder and fold(holder).lower() in text:
        return True
    words = [word for word in fold(claim.wording.value).lower().split() if len(word) >= _TELLING]
    said = set(text.split())
    return bool(words) and sum(word in said for word in words) >= _ENOUGH * len(words)


RULE = Rule("changes-untold", "warning", found_elsewhere)
