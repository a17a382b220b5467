"""What an edition of a brief says, without how it counts and letters it.

Letters, note numbers, comments and `ignore` are not part of it, and a cited place is known by
its source and its words, so that renumbered paragraphs and reordered sources change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from briefgen.matching.folding import fold

QuotedKey = tuple[str, str]  # the source of a quotation, and its words, folded


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited place: its source, its words (empty where whole paragraphs are cited), the text of
    its paragraphs, and its first paragraph (None for a whole source).

    `typed` are the quotations that belong to it, as they are typed, and `quoted` their keys;
    neither is compared.
    """

    source: str
    words: str
    context: str
    paragraph: int | None
    typed: tuple[str, ...] = field(default=(), compare=False, repr=False)
    quoted: tuple[QuotedKey, ...] = field(default=(), compare=False, repr=False)

    @property
    def key(self) -> QuotedKey:
        """What makes two cited places the same one."""
        return self.source, fold(self.words or self.context)

    def __str__(self) -> str:
        place = self.source if self.paragraph is None else f"{self.source} ¶{self.paragraph}"
        return f"{place}: “{self.words}”" if self.words else place


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or another text that is compared as a whole, and what it cites.

    `place` is where it is in its own edition (see `Replaced`), `worded` a text of several
    sentences with what each of them cites after it; neither is compared.
    """

    text: str
    cited: tuple[Cited, ...] = ()
    place: str = field(default="", compare=False, repr=False)
    worded: str = field(default="", compare=False, repr=False)

    @property
    def key(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        return fold(self.text), tuple(sorted(one.key for one in self.cited))

    def __str__(self) -> str:
        return self.worded or self.text + "".join(f" [{one}]" for one in self.cited)

    @property
    def around(self) -> str:
        """What it says apart from what it quotes."""
        return _around((self.text,), self.cited)


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
        return *map(fold, self._texts), tuple(sorted(one.key for one in self.cited))

    @property
    def around(self) -> str:
        """What it says apart from what it quotes."""
        return _around(self._texts, self.cited)

    @property
    def _texts(self) -> tuple[str, ...]:
        return self.holder, self.stance, self.via, self.answer, self.says

    def __str__(self) -> str:
        said = self.answer or self.stance
        via = f" ({self.via})" if self.via else ""
        # An answer may be a whole sentence.
        words = f"{' ' if said[-1:] in '.!?' else ': '}{self.says}" if self.says else ""
        return f"{self.holder}{via} — {said}{words}" + "".join(f" [{one}]" for one in self.cited)


def _around(texts: Iterable[str], cited: Iterable[Cited]) -> str:
    """Texts without their quotations."""
    rest = "\n".join(map(fold, texts))
    for typed in (typed for one in cited for typed in one.typed):
        rest = rest.replace(fold(typed), "", 1)
    return rest


@dataclass(frozen=True, slots=True)
class StatedClaim:
    """A contested claim or an open question, its derived status and its positions."""

    id: str
    wording: str
    is_question: bool
    status: str
    positions: tuple[HeldPosition, ...]
    note: Sentence

    @property
    def key(self) -> tuple[object, ...]:
        positions = sorted(one.key for one in self.positions)
        return fold(self.wording), self.is_question, self.status, self.note.key, positions

    def __str__(self) -> str:
        return "\n".join((f"{self.wording} ({self.status})", *map(str, self.positions)))


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source: its title and its paragraphs, and what cites each (`claim order`, `section …`).

    `reference` is what the catalogue says of it: title, people, dates, where it is published."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    cited_in: Mapping[int, tuple[str, ...]]
    reference: str = ""


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
