"""A brief checked: loaded, resolved, judged by every rule, its `ignore` list applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from briefgen.load.brief import brief_of, load_brief
from briefgen.load.library import Library
from briefgen.model.brief import Brief
from briefgen.model.finding import Finding
from briefgen.model.findings_order import sorted_findings
from briefgen.model.summary import Tally
from briefgen.resolve.resolver import resolve
from briefgen.resolve.result import ResolvedBrief
from briefgen.workspace.workspace import Workspace

from .positions import named_by_position
from .rules import RULES, changes_untold
from .suppression import unsuppressed

# What finds faults of a brief beside an earlier edition.
Earlier: TypeAlias = Callable[[ResolvedBrief], Iterable[Finding]]


class Checked(Struct, frozen=True):
    """What checking one brief came to, what is wrong in its catalogue included; `resolved` is
    None where it could not be read at all."""

    resolved: ResolvedBrief | None
    findings: tuple[Finding, ...]

    @property
    def tally(self) -> Tally:
        """How its citations came out."""
        brief = self.resolved
        if brief and not brief.standings:
            return Tally(len(brief.references), 0, 0)
        standings = [brief.standing_of(one) for one in brief.references] if brief else []
        return Tally(
            standings.count("verified"), standings.count("failed"), standings.count("unchecked")
        )

    @property
    def has_errors(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)


def check_brief(
    workspace: Workspace,
    path: Path,
    library: Library,
    raw: bytes | None = None,
    earlier: Earlier | None = None,
    theme: str | None = None,
) -> Checked:
    """Check the brief at `path`, whose bytes are `raw` where they were read already; raises
    `BriefgenError` where the file cannot be read. `earlier` compares it with an earlier edition and
    reports what differs from what the brief tells; without it nothing is compared. `theme` is the
    one that prints it, where that is not the brief's own."""
    brief, findings = load_brief(workspace, path, raw)
    if brief and theme:
        brief = replace(brief, theme=theme, theme_at=None, own_theme=brief.theme)
    return _judged(brief, findings, library, earlier)


def check_text(text: str, name: str, library: Library, earlier: Earlier | None = None) -> Checked:
    """Check the text of a brief that is called `name` in findings, saved or not; `earlier` is as
    for `check_brief`."""
    return _judged(*brief_of(text, name), library, earlier)


def _judged(
    brief: Brief | None,
    findings: tuple[Finding, ...],
    library: Library,
    earlier: Earlier | None = None,
) -> Checked:
    findings = (*library.findings, *findings)
    if brief is None:
        return Checked(None, sorted_findings(findings))
    resolved = resolve(brief, library)
    found = [*findings, *(finding for rule in RULES for finding in rule.check(resolved))]
    if earlier:
        found += earlier(resolved)
    kept = unsuppressed(found, brief, passed_over=() if earlier else (changes_untold.RULE.name,))
    return Checked(resolved, sorted_findings(named_by_position(kept, brief)))
