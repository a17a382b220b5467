"""What the editor may have meant: nearest ids, closest text. Suggests, never passes anything.

What finds it is imported where it is asked: a brief in which nothing is wrong needs none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from briefgen.model.text import Span

from .alignment import changes
from .folding import MARK, fold
from .matcher import Index, Match, Stretch, find
from .pattern import ENDS_OTHERWISE, FINAL, OMISSION
from .word_boundaries import splits_word
from .word_index import WordIndex, WordRun, keys

# Without the marks and the punctuation around it.
_BARE_WORD = re.compile(r"[^\W_](?:\S*[^\W_])?")
# Words of a difference; a long dash is one of its own, spaced or not, a spaced % is none.
_WORD = re.compile(r"[^\s\u2012-\u2015]+(?:(?<=\d)\s%[^\s\u2012-\u2015]*)?|[\u2012-\u2015]")
_CASE = re.compile(r"\[(\w)\](?=\w)")
_BRACKET = re.compile(r"\[[^\[\]]{0,80}\]")
_OPENING = frozenset("“„\"«»‘’'‹›([¿¡-−–—±+~≈<≤=≠>≥$€£¥¢₩₹₽#§")
_CLOSING = frozenset("”“\"«»’'‹›.,;:!?)]…%")
_FINAL = frozenset(".,;:!?…%")
_BRACKETED = re.compile(r"(?:\[[^\[\]]+\][^\w\s]*\s?)+")
_AFTER = f".,;:!?)]{MARK}"
# A bracket of the editor's may stand for so many words.
_REPLACED = 4
# Markdown of a source, which nobody would quote.
_MARKUP = re.compile(r"[*_`|#\\]|\]\(")
# The share of a quotation's words that a run has to hold to be of help.
_ENOUGH = 0.5
# What a place that the brief names is preferred by.
_NAMED = 1.15
# So many words of the source are shown in the place of others at an end of a quotation.
_MOST_BEYOND = 3
_NEAR_IDS = 60
# A quotation that is longer by more words than this does not help either.
_MOST_ADDED = 20
_HYPHENS = frozenset("-\u00ad\u2010")


class WordChange(Struct, frozen=True):
    """Words that only the brief has in one place, and those that only the source has there.

    `number` is that of the first differing word of the brief; `before` is the source's word
    before them; `start` and `end` are the characters of the brief's words, or the end of the
    word before them where it has none.
    """

    brief: str
    source: str
    number: int
    before: str = ""
    start: int = 0
    end: int = 0


class Nearest(Struct, frozen=True):
    """The run of source text that is most like a quotation, and how the two differ.

    `difference` is (brief, source), with `[-words-]` that only the brief has and
    `{+words+}` that only the source has; `changes` are these one by one. `first` and `last`
    are the paragraphs of the run.
    """

    words: str
    first: int
    last: int
    source_id: str
    span: Span
    difference: tuple[str, str]
    changes: tuple[WordChange, ...]
    shared: float = 1.0


def nearest_names(name: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known names most like `name`, best first."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        name.casefold(),
        {k: k.casefold() for k in known},
        scorer=fuzz.ratio,
        limit=limit,
        score_cutoff=_NEAR_IDS,
    )
    return [key for _, __, key in found]


def letters_apart(one: str, other: str) -> int:
    """How many letters have to be added, removed or changed to make one name the other."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other)


def nearest_words(
    typed: str, index: Index, first: int | None = None, last: int | None = None
) -> Nearest | None:
    """The run of text of a source most like `typed`, rather in its paragraphs `first` to
    `last`; None where none shares half of the words, or it has none."""
    if not (wanted := wanted_words(typed)):
        return None
    best: tuple[float, _Place] | None = None
    for place in _places(typed, wanted, index, first, last):
        stretch, run = place.stretch, place.run
        named = first is not None and first <= stretch.first and stretch.last <= (last or first)
        score = run.shared * (_NAMED if named else 1)
        if best is None or score > best[0]:
            best = score, place
        if best[0] >= len(wanted):  # none is better
            break
    if best is None or best[1].run.shared < _ENOUGH * len(wanted):
        return None
    stretch, run = best[1].stretch, best[1].run
    start, end = _raw(typed, best[1])
    own = stretch.words(start, end)
    extents = stretch.extents(start, end)
    ours, theirs = _Words(typed), _Words(own)
    found = _changes(ours, theirs)
    return Nearest(
        own,
        extents[0].paragraph,
        extents[-1].paragraph,
        stretch.source.id,
        stretch.span(start),
        _marked(ours, theirs, found),
        _listed(ours, theirs, found),
        run.shared / len(wanted),
    )


def run_place(typed: str, index: Index, run: WordRun) -> tuple[Stretch, int, int]:
    """The paragraph of a run of an index's words, and the raw characters in it that answer to
    `typed`."""
    place = _place(run, index)
    return place.stretch, *_raw(typed, place)


class _Place(Struct, frozen=True):
    """A run of words in a stretch, which are the words `begin` to `after` of `words`; or the raw
    characters `exact` of the stretch."""

    stretch: Stretch
    run: WordRun
    words: WordIndex
    begin: int
    after: int
    exact: tuple[int, int] | None = None


def wanted_words(typed: str) -> list[str]:
    """The words of a quotation that the source is to hold, as they are compared."""
    opened = _CASE.sub(r"\1", OMISSION.sub(" ", typed))
    return keys(fold(_BRACKET.sub(" ", opened))) or keys(fold(opened))


def _places(
    typed: str, wanted: Sequence[str], index: Index, first: int | None, last: int | None
) -> Iterator[_Place]:
    """The best run of the named paragraphs together, the best of any paragraph and, where it
    lacks words, the best of its neighbourhood; before these, the quotation as it is typed."""
    if first is not None:
        named = index.stretch(first, last or first)
        yield from _inside_words(typed, wanted, named)
        yield from _whole(wanted, named)
    for run in index.words.nearest(wanted):
        place = _place(run, index)
        yield from _inside_words(typed, wanted, place.stretch)
        yield place
        number = place.stretch.first
        if run.shared < len(wanted) - 1:
            count = len(index.source.paragraphs)
            around = index.stretch(max(number - 1, 1), min(number + 1, count))
            yield from (
                place for place in _whole(wanted, around) if place.run.shared > run.shared + 1
            )


def _place(run: WordRun, index: Index) -> _Place:
    text = index.words.text_of(run.first)
    stretch = index.stretch(text + 1, text + 1)
    return _Place(stretch, run, index.words, *index.words.extent(text))


def _inside_words(typed: str, wanted: Sequence[str], stretch: Stretch) -> Iterator[_Place]:
    """Where the characters of a quotation are: it was not found, so that words go on there."""
    sought = fold(typed.strip())
    at = stretch.folded_text.find(sought)
    if at >= 0:
        run = WordRun(0, 0, len(wanted), 0, 0)
        exact = stretch.folded.raw_range(at, at + len(sought))
        yield _Place(stretch, run, stretch.word_index, 0, 0, exact)


def _whole(wanted: Sequence[str], stretch: Stretch) -> Iterator[_Place]:
    words = stretch.word_index
    for run in words.nearest(wanted):
        yield _Place(stretch, run, words, 0, len(words.keys))


def _raw(typed: str, place: _Place) -> tuple[int, int]:
    """The raw characters of a place, with what else belongs to its first and last word."""
    stretch = place.stretch
    start, end = place.exact or _run_range(typed.strip(), place)
    # Signs and digits around a number are a part of it, and not of the words that suggestions
    # go by.
    while stretch.splits_word(start):
        start -= 1
    while stretch.splits_word(end):
        end += 1
    for first_struck, after_struck in stretch.struck:
        start = first_struck if first_struck < start < after_struck else start
        end = after_struck if first_struck < end < after_struck else end
    return start, end


def _run_range(typed: str, place: _Place) -> tuple[int, int]:
    """The raw characters of a run, with the few words at its ends in whose place the quotation
    has its own, and with the punctuation there that it has too."""
    run, stretch, words = place.run, place.stretch, place.words
    first = max(run.first - min(run.begins, _MOST_BEYOND), place.begin)
    last = min(run.last + min(run.rest, _MOST_BEYOND), place.after - 1)
    start, end = stretch.folded.raw_range(words.starts[first], words.ends[last])
    text = stretch.text
    opening = len(typed) - len(typed.lstrip("".join(_OPENING)))
    while opening and start and text[start - 1] in _OPENING:
        start -= 1
        opening -= 1
    closing = [_kind(sign) for sign in typed[len(typed.rstrip("".join(_CLOSING))) :]]
    while end < len(text) and text[end] in _CLOSING and _kind(text[end]) in closing:
        closing.remove(_kind(text[end]))
        end += 1
    return start, end


def _kind(sign: str) -> str:
    """What punctuation at an end may answer to: all marks are alike, and all that ends a
    sentence or a clause."""
    return "." if sign in _FINAL else fold(sign)


# --- How two wordings differ --------------------------------------------------------


# Words `a` to before `b` of the one text, and `c` to before `d` of the other in their place.
_Change = tuple[int, int, int, int]


def word_difference(brief: str, source: str) -> tuple[str, str]:
    """Both texts, with the words that only one of them has in marks."""
    ours, theirs = _Words(brief), _Words(source)
    return _marked(ours, theirs, _changes(ours, theirs))


def _marked(ours: _Words, theirs: _Words, found: Iterable[_Change]) -> tuple[str, str]:
    left, right = [], []
    at = to = 0
    for a, b, c, d in found:
        left += [ours.text(at, a), f"[-{ours.text(a, b)}-]" if a < b else ""]
        right += [theirs.text(to, c), f"{{+{theirs.text(c, d)}+}}" if c < d else ""]
        at, to = b, d
    left.append(ours.text(at, len(ours.folded)))
    right.append(theirs.text(to, len(theirs.folded)))
    return " ".join(filter(None, left)), " ".join(filter(None, right))


def word_changes(brief: str, source: str) -> tuple[WordChange, ...]:
    """The words that only one of two texts has, place by place."""
    ours, theirs = _Words(brief), _Words(source)
    return _listed(ours, theirs, _changes(ours, theirs))


def _listed(ours: _Words, theirs: _Words, found: Iterable[_Change]) -> tuple[WordChange, ...]:
    return tuple(
        WordChange(
            ours.text(a, b), theirs.text(c, d), a, theirs.text(max(c - 1, 0), c), *ours.place(a, b)
        )
        for change in found
        for a, b, c, d in _one_by_one(_whole_words(change, theirs), ours, theirs)
    )


def _whole_words(change: _Change, theirs: _Words) -> _Change:
    """A change with the rest of the word that the source goes on with over a space: “12 000”, or
    “re-” at the end of a line."""
    a, b, c, d = change
    if a != b:
        return change
    while theirs.is_one_word(c):
        a, c = a - 1, c - 1
    while theirs.is_one_word(d):
        b, d = b + 1, d + 1
    return a, b, c, d


def _one_by_one(
    change: tuple[int, int, int, int], ours: _Words, theirs: _Words
) -> list[tuple[int, int, int, int]]:
    """As many words for as many: each of them that differs alone."""
    a, b, c, d = change
    if b - a != d - c or b - a < 2:
        return [change]
    return [
        (a + n, a + n + 1, c + n, c + n + 1)
        for n in range(b - a)
        if ours.folded[a + n] != theirs.folded[c + n]
    ]


class _Words:
    """A text word by word."""

    def __init__(self, text: str):
        self._text = text
        self._places = [match.span() for match in _WORD.finditer(text)]
        self.folded = [fold(text[start:end]) for start, end in self._places]

    def place(self, first: int, after: int) -> tuple[int, int]:
        """The characters of words `first` to before `after`, or where they would begin."""
        if first < after:
            return self._places[first][0], self._places[after - 1][1]
        end = self._places[first - 1][1] if first else 0
        return end, end

    def is_one_word(self, after: int) -> bool:
        """Whether word `after` goes on with the word before it."""
        if not 0 < after < len(self._places):
            return False
        end, start = self._places[after - 1][1], self._places[after][0]
        is_divided = self._text[end - 1] in _HYPHENS and self._text[end - 2 : end - 1].isalpha()
        return is_divided or splits_word(self._text, start)

    def text(self, first: int, after: int) -> str:
        """Words `first` to before `after` as they are typed, on one line."""
        if first >= after:
            return ""
        return " ".join(self._text[self._places[first][0] : self._places[after - 1][1]].split())


def _changes(ours: _Words, theirs: _Words) -> list[tuple[int, int, int, int]]:
    """Which words differ after folding; what the editor put in brackets does not, nor does a
    final full stop or comma, nor a mark that only the source has around the whole."""
    left, right = list(ours.folded), list(theirs.folded)
    if left and right:
        final, last = left[-1], right[-1]
        forgiven = final.endswith(FINAL) and final[:-1] == last.rstrip(".,;:!?")
        if final.endswith(".") and last.endswith(tuple(ENDS_OTHERWISE)):
            forgiven = False
        if forgiven or (last.startswith(final) and not last[len(final) :].strip(_AFTER)):
            left[-1] = last
        if right[0].endswith(left[0]) and not right[0][: -len(left[0])].strip(f"([{MARK}"):
            left[0] = right[0]
    by_case = {word.casefold(): word for word in right}
    left = [
        by_case.get(opened.casefold(), opened)
        if (opened := _CASE.sub(r"\1", word)) != word
        else word
        for word in left
    ]
    return [
        (a, b, c, d)
        for a, b, c, d in changes(left, right)
        if not (a < b and d - c <= _REPLACED and _BRACKETED.fullmatch(ours.text(a, b)))
    ]


def longer_quotation(
    place: Match, stretches: Sequence[Stretch], *, before: bool = True, after: bool = True
) -> str | None:
    """The words of a place with as few more `before` and `after` them as make them occur
    only once in `stretches`; None where none of a reasonable length do."""
    text = place.stretch.text
    words = [match.span() for match in _BARE_WORD.finditer(text)]
    starts = [place.start, *(start for start, _ in reversed(words) if start < place.start)]
    ends = [place.end, *(end for _, end in words if end > place.end)]
    for added in range(1, _MOST_ADDED + 1):
        for left in sorted(range(added + 1), key=lambda left: (abs(2 * left - added), -left)):
            right = added - left
            if (left and not before) or (right and not after):
                continue
            if left < len(starts) and right < len(ends):
                quotation = place.stretch.words(starts[left], ends[right])
                added_text = text[starts[left] : place.start] + text[place.end : ends[right]]
                if not _MARKUP.search(added_text) and len(find(quotation, stretches)) == 1:
                    return quotation
    return None
