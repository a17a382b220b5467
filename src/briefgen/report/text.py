"""For a person at a terminal: each finding with the line that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.workspace.workspace import UnreadableError, Workspace, read_text

from .base import Report, ReportedFinding, summary_line, visible

_MARGIN = 5
_LINE = 160
_COLOURS = {"error": "\x1b[31;1m", "warning": "\x1b[33;1m", "note": "\x1b[36m"}
_RESET = "\x1b[0m"


def text_report(report: Report, *, colour: bool = False) -> str:
    """The findings and the line that counts."""
    lines = (*text_findings(report, colour=colour), summary_line(report.summary))
    return "".join(f"{line}\n" for line in lines)


def text_findings(report: Report, *, colour: bool = False) -> Iterator[str]:
    """The lines of all findings."""
    # Kept for this report only: in the next one, the editor may have saved the file.
    lines_of = cache(lines_of_file)
    for located in report.findings:
        span = located.finding.span
        lines = lines_of(located.workspace, span.path)
        typed = lines[span.line - 1] if span.line <= len(lines) else ""
        yield from finding_lines(located, typed, colour=colour)


def finding_lines(
    located: ReportedFinding, typed: str = "", *, colour: bool = False
) -> Iterator[str]:
    """The lines of one finding; `typed` is the line that it is about."""
    finding = located.finding
    severity: str = finding.severity
    if colour:
        severity = f"{_COLOURS[severity]}{severity}{_RESET}"
    yield f"{visible(str(finding.span))}: {severity}: {finding.rule}: {visible(finding.message)}"
    if typed.strip():
        yield f"{finding.span.line:>{_MARGIN}} | {visible(_around(typed, finding.span.column))}"
    if finding.difference:
        brief, source = map(visible, finding.difference)
        place = f"   {visible(str(finding.source))}" if finding.source else ""
        yield f"{'brief:':>{_MARGIN + 10}} {brief}"
        yield f"{'source:':>{_MARGIN + 10}} {source}{place}"
    if finding.hint:
        yield f"{'hint:':>{_MARGIN + 10}} {visible(finding.hint)}"


def _around(line: str, column: int) -> str:
    """A line, or of a very long one the part around a column."""
    if len(line) <= 2 * _LINE:
        return line
    start = max(column - _LINE // 2, 0)
    end = start + _LINE
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"


def lines_of_file(workspace: Workspace, path: str) -> list[str]:
    """The lines of a file; none of one outside the workspace, which is no one's to see."""
    try:
        return re.split(r"\r\n|\r|\n", read_text(workspace.resolve(path, workspace.root)))
    except UnreadableError:
        return []
