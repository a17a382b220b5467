"""A PDF read: sheets → words → columns → paragraphs, notes last, each with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pypdfium2
from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.model.imported import DocumentPlace, Doubt, LeftOut, NoteCall, PageEnd, Repair
from briefgen.model.raised import at_level

from ..hyphens import Words, join_lines
from ..imported import ImportedText, ImportOptions, ReadParagraph, under_headings
from ..raised import power
from .columns import Column, columns_of, grid_of
from .furniture import Cleaned, printed_pages, with_due_numbers, without_furniture
from .glyphs import Sheet, open_pdf, read_sheet, reading_order
from .notes import NoteFinder, NoteRow
from .paragraphs import (
    LineBlock,
    Placed,
    blocks_of,
    placed,
    rejoined,
    speaker_of,
    table_blocks,
    with_tables,
)
from .self_test import found
from .words import CALL, Word, words_of

_LEAST_TURNS = 4
_PERSON = re.compile(r"(?:MR|MRS|MS|DR|JUSTICE|CHIEF|THE (?:COURT|CHAIR|WITNESS))\b")
_RULE = re.compile(r"[-\u2010-\u2015_=*~. ]{6,}x?")  # a line drawn with characters
_FEW_ROWS = 5
_SHOWN = 60  # characters of a paragraph in doubt


def import_pdf(raw: bytes, options: ImportOptions) -> ImportedText:
    """The PDF in `raw`; raises `BriefgenError` where it cannot be read."""
    document = open_pdf(raw)
    try:
        return _imported(document, options)
    except pypdfium2.PdfiumError as error:
        raise BriefgenError(
            f"the PDF is damaged: {error}", hint="Open it and save it again."
        ) from error
    finally:
        document.close()


def _imported(document: pypdfium2.PdfDocument, options: ImportOptions) -> ImportedText:
    first, last = options.pages or (1, len(document))
    if first > len(document):
        raise BriefgenError(f"there is no page {first}: the PDF has {len(document)}")
    sheets = {n: read_sheet(document, n) for n in range(first, min(last, len(document)) + 1)}
    scanned = tuple(n for n, sheet in sheets.items() if sheet.scanned)
    read = {n: sheet for n, sheet in sheets.items() if not sheet.scanned}
    cleaned = without_furniture(
        {n: (tuple(words_of(sheet.glyphs)), sheet.height) for n, sheet in read.items()}
    )
    pages = printed_pages(cleaned, {n: sheet.label for n, sheet in read.items()})
    cleaned, pages = with_due_numbers(cleaned, pages, {n: s.height for n, s in read.items()})
    body = _body_size(word for one in cleaned.values() for word in one.words)
    blocks, notes = _flow(cleaned, options, body)
    writer = _Writer(blocks, notes, pages, {n: reading_order(document, n) for n in read})
    left_out = [one for n in cleaned for one in (*cleaned[n].left_out, *_aside(sheets[n]))]
    for n in scanned:
        left_out += _aside(sheets[n])
        if sheets[n].glyphs:
            left_out.append(LeftOut(_line(sheets[n]), "outside", n))
    metadata = document.get_metadata_dict()
    author = metadata.get("Author", "").strip()
    return ImportedText(
        "application/pdf",
        under_headings(_with_speakers(writer.paragraphs())),
        tuple(sorted(left_out, key=lambda one: one.sheet)),
        title=metadata.get("Title", "").strip(),
        authors=(author,) if author else (),
        sheets=len(document),
        blank_sheets=scanned,
        picture_sheets=tuple(n for n, sheet in read.items() if sheet.pictured),
        libraries=(
            ("pypdfium2", str(pypdfium2.PYPDFIUM_INFO)),
            ("pdfium", str(pypdfium2.PDFIUM_INFO)),
        ),
    )


def _aside(sheet: Sheet) -> Iterator[LeftOut]:
    if sheet.rotated:
        yield LeftOut(sheet.rotated, "rotated", sheet.number)
    if sheet.hidden:
        yield LeftOut(sheet.hidden, "hidden", sheet.number)


def _line(sheet: Sheet) -> str:
    return "".join(f" {one.text}" if one.gap else one.text for one in sheet.glyphs).strip()


def _body_size(words: Iterator[Word]) -> float:
    """The size of the text's letters: the largest that a fifth of them has."""
    weights: Counter[float] = Counter()
    for word in words:
        weights[round(word.size * 2) / 2] += len(word.text)
    total = sum(weights.values())
    common = [size for size, count in weights.items() if count * 5 >= total]
    return max(common, default=10.0)


# --- Columns and notes ----------------------------------------------------------


class _Note(Struct, frozen=True):
    number: str
    rows: tuple[NoteRow, ...]


def _flow(
    cleaned: Mapping[int, Cleaned], options: ImportOptions, body: float
) -> tuple[list[LineBlock], list[_Note]]:
    """The paragraphs in reading order, and the notes."""
    finder = NoteFinder(body)
    blocks: list[LineBlock] = []
    waiting: list[Placed] = []
    notes: list[_Note] = []
    found = {sheet: columns_of(one.words, options.columns) for sheet, one in cleaned.items()}
    if grid := grid_of(found.values()):
        found = {n: columns_of(one.words, options.columns, grid) for n, one in cleaned.items()}
    for sheet, columns in found.items():
        for column in columns:
            if column.table:
                blocks += [*blocks_of(waiting, body), *table_blocks(column, sheet)]
                waiting = []
                continue
            rows, found_notes = finder.split(placed(column, sheet, _bounds(column, columns)))
            waiting += (row for row in rows if not _RULE.fullmatch(row.row.plain))
            for row in found_notes:
                if row.number or not notes:
                    notes.append(_Note(row.number, (row,)))
                else:
                    notes[-1] = _Note(notes[-1].number, (*notes[-1].rows, row))
    return rejoined(with_tables([*blocks, *blocks_of(waiting, body)])), notes


def _bounds(column: Column, columns: Sequence[Column]) -> tuple[float, float]:
    """Where a column begins and ends; one of few rows is as wide as those above and below."""
    like = [
        other
        for other in columns
        if not other.table
        and len(other.rows) >= _FEW_ROWS
        and other.left < (column.left + column.right) / 2 < other.right
    ]
    if len(column.rows) >= _FEW_ROWS or not like:
        return column.left, column.right
    near = max(like, key=lambda other: len(other.rows))
    return min(near.left, column.left), max(near.right, column.right)


# --- Paragraphs -----------------------------------------------------------------


class _Writer:
    """Writes blocks and notes as paragraphs; `printed` are the sheets' texts in PDFium's
    order."""

    def __init__(
        self,
        blocks: Sequence[LineBlock],
        notes: Sequence[_Note],
        pages: Mapping[int, str],
        printed: Mapping[int, str],
    ):
        self.blocks = blocks
        self.notes = notes
        self.pages = pages
        self.printed = printed
        lines = [CALL.sub("", row.row.text) for block in blocks for row in block.rows]
        lines += [CALL.sub("", row.text) for note in notes for row in note.rows]
        self.words = Words.of(lines)
        self.numbers = frozenset(note.number for note in notes)
        self.due = "1"  # the note that is called next

    def paragraphs(self) -> Iterator[ReadParagraph]:
        """The text's paragraphs, then the notes'."""
        for block in self.blocks:
            if block.cells:
                text = "\t".join(" ".join(cell.split()) for cell in block.cells)
                yield self._tested(ReadParagraph(text, "row", self._place(block.rows)))
                continue
            paragraph, starts = self._joined([row.row.text for row in block.rows])
            order = [Doubt("order", words) for words in block.doubts]
            paragraph = replace(paragraph, doubts=(*paragraph.doubts, *order))
            yield self._tested(
                replace(
                    paragraph,
                    kind=block.kind,
                    level=block.level,
                    place=self._place(block.rows, starts),
                )
            )
        for note in self.notes:
            paragraph, starts = self._joined([row.text for row in note.rows])
            place = self._place([row.placed for row in note.rows], starts)
            doubts = paragraph.doubts
            if not note.number:
                doubts = (*doubts, Doubt("note", paragraph.text[:_SHOWN]))
            yield self._tested(
                replace(paragraph, kind="note", number=note.number, place=place, doubts=doubts)
            )

    def _place(self, rows: Sequence[Placed], starts: Sequence[int] = ()) -> DocumentPlace:
        """The place of rows, each of which begins at one of `starts` in their text."""
        first, last = rows[0].sheet, rows[-1].sheet
        offset = next((at for at, row in zip(starts, rows, strict=False) if row.sheet == last), 0)
        until = PageEnd(self.pages.get(last, ""), last, offset) if last != first else None
        return DocumentPlace(self.pages.get(first, ""), first, until)

    def _joined(self, lines: Sequence[str]) -> tuple[ReadParagraph, tuple[int, ...]]:
        """Rows as one paragraph, the calls of notes that were found taken out; and where in its
        text each begins."""
        joined = join_lines(lines, self.words)
        text, calls, removed = "", [], []
        doubts = list(joined.doubts)
        at = 0
        for match in CALL.finditer(joined.text):
            text += joined.text[at : match.start()]
            raised = at_level(match[1], "sup")
            tail = f"{text[-20:].split(' ')[-1]}{raised}"
            # The 6 of 10⁶ and the 2 of m² call no note, unless it is the turn of that note, which a
            # person must see; nor does the 1 of ¹⁄₂.
            is_power = power(text, match[1]) is not None
            is_fraction = joined.text[match.end() : match.end() + 1] in ("/", "\u2044")
            touches = is_power or is_fraction or text[-1:].isalnum()
            if (
                match[1] in self.numbers
                and not (touches and match[1] != self.due)
                and not is_fraction
            ):
                calls.append(NoteCall(match[1], len(text)))
                removed.append((match.start(), len(match[0])))
                self.due = str(int(match[1]) + 1) if match[1].isdecimal() else self.due
                doubts += [Doubt("note", tail)] * is_power
            else:
                doubts.append(Doubt("note", tail))
                text += raised
                removed.append((match.start(), 2))
            at = match.end()
        text += joined.text[at:]
        repairs = tuple(_moved(repair, removed) for repair in joined.repairs)
        starts = tuple(at - _before(at, removed) for at in joined.starts)
        found = ReadParagraph(text, repairs=repairs, doubts=tuple(doubts), calls=tuple(calls))
        return found, starts

    def _tested(self, paragraph: ReadParagraph) -> ReadParagraph:
        """The paragraph, in doubt where it is not in PDFium's own reading of its sheets."""
        place = paragraph.place
        sheets = range(place.sheet, place.last_sheet + 1)
        printed = "\n".join(self.printed.get(sheet, "") for sheet in sheets)
        breaks = len(paragraph.calls) + len(sheets) - 1
        doubts = paragraph.doubts
        if paragraph.kind == "row":
            doubts = (*doubts, Doubt("table", paragraph.text[:_SHOWN]))
        elif not found(paragraph.text, printed, breaks):
            doubts = (*doubts, Doubt("order", paragraph.text[:_SHOWN]))
        return replace(paragraph, doubts=doubts)


def _moved(repair: Repair, removed: Sequence[tuple[int, int]]) -> Repair:
    """A repair at its place in the text from which calls were removed."""
    offset = repair.offset - _before(repair.offset, removed)
    return Repair(CALL.sub(r"\1", repair.printed), CALL.sub(r"\1", repair.written), offset)


def _before(offset: int, removed: Sequence[tuple[int, int]]) -> int:
    """How many characters before an offset were removed."""
    return sum(length for start, length in removed if start < offset)


def _with_speakers(paragraphs: Iterator[ReadParagraph]) -> Iterator[ReadParagraph]:
    """Paragraphs with who speaks, where the document is a transcript."""
    known = list(paragraphs)
    labels = Counter(label for one in known if (label := speaker_of(one.text)))
    speakers = {label for label, count in labels.items() if count > 1 or _PERSON.match(label)}
    turns = sum(labels[label] for label in speakers)
    if turns < _LEAST_TURNS or turns * 3 < len(known):
        yield from known
        return
    speaker = ""
    for one in known:
        label = speaker_of(one.text)
        if one.kind in ("heading", "note"):
            speaker = ""
        elif label:
            speaker = label if label in speakers else ""
        yield replace(one, place=replace(one.place, speaker=speaker)) if speaker else one
