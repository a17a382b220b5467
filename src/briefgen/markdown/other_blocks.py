"""What a text that is printed as one paragraph has beside that: lists, headings, more paragraphs.

Only sections have those; elsewhere they run together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.text import Text

from .notices import Unsupported

if TYPE_CHECKING:
    from markdown_it.token import Token

# A line that may begin another block than a paragraph, and one that comes after a blank line.
_MAY_BEGIN = lazy_pattern(r"^[ \t]*(?:[>#`~|*+=_-]|\d)|\n[ \t]*\n", re.MULTILINE)
# What a block begins with; but “>5” is a comparison.
_SIGN = lazy_pattern(r">(?![=\d.$€£])|#{1,6}|```|~~~|(?:[-*+]|\d{1,9}[.)])(?!\S)")
_FIRST_WORDS = lazy_pattern(r"\S+(?:[ \t]+\S+){,3}")
_WORDS = {"paragraph_open", "code_block"}


def may_have_others(source: str) -> bool:
    """Whether a text may have other blocks; so much is known without a parser."""
    return _MAY_BEGIN.search(source) is not None


def other_blocks(text: Text, source: str, tokens: Sequence[Token]) -> Iterator[Unsupported]:
    """What `text`, which Markdown reads as `tokens`, has beside its first paragraph: each other
    block by the sign that it begins with, or by its first words."""
    starts = [0, *(match.end() for match in re.finditer("\n", source))]
    outer = [token for token in tokens if token.map and not token.level]
    for index, token in enumerate(outer):
        assert token.map
        first = _FIRST_WORDS.search(source, starts[token.map[0]])
        is_words = token.type in _WORDS
        if not first or (is_words and not index) or _is_alone(token, tokens):
            continue
        at = first.start()
        sign = None if is_words else _SIGN.match(source, at)
        # A line with bars is noticed by itself.
        if (first[0].startswith(">") and not sign) or first[0].startswith("|"):
            continue
        typed = sign[0] if sign else first[0]
        yield Unsupported(typed, text.span(at), "paragraph" if is_words else "block")


def _is_alone(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether this is a numbered item alone, which may be a date: “5. Mai”."""
    if token.type != "ordered_list_open" or not token.map:
        return False
    lines = range(*token.map)
    items = [one for one in tokens if one.type == "list_item_open" and one.level == 1]
    return sum(one.map is not None and one.map[0] in lines for one in items) == 1
