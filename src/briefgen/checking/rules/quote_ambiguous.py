"""A passage's words occur more than once in the source, or in the named paragraphs.

Why: The reader cannot tell which place is meant, and the context of each may differ.

Bad:
    passages:
      waiting: {source: report, quote: the council said}
    key_points:
      - Boats waited [@waiting].

Good:
    passages:
      waiting: {source: report, quote: "Boats waited outside, the council said"}
    key_points:
      - Boats waited [@waiting].
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.checking.phrases import listed, place, places, scope
from briefgen.matching.matcher import Stretch
from briefgen.model.finding import Finding
from briefgen.resolve.result import Ambiguous, ResolvedBrief, Scope

from .base import Rule

_SUGGESTED = 3


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for issue in brief.issues_of(Ambiguous):
        from briefgen.matching.nearest import longer_quotation

        # A run continues after its first words and before its last ones, not beyond them.
        longer = [
            f"“{words}” ({place(found)})"
            for found in issue.places[:_SUGGESTED]
            if (
                words := longer_quotation(
                    found,
                    _stretches(issue.scope, brief),
                    before=issue.part != "from",
                    after=issue.part != "to",
                )
            )
        ]
        yield RULE.finding(
            issue.text.span(),
            f"passage “{issue.passage_id}”: “{issue.text.value}” occurs {len(issue.places)} times "
            f"in {scope(issue.scope)}{_places(issue)}",
            _hint(issue, longer),
            source=issue.places[0].span,
            subject=issue.text.value,
        )


def _places(issue: Ambiguous) -> str:
    """Where the words are, unless that has been said."""
    found = places(issue.places)
    return "" if found == scope(issue.scope) else f": in {found}"


def _stretches(where: Scope, brief: ResolvedBrief) -> Sequence[Stretch]:
    index = brief.index(where.source)
    if where.after and where.first and where.last:
        return [index.stretch(n, n) for n in range(where.first, where.last + 1)]
    return index.scope(where.first, where.last)


def _hint(issue: Ambiguous, longer: list[str]) -> str:
    """The paragraph's number where that is enough; else, or besides, a longer quotation."""
    numbers = dict.fromkeys(found.paragraph for found in issue.places)
    word = "or"
    more = f"uote more words{f': {listed(longer, word)}' if longer else ''}."
    if len(numbers) == 1:
        return f"Q{more}"
    wanted = listed([f"`paragraph: {number}`" for number in [*numbers][:_SUGGESTED]], "or")
    return f"Add {wanted} to the passage, or q{more}"


RULE = Rule("quote-ambiguous", "error", check)
