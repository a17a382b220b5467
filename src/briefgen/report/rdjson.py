"""For Reviewdog: a Diagnostic Result in its JSON form (rdjson, schema of reviewdog/proto/rdf)."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from briefgen.checking.explain import address
from briefgen.model.finding import Edit, Fix
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
    edits = [edit for fix in finding.fixes if (edit := _one(fix, lines))]
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


def _one(fix: Fix, lines: list[str]) -> Edit | None:
    """The edits of a fix as one, with what is between them; None where they are on several
    lines."""
    edits = sorted(fix.edits, key=lambda edit: edit.start)
    first, last = edits[0], edits[-1]
    if len(edits) == 1:
        return first
    if first.start.line != last.end.line or first.start.line > len(lines):
        return None
    line, at, text = lines[first.start.line - 1], first.start.column, ""
    for edit in edits:
        text += line[at - 1 : edit.start.column - 1] + edit.text
        at = edit.end.column
    return Edit(first.start, last.end, text)


def _position(span: Span, lines: list[str]) -> dict[str, int]:
    before = lines[span.line - 1][: span.column - 1] if span.line <= len(lines) else ""
    return {"line": span.line, "column": len(before.encode(errors="replace")) + 1}
