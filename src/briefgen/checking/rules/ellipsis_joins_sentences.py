"""An ellipsis joins the beginning of one sentence to the end of another.

Why: “The harbour […] denies that it was asked” is in the text, word for word, where one sentence
is about the harbour and the next about the ministry. Who reads it takes it for one sentence, with
one subject. Where the first sentence is quoted to its end, or the second from its beginning
(a word or two that lead in to it aside), or where four dots say so, the join can be seen. It is a
note, since such a join may be fair. Words that the source gives to two speakers (“We shut it,” Ebb
said. “We did not,” Tide said.) are never one quotation: to join these is a warning.

Bad:
    key_points:
      - “The harbour was closed […] until Friday.” [@report, ¶2]

Good:
    key_points:
      - “The harbour was closed […]. It stays closed until Friday.” [@report, ¶2]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.matching.omissions import joined
from briefgen.matching.speakers import changes
from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for typed, match in brief.quoted:
        if not match.omitted:
            continue
        for omitted in joined(match):
            yield RULE.finding(
                typed.span(),
                f"the ellipsis in “{typed.value}” joins the beginning of a sentence to the end of "
                f"another: the source has “{omitted}” there",
                "Show it by the full stop (“[…].”), quote the second from its beginning, or quote "
                "each on its own.",
                source=match.span,
                subject=typed.value,
                severity="note",
            )
        for one, other in changes(match):
            yield RULE.finding(
                typed.span(),
                f"the ellipsis in “{typed.value}” joins words of {one} to words of {other}",
                "Quote each of them on their own.",
                source=match.span,
                subject=typed.value,
            )


RULE = Rule("ellipsis-joins-sentences", "warning", check)
