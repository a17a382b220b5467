"""Words that must not get lost from a quotation: negations, limits and hedges.

A quotation that drops “not”, “only” or “allegedly” says something else than its source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache, partial

from msgspec import Struct

from briefgen.model.lazy_pattern import lazy_pattern

from .folding import INVISIBLE_RUN
from .qualifier_words import WORDS, WordList
from .qualifier_words_beside import AFFIRMING, AFTER, LOCAL, RESTATED
from .qualifier_words_by_language import Kind

_SPACES = re.compile(r"\s{2,}|[^\S ]")
_WORD = re.compile(r"\w+")
# A word goes on across the marks on its letters, the vowels of Hindi among them.
_IN_WORD = r"[\w\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963]"
# The points of Hebrew and Arabic, and what stretches a word, say nothing else than its letters.
_POINTS = lazy_pattern(
    r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670]"
)
_APOSTROPHES = str.maketrans(dict.fromkeys("'ʼ‘ʻ‛＇´`\u2032\ua78c", "’"))
# `May` inside a sentence is a month or a name, `No.` before a number a number's.
_MONTH = lazy_pattern(r"(?:^|[.?!]\W{0,6})$")
_NUMBERED = lazy_pattern(r"\.\s*\d")
# A title makes any word a name, a first name those that are surnames; in a heading all words have
# a capital.
_TITLED = lazy_pattern(r"(?<!\w)(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Herr|Frau|Mme)\.? \Z")
_FORENAMED = lazy_pattern(r"(?<!\w)[A-Z][a-zà-ÿ]+ \Z")
_SMALL = lazy_pattern(r"\b[a-zà-ÿ]{5}")
_SURNAMES = frozenset({"Likely", "Might", "Must", "Few", "Ban"})
_QUALIFYING: tuple[Kind, ...] = ("negation", "limit", "hedge")
_WITH_SAYING: tuple[Kind, ...] = (*_QUALIFYING, "saying")


class Qualifier(Struct, frozen=True):
    """A qualifier in a text, as it is written there; `is_clause` where it is what the text says
    of a whole statement, as in “his critics allege”."""

    word: str
    kind: Kind
    is_clause: bool = False


def found(
    text: str, *languages: str, attributions: bool = False, after: str = ""
) -> Iterator[Qualifier]:
    """The qualifiers in `text`, by the lists of `languages` (BCP 47 tags); with `attributions`
    also verbs of saying or thinking that have a clause of their own (“said that”). One may end
    in the words `after` the text, as “failed” does before “to”.

    English counts always: it is the language of most sources, and a text rarely says
    which one it is in.
    """
    visible = _visible(text)
    own = len(visible)
    if after:
        visible = _visible(text + after)
    plain = _straight(visible)
    words = _WORD.findall(plain.lower())
    kinds = _WITH_SAYING if attributions else _QUALIFYING
    lists = known(languages)
    if (looked_up := _looked_up(lists, kinds)) is not None and looked_up.isdisjoint(words):
        return  # most
    for language in lists:
        for affirming in AFFIRMING.get(language, ()):
            if not affirming.heads.isdisjoint(words):
                plain = _compiled(affirming.pattern).sub(partial(_hidden, own), plain)
                words = _WORD.findall(plain.lower())
    for language in lists:
        looked_up = _looked_up((language,), kinds)
        if looked_up is not None and looked_up.isdisjoint(words):
            continue
        for kind in kinds:
            for match in _matches(plain, words, WORDS[language][kind]):
                if match.start() < own and not _is_another_word(match):
                    word = visible[match.start() : min(match.end(), own)]
                    yield Qualifier(word.rstrip(" ,"), kind)


def may_qualify(text: str, *languages: str) -> bool:
    """Whether `found` may find something in `text` or in a run of its words."""
    if (looked_up := _qualifying(languages)) is None:
        return True
    if not text.isascii():
        text = _straight(INVISIBLE_RUN.sub("", text))
    return not looked_up.isdisjoint(_WORD.findall(text.lower()))


def _visible(text: str) -> str:
    """`text` without what is not seen and vowel points, its white space as single spaces."""
    if text.isascii():
        if "  " not in text and text.isprintable():  # most
            return text
    else:
        text = unicodedata.normalize("NFC", _POINTS.sub("", INVISIBLE_RUN.sub("", text)))
    return _SPACES.sub(" ", text)


def _straight(text: str) -> str:
    """`text` with one sign for all apostrophes."""
    if text.isascii():  # for which it takes a tenth of the time
        return text.replace("'", "’").replace("`", "’")
    return text.translate(_APOSTROPHES)


@lru_cache(maxsize=64)
def known(languages: tuple[str, ...]) -> tuple[str, ...]:
    """The languages that have lists, of these tags and English."""
    known = {"en", *(tag.split("-")[0].lower() for tag in languages)}
    return tuple(language for language in WORDS if language in known)


def divides_verbs(*languages: str) -> bool:
    """Whether one of `languages` (BCP 47 tags) has a part of its verbs at the end of a clause, as
    German and Dutch have."""
    return not {"de", "nl"}.isdisjoint(known(languages))


def is_local(word: str) -> bool:
    """Whether the qualifier `word` is about the words just after it only."""
    return word.lower() in LOCAL


def qualifiers(text: str, *languages: str) -> list[str]:
    """The negations, limits and hedges in `text`."""
    return [qualifier.word for qualifier in found(text, *languages)]


def negations(text: str, *languages: str) -> list[str]:
    """Those of the qualifiers in `text` that negate or deny."""
    return [one.word for one in found(text, *languages) if one.kind == "negation"]


def restated(word: str, said: str) -> bool:
    """Whether `said` has in other words what the hedge `word` says: “has to” for “must”."""
    return any(
        _compiled(f"(?:{hedges})\\Z", True).match(word) and _compiled(own, True).search(said)
        for pairs in RESTATED.values()
        for hedges, own in pairs
    )


def _is_another_word(match: re.Match[str]) -> bool:
    """A month, “No. 5”, “a few” or a name."""
    word, before = match[0], match.string[: match.start()]
    if word == "May":
        return not _MONTH.search(before[-8:])
    if word.istitle() and _is_name(word, before, match.string):
        return True
    if word == "No":
        return _NUMBERED.match(match.string, match.end()) is not None
    return word.lower() == "few" and re.search(r"\ba\s+$", before[-8:], re.IGNORECASE) is not None


def _is_name(word: str, before: str, text: str) -> bool:
    """Whether a word that has a capital is somebody's name."""
    if _TITLED.search(before[-6:]):
        return True
    is_after_name = word in _SURNAMES and _FORENAMED.search(before[-20:]) is not None
    return is_after_name and _SMALL.search(text) is not None


def _matches(text: str, words: list[str], known: WordList) -> list[re.Match[str]]:
    """The `known` words in `text`, in order; `words` are all that it has, in small letters."""
    found = []
    if known.plain and not known.plain.isdisjoint(words):
        found = [match for match in _WORD.finditer(text) if match[0].lower() in known.plain]
    for one in known.expressions:
        if not (one.heads and one.heads.isdisjoint(words)):
            found += _compiled(one.pattern, known.is_bounded).finditer(text)
    found.sort(key=re.Match.start)
    return found


@lru_cache(maxsize=64)
def _looked_up(languages: tuple[str, ...], kinds: tuple[Kind, ...]) -> frozenset[str] | None:
    """The words, in small letters, one of which is in every text that has a qualifier of these
    kinds in one of these languages; None where an expression is to be tried on every text."""
    lists = [WORDS[language][kind] for language in languages for kind in kinds]
    expressions = [expression for one in lists for expression in one.expressions]
    if not all(one.heads for one in expressions):
        return None
    heads = (one.heads for one in expressions)
    return frozenset().union(*(one.plain for one in lists), *heads)


@lru_cache(maxsize=64)
def _qualifying(languages: tuple[str, ...]) -> frozenset[str] | None:
    return _looked_up(known(languages), _QUALIFYING)


def after(text: str, end: int, *languages: str) -> str:
    """What is after `end` of `text` and may restrict or deny what is before it, up to there;
    empty where there is nothing of the kind."""
    if text[end : end + 1] not in (" ", ","):
        return ""
    found = _pattern_after(languages).match(text, end)
    return found[0] if found else ""


@lru_cache(maxsize=64)
def _pattern_after(languages: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(AFTER[language] for language in known(languages) if language in AFTER)
    return re.compile(rf"(?:{words})(?!\w)")


def _hidden(end: int, affirming: re.Match[str]) -> str:
    """What stays of words that only affirm, if they are before `end`."""
    return "\0" * len(affirming[0]) if affirming.end() <= end else affirming[0]


@cache
def _compiled(words: str, is_bounded: bool = False) -> re.Pattern[str]:
    words = unicodedata.normalize("NFC", words)
    if is_bounded:
        words = rf"(?<!\w)(?:{words})(?!\w)".replace(r"\w", _IN_WORD)
    return re.compile(words, re.IGNORECASE)
