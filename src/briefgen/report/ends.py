"""Where what a finding is about ends, in files and on lines as they were typed."""

from __future__ import annotations

import re
from collections.abc import Callable

from briefgen.model.text import Span
from briefgen.workspace.workspace import Workspace

from .base import ReportedFinding

_CLOSING = re.compile('[”"»’]')
_OPENING = frozenset('“„"«‘')
_BRACKET = re.compile(r"\[[^\[\]]*\]")
_WORD = re.compile(r"[^\s\[\]“”«»;]*[^\s\[\]“”«»(),;:.]")


def end_of(located: ReportedFinding, lines_of: Callable[[Workspace, str], list[str]]) -> Span:
    """Where a finding ends (exclusive): as far as it knows, or where its quotation, bracket or
    word does; where it begins, if nothing is there."""
    finding = located.finding
    start = finding.span
    if finding.end and finding.end > start:
        return finding.end
    lines = lines_of(located.workspace, start.path)
    line = lines[start.line - 1] if start.line <= len(lines) else ""
    return Span(start.path, start.line, end_on_line(line, start.column, finding.subject))


def end_on_line(line: str, column: int, subject: str = "") -> int:
    """The column (from 1) after the `subject`, quotation, bracket or word that begins at
    `column`; `column` itself where the line ends there."""
    start = column - 1
    if subject and line.startswith(subject, start):
        return column + len(subject)
    if bracket := _BRACKET.match(line, start):
        return bracket.end() + 1
    if start > 0 and line[start - 1 : start] in _OPENING and (mark := _CLOSING.search(line, start)):
        return mark.start() + 1
    word = _WORD.match(line, start + (line[start : start + 1] in _OPENING))
    return word.end() + 1 if word else max(column, min(column + 1, len(line) + 1))
