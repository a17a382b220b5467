"""Typographic folding: what may differ between a quotation and its source, and no more.

Both sides are folded by the same steps and then compared letter by letter. The steps
are those of the brief format (“Folding”); each is a pattern and what it becomes, so
that the plain folding and the one with a map back to the raw text cannot drift apart.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain

from msgspec import Struct

# Soft hyphen, zero-width characters and marks, byte-order mark. They go first, not last
# as the format lists them: the outcome is the same but for two spaces, a letter and its
# accent, or a note number that only an invisible character keeps apart.
INVISIBLE = "\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064\ufeff"

# Unicode's Quotation_Mark property (PropList.txt) and the modifier letter apostrophe.
MARKS = "\"'«»‘’‚‛“”„‟‹›\u2e42\u300c-\u300f\u301d-\u301f\ufe41-\ufe44\uff02\uff07\uff62\uff63\u02bc"
MARK = '"'
DASHES = "\\-\u2010-\u2015"
_LETTER = r"[^\W\d_]"
_COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"

# What a source's note number may be glued to: sentence punctuation, quotation marks,
# closing brackets. Hyphens, dashes and slashes are left out although they are
# punctuation too: the number of “COVID-19” or “A/RES/76” is a part of a word, and a
# folding that dropped it would let COVID-20 pass for COVID-19.
_BEFORE_NOTE = f"[.,;:!?…\u3002\u3001\uff0c\uff1b\uff1a\uff01\uff1f\u061f\u060c\u061b)\\]}}{MARKS}]"

NOTE_MARKER = re.compile(f"{_LETTER}[{_COMBINING}]*{_BEFORE_NOTE}+(\\d{{1,2}})(?=\\s|$)")
_STEPS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\s{2,}|[^\S ]", " "),
        # Before the marks: a comma or full stop before a mark is dropped, and the last
        # dot of “...” is not a full stop, whichever way the ellipsis was typed.
        ("…", "..."),
        # Inside: behind one that opens, before one that closes. »So« in German, and there
        # the space behind « parts two words.
        (r"(?<=[«‹])(?<![\w.,;:!?)][«‹]) | (?=[»›](?!\w))", ""),
        (f"[{MARKS}]", MARK),
        # (Bounded, since a long run of them would take its length squared.)
        (rf"(?:,|(?<!\.)\.){{1,9}}(?={MARK})", ""),
        (f" ?[{DASHES}] ?", "-"),
    )
)
_INVISIBLE_RUN = re.compile(f"[{INVISIBLE}]+")


class Folded(Struct, frozen=True):
    """Folded text and, for each of its characters, where it stands in the raw text."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def raw_range(self, start: int, end: int) -> tuple[int, int]:
        """The raw characters behind folded characters `start` to `end` (not empty)."""
        return self.starts[start], self.ends[end - 1]

    def folded_position(self, raw: int) -> int:
        """The first folded character that stands at or behind raw position `raw`."""
        return bisect_left(self.starts, raw)


def fold(text: str, *, note_markers: bool = False) -> str:
    """`text` folded; with `note_markers`, without the source's own note numbers."""
    text = _INVISIBLE_RUN.sub("", text)
    text = unicodedata.normalize("NFC", text)
    if note_markers:
        text = NOTE_MARKER.sub(lambda match: match[0][: match.start(1) - match.start()], text)
    for pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    return text


def fold_with_map(text: str, *, note_markers: bool = False) -> Folded:
    """Like `fold`, with a map from every folded character back to the raw text."""
    state = Folded(text, range(len(text)), range(1, len(text) + 1))
    state = _replace(state, _INVISIBLE_RUN, "")
    state = _compose(state)
    if note_markers:
        state = _replace(state, NOTE_MARKER, "", group=1)
    for pattern, replacement in _STEPS:
        state = _replace(state, pattern, replacement)
    return state


def note_markers(text: str) -> tuple[tuple[int, int], ...]:
    """Where a source paragraph's own note numbers stand: (start, end) in raw characters."""
    return tuple(match.span(1) for match in NOTE_MARKER.finditer(text))


def _replace(state: Folded, pattern: re.Pattern[str], replacement: str, group: int = 0) -> Folded:
    """What `pattern` matches becomes `replacement`, whose characters share one place."""
    cuts = [match.span(group) for match in pattern.finditer(state.text)]
    if not cuts:
        return state
    texts: list[str] = []
    starts: list[Sequence[int]] = []
    ends: list[Sequence[int]] = []
    position = 0
    for start, end in [*cuts, (len(state.text), len(state.text))]:
        texts.append(state.text[position:start])
        starts.append(state.starts[position:start])
        ends.append(state.ends[position:start])
        if start < end and replacement:
            texts.append(replacement)
            starts.append((state.starts[start],) * len(replacement))
            ends.append((state.ends[end - 1],) * len(replacement))
        position = end
    return Folded("".join(texts), _packed(chain(*starts)), _packed(chain(*ends)))


def _compose(state: Folded) -> Folded:
    """Unicode NFC; characters that compose share one place."""
    text = state.text
    if unicodedata.is_normalized("NFC", text):
        return state
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(text):
        # A cluster ends where the next character neither combines with what stands
        # before it nor composes with it (Hangul syllables are built of starters).
        end = position + 1
        while (
            end < len(text)
            and not text[end].isascii()
            and (unicodedata.combining(text[end]) or _composes(text[position:end], text[end]))
        ):
            end += 1
        composed = unicodedata.normalize("NFC", text[position:end])
        texts.append(composed)
        starts.extend([state.starts[position]] * len(composed))
        ends.extend([state.ends[end - 1]] * len(composed))
        position = end
    return Folded("".join(texts), _packed(starts), _packed(ends))


def _packed(positions: Iterable[int]) -> Sequence[int]:
    """Positions in four bytes each: sources of hundreds of pages have millions."""
    return array("I", positions)


def _composes(before: str, character: str) -> bool:
    def composed(text: str) -> str:
        return unicodedata.normalize("NFC", text)

    return composed(before + character) != composed(before) + composed(character)
