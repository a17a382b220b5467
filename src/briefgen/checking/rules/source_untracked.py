"""A source's text is in a git repository that does not track it.

Why: Who clones the repository cannot check the brief. Add the text, or keep it out on
purpose and suppress this with a reason. Outside a repository nothing is reported.

Bad:
    # git status: ?? seeds/report.txt

Good:
    # git add seeds/report.txt
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.phrases import named_at
from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    for id, source in brief.sources.items():
        if id in brief.untracked:
            yield RULE.finding(
                named_at(brief, source),
                f"source “{id}”: git does not track {source.path}",
                f"Type `git add {source.path}`, so that others can check the brief.",
                subject=id,
            )


RULE = Rule("source-untracked", "note", check)
