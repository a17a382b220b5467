"""Plain text → paragraphs: wrapped lines joined, divided words whole, page furniture out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.imported import DocumentPlace, Doubt, LeftOut, PageEnd

from .encodings import Decoded
from .hyphens import Words, join_lines
from .imported import ImportedText, ReadParagraph

_PAGE_NUMBER = re.compile(
    r"[-\u2013\u2014\[( ]*(?:(?:page|p\.|seite|página|pagina)\s*)?(?P<number>\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?[-\u2013\u2014\]). ]*",
    re.I,
)
_ITEM = re.compile(r"\s*(?:[-*•‣–·]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")
_DIVIDED = re.compile(r"[^\W\d_][-\u2010\u00ad]\s*$")
_ENDS = re.compile(r"[.!?:;…][”’\"'»)\]]*\s*$")
# Characters of a line that a program or a typist has broken; shorter ones may be verse.
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 40, 110
_FULL = 0.75  # of the longest: a shorter line ends its paragraph
_EDGE_LINES = 2  # how far into a page a running head or foot reaches


class _Line(Struct, frozen=True):
    """A line with the page that it is on: its number as printed, if there is one."""

    text: str
    page: str = ""

    @property
    def indent(self) -> int:
        expanded = self.text.expandtabs()
        return len(expanded) - len(expanded.lstrip())


def import_text(decoded: Decoded) -> ImportedText:
    """A plain text as a document."""
    pages = [re.split(r"\r\n|\r|\n", page) for page in decoded.text.split("\f")]
    left_out: list[LeftOut] = []
    lines = list(_without_furniture(pages, left_out))
    blocks = [
        list(run)
        for inked, run in groupby(lines, key=lambda line: bool(line.text.strip()))
        if inked
    ]
    if len(blocks) == 1 or all(len(block) == 1 for block in blocks):
        blocks = _unwrapped(blocks)
    else:
        blocks = [part for block in blocks for part in _parts(block)]
    words = Words.of(line.text for line in lines)
    paragraphs = [_paragraph(block, words) for block in _across_pages(blocks)]
    if decoded.guessed and paragraphs:
        paragraphs = [_with_encoding_doubt(paragraph) for paragraph in paragraphs]
    return ImportedText(
        "text/plain",
        tuple(paragraphs),
        tuple(left_out),
        encoding=decoded.encoding,
    )


def _with_encoding_doubt(paragraph: ReadParagraph) -> ReadParagraph:
    # Quotation marks and dashes are the same in every encoding that comes into question.
    foreign = re.search(r"\w*[^\W\x00-\x7f]\w*", paragraph.text)
    if foreign is None:
        return paragraph
    doubt = Doubt("encoding", foreign[0])
    return replace(paragraph, doubts=(*paragraph.doubts, doubt))


# --- Page furniture -------------------------------------------------------------


def _without_furniture(pages: Sequence[Sequence[str]], left_out: list[LeftOut]) -> Iterator[_Line]:
    """The lines without running heads, feet and page numbers, which go to `left_out`."""
    if len(pages) == 1:
        yield from _without_counted(pages[0], left_out)
        return
    edges = [set(_edges(page)) for page in pages]
    repeated = Counter(
        _shape(page[at]) for page, places in zip(pages, edges, strict=True) for at in places
    )
    enough = 2 if len(pages) < 4 else max(3, len(pages) // 3)
    for sheet, (page, places) in enumerate(zip(pages, edges, strict=True), 1):
        gone = {
            at
            for at in places
            if _PAGE_NUMBER.fullmatch(page[at].strip()) or repeated[_shape(page[at])] >= enough
        }
        inked = [at for at, line in enumerate(page) if line.strip()]
        if gone and len(gone) == len(inked):  # a page of a few lines: not all is furniture
            gone &= {inked[0], inked[-1]}
        printed = next((n for at in sorted(gone) if (n := _number(page[at]))), "")
        for at, line in enumerate(page):
            if at in gone:
                kind = "head" if at == inked[0] or at in inked[:_EDGE_LINES] else "foot"
                left_out.append(LeftOut(line.strip(), kind, sheet))  # type: ignore[arg-type]
            else:
                yield _Line(line, printed)
        # What continues after a page's end is decided when paragraphs are joined.
        if sheet < len(pages):
            yield _Line("", printed)


def _edges(page: Sequence[str]) -> Iterator[int]:
    inked = [at for at, line in enumerate(page) if line.strip()]
    yield from (at for at in (*inked[:_EDGE_LINES], *inked[-_EDGE_LINES:]))


def _shape(line: str) -> str:
    """A line without what differs from page to page."""
    return re.sub(r"\d+", "#", " ".join(line.split()).casefold())


def _number(line: str) -> str:
    """The page number in a removed line."""
    stripped = line.strip()
    if match := _PAGE_NUMBER.fullmatch(stripped):
        return match["number"]
    ends = re.match(r"(\d{1,4})\s{2,}|.*?\s{2,}(\d{1,4})$", stripped)
    return (ends[1] or ends[2] or "") if ends else ""


def _without_counted(lines: Sequence[str], left_out: list[LeftOut]) -> Iterator[_Line]:
    """Lines of a text without form feeds: numbers alone on a line that count up by one, blank
    lines about them, are page numbers."""
    alone = [
        (at, int(match["number"]))
        for at, line in enumerate(lines)
        if (match := _PAGE_NUMBER.fullmatch(line.strip()))
        and match["number"].isdecimal()
        and not "".join(lines[max(at - 1, 0) : at]).strip()
        and not "".join(lines[at + 1 : at + 2]).strip()
    ]
    chain: list[tuple[int, int]] = []
    for at, number in alone:
        if not chain or number == chain[-1][1] + 1:
            chain.append((at, number))
    counted = dict(chain) if len(chain) >= 3 else {}
    for at, line in enumerate(lines):
        if at in counted:
            left_out.append(LeftOut(line.strip(), "page-number"))
            yield _Line("")
        else:
            # A number may be above its page or below it: no page is better than a wrong one.
            yield _Line(line)


# --- Paragraphs -----------------------------------------------------------------


def _unwrapped(blocks: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """Paragraphs of a text that has no blank lines, or one after every line."""
    lines = [line for block in blocks for line in block]
    longest = max((len(line.text.rstrip()) for line in lines), default=0)
    full = [line for line in lines if len(line.text.rstrip()) > longest * _FULL]
    wrapped = (
        len(blocks) == 1
        and len(lines) > 3
        and _SHORTEST_WRAPPED <= longest <= _LONGEST_WRAPPED
        and len(full) > len(lines) * 0.5
        and sum(not _ENDS.search(line.text) for line in full) > len(full) * 0.5
    )
    if not wrapped:
        return _with_divided(lines)
    return _parts(lines, short=longest * _FULL)


def _with_divided(lines: Sequence[_Line]) -> list[list[_Line]]:
    """A paragraph a line, but for those whose last word goes on in the next."""
    paragraphs: list[list[_Line]] = []
    for line in lines:
        if paragraphs and _DIVIDED.search(paragraphs[-1][-1].text) and line.text[:1].islower():
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _parts(block: Sequence[_Line], short: float = 0) -> list[list[_Line]]:
    """A run of lines cut where a list item begins, a line is indented after a sentence's end,
    or the line before is `short` and ends a sentence."""
    if len(block) < 2:
        return [list(block)]
    left = min(line.indent for line in block[1:])
    items = sum(bool(_ITEM.match(line.text)) for line in block)
    parts = [[block[0]]]
    for before, line in pairwise(block):
        ended = bool(_ENDS.search(before.text))
        begins_item = bool(_ITEM.match(line.text)) and (items > 1 or ended)
        indented = line.indent >= left + 2 and ended and before.indent == left
        closed = ended and len(before.text.rstrip()) < short
        if begins_item or indented or closed:
            parts.append([])
        parts[-1].append(line)
    return parts


def _across_pages(blocks: Sequence[list[_Line]]) -> Iterator[list[_Line]]:
    """Blocks, those joined that a page's end has divided."""
    pending: list[_Line] = []
    for block in blocks:
        first = block[0].text.strip()
        goes_on = (
            pending
            and pending[-1].page != block[0].page
            and not _ENDS.search(pending[-1].text)
            and (first[:1].islower() or pending[-1].text.rstrip().endswith("-"))
        )
        if goes_on:
            pending = [*pending, *block]
            continue
        if pending:
            yield pending
        pending = block
    if pending:
        yield pending


def _paragraph(lines: Sequence[_Line], words: Words) -> ReadParagraph:
    joined = join_lines([line.text for line in lines], words)
    first, last = lines[0].page, lines[-1].page
    begins = next(
        start for start, line in zip(joined.starts, lines, strict=True) if line.page == last
    )
    place = DocumentPlace(first, until=PageEnd(last, 0, begins) if last != first else None)
    kind = "item" if _ITEM.match(lines[0].text) else "text"
    return ReadParagraph(joined.text, kind, place, joined.repairs, joined.doubts)  # type: ignore[arg-type]
