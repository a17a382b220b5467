"""`ResolvedBrief` → `Document`: everything that is printed, decided.

The parts are assembled in the order in which the theme prints them, because that is the
order in which notes are numbered. Templates only format what comes out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from .appendix import plan
from .direction import language_direction, runs_backwards
from .document import (
    ClaimRow,
    Document,
    Item,
    PrintedLink,
    PrintedPosition,
    PrintedSection,
    PrintedSource,
    Status,
)  # fmt: skip
from .labels import labels as own_labels
from .markup import Problem
from .matching import Extent
from .model import AppendixMode, Paper, Span, Text
from .notes import Notes
from .quotations import unescaped
from .references import full_reference, printed_date
from .resolved import (
    CheckedQuotation,
    ParsedClaim,
    ParsedPosition,
    Reference,
    ResolvedBrief,
    UnknownReference,
)
from .sourcing import sourcing_statement
from .tree import (
    AuthorNote,
    Block,
    BlockQuote,
    Broken,
    Call,
    Citation,
    ClaimMark,
    Flow,
    Heading,
    Inline,
    Link,
    ListBlock,
    Mark,
    Paragraph,
    Place,
    Str,
    Styled,
    TableBlock,
    plain_text,
)  # fmt: skip
from .unproved import all_marked, marked, unproved

_GLUED = re.compile(r"\s+$")


def assemble(
    brief: ResolvedBrief,
    *,
    parts: Sequence[str],
    theme_labels: Mapping[str, str],
    paper: Paper | None = None,
    large_print: bool = False,
    fingerprint: str = "",
    draft: int | None = None,
) -> Document:
    """Decide everything that is printed of `brief`.

    `parts` are the theme's parts in print order; `paper` overrides the brief's;
    `fingerprint` is the SHA-256 of the inputs, in hex; `draft` is the number of findings
    that are unresolved, where that is what is made. A brief with errors makes a draft
    only, in which what does not stand in its source is marked.
    """
    document = _Assembler(brief, parts, theme_labels).document(paper, fingerprint)
    stamp = "" if draft is None else _draft_stamp(draft, document.labels)
    return replace(document, large_print=large_print, draft=stamp)


class _Assembler:
    """The state of one run: notes so far, where claims are marked, what is cited where."""

    def __init__(self, brief: ResolvedBrief, parts: Sequence[str], theme_labels: Mapping[str, str]):
        self.brief = brief
        self.parts = parts
        self.labels = {**own_labels(brief.brief.language), **theme_labels}
        mode: AppendixMode = brief.brief.appendix if "appendix" in parts else "none"
        self.mode = mode
        self.appendix = plan(brief, mode)
        self.notes = Notes(self.appendix, self.labels)
        self.numbers = {claim.claim.id.value: n for n, claim in enumerate(brief.claims, 1)}
        self.marks = 0
        self.paragraphs = 0
        self.marked_at: dict[str, dict[str, PrintedLink]] = defaultdict(dict)
        self.cited_in: dict[str, dict[tuple[str, int], str]] = defaultdict(dict)
        self.here = ""
        self.quoted: dict[Span, list[CheckedQuotation]] = defaultdict(list)
        for checked in brief.quotations:
            if checked.quotation.citation:
                self.quoted[checked.quotation.citation].append(checked)
        self.unproved = unproved(brief)
        self.broken = {
            issue.span for issue in brief.issues if isinstance(issue, Problem | UnknownReference)
        }

    def document(self, paper: Paper | None, fingerprint: str) -> Document:
        brief = self.brief.brief
        summary: tuple[Inline, ...] = ()
        key_points: tuple[Item, ...] = ()
        changes: tuple[Item, ...] = ()
        recommendations: tuple[Item, ...] = ()
        sections: tuple[PrintedSection, ...] = ()
        for part in self.parts:  # in print order, in which notes are numbered
            match part:
                case "summary":
                    summary = tuple(self._summary())
                case "key_points":
                    key_points = tuple(
                        self._items("key-point", "in_key_points", self.brief.key_points)
                    )
                case "changes":
                    changes = tuple(self._items("change", "in_changes", self.brief.changes))
                case "recommendations":
                    recommendations = tuple(
                        self._items(
                            "recommendation", "in_recommendations", self.brief.recommendations
                        )
                    )
                case "sections":
                    sections = tuple(self._sections())
                case _:
                    pass
        # Last, because a row says where its claim is marked, wherever the table stands.
        claims = tuple(self._claims()) if "claims" in self.parts else ()
        return Document(
            language=brief.language,
            paper=paper or brief.paper,
            labels=self.labels,
            title=self._plain(brief.title),
            subtitle=self._plain(brief.subtitle),
            date=self._date(),
            date_iso=brief.date.isoformat(),
            marking=self._plain(brief.marking),
            occasion=self._plain(brief.occasion),
            edition=self._plain(brief.edition),
            prepared_by=tuple(self._plain(text) for text in brief.prepared_by),
            prepared_for=tuple(self._plain(text) for text in brief.prepared_for),
            summary=summary,
            key_points=key_points,
            changes=changes,
            sourcing=sourcing_statement(self.brief, claims, self.labels)
            if "sourcing" in self.parts
            else "",
            sections=sections,
            claims=claims,
            recommendations=recommendations,
            appendix=self.appendix.sources(self._citing(), self.labels),
            appendix_mode=self.mode,
            room_column=brief.room_column,
            note_count=self.notes.count,
            fingerprint=fingerprint,
            sources=tuple(self._sources()),
            figures=brief.figures == "full" and not self._runs_backwards(),
        )

    def _date(self) -> str:
        if self.brief.brief.date == date.min:
            return self.labels["left_out"]
        return printed_date(self.brief.brief.date, self.brief.brief.language)

    def _runs_backwards(self) -> bool:
        """Whether a figure would hold words that run from right to left: in drawings
        WeasyPrint prints their letters in the wrong order."""
        brief = self.brief.brief
        words = [section.heading for section in brief.sections]
        words += [position.by for claim in brief.claims for position in claim.positions]
        return language_direction(brief.language) == "rtl" or any(
            runs_backwards(text.value) for text in words
        )

    def _plain(self, text: Text | None) -> str:
        """A plain text as printed; where it stands for one that is missing, that it is."""
        if text is None:
            return ""
        return self.labels["left_out"] if self._is_missing(text) else unescaped(text.value)

    def _is_missing(self, text: Text) -> bool:
        return text.span() in self.brief.brief.stand_ins

    # parts

    def _summary(self) -> Iterator[Inline]:
        if self.brief.summary:
            self.here = self.labels["in_summary"]
            yield from self._inlines(self._marked(self.brief.summary))

    def _items(self, name: str, label: str, flows: Iterable[Flow]) -> Iterator[Item]:
        for number, flow in enumerate(flows, 1):
            self.here = self.labels[label].format(number=number)
            yield Item(number, f"{name}-{number}", tuple(self._inlines(self._marked(flow))))

    def _sections(self) -> Iterator[PrintedSection]:
        for number, parsed in enumerate(self.brief.sections, 1):
            first = self.paragraphs + 1
            self.here = self.labels["in_section"].format(number=number)
            section = parsed.section
            marks = tuple(self._section_mark(text.value) for text in section.claims)
            blocks = tuple(self._numbered(parsed.blocks))
            where = self.here if self.paragraphs < first else _range(first, self.paragraphs)
            for claim, mark in zip(section.claims, marks, strict=True):
                if isinstance(mark, Mark):
                    self.marked_at[claim.value][where] = PrintedLink(where, mark.id)
            yield PrintedSection(
                number,
                f"section-{number}",
                parsed.slug,
                self._plain(section.heading),
                marks,
                blocks,
            )

    def _numbered(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """The blocks of a section: its own paragraphs are numbered through the brief."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self.paragraphs += 1
                self.here = f"¶{self.paragraphs}"
                yield replace(block, flow=self._flow(block.flow), number=self.paragraphs)
            else:
                yield self._block(block)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph(flow=flow) | Heading(flow=flow):
                return replace(block, flow=self._flow(flow))
            case ListBlock(items=items):
                kept = tuple(tuple(self._block(inner) for inner in item) for item in items)
                return replace(block, items=kept)
            case BlockQuote(citation=None, blocks=blocks):
                if block.quotation in self.unproved:
                    blocks = all_marked(blocks)
                return replace(block, blocks=tuple(self._block(inner) for inner in blocks))
            case BlockQuote():
                return replace(block, blocks=tuple(self._own_words(block)))
            case TableBlock(head=head, rows=rows):
                return replace(
                    block,
                    head=tuple(self._flow(cell) for cell in head),
                    rows=tuple(tuple(self._flow(cell) for cell in row) for row in rows),
                )
            case _:
                return block

    def _own_words(self, block: BlockQuote) -> Iterator[Block]:
        """A block quotation that is one citation: the words that it names, then its note."""
        (paragraph,) = block.blocks
        assert isinstance(paragraph, Paragraph)
        assert block.citation is not None
        references = self._references(block.citation.span)
        *before, last = (words for ref in references for words in self._words_of(ref))
        for words in before:
            yield replace(paragraph, flow=Flow((words,)))
        rest = tuple(self._inlines(paragraph.flow.inlines, words_printed=block.citation))
        yield replace(paragraph, flow=Flow((last, *_without_lead(rest))))

    def _words_of(self, reference: Reference) -> Iterator[Inline]:
        """The words that a block quotation prints: a passage's own, or whole paragraphs."""
        passage = reference.passage
        if passage is None or passage.first is None:
            yield Broken(reference.typed)
        elif passage.words:
            yield self.notes.words(passage, passage.words)
        else:
            for number in range(passage.first, (passage.last or passage.first) + 1):
                paragraph = passage.source.paragraphs[number - 1].value
                yield self.notes.words(passage, paragraph)

    def _sources(self) -> Iterator[PrintedSource]:
        for id, letter in self.brief.letters.items():
            source = self.brief.sources[id]
            reference = full_reference(source.reference, self.labels, self.brief.brief.language)
            yield PrintedSource(letter, reference, source.path, source.sha256)

    # inline content

    def _flow(self, flow: Flow) -> Flow:
        return Flow(tuple(self._inlines(self._marked(flow))), flow.quotations)

    def _marked(self, flow: Flow) -> tuple[Inline, ...]:
        return marked(flow.inlines, flow.quotations, self.unproved)

    def _references(self, citation: Span) -> tuple[Reference, ...]:
        """What a bracket names; where its key cannot be read as meant, nothing."""
        return tuple(map(self._readable, self.brief.citations[citation]))

    def _readable(self, reference: Reference) -> Reference:
        return replace(reference, passage=None) if reference.span in self.broken else reference

    def _inlines(
        self, inlines: Iterable[Inline], words_printed: Citation | None = None
    ) -> Iterator[Inline]:
        """Inline content as printed: citations become calls, claim marks badges."""
        pending: Inline | None = None
        for node in inlines:
            printed = self._inline(node, node is words_printed)
            # A call stands at its word, without the space that was typed before it.
            if isinstance(printed, Call) and isinstance(pending, Str):
                pending = Str(_GLUED.sub("", pending.text))
            if pending is not None:
                yield pending
            pending = printed
        if pending is not None:
            yield pending

    def _inline(self, node: Inline, words_printed: bool) -> Inline:
        match node:
            case Link(span=span, children=children) if span in self.broken:
                return Broken(plain_text(children))
            case Styled(children=children) | Link(children=children):
                return replace(node, children=tuple(self._inlines(children)))
            case Citation(span=span):
                return self._call(span, words_printed)
            case AuthorNote(content=content):
                number = self.notes.next_number()
                inside = tuple(self._placed(self._marked(content), number))
                return Call(self.notes.own(inside))
            case ClaimMark(claim=claim):
                return self._mark(claim)
            case _:
                return node

    def _call(self, span: Span, words_printed: bool) -> Call:
        references = self._references(span)
        quotations = self.quoted.get(span, [])
        quoted: dict[int, tuple[Extent, ...]] | None = None
        if quotations or words_printed:
            quoted = {
                index: _extents(reference, quotations) for index, reference in enumerate(references)
            }
        note = self.notes.citation(span, references, quoted)
        around = [checked.quotation for checked in quotations]
        note = replace(note, content=marked(note.content, around, self.unproved))
        for reference in references:
            self._cites(reference, "note", note.number, note.call_anchor)
        return Call(note)

    def _placed(self, inlines: Iterable[Inline], note: int = 0, claim: int = 0) -> Iterator[Inline]:
        """Inline content where no note can stand, in a note or in the claims table:
        citations become the places that they name.
        """
        for node in inlines:
            match node:
                case Citation(span=span):
                    references = self._references(span)
                    for reference in references:
                        if note:
                            self._cites(reference, "note", note, f"call-{note}")
                        else:
                            self._cites_claim(reference, claim)
                    quotations = self.quoted.get(span, [])
                    around = [checked.quotation for checked in quotations]
                    places = tuple(self._places(references, quotations))
                    yield from marked(places, around, self.unproved)
                case Link(span=span, children=children) if span in self.broken:
                    yield Broken(plain_text(children))
                case Styled(children=children) | Link(children=children):
                    yield replace(node, children=tuple(self._placed(children, note, claim)))
                case AuthorNote(content=content):
                    yield Str("(")
                    yield from self._placed(self._marked(content), note, claim)
                    yield Str(")")
                case ClaimMark(claim=contested):
                    yield self._mark(contested)
                case _:
                    yield node

    def _places(
        self, references: Sequence[Reference], quotations: Sequence[CheckedQuotation]
    ) -> Iterator[Inline]:
        for index, reference in enumerate(references):
            if index:
                yield Str("; ")
            if reference.prefix.strip():
                yield Str(f"{reference.prefix.strip()} ")
            yield self._place(reference, quotations)
            if reference.words.strip():
                yield Str(reference.words.rstrip())

    def _place(
        self, reference: Reference, quotations: Sequence[CheckedQuotation] = ()
    ) -> Place | Broken:
        if reference.passage is None:
            return Broken(reference.typed)
        return self.notes.place(reference.passage, _extents(reference, quotations))

    def _mark(self, claim: str) -> Mark | Broken:
        """The mark of a sentence; its row in the table will say where it stands."""
        if claim not in self.numbers:
            return Broken(f"[!{claim}]")
        mark = self._new_mark(claim)
        if self.here:
            self.marked_at[claim].setdefault(self.here, PrintedLink(self.here, mark.id))
        return mark

    def _section_mark(self, claim: str) -> Mark | Broken:
        return self._new_mark(claim) if claim in self.numbers else Broken(f"[!{claim}]")

    def _new_mark(self, claim: str) -> Mark:
        self.marks += 1
        return Mark(self.numbers[claim], f"claim-{claim}", f"mark-{self.marks}")

    # the claims table

    def _claims(self) -> Iterator[ClaimRow]:
        self.here = ""  # a mark inside the table is not a place in the text
        for number, parsed in enumerate(self.brief.claims, 1):
            status = claim_status(parsed)
            positions = tuple(self._position(position, number) for position in parsed.positions)
            note = self._said(parsed.note, number)
            yield ClaimRow(
                number=number,
                anchor=f"claim-{parsed.claim.id}",
                wording=self._wording(parsed),
                is_question=parsed.claim.question is not None,
                positions=positions,
                status=status,
                status_label=self.labels[status],
                marked_at=tuple(self.marked_at[parsed.claim.id.value].values()),
                note=note,
            )

    def _position(self, parsed: ParsedPosition, claim: int) -> PrintedPosition:
        for reference in parsed.references:
            self._cites_claim(reference, claim)
        quotations = [
            checked for checked in self.brief.quotations if checked.references is parsed.references
        ]
        references = tuple(map(self._readable, parsed.references))
        content: list[Inline] = [] if references else [Broken(self.labels["left_out"])]
        if parsed.says:
            content = [*self._said(parsed.says, claim), Str(" "), *content]
            content += self._places(references, quotations)
        else:
            for index, reference in enumerate(references):
                if index:
                    content.append(Str("; "))
                if reference.passage and reference.passage.words:
                    content += [*self.notes.quotation(reference.passage), Str(" ")]
                content.append(self._place(reference, quotations))
        position = parsed.position
        named = position.by.value != "unattributed" or self._is_missing(position.by)
        return PrintedPosition(
            position.stance,
            self._plain(position.by) if named else self._unattributed(parsed),
            self._plain(position.via) or None,
            self._said(parsed.answer, claim),
            tuple(content),
            attributed=named,
            sources=tuple(dict.fromkeys(self._letters(parsed.references))),
        )

    def _said(self, flow: Flow | None, claim: int) -> tuple[Inline, ...]:
        return tuple(self._placed(self._marked(flow), claim=claim)) if flow else ()

    def _wording(self, parsed: ParsedClaim) -> str:
        """A claim's wording, which is plain text: words mark what is wrong with it."""
        wording = self._plain(parsed.claim.wording)
        if self.unproved.isdisjoint(parsed.wording.quotations):
            return wording
        return f"{wording} {self.labels['not_in_source']}"

    def _letters(self, references: Iterable[Reference]) -> Iterator[str]:
        for reference in references:
            if reference.passage:
                yield self.brief.letters[reference.passage.source.id]

    def _unattributed(self, parsed: ParsedPosition) -> str:
        place = next((self._place(reference) for reference in parsed.references), None)
        named = place.label if isinstance(place, Place) else ""
        return self.labels["unattributed"].format(place=named)

    # back-references

    def _cites(self, reference: Reference, kind: str, number: int, anchor: str) -> None:
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
            self.cited_in[label].setdefault((kind, number), anchor)

    def _cites_claim(self, reference: Reference, claim: int) -> None:
        anchor = f"claim-{self.brief.claims[claim - 1].claim.id}"
        self._cites(reference, "claim", claim, anchor)

    def _citing(self) -> dict[str, tuple[PrintedLink, ...]]:
        """For each appendix anchor: `notes 3`, `7`, `claim 2`, each a link."""
        found: dict[str, tuple[PrintedLink, ...]] = {}
        for label, citing in self.cited_in.items():
            links: list[PrintedLink] = []
            for kind, one, many in (
                ("note", "notes_one", "notes_many"),
                ("claim", "claims_one", "claims_many"),
            ):
                numbers = [(n, anchor) for (k, n), anchor in citing.items() if k == kind]
                for index, (number, anchor) in enumerate(sorted(numbers)):
                    key = many if len(numbers) > 1 else one
                    text = str(number) if index else self.labels[key].format(number=number)
                    links.append(PrintedLink(text, anchor))
            found[label] = tuple(links)
        return found


def _draft_stamp(findings: int, labels: Mapping[str, str]) -> str:
    """What every page of a draft says."""
    key = {0: "findings_none", 1: "findings_one"}.get(findings, "findings_many")
    return f"{labels['draft']} · {labels[key].format(count=findings)}"


def claim_status(parsed: ParsedClaim) -> Status:
    """A claim's status, derived from the stances of its positions."""
    if parsed.claim.question is not None:
        return "answers differ"
    stances = {position.stance for position in parsed.claim.positions}
    if "asserts" in stances:
        if "denies" in stances:
            return "disputed"
        if "questions" in stances:
            return "questioned"
        return "qualified" if "qualifies" in stances else "asserted only"
    if "denies" in stances:
        return "denied"
    return "questioned" if "questions" in stances else "qualified"


def _extents(reference: Reference, quotations: Sequence[CheckedQuotation]) -> tuple[Extent, ...]:
    """The quoted words in prose that stand in what a reference names."""
    passage = reference.passage
    for checked in quotations:
        if passage is None or passage.first is None or checked.match is None:
            continue
        if checked.match.stretch.source is passage.source:
            paragraphs = range(passage.first, (passage.last or passage.first) + 1)
            if all(extent.paragraph in paragraphs for extent in checked.match.extents):
                return checked.match.extents
    return ()


def _without_lead(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Inline content without the white space before its first call."""
    if inlines and isinstance(inlines[0], Str) and not inlines[0].text.strip():
        return inlines[1:]
    return inlines


def _range(first: int, last: int) -> str:
    return f"¶{first}" if first == last else f"¶¶{first}–{last}"
