"""A citation, claim mark, source id or internal link names nothing.

Why: The reader would be sent nowhere, and what stands before it is proved by nothing.

Bad:
    key_points:
      - The harbour was closed [@reprot].

Good:
    key_points:
      - The harbour was closed [@report].
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.check.phrases import listed
from briefgen.markdown.citations import LETTER_KEY
from briefgen.matching.nearest import nearest_names
from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief, UnknownReference

from .base import Rule

_REPEATED = re.compile(rf"{LETTER_KEY.pattern}-(?P=letter)(?P<last>\d+)")
_NAMES = {
    "citation": "no passage or source is named “{}”",
    "source": "no source is named “{}”",
    "claim": "no claim is named “{}”",
    "link": "link “{}” leads to no claim or heading of this brief",
}


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for issue in brief.issues_of(UnknownReference):
        yield RULE.finding(
            issue.span,
            _NAMES[issue.kind].format(issue.name),
            _hint(issue, brief),
            subject=issue.name,
        )


def _hint(issue: UnknownReference, brief: ResolvedBrief) -> str:
    letter = LETTER_KEY.match(issue.name)
    if issue.kind == "citation" and letter:
        return _letter_hint(issue.name, letter, len(brief.brief.sources))
    near = nearest_names(issue.name, issue.known)
    if near:
        return f"Did you mean {listed([f'“{name}”' for name in near], 'or')}?"
    if issue.known:
        return f"Known: {listed([f'“{name}”' for name in issue.known[:8]])}."
    return "None exists yet."


def _letter_hint(name: str, letter: re.Match[str], listed: int) -> str:
    if repeated := _REPEATED.fullmatch(name):
        return f"Write a range as [@{letter[0]}-{repeated['last']}]."
    if not listed:
        return "Letters count down the brief's `sources:` list from A, and it has no such list."
    return (
        f"The brief's `sources:` list has {listed} source{'' if listed == 1 else 's'}, none with "
        f"the letter {letter['letter']}: letters count down that list from A."
    )


RULE = Rule("unknown-reference", "error", check)
