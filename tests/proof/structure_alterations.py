"""Ways to alter the structure and the bookmarks of a PDF of ours: what its words are heard as, and
what leads to them; the words themselves stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

Alter = Callable[[Any], None]


def name(text: str) -> NameObject:
    return NameObject(f"/{text}")


# --- What words are heard as --------------------------------------------------------------


def elements(writer: Any) -> Iterator[Any]:
    """The elements of the structure in the order of reading."""
    tree: Any = writer.root_object["/StructTreeRoot"]
    left = [tree["/K"][0]]
    while left:
        element = left.pop().get_object()
        if isinstance(element, DictionaryObject) and "/S" in element:
            yield element
            kids = element.get("/K", ArrayObject()).get_object()
            left += reversed(list(list.__iter__(kids))) if isinstance(kids, ArrayObject) else []


def first(writer: Any, kind: str, at: int = 0) -> Any:
    return [one for one in elements(writer) if one["/S"] == f"/{kind}"][at]


def retagged(old: str, new: str, at: int = 0) -> Alter:
    return lambda writer: first(writer, old, at).__setitem__(name("S"), name(new))


def attributed(kind: str, key: str, value: Any, at: int = 0) -> Alter:
    """An attribute of an element's, added or changed; removed where the value is None."""

    def alter(writer: Any) -> None:
        element = first(writer, kind, at)
        own = element.setdefault(name("A"), DictionaryObject()).get_object()
        if value is None:
            del own[name(key)]
        else:
            own[name(key)] = value

    return alter


def entry(kind: str, key: str, value: Any, at: int = 0) -> Alter:
    return lambda writer: first(writer, kind, at).__setitem__(name(key), value)


def list_lost(writer: Any) -> None:
    """A list as paragraphs."""
    _retag_within(writer, first(writer, "L"), {"L": "Div", "LI": "Div", "LBody": "Div", "Lbl": "P"})


def list_flat(writer: Any) -> None:
    """A list's words in one paragraph each, without the list."""
    section = next(
        one
        for one in elements(writer)
        if one["/S"] == "/Sect" and any(kid.get_object().get("/S") == "/L" for kid in one["/K"])
    )
    kids = []
    for kid in list.__iter__(section["/K"]):
        kids += (
            list(list.__iter__(kid.get_object()["/K"])) if kid.get_object()["/S"] == "/L" else [kid]
        )
    section["/K"][:] = kids
    for kid in section["/K"]:
        if kid.get_object()["/S"] == "/LI":
            kid.get_object()[name("S")] = name("Div")
            for one in kid.get_object()["/K"]:
                one.get_object()[name("S")] = name("P")


def table_lost(writer: Any) -> None:
    names = {"Table": "Art", "THead": "Div", "TBody": "Div", "TR": "Div", "TH": "Div", "TD": "Div"}
    _retag_within(writer, first(writer, "Table"), names)


def _retag_within(writer: Any, top: Any, names: dict[str, str]) -> None:
    left = [top]
    while left:
        one = left.pop().get_object()
        if not isinstance(one, DictionaryObject) or "/S" not in one:
            continue
        kind = str(one["/S"])[1:]
        if kind in names:
            one[name("S")] = name(names[kind])
            one.pop("/A", None)
        kids = one.get("/K", ArrayObject()).get_object()
        left += list(list.__iter__(kids)) if isinstance(kids, ArrayObject) else []


def items_joined(writer: Any) -> None:
    """Two items of a list as one."""
    items = first(writer, "L")["/K"]
    one, other = (items[at].get_object() for at in (0, 1))
    body, more = one["/K"][-1].get_object(), other["/K"][-1].get_object()
    body["/K"].extend(list.__iter__(more["/K"]))
    del items[1]
    for kid in more["/K"]:
        if isinstance(kid.get_object(), DictionaryObject):
            kid.get_object()[name("P")] = body.indirect_reference


def lower_with_bookmark(writer: Any) -> None:
    """A section's heading with its bookmark below the one before."""
    retagged("H2", "H3", 1)(writer)
    top = writer.root_object["/Outlines"]["/First"].get_object()["/First"].get_object()
    one = top["/Next"].get_object()
    top[name("First")], top[name("Last")] = top.raw_get("/Next"), top.raw_get("/Next")
    if "/Next" in one:
        top[name("Next")] = one.raw_get("/Next")
        del one["/Next"]


def led_back_astray(writer: Any) -> None:
    """The words of page 1 lead back to each other's elements."""
    tree = writer.root_object["/StructTreeRoot"]["/ParentTree"].get_object()
    tree["/Nums"][1].get_object().reverse()


def doubted(writer: Any) -> None:
    writer.root_object["/MarkInfo"].get_object()[name("Suspects")] = BooleanObject(True)


TEXT = TextStringObject
TAGGED: dict[str, Alter] = {
    "a short name of a head": attributed("TH", "Short", TEXT("denied by")),
    "a summary of a table": attributed("Table", "Summary", TEXT("nothing is contested")),
    "another scope": attributed("TH", "Scope", name("Row")),
    "no scope": attributed("TH", "Scope", None),
    "other heads": attributed("TD", "Headers", ArrayObject([TEXT("head-1-0-0")]), 1),
    "no heads": attributed("TD", "Headers", None),
    "another span": attributed("TD", "ColSpan", NumberObject(2)),
    "a list without numbers": attributed("L", "ListNumbering", name("None")),
    "a list with dots": attributed("L", "ListNumbering", name("Disc")),
    "an attribute of a paragraph": attributed("P", "Placement", name("Inline"), 3),
    "attributes by class": entry("P", "C", name("x")),
    "a head as a cell": retagged("TH", "TD"),
    "a cell as a head": retagged("TD", "TH"),
    "a lower heading": retagged("H2", "H3"),
    "a lower heading and bookmark": lower_with_bookmark,
    "a higher heading": retagged("H3", "H2"),
    "a heading as a title": retagged("H2", "H1"),
    "a paragraph as a span": retagged("P", "Span", 3),
    "a paragraph as a caption": retagged("P", "Caption", 3),
    "a paragraph as a quotation": retagged("P", "BlockQuote", 3),
    "a paragraph as a note": retagged("P", "Note", 3),
    "a paragraph as code": retagged("P", "Code", 3),
    "a note as text": retagged("Note", "Div"),
    "a note's number as text": retagged("Lbl", "P", -1),
    "a call as words": retagged("Reference", "Span"),
    "a section as a quotation": retagged("Sect", "BlockQuote"),
    "a section as a part": retagged("Sect", "Part"),
    "a list as a division": retagged("L", "Div"),
    "a list lost": list_lost,
    "a list made flat": list_flat,
    "a table lost": table_lost,
    "two items as one": items_joined,
    "a paragraph in another language": entry("P", "Lang", TEXT("fr"), 3),
    "a heading in another language": entry("H1", "Lang", TEXT("de")),
    "a cell in another language": entry("TD", "Lang", TEXT("de")),
    "ways back": led_back_astray,
    "doubts": doubted,
    "a title of an element": entry("P", "T", TEXT("not so"), 2),
}  # fmt: skip


# --- Bookmarks -----------------------------------------------------------------------------


def bookmark(title: str, change: Callable[[Any, Any, str], None]) -> Alter:
    """Changes a bookmark by what holds it, under which key."""

    def alter(writer: Any) -> None:
        left = [(writer.root_object["/Outlines"].get_object(), "/First")]
        while left:
            holder, key = left.pop()
            if key not in holder:
                continue
            one = holder[key].get_object()
            if str(one["/Title"]).startswith(title):
                change(writer, holder, key)
                return
            left += [(one, "/Next"), (one, "/First")]
        raise AssertionError(title)

    return alter


def retitled(_: Any, holder: Any, key: str) -> None:
    holder[key].get_object()[name("Title")] = TEXT("Refuted claims")


def elsewhere(writer: Any, holder: Any, key: str) -> None:
    nowhere(writer, holder, key)
    last = writer.pages[-1].indirect_reference
    holder[key].get_object()[name("Dest")] = ArrayObject([last, name("Fit")])


def nowhere(_: Any, holder: Any, key: str) -> None:
    holder[key].get_object().pop("/A", None)
    holder[key].get_object().pop("/Dest", None)


def gone(writer: Any, holder: Any, key: str) -> None:
    """Taken out of its chain, with all below it."""
    one = holder[key].get_object()
    for other in writer._objects:
        for way in ("/Next", "/First"):
            led = dict.get(other, way) if isinstance(other, DictionaryObject) else None
            if led is not None and led.get_object() is one:
                other.pop(way)
                if "/Next" in one:
                    other[name(way[1:])] = one.raw_get("/Next")


OUTLINE: dict[str, Alter] = {
    f"{what}: {title}": bookmark(title, change)
    for title in ("Key points", "Contested claims", "1 ·")
    for what, change in (
        ("retitled", retitled), ("elsewhere", elsewhere), ("nowhere", nowhere), ("gone", gone),
    )
}  # fmt: skip
