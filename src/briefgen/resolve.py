"""`Brief` + sources → `ResolvedBrief`: every citation a passage, or the reason why not.

Each text is parsed once and read in the order in which a reader meets it; that order
decides letters and, later, note numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .brackets import fault
from .citations import KEY, Located, ids, read_letter_key, read_locator, read_suffix
from .markup import Notices, Problem, parse_blocks, parse_inline, parse_plain, slug
from .matching import Extent, Match, Stretch, Within, find, find_parts
from .model import Brief, Claim, Finding, NamedPassage, Position, Section, Source, Span, Text
from .quotes import parse_quote
from .resolved import (
    Ambiguous,
    BracketUse,
    CheckedQuotation,
    DuplicateId,
    Elsewhere,
    Issue,
    NotFound,
    NotInCitation,
    OutOfOrder,
    OutOfRange,
    ParsedClaim,
    ParsedPosition,
    ParsedSection,
    Passage,
    Reference,
    ResolvedBrief,
    Scope,
    UnknownReference,
    WithoutCitation,
)  # fmt: skip
from .sources import Library
from .tree import (
    AuthorNote,
    Block,
    BlockQuote,
    Citation,
    CiteKey,
    ClaimMark,
    Flow,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Styled,
    TableBlock,
)  # fmt: skip

# `from` and `to` may stand at most this many paragraphs apart.
SPAN_PARAGRAPHS = 3


def resolve(brief: Brief, library: Library) -> ResolvedBrief:
    """Look up everything that `brief` names in the sources of `library`.

    Reads the source files that the brief cites, and where a quotation is not found all
    others, to say where it stands instead. Never raises for a defect of the brief.
    """
    return _Resolver(brief, library).resolve()


class _Resolver:
    """The state of one run: what was looked up so far, and the issues met on the way."""

    def __init__(self, brief: Brief, library: Library):
        self.brief = brief
        self.library = library
        self.issues: list[Issue] = []
        self.notices = Notices()
        self.sources: dict[str, Source] = {}
        self.unreadable: dict[str, Finding] = {}
        self.cited: dict[str, None] = {}
        self.passages: dict[str, Passage] = {}
        self.unchecked: set[str] = set()
        self.named: dict[str, NamedPassage] = {}
        self.citations: dict[Span, tuple[Reference, ...]] = {}
        self.references: list[Reference] = []
        self.quotations: list[CheckedQuotation] = []
        self.links: list[Link] = []
        self.listed: list[str] = []
        self.claim_ids: dict[str, Span] = {}

    def resolve(self) -> ResolvedBrief:
        brief = self.brief
        self._list_sources()
        self._name_passages()
        self._name_claims()
        for plain in _plain_texts(brief):
            self._unproved(self._plain(plain))
        summary = self._inline(brief.summary) if brief.summary else None
        key_points = tuple(self._inline(text) for text in brief.key_points)
        changes = tuple(self._inline(text) for text in brief.changes)
        sections = self._sections()
        claims = tuple(self._claim(claim) for claim in brief.claims)
        recommendations = tuple(self._inline(text) for text in brief.recommendations)
        self._check_links(sections)
        return ResolvedBrief(
            brief,
            self.sources,
            self._letters(),
            self.passages,
            summary,
            key_points,
            changes,
            sections,
            claims,
            recommendations,
            self.citations,
            tuple(self.references),
            tuple(self.quotations),
            tuple(self.notices.bare_keys),
            (*self.notices.problems, *self.issues),
            tuple(self.unreadable.values()),
            self.named,
            frozenset(self.library.ids),
        )

    # names

    def _list_sources(self) -> None:
        seen: dict[str, Span] = {}
        for listed in self.brief.sources:
            if listed.value in seen:
                self.issues.append(
                    DuplicateId("source", listed.value, listed.span(), seen[listed.value])
                )
                continue
            seen[listed.value] = listed.span()
            self.listed.append(listed.value)
            if listed.value not in self.library.ids:
                self._unknown("source", listed.value, listed.span(), self.library.ids)
            else:
                self._source(listed.value, listed.span())

    def _name_passages(self) -> None:
        for named in self.brief.passages:
            self.named[named.id.value] = named
            if named.id.value in self.library.ids:
                self.issues.append(
                    DuplicateId(
                        "source and passage",
                        named.id.value,
                        named.id.span(),
                        self.library.span(named.id.value),
                    )
                )
            passage = self._named_passage(named)
            if passage:
                self.passages[named.id.value] = passage

    def _name_claims(self) -> None:
        for claim in self.brief.claims:
            first = self.claim_ids.setdefault(claim.id.value, claim.id.span())
            if first != claim.id.span():
                self.issues.append(DuplicateId("claim", claim.id.value, claim.id.span(), first))

    def _letters(self) -> dict[str, str]:
        order = dict.fromkeys([*self.listed, *self.cited])
        return {id: letter(n) for n, id in enumerate(order) if id in self.sources}

    # sources and passages

    def _source(self, id: str, cited_at: Span) -> Source | None:
        """The source with a known id; None, and a finding, where it cannot be read."""
        if id not in self.sources and id not in self.unreadable:
            found = self.library.source(id, cited_at)
            if isinstance(found, Finding):
                self.unreadable[id] = found
            else:
                self.sources[id] = found
        return self.sources.get(id)

    def _named_passage(self, named: NamedPassage) -> Passage | None:
        id = named.id.value
        if named.source.value not in self.library.ids:
            if named.source.value not in self.brief.invalid_ids:
                self._unknown("source", named.source.value, named.source.span(), self.library.ids)
            return None
        source = self._source(named.source.value, named.source.span())
        if source is None:
            self.unchecked.add(id)
            return None
        locator = named.locator
        if locator and not self._in_range(locator.first, locator.last, source, locator.span):
            return None
        scope = Scope(source, locator.first, locator.last) if locator else Scope(source)
        if named.quote:
            match = self._only_place(named.quote, scope)
            if match is None or not self._brackets(match, named.quote):
                return None
            paragraphs = [extent.paragraph for extent in match.extents]
            return Passage(
                source, min(paragraphs), max(paragraphs), match.extents, match.words, id, match
            )
        if named.start and named.end:
            return self._run(named.start, named.end, scope, id)
        assert locator is not None
        return Passage(source, locator.first, locator.last, id=id)

    def _only_place(self, text: Text, scope: Scope) -> Match | None:
        """The one place of a quotation in its scope; an issue where there is not one."""
        stretches = self.library.index(scope.source).scope(scope.first, scope.last)
        return self._one_of(find(text.value, stretches), text, scope)

    def _one_of(self, places: list[Match], text: Text, scope: Scope) -> Match | None:
        if len(places) == 1:
            return places[0]
        if places:
            self.issues.append(Ambiguous(text, scope, tuple(places)))
        elif not parse_quote(text.value):
            self._problem(
                "these words hold no letter and no digit",
                "Quote words of the source.",
                text.span(),
            )
        elif elsewhere := self._places(text.value, scope.source):
            self.issues.append(Elsewhere(text, scope, elsewhere))
        elif parts := find_parts(text.value, self.library.index(scope.source).paragraphs()):
            self.issues.append(OutOfOrder(text, scope, tuple(tuple(part) for part in parts)))
        else:
            self.issues.append(NotFound(text, scope))
        return None

    def _run(self, start: Text, end: Text, scope: Scope, id: str) -> Passage | None:
        """One run of text, from the words `start` to the words `end`."""
        first = self._only_place(start, scope)
        if first is None:
            return None
        source = scope.source
        number = first.paragraph
        limit = min(number + SPAN_PARAGRAPHS - 1, scope.last or len(source.paragraphs))
        index = self.library.index(source)
        run = index.stretch(number, limit)
        begin = first.extents[0].start
        behind = run.offsets[first.extents[-1].paragraph - number] + first.extents[-1].end
        # Like any quotation, `to` stands in one paragraph unless the brief names several.
        alone = [index.stretch(n, n) for n in range(number, limit + 1)]
        last = self._one_of(
            find(
                end.value,
                [run] if scope.first else alone,
                lambda stretch, at, _: run.offsets[stretch.first - number] + at >= behind,
            ),
            end,
            Scope(source, number, limit, behind=start.value),
        )
        if last is None or not (self._brackets(first, start) and self._brackets(last, end)):
            return None
        stop = run.offsets[last.stretch.first - number] + last.end
        extents = run.extents(begin, stop)
        words = run.words(begin, stop)
        return Passage(source, number, extents[-1].paragraph, extents, words, id)

    def _places(self, typed: str, first: Source | None) -> tuple[Match, ...]:
        """Where a quotation stands: in `first`, else in the brief's sources, else in any."""
        rest = [source for id, source in self.sources.items() if source is not first]
        for source in [*([first] if first else []), *rest]:
            if places := find(typed, self.library.index(source).paragraphs()):
                return tuple(places)
        for source in self.library.readable():
            if source.id in self.sources:
                continue
            if places := find(typed, self.library.index(source).paragraphs()):
                return tuple(places)
        return ()

    def _in_range(self, first: int, last: int, source: Source, span: Span) -> bool:
        if 1 <= first <= last <= len(source.paragraphs):
            return True
        self.issues.append(OutOfRange(first, last, source, span))
        return False

    def _brackets(self, match: Match, text: Text) -> bool:
        """Note the editor's brackets in a quotation; false where one of them is an error."""
        languages = (self.brief.language, match.stretch.source.reference.language)
        fine = True
        for replacement in match.replacements:
            why = fault(replacement, languages)
            if why is None and replacement.replaced == "":
                continue  # it adds, and hides nothing
            fine = fine and why is None
            span = text.span(replacement.slot.offset)
            self.issues.append(BracketUse(replacement, span, match, why))
        return fine

    # citations

    def _key(self, key: CiteKey) -> Reference:
        """What a key names: a passage, a source with or without paragraphs, or a letter's."""
        reference = Reference(f"@{key.key}{key.suffix}".strip(), key.span, prefix=key.prefix)
        for id, suffix in ids(key):
            if id in self.named or id in self.brief.invalid_ids:
                reference.passage_id = id
                located = read_suffix(suffix)
                return self._referenced(reference, located, self.passages.get(id), id)
            if id in self.library.ids:
                return self._source_key(reference, id, read_locator(suffix))
        letter_key = read_letter_key(key)
        if letter_key:
            typed, located = letter_key
            known = {letter(n): id for n, id in enumerate(self.listed)}
            if typed in known and known[typed] in self.library.ids:
                return self._source_key(reference, known[typed], located)
            if typed in known:  # said once, where the brief lists it
                reference.standing = "failed"
                return reference
        reference.standing = "failed"
        self._unknown("citation", key.key, key.span, [*self.named, *self.library.ids])
        return reference

    def _source_key(self, reference: Reference, id: str, located: Located) -> Reference:
        source = self._source(id, reference.span)
        passage = None
        if source is None:
            reference.standing = "unchecked"
        elif located.first is None:
            passage = Passage(source)
        elif self._in_range(located.first, located.last or 0, source, reference.span):
            passage = Passage(source, located.first, located.last)
        return self._referenced(reference, located, passage, id)

    def _referenced(
        self, reference: Reference, located: Located, passage: Passage | None, id: str
    ) -> Reference:
        if located.problem:
            self._problem(
                located.problem,
                "Behind a source's id write ¶5 or ¶¶5-6; a passage's id and a letter (A5) stand "
                "for themselves.",
                reference.span,
            )
        reference.words = located.words
        reference.passage = passage
        if id in self.unchecked:
            reference.standing = "unchecked"
        elif reference.standing != "unchecked" and (passage is None or located.problem):
            reference.standing = "failed"
        if passage:
            self.cited.setdefault(passage.source.id)
        return reference

    def _bracket(self, citation: Citation) -> None:
        references = tuple(self._key(key) for key in citation.keys)
        self.citations[citation.span] = references
        self.references.extend(references)

    def _cite(self, text: Text) -> Reference:
        """One `cite` of a position: the inside of a bracket, with one key and no words."""
        match = KEY.match(text.value.removeprefix("@"))
        lead = len(text.value) - len(text.value.removeprefix("@"))
        if match is None or lead:
            self._problem(
                f"“{text.value}” is not a citation's key",
                "Write one key: a passage's id, a source's id with ¶5, or A5.",
                text.span(),
            )
            failed = Reference(text.value, text.span(), standing="failed")
            self.references.append(failed)
            return failed
        key = CiteKey(match[0], "", text.value[match.end() :], text.span())
        reference = self._key(key)
        if reference.words.strip():
            self._problem(
                f"“{reference.words.strip(' ,')}” cannot stand in `cite`",
                "Write one key, or a list of keys: [order-claim, A5].",
                text.span(),
            )
            reference.standing = "failed"
        self.references.append(reference)
        return reference

    # texts

    def _inline(self, text: Text) -> Flow:
        flow = parse_inline(text, self.brief.language, self.notices)
        self._flow(flow)
        return flow

    def _plain(self, text: Text) -> Flow:
        return parse_plain(text, self.brief.language)

    def _flow(self, flow: Flow, default: tuple[Reference, ...] | None = None) -> None:
        """Look up the citations of a flow, then check its quotations.

        A quotation with no citation behind it belongs to `default`, where that is given.
        """
        self._walk(flow.inlines, default)
        for quotation in flow.quotations:
            self._quotation(quotation, default)

    def _walk(self, inlines: Iterable[Inline], default: tuple[Reference, ...] | None) -> None:
        for node in inlines:
            match node:
                case Citation():
                    self._bracket(node)
                case AuthorNote(content=content):
                    self._flow(content, default)
                case Styled(children=children):
                    self._walk(children, default)
                case Link(children=children):
                    self.links.append(node)
                    self._walk(children, default)
                case ClaimMark():
                    self._mark(node.claim, node.span)
                case _:
                    pass

    def _mark(self, claim: str, span: Span) -> None:
        if claim not in self.claim_ids and claim not in self.brief.invalid_ids:
            self._unknown("claim", claim, span, self.claim_ids)

    def _sections(self) -> tuple[ParsedSection, ...]:
        taken: dict[str, int] = {}
        sections = []
        for section in self.brief.sections:
            for mark in section.claims:
                self._mark(mark.value, mark.span())
            own = _unique(slug(section.heading.value), taken)
            blocks = tuple(self._blocks(self._body(section), taken))
            sections.append(ParsedSection(section, own, blocks))
        return tuple(sections)

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
                            self._quotation(quotation, None)
                    if block.citation:
                        self._check_words(block.citation)
                    yield replace(block, blocks=kept_blocks)
                case _:
                    yield block

    def _check_words(self, citation: Citation) -> None:
        """A block quotation that is one citation needs words, or paragraphs, to print."""
        for reference in self.citations[citation.span]:
            if reference.passage and reference.passage.first is None:
                self._problem(
                    f"“{reference.typed}” is a whole source: a block quotation prints the words "
                    "of a passage",
                    "Name a passage, or a paragraph: [@source, ¶5].",
                    reference.span,
                )
                reference.standing = "failed"

    def _claim(self, claim: Claim) -> ParsedClaim:
        positions = tuple(self._position(position) for position in claim.positions)
        cited = tuple(ref for position in positions for ref in position.references)
        wording = self._plain(claim.wording)
        for quotation in wording.quotations:
            self._quotation(quotation, cited)
        note = None
        if claim.note:
            note = parse_inline(claim.note, self.brief.language, self.notices)
            self._flow(note, cited)
        return ParsedClaim(claim, wording, positions, note)

    def _position(self, position: Position) -> ParsedPosition:
        references = tuple(self._cite(text) for text in position.cite)
        for plain in (position.by, position.via):
            if plain:
                self._unproved(self._plain(plain))
        flows: list[Flow | None] = []
        for text in (position.answer, position.says):
            flow = parse_inline(text, self.brief.language, self.notices) if text else None
            if flow:
                self._flow(flow, references)
            flows.append(flow)
        return ParsedPosition(position, flows[0], flows[1], references)

    # quotations

    def _unproved(self, flow: Flow) -> None:
        """Quotations in plain text, where no citation can stand."""
        for quotation in flow.quotations:
            self.issues.append(WithoutCitation(quotation))

    def _quotation(self, quotation: Quotation, default: tuple[Reference, ...] | None) -> None:
        references = default or ()
        if quotation.citation:
            references = self.citations[quotation.citation]
        if not quotation.closed or (not references and quotation.citation is None):
            if default is None or not quotation.closed:
                self.issues.append(WithoutCitation(quotation))
            return
        match = self._in_citation(quotation, references)
        self.quotations.append(CheckedQuotation(quotation, references, match))
        if match and self._brackets(match, quotation.text):
            return
        unread = any(reference.standing == "unchecked" for reference in references)
        unknown = any(reference.passage is None for reference in references)
        for reference in references:
            if reference.standing == "verified":
                reference.standing = "unchecked" if unread and match is None else "failed"
        if match is None and not unknown:
            self._missing(quotation, references)

    def _missing(self, quotation: Quotation, references: tuple[Reference, ...]) -> None:
        """Say what is wrong with a quotation that is not in what its citation names."""
        typed = quotation.text.value
        first = next((ref.passage.source for ref in references if ref.passage), None)
        places = self._places(typed, first)
        parts = None
        if not places and first:
            parts = find_parts(typed, self.library.index(first).paragraphs())
        if parts and first:
            found = tuple(tuple(part) for part in parts)
            self.issues.append(OutOfOrder(quotation.text, Scope(first), found))
        else:
            self.issues.append(NotInCitation(quotation, references, places))

    def _in_citation(self, quotation: Quotation, references: tuple[Reference, ...]) -> Match | None:
        """Where a quotation stands in one of the passages that its citation names."""
        for reference in references:
            passage = reference.passage
            if passage is None:
                continue
            stretches = self.library.index(passage.source).scope(passage.first, passage.last)
            within = _inside(passage.extents) if passage.extents else None
            found = find(quotation.text.value, stretches, within)
            if found:
                return found[0]
        return None

    # links

    def _check_links(self, sections: tuple[ParsedSection, ...]) -> None:
        anchors = {f"claim-{id}" for id in self.claim_ids}
        anchors.update(section.slug for section in sections)
        anchors.update(s for section in sections for s in _slugs(section.blocks))
        for link in self.links:
            if link.href.startswith("#") and link.href[1:] not in anchors:
                self._unknown("link", link.href, link.span, [f"#{a}" for a in sorted(anchors)])

    # issues

    def _unknown(self, kind: str, name: str, span: Span, known: Iterable[str]) -> None:
        assert kind in ("citation", "source", "claim", "link")
        self.issues.append(UnknownReference(kind, name, span, tuple(known)))  # type: ignore[arg-type]

    def _problem(self, message: str, hint: str, span: Span) -> None:
        self.issues.append(Problem(message, hint, span))


def letter(index: int) -> str:
    """The letter of the source at `index` from 0: A, B, … Z, AA and so on."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _inside(extents: tuple[Extent, ...]) -> Within:
    def within(stretch: Stretch, start: int, end: int) -> bool:
        return all(
            any(
                outer.paragraph == inner.paragraph
                and outer.start <= inner.start
                and inner.end <= outer.end
                for outer in extents
            )
            for inner in stretch.extents(start, end)
        )

    return within


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
