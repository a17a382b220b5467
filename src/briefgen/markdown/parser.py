"""Markdown with citations, claim marks and quotations → a tree.

Every node and every quotation knows where it was typed: `markdown` tells the lines of a
block and the offset of each inline token, and `prose.Lines` puts the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, repeat
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.markup import (
    AuthorNote,
    Block,
    BlockQuote,
    Break,
    Citation,
    CiteKey,
    ClaimMark,
    Code,
    CodeBlock,
    Flow,
    Heading,
    Image,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Str,
    Styled,
    TableBlock,
    ThematicBreak,
    plain_text,
)
from briefgen.model.text import Span, Text

from .citations import KEY, key_positions
from .engine import Token, markdown, read_brackets
from .prose import Lines, Prose, offset_at, offsets_from, text_part
from .quotation_marks import DOUBLE_MARKS, find_quotations, unescaped

_CLAIM_MARK = re.compile(r"\[!\s*([A-Za-z0-9][A-Za-z0-9-]*)\s*\]")
_WEB = re.compile(r"https?://|mailto:", re.IGNORECASE)
_BAR = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~“”„«»])")


class Problem(Struct, frozen=True):
    """Something in the Markdown that cannot be read as meant: an `invalid-brief`."""

    message: str
    hint: str
    span: Span


class Unavailable(Problem, frozen=True):
    """A picture or a theme that is not there: a PDF proves its quotations without."""


class BareKey(Struct, frozen=True):
    """`@key` outside brackets, which is plain text."""

    key: str
    span: Span


@dataclass(slots=True)
class Notices:
    """What was noticed while a brief's texts were read, besides their trees."""

    problems: list[Problem] = field(default_factory=list)
    bare_keys: list[BareKey] = field(default_factory=list)


def parse_blocks(text: Text, language: str, notices: Notices) -> tuple[Block, ...]:
    """Markdown of a `body` → its blocks. `language` (BCP 47) decides the quotation marks."""
    source = _source(text)
    tokens = markdown().parse(source)
    builder = _Builder(text, source, language, notices)
    for token in tokens:
        if token.meta.get("too_deep") and token.map:
            notices.problems.append(builder.too_deep(token.map[0]))
    return tuple(builder.blocks(iter(tokens)))


def parse_inline(text: Text, language: str, notices: Notices) -> Flow:
    """Inline Markdown (a key point, a position's `says`) → one flow."""
    source = _source(text)
    (token,) = markdown().parseInline(source)
    return _Builder(text, source, language, notices).flow(token, 0)


def parse_plain(text: Text, language: str) -> Flow:
    """Plain text: no Markdown, but the quotations in it are found."""
    value = text.value
    quotations = tuple(
        Quotation(
            text_part(text, list(range(q.start, q.end)), value[q.start : q.end]),
            None,
            text.span(q.start - 1),
            q.closed,
        )
        for q in find_quotations(value, language, _escapes(value))
    )
    return Flow((Str(unescaped(value)),), quotations)


def slug(heading: str) -> str:
    """GitHub's anchor of a heading: lower case, spaces to hyphens, punctuation dropped."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _source(text: Text) -> str:
    """What markdown-it gets: character for character the text, line ends and NUL apart."""
    return text.value.replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")


class _Builder:
    """Reads markdown-it's tokens of one text into a tree."""

    def __init__(self, text: Text, source: str, language: str, notices: Notices):
        lines = source.split("\n")
        starts = [0]
        for line in lines[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        self.text = text
        self.language = language
        self.notices = notices
        self.lines = Lines(text, starts, lines)
        self.prose: list[Prose] = []  # of each leaf block, for the block quotation around it
        self.quoting = 0

    def too_deep(self, line: int) -> Problem:
        at = self.text.span(self.lines.starts[line])
        return Problem("nested too deep to be read", "use fewer levels of lists and >", at)

    # blocks

    def blocks(self, tokens: Iterator[Token], until: str = "") -> Iterator[Block]:
        for token in tokens:
            if token.type == until:
                return
            match token.type:
                case "paragraph_open":
                    inline = next(tokens)
                    yield Paragraph(self.flow(inline), self._span(inline))
                    next(tokens)
                case "heading_open":
                    inline = next(tokens)
                    flow = self.flow(inline)
                    yield Heading(
                        int(token.tag[1:]), slug(plain_text(flow.inlines)), flow, self._span(inline)
                    )
                    next(tokens)
                case "bullet_list_open" | "ordered_list_open":
                    close = token.type.replace("open", "close")
                    yield ListBlock(
                        token.type == "ordered_list_open",
                        int(token.attrs.get("start", 1)),
                        tuple(
                            tuple(self.blocks(tokens, "list_item_close"))
                            for _ in self._until(tokens, close)
                        ),
                    )
                case "blockquote_open":
                    yield self._block_quote(tokens, token)
                case "table_open":
                    yield self._table(tokens)
                case "fence" | "code_block":
                    yield CodeBlock(token.content)
                case "hr":
                    yield ThematicBreak()
                case _:
                    pass

    def _until(self, tokens: Iterator[Token], close: str) -> Iterator[Token]:
        for token in tokens:
            if token.type == close:
                return
            yield token

    def _span(self, token: Token) -> Span:
        first = token.map[0] if token.map else 0
        return self.text.span(self.lines.place(token.content, first)[0][1])

    def _table(self, tokens: Iterator[Token]) -> TableBlock:
        align: list[str] = []
        rows: list[tuple[Flow, ...]] = []
        row: list[Flow] = []
        typed: list[tuple[int, int]] = []
        for token in self._until(tokens, "table_close"):
            if token.type in ("th_open", "td_open"):
                inline = next(tokens)
                number = inline.map[0] if inline.map else 0
                if not row:
                    typed = self.lines.cells(number, inline.content)
                    self._check_width(number, typed, len(align))
                cell = typed[len(row)] if len(row) < len(typed) else (0, 0)
                places = self.lines.place_cell(inline.content, number, cell)
                row.append(self.flow(inline, places=places))
                if token.type == "th_open":
                    align.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
            elif token.type == "tr_close":
                rows.append(tuple(row))
                row = []
        return TableBlock(tuple(align), rows[0], tuple(rows[1:]))

    def _check_width(self, row: int, cells: list[tuple[int, int]], width: int) -> None:
        """Markdown drops the cells of a row that is wider than the head; we do not."""
        if width and any(self.lines.lines[row][a:b].strip() for a, b in cells[width:]):
            self._problem(
                f"this row has {len(cells)} cells, the table's head {width}: what comes after "
                "would not be printed",
                "Give the head as many cells, or write \\| for a bar within a cell.",
                self.text.span(self.lines.starts[row] + cells[width][0]),
            )

    def _block_quote(self, tokens: Iterator[Token], opening: Token) -> BlockQuote:
        outer = self.prose
        self.prose = []
        self.quoting += 1
        blocks = tuple(self.blocks(tokens, "blockquote_close"))
        self.quoting -= 1
        prose = Prose()
        for part in self.prose:
            prose.join(part)
        self.prose = [*outer, prose]
        first = opening.map[0] if opening.map else 0
        span = self.text.span(self.lines.starts[first])
        if self.quoting:  # a part of the block quotation around it
            return BlockQuote(blocks, span)
        citation = _lone_citation(blocks)
        if citation:
            return BlockQuote(blocks, span, citation=citation)
        quotations = tuple(self._whole(prose))
        return BlockQuote(blocks, span, quotation=quotations[0] if quotations else None,
                          trailing=quotations[1] if quotations[1:] else None)  # fmt: skip

    def _whole(self, prose: Prose) -> Iterator[Quotation]:
        """A block quotation typed by hand: one quotation up to its last citation, and what
        comes after that, which nothing verifies."""
        at, citation = prose.citations[-1] if prose.citations else (len(prose.characters), None)
        for start, end, span in ((0, at, citation), (at, len(prose.characters), None)):
            words = prose.text()[start:end]
            left = start + len(words) - len(words.lstrip())
            right = start + len(words.rstrip())
            if right - left > 1 and {words.strip()[0], words.strip()[-1]} <= DOUBLE_MARKS:
                left, right = left + 1, right - 1
            if any(c.isalnum() for c in prose.characters[left:right]):
                text = text_part(self.text, prose.offsets[left:right], prose.text()[left:right])
                yield Quotation(text, span, text.span())

    # inline

    def flow(
        self,
        token: Token,
        first: int | None = None,
        places: list[tuple[int, int]] | None = None,
    ) -> Flow:
        """The inline content of a block's `inline` token."""
        if places is None:
            line = token.map[0] if token.map else (first or 0)
            places = self.lines.place(token.content, line)
        children = list(token.children or ())
        self._notice_brackets(token.content, places)
        return self._flow(children, places)

    def _flow(self, children: list[Token], places: list[tuple[int, int]]) -> Flow:
        prose = Prose()
        extra: list[Quotation] = []
        inlines = self._inlines(iter(children), places, prose, extra)
        if self.quoting:
            self.prose.append(prose)
            return Flow(inlines, tuple(extra))
        return Flow(inlines, (*self._quotations(prose), *extra))

    def _quotations(self, prose: Prose) -> Iterator[Quotation]:
        text = prose.text()
        citations = iter(prose.citations)
        citation = next(citations, None)
        for found in find_quotations(text, self.language, prose.literal):
            while found.closed and citation and citation[0] <= found.end:
                citation = next(citations, None)
            yield Quotation(
                text_part(self.text, prose.offsets[found.start : found.end],
                      text[found.start : found.end]),
                citation[1] if citation and found.closed else None,
                self.text.span(prose.offsets[found.start - 1]),
                found.closed,
            )  # fmt: skip

    def _inlines(
        self,
        tokens: Iterator[Token],
        places: list[tuple[int, int]],
        prose: Prose,
        extra: list[Quotation],
        until: str = "",
    ) -> tuple[Inline, ...]:
        nodes: list[Inline] = []
        for token in tokens:
            offset = offset_at(places, token.meta.get("at", 0))
            span = self.text.span(offset)
            match token.type:
                case kind if kind == until:
                    break
                case "text":
                    start = token.meta["at"]
                    length = len(token.content)
                    prose.add(token.content, offsets_from(places, start, length))
                    _append(nodes, token.content)
                case "text_special":
                    # An escaped mark makes no quotation; one typed as an entity does.
                    escaped = token.info == "escape"
                    special = unescaped(token.content) if escaped else token.content
                    prose.add(special, repeat(offset), literal=escaped)
                    _append(nodes, special)
                case "softbreak":
                    prose.add(" ", [offset])
                    _append(nodes, " ")
                case "hardbreak":
                    prose.add(" ", [offset])
                    nodes.append(Break())
                case "code_inline":
                    prose.add(token.content, count(offset + len(token.markup)), literal=True)
                    nodes.append(Code(token.content))
                case "em_open" | "strong_open":
                    close = token.type.replace("open", "close")
                    inner = self._inlines(tokens, places, prose, extra, close)
                    nodes.append(Styled("em" if token.tag == "em" else "strong", inner))
                case "link_open":
                    inner = self._inlines(tokens, places, prose, extra, "link_close")
                    nodes.append(self._link(str(token.attrs.get("href", "")), inner, span))
                case "image":
                    nodes.append(_image(token, offset, span, prose))
                case "note_open":
                    prose.vanish()
                    note = list(self._until(tokens, "note_close"))
                    nodes.append(AuthorNote(self._flow(note, places), span))
                case "citation":
                    prose.vanish()
                    citation = self._citation(token, places, extra)
                    prose.citations.append((len(prose.characters), citation.span))
                    nodes.append(citation)
                case "claim_mark":
                    prose.vanish()
                    nodes.append(self._claim_mark(token, span))
                case _:
                    pass
        return tuple(nodes)

    def _link(self, href: str, children: tuple[Inline, ...], span: Span) -> Inline:
        if not (_WEB.match(href) or href.startswith("#")):
            self.notices.problems.append(
                Problem(
                    f"the link “{href}” leads neither to the web nor into this brief",
                    "Write https://…, #claim-<id> or the #slug of a heading.",
                    span,
                )
            )
        return Link(href, children, span)

    def _claim_mark(self, token: Token, span: Span) -> Inline:
        match = _CLAIM_MARK.fullmatch(token.content)
        if match:
            return ClaimMark(match[1], span)
        self.notices.problems.append(
            Problem(
                f"“{token.content}” is not a claim mark",
                "A mark holds one claim's id and nothing else: [!order]. Write \\[ for a bracket.",
                span,
            )
        )
        return Str(token.content)

    def _citation(
        self, token: Token, places: list[tuple[int, int]], extra: list[Quotation]
    ) -> Citation:
        """A bracket `[see @key, ¶5, suffix; @other]` with a key, taken apart."""
        start: int = token.meta["at"]
        inside = token.content[1:-1]
        span = self.text.span(offset_at(places, start))
        keys: list[CiteKey] = []
        words = ""  # before the first key
        offset = 0
        for part in _split(inside):
            found = key_positions(part, 0, len(part))
            at = start + 1 + offset
            offset += len(part) + 1
            place = self.text.span(offset_at(places, at + (found[0].start() if found else 0)))
            if found:
                key = KEY.match(part, found[0].end())
                assert key is not None
                prefix, suffix = words + part[: found[0].start()], part[key.end() :]
                keys.append(CiteKey(key[0], _plain(prefix), _plain(suffix), place))
                words = ""
            elif not (typed := part.strip()) or typed.startswith(("@", "-@")):
                self._problem(
                    f"empty citation key: “{typed}”" if typed else "stray semicolon",
                    "Separate keys with semicolons: [@one; @two].", place,
                )  # fmt: skip
            elif keys:  # words after a semicolon belong to the key before them
                keys[-1] = replace(keys[-1], suffix=f"{keys[-1].suffix};{_plain(part)}")
            else:
                words += f"{part};"
            if any(match["suppress"] for match in found):
                self._problem(
                    "[-@key] leaves out an author's name, which notes do not print",
                    "Write [@key].", place,
                )  # fmt: skip
            if len(found) > 1 or "[" in _ESCAPED.sub("", part):
                self._problem(
                    "a citation within a citation cannot be read",
                    "Separate keys with semicolons: [@one; @two].", place,
                )  # fmt: skip
        for quoted in find_quotations(inside, self.language, _escapes(inside)):
            offsets = [offset_at(places, start + 1 + i) for i in range(quoted.start, quoted.end)]
            extra.append(
                Quotation(
                    text_part(self.text, offsets, inside[quoted.start : quoted.end]),
                    span if quoted.closed else None,
                    self.text.span(offset_at(places, start + quoted.start)),
                    quoted.closed,
                )
            )
        return Citation(tuple(keys), span)

    def _notice_brackets(self, content: str, places: list[tuple[int, int]]) -> None:
        found = read_brackets(content)
        for position in found.unclosed:
            self._problem(
                "this citation is never closed", "Close it with ].",
                self.text.span(offset_at(places, position)),
            )  # fmt: skip
        for position in found.keyless:
            typed = content[position : found.ends[position] + 1]
            self._problem(
                f"“{typed}” begins like a citation but has no key",
                "Write the key directly after the @: [@key]. Write \\[ for a bracket.",
                self.text.span(offset_at(places, position)),
            )
        for match in found.bare:
            key = KEY.match(content, match.end())
            assert key is not None
            self.notices.bare_keys.append(
                BareKey(key[0], self.text.span(offset_at(places, match.end() - 1)))
            )

    def _problem(self, message: str, hint: str, span: Span) -> None:
        self.notices.problems.append(Problem(message, hint, span))


def _lone_citation(blocks: tuple[Block, ...]) -> Citation | None:
    """The citation of a block quotation that holds one and nothing else, claim marks apart."""
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        return None
    nodes = [
        node
        for node in blocks[0].flow.inlines
        if not isinstance(node, ClaimMark) and not (isinstance(node, Str) and not node.text.strip())
    ]
    return nodes[0] if len(nodes) == 1 and isinstance(nodes[0], Citation) else None


def _image(token: Token, offset: int, span: Span, prose: Prose) -> Image:
    """A picture; its text alternative is a part of the prose, for it is read aloud."""
    alternative = token.children or ()
    for child in alternative:
        prose.add(_alt(child), count(offset + len("![") + child.meta.get("at", 0)))
    alt = "".join(map(_alt, alternative))
    return Image(unquote(str(token.attrs.get("src", ""))), alt, span)


def _alt(token: Token) -> str:
    """What a part of a picture's text alternative reads as."""
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _append(nodes: list[Inline], text: str) -> None:
    if nodes and isinstance(nodes[-1], Str):
        nodes[-1] = Str(nodes[-1].text + text)
    elif text:
        nodes.append(Str(text))


def _split(inside: str) -> list[str]:
    """The parts of a citation, at its semicolons."""
    return re.split(r"(?<!\\);", inside)


def _plain(text: str) -> str:
    """A citation's prefix or suffix: its words, without backslashes."""
    return re.sub(r"\s+", " ", _ESCAPED.sub(r"\1", text))


def _escapes(text: str) -> list[bool]:
    return [i > 0 and text[i - 1] == "\\" for i in range(len(text))]
