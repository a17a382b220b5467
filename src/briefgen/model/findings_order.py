"""Findings in the order in which they are reported."""

from __future__ import annotations

from collections.abc import Iterable

from .finding import Finding


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By path, line, column, rule; what is found twice is reported once."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda finding: (finding.span, finding.rule)))
