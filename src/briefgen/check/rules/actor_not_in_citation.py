"""No name of the holder of a position occurs in the paragraphs that it cites.

Why: The words may be somebody else's. Names are the capitalised words of `by`, articles
and prepositions apart; where it has none (“unattributed”), nothing is said.

Bad:
    claims:
      - id: asked
        claim: It was asked.
        positions:
          - {stance: asserts, by: The Council, says: It “said” so, cite: A2}
          - {stance: denies, by: The Admiralty, says: It “denies” that, cite: A3}

Good:
    claims:
      - id: asked
        claim: It was asked.
        positions:
          - {stance: asserts, by: The Council, says: It “said” so, cite: A2}
          - {stance: denies, by: The Ministry, says: It “denies” that, cite: A3}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.check.phrases import cited
from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief, ResolvedKey

from .base import Rule

_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = frozenset(
    "a an and as at by for from in into of on or over the to under via with within "
    "der die das des dem den ein eine von vom im am zu zum zur und für "
    "le la les l un une du de des d au aux et en par pour sur "
    "el los las una unos unas del al y por para con sobre".split()
)


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for claim in brief.claims:
        for position in claim.positions:
            by = position.position.by
            names = [
                word
                for word in _WORD.findall(by.value)
                if word[0].isupper() and word.casefold() not in _SMALL_WORDS
            ]
            if not names or any(r.passage is None for r in position.references):
                continue
            words = {word.casefold() for ref in position.references for word in _words(ref)}
            if position.references and not any(name.casefold() in words for name in names):
                yield RULE.finding(
                    by.span(),
                    f"“{by}” is not named in {cited(position.references)}",
                    "Cite where the holder is named, or write `by:` as the source names them.",
                    subject=by.value,
                )


def _words(reference: ResolvedKey) -> Iterator[str]:
    passage = reference.passage
    assert passage is not None
    first, last = passage.first or 1, passage.last or len(passage.source.paragraphs)
    for number in range(first, last + 1):
        yield from _WORD.findall(passage.source.paragraphs[number - 1].value)


RULE = Rule("actor-not-in-citation", "warning", check)
