"""A brief checked: loaded, resolved, judged by every rule, its `ignore` list applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .load import load_brief
from .model import Finding, Ignore
from .resolve import resolve
from .resolved import ResolvedBrief
from .rules import RULES
from .rules.ignore_unused import unused
from .sources import Library
from .workspace import Workspace


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking one brief came to; `resolved` is None where it could not be read at all."""

    resolved: ResolvedBrief | None
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Summary:
    """What was checked and how it came out, over all briefs of a run."""

    briefs: int
    citations: int
    verified: int
    failed: int
    unchecked: int
    errors: int
    warnings: int
    notes: int


def check_brief(workspace: Workspace, path: Path, library: Library) -> Checked:
    """Check the brief at `path`; raises `BriefgenError` where the file cannot be read."""
    brief, findings = load_brief(workspace, path)
    if brief is None:
        return Checked(None, sorted_findings(findings))
    resolved = resolve(brief, library)
    found = [*findings, *(finding for rule in RULES for finding in rule.check(resolved))]
    return Checked(resolved, sorted_findings(_ignoring(found, brief.ignore)))


def summarize(checked: Sequence[Checked], findings: Sequence[Finding]) -> Summary:
    """Count what was done; `findings` are all that are reported."""
    standings = [
        reference.standing
        for one in checked
        if one.resolved
        for reference in one.resolved.references
    ]
    severities = [finding.severity for finding in findings]
    return Summary(
        briefs=len(checked),
        citations=len(standings),
        verified=standings.count("verified"),
        failed=standings.count("failed"),
        unchecked=standings.count("unchecked"),
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        notes=severities.count("note"),
    )


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By path, line, column, rule; what is found twice is told once."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda finding: (finding.span, finding.rule)))


def _ignoring(findings: Sequence[Finding], ignore: Sequence[Ignore]) -> Iterator[Finding]:
    """The findings that are not suppressed, and those `ignore` entries that suppress nothing."""
    used: set[int] = set()
    for finding in findings:
        entries = [
            index
            for index, entry in enumerate(ignore)
            if entry.rule.value == finding.rule
            and (entry.text is None or entry.text.value in finding.message)
        ]
        if finding.severity == "error" or not entries:
            yield finding
        else:
            used.update(entries)
    yield from unused(ignore, used)
