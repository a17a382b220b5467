"""`ResolvedBrief` → `Document`: everything that is printed, decided.

The parts are assembled in the order in which the theme prints them, because that is the
order in which notes are numbered. Templates only format what comes out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from .appendix import plan
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
from .matching import Extent
from .model import AppendixMode, Paper, Span, Text
from .notes import Notes
from .quotations import unescaped
from .references import full_reference, printed_date
from .resolved import CheckedQuotation, ParsedClaim, ParsedPosition, Reference, ResolvedBrief
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
)  # fmt: skip

_GLUED = re.compile(r"\s+$")


def assemble(
    brief: ResolvedBrief,
    *,
    parts: Sequence[str],
    theme_labels: Mapping[str, str],
    paper: Paper | None = None,
    large_print: bool = False,
    fingerprint: str = "",
) -> Document:
    """Decide everything that is printed of `brief`.

    `parts` are the theme's parts in print order; `paper` overrides the brief's;
    `fingerprint` is the SHA-256 of the inputs, in hex.
    """
    document = _Assembler(brief, parts, theme_labels).document(paper, fingerprint)
    return replace(document, large_print=large_print)


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
            title=_plain(brief.title),
            subtitle=_plain(brief.subtitle),
            date=printed_date(brief.date, brief.language),
            date_iso=brief.date.isoformat(),
            marking=_plain(brief.marking),
            occasion=_plain(brief.occasion),
            edition=_plain(brief.edition),
            prepared_by=tuple(_plain(text) for text in brief.prepared_by),
            prepared_for=tuple(_plain(text) for text in brief.prepared_for),
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
            figures=brief.figures == "full",
        )

    # parts

    def _summary(self) -> Iterator[Inline]:
        if self.brief.summary:
            self.here = self.labels["in_summary"]
            yield from self._inlines(self.brief.summary.inlines)

    def _items(self, name: str, label: str, flows: Iterable[Flow]) -> Iterator[Item]:
        for number, flow in enumerate(flows, 1):
            self.here = self.labels[label].format(number=number)
            yield Item(number, f"{name}-{number}", tuple(self._inlines(flow.inlines)))

    def _sections(self) -> Iterator[PrintedSection]:
        for number, parsed in enumerate(self.brief.sections, 1):
            first = self.paragraphs + 1
            self.here = self.labels["in_section"].format(number=number)
            section = parsed.section
            known = [text.value for text in section.claims if text.value in self.numbers]
            marks = tuple(self._new_mark(claim) for claim in known)
            blocks = tuple(self._numbered(parsed.blocks))
            where = self.here if self.paragraphs < first else _range(first, self.paragraphs)
            for claim, mark in zip(known, marks, strict=True):
                self.marked_at[claim][where] = PrintedLink(where, mark.id)
            yield PrintedSection(
                number,
                f"section-{number}",
                parsed.slug,
                _plain(section.heading),
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
        references = self.brief.citations[block.citation.span]
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
        return Flow(tuple(self._inlines(flow.inlines)), flow.quotations)

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
            case Styled(children=children) | Link(children=children):
                return replace(node, children=tuple(self._inlines(children)))
            case Citation(span=span):
                return self._call(span, words_printed)
            case AuthorNote(content=content):
                number = self.notes.next_number()
                inside = tuple(self._placed(content.inlines, number))
                return Call(self.notes.own(inside))
            case ClaimMark(claim=claim):
                return self._mark(claim)
            case _:
                return node

    def _call(self, span: Span, words_printed: bool) -> Call:
        references = self.brief.citations[span]
        quotations = self.quoted.get(span, [])
        quoted: dict[int, tuple[Extent, ...]] | None = None
        if quotations or words_printed:
            quoted = {
                index: _extents(reference, quotations) for index, reference in enumerate(references)
            }
        note = self.notes.citation(span, references, quoted)
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
                    references = self.brief.citations[span]
                    for reference in references:
                        if note:
                            self._cites(reference, "note", note, f"call-{note}")
                        else:
                            self._cites_claim(reference, claim)
                    yield from self._places(references, self.quoted.get(span, []))
                case Styled(children=children) | Link(children=children):
                    yield replace(node, children=tuple(self._placed(children, note, claim)))
                case AuthorNote(content=content):
                    yield Str("(")
                    yield from self._placed(content.inlines, note, claim)
                    yield Str(")")
                case ClaimMark(claim=marked):
                    yield self._mark(marked)
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

    def _new_mark(self, claim: str) -> Mark:
        self.marks += 1
        return Mark(self.numbers[claim], f"claim-{claim}", f"mark-{self.marks}")

    # the claims table

    def _claims(self) -> Iterator[ClaimRow]:
        self.here = ""  # a mark inside the table is not a place in the text
        for number, parsed in enumerate(self.brief.claims, 1):
            status = claim_status(parsed)
            positions = tuple(self._position(position, number) for position in parsed.positions)
            note = tuple(self._placed(parsed.note.inlines, claim=number)) if parsed.note else ()
            yield ClaimRow(
                number=number,
                anchor=f"claim-{parsed.claim.id}",
                wording=_plain(parsed.claim.wording),
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
        content: list[Inline] = []
        if parsed.says:
            content = [*self._placed(parsed.says.inlines, claim=claim), Str(" ")]
            content += self._places(parsed.references, quotations)
        else:
            for index, reference in enumerate(parsed.references):
                if index:
                    content.append(Str("; "))
                if reference.passage and reference.passage.words:
                    content += [*self.notes.quotation(reference.passage), Str(" ")]
                content.append(self._place(reference, quotations))
        position = parsed.position
        answer = tuple(self._placed(parsed.answer.inlines, claim=claim)) if parsed.answer else ()
        return PrintedPosition(
            position.stance, self._holder(parsed), _plain(position.via) or None, answer,
            tuple(content),
            attributed=position.by.value != "unattributed",
            sources=tuple(dict.fromkeys(self._letters(parsed.references))),
        )  # fmt: skip

    def _letters(self, references: Iterable[Reference]) -> Iterator[str]:
        for reference in references:
            if reference.passage:
                yield self.brief.letters[reference.passage.source.id]

    def _holder(self, parsed: ParsedPosition) -> str:
        by = parsed.position.by.value
        if by != "unattributed":
            return _plain(parsed.position.by)
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


def _plain(text: Text | None) -> str:
    return unescaped(text.value) if text else ""
