"""A document imported again: what changed in its text, and which citations that breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.importing import ImportOptions, import_document, record_of, text_of
from briefgen.limits import MAX_PDF
from briefgen.load.brief import load_brief
from briefgen.load.import_record import paragraph_digest, write_record
from briefgen.load.library import Library, paragraphs_of
from briefgen.matching.matcher import find
from briefgen.model.imported import ImportRecord
from briefgen.model.source import Imported, Source
from briefgen.model.text import Span
from briefgen.report import counted
from briefgen.report.base import visible
from briefgen.resolve.resolver import resolve
from briefgen.resolve.result import ResolvedBrief, ResolvedKey
from briefgen.workspace.atomic import write_whole
from briefgen.workspace.workspace import UnreadableError, Workspace, read_bytes

Outcome = Literal["holds", "moved", "broke"]
_MOST = 20


class CitationAfter(Struct, frozen=True):
    """A citation of the source, and what becomes of it; `why` says where it is now."""

    span: Span
    typed: str
    outcome: Outcome
    why: str = ""


class Refreshed(Struct, frozen=True):
    """A source and what it would be, imported again.

    `original_changed` says that its document is another file now. `counts` are the paragraphs
    that stay, that are new and that are gone; `corrected` those whose corrections by hand are
    replaced; `files` is what to write.
    """

    id: str
    original: str
    original_changed: bool
    counts: tuple[int, int, int]
    corrected: tuple[int, ...]
    citations: tuple[CitationAfter, ...]
    files: Mapping[str, bytes]

    def count(self, outcome: Outcome) -> int:
        return sum(one.outcome == outcome for one in self.citations)


def refresh(workspace: Workspace, library: Library, source: Source) -> Refreshed:
    """Import the kept document of `source` again; writes nothing. Raises `BriefgenError` where
    there is none, or it cannot be imported."""
    if source.imported is None:
        raise BriefgenError(f"source “{source.id}” was not imported")
    before = source.imported.record
    kept = before.original.kept
    if not kept or source.imported.original is None:
        raise BriefgenError(
            f"no document of source “{source.id}” is kept",
            hint=f"Put it into seeds/originals/, or remove {source.id} and add it again.",
        )
    path = workspace.seeds / kept
    try:
        raw = read_bytes(path, MAX_PDF)
        imported = import_document(raw, before.original.name, _options(before))
    except (UnreadableError, BriefgenError) as error:
        raise BriefgenError(error.message, at=f"seeds/{kept}", hint=error.hint) from error
    settled = frozenset(one.sha256 for one in before.paragraphs if one.settled)
    record = record_of(imported, raw, before.original.name, kept, before.options, settled)
    text = text_of(imported).encode()
    new = _source(source, source.imported, text, record)
    changed = {source.path: text, source.imported.path: write_record(record)}
    same = text == source.raw and changed[source.imported.path] == source.imported.raw
    return Refreshed(
        source.id,
        f"seeds/{kept}",
        source.imported.original != before.original.sha256,
        _counts(source, new),
        tuple(_corrected(source, source.imported)),
        tuple(_citations(workspace, library, source, new)),
        {} if same else changed,
    )


def write_refreshed(workspace: Workspace, refreshed: Refreshed) -> None:
    """Write the text and its record; where the second fails, the first is as it was."""
    before = {name: read_bytes(workspace.root / name, MAX_PDF) for name in refreshed.files}
    try:
        for name, content in refreshed.files.items():
            write_whole(workspace.root / name, content)
    except BaseException:
        for name, content in before.items():
            write_whole(workspace.root / name, content)
        raise


def _options(record: ImportRecord) -> ImportOptions:
    first, _, last = record.options.get("pages", "").partition("-")
    return ImportOptions(
        (int(first), int(last)) if first.isdecimal() and last.isdecimal() else None,
        int(record.options.get("columns", "0")),
        record.options.get("changes") != "original",
    )


def _source(source: Source, imported: Imported, text: bytes, record: ImportRecord) -> Source:
    """The source as it would be."""
    return replace(
        source,
        paragraphs=paragraphs_of(text.decode(), Path(source.path), source.path, source.layout),
        raw=text,
        sha256=sha256(text).hexdigest(),
        imported=replace(
            imported,
            raw=write_record(record),
            record=record,
            paragraphs=record.paragraphs,
            original=record.original.sha256,
        ),
    )


def _counts(source: Source, new: Source) -> tuple[int, int, int]:
    old, now = ([one.value for one in held.paragraphs] for held in (source, new))
    blocks = SequenceMatcher(None, old, now, autojunk=False).get_matching_blocks()
    same = sum(block.size for block in blocks)
    return same, len(now) - same, len(old) - same


def _corrected(source: Source, imported: Imported) -> Iterator[int]:
    for number, text in enumerate(source.paragraphs, 1):
        one = imported.of(number)
        if one is None or one.sha256 != paragraph_digest(text.value):
            yield number


# --- Citations ------------------------------------------------------------------


def _citations(
    workspace: Workspace, library: Library, source: Source, new: Source
) -> Iterator[CitationAfter]:
    after = library.with_source(new)
    for path in workspace.briefs():
        brief, _ = load_brief(workspace, path)
        if brief is None:
            continue
        old, now = resolve(brief, library), resolve(brief, after)
        known = {one.span: one for one in now.references}
        for reference in old.references:
            held = reference.passage is not None and reference.passage.source is source
            if held and old.standing_of(reference) == "verified":
                outcome, why = _outcome(old, reference, now, known.get(reference.span), new)
                yield CitationAfter(reference.span, reference.typed, outcome, why)


def _outcome(
    old: ResolvedBrief,
    reference: ResolvedKey,
    now: ResolvedBrief,
    after: ResolvedKey | None,
    new: Source,
) -> tuple[Outcome, str]:
    passage = reference.passage
    assert passage is not None
    holds = after is not None and now.standing_of(after) == "verified"
    words = old.words_of(reference)
    if words:
        where = {extent.paragraph for extent in words}
        if holds and after:
            there = {extent.paragraph for extent in now.words_of(after)}
            pages = _pages(passage.source, where), _pages(new, there)
            if there == where and pages[0] == pages[1]:
                return "holds", ""
            return "moved", f"its words are in {_named(new, there)}; the brief need not change"
        quoted = [
            passage.source.paragraphs[one.paragraph - 1].value[one.start : one.end] for one in words
        ]
        stretches = now.index(new).paragraphs()
        found = [find(text, stretches) for text in quoted]
        if all(found):
            there = {extent.paragraph for one in found for extent in one[0].extents}
            return "moved", f"its words are in {_named(new, there)} now: cite that"
        return "broke", "its words are not in the new text"
    if passage.first is None:
        return "holds", ""
    texts = _texts(passage.source, passage.first, passage.last)
    resolved = after.passage if after else None
    if resolved and resolved.first and _texts(new, resolved.first, resolved.last) == texts:
        return "holds", ""
    all_texts = [one.value for one in new.paragraphs]
    for number in range(1, len(all_texts) - len(texts) + 2):
        if all_texts[number - 1 : number - 1 + len(texts)] == texts:
            numbers = set(range(number, number + len(texts)))
            return "moved", f"its text is {_named(new, numbers)} now: cite that"
    return "broke", "its text is another one now"


def _texts(source: Source, first: int, last: int | None) -> list[str]:
    return [one.value for one in source.paragraphs[first - 1 : last or first]]


def _pages(source: Source, numbers: set[int]) -> list[str]:
    records = [source.imported.of(n) if source.imported else None for n in sorted(numbers)]
    return [one.at.page if one else "" for one in records]


def _named(source: Source, numbers: set[int]) -> str:
    """The paragraphs, with the printed pages on which they begin."""
    first, last = min(numbers), max(numbers)
    span = f"¶{first}" if first == last else f"¶¶{first}-{last}"
    page = _pages(source, {first})[0]
    return f"{span} (p. {page})" if page else span


# --- For people and programs -----------------------------------------------------


def refreshed_lines(one: Refreshed, *, wrote: bool) -> Iterator[str]:
    """What changed, and each citation that does not simply hold."""
    document = "changed since the import" if one.original_changed else "as it was imported"
    yield f"{one.id}: {visible(one.original)} is {document}"
    if not one.files:
        yield "  its text and its record stay as they are"
        return
    same, added, gone = one.counts
    yield f"  paragraphs: {same} stay, {added} are new or changed, {gone} are gone or changed"
    if one.corrected and (added or gone):
        numbers = ", ".join(f"¶{number}" for number in one.corrected[:_MOST])
        replaced = "were replaced" if wrote else "would be replaced"
        yield f"  corrections by hand that {replaced}: {numbers}"
    for citation in one.citations:
        if citation.outcome != "holds":
            typed = visible(f"[{citation.typed}]")
            yield f"  {citation.span}: {typed} {citation.outcome}: {citation.why}"
    hold = counted(one.count("holds"), "citation")
    verb = "holds" if one.count("holds") == 1 else "hold"
    yield f"  {hold} {verb}, {one.count('moved')} moved, {one.count('broke')} broke"
    if wrote:
        yield f"  written: {', '.join(one.files)}"


def refreshed_object(one: Refreshed, *, wrote: bool) -> dict[str, Any]:
    """The same for a program."""
    same, added, gone = one.counts
    return {
        "source": one.id,
        "original": one.original,
        "original_changed": one.original_changed,
        "changed": bool(one.files),
        "written": wrote,
        "paragraphs": {"same": same, "added": added, "gone": gone},
        "corrected": [*one.corrected],
        "citations": [
            {
                "path": citation.span.path,
                "line": citation.span.line,
                "column": citation.span.column,
                "citation": citation.typed,
                "outcome": citation.outcome,
                "why": citation.why,
            }
            for citation in one.citations
        ],
    }


def refreshable(library: Library, named: Sequence[str]) -> list[Source]:
    """The sources with these ids; without any, all whose document is kept. Raises
    `BriefgenError` for one that is not there."""
    known = {source.id: source for source in library.readable()}
    for id in named:
        if id not in known:
            raise BriefgenError(f"there is no source “{id}”", hint="Type: briefgen show")
    if named:
        return [known[id] for id in named]
    return [one for one in known.values() if one.imported and one.imported.original is not None]
