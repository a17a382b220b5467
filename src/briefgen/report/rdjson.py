"""For Reviewdog: a Diagnostic Result in its JSON form (rdjson, schema of reviewdog/proto/rdf)."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from briefgen.workspace.workspace import Workspace

from .base import Report, ReportedFinding
from .repository import repository_path
from .text import lines_of_file

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def rdjson_report(report: Report) -> str:
    """One object with all findings. Reviewdog counts columns in bytes of UTF-8, from 1."""
    lines_of = cache(lines_of_file)
    content = {
        "source": {"name": "briefgen"},
        "diagnostics": [_diagnostic(located, lines_of) for located in report.findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _diagnostic(
    located: ReportedFinding, lines_of: Callable[[Workspace, str], list[str]]
) -> dict[str, Any]:
    finding = located.finding
    lines = lines_of(located.workspace, finding.span.path)
    text = "\n".join(part for part in (finding.message, finding.hint) if part)
    line, column = finding.span.line, finding.span.column
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    position = {"line": line, "column": len(before.encode(errors="replace")) + 1}
    return {
        "message": text,
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
        "location": {
            "path": repository_path(located.workspace, finding.span),
            "range": {"start": position},
        },
    }
