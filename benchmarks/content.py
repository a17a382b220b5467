"""A brief's content as plain pieces, so that every peer prints the same words.

Taken from briefgen's own `Document`: what was checked and assembled is what is compared,
and not how well somebody retyped it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen.assemble import assemble
from briefgen.check import check_brief
from briefgen.document import AppendixParagraph, Document
from briefgen.render.theme import load_theme
from briefgen.sources import load_library
from briefgen.tree import Call, Inline, Mark, NoteReference, Place, flows, plain_text
from briefgen.workspace import find_workspace


@dataclass(frozen=True, slots=True)
class Ref:
    """A place in the appendix, printed as `A5, p. …`: its label and its anchor."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote."""

    pieces: tuple[str | Ref, ...]


Pieces = tuple["str | Ref | Note", ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What is printed: sections of paragraphs, rows of the claims table, sources."""

    title: str
    sections: tuple[tuple[str, tuple[Pieces, ...]], ...]
    rows: tuple[tuple[Pieces, ...], ...]
    sources: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]


def content(brief: Path) -> Content:
    """The content of the brief at `brief`, which must be without errors."""
    return _content(_document(brief))


def _document(brief: Path) -> Document:
    workspace = find_workspace(brief.resolve())
    resolved = check_brief(workspace, brief.resolve(), load_library(workspace)).resolved
    assert resolved is not None
    theme = load_theme(resolved.brief.theme, workspace_templates=workspace.root / "templates")
    return assemble(
        resolved,
        parts=theme.parts,
        theme_labels=theme.labels(resolved.brief.language),
        fingerprint="0" * 64,
    )


def _content(document: Document) -> Content:
    lists = (("Key points", document.key_points), ("Recommendations", document.recommendations))
    listed = [(name, tuple(_pieces(one.content) for one in items)) for name, items in lists]
    sections = [
        (section.heading, tuple(_pieces(flow.inlines) for flow in flows(section.blocks)))
        for section in document.sections
    ]
    rows = tuple(
        (
            (f"{claim.number}. {claim.wording}",),
            *(
                tuple(_side(claim.by_stance(*stances) if stances else ()))
                for stances in (("asserts",), ("denies",), ("questions", "qualifies"))
            ),
            (claim.status_label,),
        )
        for claim in document.claims
    )
    sources = tuple(
        (
            source.letter,
            source.reference,
            tuple((p.label, p.text) for p in source.paragraphs if isinstance(p, AppendixParagraph)),
        )
        for source in document.appendix
    )
    front = [
        ("Summary", (_pieces(document.summary),)),
        listed[0],
        ("Sourcing", ((document.sourcing,),)),
    ]
    return Content(document.title, (*front, *sections, listed[1]), rows, sources)


def _side(positions: Iterable[object]) -> Iterator[str | Ref | Note]:
    for position in positions:
        yield f"{position.by} "  # type: ignore[attr-defined]
        yield from _pieces(position.content)  # type: ignore[attr-defined]


def _pieces(inlines: Iterable[Inline]) -> Pieces:
    return tuple(_each(inlines))


def _each(inlines: Iterable[Inline]) -> Iterator[str | Ref | Note]:
    for node in inlines:
        match node:
            case Call(note):
                yield Note(tuple(p for p in _each(note.content) if not isinstance(p, Note)))
            case Place(label, str(anchor)):
                yield Ref(label, anchor.partition("-")[0])
            case Place(label, _) | NoteReference(label, _):
                yield label
            case Mark(number):
                yield f" [{number}]"
            case _:
                yield plain_text([node])
