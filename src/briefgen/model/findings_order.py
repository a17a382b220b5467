"""Findings in the order in which they are told."""

from __future__ import annotations

from collections.abc import Iterable

from .finding import Finding


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By path, line, column, rule; what is found twice is told once."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda finding: (finding.span, finding.rule)))
