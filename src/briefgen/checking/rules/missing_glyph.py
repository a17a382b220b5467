"""The fonts cannot print a character.

Why: It would be printed as a box, not at all, or, where its font gives it no width, over the
letters beside it. Reported by `build`, which knows the fonts.

Bad:
    title: The harbour 🜚

Good:
    title: The harbour
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Iterable, Iterator

from briefgen.model.finding import Finding
from briefgen.model.text import Span, Text
from briefgen.resolve.result import ResolvedBrief

from .base import Rule, found_elsewhere
from .invisible_character import printed_texts

_LISTED = 12
_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH")
_OVER = "Replace it: it would be printed over the letters beside it."
_EMOJI = range(0x1F300, 0x1FB00)


def unprintable(
    brief: ResolvedBrief, characters: Collection[str], *, has_glyph: bool = False
) -> Iterator[Finding]:
    """A finding for each file that holds some of `characters`, which no font has, or has only
    without a width, and for each package that would help: at the first of them, in the brief if it
    has them, or in a picture's text. What nobody typed, our own words and dates in the brief's
    language have: it is found at the language."""
    left = yield from unprintable_as_typed(brief, characters, has_glyph=has_glyph)
    at = brief.brief.language_at or brief.brief.title.span()
    yield from _findings(dict.fromkeys(sorted(left), at), has_glyph=has_glyph)


def unprintable_as_typed(
    brief: ResolvedBrief, characters: Collection[str], *, has_glyph: bool = False
) -> Generator[Finding, None, set[str]]:
    """As `unprintable`, but only of what was typed; returns the others."""
    left = set(characters)
    typed: tuple[Iterable[Text], ...] = (
        list(printed_texts(brief.brief)),
        brief.drawn,
        *(source.paragraphs for source in brief.sources.values()),
    )
    # What is not found may be a part of a character, as printing takes it apart.
    for form in (str, _decomposed):
        for texts in typed if left else ():
            places = _places(texts, left, form)
            yield from _findings(places, has_glyph=has_glyph)
            left -= {part for character in places for part in form(character)}
    return left


def _decomposed(character: str) -> str:
    return unicodedata.normalize("NFKD", character)


def _places(
    texts: Iterable[Text], wanted: Collection[str], form: Callable[[str], str]
) -> dict[str, Span]:
    """Where each character is first whose `form` has a `wanted` one."""
    places: dict[str, Span] = {}
    for text in texts:
        for offset, character in enumerate(text.value):
            if any(part in wanted for part in form(character)):
                places.setdefault(character, text.span(offset))
    return places


def _findings(places: dict[str, Span], *, has_glyph: bool) -> Iterator[Finding]:
    by_remedy: dict[str, list[str]] = defaultdict(list)
    for character in places:
        by_remedy[_OVER if has_glyph else _remedy(character)].append(character)
    cannot = "give a width to" if has_glyph else "print"
    for remedy, (first, *others) in by_remedy.items():
        name = unicodedata.name(first, "without a name")
        message = f"no font here can {cannot} “{first}” (U+{ord(first):04X} {name})"
        if others:
            more = " ".join(others[:_LISTED]) + (" …" if others[_LISTED:] else "")
            message += f", nor {len(others)} more: {more}"
        yield RULE.finding(
            places[first],
            message,
            remedy,
            subject=first,
        )


def _remedy(character: str) -> str:
    """What to do: the package of Debian and Ubuntu that has the character's script."""
    if unicodedata.category(character) == "Cc":
        return "Remove it: a control character prints nothing."
    if unicodedata.category(character) in ("Cn", "Co"):
        return "Replace it: it has no agreed shape."
    if unicodedata.name(character, "").startswith(_EAST_ASIAN):
        package = "fonts-noto-cjk"
    else:
        package = "fonts-symbola" if ord(character) in _EMOJI else "fonts-noto-core"
    return f"Install a font that has it (on Debian and Ubuntu {package}), or replace it."


RULE = Rule("missing-glyph", "error", found_elsewhere)
