"""Two sources of the catalogue have the same text.

Why: A reader takes them for two witnesses, and there is only one. Remove one of the
entries, or name another file in it.

Bad:
    sources: [report, copy]
    key_points:
      - It was “closed on Monday” [@report] [@copy].

Good:
    sources: [report]
    key_points:
      - It was “closed on Monday” [@report].
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.phrases import listed, named_at
from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    told: set[str] = set()
    for id, twins in brief.twins.items():
        if id in told:
            continue
        told.update(twins)
        others = listed([f"“{twin}”" for twin in twins])
        yield RULE.finding(
            named_at(brief, brief.sources[id]),
            f"source “{id}” has the same text as {others}",
            "Remove one of the entries, or name another file in it.",
            subject=id,
        )


RULE = Rule("source-twice", "warning", check)
