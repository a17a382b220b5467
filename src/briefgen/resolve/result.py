"""A brief whose every reference was looked up: what was found, and what was not.

`resolve` makes a `ResolvedBrief`; the rules read its problems, `assemble` its passages.
A problem says what is the case; the words for it are its rule's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from briefgen.markdown.notices import BareKey, Problem, Unsupported
from briefgen.matching.matcher import Extent, Index, Match, Replacement
from briefgen.model.brief import Brief, Claim, NamedPassage, Position, Section
from briefgen.model.finding import Finding
from briefgen.model.markup import Block, Flow, Quotation, StrayMark
from briefgen.model.source import Source
from briefgen.model.text import Span, Text

Standing = Literal["verified", "failed", "unchecked"]
# Which words of a named passage: its `quote`, or where its run begins or ends.
Part = Literal["quote", "from", "to"]


class Passage(Struct, frozen=True, gc=False):
    """A place in a source: words, paragraphs, or (with `first` None) the whole of it.

    `extents` and `words` are those of the quoted words, empty where it has none; `words`
    is ready to print. `match` is the place that was found for a quote.
    """

    source: Source
    first: int | None = None
    last: int | None = None
    extents: tuple[Extent, ...] = ()
    words: str = ""
    id: str | None = None
    match: Match | None = None

    def holds(self, extents: Sequence[Extent]) -> bool:
        """Whether quoted words are among those of the passage, where it has some."""
        return not self.extents or all(
            any(
                outer.paragraph == inner.paragraph
                and outer.start <= inner.start
                and inner.end <= outer.end
                for outer in self.extents
            )
            for inner in extents
        )


class ResolvedKey(Struct, frozen=True, gc=False):
    """One key of a bracket, or one `cite`: what it names.

    `passage_id` is that of a named passage, and `source_id` that of its source, whether it was
    found or not. `passage` is None where that could not be found out. `prefix` and
    `words` are what the editor put around the key.
    """

    typed: str
    span: Span
    passage: Passage | None = None
    prefix: str = ""
    words: str = ""
    passage_id: str | None = None
    source_id: str = ""


class CheckedQuotation(Struct, frozen=True, gc=False):
    """A quotation in prose, the references that it belongs to, and where it was found.

    `proved_by` is the reference that holds it; `position` is what a position says
    besides, in `by`, `via` and `answer`, where the quotation is in one.
    """

    quotation: Quotation
    references: tuple[ResolvedKey, ...]
    match: Match | None
    proved_by: ResolvedKey | None = None
    position: str | None = None


# --- What was not found ---------------------------------------------------------


class UnknownReference(Struct, frozen=True):
    """A key, claim id, source id or link to something that does not exist; `known` ones."""

    kind: Literal["citation", "source", "claim", "link"]
    name: str
    span: Span
    known: tuple[str, ...]


class OutOfRange(Struct, frozen=True):
    """A locator that the source does not have."""

    first: int
    last: int
    source: Source
    span: Span


class Scope(Struct, frozen=True):
    """Where a quotation was to be found: a source, paragraphs where they were named, and
    after which words, where it is the `to` of a run."""

    source: Source
    first: int | None = None
    last: int | None = None
    after: str = ""


class NotFound(Struct, frozen=True):
    """A passage's words that are nowhere in any source."""

    text: Text
    scope: Scope
    passage_id: str = ""
    part: Part = "quote"


class Elsewhere(Struct, frozen=True):
    """A passage's words that are in another paragraph or another source."""

    text: Text
    scope: Scope
    places: tuple[Match, ...]
    passage_id: str = ""
    part: Part = "quote"


class Ambiguous(Struct, frozen=True):
    """A passage's words that are in more than one place of their scope."""

    text: Text
    scope: Scope
    places: tuple[Match, ...]
    passage_id: str = ""
    part: Part = "quote"


class OutOfOrder(Struct, frozen=True):
    """Parts of a quotation that are all in the source, but not in this order in one
    paragraph; `places` holds the places of each part."""

    text: Text
    scope: Scope
    places: tuple[tuple[Match, ...], ...]
    passage_id: str = ""
    part: Part = "quote"


class NotInCitation(Struct, frozen=True):
    """A quotation in prose that is in none of the passages which its citation names;
    `places` is where it really is."""

    quotation: Quotation
    references: tuple[ResolvedKey, ...]
    places: tuple[Match, ...]


class NotText(Struct, frozen=True):
    """A quotation that holds a picture, code or a table."""

    quotation: Quotation


class WithoutCitation(Struct, frozen=True):
    """A quotation in prose with nothing after it that could prove it; `is_plain`: nor can there
    be anything, as the text is plain."""

    quotation: Quotation
    is_plain: bool = False


class BracketUse(Struct, frozen=True):
    """A bracketed word of the editor's that replaced, or may have replaced, the source's.

    `fault` says why that is an error, None where it is not.
    """

    replacement: Replacement
    span: Span
    place: Match
    fault: str | None


class DuplicateId(Struct, frozen=True):
    """An id given twice."""

    kind: str
    name: str
    span: Span
    first: Span


Issue = (
    Problem
    | UnknownReference
    | OutOfRange
    | NotFound
    | Elsewhere
    | Ambiguous
    | OutOfOrder
    | NotInCitation
    | NotText
    | StrayMark
    | WithoutCitation
    | BracketUse
    | DuplicateId
)
T = TypeVar("T")


# --- The brief ------------------------------------------------------------------


class ParsedSection(Struct, frozen=True):
    """A section, its Markdown parsed, its slug made unique within the brief."""

    section: Section
    slug: str
    blocks: tuple[Block, ...]


class ParsedPosition(Struct, frozen=True):
    """A position, its texts parsed, its `cite` looked up."""

    position: Position
    answer: Flow | None
    says: Flow | None
    references: tuple[ResolvedKey, ...]


class ParsedClaim(Struct, frozen=True):
    """A claim, its texts parsed."""

    claim: Claim
    wording: Flow
    positions: tuple[ParsedPosition, ...]
    note: Flow | None


class ResolvedBrief(Struct, frozen=True):
    """A brief with everything looked up.

    `letters` maps source ids to letters, in the order in which the appendix prints them;
    `citations` maps a bracket's span to its references. `references` are all of them, in
    reading order, those of `cite` included. `entry_findings` are what is wrong in the
    catalogue's entries of its sources, `twins` the other ids of a source's text, `untracked`
    the ids of those that git does not track. `pictures` are the contents of its pictures, by
    path from the workspace's root, and `drawn` the texts in them. `quoted_words` are what the
    prose quotes from each reference, by its span. `theme_parts` are
    what its theme prints, None where that is not known. `unsearched` of the workspace's sources
    are not searched for words that are not in the brief's. `parts` says, by key of the brief,
    which of the references and which of the quotations are in it.
    """

    brief: Brief
    sources: Mapping[str, Source]
    letters: Mapping[str, str]
    passages: Mapping[str, Passage]
    summary: Flow | None
    key_points: tuple[Flow, ...]
    changes: tuple[Flow, ...]
    sections: tuple[ParsedSection, ...]
    claims: tuple[ParsedClaim, ...]
    recommendations: tuple[Flow, ...]
    citations: Mapping[Span, tuple[ResolvedKey, ...]]
    references: tuple[ResolvedKey, ...]
    quotations: tuple[CheckedQuotation, ...]
    bare_keys: tuple[BareKey, ...] = ()
    issues: tuple[Issue, ...] = ()
    unreadable: tuple[Finding, ...] = ()
    named: Mapping[str, NamedPassage] = field(default_factory=dict)
    source_ids: frozenset[str] = frozenset()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    drawn: tuple[Text, ...] = ()
    unsupported: tuple[Unsupported, ...] = ()
    entry_findings: tuple[Finding, ...] = ()
    twins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    untracked: frozenset[str] = frozenset()
    indexes: Callable[[Source], Index] = Index
    standings: Mapping[Span, Standing] = field(default_factory=dict)
    quoted_words: Mapping[Span, Sequence[Extent]] = field(default_factory=dict)
    theme_parts: tuple[str, ...] | None = None
    unsearched: int = 0
    parts: Mapping[str, tuple[slice, slice]] = field(default_factory=dict)

    def printed_by(self, parts: Collection[str]) -> ResolvedBrief:
        """The brief with the references and quotations of those parts only that a theme prints."""
        printed = [both for name, both in self.parts.items() if name in parts]
        references = tuple(one for within, _ in printed for one in self.references[within])
        quotations = tuple(one for _, within in printed for one in self.quotations[within])
        return replace(self, references=references, quotations=quotations)

    def index(self, source: Source) -> Index:
        """The searchable form of a source, made once for all briefs of a library."""
        return self.indexes(source)

    def standing_of(self, reference: ResolvedKey) -> Standing:
        """How a reference came out, the quotations that belong to it included."""
        return self.standings.get(reference.span, "verified")

    def words_of(self, reference: ResolvedKey) -> tuple[Extent, ...]:
        """Where a reference's words are in its source: those of its passage, and what the
        prose quotes from it."""
        passage = reference.passage
        return (*(passage.extents if passage else ()), *self.quoted_words.get(reference.span, ()))

    def foreign(self, source: Source) -> str:
        """The language of a source (BCP 47), where it is known and is not the brief's, whatever
        the region; else empty."""
        language = source.reference.language
        own = self.brief.language
        return "" if _main(language) == _main(own) else language

    @property
    def quoted(self) -> Iterator[tuple[Text, Match]]:
        """Every quotation that was found, and where: those of passages, then those in prose."""
        for named in self.brief.passages:
            passage = self.passages.get(named.id.value)
            if named.quote and passage and passage.match:
                yield named.quote, passage.match
        for checked in self.quotations:
            if checked.match:
                yield checked.quotation.text, checked.match

    @property
    def runs(self) -> Iterator[tuple[Text, Match]]:
        """The passages that go from words to words: the first of these, and the whole run."""
        for named in self.brief.passages:
            passage = self.passages.get(named.id.value)
            if named.start and passage and passage.match:
                yield named.start, passage.match

    def languages(self, match: Match) -> tuple[str, str]:
        """The languages (BCP 47) of the brief and of the source of a quotation."""
        return self.brief.language, match.stretch.source.reference.language

    def issues_of(self, kind: type[T]) -> Iterator[T]:
        """The issues of one kind, in reading order."""
        return (issue for issue in self.issues if isinstance(issue, kind))


def _main(language: str) -> str:
    """The language of a tag, without its script and region."""
    return language.partition("-")[0].lower()
