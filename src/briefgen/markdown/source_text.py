"""A source text in Markdown → its paragraphs, without markup, each character at its place.

CommonMark 0.31 with tables and strikethrough. Every block is a paragraph: a heading, a paragraph,
an item's paragraph, a code block, a table row (its cells with tabs between). A front matter, rules
and link definitions are skipped; so is what HTML puts between `<` and `>`. What HTML raises or
lowers is that in the paragraph too; what it strikes out is between `~~` and `~~`, as in GitHub's
Markdown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefgen.model.raised import Level, at_level
from briefgen.model.text import Text

from .placed_tokens import PlacedInline

_LINE_END = re.compile(r"\r\n|\r|\n")
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?:(?!(?:---|\.\.\.)[ \t]*(?:\n|\Z)).*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_LEVEL = re.compile(r"<(/?)(su[bp])\b[^<>]*>", re.IGNORECASE)
_AT_LEVEL = re.compile(r"(<(su[bp])\b[^<>]*>)([^<>]*)(?=</\2\s*>)", re.IGNORECASE)
_STRIKE = re.compile(r"</?(?:del|s|strike)(?:\s[^<>]*)?>", re.IGNORECASE)
_STRUCK = "~~"
# What is in these nobody sees.
_UNSEEN = r"<(script|style|template|title)\b[^<>]*>"
_HIDDEN = r"<([a-z]\w*)\b(?=[^<>]*(?:\shidden\b|display\s*:\s*none))[^<>]*>"
_HIDES = re.compile(f"{_UNSEEN}|{_HIDDEN}", re.IGNORECASE)
_HTML = re.compile(
    rf"<!--.*?(?:-->|\Z)|{_UNSEEN}.*?(?:</\1\s*>|\Z)|{_HIDDEN}.*?(?:</\2\s*>|\Z)|<[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
# These part words.
_PARTING = re.compile(
    r"</?(?:address|article|aside|blockquote|br|caption|center|dd|details|div|dl|dt|figcaption|"
    r"figure|footer|form|h[1-6]|header|hr|legend|li|main|nav|ol|option|p|pre|section|summary|"
    r"table|tbody|td|tfoot|th|thead|tr|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_BETWEEN_CELLS = "\t"
# Deeper than this markdown-it leaves out text without a word.
_MAX_NESTING = 200

Piece = tuple[str, int, int]  # characters, and the line and column of the first


def markdown_paragraphs(text: str, path: str) -> tuple[Text, ...]:
    """The paragraphs of a Markdown source, in order; `path` names its file in places."""
    lines = _LINE_END.split(text)
    source = "\n".join(lines)
    if front := _FRONT_MATTER.match(source):
        source = "\n" * front[0].count("\n") + source[front.end() :]
    tokens = _parser().parse(source)
    found = (_text(pieces, path) for pieces in _blocks(tokens, lines))
    return tuple(paragraph for paragraph in found if paragraph)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    inline = PlacedInline()
    inline.ruler2.disable("fragments_join")  # its pieces stay as they were typed
    parser.inline = inline
    parser.core.ruler.disable("text_join")
    return parser


def _blocks(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[list[Piece]]:
    """The pieces of each paragraph."""
    row: list[Piece] | None = None
    cursor = (0, 0)  # in a table row: its line, and the column after the last cell
    for token in tokens:
        first = token.map[0] if token.map else 0
        match token.type:
            case "tr_open":
                row, cursor = [], (first, 0)
            case "tr_close":
                yield row or []
                row = None
            case "inline" if row is not None:
                pieces, cursor = _cell(token, lines, cursor)
                if row and pieces:
                    row.append((_BETWEEN_CELLS, *pieces[0][1:]))
                row += pieces
            case "inline":
                yield list(_inlines(token.children or (), _Places(token, lines)))
            case "fence" | "code_block":
                start = first + (token.type == "fence")
                yield list(_code(token.content, start, lines))
            case "html_block":
                yield from _html(token.content, first, lines)


class _Places:
    """Where each character of an inline token's content is in the file."""

    def __init__(self, token: Token, lines: Sequence[str]):
        first = token.map[0] if token.map else 0
        self.starts: list[tuple[int, int, int]] = []
        offset = 0
        for number, content in enumerate(token.content.split("\n"), first):
            column = _column(content, lines[number]) if number < len(lines) else 0
            self.starts.append((offset, number + 1, column + 1))
            offset += len(content) + 1

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1."""
        index = bisect_right(self.starts, max(offset, 0), key=lambda entry: entry[0]) - 1
        start, line, column = self.starts[index]
        return line, column + offset - start


def _column(content: str, line: str) -> int:
    """Where `content` begins in its line: it ends it but for closing marks and spaces."""
    found = line.rfind(content.rstrip())
    return max(found, 0) if content.strip() else 0


def _cell(
    token: Token, lines: Sequence[str], cursor: tuple[int, int]
) -> tuple[list[Piece], tuple[int, int]]:
    """A table cell's pieces, and where the search for the next one begins."""
    number, column = cursor
    line = lines[number] if number < len(lines) else ""
    escaped = token.content.replace("|", r"\|")
    found = line.find(escaped, column)
    found = found if found >= 0 else column
    places = _Places(Token("inline", "", 0, content="", map=[number, number + 1]), lines)
    places.starts = [(0, number + 1, found + 1)]
    return list(_inlines(token.children or (), places)), (number, found + len(escaped))


def _inlines(tokens: Sequence[Token], places: _Places) -> Iterator[Piece]:
    level: Level | None = None
    hidden = ""  # the element in which nothing is seen
    for token in tokens:
        if hidden:
            if re.match(rf"</{hidden}\b", token.content, re.IGNORECASE):
                hidden = ""
            continue
        if token.type == "html_inline" and (hides := _HIDES.match(token.content)):
            hidden = hides[1] or hides[2]
        if tag := _LEVEL.fullmatch(token.content) if token.type == "html_inline" else None:
            level = None if tag[1] else cast("Level", tag[2].lower())
        for characters, *at in _inline(token, places):
            yield at_level(characters, level) if level else characters, at[0], at[1]


def _inline(token: Token, places: _Places) -> Iterator[Piece]:
    at = places.at(token.meta.get("at", 0))
    match token.type:
        case "text_special" if token.info == "escape":
            yield token.content, at[0], at[1] + 1
        case "text" | "text_special":
            yield token.content, *at
        case "code_inline":
            yield token.content, at[0], at[1] + len(token.markup)
        case "softbreak" | "hardbreak":
            yield " ", *at
        case "image":
            yield "".join(_alt(token.children or ())), at[0], at[1] + len("![")
        case "html_inline" if re.match(r"<br\b", token.content, re.I):
            yield " ", *at
        case "s_open" | "s_close":
            yield _STRUCK, *at
        case "html_inline" if _STRIKE.fullmatch(token.content):
            yield _STRUCK, *at


def _alt(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        yield " " if token.type.endswith("break") else token.content
        yield from _alt(token.children or ()) if token.type == "image" else ()


def _code(content: str, first: int, lines: Sequence[str]) -> Iterator[Piece]:
    for number, code in enumerate(content.rstrip("\n").split("\n"), first):
        line = lines[number] if number < len(lines) else ""
        yield f"{code} ", number + 1, _column(code, line) + 1


def _html(content: str, first: int, lines: Sequence[str]) -> Iterator[list[Piece]]:
    """The text of an HTML block, a paragraph for each run of lines that have some."""
    levelled = _AT_LEVEL.sub(
        lambda match: match[1] + at_level(match[3], cast("Level", match[2].lower())), content
    )
    shown = _STRIKE.sub(lambda match: _same_length(_STRUCK, match[0]), levelled)
    shown = _PARTING.sub(lambda match: _same_length(" ", match[0]), shown)
    bare = _HTML.sub(lambda match: re.sub(r"[^\n]", "\0", match[0]), shown)
    numbered = list(enumerate(bare.split("\n"), first))
    for inked, run in groupby(numbered, key=lambda one: bool(one[1].strip("\0 \t"))):
        if inked:
            pieces: list[Piece] = []
            for number, line in run:
                origin = lines[number] if number < len(lines) else ""
                shift = max(origin.find(content.split("\n")[number - first]), 0)
                pieces += [
                    (match[0], number + 1, shift + match.start() + 1)
                    for match in re.finditer(r"[^\0]+", line)
                ]
                pieces.append((" ", number + 1, shift + len(line) + 1))
            yield pieces


def _same_length(shown: str, tag: str) -> str:
    return shown + re.sub(r"[^\n]", "\0", tag[len(shown) :])


def _text(pieces: Sequence[Piece], path: str) -> Text | None:
    """The pieces as one text, runs of spaces at its ends and around breaks dropped."""
    value, breaks = "", []
    for characters, line, column in pieces:
        kept = characters.lstrip() if not value or value[-1].isspace() else characters
        if kept:
            breaks.append((len(value), line, column + len(characters) - len(kept)))
            value += kept
    value = value.rstrip()
    if not value:
        return None
    return Text(value, path, tuple(entry for entry in breaks if entry[0] < len(value)))
