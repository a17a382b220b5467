"""A brief's content as plain pieces, so that every peer prints the same words.

Taken from briefgen's own `Document`: what was checked and assembled is what is compared,
and not how well somebody retyped it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from briefgen.building.pipeline import document_of
from briefgen.building.prepare import prepare
from briefgen.load.library import load_library
from briefgen.model.document import (
    AppendixParagraph,
    ClaimRow,
    Document,
    PrintedLink,
    PrintedPosition,
)
from briefgen.model.markup import Call, Inline, Mark, NoteReference, Place, flows, plain_text
from briefgen.model.options import Options
from briefgen.render.html import to_html
from briefgen.render.theme import Theme
from briefgen.workspace.workspace import find_workspace


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
    """What is printed: the foot of each page, sections of paragraphs, rows of the claims
    table, sources."""

    title: str
    foot: str
    sections: tuple[tuple[str, tuple[Pieces, ...]], ...]
    rows: tuple[tuple[Pieces, ...], ...]
    sources: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]


def content(brief: Path) -> Content:
    """The content of the brief at `brief`, which must be without errors."""
    return _content(_assembled(brief)[0])


def sheets(brief: Path) -> tuple[str, str]:
    """The body and the appendix as briefgen itself writes them in HTML for its renderer, each
    place with a page."""
    document, theme = _assembled(brief)
    labels = [p.label for s in document.appendix for p in s.paragraphs if _is_text(p)]
    pages = dict.fromkeys([*labels, *(source.letter for source in document.appendix)], "A-1")
    body = to_html(document, theme, part="body", pages=pages)
    return body, to_html(document, theme, part="appendix", pages={})


def _assembled(brief: Path) -> tuple[Document, Theme]:
    workspace = find_workspace(brief.resolve())
    _, prepared = prepare(workspace, brief.resolve(), load_library(workspace), Options())
    assert prepared is not None
    return document_of(prepared), prepared.theme


def _is_text(paragraph: object) -> TypeGuard[AppendixParagraph]:
    return isinstance(paragraph, AppendixParagraph)


def _content(document: Document) -> Content:
    lists = (("Key points", document.key_points), ("Recommendations", document.recommendations))
    listed = [(name, tuple(_pieces(one.content) for one in items)) for name, items in lists]
    sections = [
        (section.heading, tuple(_pieces(flow.inlines) for flow in flows(section.blocks)))
        for section in document.sections
    ]
    sources = tuple(
        (
            source.letter,
            f"{source.reference} SHA-256 {source.sha256}",
            tuple((p.label, f"{p.text}{_cited_in(p)}") for p in source.paragraphs if _is_text(p)),
        )
        for source in document.appendix
    )
    front = [
        ("Summary", (_pieces(document.summary),)),
        listed[0],
        ("Sourcing", ((document.sourcing,),)),
    ]
    foot = " · ".join((document.marking, document.date, document.fingerprint[:10]))
    rows = tuple(_row(claim) for claim in document.claims)
    return Content(document.title, foot, (*front, *sections, listed[1]), rows, sources)


def _row(claim: ClaimRow) -> tuple[Pieces, ...]:
    """The claim and where it is marked, its sides (answers in the first), its status, its note."""
    marked = f"{claim.number}. {claim.wording} Marked at {_words(claim.marked_at)}."
    sides = (("asserts",), ("denies",), ("questions", "qualifies"))
    positions: list[Sequence[PrintedPosition]] = [claim.by_stance(*stances) for stances in sides]
    if claim.is_question:
        positions[0] = claim.positions
    last = (f"{claim.status_label}. ", *_pieces(claim.note))
    return ((marked,), *(tuple(_side(side)) for side in positions), last)


def _side(positions: Iterable[PrintedPosition]) -> Iterator[str | Ref | Note]:
    for position in positions:
        yield " ".join(filter(None, (position.by, position.via, "")))
        yield from _pieces((*position.answer, *position.content))


def _cited_in(paragraph: AppendixParagraph) -> str:
    return f" Cited in {_words(paragraph.cited_in)}." if paragraph.cited_in else ""


def _words(links: Iterable[PrintedLink]) -> str:
    return ", ".join(link.text for link in links)


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
