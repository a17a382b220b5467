"""`Brief` + sources → `ResolvedBrief`: every citation a passage, or the reason why not.

Each text is parsed once and read in the order in which a reader meets it; that order
decides letters and, later, note numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from briefgen.load.library import Library
from briefgen.markdown.notices import Notices, Unavailable
from briefgen.markdown.parser import parse_blocks, parse_inline, parse_plain
from briefgen.markdown.slug import slug
from briefgen.model.brief import Brief, Claim, Position, Section
from briefgen.model.markup import (
    AuthorNote,
    Block,
    BlockQuote,
    Citation,
    ClaimMark,
    Figure,
    Flow,
    Heading,
    Image,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Str,
    Styled,
    TableBlock,
)
from briefgen.model.text import Span, Text
from briefgen.workspace.workspace import UnreadableError

from .citations import Citing, letter
from .context import Lookup
from .passages import Passages
from .pictures import drawn
from .quotations import Quoting
from .result import (
    DuplicateId,
    ParsedClaim,
    ParsedPosition,
    ParsedSection,
    Passage,
    ResolvedBrief,
    ResolvedKey,
    WithoutCitation,
)
from .theme import parts_of_theme

T = TypeVar("T")


def resolve(brief: Brief, library: Library) -> ResolvedBrief:
    """Look up everything that `brief` names in the sources of `library`.

    Reads the source files that the brief cites, and where a quotation is not found all
    others, to say where it is instead. Never raises for a defect of the brief.
    """
    return _Resolver(brief, library).resolve()


class _Resolver:
    """One run over a brief: first what it names, then its texts in reading order."""

    def __init__(self, brief: Brief, library: Library):
        self.brief = brief
        self.library = library
        self.lookup = Lookup(brief, library)
        self.issues = self.lookup.issues
        self.notices = Notices()
        self.links: list[Link] = []
        self.pictures: dict[str, bytes] = {}
        self.drawn: list[Text] = []
        self.parts: dict[str, tuple[slice, slice]] = {}
        self.listed = self._listed()
        self.named = {named.id.value: named for named in brief.passages}
        self.passages, unchecked = self._named_passages()
        self.claim_ids = self._named_claims()
        self.citing = Citing(self.lookup, self.named, self.passages, unchecked, self.listed)
        self.quoting = Quoting(self.lookup, self.citing)

    def resolve(self) -> ResolvedBrief:
        brief = self.brief
        theme_parts = parts_of_theme(brief, self.library, self.notices)
        for plain in _plain_texts(brief):
            self._unproved(self._plain(plain))
        summary = self._part("summary", map(self._inline, [brief.summary] if brief.summary else []))
        key_points = self._part("key_points", map(self._inline, brief.key_points))
        changes = self._part("changes", map(self._inline, brief.changes))
        sections = self._part("sections", self._sections())
        claims = self._part("claims", map(self._claim, brief.claims))
        recommendations = self._part("recommendations", map(self._inline, brief.recommendations))
        for alternative in self.notices.alternatives:
            self._unproved(self._plain(alternative))
        self._check_links(sections)
        return ResolvedBrief(
            brief,
            self.lookup.sources,
            self._letters(),
            self.passages,
            summary[0] if summary else None,
            key_points,
            changes,
            sections,
            claims,
            recommendations,
            self.citing.citations,
            tuple(self.citing.references),
            tuple(self.quoting.quotations),
            tuple(self.notices.bare_keys),
            (*self.notices.problems, *self.notices.stray_marks, *self.issues),
            tuple(self.lookup.unreadable.values()),
            self.named,
            frozenset(self.library.ids),
            self.pictures,
            tuple(self.drawn),
            tuple(self.notices.unsupported),
            tuple(self.library.findings_of([*self.lookup.sources, *self.lookup.unreadable])),
            self._twins(),
            frozenset(self.library.untracked(self.lookup.sources.values())),
            self.library.index,
            self.quoting.standings(),
            self.quoting.quoted_words,
            theme_parts,
            self.library.unsearched,
            self.parts,
        )

    def _part(self, name: str, items: Iterable[T]) -> tuple[T, ...]:
        """The items of a part of the brief, as they are read; noted is what is cited in it."""
        references, quotations = self.citing.references, self.quoting.quotations
        before = len(references), len(quotations)
        read = tuple(items)
        self.parts[name] = slice(before[0], len(references)), slice(before[1], len(quotations))
        return read

    # names

    def _twins(self) -> dict[str, tuple[str, ...]]:
        """The other ids under which the text of a source is known, where there are some."""
        same: defaultdict[str, list[str]] = defaultdict(list)
        for id, source in self.lookup.sources.items():
            same[source.sha256].append(id)
        if len(same) == len(self.lookup.sources) and not self.library.shares_files:
            return {}  # most
        twins = {
            id: dict.fromkeys([*self.library.ids_of_file(id), *same[source.sha256]])
            for id, source in self.lookup.sources.items()
        }
        return {id: tuple(o for o in ids if o != id) for id, ids in twins.items() if len(ids) > 1}

    def _listed(self) -> list[str]:
        """The ids of the brief's `sources:` list, each once."""
        seen: dict[str, Span] = {}
        for listed in self.brief.sources:
            id, span = listed.value, listed.span()
            if id in seen:
                self.issues.append(DuplicateId("source", id, span, seen[id]))
                continue
            seen[id] = span
            if id in self.library.ids:
                self.lookup.source(id, span)
            else:
                self.lookup.unknown("source", id, span, self.library.ids)
        return list(seen)

    def _named_passages(self) -> tuple[dict[str, Passage], set[str]]:
        """The passages that were found, and the ids of those that could not be looked up."""
        found: dict[str, Passage] = {}
        passages = Passages(self.lookup)
        for id, named in self.named.items():
            if id in self.library.ids:
                first = self.library.span(id)
                self.issues.append(DuplicateId("source and passage", id, named.id.span(), first))
            passage = passages.passage(named)
            if passage:
                found[id] = passage
        return found, passages.unchecked

    def _named_claims(self) -> dict[str, Span]:
        ids: dict[str, Span] = {}
        for claim in self.brief.claims:
            id, span = claim.id.value, claim.id.span()
            first = ids.setdefault(id, span)
            if first != span:
                self.issues.append(DuplicateId("claim", id, span, first))
        return ids

    def _letters(self) -> dict[str, str]:
        """First the listed sources, then the others in the order of first citation."""
        order = dict.fromkeys([*self.listed, *self.citing.cited])
        return {id: letter(n) for n, id in enumerate(order) if id in self.lookup.sources}

    # texts

    def _inline(self, text: Text) -> Flow:
        flow = parse_inline(text, self.brief.language, self.notices)
        self._flow(flow)
        return flow

    def _plain(self, text: Text) -> Flow:
        return parse_plain(text, self.brief.language, self.notices)

    def _flow(
        self,
        flow: Flow,
        default: tuple[ResolvedKey, ...] | None = None,
        position: str | None = None,
    ) -> None:
        """Look up the citations of a flow, then check its quotations.

        A quotation with no citation after it belongs to `default`, where that is given;
        `position` is what a position says besides.
        """
        self._walk(flow.inlines, default)
        for quotation in flow.quotations:
            self.quoting.check(quotation, default, position)

    def _walk(self, inlines: Iterable[Inline], default: tuple[ResolvedKey, ...] | None) -> None:
        for node in inlines:
            match node:
                case Str():  # most, and nothing to look up
                    pass
                case Citation():
                    self.citing.bracket(node)
                case AuthorNote(content=content):
                    self._flow(content, default)
                case Styled(children=children):
                    self._walk(children, default)
                case Link(children=children):
                    self.links.append(node)
                    self._walk(children, default)
                case Image():
                    self._picture(node)
                case ClaimMark():
                    self._mark(node.claim, node.span)
                case _:
                    pass

    def _picture(self, image: Image) -> None:
        try:
            path, content = self.library.picture(image)
        except UnreadableError as error:
            message = f"picture “{image.src}” cannot be read: {error.message}"
            hint = error.hint or "Name a file of the workspace, by its path from this brief."
            self.notices.problems.append(Unavailable(message, hint, image.span))
            return
        if path in self.pictures:
            return
        self.pictures[path] = content
        try:
            found = drawn(path, content)
        except ValueError as error:
            hint = "Save it again, as SVG, PNG or JPEG."
            self.lookup.problem(f"picture “{image.src}”: {error}", hint, image.span)
            return
        for fault in found.faults:
            message = f"picture “{image.src}”: {fault.says}"
            self.lookup.problem(message, fault.hint, image.span)
        for text in found.texts:
            self.drawn.append(text)
            self._unproved(self._plain(text))

    def _mark(self, claim: str, span: Span) -> None:
        if claim not in self.claim_ids and claim not in self.brief.invalid_ids:
            self.lookup.unknown("claim", claim, span, self.claim_ids)

    def _sections(self) -> Iterator[ParsedSection]:
        taken: dict[str, int] = {}
        for section in self.brief.sections:
            for mark in section.claims:
                self._mark(mark.value, mark.span())
            own = _unique(slug(section.heading.value), taken)
            blocks = tuple(self._blocks(self._body(section), taken))
            yield ParsedSection(section, own, blocks)

    def _body(self, section: Section) -> tuple[Block, ...]:
        if section.body is None:
            return ()
        return parse_blocks(section.body, self.brief.language, self.notices)

    def _blocks(self, blocks: Iterable[Block], taken: dict[str, int]) -> Iterator[Block]:
        """The blocks with their citations looked up and their headings' slugs made unique."""
        for block in blocks:
            match block:
                case Paragraph(flow=flow):
                    self._flow(flow)
                    yield block
                case Figure(image=image, caption=flow):
                    self._picture(image)
                    self._flow(flow)
                    yield block
                case Heading(flow=flow):
                    self._flow(flow)
                    yield replace(block, slug=_unique(block.slug, taken))
                case ListBlock(items=items):
                    kept = tuple(tuple(self._blocks(item, taken)) for item in items)
                    yield replace(block, items=kept)
                case TableBlock(head=head, rows=rows):
                    for flow in (*head, *(cell for row in rows for cell in row)):
                        self._flow(flow)
                    yield block
                case BlockQuote():
                    kept_blocks = tuple(self._blocks(block.blocks, taken))
                    for quotation in (block.quotation, block.trailing):
                        if quotation:
                            self.quoting.check(quotation, None)
                    if block.citation:
                        self.citing.check_words(block.citation)
                    yield replace(block, blocks=kept_blocks)
                case _:
                    yield block

    def _claim(self, claim: Claim) -> ParsedClaim:
        positions = tuple(self._position(position) for position in claim.positions)
        cited = tuple(ref for position in positions for ref in position.references)
        wording = self._plain(claim.wording)
        self._unproved(wording)
        note = None
        if claim.note:
            note = parse_inline(claim.note, self.brief.language, self.notices)
            self._flow(note, cited)
        return ParsedClaim(claim, wording, positions, note)

    def _position(self, position: Position) -> ParsedPosition:
        references = tuple(self.citing.cite(text) for text in position.cite)
        for plain in (position.by, position.via):
            if plain:
                self._unproved(self._plain(plain))
        flows: list[Flow | None] = []
        for text in (position.answer, position.says):
            flow = parse_inline(text, self.brief.language, self.notices) if text else None
            if flow:
                besides = (
                    position.by,
                    position.via,
                    *(() if text is position.answer else (position.answer,)),
                )
                self._flow(flow, references, " … ".join(t.value for t in besides if t))
            flows.append(flow)
        return ParsedPosition(position, flows[0], flows[1], references)

    # quotations

    def _unproved(self, flow: Flow) -> None:
        """Quotations in plain text, where there can be no citation."""
        for quotation in flow.quotations:
            self.issues.append(WithoutCitation(quotation, is_plain=True))

    # links

    def _check_links(self, sections: tuple[ParsedSection, ...]) -> None:
        anchors = {f"claim-{id}" for id in self.claim_ids}
        anchors.update(section.slug for section in sections)
        anchors.update(s for section in sections for s in _slugs(section.blocks))
        for link in self.links:
            if link.href.startswith("#") and link.href[1:] not in anchors:
                self.lookup.unknown(
                    "link", link.href, link.span, [f"#{a}" for a in sorted(anchors)]
                )


def _unique(name: str, taken: dict[str, int]) -> str:
    """GitHub's way: the second “background” is `background-1`."""
    count = taken.get(name)
    taken[name] = (count or 0) + 1
    return name if count is None else _unique(f"{name}-{count}", taken)


def _slugs(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(slug=own):
                yield own
            case ListBlock(items=items):
                for item in items:
                    yield from _slugs(item)
            case BlockQuote(blocks=inner):
                yield from _slugs(inner)
            case _:
                pass


def _plain_texts(brief: Brief) -> Iterator[Text]:
    """The brief's texts that are plain, in reading order, those of claims apart."""
    for text in (brief.title, brief.subtitle, brief.marking, brief.occasion, brief.edition):
        if text:
            yield text
    yield from brief.prepared_by
    yield from brief.prepared_for
    for section in brief.sections:
        yield section.heading
