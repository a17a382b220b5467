"""How the citations of a brief came out, and the counts of a whole run."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from .finding import Finding


class Tally(Struct, frozen=True):
    """The citations of one brief."""

    verified: int = 0
    failed: int = 0
    unchecked: int = 0

    @property
    def citations(self) -> int:
        return self.verified + self.failed + self.unchecked


class Summary(Struct, frozen=True):
    """What was checked and how it came out, over all briefs of a run."""

    briefs: int
    citations: int
    verified: int
    failed: int
    unchecked: int
    errors: int
    warnings: int
    notes: int


def summarize(tallies: Sequence[Tally], findings: Sequence[Finding]) -> Summary:
    """Count what was done; `findings` are all that are reported."""
    severities = [finding.severity for finding in findings]
    return Summary(
        briefs=len(tallies),
        citations=sum(tally.citations for tally in tallies),
        verified=sum(tally.verified for tally in tallies),
        failed=sum(tally.failed for tally in tallies),
        unchecked=sum(tally.unchecked for tally in tallies),
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        notes=severities.count("note"),
    )
