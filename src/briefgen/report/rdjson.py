"""For Reviewdog: a Diagnostic Result in its JSON form (rdjson, schema of reviewdog/proto/rdf)."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from briefgen.checking.explain import address
from briefgen.model.text import Span
from briefgen.workspace.workspace import Workspace

from .base import Report, ReportedFinding
from .ends import end_of
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
    page = address(finding.rule)
    text = "\n".join(part for part in (finding.message, finding.hint) if part)
    end = end_of(located, lines_of)
    place = {"start": _position(finding.span, lines), "end": _position(end, lines)}
    # A suggestion replaces one place of the file that the finding is in.
    edits = [fix.edits[0] for fix in finding.fixes if len(fix.edits) == 1]
    suggestions = [
        {
            "range": {"start": _position(edit.start, lines), "end": _position(edit.end, lines)},
            "text": edit.text,
        }
        for edit in edits
        if edit.start.path == finding.span.path
    ]
    return {
        "message": text,
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule, **({"url": page} if page else {})},
        "location": {"path": repository_path(located.workspace, finding.span), "range": place},
        **({"suggestions": suggestions} if suggestions else {}),
    }


def _position(span: Span, lines: list[str]) -> dict[str, int]:
    before = lines[span.line - 1][: span.column - 1] if span.line <= len(lines) else ""
    return {"line": span.line, "column": len(before.encode(errors="replace")) + 1}
