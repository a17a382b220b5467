"""Inline content as it is printed: citations become calls or places, claim marks badges.

On the way it is noted which note and which claim cites what, and where claims are marked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from briefgen.markdown.notices import Problem
from briefgen.markdown.quotation_marks import unescaped
from briefgen.matching.matcher import Extent
from briefgen.model.document import PrintedLink
from briefgen.model.markup import (
    AuthorNote,
    Broken,
    Call,
    Citation,
    ClaimMark,
    Flow,
    Inline,
    Link,
    Mark,
    Place,
    Str,
    Styled,
    plain_text,
)
from briefgen.model.text import Span, Text
from briefgen.resolve.result import CheckedQuotation, ResolvedBrief, ResolvedKey, UnknownReference

from .appendix import Appendix
from .destinations import claim_anchor
from .footnotes import Notes
from .highlights import marked, markers
from .long_words import breakable
from .typography import narrow_spaces


class CitedBy(Struct, frozen=True):
    """What cites a passage: a note or a claim, its place among its kind, what it is called
    (`7`, `6b`) and its anchor."""

    kind: Literal["note", "claim"]
    order: tuple[int, int]
    name: str
    anchor: str

    @classmethod
    def note(cls, number: int) -> CitedBy:
        return cls("note", (number, 0), str(number), f"call-{number}")

    @classmethod
    def claim(cls, number: int, id: str) -> CitedBy:
        """A claim as a whole: its note cites."""
        return cls("claim", (number, 0), str(number), f"claim-{id}")


class Inlines:
    """Prints inline content in reading order, in which notes and marks are numbered.

    `here` names the place in the text that is being printed (`¶4`); a row of the claims
    table says so of its marks, which `marked_at` holds by claim. `destinations` are the
    places to which links into the brief lead.
    """

    def __init__(
        self,
        brief: ResolvedBrief,
        appendix: Appendix,
        labels: Mapping[str, str],
        destinations: Mapping[str, Place],
    ):
        self.brief = brief
        self.labels = labels
        self.notes = Notes(appendix, labels)
        self.here = ""
        self.destinations = destinations
        self.marked_at: dict[str, dict[str, PrintedLink]] = defaultdict(dict)
        self.markers = markers(brief)
        self._marks = 0
        self._numbers = {claim.claim.id.value: n for n, claim in enumerate(brief.claims, 1)}
        self._cited_in: dict[str, set[CitedBy]] = defaultdict(set)
        self._broken = {
            issue.span for issue in brief.issues if isinstance(issue, Problem | UnknownReference)
        }
        self._quoted: dict[Span, list[CheckedQuotation]] = defaultdict(list)
        for checked in brief.quotations:
            if checked.quotation.citation:
                self._quoted[checked.quotation.citation].append(checked)

    def plain(self, text: Text | None) -> str:
        """A plain text as printed; where it stands for one that is missing, that it is."""
        if text is None:
            return ""
        if self.is_missing(text):
            return self.labels["left_out"]
        return narrow_spaces(unescaped(text.value), self.brief.brief.language)

    def is_missing(self, text: Text) -> bool:
        """Whether a text stands for one that the brief leaves out."""
        return text.span() in self.brief.brief.placeholders

    def flow(self, flow: Flow) -> Flow:
        """A flow as printed."""
        return Flow(breakable(self.inlines(self.marked(flow))), flow.quotations)

    def marked(self, flow: Flow) -> tuple[Inline, ...]:
        """The inlines of a flow, with the quotations in them marked."""
        return marked(flow.inlines, flow.quotations, self.markers)

    def references(self, citation: Span) -> tuple[ResolvedKey, ...]:
        """What a bracket names; where its key cannot be read as meant, nothing."""
        return tuple(map(self.readable, self.brief.citations[citation]))

    def readable(self, reference: ResolvedKey) -> ResolvedKey:
        """A reference; without its passage where its key cannot be read as meant."""
        return replace(reference, passage=None) if reference.span in self._broken else reference

    def inlines(
        self, inlines: Iterable[Inline], words_printed: Citation | None = None
    ) -> Iterator[Inline]:
        """Inline content as printed: citations become calls, claim marks badges."""
        pending: Inline | None = None
        for node in self._led(inlines):
            for printed in _unstruck(self._inline(node, node is words_printed)):
                # A call follows its word, without the space that was typed before it.
                if isinstance(printed, Call) and isinstance(pending, Str):
                    pending = Str(pending.text.rstrip())
                if pending is not None:
                    yield pending
                pending = printed
        if pending is not None:
            yield pending

    def _inline(self, node: Inline, words_printed: bool) -> Inline:
        match node:
            case Link(span=span, children=children) if span in self._broken:
                return Broken(plain_text(children))
            case Styled(children=children) | Link(children=children):
                return replace(node, children=tuple(self.inlines(children)))
            case Citation(span=span):
                return self._call(span, words_printed)
            case AuthorNote(content=content, span=span):
                number = self.notes.next_number()
                inside = tuple(self.placed(self.marked(content), CitedBy.note(number)))
                return Call(self.notes.own(inside, span))
            case ClaimMark(claim=claim):
                return self._mark(claim)
            case _:
                return node

    def _led(self, inlines: Iterable[Inline]) -> Iterator[Inline]:
        """Inline content with the printed place after each link into the brief; one that
        leads to nothing that is printed is plain words."""
        for node in inlines:
            if (
                not isinstance(node, Link)
                or not node.href.startswith("#")
                or node.span in self._broken
            ):
                yield node
            elif place := self.destinations.get(node.href):
                yield from (replace(node, href=f"#{place.anchor}"), Str(" ("), place, Str(")"))
            else:
                yield from node.children

    def _call(self, span: Span, words_printed: bool) -> Call:
        references = self.references(span)
        quotations = self._quoted.get(span, [])
        quoted: dict[int, tuple[Extent, ...]] | None = None
        if quotations or words_printed:
            quoted = {
                index: _extents(reference, quotations) for index, reference in enumerate(references)
            }
        note = self.notes.citation(span, references, quoted)
        around = [checked.quotation for checked in quotations]
        note = replace(note, content=marked(note.content, around, self.markers))
        for reference in references:
            self.cites(reference, CitedBy.note(note.number))
        return Call(note)

    def placed(self, inlines: Iterable[Inline], here: CitedBy) -> Iterator[Inline]:
        """Inline content where there can be no note, in a note or in the claims table:
        citations become the places that they name, which `here` cites; in a note after the full
        reference of a source that has none yet, in the claims table in parentheses, after words.
        """
        before = ""
        for node in self._led(inlines):
            leads, before = before, plain_text((node,)).rstrip()
            match node:
                case Citation(span=span):
                    references = self.references(span)
                    for reference in references:
                        self.cites(reference, here)
                    quotations = self._quoted.get(span, [])
                    around = [checked.quotation for checked in quotations]
                    places = list(self.places(references, quotations, here.kind))
                    if here.kind == "claim" and leads and not leads.endswith("("):
                        places = [Str("("), *places, Str(")")]
                    yield from marked(tuple(places), around, self.markers)
                case Link(span=span, children=children) if span in self._broken:
                    yield Broken(plain_text(children))
                case Styled(children=children) | Link(children=children):
                    yield replace(node, children=tuple(self.placed(children, here)))
                case AuthorNote(content=content):
                    yield Str("(")
                    yield from self.placed(self.marked(content), here)
                    yield Str(")")
                case ClaimMark(claim=contested):
                    yield self._mark(contested)
                case _:
                    yield node

    def places(
        self,
        references: Sequence[ResolvedKey],
        quotations: Sequence[CheckedQuotation],
        within: Literal["note", "claim"] = "claim",
    ) -> Iterator[Inline]:
        """The places that a bracket names, one after the other; within a note each after the full
        reference of a source that has none yet."""
        for index, reference in enumerate(references):
            if index:
                yield Str("; ")
            if reference.prefix.strip():
                yield Str(f"{reference.prefix.strip()} ")
            if within == "note" and reference.passage:
                yield from self.notes.introduction(reference.passage)
            yield self.place(reference, quotations)
            if reference.words.strip():
                yield Str(reference.words.rstrip())

    def place(
        self, reference: ResolvedKey, quotations: Sequence[CheckedQuotation] = ()
    ) -> Place | Broken:
        """The printed place of what a reference names, or of the quoted words in it."""
        if reference.passage is None:
            return Broken(reference.typed)
        return self.notes.place(reference.passage, _extents(reference, quotations))

    def _mark(self, claim: str) -> Mark | Broken:
        """The mark of a sentence; its row in the table will say where it is."""
        if claim not in self._numbers:
            return Broken(f"[!{claim}]")
        mark = self._new_mark(claim)
        if self.here:
            self.marked_at[claim].setdefault(self.here, PrintedLink(self.here, mark.id))
        return mark

    def section_mark(self, claim: str) -> Mark | Broken:
        """The mark of a whole section."""
        return self._new_mark(claim) if claim in self._numbers else Broken(f"[!{claim}]")

    def _new_mark(self, claim: str) -> Mark:
        self._marks += 1
        number = self._numbers[claim]
        status = self.brief.claims[number - 1].claim.status
        return Mark(number, claim_anchor(claim), f"mark-{self._marks}", status, self.labels[status])

    def cites(self, reference: ResolvedKey, here: CitedBy) -> None:
        """Note that `here` cites a passage."""
        passage = reference.passage
        if passage is None:
            return
        letter = self.brief.letters[passage.source.id]
        if passage.first is None:
            labels = [letter]
        else:
            numbers = range(passage.first, (passage.last or passage.first) + 1)
            labels = [f"{letter}{paragraph}" for paragraph in numbers]
        for label in labels:
            self._cited_in[label].add(here)

    def notes_by_source(self) -> Counter[str]:
        """How many notes cite each source, by its letter."""
        found = {
            (label.rstrip("0123456789"), by.name)
            for label, citing in self._cited_in.items()
            for by in citing
            if by.kind == "note"
        }
        return Counter(letter for letter, _ in found)

    def citing(self) -> dict[str, tuple[PrintedLink, ...]]:
        """For each appendix anchor: `notes 3`, `7`, `claim 2b`, each a link."""
        found: dict[str, tuple[PrintedLink, ...]] = {}
        for label, citing in self._cited_in.items():
            links: list[PrintedLink] = []
            for kind, one, many in (
                ("note", "notes_one", "notes_many"),
                ("claim", "claims_one", "claims_many"),
            ):
                places = sorted((by for by in citing if by.kind == kind), key=lambda by: by.order)
                for index, by in enumerate(places):
                    key = many if len(places) > 1 else one
                    text = by.name if index else self.labels[key].format(number=by.name)
                    links.append(PrintedLink(text, by.anchor))
            found[label] = tuple(links)
        return found


def _unstruck(node: Inline) -> Iterator[Inline]:
    """A node; of what is struck out its calls are not, else their notes would be."""
    if not isinstance(node, Styled) or node.style != "del":
        yield node
        return
    for are_calls, children in groupby(node.children, key=lambda child: isinstance(child, Call)):
        nodes = tuple(children)
        yield from nodes if are_calls else (replace(node, children=nodes),)


def _extents(reference: ResolvedKey, quotations: Sequence[CheckedQuotation]) -> tuple[Extent, ...]:
    """The quoted words in prose that are in what a reference names."""
    passage = reference.passage
    for checked in quotations:
        if passage is None or passage.first is None or checked.match is None:
            continue
        if checked.match.stretch.source is passage.source:
            paragraphs = range(passage.first, (passage.last or passage.first) + 1)
            if all(extent.paragraph in paragraphs for extent in checked.match.extents):
                return checked.match.extents
    return ()
