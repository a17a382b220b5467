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
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain

from msgspec import Struct

# Soft hyphen, zero-width characters and marks, byte-order mark. They go first, not last
# as the format lists them: the outcome is the same but for two spaces, a letter and its
# accent, or a note number that only an invisible character keeps apart.
INVISIBLE = "\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064\ufeff"

# Unicode's Quotation_Mark property (PropList.txt), the ornamental marks and the modifier
# letter apostrophes.
MARKS = (
    "\"'«»‘’‚‛“”„‟‹›\u275b-\u275e\u2e42\u300c-\u300f\u301d-\u301f\ufe41-\ufe44\uff02\uff07"
    "\uff62\uff63\u02bb\u02bc"
)
MARK = "”"
APOSTROPHES = frozenset("'’ʼ‘ʻ")
PRIME, DOUBLE_PRIME = "′", "″"

HYPHENS = "-\u2010-\u2012–"  # inside a character class
DASHES = "\u2014\u2015"
DASH, MINUS = "— ", "\u2212"
CURRENCY = "$€£¥¢₩₹₽"
COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"

_ONE_LETTER = {
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
_STEPS: tuple[tuple[str, re.Pattern[str], Replacement], ...] = tuple(
    (kind, re.compile(pattern), replacement)
    for kind, pattern, replacement in (
        (LETTERS, f"[{''.join(_ONE_LETTER)}]", lambda match: _ONE_LETTER[match[0]]),
        (SPACES, r"\s{2,}|[^\S ]", " "),
        # Before the marks: a comma or full stop before a mark is dropped, and the last
        # dot of “...” is not a full stop, whichever way the ellipsis was typed.
        (ELLIPSES, "…", "..."),
        (ELLIPSES, r"(?<=\.) (?=\.(?: \.|(?<= \. \.)))", ""),
        # Inside: after one that opens, before one that closes. »So« in German, and there
        # the space after « parts two words.
        (SPACES, r"(?<=[«‹])(?<![\w.,;:!?)][«‹]) | (?=[»›](?!\w))", ""),
        (SPACES, r" (?=[,;:!?)\]])|(?<=\d) (?=%)|(?<=[(\[]) ", ""),
        (QUOTES, f"[{MARKS}′″]", _mark),
        # (Bounded, since a long run of them would take its length squared.)
        (QUOTES, rf"(?:,|(?<!\.)\.){{1,9}}(?={MARK})", ""),
        (LINES, rf"(?<![^\s(\[{{{MARK}])[{HYPHENS}{DASHES}]{_NUMBER}|{MINUS} ?{_NUMBER}", MINUS),
        (LINES, rf"{MINUS}(?!{_NUMBER})", "-"),
        (LINES, rf"(?<=\d) ?[{HYPHENS}] ?(?=\d)", "-"),
        # Spaced, a hyphen is a dash; after a letter with a space on its right it is one half
        # of “pre- and post-war”.
        (LINES, rf" ?[{DASHES}] ?|(?:^| )[{HYPHENS}] ?|(?<![^\W_])[{HYPHENS}] ", DASH),
        (LINES, f"[{HYPHENS}]", "-"),
        (SPACES, r" (?=[,;:!?)\]])", ""),
    )
)
_INVISIBLE_RUN = re.compile(f"[{INVISIBLE}]+")


class Folded(Struct, frozen=True):
    """Folded text and, for each of its characters, where it is in the raw text."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def raw_range(self, start: int, end: int) -> tuple[int, int]:
        """The raw characters of folded characters `start` to `end` (not empty)."""
        return self.starts[start], self.ends[end - 1]

    def folded_position(self, raw: int) -> int:
        """The first folded character at or after raw position `raw`."""
        return bisect_left(self.starts, raw)


# Words of ASCII with one space between them, and punctuation only after a letter or digit:
# no step changes such a text.
_PLAIN = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9,.;:!?]*+(?: |\Z))*+\Z")


def fold(text: str, *, save: str = "") -> str:
    """`text` folded, save for one kind of typography (of `KINDS`)."""
    if _PLAIN.match(text):
        return text
    if save != INVISIBLES:
        text = _INVISIBLE_RUN.sub("", text)
    if save != LETTERS:
        text = unicodedata.normalize("NFC", text)
    for kind, pattern, replacement in _STEPS:
        if kind != save:
            text = pattern.sub(replacement, text)
    return text


def fold_with_map(text: str) -> Folded:
    """Like `fold`, with a map from every folded character back to the raw text."""
    state = Folded(text, range(len(text)), range(1, len(text) + 1))
    state = _replace(state, _INVISIBLE_RUN, "")
    state = _compose(state)
    for _, pattern, replacement in _STEPS:
        state = _replace(state, pattern, replacement)
    return state


def _replace(state: Folded, pattern: re.Pattern[str], replacement: Replacement) -> Folded:
    """What `pattern` matches becomes `replacement`, whose characters share one place."""
    cuts = list(pattern.finditer(state.text))
    if not cuts:
        return state
    texts: list[str] = []
    starts: list[Sequence[int]] = []
    ends: list[Sequence[int]] = []
    position = 0
    for cut in cuts:
        start, end = cut.span()
        new = replacement if isinstance(replacement, str) else replacement(cut)
        texts += state.text[position:start], new
        starts += state.starts[position:start], (state.starts[start],) * len(new)
        ends += state.ends[position:start], (state.ends[end - 1],) * len(new)
        position = end
    texts.append(state.text[position:])
    starts.append(state.starts[position:])
    ends.append(state.ends[position:])
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
