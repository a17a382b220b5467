"""What an edition of a brief says, without how it counts and letters it.

Letters, note numbers, comments and `ignore` are not part of it, and a cited place is known by
its source and its words, so that renumbered paragraphs and reordered sources change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

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
    flows,
    leaves,
    walk,
)
from briefgen.resolve.result import (
    ParsedClaim,
    ParsedPosition,
    Passage,
    ResolvedBrief,
)

# A sentence ends with a stop and perhaps closing marks, before a space and what can begin one.
_SENTENCE_END = re.compile(r"(?<=[.!?…])([”’»)\]]*)\s+(?=[“‘«(\[]*[^\W_a-z])")
_CITED = "\ufffc"  # holds the place of a citation while a text is divided into sentences


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited place: its source, its words (empty where whole paragraphs are cited), the text of
    its paragraphs, and its first paragraph (None for a whole source)."""

    source: str
    words: str
    context: str
    paragraph: int | None

    @property
    def key(self) -> tuple[str, str]:
        """What makes two cited places the same one."""
        return self.source, fold(self.words or self.context)

    def __str__(self) -> str:
        place = self.source if self.paragraph is None else f"{self.source} ¶{self.paragraph}"
        return f"{place}: “{self.words}”" if self.words else place


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or another text that is compared as a whole, and what it cites.

    `place` is where it is in its own edition (see `Replaced`); it is never compared.
    """

    text: str
    cited: tuple[Cited, ...] = ()
    place: str = field(default="", compare=False, repr=False)

    @property
    def key(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        return fold(self.text), tuple(sorted(one.key for one in self.cited))

    def __str__(self) -> str:
        return self.text + "".join(f" [{one}]" for one in self.cited)


@dataclass(frozen=True, slots=True)
class HeldPosition:
    """Who holds what about a claim; `stance` is empty under a question."""

    holder: str
    stance: str
    via: str
    answer: str
    says: str
    cited: tuple[Cited, ...]

    @property
    def key(self) -> tuple[object, ...]:
        texts = (self.holder, self.stance, self.via, self.answer, self.says)
        return *map(fold, texts), tuple(sorted(one.key for one in self.cited))

    def __str__(self) -> str:
        said = self.answer or self.stance
        via = f" ({self.via})" if self.via else ""
        # An answer may be a whole sentence.
        words = f"{' ' if said[-1:] in '.!?' else ': '}{self.says}" if self.says else ""
        return f"{self.holder}{via} — {said}{words}" + "".join(f" [{one}]" for one in self.cited)


@dataclass(frozen=True, slots=True)
class StatedClaim:
    """A contested claim or an open question, its derived status and its positions."""

    id: str
    wording: str
    is_question: bool
    status: str
    positions: tuple[HeldPosition, ...]
    note: Sentence

    def __str__(self) -> str:
        return "\n".join((f"{self.wording} ({self.status})", *map(str, self.positions)))


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source: its title and its paragraphs, and what cites each (`claim order`, `section …`)."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    cited_in: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """A section or another run of prose: its heading, its sentences, and where the heading is."""

    heading: str
    sentences: tuple[Sentence, ...]
    place: str = ""

    @property
    def body(self) -> str:
        return " ".join(map(str, self.sentences))

    def __str__(self) -> str:
        return f"{self.heading}\n{self.body}"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a brief. `details` are its title, date and other lines by their key;
    `fingerprint` is the printed one, empty where it was not built."""

    details: Mapping[str, str]
    claims: tuple[StatedClaim, ...]
    quotations: tuple[Cited, ...]
    sources: tuple[CitedSource, ...]
    recommendations: tuple[Sentence, ...]
    key_points: tuple[Sentence, ...]
    parts: tuple[Part, ...]
    fingerprint: str = ""


def edition_of(brief: ResolvedBrief, fingerprint: str = "") -> Edition:
    """What a resolved brief says; `fingerprint` is that of its inputs, where it is known."""
    return _Reader(brief).edition(fingerprint)


def _spaced(text: str) -> str:
    """`text` with single spaces, and none where a citation was before a comma or full stop."""
    return re.sub(" (?=[,.])", "", " ".join(text.split()))


class _Reader:
    def __init__(self, brief: ResolvedBrief):
        self.brief = brief
        self.cited_in: dict[str, dict[int, dict[str, None]]] = {}
        self.here = ""
        self.place = ""
        self.blocks = 0

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
        for key in ("language", "theme", "paper"):
            yield key, str(getattr(brief, key))
        yield "appendix", brief.appendix or "full"

    # texts

    def _items(self, where: str, anchor: str, items: Iterable[Flow]) -> tuple[Sentence, ...]:
        self.here = where
        return tuple(
            Sentence(*self._text(item.inlines), place=f"{anchor}-{number}")
            for number, item in enumerate(items, 1)
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
            if isinstance(block, CodeBlock):
                yield Sentence(block.text, place=self.place)
            elif isinstance(block, Figure):
                yield Sentence(f"{block.image.alt} ({block.image.src})", place=self.place)
            for flow in flows((block,)):
                yield from self._sentences(flow)

    def _sentences(self, flow: Flow) -> Iterator[Sentence]:
        text, cited = self._text(flow.inlines, mark=True)
        following = iter(cited)
        for typed in _SENTENCE_END.sub("\\1\n", text).split("\n"):
            own = tuple(next(following) for _ in range(typed.count(_CITED)))
            plain = _spaced(typed.replace(_CITED, ""))
            if plain or own:
                yield Sentence(plain, own, self.place)
        for node in walk(flow.inlines):
            if isinstance(node, AuthorNote):
                yield from self._sentences(node.content)

    def _text(
        self, inlines: Iterable[Inline], *, mark: bool = False
    ) -> tuple[str, tuple[Cited, ...]]:
        """The characters of inline content, and what it cites; where `mark` is set each cited
        place holds its place among the characters."""
        cited: list[Cited] = []

        def characters(nodes: Iterable[Inline]) -> Iterator[str]:
            for node in nodes:
                match node:
                    case Str(text=text) | Code(text=text):
                        yield text.replace(_CITED, "")
                    case Styled(children=children) | Link(children=children):
                        yield from characters(children)
                    case Break():
                        yield " "
                    case Image(src=src, alt=alt):
                        yield f"{alt} ({src})"
                    case Citation():
                        places = self._cited(self.brief.citations.get(node.span, ()))
                        cited.extend(places)
                        yield _CITED * len(places) if mark else ""
                    case AuthorNote() if not mark:
                        text, inner = self._text(node.content.inlines)
                        cited.extend(inner)
                        yield f" ({text})"
                    case _:
                        pass

        text = "".join(characters(inlines))
        return (text if mark else _spaced(text)), tuple(cited)

    # places

    def _cited(self, references: Iterable[object]) -> list[Cited]:
        passages = [getattr(reference, "passage", None) for reference in references]
        return [self._cited_place(passage) for passage in passages if isinstance(passage, Passage)]

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
            yield CitedSource(id, source.reference.title, texts, cited)

    # claims

    def _claim(self, parsed: ParsedClaim) -> StatedClaim:
        id = parsed.claim.id.value
        self.here = f"claim {id}"
        note = Sentence(*self._text(parsed.note.inlines)) if parsed.note else Sentence("")
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
        answer, in_answer = self._text(parsed.answer.inlines if parsed.answer else ())
        says, in_says = self._text(parsed.says.inlines if parsed.says else ())
        cited = [*self._cited(parsed.references), *in_answer, *in_says]
        return HeldPosition(
            position.by.value,
            position.stance or "",
            position.via.value if position.via else "",
            answer,
            says,
            tuple(cited),
        )
