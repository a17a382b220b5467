"""The structure of a PDF against its brief: a packaged theme has its lists, tables, quotations and
captions as such, and says where words are in another language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from briefgen.matching.same_glyphs import bare
from briefgen.model.document import Document, calls
from briefgen.model.markup import (
    Block,
    BlockQuote,
    CodeBlock,
    Figure,
    Inline,
    ListBlock,
    Paragraph,
    SourceWords,
    TableBlock,
    all_blocks,
    flows,
    walk,
)

from .mixed_lines import in_any_order
from .page_comparison import shortened
from .page_digest import entry_of
from .pdf_reader import Page
from .pdf_text import TaggedBlock
from .printed_words import text_of
from .structure_tree import StructureElement

_CARD = "card"


def wrong_parts(
    document: Document,
    elements: Sequence[StructureElement],
    blocks: Iterable[TaggedBlock],
    places: Mapping[str, str],
    *,
    are_mixed: bool,
    is_partly: bool,
) -> Iterator[str]:
    """A line for each kind of thing of which the structure has others than the brief: lists,
    tables, block quotations, captions. `places` are the pages of anchors, as printed; of words of
    which some run from right to left, which `are_mixed`, the letters are compared."""
    known = in_any_order if are_mixed else _solid
    blocks = tuple(blocks)
    lists = Counter(
        (entry_of(one.own, "/A").get("/ListNumbering") == "/Decimal", len(one.inner))
        for one in elements
        if one.kind == "L"
    )
    if lists != Counter(_lists(document)):
        yield "the structure has other lists than the brief"
    tables = Counter(_shape(one) for one in elements if one.kind == "Table")
    typed = Counter(
        (len(one.head), len(one.rows)) for one in _all(document) if isinstance(one, TableBlock)
    )
    if typed - tables or tables.total() - typed.total() != _tables_of_claims(document, elements):
        yield "the structure has other tables than the brief"
    quoted = Counter(known(one.text) for one in blocks if one.kind == "P" and _is_quoted(one))
    meant = Counter(known(text) for text in _quoted(document, places))
    # Of a source that is not there the words are not known.
    if quoted != meant and not (is_partly and quoted.total() == meant.total()):
        yield "the structure has other block quotations than the brief"
    captions = Counter(known(one.text) for one in blocks if one.kind == "Caption")
    if captions != Counter(known(text) for text in _captions(document, places)):
        yield "the structure has other captions than the brief"


def _lists(document: Document) -> Iterator[tuple[bool, int]]:
    """Whether each list is numbered, and how many items it has."""
    for items, is_numbered in (
        (document.key_points, True), (document.changes, False), (document.recommendations, True),
    ):  # fmt: skip
        if items:
            yield is_numbered, len(items)
    for block in _all(document):
        if isinstance(block, ListBlock):
            yield block.ordered, len(block.items)


def _all(document: Document) -> Iterator[Block]:
    """Every block of the sections, with those inside."""
    return all_blocks(block for section in document.sections for block in section.blocks)


def _shape(table: StructureElement) -> tuple[int, int]:
    """How many heads a table has in its first row, and how many rows below."""
    parts = [part.inner for part in table.inner]
    heads = parts[0][0].inner if parts and parts[0] else []
    return len(heads), sum(map(len, parts[1:]))


def _tables_of_claims(document: Document, elements: Sequence[StructureElement]) -> int:
    """How many tables the claims and the card are: a theme has each claim in one, or as a list."""
    claims = len(document.claims)
    is_listed = any(one.kind == "Art" and one.id.startswith("claim-") for one in elements)
    has_card = any(one.id == _CARD for one in elements)
    of_card = claims if document.large_print else 1
    return (0 if is_listed else claims) + (of_card if has_card and claims else 0)


def _is_quoted(block: TaggedBlock) -> bool:
    return block.around[-1:] == ("BlockQuote",)


def _quoted(document: Document, places: Mapping[str, str]) -> Iterator[str]:
    for block in _all(document):
        if isinstance(block, BlockQuote):
            for one in block.blocks:
                if (
                    isinstance(one, Paragraph)
                    and (text := text_of(one.flow.inlines, places)).strip()
                ):
                    yield text
                elif isinstance(one, CodeBlock) and one.text.strip():
                    yield one.text


def _captions(document: Document, places: Mapping[str, str]) -> Iterator[str]:
    """The captions of figures; in an item of a list they are lines of it."""
    in_items = {
        id(inner)
        for block in _all(document)
        if isinstance(block, ListBlock)
        for item in block.items
        for inner in item
    }
    for block in _all(document):
        if not isinstance(block, Figure) or id(block) in in_items:
            continue
        if (text := text_of(block.caption.inlines, places)).strip():
            yield text


# --- Languages --------------------------------------------------------------------------


def wrong_languages(
    document: Document,
    elements: Sequence[StructureElement],
    pages: Sequence[Page],
    *,
    are_mixed: bool,
    withheld: Collection[str],
) -> Iterator[str]:
    """A line for each element whose language is another than that of its words in the brief, and
    for words of a source without theirs. Of sources that are `withheld`, by their languages, the
    words are not known."""
    known = in_any_order if are_mixed else _solid
    foreign = Counter(
        (node.language, known(node.text))
        for content in _contents(document)
        for node in walk(content)
        if isinstance(node, SourceWords) and node.language and node.text.strip()
    )
    sources = Counter(one.language for one in document.appendix if one.paragraphs and one.language)
    del sources[document.language]
    ours = [bare(document.labels[name]) for name in ("cited_in", "omitted")]
    for one in elements:
        if "/Lang" not in one.own:
            continue
        said = str(one.own["/Lang"])
        words = "".join(_text(pages, *mark) for mark in _own_marks(one))
        is_source = (
            one.kind == "Div"
            and sources[said] > 0
            and one.around is not None
            and (one.around.kind == "Art")
        )
        above = one.around.language(document.language) if one.around else document.language
        if is_source:
            sources[said] -= 1
        elif said == document.language and above != said:
            if not any(label in bare(words) for label in ours):
                yield _heard(words, said)
        elif foreign[said, known(words)] > 0:
            foreign[said, known(words)] -= 1
        elif not (one.kind == "Span" and said in withheld):
            yield _heard(words, said)
    if sources.total():
        yield "the text of a source is not heard in its language"
    for language, words in +foreign:
        yield f"“{shortened(words)}” is not heard in its language ({language})"


def _text(pages: Sequence[Page], number: int, mcid: int) -> str:
    """The words of a marked content; `number` is its page, from 1."""
    runs = pages[number - 1].runs if 0 < number <= len(pages) else ()
    return "".join(run.text for run in runs if run.mcid == mcid)


def _heard(words: str, language: str) -> str:
    return f"“{shortened(words)}” is heard in another language ({language})"


def _own_marks(one: StructureElement) -> Iterator[tuple[int, int]]:
    """The marked contents of an element but of those inside that have a language of their own."""
    for kid in one.kids:
        if isinstance(kid, tuple):
            yield kid
        elif isinstance(kid, StructureElement) and "/Lang" not in kid.own:
            yield from _own_marks(kid)


def _contents(document: Document) -> Iterator[Sequence[Inline]]:
    items = (*document.key_points, *document.changes, *document.recommendations)
    yield from (document.summary, *(item.content for item in items))
    for section in document.sections:
        yield from (flow.inlines for flow in flows(section.blocks))
    for claim in document.claims:
        yield claim.note
        for position in claim.positions:
            yield from (position.answer, position.content)
    yield from (call.note.content for call in calls(document))


def _solid(text: str) -> str:
    """A text without the hyphens that a line's end may have."""
    return bare(text).replace("-", "")
