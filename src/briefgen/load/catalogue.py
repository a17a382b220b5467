"""`seeds/sources.yaml` → its entries: the description and the file of each source.

The form is that of Pandoc's, Zotero's and Better BibTeX's exports (`csl`), with some keys
of ours. What is wrong in an entry is kept with it: it matters to who uses the source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.finding import Finding
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.source import Redistribution, Reference, TextLayout
from briefgen.model.text import Span, Text
from briefgen.syntax.forms import FormReading, is_missing, kind_of
from briefgen.syntax.nodes import Node, Parsed, SequenceNode, find, parse

from .comments import CATALOGUE_KEYS, cut_texts
from .csl import SOURCE_ID, EntryForm, reference_of

__all__ = ["SOURCE_ID", "Catalogue", "CatalogueEntry", "read_catalogue"]


class CatalogueEntry(Struct, frozen=True):
    """An entry: its reference, and how the file `file`, relative to seeds/, is to be read.

    `findings` are what is wrong in it.
    """

    reference: Reference
    span: Span
    file: Text | None = None
    stamp: str | None = None
    note_markers: bool = False
    layout: TextLayout | None = None
    headings: Literal["guess", "none"] = "guess"
    redistribute: Redistribution = "full"
    record: Text | None = None
    embed_original: bool = False
    findings: tuple[Finding, ...] = ()


class Catalogue(Struct, frozen=True):
    """Entries with distinct ids, in the order of the file, and what is wrong in it."""

    entries: tuple[CatalogueEntry, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_catalogue(text: str, name: str) -> Catalogue:
    """Read the catalogue's `text`; the file is called `name` in findings."""
    parsed = _parsed(text, name)
    if parsed.root is None:
        return Catalogue(findings=parsed.findings)
    items = parsed.root  # CSL-JSON is a list and nothing else
    general: list[Finding] = []
    if not isinstance(items, SequenceNode):
        listed = find(parsed.root, ("references",))
        if listed is None:
            message = "the catalogue lacks the key `references`, under which the sources are listed"
            general.append(_invalid(parsed.root.span, message, "Begin with `references:`."))
        elif not isinstance(listed, SequenceNode) and not is_missing(listed):
            message = f"`references` is a list of sources, not {kind_of(listed)}"
            general.append(_invalid(listed.span, message, "Begin each source with `- id:`."))
        items = listed if isinstance(listed, SequenceNode) else SequenceNode((), parsed.root.span)
    starts = [item.span.line for item in items.items]
    inside: list[list[Finding]] = [[] for _ in starts]
    for finding in parsed.findings:
        number = bisect_right(starts, finding.span.line) - 1
        (inside[number] if number >= 0 else general).append(finding)
    entries: dict[str, CatalogueEntry] = {}
    for item, findings in zip(items.items, inside, strict=True):
        if entry := _entry(item, findings):
            id = entry.reference.id
            first = entries.setdefault(id, entry)
            if first is not entry:
                entries[id] = replace(first, findings=(*first.findings, _twice(entry, first)))
    return Catalogue(tuple(entries.values()), tuple(general))


def _parsed(text: str, name: str) -> Parsed:
    """The tree of the catalogue; JSON is often indented with tabs, which YAML forbids."""
    parsed = parse(text, name)
    if parsed.root is None and "\t" in text:
        spaced = parse(_TABS.sub(lambda tabs: " " * len(tabs[0]), text), name)
        return parsed if spaced.root is None else spaced
    return parsed


_TABS = lazy_pattern(r"(?m)^[ \t]*\t[ \t]*|(?<=[:,\[{])\t+")


def _entry(item: Node, findings: Iterable[Finding]) -> CatalogueEntry | None:
    """The entry of a source; None without an id, by which alone a brief could use it."""
    reading = FormReading([*findings, *cut_texts(item, CATALOGUE_KEYS)])
    form = reading.value(EntryForm.reader(), item)
    if form is None:
        return None
    return CatalogueEntry(
        reference=reference_of(form),
        span=form.id.span(),
        file=form.file,
        stamp=form.sha256.value.lower() if form.sha256 else None,
        note_markers=form.note_markers,
        layout=form.paragraphs,
        headings=form.headings,
        redistribute=form.redistribute,
        record=form.record,
        embed_original=form.embed_original,
        findings=tuple(reading.findings),
    )


def _twice(entry: CatalogueEntry, first: CatalogueEntry) -> Finding:
    id = entry.reference.id
    message = f"two sources have the id `{id}`, the first on line {first.span.line}"
    return Finding(
        "duplicate-id", "error", entry.span, message, "Rename one.", first.span, subject=id
    )


def _invalid(span: Span, message: str, hint: str) -> Finding:
    return Finding("invalid-brief", "error", span, message, hint)
