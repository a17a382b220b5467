"""For GitHub Actions: workflow commands, which GitHub shows beside the lines they are about."""

from __future__ import annotations

from itertools import groupby

from .base import Report, ReportedFinding, counted, summary_line, visible
from .repository import repository_path
from .text import finding_lines

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
# What GitHub shows of each level in one step; it drops further ones without a word.
_SHOWN = 10


def github_report(report: Report) -> str:
    """Errors first; what GitHub would drop is printed as plain lines, and counted."""
    order = list(_COMMANDS)
    findings = sorted(report.findings, key=lambda one: order.index(one.finding.severity))
    lines: list[str] = []
    left_out: list[str] = []
    for severity, group in groupby(findings, key=lambda one: one.finding.severity):
        of_level = list(group)
        lines += map(_command, of_level[:_SHOWN])
        for located in of_level[_SHOWN:]:
            lines += finding_lines(located)
        if len(of_level) > _SHOWN:
            left_out.append(counted(len(of_level) - _SHOWN, severity))
    if left_out:
        lines.append(
            f"GitHub shows {_SHOWN} annotations of each level in a step. "
            f"Only in this log: {', '.join(left_out)}"
        )
    return "".join(f"{line}\n" for line in (*lines, summary_line(report.summary)))


def _command(located: ReportedFinding) -> str:
    finding = located.finding
    properties = {
        "file": repository_path(located.workspace, finding.span),
        "line": str(finding.span.line),
        "col": str(finding.span.column),
        "title": finding.rule,
    }
    named = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = "\n".join(visible(text) for text in (finding.message, finding.hint) if text)
    return f"::{_COMMANDS[finding.severity]} {named}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
