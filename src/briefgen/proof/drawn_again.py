"""A copy whose pages another program drew again and whose structure it left out, as Ghostscript
does: its words are known, and their order is not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from briefgen.assemble.bidi import runs_backwards
from briefgen.matching.same_glyphs import bare
from briefgen.model.document import Document

from .manifest import Manifest
from .page_comparison import Step
from .pdf_reader import Reading
from .print_check import is_unknown
from .print_order import MIXED
from .printed_words import printed_text

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Ghostscript 10.00 writes the letters of a ligature with their bytes in the other order, and the
# last two of three as their sum.
_MISWRITTEN = str.maketrans(
    {chr(ord(letter) << 8): letter for letter in _LETTERS}
    | {chr((ord("f") + ord(letter)) << 8): f"f{letter}" for letter in "fijlt"}
)
# Where a script combines, programs write other characters for the glyphs of several; these they
# keep: Latin, Greek and Cyrillic.
_KEPT = re.compile("[!-\u02af\u0370-\u052f]")


def drawn_without_structure(
    manifest: Manifest, reading: Reading, redrawn: Collection[str]
) -> tuple[str, ...] | None:
    """None, unless no structure is left, and each page was drawn again with the characters of the
    manifest's; else the labels of the pages whose words cannot be read back, as they are drawn
    and not written, or are in a script that combines. Of the latter it is only asked that no other
    letter is missing."""
    count = len(manifest.pages)
    if reading.blocks or not len(reading.pages) == len(redrawn) == count:
        return None
    unread = []
    for meant, page in zip(manifest.pages, reading.pages, strict=True):
        wanted, found = (one.translate(_MISWRITTEN) for one in (bare(meant.text), page.characters))
        if letters_of(wanted) == letters_of(found):
            continue
        lost = Counter(_KEPT.findall(wanted)) - Counter(_KEPT.findall(found))
        if found and (lost or not MIXED.search(wanted)):
            return None
        unread.append(meant.label)
    return tuple(unread)


def letters_of(text: str) -> str:
    """The characters of a text in one order; what is drawn as two may be read as two."""
    return "".join(sorted(unicodedata.normalize("NFKD", text)))


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
