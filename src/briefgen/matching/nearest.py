"""What the editor may have meant: nearest ids, nearest words. Suggests, never passes anything.

What finds it is imported where it is asked: a brief in which nothing is wrong needs none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from briefgen.model.brief import Span

from .folding import MARK
from .matcher import Match, Stretch, find
from .pattern import folded_words

_WORD = re.compile(r"\S+")
# Without the marks and the punctuation around it.
_BARE_WORD = re.compile(r"[^\W_](?:\S*[^\W_])?")
_MARKS = frozenset("“”\"„«»‘’'")
_BEHIND = _MARKS | frozenset(".,;:!?")
# Below this (of 100) a run of text is no help.
_NEAR_WORDS = 60
_NEAR_IDS = 60
# A quotation that is longer by more words than this is no help either.
_MOST_ADDED = 20


class Nearest(Struct, frozen=True):
    """The run of source text that is most like a quotation, and how the two differ.

    `difference` is (brief, source), with `[-words-]` that only the brief has and
    `{+words+}` that only the source has.
    """

    words: str
    paragraph: int
    source_id: str
    span: Span
    difference: tuple[str, str]


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


def nearest_words(typed: str, stretches: Iterable[Stretch]) -> Nearest | None:
    """The run of text in `stretches` most like `typed`; None where nothing is near."""
    from rapidfuzz import fuzz

    wanted = folded_words(typed)
    best: tuple[float, Stretch, int, int] | None = None
    for stretch in stretches:
        floor = best[0] if best else _NEAR_WORDS
        found = fuzz.partial_ratio_alignment(wanted, stretch.folded_text, score_cutoff=floor)
        if found and found.dest_end > found.dest_start and (best is None or found.score > best[0]):
            best = (found.score, stretch, found.dest_start, found.dest_end)
    if best is None:
        return None
    _, stretch, start, end = best
    raw_start, raw_end = _trimmed(typed, stretch, *_whole_words(stretch, start, end))
    words = stretch.words(raw_start, raw_end)
    (extent, *_) = stretch.extents(raw_start, raw_end)
    return Nearest(
        words,
        extent.paragraph,
        stretch.source.id,
        stretch.span(raw_start),
        word_difference(typed, words),
    )


def word_difference(brief: str, source: str) -> tuple[str, str]:
    """Both texts, with the words that only one of them has in marks."""
    ours, theirs = brief.split(), source.split()
    left: list[str] = []
    right: list[str] = []
    for kind, a, b, c, d in _opcodes(ours, theirs):
        if kind == "equal":
            left += ours[a:b]
            right += theirs[c:d]
            continue
        if a < b:
            left.append(f"[-{' '.join(ours[a:b])}-]")
        if c < d:
            right.append(f"{{+{' '.join(theirs[c:d])}+}}")
    return " ".join(left), " ".join(right)


def differing_words(brief: str, source: str) -> tuple[list[str], list[str]]:
    """The words that only the one text has, and those that only the other has."""
    ours, theirs = brief.split(), source.split()
    changes = [code for code in _opcodes(ours, theirs) if code[0] != "equal"]
    return (
        [word for _, a, b, _, _ in changes for word in ours[a:b]],
        [word for _, _, _, c, d in changes for word in theirs[c:d]],
    )


def longer_quotation(
    place: Match, stretches: Sequence[Stretch], *, before: bool = True, behind: bool = True
) -> str | None:
    """The words of a place with as few more `before` and `behind` them as make them stand
    only once in `stretches`; None where none of a reasonable length do."""
    text = place.stretch.text
    words = [match.span() for match in _BARE_WORD.finditer(text)]
    starts = [place.start, *(start for start, _ in reversed(words) if start < place.start)]
    ends = [place.end, *(end for _, end in words if end > place.end)]
    for added in range(1, _MOST_ADDED + 1):
        for left in sorted(range(added + 1), key=lambda left: (abs(2 * left - added), -left)):
            right = added - left
            if (left and not before) or (right and not behind):
                continue
            if left < len(starts) and right < len(ends):
                quotation = place.stretch.words(starts[left], ends[right])
                if len(find(quotation, stretches)) == 1:
                    return quotation
    return None


def _opcodes(ours: list[str], theirs: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """How the words of one text become those of the other, folded words being alike."""
    from difflib import SequenceMatcher

    left, right = ([folded_words(word).strip(MARK) for word in words] for words in (ours, theirs))
    return SequenceMatcher(None, left, right, autojunk=False).get_opcodes()


def _trimmed(typed: str, stretch: Stretch, start: int, end: int) -> tuple[int, int]:
    """A raw run without the words at its ends that answer to no word of `typed`, nor marks
    that stand around it."""
    found = list(_WORD.finditer(stretch.text, start, end))
    ours = typed.split()
    codes = _opcodes(ours, [match[0] for match in found])
    first, last = 0, len(found)
    _, a, b, c, d = codes[0]
    if codes[0][0] != "equal":
        first = min(max(d - c - (b - a), 0), len(found) - 1)
    _, a, b, c, d = codes[-1]
    if codes[-1][0] != "equal":
        last = max(len(found) - max(d - c - (b - a), 0), first + 1)
    start, end = found[first].start(), found[last - 1].end()
    while start < end - 1 and stretch.text[start] in _MARKS and ours[0][0] not in _MARKS:
        start += 1
    while end > start + 1 and stretch.text[end - 1] in _BEHIND and ours[-1][-1] not in _BEHIND:
        end -= 1
    return start, end


def _whole_words(stretch: Stretch, start: int, end: int) -> tuple[int, int]:
    """Raw characters of a folded run, widened to whole words."""
    text = stretch.folded_text
    while start > 0 and text[start - 1] != " ":
        start -= 1
    while end < len(text) and text[end] != " ":
        end += 1
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return stretch.folded.raw_range(start, end)
