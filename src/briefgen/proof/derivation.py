"""What the pages must print, derived again from the evidence: from brief and sources, not from
the manifest's list of what was printed.

Only the theme's own words are the manifest's: which parts are printed, under which labels.
"""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import cast

from msgspec.structs import replace

from briefgen.assemble.bidi import runs_backwards
from briefgen.assemble.document import assemble
from briefgen.assemble.locales import labels as own_labels
from briefgen.matching.same_glyphs import bare
from briefgen.model.brief import Paper
from briefgen.model.document import Document, Layout
from briefgen.resolve.result import ResolvedBrief

from .around import astray, retagged
from .attachments import has_own_theme
from .claims_in_print import side_heads, swapped_sides, unstated, wrong_stances
from .divided_words import undivided
from .geometry import hidden
from .left_out import left_out_of_appendix, left_out_of_text
from .legible import illegible, struck_words
from .line_order import ways_of
from .links import misplaced_links
from .looks import Looks
from .manifest import Manifest
from .mixed_lines import in_any_order
from .page_comparison import Step, shortened
from .pdf_reader import Reading
from .print_check import NOTHING_READ, ReadBack, read_back
from .print_order import displaced
from .printed_numbers import unnumbered
from .printed_words import printed_pages_of
from .reading_order import END
from .structure_of_brief import wrong_languages, wrong_parts
from .structure_rules import misplaced, wrong_attributes
from .table_columns import out_of_column
from .theme_words import Vocabulary, misexplained, misnumbered, untitled

# A theme's words are headings and hints; an argument is longer.
_LONGEST, _MOST = 400, 20_000  # characters: a piece, all of them
_DATES = {"dates", "months"}
_FIELDS_OF_DATES = {"day", "day_in_two", "year"}


class MissingWordError(ValueError):
    """The manifest lacks a word of its theme."""


class _Labels(dict[str, str]):
    """The words of a theme: whatever is compared with them needs one or the other."""

    def __missing__(self, name: str) -> str:
        raise MissingWordError(f"the theme's word “{name}” is missing in the manifest")


def derive(manifest: Manifest, brief: ResolvedBrief) -> Document:
    """What the manifest's theme prints of a brief; raises ValueError where the manifest's words
    or parts cannot be a theme's."""
    labels = _texts(manifest, "labels")
    if wrong := next(_unusable(labels), None):
        raise ValueError(f"the theme's word {wrong} is not one")
    sources = {
        id: replace(source, path=known.file, sha256=known.sha256)
        for id, source in brief.sources.items()
        if (known := manifest.sources.get(id))
    }
    options = manifest.inputs.get("options")
    try:
        document = assemble(
            replace(brief, sources={**brief.sources, **sources}),
            parts=printed_parts(manifest),
            theme_labels=labels,
            paper=cast("Paper", manifest.document.paper),
            large_print=isinstance(options, dict) and options.get("large_print") is True,
            fingerprint=manifest.fingerprint,
            replaced=manifest.replaces,
            withheld=[id for id, one in manifest.sources.items() if one.embedded == "none"],
        )
    except (KeyError, IndexError) as error:
        raise ValueError(f"the theme's word {error} is missing") from error
    return replace(document, labels=_Labels(document.labels))


def printed_parts(manifest: Manifest) -> list[str]:
    """The parts that the manifest's theme prints."""
    return _texts(manifest, "layout").get("parts", "").split(",")


def _texts(manifest: Manifest, key: str) -> dict[str, str]:
    values = manifest.inputs.get(key)
    entries = values.items() if isinstance(values, dict) else ()
    return {name: text for name, text in entries if isinstance(text, str)}


def _unusable(labels: Mapping[str, str]) -> Iterator[str]:
    """The labels that ask for more than the numbers and names that ours are given, or are long."""
    for name, label in labels.items():
        ours = own_labels("en").get(name)
        if len(label) > _LONGEST * (2 if name in _DATES else 1):
            yield name
        try:
            asked = list(string.Formatter().parse(label))
        except ValueError:
            yield name
            continue
        fields = {field for _, field, _, _ in asked if field is not None}
        known = _FIELDS_OF_DATES if name in _DATES else _fields(ours) if ours else fields
        if fields - known or any(form or kind for _, _, form, kind in asked):
            yield name


def _fields(label: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(label) if field is not None}


def withheld_letters(manifest: Manifest, brief: ResolvedBrief) -> list[str]:
    """The letters of the sources that are not embedded."""
    return [
        letter
        for id, letter in brief.letters.items()
        if id in manifest.sources and manifest.sources[id].embedded == "none"
    ]


def compare_with_brief(
    manifest: Manifest,
    brief: ResolvedBrief,
    document: Document,
    reading: Reading,
    looks: Looks,
    files: Mapping[str, bytes],
) -> tuple[Step, ReadBack]:
    """Whether the pages print `document`, made of `brief`, complete, in order and once, with its
    links; and what was read back. `files` are the attachments."""
    try:
        return _compared(manifest, brief, document, reading, looks, files)
    except MissingWordError as error:
        return ([], [str(error)]), NOTHING_READ


def _compared(
    manifest: Manifest,
    brief: ResolvedBrief,
    document: Document,
    reading: Reading,
    looks: Looks,
    files: Mapping[str, bytes],
) -> tuple[Step, ReadBack]:
    reading = undivided(reading, document)
    anchors = looks.anchors
    withheld = withheld_letters(manifest, brief)
    layout = _layout(manifest, anchors)
    found = read_back(
        reading, document, layout, is_packaged=not has_own_theme(files), withheld=withheld
    )
    differs = [one.message for one in found.differs]
    is_mixed = any(runs_backwards(page.words) for page in reading.pages)
    labels = {anchor: layout.label(number) for anchor, number in anchors.items()}
    places = printed_pages_of(document, labels)
    theirs = _Theirs(manifest, document, files, is_mixed=is_mixed)
    unproved = [bare(text) for what, text in manifest.unproved.items() if what in found.unknown]
    differs += (
        f"“{shortened(piece)}” is printed on page {_page(reading, piece, manifest)} and is neither "
        "the brief's nor the theme's"
        for piece in found.words
        if not theirs.holds(piece) and not is_among(unproved, piece)
    )
    differs += theirs.unprinted(reading)
    differs += (
        f"page {meant.label} has words outside its structure: “{shortened(words)}”"
        for meant, page in zip(manifest.pages, reading.pages, strict=False)
        if (words := " ".join(page.loose).strip())
    )
    differs += theirs.wrong_around(reading, layout, looks, places)
    differs += _misled(reading, anchors)
    if theirs.is_packaged:
        differs += (
            f"page {meant.label} has {what}"
            for meant, page in zip(manifest.pages, reading.pages, strict=False)
            if meant.label not in looks.redrawn  # reported already; its looks are not proved
            for what in hidden(page)
        )
        differs += _displaced(manifest, document, reading, looks)
    else:
        differs += (
            f"page {meant.label} has {what}"
            for number, what in illegible(reading, struck_words(document))
            for meant in manifest.pages[number - 1 : number]
            if meant.label not in looks.redrawn
        )
    differs += _wrong_around(looks, layout, is_packaged=theirs.is_packaged)
    if theirs.is_packaged and looks.structure:
        is_partly, unknown = bool(withheld), _languages(manifest, brief)
        differs += wrong_parts(
            document,
            looks.structure,
            reading.blocks,
            places,
            are_mixed=is_mixed,
            is_partly=is_partly,
        )
        differs += wrong_languages(
            document, looks.structure, reading.pages, are_mixed=is_mixed, withheld=unknown
        )
    if not found.differs:  # else the pages are already reported
        differs += misplaced_links(
            looks.links,
            found.links,
            reading.pages,
            anchors,
            layout.label,
            are_mixed=is_mixed,
            unproved=unproved,
        )
    differs += too_long(found.words)
    return ([all_printed(found)], differs), found


def _displaced(
    manifest: Manifest, document: Document, reading: Reading, looks: Looks
) -> Iterator[str]:
    """A line for each page with words elsewhere than they are read, drawn again or not."""
    places = displaced(
        reading,
        side_heads(document),
        ways_of(document),
        notes_at_foot=_texts(manifest, "layout").get("notes") != "end",
    )
    for number, what in chain(places, out_of_column(reading, looks.structure)):
        label = manifest.pages[number - 1].label if number <= len(manifest.pages) else str(number)
        yield f"page {label} has {what}"


def _wrong_around(looks: Looks, layout: Layout, *, is_packaged: bool) -> Iterator[str]:
    """A line for each kind of element that is not as ours are."""
    elements = looks.structure
    wrong = [*wrong_attributes(elements), *(misplaced(elements) if is_packaged else ())]
    for (kind, what), one in {(one.kind, what): one for one, what in reversed(wrong)}.items():
        page = next((page for page, _ in one.marks()), 1)
        yield f"page {layout.label(page)} has an element {kind} {what}"


def _languages(manifest: Manifest, brief: ResolvedBrief) -> set[str]:
    """The languages of the sources that are not embedded."""
    return {
        source.reference.language
        for id, source in brief.sources.items()
        if id in manifest.sources and manifest.sources[id].embedded == "none"
    }


def all_printed(found: ReadBack) -> str:
    """The line that says so."""
    count = len(found.blocks)
    return f"brief: {count} of {count} texts that it and its sources give are printed, in order"


def is_among(texts: Sequence[str], piece: str) -> bool:
    """Whether a printed piece, after a colon of the theme's, is in one of these bare texts."""
    return any(bare(piece).removeprefix(":") in text for text in texts)


def too_long(words: Sequence[str]) -> Iterator[str]:
    """A line where the theme's own words are more than a theme's."""
    long = [piece for piece in words if len(piece) > _LONGEST]
    if long or sum(map(len, words)) > _MOST:
        yield f"the theme's own words are too long: “{shortened((*long, '')[0])}”"


class _Theirs:
    """The words that the theme adds to the brief's."""

    def __init__(
        self,
        manifest: Manifest,
        document: Document,
        files: Mapping[str, bytes],
        *,
        is_mixed: bool,
    ) -> None:
        self._pieces = manifest.words
        self._manifest = manifest
        self._listed = END.join(bare(piece) for piece in manifest.words)
        self._document = document
        self.is_packaged = not has_own_theme(files)
        self._labels = [page.label for page in manifest.pages]
        # Where words run both ways, those of a line are in no order that is known.
        self._known = Vocabulary(document, files, {})
        self._vocabulary = None if is_mixed else self._known

    def holds(self, piece: str) -> bool:
        if self._vocabulary:
            return bare(piece) in self._listed and self._vocabulary.holds(piece)
        # Earlier versions list less of some labels: they took a part for other words.
        labels = map(in_any_order, self._document.labels.values())
        is_label = self._known.holds(piece) or in_any_order(piece) in labels
        return bare(piece) in self._listed or is_label

    def unprinted(self, reading: Reading) -> Iterator[str]:
        """A line where words are listed that no page has."""
        if self._vocabulary is None:
            return
        there = bare("".join(block.text for block in reading.blocks))
        gone = next((piece for piece in self._pieces if bare(piece) not in there), None)
        if gone is not None:
            yield f"“{shortened(gone)}” is among the theme's words in the manifest, and on no page"

    def wrong_around(
        self,
        reading: Reading,
        layout: Layout,
        looks: Looks,
        places: Mapping[str, str],
    ) -> Iterator[str]:
        """What is wrong in heads and feet of pages and of tables, and with bookmarks; `places`
        are the pages of anchors, as printed."""
        heads = [" ".join(words for _, words in page.artifacts) for page in reading.pages]
        if self._labels != [layout.label(n) for n in range(1, len(self._labels) + 1)]:
            yield "the page numbers that a viewer shows are not those of the pages"
        for number, words in enumerate(heads, 1):
            if self._vocabulary and not self._vocabulary.holds(words):
                yield (
                    f"page {layout.label(number)} has “{shortened(words)}” at its "
                    "head or foot, which is neither the brief's nor the theme's"
                )
        if self.is_packaged:
            are_mixed = self._vocabulary is None
            yield from astray(
                looks.bookmarks,
                self._document,
                reading.blocks,
                places,
                are_mixed=are_mixed,
                are_those_made=looks.has_its_bookmarks,
            )
            yield from retagged(self._document, reading.blocks, places, are_mixed=are_mixed)
            yield from unnumbered(self._document, reading.blocks, places, are_mixed=are_mixed)
            yield from untitled(self._document, heads, layout.label, are_mixed=are_mixed)
            parts = printed_parts(self._manifest)
            yield from left_out_of_text(self._document, parts, reading.blocks, are_mixed=are_mixed)
            if all(one.embedded == "full" for one in self._manifest.sources.values()):
                yield from left_out_of_appendix(self._document, reading.blocks, are_mixed=are_mixed)
            for find in (swapped_sides, wrong_stances, unstated):
                yield from find(self._document, reading.blocks, are_mixed=are_mixed)
        if self.is_packaged and self._vocabulary:
            yield from misexplained(self._document, reading.blocks)
            yield from misnumbered(self._document, heads, layout.label, layout.body_pages)


def _misled(reading: Reading, anchors: Mapping[str, int]) -> Iterator[str]:
    """Named places on other pages than the elements of the structure that they are for."""
    pages: dict[str, set[int]] = defaultdict(set)
    for block in reading.blocks:
        for number, id in enumerate(block.within):
            if number == 0:
                pages[id] |= set(block.pages)
            elif id not in pages:  # the head of a table, perhaps on a page of its own
                pages[id] |= set(block.pages[:1])
    for anchor, number in anchors.items():
        element = pages.get(anchor) or pages.get(anchor.partition("-q")[0], set())
        # A section may begin on the page before its first words.
        if element and number not in element and not anchor.startswith("section-"):
            yield f"a link to {anchor} leads to another page, page {number} of the file"


def _layout(manifest: Manifest, anchors: Mapping[str, int]) -> Layout:
    body = sum(not page.label.startswith("A-") for page in manifest.pages)
    return Layout(body, {anchor: (number,) for anchor, number in anchors.items()})


def _page(reading: Reading, piece: str, manifest: Manifest) -> str:
    wanted = bare(piece)
    for page, meant in zip(reading.pages, manifest.pages, strict=False):
        if wanted in page.characters:
            return meant.label
    return "?"
