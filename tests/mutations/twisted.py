"""Misquotations that every word of the source is in, and their honest twins.

Each kind is a function from a quotation and a random generator to two changes: one that the
rule named must report, and one that differs from it in what makes it wrong, and that it must
not. A change is of the brief, or of the source and the brief.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from .quoted import Quoted, with_value

_SPACE = r"(?<=[^\W\d_]{2}) (?=[^\W\d_]{2})"
_QUALIFIER = re.compile(
    r"\b(?:not|no|never|n’t|den\w+|nicht|kein\w*|n’\w+|ne|pas|jamais|reject\w*|without|against)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Change:
    """A brief, and words of the source that are replaced: (old, new)."""

    brief: dict[str, Any]
    source: tuple[str, str] | None = None


@dataclass(frozen=True)
class Twins:
    """A misquotation, its honest twin, and the rules of which one reports the first."""

    wrong: Change
    honest: Change
    rules: frozenset[str]


Kind = Callable[[Quoted, Random], Twins | None]
NOT_FOUND = frozenset({"quotation-not-in-citation", "quote-not-in-source", "quote-ambiguous"})


def _is_plain(quoted: Quoted) -> bool:
    """Whether a quotation in prose is between curly marks and holds no other sign."""
    around = quoted.text[quoted.start - 1 : quoted.start] + quoted.text[quoted.end : quoted.end + 1]
    return around == "“”" and not re.search(r"[\[\]…“”\"«»|]", quoted.words)


def _other(kind: str, sign: str, after: str) -> Kind:
    """Something that is no text, within the quotation; then after it."""

    def twist(quoted: Quoted, random: Random) -> Twins | None:
        spaces = [match.start() for match in re.finditer(_SPACE, quoted.words)]
        if not _is_plain(quoted) or not spaces or not quoted.citation:
            return None
        at = random.choice(spaces)
        wrong = quoted.with_words(f"{quoted.words[:at]} {sign}{quoted.words[at:]}")
        end = quoted.citation[1]
        honest = quoted.with_text(f"{quoted.text[:end]} {after}{quoted.text[end:]}")
        return Twins(Change(wrong), Change(honest), frozenset({"quotation-not-text"}))

    twist.__name__ = kind
    return twist


def _with_marks(opening: str, closing: str) -> Kind:
    """Altered words between signs that only look like marks; then the source's between marks."""

    def twist(quoted: Quoted, _: Random) -> Twins | None:
        if not _is_plain(quoted) or quoted.brief.get("language", "en")[:2] != "en":
            return None
        text, start, end = quoted.text, quoted.start, quoted.end
        words = quoted.words.rstrip("0123456789") + " so they say"
        wrong = f"{text[: start - 1]}{opening}{words}{closing}{text[end + 1 :]}"
        return Twins(
            Change(quoted.with_text(wrong)),
            Change(quoted.brief),
            frozenset({"quotation-mark-stray"}),
        )

    return twist


def _single_marks(quoted: Quoted, _: Random) -> Twins | None:
    """Altered words between the single marks of British English."""
    if not _is_plain(quoted) or "‘" in quoted.text or "’" in quoted.text or not quoted.citation:
        return None
    text, start, end = quoted.text, quoted.start, quoted.end

    def between(words: str) -> Change:
        single = f"{text[: start - 1]}‘{words}’{text[end + 1 :]}"
        return Change({**quoted.with_text(single), "language": "en-GB"})

    if quoted.brief.get("language", "en")[:2] != "en":
        return None
    return Twins(between(f"{quoted.words} so they say"), between(quoted.words), NOT_FOUND)


def _is_alone(quoted: Quoted) -> bool:
    """Whether no other quotation of its brief is of the same words."""
    if quoted.is_passage:
        return quoted.path[-1] == "quote"
    return not quoted.brief["passages"] and len(quoted.cited) == 1


def _words_around(quoted: Quoted, random: Random) -> tuple[str, str] | None:
    """Two words that follow each other within the quotation and once in its source."""
    pairs = re.findall(r"(?<!\S)([^\W\d_]{2,}) (?=([^\W\d_]{2,})(?!\S))", quoted.words)
    text = quoted.case.text(quoted.cited[0])
    once = [pair for pair in pairs if text.count(" ".join(pair)) == 1]
    return random.choice(once) if once and _is_alone(quoted) else None


def _ellipsis_over(qualifier: str, harmless: str) -> Kind:
    """The source has one more word, which an ellipsis leaves out."""

    def twist(quoted: Quoted, random: Random) -> Twins | None:
        pair = _words_around(quoted, random) if "…" not in quoted.words else None
        if pair is None:
            return None
        old = " ".join(pair)
        brief = quoted.with_words(quoted.words.replace(old, " … ".join(pair), 1))
        return Twins(
            Change(brief, (old, f"{pair[0]} {qualifier} {pair[1]}")),
            Change(brief, (old, f"{pair[0]} {harmless} {pair[1]}")),
            frozenset({"ellipsis-drops-qualifier"}),
        )

    return twist


def _first_words(quoted: Quoted) -> str | None:
    """The first three words of a quotation that begins with a letter, once in its source."""
    first = re.match(r"[^\W\d_]+ [^\W\d_]+ [^\W\d_]+(?!\S)", quoted.words)
    if first is None or not _is_alone(quoted):
        return None
    return first[0] if quoted.case.text(quoted.cited[0]).count(first[0]) == 1 else None


def _right_after(quoted: Quoted, _: Random) -> Twins | None:
    """The source has a denial just before the quoted words."""
    first = _first_words(quoted) if _is_plain(quoted) else None
    if first is None or _QUALIFIER.search(quoted.text) or quoted.path[0] == "claims":
        return None
    return Twins(
        Change(quoted.brief, (first, f"denied that {first}")),
        Change(quoted.brief, (first, f"agreed that {first}")),
        frozenset({"quotation-drops-qualifier"}),
    )


def _cut_at_line_end(quoted: Quoted, _: Random) -> Twins | None:
    """The first quoted word is the second half of one that the source divides."""
    first = _first_words(quoted)
    if first is None or quoted.cited[0].source != "minutes" or not first[0].islower():
        return None
    return Twins(
        Change(quoted.brief, (first, f"un-\n{first}")),
        Change(quoted.with_words(f"un-{quoted.words}"), (first, f"un-\n{first}")),
        NOT_FOUND,
    )


def _sign_dropped(quoted: Quoted, _: Random) -> Twins | None:
    """The source has a sign before a number with which the quotation begins."""
    first = _first_words(quoted)
    if first is None:
        return None
    return Twins(
        Change(quoted.with_words(f"5 {quoted.words}"), (first, f"–5 {first}")),
        Change(quoted.with_words(f"-5 {quoted.words}"), (first, f"–5 {first}")),
        NOT_FOUND,
    )


def _unit(old: str, new: str) -> Kind:
    """The source has another unit, or sign, than the quotation."""

    def twist(quoted: Quoted, _: Random) -> Twins | None:
        first = _first_words(quoted)
        if first is None:
            return None
        brief = quoted.with_words(f"{new} {quoted.words}")
        return Twins(
            Change(brief, (first, f"{old} {first}")),
            Change(brief, (first, f"{new} {first}")),
            NOT_FOUND,
        )

    return twist


def _at_level(typed: str, plain: str, levelled: str) -> Kind:
    """The source has figures plain that the brief raises or lowers; then raised or lowered."""

    def twist(quoted: Quoted, _: Random) -> Twins | None:
        first = _first_words(quoted)
        if first is None or quoted.is_passage:  # whose words are plain text
            return None
        brief = quoted.with_words(f"{typed} {quoted.words}")
        return Twins(
            Change(brief, (first, f"{plain} {first}")),
            Change(brief, (first, f"{levelled} {first}")),
            NOT_FOUND,
        )

    return twist


def _question(quoted: Quoted, _: Random) -> Twins | None:
    """The source has a question mark where the quotation ends with a full stop."""
    last = re.search(r"[^\W\d_]+ [^\W\d_]+ [^\W\d_]+\Z", quoted.words)
    if last is None or not _is_alone(quoted):
        return None
    if quoted.case.text(quoted.cited[0]).count(last[0]) != 1:
        return None
    brief = quoted.with_words(f"{quoted.words}.")
    return Twins(
        Change(brief, (last[0], f"{last[0]}? And then")),
        Change(brief, (last[0], f"{last[0]}; and then")),
        NOT_FOUND,
    )


def _magnitude_cut(magnitude: str) -> Kind:
    """The source has a magnitude after the number with which the quotation ends."""

    def twist(quoted: Quoted, _: Random) -> Twins | None:
        last = re.search(r"[^\W\d_]+ [^\W\d_]+ [^\W\d_]+\Z", quoted.words)
        if last is None or not _is_alone(quoted):
            return None
        if quoted.case.text(quoted.cited[0]).count(last[0]) != 1:
            return None
        brief = quoted.with_words(f"{quoted.words} 12")
        return Twins(
            Change(brief, (last[0], f"{last[0]} 12{magnitude}")),
            Change(brief, (last[0], f"{last[0]} 12 or so")),
            frozenset({"quotation-cut"}),
        )

    return twist


def _start_cut(before: str, apart: str, number: str = "") -> Kind:
    """The source has something right before the first quoted word, or number, that belongs to
    it; then something that is apart from it."""

    def twist(quoted: Quoted, _: Random) -> Twins | None:
        first = _first_words(quoted)
        if first is None:
            return None
        brief = quoted.with_words(f"{number}{quoted.words}")
        return Twins(
            Change(brief, (first, f"{before}{number}{first}")),
            Change(brief, (first, f"{apart}{number}{first}")),
            frozenset({"quotation-cut"}),
        )

    return twist


def _printed_right_after(quoted: Quoted, _: Random) -> Twins | None:
    """The source has a denial just before the words that a passage's citation prints."""
    first = _first_words(quoted) if quoted.path[-1:] == ("quote",) else None
    if first is None:
        return None
    return Twins(
        Change(quoted.brief, (first, f"denied that {first}")),
        Change(quoted.brief, (first, f"agreed that {first}")),
        frozenset({"quotation-drops-qualifier"}),
    )


def _holder_elsewhere(quoted: Quoted, _: Random) -> Twins | None:
    """A holder of whose name only the title is in the text."""
    if quoted.path[0] != "claims" or quoted.path[-1] != "says":
        return None
    wrong = with_value(quoted.brief, (*quoted.path[:-1], "by"), "Secretary Nobody-Else")
    honest = with_value(quoted.brief, (*quoted.path[:-1], "by"), "unattributed")
    return Twins(Change(wrong), Change(honest), frozenset({"actor-not-in-citation"}))


KINDS: dict[str, Kind] = {
    "picture inside": _other("picture", "![not](p.png)", "so"),
    "code inside": _other("code", "`not`", "`not`"),
    "struck words inside": _other("struck", "~~not~~", "~~so~~"),
    "words between primes": _with_marks("″", "″"),
    "words between apostrophes": _with_marks("''", "''"),
    "words between pairs of single marks": _with_marks("‘‘", "’’"),
    "words between closing marks": _with_marks("”", "”"),
    "words between reversed marks": _with_marks("‟", "”"),
    "words between double-prime marks": _with_marks("〝", "〞"),
    "words between full-width marks": _with_marks("＂", "＂"),
    "words between ornaments that close": _with_marks("❞", "❞"),
    "words between accents": _with_marks("´´", "´´"),
    "words between reversed single marks": _with_marks("‛‛", "’’"),
    "words between Hebrew marks": _with_marks("״", "״"),
    "words between half-width marks": _with_marks("｢", "｣"),
    "words between marks of titles": _with_marks("《", "》"),
    "words between commas and apostrophes": _with_marks(",,", "''"),
    "words between less-than signs": _with_marks("<<", ">>"),
    "words between doubled straight marks": _with_marks('""', '""'),
    "words between single marks": _single_marks,
    "ellipsis over a limit": _ellipsis_over("only", "there"),
    "ellipsis over an exception": _ellipsis_over("except", "there"),
    "ellipsis over a refusal": _ellipsis_over("refused to", "went to"),
    "ellipsis over a condition": _ellipsis_over("unless", "because"),
    "ellipsis over a failure": _ellipsis_over("failed to", "came to"),
    "ellipsis over an impossibility": _ellipsis_over("unable to", "ready to"),
    "ellipsis over a hedge": _ellipsis_over("supposedly", "commonly"),
    "ellipsis over a verb of saying": _ellipsis_over("said that", "said to"),
    "right after a denial": _right_after,
    "word cut at a line end": _cut_at_line_end,
    "sign dropped": _sign_dropped,
    "feet for inches": _unit("5″", "5'"),
    "dash for a minus sign": _unit("-5", "— 5"),
    "comparison dropped": _unit("<5", "5"),
    "comparison of two signs dropped": _unit(">=5", "5"),
    "power for a number": _at_level("10^6^", "106", "10⁶"),
    "number for a power": _unit("10⁶", "106"),
    "lowered for a plain figure": _at_level("H~2~O", "H2O", "H₂O"),
    "question made a statement": _question,
    "thousands dropped": _unit("12 000", "12"),
    "number of an article": _unit("Art.5", "Art.51"),
    "number after an abbreviation": _unit("No.10", "No.12"),
    "dash for a hyphen": _unit("so-called", "so — called"),
    "decimal point dropped": _unit(".5", "5"),
    "hyphen that only looks like one": _unit("un\uff0dlawful", "lawful"),
    "range cut": _start_cut("3–", "3 to ", "10 "),
    "magnitude cut": _magnitude_cut(" million"),
    "lakh cut": _magnitude_cut(" lakh"),
    "crore cut": _magnitude_cut(" crore"),
    "half cut": _magnitude_cut(" ½"),
    "currency's code cut": _magnitude_cut(" USD"),
    "percentage cut": _magnitude_cut("%"),
    "currency cut": _magnitude_cut("\u00a0€"),
    "bracket cut": _start_cut("(un)", "(so) "),
    "slash cut": _start_cut("un/", "so / "),
    "dash cut": _start_cut("non–", "so – "),
    "country of a currency cut": _start_cut("US", "US ", "$5 "),
    "currency's code before it cut": _start_cut("CHF ", "so ", "5 "),
    "minus in words cut": _start_cut("minus ", "about ", "5 "),
    "spaced comparison of two signs cut": _start_cut("it was >= ", "it was ", "5 "),
    "spaced comparison cut": _start_cut("it was < ", "it was ", "5 "),
    "right after a denial, printed by a citation": _printed_right_after,
    "holder elsewhere": _holder_elsewhere,
}
