"""A brief as it was authored: its form checked, but nothing looked up yet."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from .text import Span, Text

Stance = Literal["asserts", "denies", "questions", "qualifies"]
Paper = Literal["letter", "a4"]
AppendixMode = Literal["full", "cited", "none"]
Status = Literal["disputed", "questioned", "qualified", "asserted only", "denied", "answers differ"]
# The order in which sides are printed and read aloud.
STANCES: tuple[Stance, ...] = ("asserts", "denies", "questions", "qualifies")


class Locator(Struct, frozen=True, gc=False):
    """A paragraph or a range of paragraphs, as typed: not yet checked against a source."""

    first: int
    last: int
    span: Span


class NamedPassage(Struct, frozen=True, gc=False):
    """An entry of `passages:`: words of a source, a run of text, or paragraphs.

    Either `quote`, or `start` with `end` (the keys `from` and `to`), or `locator`
    alone; a `locator` beside the first two narrows the search.
    """

    id: Text
    source: Text
    locator: Locator | None = None
    quote: Text | None = None
    start: Text | None = None
    end: Text | None = None


class Position(Struct, frozen=True):
    """Who says what about a claim: `stance` under a claim, `answer` under a question."""

    by: Text
    cite: tuple[Text, ...]
    span: Span
    stance: Stance | None = None
    answer: Text | None = None
    via: Text | None = None
    says: Text | None = None


class Claim(Struct, frozen=True):
    """A contested claim (`claim`) or an open question (`question`), and who holds what."""

    id: Text
    positions: tuple[Position, ...]
    claim: Text | None = None
    question: Text | None = None
    note: Text | None = None

    @property
    def wording(self) -> Text:
        text = self.claim or self.question
        assert text is not None
        return text

    @property
    def status(self) -> Status:
        """The claim's status, derived from the stances of its positions."""
        if self.question is not None:
            return "answers differ"
        stances = {position.stance for position in self.positions}
        if "asserts" in stances:
            if "denies" in stances:
                return "disputed"
            if "questions" in stances:
                return "questioned"
            return "qualified" if "qualifies" in stances else "asserted only"
        if "denies" in stances:
            return "denied"
        return "questioned" if "questions" in stances else "qualified"

    @property
    def lettered(self) -> tuple[int, ...]:
        """The indexes of the positions in the order of their letters, `a` first: asserts,
        denies, questions, qualifies, and the brief's order within each; answers in the
        brief's order."""
        indexes = range(len(self.positions))
        if self.question is not None:
            return tuple(indexes)

        def side(index: int) -> int:
            stance = self.positions[index].stance
            return STANCES.index(stance) if stance else len(STANCES)

        return tuple(sorted(indexes, key=side))


def position_letter(number: int) -> str:
    """The letter of a claim's position, counted from 1: a, b … z, aa, ab …."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


class Section(Struct, frozen=True):
    """A heading with its Markdown; `claims` marks the whole section as contested."""

    heading: Text
    body: Text | None
    claims: tuple[Text, ...] = ()


class Ignore(Struct, frozen=True):
    """A finding that the editor suppresses, with a reason."""

    rule: Text
    span: Span
    text: Text | None = None
    reason: Text | None = None


class Brief(Struct, frozen=True):
    """A brief as it was typed, its form checked but nothing looked up yet.

    `invalid_ids` are the passages and claims of which something had to be left out: they
    are known, whatever is missing of them here. `placeholders` are the places of texts that
    stand for required ones that are missing; a missing date is `date.min`. `…_at` is where the
    value of a key is, if it has one. `own_theme` is the brief's own theme, where `theme` is
    the one of `--theme`.
    """

    path: str
    title: Text
    date: date
    subtitle: Text | None = None
    marking: Text | None = None
    occasion: Text | None = None
    edition: Text | None = None
    prepared_by: tuple[Text, ...] = ()
    prepared_for: tuple[Text, ...] = ()
    language: str = "en-US"
    language_at: Span | None = None
    paper: Paper = "letter"
    theme: str = "policy-brief"
    theme_at: Span | None = None
    own_theme: str | None = None
    figures: Literal["full", "none"] = "full"
    room_column: bool = False
    room_column_at: Span | None = None
    sources: tuple[Text, ...] = ()
    appendix: AppendixMode | None = None  # full, in large print cited
    appendix_at: Span | None = None
    replaces: Text | None = None
    passages: tuple[NamedPassage, ...] = ()
    summary: Text | None = None
    key_points: tuple[Text, ...] = ()
    recommendations: tuple[Text, ...] = ()
    changes: tuple[Text, ...] = ()
    sections: tuple[Section, ...] = ()
    claims: tuple[Claim, ...] = ()
    ignore: tuple[Ignore, ...] = ()
    invalid_ids: frozenset[str] = frozenset()
    placeholders: frozenset[Span] = frozenset()
    typed: str = ""
