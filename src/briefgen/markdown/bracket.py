"""A citation's bracket `[see @key, ¶5, suffix; @other]`, taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.markup import Citation, CiteKey, Quotation
from briefgen.model.text import Span, Text

from .brackets import read_brackets
from .citations import KEY, key_positions
from .notices import BareKey, Notices
from .prose import offset_at, text_part
from .quotation_marks import find_quotations

if TYPE_CHECKING:
    from markdown_it.token import Token

_ESCAPED = lazy_pattern(r"\\([!-/:-@\[-`{-~“”„«»])")
_SPACES = re.compile(r"\s{2,}|[^\S ]")
_SEPARATE = "Separate keys with semicolons: [@one; @two]."


def read_citation(
    token: Token, text: Text, places: list[tuple[int, int]], notices: Notices
) -> Citation:
    """The citation that `token` holds; `places` says where in `text` its block was typed."""
    start: int = token.meta["at"]
    keys: list[CiteKey] = []
    words = ""  # before the first key
    offset = 0
    for part in re.split(r"(?<!\\);", token.content[1:-1]):
        found = key_positions(part, 0, len(part))
        at = start + 1 + offset
        offset += len(part) + 1
        place = text.span(offset_at(places, at + (found[0].start() if found else 0)))
        if found:
            key = KEY.match(part, found[0].end())
            assert key is not None
            prefix, suffix = words + part[: found[0].start()], part[key.end() :]
            keys.append(CiteKey(key[0], plain_words(prefix), plain_words(suffix), place))
            words = ""
        elif not (typed := part.strip()) or typed.startswith(("@", "-@")):
            message = f"empty citation key: “{typed}”" if typed else "stray semicolon"
            notices.problem(message, _SEPARATE, place)
        elif keys:  # words after a semicolon belong to the key before them
            keys[-1] = replace(keys[-1], suffix=f"{keys[-1].suffix};{plain_words(part)}")
        else:
            words += f"{part};"
        if any(match["suppress"] for match in found):
            message = "[-@key] leaves out an author's name, which notes do not print"
            notices.problem(message, "Write [@key].", place)
        if len(found) > 1 or "[" in _ESCAPED.sub("", part):
            notices.problem("a citation within a citation cannot be read", _SEPARATE, place)
    return Citation(tuple(keys), text.span(offset_at(places, start)))


def quotations_inside(
    token: Token, citation: Span, text: Text, places: list[tuple[int, int]], language: str
) -> Iterator[Quotation]:
    """The quotations in the words around the keys of a `citation`: they belong to it."""
    start: int = token.meta["at"] + 1
    inside = token.content[1:-1]
    for quoted in find_quotations(inside, language, escapes(inside)):
        offsets = [offset_at(places, start + i) for i in range(quoted.start, quoted.end)]
        yield Quotation(
            text_part(text, offsets, inside[quoted.start : quoted.end]),
            citation,
            text.span(offset_at(places, start + quoted.start - 1)),
            quoted.closed,
        )


def notice_brackets(
    content: str, text: Text, places: list[tuple[int, int]], notices: Notices
) -> None:
    """Note the brackets of a block's `content` that cannot be read, and keys outside them."""
    found = read_brackets(content)
    for position in found.unclosed:
        at = text.span(offset_at(places, position))
        notices.problem("this citation is never closed", "Close it with ].", at)
    for position in found.keyless:
        notices.problem(
            f"“{content[position : found.ends[position] + 1]}” begins like a citation "
            "but has no key",
            "Write the key directly after the @: [@key]. Write \\[ for a bracket.",
            text.span(offset_at(places, position)),
        )
    for match in found.bare:
        key = KEY.match(content, match.end())
        assert key is not None
        at = text.span(offset_at(places, match.end() - 1))
        notices.bare_keys.append(BareKey(key[0], at))


def escapes(text: str) -> Sequence[bool]:
    """For each character, whether a backslash is before it."""
    if "\\" not in text:
        return [False] * len(text)
    return [i > 0 and text[i - 1] == "\\" for i in range(len(text))]


def plain_words(text: str) -> str:
    """A citation's prefix or suffix: its words, without backslashes."""
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    if text.isprintable() and "  " not in text:  # most
        return text
    return _SPACES.sub(" ", text)
