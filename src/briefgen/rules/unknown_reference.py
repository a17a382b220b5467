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

from collections.abc import Iterator

from ..citations import LETTER_KEY
from ..model import Finding
from ..resolved import ResolvedBrief, UnknownReference
from ..suggest import nearest_names
from ..wording import listed
from .base import Rule

_NAMES = {
    "citation": "no passage and no source is called “{}”",
    "source": "no source is called “{}”",
    "claim": "no claim is called “{}”",
    "link": "“{}” leads to no claim and no heading of this brief",
}


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for issue in brief.issues_of(UnknownReference):
        yield RULE.finding(issue.span, _NAMES[issue.kind].format(issue.name), _hint(issue, brief))


def _hint(issue: UnknownReference, brief: ResolvedBrief) -> str:
    letter = LETTER_KEY.match(issue.name)
    if issue.kind == "citation" and letter:
        count = len(brief.brief.sources)
        return (
            f"The brief's `sources:` list has {count} source{'' if count == 1 else 's'}, none with "
            f"the letter {letter['letter']}: letters count down that list from A."
        )
    near = nearest_names(issue.name, issue.known)
    if near:
        return f"Did you mean {listed([f'“{name}”' for name in near], 'or')}?"
    if issue.known:
        return f"There is {listed([f'“{name}”' for name in issue.known[:8]])}."
    return "There is none yet."


RULE = Rule("unknown-reference", "error", check)
