"""Ways to alter where the words of a PDF of ours are, and whether they can be read; and to leave
out what its claims say beside their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from pypdf.generic import (
    ArrayObject,
    NameObject,
    NumberObject,
)

from briefgen.proof.pdf_reader import Reading, read
from briefgen.proof.pdf_text import TaggedBlock
from tests.proof.test_verify import streams

Alter = Callable[[Any], None]

BRIEF = """\
title: The harbour
date: 2026-11-20
sources: [report, letter]
passages:
  denial: {source: report, quote: The ministry denies that it was asked.}
key_points:
  - The harbour was “closed on Monday” [@A2]. [!asked]
  - Boats “waited outside” [@A4].
sections:
  - heading: Facts
    body: |
      It “stays closed until Friday” [@A2]. Some say that this was long enough for everybody.

      Others say that it was too long by far, and they do not say why it should have been shorter.

      - One thing is known about the boats.
      - Another is known about the quay.

      > Boats waited outside. [@A4]

      | who | when |
      |---|---|
      | the council | Monday |
      | the boats | Tuesday |

      ### What came after

      Nobody knows, and nobody says so either.
  - heading: Views
    body: Its lawfulness “Nobody objected” to [@B1].
claims:
  - id: asked
    claim: The ministry was asked.
    positions:
      - {stance: asserts, by: The Council, says: It “said” so, cite: A2}
      - {stance: denies, by: The Ministry, cite: denial}
      - {stance: questions, by: A Spokesman, says: He “heard of it from the press”, cite: A3}
  - id: lawful
    claim: The closure was lawful.
    positions:
      - {stance: asserts, by: The Letter, says: “The closure was lawful”, cite: B1}
recommendations:
  - Ask the council.
"""
CATALOGUE = """\
references:
  - {id: report, file: report.txt, title: Harbour closed}
  - {id: letter, file: letter.txt, title: Letter, note-markers: true}
"""
_AT = re.compile(rb"1 0 0 -1 (\S+) (\S+) Tm")


def name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def reading(writer: Any) -> Reading:
    output = BytesIO()
    writer.write(output)
    return read(output.getvalue())


# --- Where words are --------------------------------------------------------------------


def content_of(mcid: int) -> re.Pattern[bytes]:
    return re.compile(rb"/MCID %d\s*>>\s*BDC.*?EMC" % mcid, re.DOTALL)


def place(data: bytes, mcid: int) -> tuple[float, float]:
    found = content_of(mcid).search(data)
    assert found
    at = _AT.search(found[0])
    assert at
    return float(at[1]), float(at[2])


def moved(data: bytes, mcids: list[int], right: float, down: float) -> bytes:
    def move(at: re.Match[bytes]) -> bytes:
        return b"1 0 0 -1 %f %f Tm" % (float(at[1]) + right, float(at[2]) + down)

    for mcid in mcids:
        data = content_of(mcid).sub(lambda found: _AT.sub(move, found[0]), data)
    return data


def exchanged(one: TaggedBlock, other: TaggedBlock, *, lower: float = 0) -> Alter:
    """The words of two elements, which are on one page, in each other's place."""

    def alter(writer: Any) -> None:
        page = one.marks[0][0]
        own, its = ([mcid for _, mcid in block.marks] for block in (one, other))
        stream = streams(writer, page - 1)
        data = stream.get_data()
        own, its = (
            [m for m in mcids if _AT.search((content_of(m).search(data) or [b""])[0])]
            for mcids in (own, its)
        )
        (x, y), (u, v) = place(data, own[0]), place(data, its[0])
        stream.set_data(moved(moved(data, own, u - x, v - y + lower), its, x - u, y - v + lower))

    return alter


def pairs(
    writer: Any, fits: Callable[[TaggedBlock], bool]
) -> Iterator[tuple[TaggedBlock, TaggedBlock]]:
    """Elements that follow each other, are whole on one page, and fit."""
    last: TaggedBlock | None = None
    for block in reading(writer).blocks:
        if len(block.pages) == 1 and fits(block) and len(block.text.strip()) > 3:
            if last is not None and last.pages == block.pages:
                yield last, block
            last = block


def exchange(fits: Callable[[TaggedBlock], bool], *, lower: float = 0) -> Alter:
    def alter(writer: Any) -> None:
        exchanged(*next(pairs(writer, fits)), lower=lower)(writer)

    return alter


def in_cell(block: TaggedBlock) -> bool:
    return block.kind == "P" and "TD" in block.around


def in_text(block: TaggedBlock) -> bool:
    return block.kind == "P" and block.around[-1:] == ("Sect",)


def is_body(block: TaggedBlock) -> bool:
    return (
        block.kind in ("LBody", "P")
        and "LBody" in (*block.around, block.kind)
        and not in_note(block)
    )


def in_note(block: TaggedBlock) -> bool:
    return block.kind == "P" and "Note" in block.around


def in_appendix(block: TaggedBlock) -> bool:
    return (
        block.kind == "P"
        and "Art" in block.around
        and re.fullmatch(r"[A-Z]\d+", (block.within or ("",))[0]) is not None
    )


def is_side(block: TaggedBlock) -> bool:
    return block.kind == "TH" and block.text.startswith(("Asserted", "Denied"))


EXCHANGED: dict[str, Alter] = {
    "two paragraphs": exchange(in_text),
    "two items": exchange(is_body),
    "two notes' words": exchange(in_note),
    "two cells' words": exchange(in_cell),
    "two cells' words, lower": exchange(in_cell, lower=6),
    "two paragraphs of a source": exchange(in_appendix),
    "the heads of two sides": exchange(is_side),
    "the heads of two sides, lower": exchange(is_side, lower=6),
}


# --- What claims lack -------------------------------------------------------------------


def dropped(text: str, at: int) -> Alter:
    """The words of a marked content no longer printed: of those that say the same, one."""

    def alter(writer: Any) -> None:
        found = [
            (number, run.mcid)
            for number, page in enumerate(reading(writer).pages)
            for run in page.runs
            if run.text.strip() == text and run.mcid >= 0
        ]
        page, mcid = found[at]
        stream = streams(writer, page)

        def emptied(content: re.Match[bytes]) -> bytes:
            return re.sub(rb"\[[^\]]*\] TJ", b"", content[0])

        stream.set_data(content_of(mcid).sub(emptied, stream.get_data()))

    return alter


DROPPED: dict[str, Alter] = {
    "a stance on the card": dropped("questions", 0),
    "a stance in the table": dropped("questions", -1),
    "a status on the card": dropped("asserted only", -2),
    "a status in the table": dropped("asserted only", -1),
}


def silenced(fits: Callable[[TaggedBlock], bool]) -> Alter:
    """The words with which the first element that fits begins are printed no longer."""

    def alter(writer: Any) -> None:
        [page, mcid], *_ = next(filter(fits, reading(writer).blocks)).marks
        stream = streams(writer, page - 1)
        content = content_of(mcid)
        emptied = content.sub(
            lambda found: re.sub(rb"\[[^\]]*\] TJ", b"", found[0]), stream.get_data()
        )
        stream.set_data(emptied)

    return alter


def begins(id: str, words: str) -> Callable[[TaggedBlock], bool]:
    """Whether an element has that ID and begins with these words."""
    return lambda block: id in block.within and block.text.lstrip().startswith(words)


UNNUMBERED: dict[str, Alter] = {
    "the number of a paragraph": silenced(begins("par-3", "3")),
    "the number of a key point": silenced(begins("key-point-2", "2.")),
    "the number of a recommendation": silenced(begins("recommendation-1", "1.")),
    "the label of a source's paragraph": silenced(begins("A3", "A3")),
    "the letter of a source": silenced(lambda block: block.text.strip() == "B"),
    "a holder on the card": dropped("The Council", 0),
}


def starting(words: str) -> Callable[[TaggedBlock], bool]:
    return lambda block: block.text.startswith(words)


def _untitled(writer: Any) -> None:
    """The title at the head of the second page, which is the first artifact there."""
    stream = streams(writer, 1)
    shown = re.compile(rb"(/Pagination.*?)\[[^\]]*\] TJ(.*?EMC)", re.DOTALL)
    stream.set_data(shown.sub(rb"\1\2", stream.get_data(), count=1))


# Words that are the theme's, which are listed and could be left out with their entry.
LEFT_OUT: dict[str, Alter] = {
    "the kind of the paper": silenced(starting("Policy brief")),
    "the date": silenced(starting("November 20")),
    "what introduces the claims": silenced(starting("What each side says")),
    "what introduces the card": silenced(starting("Each letter is")),
    "what introduces the appendix": silenced(starting("Quoted words are")),
    "the digest of a source": silenced(starting("SHA-256")),
    "what cites a paragraph": silenced(starting("cited in")),
    "where a claim is marked": dropped("· marked at", 0),
    "the title at the head": _untitled,
}

# --- Letters ----------------------------------------------------------------------------


def in_run(old: bytes, new: bytes | Callable[[re.Match[bytes]], bytes]) -> Alter:
    """Something of the operators of a long run of page 1, changed."""

    def alter(writer: Any) -> None:
        stream = streams(writer, 0)
        data = stream.get_data()
        run = max(re.finditer(rb"BT\n.*?ET", data, re.DOTALL), key=lambda found: len(found[0]))
        changed = re.sub(old, new, run[0], count=1, flags=re.DOTALL)
        assert changed != run[0]
        stream.set_data(data[: run.start()] + changed + data[run.end() :])

    return alter


def piled(found: re.Match[bytes]) -> bytes:
    return re.sub(rb">[-\d.]+<", b">480<", found[0])


LETTERS: dict[str, Alter] = {
    "tiny": in_run(rb" [\d.]+ Tf", b" 0.5 Tf"),
    "tiny by their matrix": in_run(rb"1 0 0 -1 ", b"0.1 0 0 -0.1 "),
    "huge": in_run(rb" [\d.]+ Tf", b" 90 Tf"),
    "mirrored": in_run(rb"1 0 0 -1 ", b"-1 0 0 -1 "),
    "upside down": in_run(rb"1 0 0 -1 ", b"1 0 0 1 "),
    "turned": in_run(rb"1 0 0 -1 ", b"0 1 1 0 "),
    "askew": in_run(rb"1 0 0 -1 ", b"1 0 0.9 -1 "),
    "narrow": in_run(rb"1 0 0 -1 ", b"0.2 0 0 -1 "),
    "flat": in_run(rb"1 0 0 -1 ", b"1 0 0 -0.1 "),
    "narrow by Tz": in_run(rb"BT\n", b"BT\n20 Tz\n"),
    "piled by TJ": in_run(rb"\[.*\] TJ", piled),
    "piled by many": in_run(rb">0<", b">60<>60<>60<>60<>60<>60<"),
    "a space made": in_run(rb">0<", b">-240<"),
    "piled by Tc": in_run(rb"BT\n", b"BT\n-6 Tc\n"),
    "spaced by Tw": in_run(rb"BT\n", b"BT\n-9 Tw\n"),
    "raised": in_run(rb"BT\n", b"BT\n40 Ts\n"),
    "shown by Td": in_run(rb"\] TJ", b"] TJ\n-200 0 Td"),
    "small by cm": in_run(rb"BT\n", b"0.1 0 0 0.1 60 60 cm\nBT\n"),
}


def font_widths(writer: Any) -> None:
    """The letters of every font are said to be narrow."""
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        inner = font.get_object()["/DescendantFonts"][0].get_object()
        for entry in inner["/W"]:
            if isinstance(entry.get_object(), ArrayObject):
                own = entry.get_object()
                own[:] = [NumberObject(9)] * len(own)


LETTERS["narrow by their font"] = font_widths


# --- Words out of their lines -----------------------------------------------------------

_SHOWN = re.compile(
    rb"(BT\s+)1 0 0 -1 (\S+) (\S+) Tm\s+(/\S+ \S+ Tf)\s+\[<([0-9a-fA-F]{4})([^\]]*)\] TJ"
)


def taken_out(x: float, down: float) -> Alter:
    """The first letter of a long marked content moved: to `x` from the paper's edge, and `down`;
    the rest goes on where it was."""

    def alter(writer: Any) -> None:
        stream = streams(writer, 0)
        data = stream.get_data()
        found = max(_SHOWN.finditer(data), key=lambda shown: len(shown[6]))
        begin, left, line, font, letter, rest = found.groups()
        at = b"1 0 0 -1 %f %f Tm" % (x, float(line) + down)
        back = b"1 0 0 -1 %s %s Tm" % (left, line)
        made = b"%s%s %s [<%s>] TJ ET BT %s %s [<%s] TJ" % (
            begin, at, font, letter, back, font, rest,
        )  # fmt: skip
        stream.set_data(data[: found.start()] + made + data[found.end() :])

    return alter


def shifted(
    fits: Callable[[TaggedBlock], bool], right: float, down: float, *, only_first: bool = False
) -> Alter:
    """The words of all elements that fit, or the first marked content of the first, elsewhere on
    their page."""

    def alter(writer: Any) -> None:
        marks = [mark for block in filter(fits, reading(writer).blocks) for mark in block.marks]
        for page, mcid in marks[:1] if only_first else marks:
            stream = streams(writer, page - 1)
            stream.set_data(moved(stream.get_data(), [mcid], right, down))

    return alter


def is_first_text(block: TaggedBlock) -> bool:
    return "stays closed until" in block.text and "Note" not in block.around


def is_head_on_card(block: TaggedBlock) -> bool:
    return is_side(block) and "card" in block.within


def is_head(block: TaggedBlock) -> bool:
    return block.kind == "TH" and block.text.strip() == "when"


def is_cell(block: TaggedBlock) -> bool:
    return block.kind == "TD" and block.text.strip() in ("Monday", "Tuesday")


OUT_OF_LINE: dict[str, Alter] = {
    "a letter at the edge, lower": taken_out(4, 30),
    "a letter at the edge, higher": taken_out(4, -30),
    "a letter at the edge of its line": taken_out(4, 0),
    "a letter over the line": taken_out(300, -9),
    "a paragraph near the edge": shifted(is_first_text, -230, 0),
    "the label of a paragraph of a source, lower": shifted(in_appendix, 0, 14, only_first=True),
}


OUT_OF_COLUMN: dict[str, Alter] = {
    "the heads of the card, to the left": shifted(is_head_on_card, -57, 0),
    "a head of a table, to the left": shifted(is_head, -215, 0),
    "the cells of a column, lower": shifted(is_cell, 0, 24),
}


def is_label(block: TaggedBlock) -> bool:
    return block.kind == "Lbl" and "Note" not in block.around


def is_section(block: TaggedBlock) -> bool:
    return block.kind == "H2" and block.text.strip() in ("Facts", "Views")


BESIDE_OTHERS: dict[str, Alter] = {
    "labels of items, lower": shifted(is_label, 0, 16),
    "labels of items, higher": shifted(is_label, 0, -16),
    "heads of sections, lower": shifted(is_section, 0, 24),
    "heads of sections, higher": shifted(is_section, 0, -40),
}
