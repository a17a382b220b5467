"""The markup of a web edition of a packaged theme, against what the brief yields: what would show,
hide or read aloud the same words in another way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.matching.same_glyphs import bare
from briefgen.model.document import AppendixParagraph, Document
from briefgen.model.markup import (
    Block,
    BlockQuote,
    Code,
    CodeBlock,
    Heading,
    Inline,
    ListBlock,
    SourceWords,
    Styled,
    TableBlock,
    ThematicBreak,
    all_blocks,
    flows,
    plain_text,
    walk,
)

from .html_tree import HEADINGS, Element
from .said_links import contents
from .web_breaks import misplaced_breaks
from .web_claims import misplaced_claims
from .web_grammar import unlike_the_theme
from .web_shapes import strange_shapes
from .web_ways import Turns

_ELEMENTS = HEADINGS | {
    "html", "head", "title", "style", "meta", "body", "a", "article", "b", "blockquote", "br",
    "button", "code", "del", "div", "em", "figcaption", "figure", "footer", "header", "hr", "i",
    "img", "li", "main", "nav", "ol", "p", "pre", "section", "span", "strong", "sub", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ROLES = {
    "cell": {"td"}, "columnheader": {"th"}, "rowheader": {"th"}, "row": {"tr"},
    "rowgroup": {"thead", "tbody"}, "table": {"table"}, "list": {"ol"}, "region": {"div"},
    "note": {"div"}, "doc-noteref": {"a"}, "doc-backlink": {"a"}, "doc-endnotes": {"section"},
}  # fmt: skip
# The head of an edition: what it has once, in this order, beside authors and a description.
_HEAD = [
    "charset", "viewport", "Content-Security-Policy", "color-scheme", "title", "generator",
    "dcterms.created", "dcterms.modified", "style",
]  # fmt: skip
_LANDMARKS = {"h3", "ol", "ul", "blockquote", "table", "hr"}
_STYLED = {"em", "strong", "del", "sub", "sup", "code", "pre"}
_LISTED = {"key-point": "key_points", "change": "changes", "recommendation": "recommendations"}
_PROSE = {"numbered", "paragraph", "data"}


def misshapen(html: Element, document: Document, *, is_whole: bool) -> Iterator[str]:
    """A line for each thing that a packaged theme makes otherwise, with its place. Where not all
    sources are embedded (`is_whole`), it is not known which words are theirs."""
    found = _Markup(html, document, is_whole=is_whole)
    shapes = (*strange_shapes(html, document), *unlike_the_theme(html))
    for element, fault in (*found.faults(), *misplaced_claims(html, document), *shapes):
        yield f"{element.place}: {fault}"


class _Markup:
    def __init__(self, html: Element, document: Document, *, is_whole: bool) -> None:
        self._is_whole = is_whole
        self._html, self._document = html, document
        self._labels = set(document.labels.values())
        self._elements = [one for one in html.walk() if not _is_beside(one)]
        self._blocks = [one for section in document.sections for one in all_blocks(section.blocks)]

    def faults(self) -> Iterator[tuple[Element, str]]:
        yield from self._head()
        for element in self._html.walk():
            yield from self._of(element)
        yield from self._contents()
        yield from self._languages()
        yield from self._styled()
        yield from self._lists_and_tables()
        yield from self._headings()

    def _head(self) -> Iterator[tuple[Element, str]]:
        head = next(one for one in self._html.walk() if one.name == "head")
        names = [
            "charset" if "charset" in one.attributes
            else one.get("name") or one.get("http-equiv") or one.name
            for one in head.children if isinstance(one, Element)
        ]  # fmt: skip
        authors = len(self._document.prepared_by)
        described = int(bool(self._document.subtitle))
        once = [name for name in names if name not in ("author", "description")]
        if (
            once != _HEAD
            or names.count("author") != authors
            or names.count("description") != described
        ):
            yield head, "the head of the page lacks something, or has it twice or elsewhere"

    def _of(self, element: Element) -> Iterator[tuple[Element, str]]:
        name, classes, parent = element.name, element.classes, element.parent
        if name not in _ELEMENTS:
            yield element, f"an element that this theme does not make, <{name}>"
        role = element.get("role")
        if role and name not in _ROLES.get(role, ()):
            yield element, f"<{name}> is read aloud as another thing, “{role}”"
        is_first = (
            parent is not None and parent.name == "body" and parent.children[1:2] == [element]
        )
        is_called = parent is not None and "ref" in parent.classes
        wrong = (
            ("skip" in classes and not is_first)
            or ("beside" in classes) != ("popover" in element.attributes)
            or ("call" in classes and not is_called)
            or ("side-label" in classes and element.text not in self._labels)
            or (name in ("b", "i") and any(_is_prose(one) for one in element.around()))
        )  # fmt: skip
        if wrong:
            yield element, f"<{name}> is shown in another way than the theme shows it"
        yield from self._named(element)

    def _named(self, element: Element) -> Iterator[tuple[Element, str]]:
        """What is wrong with the names by which an element is heard, shown or found."""
        labels, name = self._document.labels, element.name
        if "aria-label" in element.attributes and name not in ("a", "button"):
            article = next((one.get("id") for one in element.around() if one.name == "article"), "")
            claim = next((one for one in self._document.claims if one.anchor == article), None)
            number = f"{labels['claim_range']} {claim.number}" if claim else ""
            expected = labels["web_table"] if element.get("role") == "region" else number
            if element.get("aria-label") != expected:
                yield element, "it is heard under another name (aria-label)"
        by = element.get("aria-labelledby")
        if by and not any(one.get("id") == by for one in (element.parent or element).walk()):
            yield element, "it is heard under another name (aria-labelledby)"
        id = element.get("id")
        kind, _, number = id.rpartition("-")
        begins = number if kind in ("par", "note", "call") else ""
        handles = [one.text for one in element.walk() if "handle" in one.classes]
        if kind == "position" and [one.strip() for one in handles] != [number]:
            yield element, f"“{id}” is on other words than its own"
        if "paragraph" in element.classes:
            begins = id
        if begins and not bare(element.text).startswith(bare(begins)):
            yield element, f"“{id}” is on other words than its own"
        if kind in _LISTED and number.isdecimal():
            section = next((one for one in element.around() if one.name == "section"), element)
            head = next((one.text for one in section.walk() if one.name == "h2"), "")
            items = [
                one for one in (element.parent or element).children if isinstance(one, Element)
            ]
            if head != labels[_LISTED[kind]] or items[int(number) - 1 : int(number)] != [element]:
                yield element, f"“{id}” is under another heading, or in another place"

    def _contents(self) -> Iterator[tuple[Element, str]]:
        """The contents say nothing but the headings."""
        for nav in (one for one in self._html.walk() if one.name == "nav"):
            links = "".join(one.text for one in nav.walk() if one.name == "a")
            if bare(nav.text) != bare(f"{self._document.labels['web_contents']}{links}"):
                yield nav, "the contents have other words than headings"

    def _languages(self) -> Iterator[tuple[Element, str]]:
        """Words that are read aloud in another language than their own, or turned round."""
        own = self._document.language
        ways = Turns(self._document, is_whole=self._is_whole)
        sources = {one.letter: one.language or own for one in self._document.appendix}
        spoken = {
            (bare(node.text), node.language or own)
            for all in contents(self._document)
            for node in walk(all)
            if isinstance(node, SourceWords)
        }
        for element in self._html.walk():
            if element.name == "html":
                continue
            language = element.get("lang")
            heard = next(one.get("lang") for one in element.around() if one.get("lang"))
            source = next(
                (sources[one.get("id")] for one in _heads(element) if one.get("id") in sources), own
            )
            is_own = language in ("", own, source) or not self._is_whole
            if not is_own and (bare(element.text), language) not in spoken:
                yield element, f"words are read as another language (lang={language})"
            if "paragraph" in element.classes and heard != source:
                yield element, f"words are read as another language ({heard})"
            yield from ((element, fault) for fault in ways.fault(element))

    def _styled(self) -> Iterator[tuple[Element, str]]:
        """Words that are struck, raised, lowered or stressed, and in the brief are not."""
        known = set(self._known_styles())
        shown = {
            (one.name, _words(one)): one
            for one in self._elements
            if one.name in _STYLED and not any("foot" in around.classes for around in one.around())
        }
        for (name, words), element in shown.items():
            if words and (name, words) not in known:
                yield (
                    element,
                    f"“{element.text[:60]}” is shown in another way than it is typed (<{name}>)",
                )
        needed = set(self._typed_styles()) - shown.keys() - set(self._styles_of_sources())
        printed = _unplaced(self._html.text)
        for name, words in sorted(needed):
            if words and words in printed:
                yield self._html, f"“{words[:60]}” is not shown as it is typed (<{name}>)"

    def _known_styles(self) -> Iterator[tuple[str, str]]:
        yield from self._typed_styles()
        for block in self._blocks:
            if isinstance(block, CodeBlock):
                yield from ((name, _unplaced(block.text)) for name in ("pre", "code"))
        yield from self._styles_of_sources()

    def _typed_styles(self) -> Iterator[tuple[str, str]]:
        for all in contents(self._document):
            yield from _styles(all)

    def _styles_of_sources(self) -> Iterator[tuple[str, str]]:
        references = [one.reference for one in self._document.appendix]
        for reference in (*references, *(one.reference for one in self._document.sources)):
            yield from _styles(reference)
        for source in self._document.appendix:
            for paragraph in source.paragraphs:
                if isinstance(paragraph, AppendixParagraph):
                    for run in paragraph.runs:
                        if run.struck or run.superscript:
                            yield "sup" if run.superscript else "del", _unplaced(run.text)

    def _lists_and_tables(self) -> Iterator[tuple[Element, str]]:
        lists = [
            (one.ordered, one.start if one.ordered else 1, len(one.items))
            for one in self._blocks
            if isinstance(one, ListBlock)
        ]
        tables = [
            [list(one.align), *(len(row) for row in one.rows)]
            for one in self._blocks
            if isinstance(one, TableBlock)
        ]
        quoted = [
            bare("".join(plain_text(flow.inlines) for flow in flows([one])))
            for one in self._blocks
            if isinstance(one, BlockQuote)
        ]
        sections = [
            one
            for one in self._elements
            if one.name == "section" and one.get("id").startswith("section-")
        ]
        inside = [one for section in sections for one in section.walk() if not _is_beside(one)]
        shown_lists = [
            (one.name == "ol", int(one.get("start") or 1), _count(one, "li"))
            for one in inside
            if one.name in ("ol", "ul")
        ]
        shown_tables = [_shape(one) for one in inside if one.name == "table"]
        shown_quoted = [_words(one) for one in inside if one.name == "blockquote"]
        all_lists = [one for one in self._elements if one.name == "ol" and one not in inside]
        if lists != shown_lists or any(one.get("start") for one in all_lists):
            yield self._html, "the lists are other ones than the brief's, or have other numbers"
        landmarks = [one for one in map(_landmark, self._blocks) if one]
        if landmarks != [one.name for one in inside if one.name in _LANDMARKS]:
            yield self._html, "headings, lists, tables and rules are in another order"
        if tables != shown_tables:
            yield (
                self._html,
                "the tables have other rows or columns than the brief's, or are aligned otherwise",
            )
        yield from ((self._html, fault) for fault in misplaced_breaks(self._html, self._document))
        if quoted != shown_quoted and len(quoted) != len(shown_quoted):
            yield self._html, "the block quotations are other ones than the brief's"

    def _headings(self) -> Iterator[tuple[Element, str]]:
        document = self._document
        titles = [one.heading for one in document.sections]
        titles += [f"{one.number}{one.wording}" for one in document.claims]
        titles += [plain_text(one.flow.inlines) for one in self._blocks if isinstance(one, Heading)]
        wanted = {_unplaced(title) for title in (document.title, *titles)}
        known = wanted | set(map(bare, self._labels))
        known |= {bare(plain_text(one.reference)) for one in document.appendix}
        of_sources = {one.label: one.is_heading for one in document.paragraphs}
        left = set(wanted) if self._document.sections or document.claims else set[str]()
        for element in self._elements:
            is_heading, own = element.name in HEADINGS, element.get("id")
            words = _words(element) if is_heading else ""
            left -= {words}
            if "paragraph" in element.classes and of_sources.get(own, is_heading) != is_heading:
                yield element, "it is a heading, and is none in the source, or the other way round"
            elif is_heading and own not in of_sources and words not in known:
                yield element, f"“{element.text[:60]}” is a heading, and is none"
        printed = bare(self._html.text)
        for one in sorted(one for one in left if one and one in printed):
            yield self._html, f"“{one[:60]}” is not a heading"


def _landmark(block: Block) -> str:
    """The element by which a block is known among others."""
    match block:
        case Heading():
            return "h3"
        case ListBlock(ordered=ordered):
            return "ol" if ordered else "ul"
        case BlockQuote():
            return "blockquote"
        case TableBlock():
            return "table"
        case ThematicBreak():
            return "hr"
        case _:
            return ""


def _is_prose(element: Element) -> bool:
    return element.name == "li" or bool(_PROSE & element.classes)


def _is_beside(element: Element) -> bool:
    return any("popover" in one.attributes for one in element.around())


def _heads(element: Element) -> Iterator[Element]:
    """The heads of the articles around an element."""
    for around in element.around():
        if around.name == "article":
            yield from (
                one
                for one in around.children
                if isinstance(one, Element) and "source" in one.classes
            )


def _unplaced(words: str) -> str:
    """Words, bare, without the parentheses that were around a link's place."""
    return bare(words).replace("()", "")


def _words(element: Element) -> str:
    """The words of an element without the numbers of notes and claims, and without places."""
    parts = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif not ({"ref", "mark", "place"} & child.classes or "popover" in child.attributes):
            parts.append(_words(child))
    return _unplaced("".join(parts))


def _shape(table: Element) -> list[object]:
    """How the columns of a table are aligned, by its head, and how many cells each row has."""
    head, *rows = [one for one in table.walk() if one.name == "tr"] or [table]
    aligned = [one.get("class") for one in head.children if isinstance(one, Element)]
    return [aligned, *(_count(row, "td") + _count(row, "th") for row in rows)]


def _count(element: Element, name: str) -> int:
    return sum(isinstance(one, Element) and one.name == name for one in element.children)


def _styles(inlines: Iterable[Inline]) -> Iterator[tuple[str, str]]:
    """The styles of inline content and its words, but of those in links, which print plain."""
    for node in inlines:
        if isinstance(node, Styled):
            yield node.style, _unplaced(plain_text(node.children))
            yield from _styles(node.children)
        elif isinstance(node, Code):
            yield "code", _unplaced(node.text)
