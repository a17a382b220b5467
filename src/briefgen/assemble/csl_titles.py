"""Titles of a CSL library: their formatting, and the quotation marks inside them.

CSL's own formatting is HTML of a few tags (citeproc-js, “rich text”); Pandoc writes the
same as its Markdown.
"""

from __future__ import annotations

import re
from typing import Literal

from briefgen.model.markup import Inline, Str, Styled

_STYLES: dict[str, Literal["em", "strong", "sub", "sup"]] = {
    "i": "em",
    "b": "strong",
    "sub": "sub",
    "sup": "sup",
}
_TAG = re.compile(r"<(/?)(i|b|sub|sup|sc|span)(?:\s[^<>]*)?>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# Pandoc's Markdown, which begins and ends at a word.
_MARKDOWN = (
    (re.compile(r"(?<![\w*\\])\*\*(?=\S)([^*]{1,400}[^*\s])\*\*(?![\w*])"), r"<b>\1</b>"),
    (re.compile(r"(?<![\w*\\])\*(?=\S)([^*]{0,400}[^*\s])\*(?![\w*])"), r"<i>\1</i>"),
    (re.compile(r"(?<!\\)~([^~\s]{1,40})~"), r"<sub>\1</sub>"),
    (re.compile(r"(?<!\\)\^([^^\s]{1,40})\^"), r"<sup>\1</sup>"),
    (re.compile(r"\[([^\[\]]{1,400})\]\{[.#\w][^{}]{0,80}\}"), r"\1"),
)
# What is quoted inside a title, without the spaces inside « ».
_QUOTED = re.compile(
    r"“([^“„”]*)”|„([^“„”]*)[“”]|«\s*+([^«»]*?)\s*»|»([^«»]*)«"
    r"|(?<![\w.,;:!?)\]”’…])\"(?=\S)([^\"]*)(?<=\S)\""
)
# So deep are quotations nested.
_DEPTH = 3


def formatted(text: str) -> tuple[Inline, ...]:
    """A text of a library with its formatting; a tag without its counterpart prints as typed."""
    for pattern, tags in _MARKDOWN:
        text = pattern.sub(tags, text)
    text = text.replace(" --- ", " — ").replace("---", "—").replace("--", "–")
    return tuple(_nodes(text))


def _nodes(text: str) -> list[Inline]:
    nodes: list[Inline] = []
    position = 0
    for opening in _TAG.finditer(text):
        if opening.start() < position or opening[1]:
            continue
        end = _closing(text, opening)
        if end is None:
            continue
        nodes += _plain(text[position : opening.start()])
        inside = _nodes(text[opening.end() : end.start()])
        style = _STYLES.get(opening[2])
        nodes += [Styled(style, tuple(inside))] if style else inside
        position = end.end()
    return [*nodes, *_plain(text[position:])]


def _closing(text: str, opening: re.Match[str]) -> re.Match[str] | None:
    """The tag that closes `opening`."""
    depth = 0
    for tag in _TAG.finditer(text, opening.start()):
        if tag[2] == opening[2]:
            depth += -1 if tag[1] else 1
            if not depth:
                return tag
    return None


def _plain(text: str) -> list[Inline]:
    unescaped = _ESCAPE.sub(r"\1", text)
    return [Str(unescaped)] if unescaped else []


def inner_marks(title: str, opening: str, closing: str) -> str:
    """A title that will be in quotation marks: those inside it become the inner ones. A mark
    without its counterpart is a sign of another kind (the 5" gun) and stays."""
    title = title.replace('\\"', '"')
    for _ in range(_DEPTH):
        title = _QUOTED.sub(lambda found: f"{opening}{found[found.lastindex or 0]}{closing}", title)
    return title
