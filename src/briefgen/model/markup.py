"""The tree of a piece of Markdown: what `markup` parses, `assemble` completes and a theme prints.

`markup` makes trees in which citations and claim marks are as they were typed;
`assemble` replaces those with what is printed in their place (`Call`, `Place`, `Mark`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from .brief import Status
from .text import Span, Text

# --- Inline: as typed ---------------------------------------------------------


class Str(Struct, frozen=True, gc=False):
    """Plain characters."""

    text: str


class Styled(Struct, frozen=True, gc=False):
    """Emphasis (`em`), strong emphasis (`strong`), struck (`del`), lowered or raised words."""

    style: Literal["em", "strong", "del", "sub", "sup"]
    children: tuple[Inline, ...]


class Code(Struct, frozen=True):
    """A code span, verbatim."""

    text: str


class Link(Struct, frozen=True):
    """A link to the web (`https://…`) or into the brief (`#claim-…`, `#slug`, not encoded)."""

    href: str
    children: tuple[Inline, ...]
    span: Span


class Image(Struct, frozen=True):
    """A picture: its path relative to the brief, its text alternative, and its width as
    CSS writes it (`60%`), empty for its own."""

    src: str
    alt: str
    span: Span
    width: str = ""


class Break(Struct, frozen=True):
    """A hard line break."""


class CiteKey(Struct, frozen=True, gc=False):
    """One key of a citation: `prefix @key suffix`; `suffix` includes the locator."""

    key: str
    prefix: str
    suffix: str
    span: Span


class Citation(Struct, frozen=True, gc=False):
    """One bracket, one footnote (Pandoc's citation syntax). Its span is its identity."""

    keys: tuple[CiteKey, ...]
    span: Span


class AuthorNote(Struct, frozen=True, gc=False):
    """A note of the author's own, `^[…]`."""

    content: Flow
    span: Span


class ClaimMark(Struct, frozen=True, gc=False):
    """`[!id]`: the sentence before it is contested in claim `id`."""

    claim: str
    span: Span


# --- Inline: as printed -------------------------------------------------------


class Call(Struct, frozen=True):
    """A footnote call and its note, printed at the foot of the page."""

    note: Note


class Place(Struct, frozen=True):
    """Where cited words are printed: `A5, p. A-2`.

    `label` is `A5`, `A36–37` or, for a whole source, `A`. `anchor` is the id of the
    element in the appendix whose page is printed after it and to which it links;
    None without an appendix, and then `label` is all there is.
    """

    label: str
    anchor: str | None


class Mark(Struct, frozen=True):
    """A claim mark: the row's number, linking to `anchor` (`claim-<id>`).

    `id` is the mark's own anchor, so that the row can link back. `status` is the claim's,
    whose shape the mark has; `status_label` is the word for it.
    """

    number: int
    anchor: str
    id: str
    status: Status
    status_label: str


class NoteReference(Struct, frozen=True):
    """`See note 3`: the words that lead to an earlier note, linking to `anchor`."""

    text: str
    anchor: str


class Note(Struct, frozen=True):
    """A printed note: its number and its content; `span` is where its citation was typed, or the
    author's own note.

    Anchors are derived from the number: the call is `call-N`, the note `note-N`.
    """

    number: int
    content: tuple[Inline, ...]
    span: Span | None = None

    @property
    def call_anchor(self) -> str:
        return f"call-{self.number}"

    @property
    def anchor(self) -> str:
        return f"note-{self.number}"


class SourceWords(Struct, frozen=True):
    """A source's own words, printed by us inside quotation marks or as a block quotation.

    `language` (BCP 47) is the source's, where it is known and is not the brief's; else empty.
    """

    text: str
    language: str = ""


class Broken(Struct, frozen=True):
    """What a draft prints and marks: a citation that does not resolve, as typed, or words
    that are not in what they cite."""

    text: str


Inline: TypeAlias = (
    Str | Styled | Code | Link | Image | Break
    | Citation | AuthorNote | ClaimMark
    | Call | Place | Mark | NoteReference | SourceWords | Broken
)  # fmt: skip


# --- Quotations and flows -----------------------------------------------------

_AROUND = 1000  # characters around a quotation, for the sentence that holds it


class Quotation(Struct, frozen=True, gc=False):
    """Words between double marks in prose, without the marks, the spaces inside them and the
    citations inside.

    `citation` is the span of the first citation after it in its block, None where there is none.
    `closed` is false where the closing mark is missing; `citation` is then the first after the
    mark that opens. `left` and `right` are the words of the blocks in which it begins and ends,
    and up to which, or from which, place these are around it; `others` what is inside it and is
    not text: “picture”, “code” or “table”, each with its place. `is_block`: it is a block's.
    """

    text: Text
    citation: Span | None
    span: Span
    closed: bool = True
    left: tuple[str, int] = ("", 0)
    right: tuple[str, int] = ("", 0)
    others: tuple[tuple[str, Span], ...] = ()
    is_block: bool = False

    @property
    def before(self) -> str:
        """The block's words before it, as many as a sentence may have."""
        return self.left[0][max(self.left[1] - _AROUND, 0) : self.left[1]]

    @property
    def after(self) -> str:
        """The block's words after it, as many as a sentence may have."""
        return self.right[0][self.right[1] : self.right[1] + _AROUND]


class StrayMark(Struct, frozen=True):
    """A quotation mark that closes nothing, or a look-alike of marks around words: `text`."""

    text: str
    span: Span


class Flow(Struct, frozen=True, gc=False):
    """A run of inline content with the quotations found in it."""

    inlines: tuple[Inline, ...]
    quotations: tuple[Quotation, ...] = ()


# --- Blocks -------------------------------------------------------------------


class Paragraph(Struct, frozen=True, gc=False):
    """A paragraph; `number` is its printed number (¶), None where it has none.

    `changed` says, here and in other blocks, whether an earlier edition had it otherwise.
    """

    flow: Flow
    span: Span
    number: int | None = None
    changed: bool = False


class Heading(Struct, frozen=True):
    """A heading inside a section: level from 1 as typed, and its slug for links."""

    level: int
    slug: str
    flow: Flow
    span: Span
    changed: bool = False


class ListBlock(Struct, frozen=True, gc=False):
    """A list; each item is a sequence of blocks."""

    ordered: bool
    start: int
    items: tuple[tuple[Block, ...], ...]


class BlockQuote(Struct, frozen=True, gc=False):
    """A block quotation: one quotation as a whole, typed by hand.

    `quotation` is None where the block holds just one citation (`> [@key]`), and there
    `citation` is that: the passage's own words are to be printed. `trailing` is what
    comes after the last citation, if anything does.
    """

    blocks: tuple[Block, ...]
    span: Span
    quotation: Quotation | None = None
    trailing: Quotation | None = None
    citation: Citation | None = None


class TableBlock(Struct, frozen=True):
    """A table: alignment a column (`left`, `right`, `center` or empty), head and rows."""

    align: tuple[str, ...]
    head: tuple[Flow, ...]
    rows: tuple[tuple[Flow, ...], ...]
    changed: bool = False


class CodeBlock(Struct, frozen=True):
    """Verbatim text."""

    text: str
    changed: bool = False


class Figure(Struct, frozen=True):
    """A picture alone in its paragraph, with its caption."""

    image: Image
    caption: Flow
    span: Span
    changed: bool = False


class ThematicBreak(Struct, frozen=True):
    """A rule between blocks."""


Block: TypeAlias = (
    Paragraph | Heading | ListBlock | BlockQuote | TableBlock | CodeBlock | Figure | ThematicBreak
)


# --- Walking a tree -----------------------------------------------------------


def walk(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline node, in reading order, author's notes included."""
    for node in inlines:
        yield node
        match node:
            case Str() | Citation():  # most
                pass
            case Styled(children=children) | Link(children=children):
                yield from walk(children)
            case AuthorNote(content=content):
                yield from walk(content.inlines)


def flows(blocks: Iterable[Block]) -> Iterator[Flow]:
    """The inline content of every block, in reading order."""
    for block in blocks:
        match block:
            case Paragraph(flow=flow) | Heading(flow=flow) | Figure(caption=flow):
                yield flow
            case ListBlock(items=items):
                for item in items:
                    yield from flows(item)
            case BlockQuote(blocks=inner):
                yield from flows(inner)
            case TableBlock(head=head, rows=rows):
                yield from head
                for row in rows:
                    yield from row
            case _:
                pass


def all_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block and those inside it, in reading order."""
    for block in blocks:
        yield block
        match block:
            case ListBlock(items=items):
                for item in items:
                    yield from all_blocks(item)
            case BlockQuote(blocks=inner):
                yield from all_blocks(inner)
            case _:
                pass


def leaves(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that hold text and no other block, in reading order."""
    without = ListBlock, BlockQuote, ThematicBreak
    return (block for block in all_blocks(blocks) if not isinstance(block, without))


def citations(blocks: Iterable[Block]) -> Iterator[Citation]:
    """Every citation in `blocks`."""
    for flow in flows(blocks):
        yield from (node for node in walk(flow.inlines) if isinstance(node, Citation))


def claim_marks(blocks: Iterable[Block]) -> Iterator[ClaimMark]:
    """Every claim mark in `blocks`."""
    for flow in flows(blocks):
        yield from (node for node in walk(flow.inlines) if isinstance(node, ClaimMark))


def plain_text(inlines: Iterable[Inline]) -> str:
    """The characters of inline content, without notes, places and marks."""
    parts: list[str] = []
    is_inside = False  # parentheses around a place, which go with it
    for node in inlines:
        match node:
            case Str(text) if is_inside:
                parts.append(text.removeprefix(")"))
                is_inside = False
            case Str(text) | Code(text) | SourceWords(text, _):
                parts.append(text)
            case Place() if parts and parts[-1].endswith("("):
                parts[-1] = parts[-1][:-1].rstrip()
                is_inside = True
            case NoteReference(text, _) | Broken(text):
                parts.append(text)
            case Styled(children=children) | Link(children=children):
                parts.append(plain_text(children))
            case Break():
                parts.append(" ")
            case _ if parts:  # without the space before it
                parts[-1] = parts[-1].rstrip()
            case _:
                pass
    return "".join(parts)
