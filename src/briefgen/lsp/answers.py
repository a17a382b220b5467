"""What an editor is told of a place in a brief: hover, completion, where to go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    Diagnostic,
    DiagnosticSeverity,
    Hover,
    Location,
    MarkupContent,
    MarkupKind,
    Position,
    TextEdit,
)
from msgspec.structs import astuple

from briefgen.model.finding import Finding, Severity
from briefgen.model.source import Source
from briefgen.resolve.result import Passage
from briefgen.workspace.workspace import decode

from .ranges import LineMap
from .reading import OpenBrief, Pointed

# A bracket that is open before the pointer, and what of a key or a claim's id stands there.
_KEY = re.compile(r"\[(?:[^\[\]]*[\s;])?@(?P<typed>[A-Za-z0-9_.:-]*)$")
_CLAIM = re.compile(r"\[!(?P<typed>[a-z0-9-]*)$")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")
_SEVERITIES: dict[Severity, DiagnosticSeverity] = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "note": DiagnosticSeverity.Information,
}
# Characters of a paragraph that a hover shows where no words of it are cited.
_LONGEST = 600


def diagnostic(finding: Finding, lines: LineMap) -> Diagnostic:
    """A finding as an editor marks it, with all that is said of it."""
    parts = [finding.message]
    if finding.difference:
        brief, source = finding.difference
        parts += [f"brief:  {brief}", f"source: {source}"]
    if finding.source:
        parts.append(f"see {finding.source}")
    if finding.hint:
        parts.append(f"hint: {finding.hint}")
    return Diagnostic(
        range=lines.at(finding.span),
        message="\n".join(parts),
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        source="briefgen",
    )


def hover(reading: OpenBrief, lines: LineMap, position: Position) -> Hover | None:
    """The passage that is cited, or named, at `position`: its place, source and words."""
    pointed = reading.at(*lines.place(position))
    if pointed is None:
        return None
    source, title = pointed.passage.source, pointed.passage.source.reference.title
    place = _source_place(pointed.passage)
    shown = [f"**{_escaped(place)}** · {_escaped(title)}"]
    for words in _words(pointed):
        shown += ["", f"> {_escaped(words)}"]
    shown += ["", f"`{source.path}`"]
    start = pointed.span.column
    return Hover(
        MarkupContent(MarkupKind.Markdown, "\n".join(shown)),
        lines.between(pointed.span.line, start, start + len(pointed.typed)),
    )


def completion(reading: OpenBrief, lines: LineMap, position: Position) -> list[CompletionItem]:
    """Passage and source ids behind `[@`, claim ids behind `[!`."""
    line, column = lines.place(position)
    before = lines[line][: column - 1]
    if match := _KEY.search(before):
        items = [*_passages(reading), *_sources(reading)]
    elif match := _CLAIM.search(before):
        items = [*_claims(reading)]
    else:
        return []
    typed = lines.between(line, match.start("typed") + 1, column)
    for item in items:
        item.text_edit = TextEdit(typed, item.label)
    return items


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


def _source_place(passage: Passage) -> str:
    if passage.first is None:
        return passage.source.id
    last = f"–{passage.last}" if passage.last not in {None, passage.first} else ""
    return f"{passage.source.id} ¶{passage.first}{last}"


def _passages(reading: OpenBrief) -> Iterator[CompletionItem]:
    for id in reading.resolved.named if reading.resolved else ():
        assert reading.resolved is not None
        passage = reading.resolved.passages.get(id)
        yield CompletionItem(
            label=id,
            kind=CompletionItemKind.Reference,
            detail=_source_place(passage) if passage else "not found in its source",
            documentation=(passage.words or None) if passage else None,
        )


def _sources(reading: OpenBrief) -> Iterator[CompletionItem]:
    for id in reading.library.ids:
        source = reading.library.source(id, reading.library.span(id))
        title = source.reference.title if isinstance(source, Source) else "cannot be read"
        yield CompletionItem(label=id, kind=CompletionItemKind.File, detail=title)


def _claims(reading: OpenBrief) -> Iterator[CompletionItem]:
    for one in reading.resolved.claims if reading.resolved else ():
        yield CompletionItem(
            label=one.claim.id.value,
            kind=CompletionItemKind.Reference,
            detail=one.claim.wording.value,
        )


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
