"""A source's text, folded, with the few places at which a quotation may be written either way.

A word divided at a line end may be quoted with its hyphen or undivided; the mark with which
a source reopens a paragraph may be left out. Folded text holds one of three characters there,
and `View` knows what each of them may answer to.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from briefgen.model.found_once import found_once
from briefgen.model.lazy_pattern import lazy_pattern

from .folding import MARK, Folded, fold_with_map
from .pattern import Literal

# Noncharacters of Unicode, which no text holds.
DIVIDED = "\ufdd0"  # a hyphen at a line end between small letters: there or not
HYPHENATED = "\ufdd1"  # any other hyphen at a line end
REOPENED = "\ufdd2"  # a mark that reopens a paragraph: there or not
_SOFT = lazy_pattern(f"[{DIVIDED}{HYPHENATED}{REOPENED}]")
_SQUEEZED = str.maketrans("", "", f"- {MARK}{DIVIDED}{HYPHENATED}{REOPENED}")


class Fit(Struct, frozen=True):
    """How words answer to folded text from `start` on: where they end, and for each either-way
    place its position and what the quotation has there."""

    start: int
    end: int
    choices: tuple[tuple[int, str], ...] = ()


def key(folded: str) -> str:
    """What two forms of the same words have in common: without case, hyphens, spaces, marks."""
    return _lower(folded.translate(_SQUEEZED))


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


class View:
    """Raw text `prepared` for folding: with either-way characters in it, and invisible ones
    over what is not to be compared."""

    def __init__(self, prepared: str):
        self._prepared = prepared

    @property
    def text(self) -> str:
        return self.folded.text

    @found_once
    def folded(self) -> Folded:
        return fold_with_map(self._prepared)

    @found_once
    def _soft(self) -> tuple[int, ...]:
        return tuple(match.start() for match in _SOFT.finditer(self.text))

    @found_once
    def _haystack(self) -> tuple[str, list[int]]:
        """The text's key, and where in the text each of its characters is."""
        at = [i for i, c in enumerate(self.text) if ord(c) not in _SQUEEZED]
        return _lower("".join(self.text[i] for i in at)), at

    def places(self, literal: Literal) -> Iterator[Fit]:
        """Where words are, overlapping places too."""
        if literal.is_exact and not self._soft:
            start = self.text.find(literal.text)
            while start >= 0:
                yield Fit(start, start + len(literal.text))
                start = self.text.find(literal.text, start + 1)
            return
        wanted = key(literal.text)
        haystack, at = self._haystack
        found = haystack.find(wanted) if wanted else -1
        while found >= 0:
            # The words may begin with a mark or a hyphen, which the key lacks.
            first = at[found - 1] + 1 if found else 0
            for start in range(at[found], first - 1, -1):
                if fit := self.at(literal, start):
                    yield fit
                    break
            found = haystack.find(wanted, found + 1)

    def holds(self, literal: Literal) -> bool:
        """Whether words are anywhere."""
        return next(self.places(literal), None) is not None

    def at(self, literal: Literal, start: int) -> Fit | None:
        """How words answer to the text at `start`; None where they do not."""
        typed = literal.text
        if literal.is_exact and not self._soft:
            return Fit(start, start + len(typed)) if self.text.startswith(typed, start) else None
        here, done = start, 0
        choices: list[tuple[int, str]] = []
        for number in range(bisect_left(self._soft, start), len(self._soft)):
            soft = self._soft[number]
            run = min(soft - here, len(typed) - done)
            if not self._same(literal, done, here, run):
                return None
            here, done = here + run, done + run
            if done == len(typed):
                return Fit(start, here, tuple(choices))
            chosen = _choice(self.text[here], typed, done)
            if chosen is None:
                return None
            choices.append((here, chosen))
            here, done = here + 1, done + len(chosen)
        run = len(typed) - done
        if here + run > len(self.text) or not self._same(literal, done, here, run):
            return None
        return Fit(start, here + run, tuple(choices))

    def divides(self, at: int) -> bool:
        """Whether a word is divided at a line end there."""
        return self.text[at] in (DIVIDED, HYPHENATED)

    def position(self, literal: Literal, start: int, offset: int) -> int:
        """Where character `offset` of words that are at `start` is."""
        fit = self.at(Literal(literal.text[:offset], literal.inserts), start)
        return fit.end if fit else start + offset

    def _same(self, literal: Literal, first: int, start: int, length: int) -> bool:
        """Whether characters `first` on of the words are those at `start`, save for their case
        where a bracket changes that."""
        typed = literal.text[first : first + length]
        if not literal.is_exact:
            for at in literal.flexible:
                own = self.text[start + at - first : start + at - first + 1]
                inside = first <= at < first + length
                if inside and own.lower() == literal.text[at].lower():
                    typed = typed[: at - first] + own + typed[at - first + 1 :]
        return self.text.startswith(typed, start)


def _choice(soft: str, typed: str, at: int) -> str | None:
    """What a quotation has in an either-way place; None where that cannot be there."""
    if soft == REOPENED:
        return MARK if typed.startswith(MARK, at) else ""
    if typed.startswith("-", at):
        return "- " if typed.startswith("- ", at) else "-"
    return "" if soft == DIVIDED else None
