"""The tree of a web edition, read strictly: what is taken here has one meaning to every program.

A browser mends what is malformed, each in its own way, and so may show other words than a
reader of ours finds. Only a part of HTML is taken, in which nothing is to be mended: lower-case
tags that are all closed, attributes in double quotes, few character references, no comments,
and every element where its parser leaves it (HTML Standard, 13.2.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from briefgen.model.lazy_pattern import lazy_pattern

DOCTYPE = "<!doctype html>\n"
VOID = frozenset(["br", "col", "hr", "img", "meta", "wbr"])
_TOKEN = lazy_pattern(
    r"</(?P<end>[a-z][a-z0-9]*)>"
    r"|<(?P<start>[a-z][a-z0-9]*)"
    r"(?P<attributes>(?: [a-zA-Z][a-zA-Z-]*=\"[^\"<>]*\")*)(?P<closed> ?/)?>"
    r"|(?P<text>[^<]+)"
)
_ATTRIBUTE = lazy_pattern(r" ([a-zA-Z][a-zA-Z-]*)=\"([^\"]*)\"")
_REFERENCE = lazy_pattern("&(?!(?:amp|lt|gt|quot|nbsp|#34|#39);)")
_CONTROL = lazy_pattern("[\x00-\x08\x0b-\x1f\x7f]")
_STYLE_END = "</style>"
_MOST_LEVELS = 200

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
# What ends an open paragraph.
BLOCKS = HEADINGS | {
    "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
}  # fmt: skip
DRAWING = frozenset(
    ["svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "text",
     "tspan", "title", "desc"]
)  # fmt: skip
# Where these may be, and what these may hold.
_PARENTS = {
    "html": {""}, "head": {"html"}, "body": {"html"}, "meta": {"head"}, "style": {"head"},
    "li": {"ol", "ul"}, "dt": {"dl"}, "dd": {"dl"}, "tr": {"thead", "tbody", "tfoot"},
    "thead": {"table"}, "tbody": {"table"}, "tfoot": {"table"}, "caption": {"table"},
    "colgroup": {"table"}, "col": {"colgroup"}, "td": {"tr"}, "th": {"tr"},
}  # fmt: skip
_CHILDREN = {
    "html": {"head", "body"}, "head": {"meta", "title", "style"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"}, "thead": {"tr"}, "tbody": {"tr"},
    "tfoot": {"tr"}, "tr": {"td", "th"}, "colgroup": {"col"}, "style": set[str](),
    "title": set[str](), "ol": {"li"}, "ul": {"li"}, "dl": {"dt", "dd"},
}  # fmt: skip
# Inside which no other of them is.
_APART = ({"a"}, {"button"}, HEADINGS, {"main"}, {"p"})


class NotStrictError(ValueError):
    """A page that a browser would have to mend."""


class Element:
    """An element: its attributes as a browser has them, its children, and its line from 1."""

    __slots__ = ("attributes", "children", "line", "name", "parent")

    def __init__(self, name: str, attributes: dict[str, str], line: int, parent: Element | None):
        self.name, self.attributes, self.line, self.parent = name, attributes, line, parent
        self.children: list[Element | str] = []

    def get(self, attribute: str) -> str:
        return self.attributes.get(attribute, "")

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.get("class").split())

    @property
    def text(self) -> str:
        """All words inside it."""
        return "".join(one if isinstance(one, str) else one.text for one in self.children)

    def walk(self) -> Iterator[Element]:
        """The element and all inside it, in their order."""
        yield self
        for one in self.children:
            if isinstance(one, Element):
                yield from one.walk()

    def around(self) -> Iterator[Element]:
        """The element and those around it, the nearest first."""
        here: Element | None = self
        while here is not None:
            yield here
            here = here.parent

    @property
    def place(self) -> str:
        """Where it is, for a message: its line and the nearest thing that has a name."""
        id = next((one.get("id") for one in self.around() if one.get("id")), "")
        return f"line {self.line}" + (f" (in “{id}”)" if id else "")


def read_tree(text: str) -> Element:
    """The element `html` of a page; raises NotStrictError with line and reason where the page is
    not strict."""
    if not text.startswith(DOCTYPE):
        raise NotStrictError(f"line 1: it does not begin with {DOCTYPE.strip()}")
    if found := _CONTROL.search(text):
        raise NotStrictError(f"line {_line(text, found.start())}: a control character")
    root = Element("", {}, 1, None)
    open_: list[Element] = [root]
    at, line = len(DOCTYPE), 2
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            shown = text[at : at + 40].splitlines()[0]
            raise NotStrictError(f"line {line}: “{shown}” is not strict HTML")
        if words := token["text"]:
            open_[-1].children.append(_words(words, open_[-1], line))
        elif token["end"]:
            if open_[-1].name != token["end"]:
                raise NotStrictError(f"line {line}: </{token['end']}> closes nothing")
            open_.pop()
        else:
            element = _started(token, open_[-1], line)
            if element.name == "style":
                at = _style_of(element, text, token.end(), line)
                line = _line(text, at)
                continue
            if element.name not in VOID and not token["closed"]:
                open_.append(element)
                if len(open_) > _MOST_LEVELS:
                    raise NotStrictError(f"line {line}: elements are nested too deeply")
        line += text.count("\n", at, token.end())
        at = token.end()
    if len(open_) > 1:
        raise NotStrictError(f"line {open_[-1].line}: <{open_[-1].name}> is not closed")
    if [one.name for one in root.children if isinstance(one, Element)] != ["html"]:
        raise NotStrictError("line 2: it is not one <html>")
    html = root.children[0]
    assert isinstance(html, Element)
    html.parent = None
    if [one.name for one in html.children if isinstance(one, Element)] != ["head", "body"]:
        raise NotStrictError("line 2: it is not one <head> and one <body>")
    return html


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _words(words: str, inside: Element, line: int) -> str:
    if _REFERENCE.search(words):
        raise NotStrictError(f"line {line}: a character reference that is not one of ours")
    said = unescape(words)
    if said.strip() and (
        inside.name in ("", "html", "head")
        or (inside.name in _CHILDREN and inside.name not in ("title", "style"))
    ):
        raise NotStrictError(
            f"line {line}: words between the elements of <{inside.name or 'html'}>"
        )
    return said


def _started(token: re.Match[str], parent: Element, line: int) -> Element:
    """A new element, where it may be."""
    name = token["start"]
    attributes: dict[str, str] = {}
    for key, value in _ATTRIBUTE.findall(token["attributes"]):
        if key.lower() in map(str.lower, attributes):
            raise NotStrictError(f"line {line}: <{name}> has {key} twice")
        if _REFERENCE.search(value):
            raise NotStrictError(f"line {line}: a character reference that is not one of ours")
        attributes[key] = unescape(value)
    element = Element(name, attributes, line, parent)
    above = {one.name for one in parent.around()}
    is_drawn = name in DRAWING and (name == "svg" or "svg" in above)
    wrong = (
        ("svg" in above and not is_drawn)
        or (bool(token["closed"]) and not is_drawn)
        or (not is_drawn and name in _PARENTS and parent.name not in _PARENTS[name])
        or (parent.name in _CHILDREN and name not in _CHILDREN[parent.name] and not is_drawn)
        or (name in BLOCKS and "p" in above)
        or any(name in group and group & above for group in _APART)
    )
    if wrong:
        raise NotStrictError(f"line {line}: <{name}> may not be inside <{parent.name or 'html'}>")
    parent.children.append(element)
    return element


def _style_of(element: Element, text: str, start: int, line: int) -> int:
    """Read what a `<style>` holds; returns where it ends."""
    end = text.find("<", start)
    if not text.startswith(_STYLE_END, end):
        raise NotStrictError(f"line {line}: <style> is not closed, or holds a “<”")
    element.children.append(text[start:end])
    return end + len(_STYLE_END)
