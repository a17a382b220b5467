"""What is heard, clicked and shown around the pages, against what the brief yields: links,
bookmarks, page numbers, alternative texts, and what the file says of itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from pypdf.generic import DictionaryObject

from briefgen.matching.same_glyphs import bare
from briefgen.model.document import Document
from briefgen.model.markup import Heading, leaves, plain_text

from .link_elements import target_of
from .links import misheard
from .mixed_lines import in_any_order
from .page_comparison import shortened
from .page_digest import about, entry_of
from .pdf_objects import ObjectReader
from .pdf_text import TaggedBlock
from .printed_words import text_of
from .said_links import pictures_beside, pictures_in_prose
from .structure_tree import page_numbers

_HEADINGS = {"H1", "H2", "H3", "H4", "H5", "H6"}
_REPLACED = "\N{REPLACEMENT CHARACTER}"
OTHER_BOOKMARKS = "the bookmarks differ from those that were made"
_TREE = {"/Type", "/K", "/ParentTree", "/ParentTreeNextKey", "/IDTree"}


def disagreements(
    reader: ObjectReader,
    document: Document,
    structure: Iterable[DictionaryObject],
    places: Mapping[str, int],
    label: Callable[[int], str],
) -> Iterator[str]:
    """A line for each thing around the pages that the brief does not yield; `structure` has the
    elements in the order of reading, `places` the page of each named place, `label` gives the
    printed number of a page, counted from 1.
    """
    yield from _of_metadata(reader, document)
    if reader.page_labels != [label(n) for n in range(1, len(reader.pages) + 1)]:
        yield "the page numbers that a viewer shows are not those of the pages"
    yield from _of_structure(reader, document, structure)
    yield from misheard(reader, document, places, label)


class Bookmark(Struct, frozen=True):
    """A bookmark: its title, the page, from 1, to which it leads, 0 for nowhere; and how many
    bookmarks it is below."""

    title: str
    page: int
    level: int = 0


def bookmarks(reader: ObjectReader, places: Mapping[str, int]) -> tuple[Bookmark, ...]:
    """The bookmarks of a file in the order of display; `places` are its named ones."""
    numbers = page_numbers(reader)
    pending = [(entry_of(entry_of(reader.root_object, "/Outlines"), "/First"), 0)]
    seen: set[int] = set()
    found = []
    while pending:
        item, level = pending.pop()
        if not item or id(item) in seen:
            continue
        seen.add(id(item))
        target = target_of(item, numbers)
        page = target if isinstance(target, int) else places.get(target, 0)
        found.append(Bookmark(str(item.get("/Title", "")), page, level))
        pending += [(entry_of(item, "/Next"), level), (entry_of(item, "/First"), level + 1)]
    return tuple(found)


def foreign_bookmarks(
    found: Iterable[Bookmark], document: Document, words: tuple[str, ...]
) -> Iterator[str]:
    """The titles of the bookmarks that are neither the brief's nor the theme's."""
    known = {bare(text) for text in (*words, *document.labels.values(), *_headings(document))}
    return (one.title for one in found if bare(one.title) not in known)


def astray(
    found: Sequence[Bookmark],
    document: Document,
    blocks: Iterable[TaggedBlock],
    places: Mapping[str, str],
    *,
    are_mixed: bool,
    are_those_made: bool,
) -> Iterator[str]:
    """A line for each heading whose bookmark is missing, leads to another page, or is not in the
    order and below the bookmark of the headings; `blocks` are the elements of the structure, and
    `places` the pages of anchors, as printed. Bookmarks between these are a reader's; without
    any, there is a line where not all `are_those_made`. Of words of which some run from right to
    left, which `are_mixed`, the letters and digits are compared, in whatever order."""
    known = in_any_order if are_mixed else bare
    there = [(known(one.title), one.page, one.level) for one in found]
    at = 0
    wanted_ones = list(_wanted_bookmarks(document, blocks, places, known))
    is_known = are_those_made or len(found) > len(wanted_ones)
    for title, page, level in wanted_ones:
        wanted = known(title), page, level
        if wanted in there[at:]:
            at = there.index(wanted, at) + 1
            continue
        pages = [page for title, page, _ in there if title == wanted[0]]
        what = "leads to another page than that of its heading" if pages else "is missing"
        yield f"the bookmark “{title}” {'is in another place' if page in pages else what}"
        is_known = True
    if not is_known:
        yield OTHER_BOOKMARKS


def _wanted_bookmarks(
    document: Document,
    blocks: Iterable[TaggedBlock],
    places: Mapping[str, str],
    known: Callable[[str], str],
) -> Iterator[tuple[str, int, int]]:
    """The title, page and level of the bookmark of each heading but those of the sources."""
    # Sources may have the same text; their letters are in order.
    titles: dict[str, list[str]] = defaultdict(list)
    for title, _, text in _headed(document):
        titles[known(text)].append(title)
    for heading in _subheadings(document):  # a bookmark has no note numbers and no places
        words = plain_text(heading.flow.inlines)
        titles[known(text_of(heading.flow.inlines, places))] = [words]
    sources = {one.label for one in document.paragraphs}
    for block in blocks:
        if block.kind in _HEADINGS and block.pages and not sources & set(block.within[:1]):
            left = titles[known(block.text)]
            title = left[0] if left else " ".join(block.text.split())
            del left[: len(left) > 1]
            if title:
                yield title, block.pages[0], int(block.kind[1]) - 1


def retagged(
    document: Document,
    blocks: Iterable[TaggedBlock],
    places: Mapping[str, str],
    *,
    are_mixed: bool,
) -> Iterator[str]:
    """A line for each heading that is read aloud as another text or as one of another level, and
    for each other text that is read as a heading. `places` are the pages of anchors, as printed;
    words are compared as in `astray`."""
    known = in_any_order if are_mixed else bare
    paragraphs = {one.label: one.is_heading for one in document.paragraphs}
    # One of a note or a picture alone has no words to be heard, and no bookmark.
    texts = _texts_of_headings(document, places)
    headings = {(known(text), kind): text for text, kind in texts if bare(text)}
    labels = {known(label) for label in document.labels.values()}
    left = dict(headings)
    for block in blocks:
        text, is_heading = known(block.text), block.kind in _HEADINGS
        own = next(iter(block.within), "")
        left.pop((text, block.kind), None)
        if own in paragraphs:
            may_be = paragraphs[own] and block.kind == "H4"
        else:
            may_be = (text, block.kind) in headings or (text in labels and block.kind == "H2")
        if is_heading and not may_be:
            yield f"“{shortened(block.text)}” is heard as a heading, and is none"
        elif own in paragraphs and paragraphs[own] and block.kind == "P" and text:
            yield f"“{shortened(block.text)}” is not heard as a heading"
    missing = sorted(left.values())
    yield from (f"“{shortened(text)}” is not heard as a heading" for text in missing)


def _texts_of_headings(document: Document, places: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is a heading, and of which kind: sections are below the title."""
    yield document.title, "H1"
    for title, _, text in _headed(document):
        yield text, "H2" if text == title else "H3"
    yield from ((text_of(one.flow.inlines, places), "H3") for one in _subheadings(document))


def _headed(document: Document) -> Iterator[tuple[str, str, str]]:
    """The titles of the bookmarks that a brief has, each with the anchor of its element and the
    text of its heading."""
    for section in document.sections:
        yield section.heading, section.anchor, section.heading
    for claim in document.claims:
        yield f"{claim.number} · {claim.wording}", claim.anchor, f"{claim.number}{claim.wording}"
    for source in document.appendix:
        yield f"{source.letter} · {source.title}", source.letter, plain_text(source.reference)


def _subheadings(document: Document) -> Iterator[Heading]:
    for section in document.sections:
        yield from (block for block in leaves(section.blocks) if isinstance(block, Heading))


def _headings(document: Document) -> Iterator[str]:
    yield document.file_title
    yield from (title for title, *_ in _headed(document))
    yield from (plain_text(one.flow.inlines) for one in _subheadings(document))


def _of_metadata(reader: ObjectReader, document: Document) -> Iterator[str]:
    authors = ", ".join(document.prepared_by)
    info = entry_of(reader.trailer, "/Info")
    expected = {"/Title": document.file_title, "/Author": authors, "/Subject": document.subtitle}
    for key, value in {**expected, "/Keywords": ""}.items():
        said = str(info.get(key, ""))
        if bare(said) != bare(value):
            yield f"the file's {key[1:].lower()} is “{said}”, and the brief's is “{value}”"
    # XMP has the authors one by one, in one element.
    known = {bare(text) for text in (*expected.values(), " ".join(document.prepared_by))}
    for line in about(reader):
        name, _, said = line.partition(" ")
        if not _is_among(bare(said), known):
            yield f"the file's XMP metadata say “{said}” ({name.rpartition('}')[2]})"


def _is_among(said: str, known: Collection[str]) -> bool:
    """Whether a text is known; Ghostscript puts U+FFFD instead of many letters."""
    if said in known or _REPLACED not in said:
        return said in known
    pattern = re.compile(".?".join(map(re.escape, said.split(_REPLACED))))
    return any(map(pattern.fullmatch, known))


def _of_structure(
    reader: ObjectReader, document: Document, structure: Iterable[DictionaryObject]
) -> Iterator[str]:
    """What is heard and is not in print."""
    root = entry_of(reader.root_object, "/StructTreeRoot")
    for key in sorted(set(root) - _TREE):
        yield f"the structure has a {key[1:]}, by which its elements are read as others"
    heard: list[str] = []
    found = dict[str, None]()
    for item in structure:
        if "/ActualText" in item or "/E" in item or "/T" in item:
            found["the structure has words that are heard and not printed (ActualText)"] = None
        alternative = item.get("/Alt")
        if alternative is None:
            continue
        if item.get("/S") == "/Figure":
            heard.append(str(alternative))
        else:
            found[f"“{alternative}” is heard instead of what is printed (Alt)"] = None
    found.update(dict.fromkeys(_misdescribed(heard, document)))
    yield from found


def _misdescribed(heard: Sequence[str], document: Document) -> Iterator[str]:
    """What differs in the texts of pictures that are `heard`, in the order of reading."""
    in_prose = [bare(one.alt) for one in pictures_in_prose(document)]
    wanted = Counter([*in_prose, *(bare(one.alt) for one in pictures_beside(document))])
    said = Counter(map(bare, heard))
    for text in heard:
        if said[bare(text)] > wanted[bare(text)]:
            yield f"“{text}” is heard instead of what is printed (Alt)"
    for one in (*pictures_in_prose(document), *pictures_beside(document)):
        if said[bare(one.alt)] < wanted[bare(one.alt)]:
            yield f"a picture whose text is “{one.alt}” is not heard (Alt)"
    order = [text for text in map(bare, heard) if text in set(in_prose)]
    if said == wanted and len(order) == len(in_prose) and order != in_prose:
        yield "the texts of pictures are heard in another order (Alt)"
