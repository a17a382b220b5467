"""What any structure of ours is like: which elements are inside which, and what they say of
themselves besides their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject

from .page_digest import entry_of
from .structure_tree import StructureElement

_KEYS = {"/Type", "/S", "/P", "/ID", "/Lang", "/Alt", "/A", "/Pg", "/K"}
_HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
_WORDS = ("P", "Caption", "Lbl", *_HEADINGS)
_INLINE = {"Link", "Reference", "Span", "Code", "Figure"}
_BLOCKS = {"P", "L", "Table", "BlockQuote", "Div", "Note", "Figure", *_HEADINGS}
# What is inside an element of a packaged theme; those that have marked contents, too.
_INSIDE: dict[str, set[str]] = {
    "": {"Document"},
    "Document": {"P", "H1", "Sect"},
    "Sect": {"Art", *_BLOCKS},
    "Art": _BLOCKS,
    "BlockQuote": _BLOCKS,
    "Div": {"Caption", *_BLOCKS},
    "Note": {"Lbl", "P", "Div", "Figure"},
    "L": {"LI"},
    "LI": {"Lbl", "LBody"},
    "LBody": _INLINE | _BLOCKS,
    "Table": {"THead", "TBody"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "TH": _INLINE | _BLOCKS,
    "TD": _INLINE | _BLOCKS,
    "Reference": {"Link"},
    "Figure": set(),
    "Code": set(),
    **dict.fromkeys((*_WORDS, "Link", "Span"), _INLINE),
}
_CONTENT = {"LBody", "TH", "TD", "Link", "Span", "Code", "Figure", *_WORDS}
_NUMBERED = {"/Disc", "/Decimal"}


def wrong_attributes(
    elements: Sequence[StructureElement],
) -> Iterator[tuple[StructureElement, str]]:
    """Elements that say more or less of themselves than ours do, and what is wrong."""
    for one in elements:
        if not _KEYS.issuperset(one.own):
            yield one, f"that has {_listed_keys(one.own.keys() - _KEYS)}"
        elif "/A" in one.own or one.kind in _DESCRIBED:
            described: Any = one.own.get("/A")
            described = described.get_object() if described is not None else DictionaryObject()
            is_fit = isinstance(described, DictionaryObject) and _is_described(one, described)
            if not is_fit:
                yield one, "that is described otherwise than ours"


_DESCRIBED = {"L", "TH", "TD"}


def _is_described(one: StructureElement, said: Mapping[str, Any]) -> bool:
    spans = {"/ColSpan", "/RowSpan"}
    match one.kind:
        case "L":
            return (
                said.keys() == {"/O", "/ListNumbering"}
                and said["/O"] == "/List"
                and (said["/ListNumbering"] in _NUMBERED)
            )
        case "TH":
            needed = {"/O", "/Scope"} <= said.keys() <= {"/O", "/Scope", *spans}
            return needed and said["/O"] == "/Table" and said["/Scope"] in ("/Column", "/Row")
        case "TD":
            return (
                "/O" in said
                and said.keys() <= {"/O", "/Headers", *spans}
                and said["/O"] == "/Table"
            )
        case "Figure":
            return said.keys() == {"/O", "/BBox"} and said["/O"] == "/Layout"
        case _:
            return False


def misplaced(elements: Sequence[StructureElement]) -> Iterator[tuple[StructureElement, str]]:
    """Elements that are not where a packaged theme has them, and what is wrong."""
    for one in elements:
        around = one.around.kind if one.around else ""
        if one.kind not in _INSIDE or one.kind not in _INSIDE.get(around, ()):
            yield one, f"in a {around}" if around else "that is the whole document"
        elif one.kind not in _CONTENT and any(isinstance(kid, tuple) for kid in one.kids):
            yield one, "with words of its own"
        elif one.kind in _WHOLE and not _is_whole(one):
            yield one, "without what belongs to it"


_WHOLE = {"LI", "Note", "Reference", "Table", "Span", "Div", "Link", "Lbl"}


def _is_whole(one: StructureElement) -> bool:
    """Whether an element has the parts that make it what it is."""
    kinds = [kid.kind for kid in one.inner]
    match one.kind:
        case "LI":
            return kinds in (["Lbl", "LBody"], ["Lbl"])  # an item may be empty
        case "Note":
            return kinds[:1] == ["Lbl"] and "Lbl" not in kinds[1:] and one.id.startswith("note-")
        case "Reference":
            return kinds == ["Link"] and _leads_to_note(one.inner[0])
        case "Table":
            # A table may have no row but its heads.
            return kinds in (["THead", "TBody"], ["THead"]) and _is_table(one)
        case "Span":
            return "/Lang" in one.own
        case "Div":
            return (
                "/Lang" in one.own
                or "Caption" in kinds
                or any(kid.kind == "Figure" for part in one.inner for kid in (part, *part.inner))
            )
        case "Link":
            is_call = any(place.startswith("note-") for place in _places(one))
            return one.around is not None and (one.around.kind == "Reference" or not is_call)
        case "Lbl":
            return one.around is not None and (one.around.kind == "LI" or kinds == ["Link"])
        case _:
            return True


def _leads_to_note(link: StructureElement) -> bool:
    """Whether a link may lead to a note: a copy may lead to places without their names."""
    return all(place.startswith("note-") for place in _places(link))


def _places(link: StructureElement) -> Iterator[str]:
    """Where the annotations of a link lead, as far as they say so."""
    for kid in link.kids:
        if isinstance(kid, DictionaryObject):
            place = kid.get("/Dest", entry_of(kid, "/A").get("/URI", ""))
            if isinstance(place, str):
                yield str(place)


def _is_table(table: StructureElement) -> bool:
    """Whether heads are where they belong, rows of one width, and cells name their heads."""
    rows = [[row.inner for row in part.inner] for part in table.inner]
    if any(
        cell.kind != "TH" or _said(cell, "/Scope") != "/Column" for row in rows[0] for cell in row
    ):
        return False
    for row in chain.from_iterable(rows[1:]):
        for at, cell in enumerate(row):
            if cell.kind == "TH" and (at or _said(cell, "/Scope") != "/Row"):
                return False
    if len({sum(map(_wide, row)) for part in rows for row in part}) != 1:
        return False
    columns = [(cell, place) for row in rows[0] for cell, place in _placed(row)]
    return all(
        _said_heads(cell)
        == [
            head.id
            for head, its in (*columns, *((one, range(0)) for one in row if one.kind == "TH"))
            if not its or (its.start < place.stop and place.start < its.stop)
        ]
        for row in chain.from_iterable(rows[1:])
        for cell, place in _placed(row)
        if cell.kind == "TD"
    )


def _placed(row: Sequence[StructureElement]) -> Iterator[tuple[StructureElement, range]]:
    """The cells of a row with their columns."""
    at = 0
    for cell in row:
        yield cell, range(at, at + _wide(cell))
        at += _wide(cell)


def _wide(cell: StructureElement) -> int:
    count = _said(cell, "/ColSpan")
    return int(count) if isinstance(count, int) else 1


def _said_heads(cell: StructureElement) -> list[str]:
    heads = _said(cell, "/Headers")
    return [str(one) for one in heads] if isinstance(heads, ArrayObject) else []


def _said(one: StructureElement, key: str) -> Any:
    described: Any = one.own.get("/A")
    value = described.get_object().get(key) if described is not None else None
    return value.get_object() if value is not None else None


def _listed_keys(keys: set[str]) -> str:
    return ", ".join(sorted(key[1:] for key in keys))
