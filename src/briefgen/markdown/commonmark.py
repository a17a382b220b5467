"""Markdown of any kind → a tree, by way of a parser's tokens.

Every node and every quotation knows where it was typed: `engine` tells the lines of a block and
the offset of each inline token, and `prose.Lines` puts the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import repeat

from msgspec.structs import replace

from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.markup import (
    Block,
    BlockQuote,
    Break,
    Citation,
    ClaimMark,
    CodeBlock,
    Figure,
    Flow,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Str,
    TableBlock,
    ThematicBreak,
    plain_text,
)
from briefgen.model.text import Span, Text

from .engine import Token, markdown
from .inlines import InlineReader, Leaf
from .notices import Notices
from .other_blocks import may_have_others, other_blocks
from .prose import Lines, Prose
from .quotations import block_quotation, joined
from .slug import slug

_NOTE_TEXT = lazy_pattern(r"^ {0,3}\[\^[^\]\s]+\]:", re.MULTILINE)
_NOTE_TOKENS = ("paragraph_open", "inline", "paragraph_close")
_TAB = 4  # columns; fonts have no glyph for a tab
_TASK = lazy_pattern(r"\[([ xX])\]\s")


def read_blocks(text: Text, source: str, language: str, notices: Notices) -> tuple[Block, ...]:
    """The blocks of `text`. `source` is its value as a parser gets it."""
    builder = _Builder(text, source, language, notices)
    return tuple(builder.blocks(iter(builder.without_notes(markdown().parse(source)))))


def read_inline(text: Text, source: str, language: str, notices: Notices) -> Flow:
    """The one flow that `text` prints as, with what is quoted in other blocks of it."""
    flow = _inline(text, source, language, notices)
    if not may_have_others(source):
        return flow
    builder = _Builder(text, source, language, Notices())
    tokens = builder.without_notes(markdown().parse(source))
    others = list(other_blocks(text, source, tokens))
    notices.unsupported += others
    if not any(other.typed == ">" for other in others):
        return flow
    quotes = (block for block in builder.blocks(iter(tokens)) if isinstance(block, BlockQuote))
    quoted = (one for quote in quotes for one in (quote.quotation, quote.trailing) if one)
    return replace(flow, quotations=(*flow.quotations, *quoted))


def _inline(text: Text, source: str, language: str, notices: Notices) -> Flow:
    builder = _Builder(text, source, language, notices)
    if _NOTE_TEXT.search(source):
        tokens = builder.without_notes(markdown().parse(source))
        if [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]:
            return builder.flow(tokens[1])
    (token,) = markdown().parseInline(source)
    return builder.flow(token)


class _Builder:
    """Reads markdown-it's tokens of one text into a tree."""

    def __init__(self, text: Text, source: str, language: str, notices: Notices):
        lines = source.split("\n")
        starts = [0]
        for line in lines[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        self.text = text
        self.notices = notices
        self.lines = Lines(text, starts, lines)
        self.inlines = InlineReader(text, language, notices, self.note_text)
        self.prose: list[Prose] = []  # of each leaf block, for the block quotation around it
        self.others: list[tuple[str, Span]] = []  # blocks in it that are not text
        self.quoting = 0
        self.notes: dict[str, list[Token]] = {}
        self.reading: list[str] = []  # the footnotes in whose text the builder is

    # footnotes

    def without_notes(self, tokens: Sequence[Token]) -> list[Token]:
        """`tokens` without the texts of footnotes, which are kept for where they are called."""
        kept: list[Token] = []
        label: str | None = None
        called = {
            str(kid.meta["label"])
            for token in tokens
            for kid in token.children or ()
            if kid.type == "footnote_ref"
        }
        for token in tokens:
            if token.meta.get("too_deep") and token.map:
                self.notices.problem(
                    "nested too deep to be read", "Use fewer levels of lists and >.",
                    self._line(token),
                )  # fmt: skip
            if token.type == "footnote_reference_open":
                label = str(token.meta["label"])
                if label in self.notes or label not in called:
                    fault = "has two texts" if label in self.notes else "is never referred to"
                    self.notices.problem(
                        f"footnote “[^{label}]” {fault}, so that one would not be printed",
                        "Refer to each footnote's text at least once, and give each one name.",
                        self._line(token),
                    )
                self.notes.setdefault(label, [])
            elif token.type == "footnote_reference_close":
                label = None
            elif label is None:
                kept.append(token)
            else:
                self.notes[label].append(token)
        return kept

    def note_text(self, label: str, span: Span) -> Flow | None:
        """The text of the footnote that is called at `span`: its paragraphs, in one flow."""
        tokens = self.notes.get(label, [])
        if self.reading:
            self.notices.problem(
                f"footnote “[^{label}]” is called in another footnote, where no call can be",
                "Write its words there in brackets.", span,
            )  # fmt: skip
            return None
        if any(token.type not in _NOTE_TOKENS for token in tokens):
            self.notices.problem(
                f"footnote “[^{label}]” holds more than paragraphs",
                "Put lists, tables and quotations in the section itself.", span,
            )  # fmt: skip
            return None
        self.reading.append(label)
        parts = [self.flow(token) for token in tokens if token.type == "inline"]
        self.reading.pop()
        inlines: list[Inline] = []
        for part in parts:
            inlines += [Break(), *part.inlines] if inlines else part.inlines
        return Flow(tuple(inlines), tuple(q for part in parts for q in part.quotations))

    def flow(self, token: Token) -> Flow:
        """The inline content of a block; in a block quotation its words are a part of that."""
        quoted = self.prose if self.quoting and not self.reading else None
        return self.inlines.flow(token, self._places(token), quoted)

    def _line(self, token: Token) -> Span:
        assert token.map is not None
        return self.text.span(self.lines.starts[token.map[0]])

    # blocks

    def blocks(self, tokens: Iterator[Token], until: str = "") -> Iterator[Block]:
        run: list[tuple[Leaf, Span]] = []
        for token in tokens:
            if token.type == until:
                break
            if token.type == "paragraph_open":
                inline = next(tokens)
                if figure := self._figure(inline):
                    yield from self._paragraphs(run)
                    run = []
                    yield figure
                else:
                    run.append((self._leaf(inline), self._span(inline)))
                next(tokens)
                continue
            yield from self._paragraphs(run)
            run = []
            match token.type:
                case "heading_open":
                    inline = next(tokens)
                    flow = self.flow(inline)
                    yield Heading(
                        int(token.tag[1:]), slug(plain_text(flow.inlines)), flow, self._span(inline)
                    )
                    next(tokens)
                case "bullet_list_open" | "ordered_list_open":
                    yield self._list(tokens, token)
                case "blockquote_open":
                    yield self._block_quote(tokens, token)
                case "table_open":
                    self._mark_other("table", token)
                    yield self._table(tokens)
                case "fence" | "code_block":
                    if not token.meta.get("too_deep"):
                        self._mark_other("code", token)
                    yield CodeBlock(token.content.expandtabs(_TAB))
                case "hr":
                    yield ThematicBreak()
                case _:
                    pass
        yield from self._paragraphs(run)

    def _figure(self, inline: Token) -> Figure | None:
        """The figure that a paragraph consists of."""
        if self.quoting:
            return None
        figure = self.inlines.figure(inline, self._places(inline))
        return Figure(*figure, self._span(inline)) if figure else None

    def _leaf(self, inline: Token) -> Leaf:
        return self.inlines.leaf(inline, self._places(inline))

    def _paragraphs(self, run: Sequence[tuple[Leaf, Span]]) -> Iterator[Block]:
        """Paragraphs that follow each other, over which a quotation may run."""
        flows = self.inlines.flows([leaf for leaf, _ in run], self.prose if self.quoting else None)
        for flow, (_, span) in zip(flows, run, strict=True):
            yield Paragraph(flow, span)

    def _list(self, tokens: Iterator[Token], opening: Token) -> ListBlock:
        is_ordered = opening.type == "ordered_list_open"
        first = int(opening.attrs.get("start", 1))
        items: list[tuple[Block, ...]] = []
        for item in self._until(tokens, opening.type.replace("open", "close")):
            if is_ordered and self.quoting:
                self._quote_number(first + len(items), item)
            items.append(_as_task(tuple(self.blocks(tokens, "list_item_close"))))
        return ListBlock(is_ordered, first, tuple(items))

    def _quote_number(self, number: int, item: Token) -> None:
        """Add the number that is printed before an item to the words of the block quotation."""
        first = item.map[0] if item.map else 0
        typed = max(self.lines.lines[first].find(item.info + item.markup), 0)
        prose = Prose()
        prose.add(f"{number}.", repeat(self.lines.starts[first] + typed))
        self.prose.append(prose)

    def _mark_other(self, kind: str, token: Token) -> None:
        """Note a block that is not text, where a block quotation holds it."""
        if self.quoting and token.map:
            line = self.lines.lines[token.map[0]]
            indent = len(line) - len(line.lstrip(" >"))
            self.others.append((kind, self.text.span(self.lines.starts[token.map[0]] + indent)))

    def _places(self, token: Token) -> list[tuple[int, int]]:
        return self.lines.place(token.content, token.map[0] if token.map else 0)

    def _until(self, tokens: Iterator[Token], close: str) -> Iterator[Token]:
        for token in tokens:
            if token.type == close:
                return
            yield token

    def _span(self, token: Token) -> Span:
        return self.text.span(self._places(token)[0][1])

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
                quoted = self.prose if self.quoting else None
                row.append(self.inlines.flow(inline, places, quoted))
                if token.type == "th_open":
                    align.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
            elif token.type == "tr_close":
                rows.append(tuple(row))
                row = []
        return TableBlock(tuple(align), rows[0], tuple(rows[1:]))

    def _check_width(self, row: int, cells: list[tuple[int, int]], width: int) -> None:
        """Markdown drops the cells of a row that is wider than the head; we do not."""
        if width and any(self.lines.lines[row][a:b].strip() for a, b in cells[width:]):
            self.notices.problem(
                f"this row has {len(cells)} cells, the table's head {width}: what comes after "
                "would not be printed",
                "Give the head as many cells, or write \\| for a bar within a cell.",
                self.text.span(self.lines.starts[row] + cells[width][0]),
            )

    def _block_quote(self, tokens: Iterator[Token], opening: Token) -> BlockQuote:
        outer, self.prose = self.prose, []
        self.quoting += 1
        blocks = tuple(self.blocks(tokens, "blockquote_close"))
        self.quoting -= 1
        prose = joined(self.prose)
        self.prose = [*outer, prose]
        first = opening.map[0] if opening.map else 0
        span = self.text.span(self.lines.starts[first])
        if self.quoting:  # a part of the block quotation around it
            return BlockQuote(blocks, span)
        citation = _lone_citation(blocks)
        if citation:
            return BlockQuote(blocks, span, citation=citation)
        others, self.others = self.others, []
        quotations = tuple(block_quotation(self.text, prose, others))
        return BlockQuote(blocks, span, quotation=quotations[0] if quotations else None,
                          trailing=quotations[1] if quotations[1:] else None)  # fmt: skip


def _as_task(item: tuple[Block, ...]) -> tuple[Block, ...]:
    """A list item; one that begins with `[ ]` or `[x]` is a task, with a box before it."""
    match item:
        case (Paragraph(flow=Flow(inlines=(Str(text=text), *rest))) as first, *others):
            if task := _TASK.match(text):
                box = "☐ " if task[1] == " " else "☑ "
                inlines = (Str(box + text[task.end() :]), *rest)
                return replace(first, flow=replace(first.flow, inlines=inlines)), *others
    return item


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
