"""A resolved brief → what it says, as an edition that can be compared."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import chain

from briefgen.matching.folding import fold
from briefgen.model.markup import (
    AuthorNote,
    Block,
    Break,
    Citation,
    Code,
    CodeBlock,
    Figure,
    Flow,
    Image,
    Inline,
    Link,
    Str,
    Styled,
    TableBlock,
    flows,
    leaves,
    walk,
)
from briefgen.model.source import Name, PartialDate, Reference
from briefgen.model.text import Span
from briefgen.resolve.result import (
    ParsedClaim,
    ParsedPosition,
    Passage,
    ResolvedBrief,
    ResolvedKey,
)

from .edition import Cited, CitedSource, Edition, HeldPosition, Part, Sentence, StatedClaim

_DIGITS = 8  # of a picture's SHA-256
_CITED = "\ufffc"  # holds the place of one that is cited while a text is divided into sentences
_BRACKET = "\ufff9"  # holds the place of a citation's bracket, or of a note
_NOTE = "\ufffa"  # holds the place of a note's words
# A sentence ends with a stop, and perhaps closing marks and brackets, before a space and what can
# begin one.
_SENTENCE_END = re.compile(
    rf"(?<=[.!?…])((?:[”’»)\]]|\s*{_BRACKET}[{_CITED}{_NOTE}]*)*)\s+(?=[“‘«(\[]*[^\W_a-z])"
)
_HELD = re.compile(f"[{_CITED}{_BRACKET}{_NOTE}]")
_BEFORE_STOP = re.compile(rf" +{_BRACKET}(?: *{_BRACKET})*(?=[.,;:?!)])")


def edition_of(brief: ResolvedBrief, fingerprint: str = "") -> Edition:
    """What a resolved brief says; `fingerprint` is that of its inputs, where it is known."""
    return _Reader(brief).edition(fingerprint)


# What a catalogue says of a source that its full reference does not print.
_NOT_PRINTED = {"id", "type", "language", "note"}


def _described(reference: Reference) -> Iterator[str]:
    """What a reference prints, each part as text."""
    for key in reference.__struct_fields__:
        value = getattr(reference, key)
        if value and key not in _NOT_PRINTED:
            yield ", ".join(map(_said, value)) if isinstance(value, tuple) else _said(value)


def _said(value: object) -> str:
    match value:
        case Name(literal=literal) | PartialDate(literal=literal) if literal:
            return literal
        case Name():
            parts = (value.given, value.dropping_particle, value.non_dropping_particle)
            return " ".join(filter(None, (*parts, value.family, value.suffix)))
        case PartialDate():
            until = f"/{_said(value.until)}" if value.until else ""
            numbers = filter(None, (value.year, value.month, value.day))
            return "-".join(f"{number:02}" for number in numbers) + until
        case _:
            return str(value)


def _spaced(text: str) -> str:
    """`text` with single spaces, and none where a citation or a note was right before a mark that
    ends words: in French one is before some of them, which is typed after the citation."""
    text = _BEFORE_STOP.sub("", text.replace(_CITED, ""))
    return " ".join(text.replace(_BRACKET, "").split())


def _with_notes(text: str, notes: Iterator[str]) -> str:
    """A marked text with the next of `notes` in each place that holds one's."""
    return re.sub(_NOTE, lambda _: f" ({next(notes)})", text)


class _Reader:
    def __init__(self, brief: ResolvedBrief):
        self.brief = brief
        self.cited_in: dict[str, dict[int, dict[str, None]]] = {}
        self.here = ""
        self.place = ""
        self.blocks = 0
        self.quotations: dict[Span, list[tuple[str, str]]] = {}  # by the key that proves them
        for one in brief.quotations:
            if one.match and one.proved_by:
                words = one.quotation.text.value, one.match.words
                self.quotations.setdefault(one.proved_by.span, []).append(words)

    def edition(self, fingerprint: str) -> Edition:
        brief = self.brief
        key_points = self._items("key points", "key-point", brief.key_points)
        parts = list(self._parts())
        recommendations = self._items("recommendations", "recommendation", brief.recommendations)
        claims = tuple(self._claim(claim) for claim in brief.claims)
        return Edition(
            dict(self._details()),
            claims,
            tuple(self._quotations()),
            tuple(self._sources()),
            recommendations,
            key_points,
            tuple(parts),
            fingerprint,
        )

    def _details(self) -> Iterator[tuple[str, str]]:
        brief = self.brief.brief
        for key in ("title", "subtitle", "date", "edition", "occasion", "marking"):
            if value := getattr(brief, key):
                yield key, str(value)
        for key in ("prepared_by", "prepared_for"):
            if values := getattr(brief, key):
                yield key, "; ".join(map(str, values))
        yield "language", brief.language
        yield "theme", brief.own_theme or brief.theme
        yield "paper", brief.paper
        yield "appendix", brief.appendix or "full"

    # texts

    def _items(self, where: str, anchor: str, items: Iterable[Flow]) -> tuple[Sentence, ...]:
        self.here = where
        return tuple(
            self._whole(item.inlines, f"{anchor}-{number}") for number, item in enumerate(items, 1)
        )

    def _parts(self) -> Iterator[Part]:
        if self.brief.summary:
            self.here, self.place = "the summary", "summary"
            yield Part("Summary", tuple(self._sentences(self.brief.summary)))
        for number, parsed in enumerate(self.brief.sections, 1):
            heading = parsed.section.heading.value
            self.here = f"section “{heading}”"
            yield Part(heading, tuple(self._prose(parsed.blocks)), f"section-{number}")

    def _prose(self, blocks: Iterable[Block]) -> Iterator[Sentence]:
        for block in leaves(blocks):
            self.blocks += 1
            self.place = f"text-{self.blocks}"
            match block:
                case CodeBlock(text=text):
                    yield Sentence(text.rstrip(), place=self.place)
                case Figure(image=image, caption=caption):
                    yield self._figure(image, caption)
                case TableBlock(head=head, rows=rows):
                    yield from (self._row(cells) for cells in (head, *rows))
                case _:
                    for flow in flows((block,)):
                        yield from self._sentences(flow)

    def _figure(self, image: Image, caption: Flow) -> Sentence:
        """A picture, its caption and some digits that change when the file does."""
        whole = self._whole(caption.inlines)
        said = dict.fromkeys(filter(None, (image.alt, whole.text)))
        folder = posixpath.dirname(self.brief.brief.path)
        path = posixpath.normpath(posixpath.join(folder, image.src))
        content = self.brief.pictures.get(path)
        digits = f", {sha256(content).hexdigest()[:_DIGITS]}" if content else ""
        return Sentence(f"{' – '.join(said)} ({image.src}{digits})", whole.cited, self.place)

    def _row(self, cells: Iterable[Flow]) -> Sentence:
        wholes = [self._whole(cell.inlines) for cell in cells]
        texts, worded = (
            " | ".join(filter(None, side))
            for side in ((one.text for one in wholes), map(str, wholes))
        )
        cited = chain.from_iterable(one.cited for one in wholes)
        return Sentence(texts, tuple(cited), self.place, worded)

    def _sentences(self, flow: Flow) -> Iterator[Sentence]:
        yield from self._divided(*self._marked(flow.inlines))
        for node in walk(flow.inlines):
            if isinstance(node, AuthorNote):
                yield from self._sentences(node.content)

    def _whole(self, inlines: Iterable[Inline], place: str = "") -> Sentence:
        """Inline content as one text, its notes in parentheses where they are called."""
        notes: list[str] = []
        sentences = list(self._divided(*self._marked(inlines, notes), notes))
        return Sentence(
            " ".join(one.text for one in sentences),
            tuple(chain.from_iterable(one.cited for one in sentences)),
            place,
            " ".join(map(str, sentences)),
        )

    def _divided(
        self, text: str, cited: Iterable[Cited], notes: Iterable[str] = ()
    ) -> Iterator[Sentence]:
        """The sentences of a marked text, each with what is cited and noted in it."""
        places, words = iter(cited), iter(notes)
        for typed in _SENTENCE_END.sub("\\1\n", text).split("\n"):
            said = _with_notes(typed, words)
            own = tuple(next(places) for _ in range(said.count(_CITED)))
            plain = _spaced(said)
            if plain or own:
                yield Sentence(plain, own, self.place)

    def _marked(
        self, inlines: Iterable[Inline], notes: list[str] | None = None
    ) -> tuple[str, list[Cited]]:
        """The characters of inline content, in which each cited place holds its place, and what
        it cites; with `notes` also what its notes cite, whose characters are added to those."""
        cited: list[Cited] = []

        def characters(nodes: Iterable[Inline]) -> Iterator[str]:
            for node in nodes:
                match node:
                    case Str(text=text) | Code(text=text):
                        yield _HELD.sub("", text)
                    case Styled(children=children) | Link(children=children):
                        yield from characters(children)
                    case Break():
                        yield " "
                    case Image(src=src, alt=alt):
                        yield f"{alt} ({src})"
                    case Citation():
                        places = self._cited(self.brief.citations.get(node.span, ()))
                        cited.extend(places)
                        yield _BRACKET + _CITED * len(places)
                    case AuthorNote(content=content) if notes is not None:
                        inner: list[str] = []
                        words, places = self._marked(content.inlines, inner)
                        notes.append(_with_notes(words, iter(inner)))
                        cited.extend(places)
                        yield _BRACKET + _NOTE
                    case AuthorNote():
                        yield _BRACKET
                    case _:
                        pass

        return "".join(characters(inlines)), cited

    # places

    def _cited(self, references: Iterable[ResolvedKey]) -> list[Cited]:
        cited = []
        for reference in references:
            if reference.passage:
                place = self._cited_place(reference.passage)
                quotations = self.quotations.get(reference.span, ())
                typed, words = zip(*quotations, strict=True) if quotations else ((), ())
                quoted = [place.words, *words] if place.words else words
                keys = tuple((place.source, fold(one)) for one in quoted)
                cited.append(replace(place, typed=typed, quoted=keys))
        return cited

    def _cited_place(self, passage: Passage) -> Cited:
        source = passage.source
        first, last = passage.first, passage.last or passage.first
        numbers = range(first, (last or first) + 1) if first else range(0)
        for number in numbers:
            where = self.cited_in.setdefault(source.id, {}).setdefault(number, {})
            where[self.here] = None
        context = " ".join(source.paragraphs[number - 1].value for number in numbers)
        return Cited(source.id, passage.words, context, first)

    def _quotations(self) -> Iterator[Cited]:
        seen = set()
        for cited in self._quoted():
            if cited.words and cited.key not in seen:
                seen.add(cited.key)
                yield cited

    def _quoted(self) -> Iterator[Cited]:
        for reference in self.brief.references:
            if reference.passage and reference.passage.words:
                yield self._cited_place(reference.passage)
        for checked in self.brief.quotations:
            if match := checked.match:
                source = next(
                    one.passage.source
                    for one in checked.references
                    if one.passage and one.passage.source.path == match.span.path
                )
                paragraph = source.paragraphs[match.paragraph - 1].value
                yield Cited(source.id, match.words, paragraph, match.paragraph)

    def _sources(self) -> Iterator[CitedSource]:
        for id in self.brief.letters:
            source = self.brief.sources[id]
            cited = {number: tuple(where) for number, where in self.cited_in.get(id, {}).items()}
            texts = tuple(paragraph.value for paragraph in source.paragraphs)
            described = "; ".join(_described(source.reference))
            yield CitedSource(id, source.reference.title, texts, cited, described)

    # claims

    def _claim(self, parsed: ParsedClaim) -> StatedClaim:
        id = parsed.claim.id.value
        self.here = f"claim {id}"
        note = self._whole(parsed.note.inlines) if parsed.note else Sentence("")
        return StatedClaim(
            id,
            parsed.claim.wording.value,
            parsed.claim.question is not None,
            parsed.claim.status,
            tuple(self._position(position) for position in parsed.positions),
            note,
        )

    def _position(self, parsed: ParsedPosition) -> HeldPosition:
        position = parsed.position
        answer = self._whole(parsed.answer.inlines if parsed.answer else ())
        says = self._whole(parsed.says.inlines if parsed.says else ())
        cited = (*self._cited(parsed.references), *answer.cited, *says.cited)
        return HeldPosition(
            position.by.value,
            position.stance or "",
            position.via.value if position.via else "",
            answer.text,
            says.text,
            cited,
        )
