"""`ResolvedBrief` → `Document`: everything that is printed, decided.

The parts are assembled in the order in which the theme prints them, because that is the
order in which notes are numbered. Templates only format what comes out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from briefgen.model.brief import AppendixMode, Paper
from briefgen.model.document import Document, Item, PrintedLink, PrintedSection, PrintedSource
from briefgen.model.edition import Replaced
from briefgen.model.markup import (
    Block,
    BlockQuote,
    Broken,
    Figure,
    Flow,
    Heading,
    Inline,
    ListBlock,
    Mark,
    Paragraph,
    Str,
    TableBlock,
)
from briefgen.resolve.result import ResolvedBrief, ResolvedKey

from .appendix import plan
from .bibliography import full_reference
from .change_sentences import Marker, changed_anchors, changed_items, introduction
from .claims_table import ClaimRows
from .dates import printed_date, with_dates
from .destinations import destinations, heading_anchor
from .highlights import all_marked
from .inlines import Inlines
from .locales import labels as own_labels
from .sourcing import sourcing_statement
from .typography import typeset


def assemble(
    brief: ResolvedBrief,
    *,
    parts: Sequence[str],
    theme_labels: Mapping[str, str],
    paper: Paper | None = None,
    large_print: bool = False,
    fingerprint: str = "",
    draft: int | None = None,
    replaced: Replaced | None = None,
    withheld: Collection[str] = (),
) -> Document:
    """Decide everything that is printed of `brief`.

    `parts` are the theme's parts in print order; `paper` overrides the brief's;
    `fingerprint` is the SHA-256 of the inputs, in hex; `draft` is the number of findings
    that are unresolved, where that is what is made. A brief with errors makes a draft
    only, in which what is not in its source is marked. `replaced` is the edition since which
    changes are listed and marked. `withheld` are the ids of sources whose texts are not at hand,
    in which a quotation counts as found.
    """
    printed = brief.printed_by(parts)
    assembler = _Assembler(printed, parts, theme_labels, replaced, withheld, large_print)
    document = assembler.document(paper, fingerprint)
    stamp = "" if draft is None else _draft_stamp(draft, document.labels)
    return typeset(replace(document, large_print=large_print, draft=stamp))


def all_labels(language: str, theme_labels: Mapping[str, str]) -> Mapping[str, str]:
    """The words of our own in `language` (BCP 47) and those of the theme, which win."""
    return with_dates({**own_labels(language), **theme_labels}, language)


class _Assembler:
    """One run: the parts in print order, then the claims that they mark, then the appendix."""

    def __init__(
        self,
        brief: ResolvedBrief,
        parts: Sequence[str],
        theme_labels: Mapping[str, str],
        replaced: Replaced | None,
        withheld: Collection[str],
        large_print: bool,
    ):
        self.brief = brief
        self.withheld = withheld
        self.replaced = replaced
        self.large_print = large_print
        self.marker = Marker(replaced.places if replaced else ())
        self.parts = parts
        self.labels = all_labels(brief.brief.language, theme_labels)
        whole: AppendixMode = "cited" if large_print else "full"
        mode: AppendixMode = (brief.brief.appendix or whole) if "appendix" in parts else "none"
        self.mode = mode
        self.appendix = plan(brief, mode)
        self.inlines = Inlines(
            brief, self.appendix, self.labels, destinations(brief, parts, self.labels)
        )
        self.paragraphs = 0

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
                    changes += self._found_changes(len(changes) + 1)
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
        # Last, because a row says where its claim is marked, wherever the table is.
        claims = tuple(ClaimRows(self.inlines).rows()) if "claims" in self.parts else ()
        return Document(
            language=brief.language,
            paper=paper or brief.paper,
            labels=self.labels,
            title=self.inlines.plain(brief.title),
            subtitle=self.inlines.plain(brief.subtitle),
            date=self._date(),
            date_iso=brief.date.isoformat(),
            marking=self.inlines.plain(brief.marking),
            occasion=self.inlines.plain(brief.occasion),
            edition=self.inlines.plain(brief.edition),
            prepared_by=tuple(self.inlines.plain(text) for text in brief.prepared_by),
            prepared_for=tuple(self.inlines.plain(text) for text in brief.prepared_for),
            summary=summary,
            key_points=key_points,
            changes=changes,
            sourcing=sourcing_statement(
                self.brief, claims, self.inlines.notes_by_source(), self.labels, self.withheld
            )
            if "sourcing" in self.parts
            else "",
            sections=sections,
            claims=claims,
            recommendations=recommendations,
            appendix=self.appendix.sources(self.inlines.citing(), self.labels),
            appendix_mode=self.mode,
            room_column=brief.room_column,
            note_count=self.inlines.notes.count,
            fingerprint=fingerprint,
            sources=tuple(self._sources()),
            figures=brief.figures == "full",
            changes_intro=self._changes_intro(),
            changed=frozenset(changed_anchors(self.replaced)),
        )

    def _date(self) -> str:
        if self.brief.brief.date == date.min:
            return self.labels["left_out"]
        return printed_date(self.brief.brief.date, self.brief.brief.language, self.labels)

    # parts

    def _found_changes(self, first: int) -> tuple[Item, ...]:
        if self.replaced is None:
            return ()
        return changed_items(
            self.replaced, self.brief, self.labels, large_print=self.large_print, first=first
        )

    def _changes_intro(self) -> str:
        if self.replaced is None:
            return ""
        day = date.fromisoformat(self.replaced.date)
        printed = printed_date(day, self.brief.brief.language, self.labels)
        return introduction(self.replaced, printed, self.labels)

    def _summary(self) -> Iterator[Inline]:
        if self.brief.summary:
            self.inlines.here = self.labels["in_summary"]
            yield from self.inlines.flow(self.brief.summary).inlines

    def _items(self, name: str, label: str, flows: Iterable[Flow]) -> Iterator[Item]:
        for number, flow in enumerate(flows, 1):
            self.inlines.here = self.labels[label].format(number=number)
            yield Item(
                number, f"{name}-{number}", tuple(self.inlines.inlines(self.inlines.marked(flow)))
            )

    def _sections(self) -> Iterator[PrintedSection]:
        for number, parsed in enumerate(self.brief.sections, 1):
            first = self.paragraphs + 1
            self.inlines.here = self.labels["in_section"].format(number=number)
            section = parsed.section
            marks = tuple(self.inlines.section_mark(text.value) for text in section.claims)
            blocks = tuple(self._numbered(self.marker.marked(parsed.blocks)))
            where = self.inlines.here if self.paragraphs < first else _range(first, self.paragraphs)
            for claim, mark in zip(section.claims, marks, strict=True):
                if isinstance(mark, Mark):
                    self.inlines.marked_at[claim.value][where] = PrintedLink(where, mark.id)
            yield PrintedSection(
                number,
                f"section-{number}",
                heading_anchor(parsed.slug),
                self.inlines.plain(section.heading),
                marks,
                blocks,
            )

    def _numbered(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """The blocks of a section: its own paragraphs are numbered through the brief."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self.paragraphs += 1
                self.inlines.here = f"¶{self.paragraphs}"
                yield replace(block, flow=self.inlines.flow(block.flow), number=self.paragraphs)
            else:
                yield self._block(block)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph(flow=flow):
                return replace(block, flow=self.inlines.flow(flow))
            case Heading(flow=flow, slug=slug):
                return replace(block, slug=heading_anchor(slug), flow=self.inlines.flow(flow))
            case Figure(caption=caption):
                return replace(block, caption=self.inlines.flow(caption))
            case ListBlock(items=items):
                kept = tuple(tuple(self._block(inner) for inner in item) for item in items)
                return replace(block, items=kept)
            case BlockQuote(citation=None, blocks=blocks):
                marker = block.quotation and self.inlines.markers.get(block.quotation)
                if marker is Broken or (marker and block.trailing is None):
                    blocks = all_marked(blocks, marker)
                return replace(block, blocks=tuple(self._block(inner) for inner in blocks))
            case BlockQuote():
                return replace(block, blocks=tuple(self._own_words(block)))
            case TableBlock(head=head, rows=rows):
                return replace(
                    block,
                    head=tuple(self.inlines.flow(cell) for cell in head),
                    rows=tuple(tuple(self.inlines.flow(cell) for cell in row) for row in rows),
                )
            case _:
                return block

    def _own_words(self, block: BlockQuote) -> Iterator[Block]:
        """A block quotation that is one citation: the words that it names, then its note."""
        (paragraph,) = block.blocks
        assert isinstance(paragraph, Paragraph)
        assert block.citation is not None
        references = self.inlines.references(block.citation.span)
        *before, last = (words for ref in references for words in self._words_of(ref))
        for words in before:
            yield replace(paragraph, flow=Flow((words,)))
        rest = tuple(self.inlines.inlines(paragraph.flow.inlines, words_printed=block.citation))
        yield replace(paragraph, flow=Flow((last, *_without_lead(rest))))

    def _words_of(self, reference: ResolvedKey) -> Iterator[Inline]:
        """The words that a block quotation prints: a passage's own, or whole paragraphs."""
        passage = reference.passage
        if passage is None or passage.first is None:
            yield Broken(reference.typed)
        elif passage.words:
            yield self.inlines.notes.words(passage, passage.words)
        else:
            for number in range(passage.first, (passage.last or passage.first) + 1):
                paragraph = passage.source.paragraphs[number - 1].value
                yield self.inlines.notes.words(passage, paragraph)

    def _sources(self) -> Iterator[PrintedSource]:
        for id, letter in self.brief.letters.items():
            source = self.brief.sources[id]
            reference = full_reference(source.reference, self.labels, self.brief.brief.language)
            path = None if source.redistribute == "none" else source.path
            yield PrintedSource(letter, reference, path, source.sha256)


def _draft_stamp(findings: int, labels: Mapping[str, str]) -> str:
    """What every page of a draft says."""
    key = {0: "findings_none", 1: "findings_one"}.get(findings, "findings_many")
    return f"{labels['draft']} · {labels[key].format(count=findings)}"


def _without_lead(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Inline content without the white space before its first call."""
    if inlines and isinstance(inlines[0], Str) and not inlines[0].text.strip():
        return inlines[1:]
    return inlines


def _range(first: int, last: int) -> str:
    return f"¶{first}" if first == last else f"¶¶{first}–{last}"
