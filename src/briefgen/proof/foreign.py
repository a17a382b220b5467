"""What a PDF of ours never has: each feature by name and page; and what readers may add."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Any

from msgspec import Struct
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from .letters import has_silent_letters
from .page_digest import content_of, entry_of, names_in
from .reader_marks import misused

# Marks that a reader puts on a page, and what shows them.
_MARKS = {
    "/Text", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Ink", "/Caret", "/Popup",
}  # fmt: skip
_LINK = {
    "/Type", "/Subtype", "/Rect", "/BS", "/Contents", "/Dest", "/A", "/StructParent", "/F", "/P",
    "/NM", "/M",
}  # fmt: skip
_CATALOG = {
    "/OpenAction": "an action when the file is opened",
    "/AA": "actions of the document",
    "/OCProperties": "optional content (layers)",
    "/Collection": "a portfolio",
    "/URI": "a base for its links",
    "/Threads": "article threads",
    "/Requirements": "requirements of a viewer",
}
# Preferences of a viewer that leave out a part of what is shown or printed, or repeat it.
_PREFERENCES = {
    "/PrintPageRange", "/NumCopies", "/PrintArea", "/PrintClip", "/ViewArea", "/ViewClip",
}  # fmt: skip
_PAGE = {
    "/AA": "an action of the page",
    "/AF": "files of its own",
    "/UserUnit": "a unit of its own",
    "/Trans": "a transition",
    "/VP": "viewports",
    "/Thumb": "a picture of itself",
    "/PresSteps": "steps of a presentation",
    "/Dur": "a time after which it turns",
}
_STATE = {
    "/SMask": "a soft mask",
    "/TR": "a transfer function",
    "/TR2": "a transfer function",
    "/HT": "a halftone of its own",
    "/BM": "a blend mode",
}
_IMAGE = {
    "/Alternates": "a second picture",
    "/Decode": "other colours",
    "/OPI": "a second picture",
    "/Mask": "a mask over a picture",
}
_FONTS = {"/Type0", "/Type1", "/MMType1", "/TrueType"}
# Text that is not shown, or to which all that follows is cut.
_RENDERING = re.compile(rb"(?<![\d.])0*[3-7](?:\.\d*)?(?:\s|%[^\r\n]*[\r\n])+Tr\b")
_ACTUAL = re.compile(rb"/ActualText\s*(<[0-9a-fA-F\s]*>|\((?:\\.|[^\\)])*\))", re.DOTALL)
# Properties of marked content that replace what is read aloud.
_HEARD = re.compile(rb"/(?:E|Alt|Lang)\s*[(<](?!<)")
_READ = "words that are read otherwise than they are printed (ActualText)"
_TOLD = "words that are heard otherwise than they are printed (E, Alt, Lang)"
_HOW_DEEP = 12


class Foreign(Struct, frozen=True):
    """What is refused, a line each; and the reader's marks and turned pages, a line each."""

    refused: tuple[str, ...]
    marks: tuple[str, ...]


def foreign(reader: PdfReader, label: Callable[[int], str]) -> Foreign:
    """What a file has that none of ours has; `label` names a page, counted from 1.

    Raises ValueError where the objects cannot be read.
    """
    try:
        refused = list(_of_document(reader))
        marks: list[str] = []
        resources = _Resources()
        for number, page in enumerate(reader.pages, 1):
            where = f"page {label(number)}"
            found = dict.fromkeys((*_of_page(page), *resources.drawn_by(page)))
            refused += (f"{where} has {what}" for what in found)
            counted = Counter[str]()
            for what in _annotations(page):
                kind = what.removeprefix("+")
                if what != kind:
                    counted[kind] += 1
                else:
                    refused.append(f"{where} has {what}")
            for kind, count in counted.items():
                was = "mark was" if count == 1 else "marks were"
                marks.append(
                    f"{count} {was} added on {where} ({kind}); it is not part of the brief"
                )
            if turned := int(page.get("/Rotate", 0)) % 360:
                marks.append(f"{where} is turned by {turned} degrees")
        for number, page in enumerate(reader.pages, 1):
            refused += (f"page {label(number)} has {what}" for what in resources.left_in(page))
    except (PyPdfError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the objects cannot be read: {error}") from error
    return Foreign(tuple(refused), tuple(marks))


def _of_document(reader: PdfReader) -> Iterator[str]:
    root: Any = reader.root_object
    yield from (f"the file has {what}" for key, what in _CATALOG.items() if key in root)
    for key in sorted(_PREFERENCES & set(entry_of(root, "/ViewerPreferences"))):
        yield f"the file has a preference that changes what is shown or printed ({key[1:]})"
    if set(entry_of(root, "/MarkInfo")) - {"/Marked"}:
        yield "the file has doubts in its structure (MarkInfo)"
    names: Any = root.get("/Names", {})
    yield from (
        f"the file has {key[1:]} in its names"
        for key in names
        if key not in ("/Dests", "/EmbeddedFiles")
    )
    form: Any = root.get("/AcroForm", {})
    for field in form.get("/Fields", ()):
        if field.get_object().get("/FT") != "/Sig":
            yield "the file has a form"
            break
    if "/XFA" in form:
        yield "the file has a form"
    yield from _of_bookmarks(root.get("/Outlines"), _HOW_DEEP)


def _of_bookmarks(item: Any, levels: int) -> Iterator[str]:
    seen = 0
    item = item.get("/First") if item is not None else None
    while item is not None and levels and seen < 10_000:
        action: Any = item.get("/A", {})
        if action.get("/S", "/GoTo") != "/GoTo" or "/Next" in action or "/SE" in item:
            yield f"the bookmark “{item.get('/Title', '')}” has an action"
        yield from _of_bookmarks(item, levels - 1)
        item, seen = item.get("/Next"), seen + 1


def _of_page(page: Any) -> Iterator[str]:
    yield from (what for key, what in _PAGE.items() if key in page)
    if "/CropBox" in page and list(page["/CropBox"]) != list(page["/MediaBox"]):
        yield "a crop box"
    yield from _of_content(content_of(page.get("/Contents")))


def _of_content(content: bytes) -> Iterator[str]:
    # The search for numbers looks at every one of them.
    if b"Tr" in content and _RENDERING.search(content):
        yield "invisible text"
    if _HEARD.search(content):
        yield _TOLD
    for written in _ACTUAL.findall(content):
        if not _is_script(_text(written)):
            yield _READ
            break


def _text(written: bytes) -> str:
    raw = written[1:-1]
    if written.startswith(b"<"):
        raw = bytes.fromhex(re.sub(rb"\s", b"", raw).decode() + "0" * (len(raw) % 2))
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "replace")
    return raw.decode("latin-1")


# Letters that are printed one by one: Latin, Greek, Cyrillic and Armenian.
_SIMPLE = re.compile(r"[\u0000-\u058f\u1e00-\u1fff]")


def _is_script(text: str) -> bool:
    """Whether this is a cluster of a script that combines: only there our own say their text.
    Of Latin, Greek or Cyrillic that is one letter with its accents."""
    letters = [one for one in text if one.isalnum() and _SIMPLE.match(one)]
    accents = any(unicodedata.combining(one) for one in unicodedata.normalize("NFD", text))
    combines = any(ord(character) >= 0x300 for character in text)
    return combines and (not letters or (len(letters) == 1 and accents))


class _Resources:
    """Looks into what pages draw with. They may share it: what is wrong with it is wrong with those
    whose content names it, and, where none does, with the first that has it."""

    def __init__(self) -> None:
        self._seen, self._clean = set[int](), set[int]()

    def drawn_by(self, page: Any) -> Iterator[str]:
        """What is wrong with those that the content of a page names."""
        names = names_in(content_of(page.get("/Contents")))
        yield from self._of(page, _HOW_DEEP, self._clean, names)

    def left_in(self, page: Any) -> Iterator[str]:
        """What is wrong with those that no page named: all were asked for theirs before."""
        yield from self._of(page, _HOW_DEEP, self._seen)

    def _of(
        self, holder: Any, levels: int, known: Collection[int], names: set[bytes] | None = None
    ) -> Iterator[str]:
        if levels == 0:
            yield "drawings within drawings beyond any use"
            return
        groups: Any = entry_of(holder, "/Resources")
        if any(key.startswith("/Default") for key in entry_of(groups, "/ColorSpace")):
            yield "a colour space that changes the colours of others"
        for kind in groups:
            entries: Any = groups[kind].get_object()
            if not isinstance(entries, DictionaryObject):
                continue
            for name in entries:
                entry = entries[name].get_object()
                if id(entry) in known or not (names is None or name.encode() in names):
                    continue
                found = list(self._of_one(kind, entry, levels, known))
                yield from found
                self._seen.add(id(entry))
                if not found:
                    self._clean.add(id(entry))

    def _of_one(self, kind: str, entry: Any, levels: int, known: Collection[int]) -> Iterator[str]:
        yield from _of_resource(kind, entry)
        if isinstance(entry, DictionaryObject) and (
            entry.get("/Subtype") == "/Form" or kind == "/Pattern"
        ):
            yield from _of_content(_data(entry))
            if "/Resources" in entry:
                yield from self._of(entry, levels - 1, known)


def _of_resource(kind: str, entry: Any) -> Iterator[str]:
    if not isinstance(entry, DictionaryObject):
        return
    if "/OC" in entry or entry.get("/Type") in ("/OCG", "/OCMD"):
        yield "optional content (layers)"
    if kind == "/Properties" and "/ActualText" in entry:
        yield _READ
    if kind == "/Properties" and any(key in entry for key in ("/E", "/Alt", "/Lang")):
        yield _TOLD
    if kind == "/Font" and entry.get("/Subtype") == "/Type3":
        yield "a font made of drawings (Type 3)"
    elif kind == "/Font" and entry.get("/Subtype") not in _FONTS:
        yield "a font of an unknown kind"
    elif kind == "/Font" and has_silent_letters(entry):
        yield "letters that are read as white space or as nothing"
    if kind == "/ExtGState":
        for key, what in _STATE.items():
            if entry.get(key, "/None") not in ("/None", "/Normal", "/Identity", "/Default"):
                mask: Any = entry[key]
                group = mask.get("/G") if isinstance(mask, DictionaryObject) else None
                if group is None or b"Tj" in _data(group) or b"TJ" in _data(group):
                    yield what
    if kind == "/Pattern" and (b"Tj" in _data(entry) or b"TJ" in _data(entry)):
        yield "a pattern with words"
    if entry.get("/Subtype") == "/Image":
        yield from (what for key, what in _IMAGE.items() if key in entry)


def _data(entry: Any) -> bytes:
    stream = entry.get_object()
    return bytes(stream.get_data()) if isinstance(stream, StreamObject) else b""


def _annotations(page: Any) -> Iterator[str]:
    """What annotations do that ours do not; a reader's marks with a plus before their kind."""
    entries: Any = page.get("/Annots")
    for entry in entries.get_object() if entries is not None else ArrayObject():
        annotation: Any = entry.get_object()
        kind = str(annotation.get("/Subtype", "/?"))
        if kind in _MARKS:
            yield from misused(annotation, kind[1:])
            # A note's window usually has no words of its own, and no looks.
            if kind != "/Popup" or {"/Contents", "/AP"} & set(annotation):
                yield f"+{kind[1:]}"
        elif kind == "/Widget" and annotation.get("/FT") == "/Sig":
            if "/AP" in annotation:
                yield "+Signature"
        elif kind != "/Link":
            yield f"an annotation of a kind that we never make ({kind[1:]})"
        else:
            yield from _of_link(annotation)


def _of_link(link: Any) -> Iterator[str]:
    extra = sorted(set(link) - _LINK)
    if extra:
        yield f"a link with more than ours have ({', '.join(key[1:] for key in extra)})"
    action: Any = link.get("/A", {})
    if action:
        if action.get("/S") not in ("/URI", "/GoTo"):
            yield f"a link with an action that we never make ({str(action.get('/S'))[1:]})"
        if "/Next" in action:
            yield "a link with a second action"
        if "/Dest" in link:
            yield "a link that leads to two places"
    style: Any = link.get("/BS", {})
    if style.get("/W", 0) != 0:
        yield "a link with a border"
