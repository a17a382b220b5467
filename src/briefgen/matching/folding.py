"""Typographic folding: what may differ between a quotation and its source, and no more.

Both sides are folded by the same steps and then compared letter by letter. The steps
are those of the brief format (“Folding”); each is a pattern and what it becomes. What
each step replaced is kept, from which the map back to the raw text is made when asked.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from briefgen.model.found_once import found_once
from briefgen.model.lazy_pattern import lazy_pattern

# Soft hyphen, zero-width characters and marks, byte-order mark. They go first, not last
# as the format lists them: the outcome is the same but for two spaces, a letter and its
# accent, or a note number that only an invisible character keeps apart.
INVISIBLE = "\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"

# Unicode's Quotation_Mark property (PropList.txt), the ornamental marks and the modifier
# letter apostrophes.
MARKS = (
    "\"'«»‘’‚‛“”„‟‹›\u275b-\u275e\u2e42\u300c-\u300f\u301d-\u301f\ufe41-\ufe44\uff02\uff07"
    "\uff62\uff63\u02bb\u02bc"
)
MARK = "”"
# The marks that close a quotation, by the one that opens it.
CLOSED_BY = {
    "“": "”", "„": "“”", "«": "»", "»": "«", "”": "”", '"': '"', "‘": "’", "‚": "‘’", "'": "'",
    "‹": "›", "›": "‹", "「": "」", "『": "』", "❝": "❞",
}  # fmt: skip
APOSTROPHES = frozenset("'’ʼ‘ʻ")
PRIME, DOUBLE_PRIME = "′", "″"

HYPHENS = "-\u2010-\u2012–"  # inside a character class
DASHES = "\u2014\u2015"
DASH, MINUS = "— ", "\u2212"
_STROKES = "-\u2010\u2011\u2012–\u2014\u2015"  # the hyphens and dashes, one by one
CURRENCY = "$€£¥¢₩₹₽"
COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"

ONE_LETTER = {
    **dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "ſt", "st"), strict=True)),
    **dict(zip("ﬓﬔﬕﬖﬗ", ("մն", "մե", "մի", "վն", "մխ"), strict=True)),
    "µ": "μ",
    "∆": "Δ",
}
_NUMBER = rf"(?=[{CURRENCY}]?\.?\d)"

Replacement = str | Callable[[re.Match[str]], str]


def _mark(match: re.Match[str]) -> str:
    """An apostrophe within a word, a prime after a digit, or a quotation mark."""
    text, at, sign = match.string, match.start(), match[0]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    # A digit after a letter and a mark is a note number's.
    is_note = after.isdigit() and not before.isdigit()
    if sign in APOSTROPHES and _is_core(before) and _is_core(after) and not is_note:
        return PRIME if before.isdigit() else "'"
    if before.isdigit() and sign in "'\"′″" and at not in _closing(text, sign):
        return PRIME if sign in "'′" else DOUBLE_PRIME
    return sign if sign in "′″" else MARK


@lru_cache(maxsize=8)
def _closing(text: str, sign: str) -> frozenset[int]:
    """Where a straight `sign` closes another that is open before it."""
    closing: set[int] = set()
    is_open = False
    at = text.find(sign) if sign in "'\"" else -1
    while at >= 0:
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if is_open and before.strip():
            if not (_is_core(before) and _is_core(after)):
                closing.add(at)
                is_open = False
        elif not is_open:
            is_open = not _is_core(before) and bool(after.strip())
        at = text.find(sign, at + 1)
    return frozenset(closing)


def _is_core(character: str) -> bool:
    """Whether a character, or none, is a letter, a digit or a mark on one."""
    return character.isalnum() or (
        bool(character) and not character.isascii() and unicodedata.category(character)[0] == "M"
    )


# The kinds of typography that are folded.
INVISIBLES, LETTERS, SPACES, ELLIPSES, QUOTES, LINES = KINDS = (
    "invisible characters",
    "letters in another encoding",
    "spaces",
    "ellipses",
    "marks and apostrophes",
    "hyphens and dashes",
)
_CLOSERS = (" ,", " ;", " :", " !", " ?", " )", " ]")
# Each step: its kind, what it replaces, by what, and signs of which what it replaces has one:
# looking for those is faster than the pattern.
_STEPS: tuple[tuple[str, re.Pattern[str], Replacement, Sequence[str]], ...] = tuple(
    (kind, lazy_pattern(pattern), replacement, signs)
    for kind, pattern, replacement, signs in (
        (
            LETTERS,
            f"[{''.join(ONE_LETTER)}]",
            lambda match: ONE_LETTER[match[0]],
            "".join(ONE_LETTER),
        ),
        (SPACES, r"\s{2,}|[^\S ]", " ", ""),
        # Before the marks: a comma or full stop before a mark is dropped, and the last
        # dot of “...” is not a full stop, whichever way the ellipsis was typed.
        (ELLIPSES, "…", "...", "…"),
        (ELLIPSES, r"(?<=\.) (?=\.(?: \.|(?<= \. \.)))", "", (". .",)),
        # Inside: after one that opens, before one that closes. »So« in German, and there
        # the space after « parts two words.
        (SPACES, r"(?<=[«‹])(?<![\w.,;:!?)][«‹]) | (?=[»›](?!\w))", "", "«‹»›"),
        (SPACES, r" (?=[,;:!?)\]])|(?<=\d) (?=%)|(?<=[(\[]) ", "", (*_CLOSERS, " %", "( ", "[ ")),
        (QUOTES, f"[{MARKS}′″]", _mark, ""),
        # (Bounded, since a long run of them would take its length squared.)
        (QUOTES, rf"(?:,|(?<!\.)\.){{1,9}}(?={MARK})", "", (f",{MARK}", f".{MARK}")),
        (
            LINES,
            rf"(?<![^\s(\[{{{MARK}])[{HYPHENS}{DASHES}]{_NUMBER}|{MINUS} ?{_NUMBER}",
            MINUS,
            _STROKES + MINUS,
        ),
        (LINES, rf"{MINUS}(?!{_NUMBER})", "-", ""),
        (LINES, rf"(?<=\d) ?[{HYPHENS}] ?(?=\d)", "-", _STROKES),
        # Spaced, a hyphen is a dash; after a letter with a space on its right it is one half
        # of “pre- and post-war”.
        (
            LINES,
            rf" ?[{DASHES}] ?|(?:^| )[{HYPHENS}] ?|(?<![^\W_])[{HYPHENS}] ",
            DASH,
            (*DASHES, *(beside for sign in _STROKES for beside in (f" {sign}", f"{sign} "))),
        ),
        (LINES, f"[{HYPHENS[1:]}]", "-", _STROKES[1:5]),
        (SPACES, r" (?=[,;:!?)\]])", "", _CLOSERS),
    )
)
INVISIBLE_RUN = lazy_pattern(f"[{INVISIBLE}]+")
# Characters that may combine, with the one before them.
_NOT_ASCII = lazy_pattern(r"[\x00-\x7f]?[^\x00-\x7f]+")


# Where a step replaces something, start and end, and what that becomes.
_Cut = tuple[int, int, str]


class Folded:
    """Folded text and, for each of its characters, where it is in the raw text: found out
    only when it is asked, since most texts hold nothing of a quotation."""

    def __init__(self, text: str, length: int, steps: Sequence[Sequence[_Cut]]):
        self.text = text
        self._length = length  # of the raw text
        self._steps = steps

    @property
    def starts(self) -> array[int]:
        return self._positions[0]

    @property
    def ends(self) -> array[int]:
        return self._positions[1]

    def raw_range(self, start: int, end: int) -> tuple[int, int]:
        """The raw characters of folded characters `start` to `end` (not empty)."""
        return (self.starts[start], self.ends[end - 1]) if self._moving else (start, end)

    def folded_position(self, raw: int) -> int:
        """The first folded character at or after raw position `raw`."""
        return bisect_left(self.starts, raw) if self._moving else min(raw, self._length)

    @found_once
    def _positions(self) -> tuple[array[int], array[int]]:
        """Starts and ends, in four bytes each: sources of hundreds of pages have millions."""
        positions = array("I", range(self._length + 1))
        starts, ends = positions[:-1], positions[1:]
        for cuts in self._moving:
            starts, ends = _moved(starts, ends, cuts)
        return starts, ends

    @found_once
    def _moving(self) -> list[Sequence[_Cut]]:
        """The steps after which characters are in other places."""
        return [
            cuts
            for cuts in self._steps
            if not all(len(new) == end - start == 1 for start, end, new in cuts)
        ]


def _moved(
    starts: array[int], ends: array[int], cuts: Sequence[_Cut]
) -> tuple[array[int], array[int]]:
    """The places of characters after one step; those of a replacement share one place."""
    new_starts, new_ends = array("I"), array("I")
    position = 0
    for start, end, new in cuts:
        new_starts += starts[position:start]
        new_ends += ends[position:start]
        new_starts.extend((starts[start],) * len(new))
        new_ends.extend((ends[end - 1],) * len(new))
        position = end
    return new_starts + starts[position:], new_ends + ends[position:]


# Words with one space between them, and punctuation only after a letter or digit: no step
# changes such a text, and of apostrophes between letters each becomes one straight one.
_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿ"
_WITHIN_WORD = lazy_pattern(rf"['’](?<=[{_LETTERS}]['’])(?=[{_LETTERS}])")


def plain(text: str) -> str | None:
    """`text` folded, if it is so plain that each character stays in its place; None where that
    is not certain."""
    if "’" not in text and "'" not in text:
        return text if _is_plain(text) else None
    parts = _WITHIN_WORD.split(text)
    return "'".join(parts) if _is_plain("x".join(parts)) else None


def _kind(character: str) -> str:
    """A sign for letters and digits, one for punctuation, the space, or NUL for all others."""
    if character in ",.;:!?":
        return ","
    is_letter = character.isalnum() and (character.isascii() or character >= "À")
    return "a" if is_letter else " " if character == " " else "\0"


_KINDS = "".join(_kind(chr(code)) for code in range(256)).encode()  # by Latin-1


def _is_plain(text: str) -> bool:
    # A pattern takes six times as long.
    try:
        kinds = text.encode("latin-1").translate(_KINDS)
    except UnicodeEncodeError:
        return False
    return not (
        kinds.startswith((b" ", b",")) or b"\0" in kinds or b"  " in kinds or b" ," in kinds
    )


def straightened(text: str) -> str:
    """What `plain` makes of a part of a text that is known to be plain."""
    return text.replace("’", "'")


def fold(text: str, *, save: str = "") -> str:
    """`text` folded, save for one kind of typography (of `KINDS`)."""
    if save or (folded := plain(text)) is None:
        return _folded(text, save)[0]
    return folded


def fold_with_map(text: str) -> Folded:
    """Like `fold`, with a map from every folded character back to the raw text."""
    if (folded := plain(text)) is not None:
        return Folded(folded, len(text), ())
    folded, steps = _folded(text, "")
    return Folded(folded, len(text), steps)


def _folded(text: str, save: str) -> tuple[str, list[list[_Cut]]]:
    """`text` folded, and what each step replaced, save for one kind of typography."""
    steps: list[list[_Cut]] = []
    if save != INVISIBLES:
        text = _replaced(text, _cuts(text, INVISIBLE_RUN, ""), steps)
    if save != LETTERS and not unicodedata.is_normalized("NFC", text):
        text = _replaced(text, list(_composed(text)), steps)
    for kind, pattern, replacement, signs in _STEPS:
        if kind != save and (not signs or _holds_any(text, signs)):
            text = _replaced(text, _cuts(text, pattern, replacement), steps)
    return text, steps


def _holds_any(text: str, signs: Sequence[str]) -> bool:
    """Whether one of `signs` is in `text`, which begins as after a space."""
    padded = f" {text}"
    return any(sign in padded for sign in signs)


def _cuts(text: str, pattern: re.Pattern[str], replacement: Replacement) -> list[_Cut]:
    """What `pattern` matches becomes `replacement`."""
    if isinstance(replacement, str):
        return [(*cut.span(), replacement) for cut in pattern.finditer(text)]
    return [(*cut.span(), replacement(cut)) for cut in pattern.finditer(text)]


def _replaced(text: str, cuts: list[_Cut], steps: list[list[_Cut]]) -> str:
    """`text` after one step, which is added to `steps`."""
    if not cuts:
        return text
    steps.append(cuts)
    parts: list[str] = []
    position = 0
    for start, end, new in cuts:
        parts += text[position:start], new
        position = end
    return "".join([*parts, text[position:]])


def _composed(text: str) -> Iterator[_Cut]:
    """What Unicode NFC changes; characters that compose share one place."""
    for run in _NOT_ASCII.finditer(text):
        position, stop = run.span()
        while position < stop:
            # A cluster ends where the next character neither combines with what stands
            # before it nor composes with it (Hangul syllables are built of starters).
            end = position + 1
            while end < stop and (
                unicodedata.combining(text[end]) or _composes(text[position:end], text[end])
            ):
                end += 1
            composed = unicodedata.normalize("NFC", text[position:end])
            if end > position + 1 or composed != text[position]:
                yield position, end, composed
            position = end


def _composes(before: str, character: str) -> bool:
    def composed(text: str) -> str:
        return unicodedata.normalize("NFC", text)

    return composed(before + character) != composed(before) + composed(character)
