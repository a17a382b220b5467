"""An ellipsis leaves out a negation, a limit or a hedge.

Why: “The ministry […] was asked” is not what a text says that has “denies that it” in
between; nor is “The lock is […] passable” where it says “only”. Not every such loss changes
the meaning, so that a person decides. From a sentence that is left out whole it is a note.
An ellipsis that joins an amount to another's year, verb or thing (“5 boats in […] 2020” of “5 boats
in 2019 and 7 in 2020”, “earned […] $7” of “earned $2 and paid $7”) is a warning, too.

Bad:
    key_points:
      - “The ministry […] was asked.” [@A3]

Good:
    key_points:
      - “The ministry denies that it was asked.” [@A3]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.phrases import listed
from briefgen.matching.omissions import dropped
from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for typed, match in brief.quoted:
        for lost in dropped(match, *brief.languages(match)) if match.omitted else ():
            words = listed([f"“{word}”" for word in lost.words])
            yield RULE.finding(
                typed.span(),
                f"the ellipsis in “{typed.value}” drops {words}: the source has “{lost.omitted}” "
                "there",
                "Quote these words too, or suppress this with a reason.",
                severity="note" if lost.is_whole else "warning",
                source=match.span,
                subject=typed.value,
            )


RULE = Rule("ellipsis-drops-qualifier", "warning", check)
