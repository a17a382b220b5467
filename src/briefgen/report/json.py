"""For programs: the command line's contract, one object."""

from __future__ import annotations

import json
from typing import Any

from msgspec.structs import asdict

from .base import Report, ReportedFinding

# Raised when a key changes its meaning.
_VERSION = 1


def json_report(report: Report, **more: Any) -> str:
    """The contract's JSON object; `more` adds keys (`outputs`)."""
    content = {
        "version": _VERSION,
        "summary": asdict(report.summary),
        "findings": [_finding(located) for located in report.findings],
        **more,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _finding(located: ReportedFinding) -> dict[str, Any]:
    finding = located.finding
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "path": finding.span.path,
        "line": finding.span.line,
        "column": finding.span.column,
        "message": finding.message,
        "hint": finding.hint,
        "subject": finding.subject,
        "source_path": finding.source.path if finding.source else None,
        "source_line": finding.source.line if finding.source else None,
    }
