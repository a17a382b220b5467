"""Claims on the page: which are divided over pages, and what their later pages say.

A claim stays on one page where a page can hold it and no white gap is the price. Otherwise
the finished pages tell which of its positions are on which page: laid out again, it has a
row for each page, so that an empty cell says so on each, and its repeated head says
“(continued)”.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefgen.model.document import ClaimRow, Document

from .division import CARD, Division
from .weasyprint_patches.engine import FootnoteAreaBox, TextBox

# The share of a page's type area that may stay white before a claim that is kept whole: 30 %,
# of which the space around the last line and the notes takes some.
GAP = 0.24


def divisions(
    pages: Sequence[Any], document: Document, before: Division, limit: int | None = None
) -> Division:
    """How the claims are to be divided, after `pages` were laid out as `before` says.

    The same as `before`, where everything is as it should be. A list of claims that goes beyond
    the theme's `limit` of pages is divided where that saves most.
    """
    anchors = [page.anchors for page in pages]
    found = dict(before)
    gaps = set(_after_gaps(pages))
    short = {anchor: gap for anchor, gap in _after_short_columns(pages) if anchor not in before}
    gaps |= {anchor for anchor, gap in short.items() if gap > GAP}
    if short and limit is not None and len(pages) > limit:
        gaps.add(max(short, key=short.__getitem__))
    if CARD not in before and CARD in gaps:
        found[CARD] = ()
    columns = {element.get("id") for page in pages for element in _in_columns(page)}
    for claim in document.claims:
        rows = _rows(claim, anchors)
        if claim.anchor not in before:
            if len(rows) > 1 or claim.anchor in gaps:
                found[claim.anchor] = ()
        elif (
            not before[claim.anchor]
            and claim.anchor in columns
            # In a row, positions that all go to the next page take the head with them.
            and (len(rows) > 1 or not _begins_with_its_head(claim, anchors))
        ):
            found[claim.anchor] = rows
    return found


def without_false_rows(pages: Sequence[Any], document: Document, divided: Division) -> Division:
    """`divided`, but one row for each claim that has two of its rows on one of `pages`: what
    is before it has become shorter since, and “On the next page” would not be true."""
    anchors = [page.anchors for page in pages]
    found = dict(divided)
    for claim in document.claims:
        rows = divided.get(claim.anchor, ())
        if any(not any(page <= row for row in rows) for page in _rows(claim, anchors) if rows):
            found[claim.anchor] = (frozenset(one.handle for one in claim.positions),)
    return found


def continue_claims(pages: Sequence[Any]) -> None:
    """Show “(continued)” in the heads of tables on `pages` that are repeated: a `tall` one is
    printed once, and may be divided itself."""
    begun = set()
    for page in pages:
        tables = list(_claims(page._page_box))  # noqa: SLF001 - nothing public has boxes
        for table in tables:
            if table.element in begun and "tall" not in table.element.get("class").split():
                _show_continued(table)
        begun |= {table.element for table in tables}  # a table has two boxes
        for row in _answers_on_card(page._page_box):  # noqa: SLF001
            _show_continued(row)


def _show_continued(within: Any) -> None:
    for box in within.descendants():
        if isinstance(box, TextBox) and box.element.get("class") == "continued":
            box.style = box.style.copy()
            box.style["visibility"] = "visible"


def _answers_on_card(page: Any) -> Iterator[Any]:
    """The first rows of tables on a page in which the answers on the card go on from the page
    before."""
    for group in page.descendants():
        if group.element_tag == "tbody" and group.children:
            row = group.children[0]
            if "later" in (row.element.get("class") or "").split():
                yield row


def _rows(claim: ClaimRow, pages: Sequence[Mapping[str, Any]]) -> tuple[frozenset[str], ...]:
    """The positions of a claim by the page on which each begins."""
    rows: dict[int, set[str]] = {}
    for position in claim.positions:
        number = next((n for n, anchors in enumerate(pages) if position.anchor in anchors), None)
        if number is not None:
            rows.setdefault(number, set()).add(position.handle)
    return tuple(frozenset(rows[number]) for number in sorted(rows))


def _begins_with_its_head(claim: ClaimRow, pages: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a position of a claim begins on the page on which the claim does."""
    page = next((anchors for anchors in pages if claim.anchor in anchors), {})
    return any(position.anchor in page for position in claim.positions)


def _after_gaps(pages: Sequence[Any]) -> Iterator[str]:
    """The anchors of the claims, and that of the card, which begin a page although much of the
    page before is white."""
    for before, page in itertools.pairwise(pages):
        if white_share(before) <= GAP:
            continue
        if CARD in page.anchors and CARD not in before.anchors:
            yield CARD
        first = next(_claims(page._page_box), None)  # noqa: SLF001
        if first is not None:
            anchor = first.element.get("id", CARD)
            if anchor == CARD or anchor not in before.anchors:
                yield anchor


def _after_short_columns(pages: Sequence[Any]) -> Iterator[tuple[str, float]]:
    """The anchors of the claims in a list which begin a column, each with the share of a page's
    type area that is white below the column before."""
    columns: list[tuple[list[Any], Any]] = []  # the claims in each, and its page
    for page in pages:
        for _, claims in itertools.groupby(_listed(page), key=lambda box: box.position_x):
            columns.append((list(claims), page._page_box))  # noqa: SLF001
    for (boxes, page), (following, _) in itertools.pairwise(columns):
        anchor = following[0].element.get("id")
        if anchor == boxes[-1].element.get("id"):
            continue
        foot = page.content_box_y() + page.height
        if page is columns[-1][1]:  # the last columns end where the longest does
            foot = max(_last_line(found[-1]) for found, where in columns if where is page)
        yield anchor, (foot - _last_line(boxes[-1])) / page.height


def _listed(page: Any) -> Iterator[Any]:
    """The claims on a page that are in a list."""
    return (box for box in _claims(page._page_box) if box.element_tag == "article")  # noqa: SLF001


def _last_line(box: Any) -> float:
    lines = (one.position_y + one.height for one in box.descendants() if isinstance(one, TextBox))
    return float(max(lines, default=box.position_y))


def _in_columns(page: Any) -> Iterator[Any]:
    """The tables on a page whose columns are the sides of a claim."""
    for table in _claims(page._page_box):  # noqa: SLF001
        if table.element_tag == "table" and "by-position" not in table.element.get("class"):
            yield table.element


def white_share(page: Any) -> float:
    """The share of a page's type area between its last line or picture and its notes."""
    box = page._page_box  # noqa: SLF001
    text = box.children[0]
    bottom = box.content_box_y() + box.height - height_of_notes(page)
    ends = (
        one.position_y + one.height
        for one in text.descendants()
        if isinstance(one, TextBox) or one.element_tag == "img"
    )
    return float((bottom - max(ends, default=bottom)) / box.height)


def height_of_notes(page: Any) -> float:
    """The height of a page's notes, in pixels."""
    _, *others = page._page_box.children  # noqa: SLF001 - notes, if there are any, and margins
    return float(sum(one.margin_height() for one in others if isinstance(one, FootnoteAreaBox)))


def _claims(box: Any) -> Iterator[Any]:
    """The claims in a box, each a table or, in a list, an article; and the card's entries,
    which have no anchor of their own."""
    for child in box.descendants():
        kinds = (child.element.get("class") or "").split() if child.element is not None else []
        if child.element_tag in ("table", "article") and "claim" in kinds:
            yield child
