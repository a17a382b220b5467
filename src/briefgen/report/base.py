"""What a run came to, as every format is given it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from msgspec import Struct

from briefgen.model.finding import Finding, Severity
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.summary import Summary
from briefgen.workspace.digest import sha256
from briefgen.workspace.workspace import Workspace

# Controls, signs that change the direction of what follows, and what no encoding holds.
# Printed as they are, they could show a reader other words than those that were found.
_UNPRINTABLE = lazy_pattern(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


class ReportedFinding(Struct, frozen=True):
    """A finding, and the workspace that its paths are relative to."""

    workspace: Workspace
    finding: Finding


class ReportedBrief(Struct, frozen=True):
    """A brief that was checked: its file, and its citations."""

    workspace: Workspace
    file: Path
    citations: int

    @property
    def path(self) -> str:
        """Its path relative to its workspace."""
        return self.workspace.display(self.file)


class Report(Struct, frozen=True):
    """A run: its counts, its findings by path, line, column and rule, its briefs.

    `failing` are the severities that fail the run.
    """

    summary: Summary
    findings: tuple[ReportedFinding, ...]
    briefs: tuple[ReportedBrief, ...]
    failing: tuple[Severity, ...] = ("error",)

    @property
    def failed(self) -> bool:
        return any(located.finding.severity in self.failing for located in self.findings)


def fingerprint(located: ReportedFinding, seen: Counter[str]) -> str:
    """A name for a finding that outlives a change of its line: a paragraph typed above must not
    make it a new alert. `seen` counts those that are alike but for their line."""
    finding = located.finding
    parts = (finding.span.path, finding.rule, finding.message)
    alike = sha256("\0".join(parts).encode(errors="replace"))
    seen[alike] += 1
    return f"{alike}:{seen[alike]}"


def summary_line(summary: Summary) -> str:
    """One line that counts what was done, so that an empty run cannot look like a pass."""
    return (
        f"{counted(summary.briefs, 'brief')}, {counted(summary.citations, 'citation')}: "
        f"{summary.verified} verified, {summary.failed} failed, "
        f"{summary.unchecked} could not be checked; "
        f"{counted(summary.errors, 'error')}, {counted(summary.warnings, 'warning')}, "
        f"{counted(summary.notes, 'note')}"
    )


def counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def visible(text: str) -> str:
    r"""`text` on one line, with `\x1b` or `\u202e` for such a character."""
    if text.isprintable():
        return text
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
