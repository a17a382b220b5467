"""For programs: the command line's contract, one object."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from msgspec.structs import asdict

from briefgen.model.finding import Fix
from briefgen.model.text import Span

from .base import Report, ReportedFinding
from .ends import end_of
from .text import lines_of_file

# Raised when a key changes its meaning.
_VERSION = 1


def json_report(report: Report, **more: Any) -> str:
    """The contract's JSON object; `more` adds keys (`outputs`)."""
    lines_of = cache(lines_of_file)
    content = {
        "version": _VERSION,
        "summary": asdict(report.summary),
        "findings": [_finding(located, end_of(located, lines_of)) for located in report.findings],
        **more,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _finding(located: ReportedFinding, end: Span) -> dict[str, Any]:
    finding = located.finding
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "path": finding.span.path,
        "line": finding.span.line,
        "column": finding.span.column,
        "end_line": end.line,
        "end_column": end.column,
        "message": finding.message,
        "hint": finding.hint,
        "subject": finding.subject,
        "position": finding.position or None,
        "source_path": finding.source.path if finding.source else None,
        "source_line": finding.source.line if finding.source else None,
        "fixes": [_fix(fix) for fix in finding.fixes],
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [
        {
            "path": edit.start.path,
            "line": edit.start.line,
            "column": edit.start.column,
            "end_line": edit.end.line,
            "end_column": edit.end.column,
            "text": edit.text,
        }
        for edit in fix.edits
    ]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}
