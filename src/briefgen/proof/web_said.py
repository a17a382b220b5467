"""What a packaged theme's web edition says in each of its places: all of it, in order and with its
spaces, so that nothing there is left out, added, exchanged or put into another place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from briefgen.assemble.bidi import as_read
from briefgen.model.document import (
    AppendixParagraph,
    AppendixSource,
    ClaimRow,
    Document,
    Gap,
    PrintedLink,
)
from briefgen.model.markup import Figure, all_blocks
from briefgen.model.source import WITHHELD

from .html_tree import BLOCKS, Element
from .joints import spaced
from .line_pieces import unmarked
from .page_comparison import shortened
from .printed_words import BROKEN, text_of
from .said_links import images, pictures_in_prose
from .web_shapes import is_at

_Place = tuple[str, Sequence[str]]  # elements, as CSS selectors, and the words of each
_BEFORE = 20  # characters that a message has before a difference
_SIGNS = (
    ("disputed", ""), ("answers differ", ""), ("questioned", "questions"),
    ("qualified", "qualifies"), ("denied", ""), ("asserted only", ""),
)  # fmt: skip


def misplaced_words(
    html: Element, document: Document, parts: Sequence[str], *, is_whole: bool
) -> Iterator[tuple[Element, str]]:
    """A line for each place that says other words than the brief and the theme's labels yield,
    with its element. `parts` are those printed; where not all sources are embedded (`is_whole`),
    what is printed of them is not known."""
    page, elements = html.text, list(html.walk())
    places = [*_around(document, parts), *in_head(document, parts)]
    places += [*_in_text(html, document), *_of_claims(html, document, parts)]
    if is_whole:
        places += [*_reading(document, parts), *_of_sources(document, parts)]
    for where, wanted in places:
        found = [one for one in elements if is_at(one, where)]
        meant = [spaced(as_read(unmarked(one), page)) for one in wanted]
        if any(BROKEN in one or WITHHELD in one for one in meant):
            continue
        pairs = zip_longest(found, meant)
        if other := next((two for two in pairs if _said(two[0]) != two[1]), None):
            yield other[0] or html, _instead(_said(other[0]), other[1], where)
    yield from _reading_elsewhere(html, document, parts)


def _reading_elsewhere(
    html: Element, document: Document, parts: Sequence[str]
) -> Iterator[tuple[Element, str]]:
    """What explains the signs, where it is after other sections than those of the parts before."""
    before = parts[: parts.index("reading")] if "reading" in parts else ()
    wanted = sum(len([*_headings_of(document, part)]) for part in before)
    for one in html.walk():
        if is_at(one, "main > p.reading") and one.parent is not None:
            around = [beside for beside in one.parent.children if isinstance(beside, Element)]
            if [beside.name for beside in around[: around.index(one)]].count("section") != wanted:
                yield one, "what explains the signs is before or after another section"


def _said(element: Element | None) -> str | None:
    return None if element is None else words_of(element)


def _instead(said: str | None, meant: str | None, where: str) -> str:
    if said is None:
        return f"“{shortened(meant or '')}” is missing ({where})"
    if meant is None:
        return f"“{shortened(said)}” is there once too often ({where})"
    differs = (at for at, two in enumerate(zip_longest(said, meant)) if two[0] != two[1])
    start = said.rfind(" ", 0, max(0, next(differs) - _BEFORE)) + 1
    said, meant = shortened(said[start:]), shortened(meant[start:])
    return f"“{said}” is there instead of “{meant}” ({where})"


def words_of(element: Element) -> str:
    """The words of an element as they are seen: apart where a block begins, without what repeats
    others beside them; of a picture what it says."""
    return spaced(element.get("alt")) if element.name == "img" else spaced("".join(pieces(element)))


def pieces(element: Element, line_end: str = " ") -> Iterator[str]:
    """The words of an element as they are in it, with spaces around blocks and `line_end` for each
    break; without what repeats others beside them."""
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.name == "br":
            yield line_end
        elif child.name in BLOCKS and "popover" not in child.attributes:
            yield from (" ", *pieces(child, line_end), " ")
        elif child.name != "button" and "popover" not in child.attributes:
            yield from pieces(child, line_end)


def _around(document: Document, parts: Sequence[str]) -> Iterator[_Place]:
    labels = document.labels
    heads = [*_headings(document, parts)]
    yield "section > h2, div.head > h2", heads
    yield "body > a.skip", [labels["web_skip"]]
    yield "nav.contents > h2", [labels["web_contents"]] * (len(heads) > 1)
    yield "nav.contents > ul > li", heads if len(heads) > 1 else []
    printed = f"{labels['web_fingerprint']} {document.fingerprint[:10]}"
    yield "footer.foot > p", [printed, labels["web_verify"]]


def _headings(document: Document, parts: Sequence[str]) -> Iterator[str]:
    """The headings of the second level, in the order of the parts."""
    for part in parts:
        yield from _headings_of(document, part)
    if "appendix" not in parts:
        yield from _notes(document)


def _headings_of(document: Document, part: str) -> Iterator[str]:
    """The headings of the second level in one of the parts."""
    is_printed = {
        "summary": document.summary,
        "key_points": document.key_points,
        "changes": document.changes,
        "sourcing": document.sourcing,
        "recommendations": document.recommendations,
        "card": document.claims and document.figures,
        "claims": document.claims,
        "sources": document.sources and not document.appendix,
        "appendix": document.appendix,
    }
    if part == "appendix":
        yield from _notes(document)
    if part == "sections":
        yield from (section.heading for section in document.sections)
    elif is_printed.get(part):
        yield document.labels[part]


def _notes(document: Document) -> list[str]:
    return [document.labels["notes"]] if document.note_count else []


def in_head(document: Document, parts: Sequence[str]) -> Iterator[_Place]:
    """What the head of the first page says, but the title and the subtitle."""
    if "masthead" not in parts:
        return
    labels = document.labels
    line = [one for one in (document.marking, document.date) if one]
    particulars = [
        ("prepared_by", ", ".join(document.prepared_by)),
        ("prepared_for", ", ".join(document.prepared_for)),
        ("occasion", document.occasion),
        ("edition", document.edition),
    ]
    yield "div.imprint > p.kind", [labels["kind"]]
    yield "div.imprint > p.when", [" · ".join(line)]
    yield "p.particulars > span", [f"{labels[name]} {text}" for name, text in particulars if text]


def _reading(document: Document, parts: Sequence[str]) -> Iterator[_Place]:
    """What explains the signs, at the head of the text."""
    labels, claims = document.labels, document.claims
    said = [labels["how_to_read"]]
    if document.note_count:
        said.append(f"1 {labels['how_to_end_notes']}")
    if label := next((one.label for one in document.paragraphs if one.cited_in), ""):
        letter = label.rstrip("0123456789")
        place = labels["how_to_place"].format(number=label[len(letter) :], letter=letter)
        said.append(f"{label} {place}")
    if claims:
        said.append(f"1 {labels['how_to_mark']}")
        used = {one.status for one in claims}
        held = {position.stance for one in claims for position in one.positions}
        said += (labels[sign] for sign, stance in _SIGNS if sign in used or stance in held)
        if document.figures and "card" in parts:
            said.append(labels["how_to_card"])
    is_printed = "reading" in parts and (document.note_count or claims)
    yield "p.reading", [" ".join(said)] if is_printed else []


def _in_text(html: Element, document: Document) -> Iterator[_Place]:
    labels, is_listed = document.labels, _has(html, "section.listed")
    for kind, intro in (
        ("changes", document.changes_intro),
        ("claims", "" if is_listed else labels["claims_intro"]),
        ("card", labels["card_intro"]),
        ("appendix", labels["appendix_intro"]),
    ):
        is_there = intro and _has(html, f"section.{kind}")
        yield f"section.{kind} > p.intro", [intro] if is_there else []
    blocks = [one for section in document.sections for one in all_blocks(section.blocks)]
    captions = [text_of(one.caption.inlines, {}) for one in blocks if isinstance(one, Figure)]
    yield "figcaption, li > span.caption", captions
    yield "figure", [words_of(one) for one in html.walk() if one.name == "figcaption"]
    beside = [one for one in html.walk() if "popover" in one.attributes]  # a note's, once more
    shown = _pictures(html) - sum(map(_pictures, beside), Counter())
    prose = [one.alt for one in pictures_in_prose(document)]
    if not Counter(prose) <= shown <= Counter(one.alt for one in images(document)):
        yield "img", prose


def _pictures(element: Element) -> Counter[str | None]:
    """What the pictures in an element say, and how often."""
    return Counter(one.get("alt") for one in element.walk() if one.name == "img")


def _of_claims(html: Element, document: Document, parts: Sequence[str]) -> Iterator[_Place]:
    labels, claims = document.labels, document.claims
    if "claims" in parts:
        notes = [f"{labels['note']} {text_of(one.note, {})}" for one in claims if one.note]
        yield "article.claim > p.claim-note", notes
        yield "article.claim > p.facts", [facts_of(document, one) for one in claims]
    is_table = _has(html, "table.claims")
    if is_table:
        held = [one for claim in claims for one in claim.positions]
        yield "div.position > p > i", [one.via for one in held if one.via]
    is_card = "card" in parts and document.figures
    is_room = document.room_column and (is_card or (is_table and not document.figures))
    rows = [_boxes(document, one, is_card=is_card) for one in (claims if is_room else ())]
    is_large = is_card and document.large_print
    in_cells = [] if is_large else [" ".join((*letters, *words)) for letters, words in rows]
    yield "td.room", in_cells
    yield "td.room > p.box", [] if is_large else [one for _, words in rows for one in words]
    yield "tr.boxes > td > p", [" ".join((*one, *two)) for one, two in rows] if is_large else []
    spans = [one for row in rows for one in row[0] + row[1] * is_large]
    yield "p > span.box", spans
    lines = is_card and document.room_column and claims
    yield "div.lines > p", [labels["card_lines"]] if lines else []


def facts_of(document: Document, claim: ClaimRow) -> str:
    """The status of a claim, and where it is marked."""
    marked = f" · {document.labels['marked_at']} {_joined_texts(claim.marked_at)}"
    return claim.status_label + marked * bool(claim.marked_at)


def _boxes(document: Document, claim: ClaimRow, *, is_card: bool) -> tuple[list[str], list[str]]:
    """What a meeting may tick: the letters of answers on the card, and words."""
    labels = document.labels
    check = labels["to_check"]
    if not claim.is_question:
        return [], [labels["agreed"], labels["not_agreed"], check]
    if is_card:
        return [one.letter for one in claim.positions], [check]
    return [], [*(one.handle for one in claim.positions), check]


def _of_sources(document: Document, parts: Sequence[str]) -> Iterator[_Place]:
    paragraphs, gaps = list[str](), list[str]()
    references, prints = list[str](), list[str]()
    for source in document.appendix if "appendix" in parts else ():
        prints.append(digest_line(document, source))
        references += [source.remark] * bool(source.remark)
        references += [cited_in(document, source.cited_in)] * bool(source.cited_in)
        for one in source.paragraphs:
            if isinstance(one, Gap):
                gaps.append(omitted(document, source, one))
            else:
                paragraphs.append(_paragraph(document, one))
    yield "header.source > p.fingerprint", prints
    yield "header.source > p.reference", references
    yield "div.text > p.gap", gaps
    yield ".paragraph", paragraphs


def digest_line(document: Document, source: AppendixSource) -> str:
    """The digest of a source, in two halves, with the label."""
    return f"{document.labels['fingerprint']} {source.sha256[:32]} {source.sha256[32:]}"


def omitted(document: Document, source: AppendixSource, gap: Gap) -> str:
    """Which paragraphs of a source are not printed."""
    last = f"–{source.letter}{gap.last}" if gap.last != gap.first else ""
    return f"{source.letter}{gap.first}{last} {document.labels['omitted']}"


def _paragraph(document: Document, one: AppendixParagraph) -> str:
    original = f" · {one.original}" if one.original else ""
    return f"{one.label}{original} {one.text} {cited_in(document, one.cited_in)}"


def cited_in(document: Document, links: Sequence[PrintedLink]) -> str:
    """Where a paragraph or a source is cited, with the label; empty for nowhere."""
    return f"{document.labels['cited_in']} {_joined_texts(links)}" if links else ""


def _joined_texts(links: Iterable[PrintedLink]) -> str:
    return ", ".join(one.text for one in links)


def _has(html: Element, where: str) -> bool:
    return any(is_at(one, where) for one in html.walk())
