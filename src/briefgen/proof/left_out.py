"""What a packaged theme prints besides the words of the brief and its sources, and may not leave
out: whose the paper is, where a claim is marked, what introduces a part; of each source its digest,
its remark and what cites it, and beside each of its paragraphs what cites that.

Of words of which some run from right to left, which `are_mixed`, the letters are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from briefgen.matching.same_glyphs import bare
from briefgen.model.document import AppendixParagraph, Document, Gap

from .mixed_lines import in_any_order
from .page_comparison import shortened
from .pdf_text import TaggedBlock
from .web_said import cited_in, digest_line, facts_of, in_head, omitted

# What has to be in an element, and the paragraph in whose element it may begin instead.
_Wanted = tuple[str, AppendixParagraph | None]


def left_out_of_text(
    document: Document, parts: Sequence[str], blocks: Iterable[TaggedBlock], *, are_mixed: bool
) -> Iterator[str]:
    """A line for each text before the appendix that is missing; `parts` are those printed."""
    known = in_any_order if are_mixed else bare
    printed = tuple(blocks)
    left = Counter(known(block.text) for block in printed)
    for text, count in Counter(map(known, _theirs(document, parts, printed))).items():
        if left[text] < count:
            said = next(one for one in _theirs(document, parts, printed) if known(one) == text)
            yield f"“{shortened(said)}” is missing"


def _theirs(
    document: Document, parts: Sequence[str], printed: Iterable[TaggedBlock]
) -> Iterator[str]:
    labels, claims = document.labels, document.claims
    for _, words in in_head(document, parts):  # what is of one kind is in one element
        yield from [" ".join(words)] * bool(words)
    if claims and document.figures and "card" in parts:
        yield labels["card_intro"]
    if claims and "claims" in parts:
        yield from (facts_of(document, one) for one in claims)
        if not document.large_print and any(
            _is_of_claim(one) and "Table" in one.around for one in printed
        ):
            yield labels["claims_intro"]
    if document.appendix and "appendix" in parts:
        yield labels["appendix_intro"]


def _is_of_claim(block: TaggedBlock) -> bool:
    return any(one.startswith("claim-") for one in block.within)


def left_out_of_appendix(
    document: Document, blocks: Iterable[TaggedBlock], *, are_mixed: bool
) -> Iterator[str]:
    """A line for the first text of the appendix that is missing, or not after those before it."""
    printed = [one for one in blocks if "Art" in one.around and not _is_of_claim(one)]
    known = in_any_order if are_mixed else bare
    own = defaultdict[str, str](str)
    for block in printed:
        own["".join(block.within[:1])] += block.text
    left = iter(known(block.text) for block in printed)
    for text, paragraph in _wanted(document) if printed else ():
        if paragraph and _begins(
            own.get(paragraph.label, ""), text, paragraph, are_mixed=are_mixed
        ):
            continue
        if known(text) not in left:
            yield f"“{shortened(text)}” is missing in the appendix, or in another place"
            return


def _begins(printed: str, text: str, paragraph: AppendixParagraph, *, are_mixed: bool) -> bool:
    """Whether a paragraph is printed with a text after its number."""
    if are_mixed:
        return Counter(in_any_order(text)) <= Counter(in_any_order(printed))
    return (
        bare(printed.removeprefix(paragraph.label))
        .removeprefix(bare(f"·{paragraph.original}" * bool(paragraph.original)))
        .startswith(bare(text))
    )


def _wanted(document: Document) -> Iterator[_Wanted]:
    for source in document.appendix:
        said = source.remark, digest_line(document, source), source.notice or ""
        yield from ((text, None) for text in (*said, cited_in(document, source.cited_in)) if text)
        for one in source.paragraphs:
            if isinstance(one, Gap):
                yield omitted(document, source, one), None
            elif one.cited_in:
                yield cited_in(document, one.cited_in), one
