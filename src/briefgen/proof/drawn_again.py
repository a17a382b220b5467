"""A copy whose pages another program drew again and whose structure it left out, as Ghostscript
does: its words are known, and their order is not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from briefgen.assemble.bidi import runs_backwards
from briefgen.matching.same_glyphs import bare
from briefgen.model.document import Document

from .manifest import Manifest
from .page_comparison import Step
from .pdf_reader import Reading
from .print_check import is_unknown
from .printed_words import printed_text

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Ghostscript 10.00 writes the letters of a ligature with their bytes in the other order, and the
# last two of three as their sum.
_MISWRITTEN = str.maketrans(
    {chr(ord(letter) << 8): letter for letter in _LETTERS}
    | {chr((ord("f") + ord(letter)) << 8): f"f{letter}" for letter in "fijlt"}
)


def is_drawn_without_structure(
    manifest: Manifest, reading: Reading, redrawn: Collection[str]
) -> bool:
    """Whether each page has the same characters as the manifest's and was drawn again, and no
    structure is left."""
    count = len(manifest.pages)
    if reading.blocks or not len(reading.pages) == len(redrawn) == count:
        return False
    return all(
        _characters(bare(meant.text)) == _characters(page.characters)
        for meant, page in zip(manifest.pages, reading.pages, strict=True)
    )


def _characters(text: str) -> list[str]:
    return sorted(text.translate(_MISWRITTEN))


def compare_manifest(manifest: Manifest, document: Document, withheld: Collection[str]) -> Step:
    """Whether the manifest's pages, which have the order of the words, hold what the brief gives,
    where it does not depend on sources that are `withheld`, by their letters."""
    if any(runs_backwards(page.text) for page in manifest.pages):
        return [], []
    # Nobody knows the pages of places without the structure.
    short = r"\s*".join(map(re.escape, bare(document.labels["page_abbreviation"])))
    page_of = re.compile(rf",\s*{short}\s*(?:A[-‐‑])?\d+")

    def own(text: str) -> str:
        return bare(page_of.sub("", text)).replace("-", "")

    pages = [own(page.text) for page in manifest.pages]
    differs = [
        f"{run.what} is not among the words that were printed"
        for run in printed_text(document, {})
        if not run.is_optional
        and not is_unknown(run, withheld)
        and not _is_in(own(run.text), pages)
    ]
    return ["brief: what it and its sources give is among the words that were printed"], differs


def _is_in(wanted: str, pages: Sequence[str]) -> bool:
    """Whether a text is on one page, or goes on over the end of one."""
    return not wanted or any(wanted in page for page in pages) or any(_ends(wanted, pages))


def _ends(wanted: str, pages: Sequence[str]) -> Iterator[bool]:
    for number, page in enumerate(pages[:-1], 1):
        shortest, longest = 0, len(wanted)  # of what is on this page
        while shortest < longest:
            middle = (shortest + longest + 1) // 2
            if wanted[:middle] in page:
                shortest = middle
            else:
                longest = middle - 1
        if shortest:
            yield _is_in(wanted[shortest:], pages[number : number + 2])
