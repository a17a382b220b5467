"""A brief's content as plain pieces, so that every peer prints the same words.

Taken from briefgen's own `Document`: what was checked and assembled is what is compared,
and not how well somebody retyped it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from briefgen.building.pipeline import document_of
from briefgen.building.prepare import prepare
from briefgen.load.library import load_library
from briefgen.model.brief import Stance
from briefgen.model.document import (
    AppendixParagraph,
    ClaimRow,
    Document,
    Item,
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
class Table:
    """A table, its heading, and a sentence before it. The last cell of a row that has fewer
    cells than there are columns reaches over the rest."""

    heading: str
    intro: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Pieces, ...], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What is printed: the foot of each page, sections of paragraphs, the claims at a glance and
    in full, sources with what is said of them and their paragraphs by label. `head` is what the
    first page says above the title, `appendix` the heading of the sources and what is said
    below it."""

    head: str
    title: str
    subtitle: str
    foot: str
    sections: tuple[tuple[str, tuple[Pieces, ...]], ...]
    tables: tuple[Table, ...]
    appendix: tuple[str, str]
    sources: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...]


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
    labels = document.labels
    sections = [
        (section.heading, tuple(_pieces(flow.inlines) for flow in flows(section.blocks)))
        for section in document.sections
    ]
    sources = tuple(
        (
            source.letter,
            plain_text(source.reference),
            f"{source.remark} {labels['fingerprint']} {source.sha256}",
            tuple(
                (p.label, f"{p.text}{_cited_in(p, labels)}")
                for p in source.paragraphs
                if _is_text(p)
            ),
        )
        for source in document.appendix
    )
    front = [
        (labels["summary"], (_pieces(document.summary),)),
        (labels["key_points"], tuple(_items(document.key_points))),
        (labels["sourcing"], ((document.sourcing,),)),
        (labels["how_to_read"], ((_how_to_read(document),),)),
    ]
    last = (labels["recommendations"], tuple(_items(document.recommendations)))
    sides = (labels["asserted_by"], labels["denied_by"], labels["questioned_by"])
    card = Table(
        labels["card"],
        labels["card_intro"],
        (labels["card_claim"], *sides),
        tuple(_card_row(claim, labels) for claim in document.claims),
    )
    claims = Table(
        labels["claims"],
        labels["claims_intro"],
        ("", *sides),
        tuple(_row(claim, labels) for claim in document.claims),
    )
    line = f"{document.marking} · {document.date}"
    return Content(
        f"{labels['kind']} · {line}",
        document.title,
        document.subtitle,
        f"{line} · {document.fingerprint[:10]}",
        (*front, *sections, *([last] if document.recommendations else [])),
        (card, claims),
        (labels["appendix"], labels["appendix_intro"]),
        sources,
    )


def _items(items: Iterable[Item]) -> Iterator[Pieces]:
    for item in items:
        yield (f"{item.number}. ", *_pieces(item.content))


def _how_to_read(document: Document) -> str:
    labels = document.labels
    signs = dict.fromkeys(claim.status_label for claim in document.claims)
    return " · ".join(
        (
            labels["how_to_notes"], labels["how_to_place"].format(number=3, letter="A"),
            labels["how_to_mark"], *signs, labels["how_to_card"], labels["how_to_sources"],
        )
    )  # fmt: skip


_SIDES: tuple[tuple[Stance, ...], ...] = (("asserts",), ("denies",), ("questions", "qualifies"))


def _sides(claim: ClaimRow) -> list[Sequence[PrintedPosition]]:
    """The positions of each side; the answers to a question are on the first."""
    sides: list[Sequence[PrintedPosition]] = [claim.by_stance(*stances) for stances in _SIDES]
    return [claim.positions] if claim.is_question else sides


def _card_row(claim: ClaimRow, labels: Mapping[str, str]) -> tuple[Pieces, ...]:
    """The claim and its status; who is on each side."""
    said = f"{claim.number} {claim.wording} {claim.status_label}"
    sides = [
        " ".join(_held(position, position.letter, labels) for position in side)
        for side in _sides(claim)
    ]
    return ((said,), *((side or labels["none"],) for side in sides))


def _row(claim: ClaimRow, labels: Mapping[str, str]) -> tuple[Pieces, ...]:
    """The claim, its status, where it is marked, its note; each side in its words."""
    marked = f"{labels['marked_at']} {_words(claim.marked_at)}"
    said = f"{claim.number} {claim.wording} {claim.status_label} · {marked}"
    note = (f" {labels['note']} ", *_pieces(claim.note)) if claim.note else ()
    sides = [tuple(_side(side, labels)) for side in _sides(claim)]
    return ((said, *note), *(side or (labels["none"],) for side in sides))


def _held(position: PrintedPosition, name: str, labels: Mapping[str, str]) -> str:
    """Who holds a position, by its letter or handle; and how, where two stances share a side."""
    is_told = position.stance in ("questions", "qualifies")
    stance = labels[f"stance_{position.stance}"] if is_told else ""
    answer = plain_text(position.answer) if name == position.letter else ""
    return " ".join(filter(None, (name, answer, position.by, stance)))


def _side(side: Iterable[PrintedPosition], labels: Mapping[str, str]) -> Iterator[str | Ref | Note]:
    for position in side:
        held = _held(position, position.handle, labels)
        yield " ".join(filter(None, (held, position.via))) + " "
        yield from _pieces(position.answer)
        yield " "
        yield from _pieces(position.content)
        yield " "


def _cited_in(paragraph: AppendixParagraph, labels: Mapping[str, str]) -> str:
    return f" {labels['cited_in']} {_words(paragraph.cited_in)}" if paragraph.cited_in else ""


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
