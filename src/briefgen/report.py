"""Findings → what a person or a program reads: text and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from .check import Summary
from .model import Finding

_MARGIN = 5
_COLOURS = {"error": "\x1b[31;1m", "warning": "\x1b[33;1m", "note": "\x1b[36m"}
_RESET = "\x1b[0m"
# The version of the JSON object, raised when a key changes its meaning.
JSON_VERSION = 1


def text_report(
    findings: Sequence[Finding],
    line: Callable[[str, int], str | None],
    *,
    colour: bool = False,
) -> Iterator[str]:
    """The findings, each with the line that it is about.

    `line` gives a file's line by workspace path and number (from 1), None where it
    cannot be read.
    """
    for finding in findings:
        severity = finding.severity
        if colour:
            severity = f"{_COLOURS[severity]}{severity}{_RESET}"  # type: ignore[assignment]
        yield f"{finding.span}: {severity}: {finding.rule}: {finding.message}"
        typed = line(finding.span.path, finding.span.line)
        if typed is not None and typed.strip():
            yield f"{finding.span.line:>{_MARGIN}} | {typed}"
        if finding.difference:
            brief, source = finding.difference
            place = f"   {finding.source}" if finding.source else ""
            yield f"{'brief:':>{_MARGIN + 10}} {brief}"
            yield f"{'source:':>{_MARGIN + 10}} {source}{place}"
        if finding.hint:
            yield f"{'hint:':>{_MARGIN + 10}} {finding.hint}"


def summary_line(summary: Summary) -> str:
    """One line that counts what was done, so that an empty run cannot look like a pass."""
    return (
        f"{_count(summary.briefs, 'brief')}, {_count(summary.citations, 'citation')}: "
        f"{summary.verified} verified, {summary.failed} failed, "
        f"{summary.unchecked} could not be checked; "
        f"{_count(summary.errors, 'error')}, {_count(summary.warnings, 'warning')}, "
        f"{_count(summary.notes, 'note')}"
    )


def json_report(summary: Summary, findings: Sequence[Finding], **more: Any) -> str:
    """The contract's JSON object; `more` adds keys (`outputs`)."""
    report = {
        "version": JSON_VERSION,
        "summary": {
            "briefs": summary.briefs,
            "citations": summary.citations,
            "verified": summary.verified,
            "failed": summary.failed,
            "unchecked": summary.unchecked,
            "errors": summary.errors,
            "warnings": summary.warnings,
            "notes": summary.notes,
        },
        "findings": [_finding(finding) for finding in findings],
        **more,
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "path": finding.span.path,
        "line": finding.span.line,
        "column": finding.span.column,
        "message": finding.message,
        "hint": finding.hint,
        "source_path": finding.source.path if finding.source else None,
        "source_line": finding.source.line if finding.source else None,
    }


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
