"""A brief's text as its language sets it: calls after the stop, inner marks, French spaces.

What was typed stays in the brief; only what is printed is set. No word changes: a call and the
comma or full stop after it change places, a quotation mark becomes another one, and a space
becomes a narrow one that no line breaks at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from briefgen.markdown.quotation_marks import STRAIGHT, closing_marks
from briefgen.model.document import Document
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.markup import Call, Inline, Link, SourceWords, Str, Styled

# Where notes are called after the comma or full stop: Chicago 14.26, Renkema (Schrijfwijzer),
# Svenska skrivregler. Elsewhere habits differ, and a call stays where it was typed.
_CALLS_AFTER = frozenset({"en", "nl", "sv"})
# The marks of a quotation inside another (CLDR, alternateQuotationStart and -End); in French
# and Spanish those of the Imprimerie nationale and the Real Academia.
_INNER = {
    "da": "‘’",
    "de": "‚‘",
    "es": "“”",
    "fi": "’’",
    "fr": "“”",
    "hu": "»«",
    "it": "“”",
    "pl": "«»",
    "ru": "„“",
    "sv": "’’",
}
_MARKS = frozenset("“”„«»")
_BEFORE_OPENING = frozenset(" \xa0\u202f([—–-“«„‘‚")
NARROW = "\u202f"
# The space inside « », which in German and Danish may also face the other way; in French also
# the one before a high sign.
_SPACE = re.compile(r"(?<![ \xa0])[ \xa0]+(?=»(?!\w))|(?:(?<=^«)|(?<=[\s(\[—–]«))[ \xa0]+")
_FRENCH_SPACE = lazy_pattern(r"(?<![ \xa0])[ \xa0]+(?=[;:!?»])|(?<=«)[ \xa0]+")
_STOP = re.compile(r"[.,](?![.\w])")
_TEXT = TypeVar("_TEXT", Str, SourceWords)


def typeset(document: Document) -> Document:
    """`document` as its language sets it; the sources' own paragraphs stay as they are."""
    language = document.language.partition("-")[0].lower()
    return replace(document, **_fields(document, language))


def narrow_spaces(text: str, language: str) -> str:
    """A plain text of the brief with narrow no-break spaces, where it has spaces inside « » or,
    in French, before a high sign."""
    is_french = language.partition("-")[0].lower() == "fr"
    return (_FRENCH_SPACE if is_french else _SPACE).sub(NARROW, text)


def _fields(value: Struct, language: str) -> dict[str, Any]:
    return {
        name: _set(inner, language)
        for name in value.__struct_fields__
        if isinstance(inner := getattr(value, name), Struct | tuple)
    }


def _set(value: Any, language: str) -> Any:
    """A value of a document with every run of inline content in it set."""
    if isinstance(value, tuple):
        inner = tuple(_set(one, language) for one in value)
        return _run(inner, language) if any(isinstance(one, Str) for one in inner) else inner
    if isinstance(value, Styled | Link):  # a part of the run around it
        return replace(value, children=tuple(_set_calls(value.children, language)))
    if isinstance(value, Struct):
        return replace(value, **_fields(value, language))
    return value


def _set_calls(children: Iterable[Inline], language: str) -> Iterator[Inline]:
    for child in children:
        yield _set(child, language)


def _run(inlines: Sequence[Inline], language: str) -> tuple[Inline, ...]:
    """A run of inline content, set."""
    if language in _CALLS_AFTER:
        inlines = tuple(_calls_after_stops(inlines))
    return tuple(_narrow(_Marks(language).set(inlines), language))


def _calls_after_stops(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """`inlines` with each comma or full stop that follows calls before them."""
    calls: list[Inline] = []
    for node in inlines:
        if isinstance(node, Call):
            calls.append(node)
            continue
        rest = node
        if calls and isinstance(node, Str) and _STOP.match(node.text):
            yield Str(node.text[0])
            rest = Str(node.text[1:])
        if rest != Str(""):  # else more calls may follow
            yield from calls
            calls = []
            yield rest
    yield from calls


def _narrow(inlines: Iterable[Inline], language: str) -> Iterator[Inline]:
    for node in inlines:
        match node:
            case Str(text) | SourceWords(text):
                yield replace(node, text=narrow_spaces(text, language))
            case Styled(children=children) | Link(children=children):
                yield replace(node, children=tuple(_narrow(children, language)))
            case _:
                yield node


class _UnevenError(Exception):
    """Marks that do not match: what is inside what, nobody knows."""


class _Marks:
    """Sets the marks of a run of inline content, which follow one another in it."""

    def __init__(self, language: str) -> None:
        self._closing: Mapping[str, str] = closing_marks(language)
        self._inner = _INNER.get(language, "‘’")
        self._open: list[str] = []
        self._straight = False
        # How many are open around a source's words, None outside of these.
        self._around: int | None = None

    def set(self, inlines: Sequence[Inline]) -> Sequence[Inline]:
        """The run with inner marks; as it was typed, where its marks do not match."""
        try:
            done = tuple(self._nodes(inlines))
        except _UnevenError:
            return inlines
        return inlines if self._open or self._straight else done

    def _nodes(self, inlines: Iterable[Inline]) -> Iterator[Inline]:
        for node in inlines:
            match node:
                case Str():
                    yield self._text(node)
                case SourceWords() if self._open:
                    yield self._words(node)
                case Styled(children=children) | Link(children=children):
                    yield replace(node, children=tuple(self._nodes(children)))
                case _:
                    yield node

    def _words(self, node: SourceWords) -> SourceWords:
        """A source's words, which may end inside a quotation of theirs or begin in one."""
        straight, self._straight = self._straight, False
        self._around = len(self._open)
        done = self._text(node)
        del self._open[self._around :]
        self._around, self._straight = None, straight
        return done

    def _text(self, node: _TEXT) -> _TEXT:
        made = ""
        skips_space = False
        for place, mark in enumerate(node.text):
            if mark == STRAIGHT and self._open:
                made += self._straight_mark(made, node.text[place + 1 :])
            elif mark not in _MARKS:
                if not (skips_space and mark.isspace()):
                    made += mark
                    skips_space = False
            else:
                depth = len(self._open)
                printed = self._mark(mark)
                # Inner marks have no spaces, where « » have.
                skips_space = printed != mark and mark in "«»"
                if skips_space and len(self._open) <= depth:
                    made, skips_space = made.rstrip(), False
                made += printed
        return replace(node, text=made)

    def _mark(self, mark: str) -> str:
        """A mark as it is printed."""
        if len(self._open) > (self._around or 0) and mark in self._closing[self._open[-1]]:
            printed = self._inner[1] if self._is_inner() else mark
            self._open.pop()
            return printed
        if mark in self._closing:
            self._open.append(mark)
            return self._inner[0] if self._is_inner() else mark
        if self._around is None:
            raise _UnevenError
        return self._inner[1]

    def _is_inner(self) -> bool:
        """Whether the last quotation is directly in one that has not the inner marks itself."""
        return len(self._open) % 2 == 0 and self._open[-2] != self._inner[0]

    def _straight_mark(self, before: str, after: str) -> str:
        begins = not before or before[-1] in _BEFORE_OPENING
        if not self._straight and begins and after[:1].strip():
            self._straight = True
            return self._inner[0]
        if self._straight and before[-1:].strip():
            self._straight = False
            return self._inner[1]
        return STRAIGHT
