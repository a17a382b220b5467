"""Words and numbers of several elements in a line that runs from right to left: `10^6^`, `H~2~O`.

WeasyPrint places the elements of such a line from right to left, whatever is in them; Unicode's
rules for the order of a line do not know elements.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from briefgen.assemble.bidi import direction, runs_backwards
from briefgen.model.document import Run
from briefgen.model.markup import Code, Inline, SourceWords, Str, Styled, plain_text, walk


class LeftToRight(Struct, frozen=True):
    """Inline content, or runs of a source's paragraph, to be one piece from left to right."""

    children: tuple[Any, ...]


def inlines_in_order(inlines: Sequence[Inline]) -> list[Inline | LeftToRight]:
    """Inline content of a line that runs from right to left: what is one word or number, or are a
    source's words that run from left to right, is together."""
    return list(_together(inlines))


def runs_in_order(runs: Sequence[Run]) -> list[Run | LeftToRight]:
    """The runs of a source's paragraph that runs from right to left: what is one word or number is
    together."""
    return list(_together(runs))


def ends_raised(node: Inline | LeftToRight | None) -> bool:
    """Whether words end with raised ones: right after them a call would be read with those."""
    match node:
        case LeftToRight(children):
            return ends_raised(children[-1])
        case Styled(style, children):
            return style == "sup" or (bool(children) and ends_raised(children[-1]))
        case _:
            return False


def _together(nodes: Iterable[Any]) -> Iterator[Any]:
    parts = (part for node in nodes for part in _parts(node))
    pending: Any = None  # a part of a text, to which the next may belong
    for is_of_word, group in groupby(parts, lambda part: part[1]):
        own = [node for node, _ in group]
        if is_of_word and len(own) > 1:
            own = [LeftToRight(tuple(own))]
        for node in own:
            joined = _joined(pending, node)
            if joined is None and pending is not None:
                yield pending
            pending = node if joined is None else joined
    if pending is not None:
        yield pending


def _joined(before: Any, after: Any) -> Any:
    """Two parts of one text as one; None where they are not."""
    if isinstance(after, Str | SourceWords | Run) and type(before) is type(after):
        joined = replace(before, text=before.text + after.text)
        if replace(after, text=joined.text, **_anchor(before)) == joined:
            return joined
    return None


def _anchor(node: Any) -> dict[str, str | None]:
    return {"anchor": node.anchor} if isinstance(node, Run) else {}


def _parts(node: Any) -> Iterator[tuple[Any, bool]]:
    """A node, or the parts of its text: its first and its last word by themselves; with each
    whether what is right beside it may be of the same word."""
    if _is_one_word(node):
        yield node, True
        return
    if not isinstance(node, Str | SourceWords | Run):
        yield node, False
        return
    text = node.text
    first = _word(text)
    last = len(text) if first == len(text) else len(text) - _word(text[::-1])
    cuts = ((0, first, True), (first, last, False), (last, len(text), True))
    for start, end, is_word in cuts:
        if start < end:
            part = replace(node, text=text[start:end])
            yield replace(part, anchor=None) if start and isinstance(part, Run) else part, is_word


def _word(text: str) -> int:
    """How many characters at the beginning of `text` are of a word or number that runs from left to
    right."""
    count = 0
    for at, one in enumerate(text):
        if one.isalnum() and unicodedata.bidirectional(one) in ("L", "EN", "AN"):
            count = at + 1
        elif not (one in ".," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()):
            break
    return count


def _is_one_word(node: Any) -> bool:
    match node:
        case SourceWords(text):
            return direction(text) == "ltr"
        case Styled():
            if not all(isinstance(one, Str | SourceWords | Styled | Code) for one in walk([node])):
                return False
            words = plain_text([node])
            is_quoted = any(isinstance(one, SourceWords) for one in walk([node]))
            return not runs_backwards(words) and (is_quoted or " " not in words)
        case _:
            return False
