"""Answers about a place in a brief: hover, where to go."""

from __future__ import annotations

import re
from pathlib import Path

from lsprotocol.types import (
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    Hover,
    Location,
    MarkupContent,
    MarkupKind,
    Position,
    Range,
)
from msgspec.structs import astuple

from briefgen.checking.explain import address, file_of_pages
from briefgen.model.finding import Finding, Severity
from briefgen.workspace.workspace import decode

from .ranges import LineMap
from .reading import OpenBrief, Pointed, place_of

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")
_SEVERITIES: dict[Severity, DiagnosticSeverity] = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "note": DiagnosticSeverity.Information,
}
# Characters of a paragraph that a hover shows where no words of it are cited.
_LONGEST = 600


def diagnostic(finding: Finding, lines: LineMap, root: Path) -> Diagnostic:
    """A finding as an editor marks it, with all its details; `root` is the workspace's."""
    parts = [finding.message]
    if finding.difference:
        brief, source = finding.difference
        parts += [f"brief:  {brief}", f"source: {source}"]
    related = None
    if finding.source:
        place = Position(finding.source.line - 1, finding.source.column - 1)
        location = Location((root / finding.source.path).as_uri(), Range(place, place))
        related = [DiagnosticRelatedInformation(location, "The source's text.")]
    if finding.hint:
        parts.append(f"hint: {finding.hint}")
    page = _page(finding.rule)
    return Diagnostic(
        range=finding_range(finding, lines),
        message="\n".join(parts),
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=CodeDescription(page) if page else None,
        source="briefgen",
        related_information=related,
    )


def _page(rule: str) -> str | None:
    """Where an editor opens the page of a rule: on the web, or as a file of the installation."""
    if on_the_web := address(rule):
        return on_the_web
    file = file_of_pages()
    return f"{file.as_uri()}#{rule}" if file else None


def finding_range(finding: Finding, lines: LineMap) -> Range:
    """What a finding is about, as far as it is known where that ends."""
    start, end = finding.span, finding.end
    if end is None or (end.line, end.column) <= (start.line, start.column):
        return lines.at(start, finding.subject)
    return Range(lines.position(start.line, start.column), lines.position(end.line, end.column))


def hover(reading: OpenBrief, lines: LineMap, position: Position) -> Hover | None:
    """The passage that is cited, or named, at `position`: its place, source and words."""
    pointed = reading.at(*lines.place(position))
    if pointed is None:
        return None
    source, title = pointed.passage.source, pointed.passage.source.reference.title
    place = place_of(pointed.passage)
    shown = [f"**{_escaped(place)}** · {_escaped(title)}"]
    for words in _words(pointed):
        shown += ["", f"> {_escaped(words)}"]
    shown += ["", f"`{source.path}`"]
    start = pointed.span.column
    return Hover(
        MarkupContent(MarkupKind.Markdown, "\n".join(shown)),
        lines.between(pointed.span.line, start, start + len(pointed.typed)),
    )


def definition(reading: OpenBrief, lines: LineMap, position: Position, uri: str) -> list[Location]:
    """From a citation or a claim mark to the entry that it names; from such an entry, and
    where there is none, to the words in the source."""
    place = lines.place(position)
    pointed = reading.at(*place)
    if entry := reading.claim(*place) or (pointed and pointed.entry):
        return [Location(uri, lines.of(entry, 0, len(entry.value)))]
    return in_source(reading, lines, position)


def in_source(reading: OpenBrief, lines: LineMap, position: Position) -> list[Location]:
    """From what cites or names a passage to its words in the source."""
    pointed = reading.at(*lines.place(position))
    if pointed is None:
        return []
    source = pointed.passage.source
    text = LineMap(decode(source.raw), lines.codec)
    first = pointed.passage.first or 1
    start, end = 0, 0
    if pointed.words:
        first, start, end = astuple(pointed.words[0])
    found = text.of(source.paragraphs[first - 1], start, end)
    return [Location((reading.workspace.root / source.path).as_uri(), found)]


def _words(pointed: Pointed) -> list[str]:
    """The words of a passage as its source has them; without any, its first paragraph."""
    paragraphs = pointed.passage.source.paragraphs
    if pointed.words:
        return [paragraphs[one.paragraph - 1].value[one.start : one.end] for one in pointed.words]
    if pointed.passage.first is None:
        return []
    words = paragraphs[pointed.passage.first - 1].value
    return [words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"]


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
