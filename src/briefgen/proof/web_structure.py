"""The elements and attributes of a web edition: only those that briefgen makes, and each says,
shows and leads to what the brief yields."""

from __future__ import annotations

import hashlib
import posixpath
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator, Mapping

from briefgen.assemble.bidi import language_direction
from briefgen.matching.same_glyphs import bare
from briefgen.model.document import Document
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.markup import SourceWords, walk

from .html_tree import DRAWING, HEADINGS, VOID, Element
from .joints import spaced
from .said_links import SaidLinks, contents, images

_ELEMENTS = DRAWING | HEADINGS | VOID | {
    "html", "head", "title", "style", "body", "a", "abbr", "address", "article", "aside", "b",
    "blockquote", "button", "caption", "cite", "code", "colgroup", "dd", "del", "dfn", "div", "dl",
    "dt", "em", "figcaption", "figure", "footer", "header", "i", "ins", "kbd", "li", "main", "mark",
    "nav", "ol", "p", "pre", "q", "s", "section", "small", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul",
}  # fmt: skip
_EVERYWHERE = {"class", "id", "lang", "dir", "role", "aria-label", "aria-labelledby"}
_ATTRIBUTES = {
    "a": {"href"}, "img": {"src", "alt", "style"}, "ol": {"start"}, "meta": {"name", "content",
    "charset", "http-equiv"}, "button": {"type", "popovertarget"}, "div": {"popover", "tabindex"},
    "td": {"colspan", "aria-colspan", "data-head"}, "th": {"scope", "colspan"}, "col": {"span"},
}  # fmt: skip
_DRAWN = {
    "viewBox", "width", "height", "d", "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "x2", "y1",
    "y2", "points", "fill", "stroke", "stroke-width", "xmlns", "preserveAspectRatio",
}  # fmt: skip
_ROLES = {
    "cell", "columnheader", "doc-backlink", "doc-endnotes", "doc-noteref", "list", "note", "region",
    "row", "rowgroup", "rowheader", "table", "img", "group",
}  # fmt: skip
# Classes that the packaged themes hide on a screen, and the elements that may have them.
_HIDDEN = {"continued": "", "rests-on": "", "skip": "a", "beside": "div", "call": "a button"}
_WIDTH = lazy_pattern(r"width: \d{1,3}(?:\.\d+)?(?:%|mm|cm|in|pt|px|em|rem)")
_META = {
    ("name", "viewport"): "width=device-width, initial-scale=1",
    ("name", "color-scheme"): "light dark",
    ("name", "generator"): "briefgen",
    ("http-equiv", "Content-Security-Policy"): (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    ),
}


def foreign_elements(html: Element) -> Iterator[str]:
    """What a page has that briefgen never makes, whatever it is a page of."""
    ids: set[str] = set()
    for element in html.walk():
        name, at = element.name, element.place
        if name not in _ELEMENTS or (name == "title" and not _is_title(element)):
            yield f"{at}: an element that briefgen does not make, <{name}>"
            continue
        known = _DRAWN if name in DRAWING else _ATTRIBUTES.get(name, set())
        for attribute in element.attributes:
            if attribute not in known | _EVERYWHERE:
                yield f"{at}: <{name}> has {attribute}, which briefgen does not make"
        if (id := element.get("id")) and (id in ids or not id.strip()):
            yield f"{at}: the id “{id}” is given twice"
        ids.add(id)
        if (role := element.get("role")) and role not in _ROLES:
            yield f"{at}: <{name}> is read aloud as another thing, “{role}”"
        if (style := element.get("style")) and not _WIDTH.fullmatch(style):
            yield f"{at}: <{name}> has a style of its own, “{style[:60]}”"
        if element.attributes.get("popover", "auto") != "auto":
            yield f"{at}: a note that is shown in another way"
        if element.attributes.get("tabindex", "0") != "0":
            yield f"{at}: <{name}> is reached in another order"
        for one in sorted(element.classes & _HIDDEN.keys()):
            if name not in _HIDDEN[one].split():
                yield f"{at}: <{name}> is hidden (class {one})"


def _is_title(element: Element) -> bool:
    return any(one.name in ("head", "svg") for one in element.around())


class WebStructure:
    """A page's links, notes and heard words, against those that the brief yields."""

    def __init__(self, html: Element, document: Document, files: Mapping[str, bytes]) -> None:
        self._html, self._document = html, document
        self._links = SaidLinks(document, {})
        self._ids = {one.get("id"): one for one in html.walk() if one.get("id")}
        self._heard = set(_heard(document))
        spoken = {node.language for all in contents(document) for node in walk(all)
                  if isinstance(node, SourceWords)}  # fmt: skip
        self._languages = spoken | {one.language for one in document.appendix}
        self._languages.add(document.language)
        self._pictures = {
            (_digest(files.get(posixpath.normpath(f"briefs/{one.src}"), b"")), one.alt, one.width)
            for one in images(document)
        }

    def differs(self) -> Iterator[str]:
        """A line for each thing that the brief does not yield, with its place."""
        language, direction = self._document.language, language_direction(self._document.language)
        if (said := self._html.get("lang")) != language:
            yield f"line 2: the page is in “{said}”, not in “{language}”"
        if (said := self._html.get("dir")) != direction:
            yield f"line 2: the page is turned round (dir={said}, not {direction})"
        for element in self._html.walk():
            for fault in self._of(element):
                yield f"{element.place}: {fault}"

    def _of(self, element: Element) -> Iterator[str]:
        name = element.name
        if name == "a":
            yield from self._link(element)
        elif name == "button":
            yield from self._button(element)
        elif name == "img":
            yield from self._picture(element)
        elif name == "meta":
            yield from self._meta(element)
        elif name == "title" and element.text != self._document.file_title:
            yield f"the page is called “{element.text[:60]}”"
        elif name == "h1" and bare(element.text) != bare(self._document.title):
            yield f"the title is “{element.text[:60]}”, not “{self._document.title[:60]}”"
        if "popover" in element.attributes:
            yield from self._popover(element)
        for attribute in ("aria-label", "data-head"):
            said = element.get(attribute)
            number = element.text.strip()
            if attribute not in element.attributes:
                continue
            if said not in self._heard or (
                attribute == "aria-label" and number.isdecimal() and number not in said.split()
                and f"{number}," not in said.split()
            ):  # fmt: skip
                yield f"“{said[:60]}” is heard or shown instead of what is printed ({attribute})"
        for attribute, known in (("lang", self._languages), ("dir", {"ltr", "rtl"})):
            if attribute in element.attributes and element.get(attribute) not in known:
                yield f"words are read as another language ({attribute}={element.get(attribute)})"
        by = element.get("aria-labelledby")
        if by and (by not in self._ids or self._ids[by].name not in HEADINGS):
            yield f"“{by}”, by which it is named, is not a heading"

    def _link(self, link: Element) -> Iterator[str]:
        to, said = link.get("href"), link.text
        if not to.startswith("#"):
            if to not in self._links.addresses:
                yield f"a link to {to[:80] or 'nothing'}, which the brief does not have"
            return
        target = self._ids.get(to[1:])
        if target is None:
            yield f"the link “{said[:60]}” leads nowhere ({to})"
            return
        inside = {one.name for one in link.around()}
        if "nav" in inside:
            is_ours = target.name in HEADINGS and bare(target.text) == bare(said)
        elif "skip" in link.classes:
            is_ours = target.name == "main" and said in self._document.labels.values()
        elif "label" in link.classes:
            is_ours = target is link.parent and said == to[1:]
        else:
            is_ours = self._links.leads(said, to[1:])
        if not is_ours:
            yield f"the link “{said[:60]}” leads to “{to[1:]}”, where the brief has none"

    def _button(self, button: Element) -> Iterator[str]:
        number, reference = button.text, button.parent
        wanted = {"class": "call", "type": "button", "popovertarget": f"beside-{number}"}
        given = {key: button.get(key) for key in wanted}
        is_one = reference is not None and reference.get("id") == f"call-{number}"
        if given != wanted or not is_one or f"beside-{number}" not in self._ids:
            yield f"the button “{number[:60]}” does not show the note of its place"

    def _popover(self, note: Element) -> Iterator[str]:
        at_end = self._ids.get(note.get("id").replace("beside-", "note-", 1))
        if at_end is None or note.get("role") != "note" or at_end is note:
            yield "a note beside its line that is not among the notes"
        elif spaced(at_end.text) != spaced(note.text):
            yield f"the note beside its line says “{note.text.strip()[:60]}”, unlike the note"

    def _picture(self, picture: Element) -> Iterator[str]:
        head, comma, data = picture.get("src").partition(";base64,")
        try:
            content = b64decode(data, validate=True)
        except (Error, ValueError):
            content = b""
        alt, width = picture.get("alt"), picture.get("style").removeprefix("width: ")
        if not (head.startswith("data:image/") and comma and content):
            yield "a picture that is not in the file"
        elif (_digest(content), alt, width) not in self._pictures:
            if any(alt == one for _, one, _ in self._pictures):
                yield f"another picture than that of “{alt[:60]}”, or of another width"
            else:
                yield f"“{alt[:60]}” is heard instead of the picture (alt)"

    def _meta(self, meta: Element) -> Iterator[str]:
        if meta.attributes == {"charset": "utf-8"}:
            return
        content, document = meta.get("content"), self._document
        kind = next((key for key in ("name", "http-equiv") if key in meta.attributes), "")
        expected = {
            **{key: [value] for key, value in _META.items()},
            ("name", "author"): list(document.prepared_by),
            ("name", "description"): [document.subtitle],
            ("name", "dcterms.created"): [document.date_iso],
            ("name", "dcterms.modified"): [document.date_iso],
        }
        if not kind:
            said = " ".join(f"{key}={value}" for key, value in meta.attributes.items())
            yield f"<meta {said[:60]}>, which briefgen does not make"
        elif content not in expected.get((kind, meta.get(kind)), []):
            yield f"<meta {kind}={meta.get(kind)}> says “{content[:60]}”"


def _heard(document: Document) -> Iterator[str]:
    """What may be heard or shown besides what is printed: the theme's words, with numbers."""
    labels = document.labels
    yield from labels.values()
    for number in range(1, document.note_count + 1):
        yield f"{labels['note']} {number}"
        yield labels["web_back"].format(number=number)
    for claim in document.claims:
        yield f"{labels['claim_range']} {claim.number}"
        yield f"{labels['claim_range']} {claim.number}, {claim.status_label}"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
