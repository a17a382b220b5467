"""The inline content of a block → nodes and quotations, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, repeat
from typing import TYPE_CHECKING, cast
from unicodedata import normalize
from urllib.parse import unquote

from msgspec import Struct, field

from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.markup import (
    AuthorNote,
    Break,
    Citation,
    ClaimMark,
    Code,
    Flow,
    Image,
    Inline,
    Link,
    Quotation,
    Str,
    Styled,
    plain_text,
    walk,
)
from briefgen.model.raised import Level
from briefgen.model.text import Span, Text, is_seen

from .bracket import notice_brackets, quotations_inside, read_citation
from .notices import Notices, Unsupported
from .prose import STRUCK, Prose, offset_at, offsets_from, text_part
from .quotation_marks import unescaped
from .quotations import in_paragraphs

if TYPE_CHECKING:
    from markdown_it.token import Token

_CLAIM_MARK = lazy_pattern(r"\[!\s*([A-Za-z0-9][A-Za-z0-9-]*)\s*\]")
_WEB = lazy_pattern(r"https?://|mailto:", re.IGNORECASE)
_WIDTH = lazy_pattern(r"(?:\d{1,4}(?:\.\d{1,4})?|\.\d{1,4})(?:%|cm|mm|in|pt|px|em)?")
_STYLES = {"em": "em", "strong": "strong", "s": "del", "sub": "sub", "sup": "sup"}

Places = list[tuple[int, int]]  # offsets in a block's content and in the text that holds it
NoteText = Callable[[str, Span], Flow | None]  # the text of the footnote `[^label]`

# All that is not supported has one of these.
_TELLTALE = ("$", "{", "[^", "<", "==")
_FIRST = (":", "|", "+-", "+=", "(@", "$$")
# Before the first words of a line: what begins items of lists and block quotations.
_BEFORE_FIRST = " \t>-*+0123456789.)"
# Pandoc's spans, attributes and mathematics, GitHub's notes without a text, HTML.
_UNSUPPORTED = lazy_pattern(
    r"(?<![$\w])\${1,2}[^\s$](?:[^$\n]*[^\s$])?\${1,2}(?![\d$])"
    r"|\[[^\[\]]*\]\{[^{}]*\}|\{(?:[.#][\w-]|=\w|[\w-]+=)[^{}]*\}?|\[\^[^\s\[\]]+\]"
    r"|</?[a-z][a-z0-9]*(?:\s[^<>]*)?>|<!--(?:[^-]|-(?!->))*-->|==[^\s=](?:[^=\n]*[^\s=])?==",
    re.IGNORECASE,
)
# What begins Pandoc's other blocks: divisions, definitions, lines and tables that are none of
# ours, examples, displayed mathematics.
_UNSUPPORTED_LINE = lazy_pattern(r"(?::{3,}|: +(?=\S)|\|(?=.*\S)|\+[-=+]{3,}|\(@\w*\)|\$\$\Z).*")


class Leaf(Struct):
    """A block of inline content: its nodes, its prose, and quotations outside of that."""

    inlines: tuple[Inline, ...] = ()
    prose: Prose = field(default_factory=Prose)
    quotations: list[Quotation] = field(default_factory=list)


class InlineReader:
    """Reads the inline tokens of one text. `note_text` gives the text of a footnote."""

    def __init__(self, text: Text, language: str, notices: Notices, note_text: NoteText):
        self.text = text
        self.language = language
        self.notices = notices
        self._note_text = note_text

    def flow(self, token: Token, places: Places, quoted: list[Prose] | None = None) -> Flow:
        """The content of a block's `inline` token.

        In a block quotation its prose is added to `quoted`, and is not a quotation by itself.
        """
        (flow,) = self.flows([self.leaf(token, places)], quoted)
        return flow

    def leaf(self, token: Token, places: Places) -> Leaf:
        """The content of a block's `inline` token, in which no quotation was looked for."""
        notice_brackets(token.content, self.text, places, self.notices)
        return self._leaf(token.children or (), places)

    def flows(self, leaves: Sequence[Leaf], quoted: list[Prose] | None = None) -> Iterator[Flow]:
        """Blocks that follow each other, over which a quotation may run."""
        if quoted is not None:
            quoted.extend(leaf.prose for leaf in leaves)
            yield from (Flow(leaf.inlines, tuple(leaf.quotations)) for leaf in leaves)
            return
        found = in_paragraphs(self.text, [leaf.prose for leaf in leaves], self.language)
        for leaf, own in zip(leaves, found, strict=True):
            self.notices.stray_marks.extend(own.strays)
            yield Flow(leaf.inlines, (*own.quotations, *leaf.quotations))

    def figure(self, token: Token, places: Places) -> tuple[Image, Flow] | None:
        """The picture that a paragraph's `inline` token consists of, and its caption."""
        kids = [
            kid
            for kid in token.children or ()
            if kid.type not in ("softbreak", "hardbreak") and (kid.type != "text" or kid.content)
        ]
        if len(kids) != 1 or kids[0].type != "image":
            return None
        notice_brackets(token.content, self.text, places, self.notices)
        at = kids[0].meta["at"]
        caption = self._flow(kids[0].children or (), _inside(places, at + len("![")))
        span = self.text.span(offset_at(places, at))
        self._note_alternative(kids[0], places)
        return self._image(kids[0], plain_text(caption.inlines), span), caption

    def _leaf(self, children: Iterable[Token], places: Places) -> Leaf:
        found = Leaf()
        found.inlines = self._inlines(iter(children), places, found)
        return found

    def _flow(self, children: Iterable[Token], places: Places) -> Flow:
        (flow,) = self.flows([self._leaf(children, places)])
        return flow

    def _inlines(
        self, tokens: Iterator[Token], places: Places, found: Leaf, until: str = ""
    ) -> tuple[Inline, ...]:
        nodes: list[Inline] = []
        prose = found.prose
        for token in tokens:
            offset = offset_at(places, token.meta.get("at", 0))
            span = self.text.span(offset)
            match token.type:
                case kind if kind == until:
                    break
                case "em_open" | "strong_open" | "s_open" | "sub_open" | "sup_open":
                    close = token.type.replace("open", "close")
                    start = len(prose.characters)
                    inner = self._inlines(tokens, places, found, close)
                    if token.tag == "s":
                        prose.mark(STRUCK, start, span)
                    elif token.tag in ("sub", "sup"):
                        prose.move(start, cast("Level", token.tag))
                    nodes.append(Styled(_STYLES[token.tag], inner))  # type: ignore[arg-type]
                case "link_open":
                    inner = self._inlines(tokens, places, found, "link_close")
                    nodes += self._link(token, inner, span)
                case "image":
                    inside = _inside(places, token.meta["at"] + len("!["))
                    start = len(prose.characters)
                    inner = self._inlines(iter(token.children or ()), inside, found)
                    prose.mark("picture", start, span)
                    self._note_alternative(token, places)
                    nodes.append(self._image(token, plain_text(inner), span))
                    nodes += _without_notes(inner)[1]
                case "note_open":
                    prose.vanish()
                    kids = list(_of_note(tokens))
                    nodes.append(AuthorNote(self._flow(kids, places), span))
                case "footnote_ref":
                    prose.vanish()
                    content = self._note_text(token.meta["label"], span)
                    if content is not None:
                        nodes.append(AuthorNote(content, span))
                case "citation":
                    prose.vanish()
                    citation = read_citation(token, self.text, places, self.notices)
                    found.quotations += quotations_inside(
                        token, citation.span, self.text, places, self.language
                    )
                    prose.citations.append((len(prose.characters), citation.span))
                    nodes.append(citation)
                case "claim_mark":
                    prose.vanish()
                    nodes.append(self._claim_mark(token, span))
                case _:
                    self._words(token, places, prose, nodes)
        return tuple(nodes)

    def _words(self, token: Token, places: Places, prose: Prose, nodes: list[Inline]) -> None:
        """Add what a token without tokens inside holds to the nodes and to the prose."""
        offset = offset_at(places, token.meta.get("at", 0))
        match token.type:
            case "text":
                self._notice_unsupported(token, places)
                prose.add(token.content, offsets_from(places, token.meta["at"], len(token.content)))
                _append(nodes, token.content)
            case "text_special":
                # An escaped mark makes no quotation; one typed as an entity does.
                escaped = token.info == "escape"
                special = unescaped(token.content) if escaped else token.content
                prose.add(special, repeat(offset), literal=escaped)
                _append(nodes, special)
            case "softbreak":
                prose.add(" ", [offset])
                _append(nodes, " ")
            case "hardbreak":
                prose.add(" ", [offset])
                nodes.append(Break())
            case "code_inline":
                typed = count(offset + len(token.markup))
                prose.add_other("code", token.content, typed, self.text.span(offset))
                nodes.append(Code(token.content))
            case _:
                pass

    def _link(self, token: Token, inner: tuple[Inline, ...], span: Span) -> list[Inline]:
        """A link, and the notes among its words after it."""
        words, notes = _without_notes(inner)
        href = str(token.attrs.get("href", ""))
        for image in (node for node in walk(words) if isinstance(node, Image)):
            self.notices.problem(
                f"picture “{image.src}” is inside a link, where print has only words",
                f"Write the link beside it: ![{image.alt}]({image.src}) [{image.alt}]({href}).",
                image.span,
            )
        if _is_blank(words):
            self.notices.problem(
                f"the link to “{href}” has no words",
                f"Write what it leads to between the brackets: [the report]({href}).",
                span,
            )
        if href.startswith("#"):
            return [Link(normalize("NFC", unquote(href)), words, span), *notes]
        if not _WEB.match(href):
            if token.info == "auto" and href.startswith("xmpp:"):  # not an address of the web
                return [Str(plain_text(words)), *notes]
            self.notices.problem(
                f"the link “{href}” leads neither to the web nor into this brief",
                "Write https://…, #claim-<id> or the #slug of a heading.",
                span,
            )
        return [Link(href, words, span), *notes]

    def _image(self, token: Token, words: str, span: Span) -> Image:
        """A picture; `words` is its text, and its text alternative where no other is given."""
        src = unquote(str(token.attrs.get("src", "")))
        attributes: dict[str, str] = token.meta.get("attributes", {})
        alt, width = attributes.get("alt", words), attributes.get("width", "")
        if not alt.strip() and not words.strip():
            self.notices.problem(
                f"picture “{src}”: it has no text, so that nobody can hear what it shows",
                f"Write what it shows between the brackets: ![The lock at night]({src}).",
                span,
            )
        if width and not (_WIDTH.fullmatch(width) and width.strip("0.%cmintpxe")):
            hint = "Write a share of the line, width=60%, or a length, width=8cm."
            self.notices.problem(f"picture “{src}”: width “{width}” is not a length", hint, span)
            width = ""
        for name in attributes.keys() - {"alt", "width"}:
            self.notices.unsupported.append(Unsupported(f"{name}={attributes[name]}", span))
        return Image(src, alt.strip() or words, span, f"{width}px" if width.isdigit() else width)

    def _note_alternative(self, token: Token, places: Places) -> None:
        """Keep the text alternative in a picture's attributes as it was typed; a straight mark
        cannot be typed there without a backslash."""
        start, end = token.meta.get("alternative", (0, 0))
        offsets = offsets_from(places, start, end - start)
        typed = "".join(self.text.value[offset] for offset in offsets)
        kept = [i for i in range(len(typed)) if typed[i : i + 2] != '\\"']
        if kept:
            value = "".join(typed[i] for i in kept)
            self.notices.alternatives.append(
                text_part(self.text, [offsets[i] for i in kept], value)
            )

    def _claim_mark(self, token: Token, span: Span) -> Inline:
        match = _CLAIM_MARK.fullmatch(token.content)
        if match:
            return ClaimMark(match[1], span)
        self.notices.problem(
            f"“{token.content}” is not a claim mark",
            "A mark holds one claim's id and nothing else: [!order]. Write \\[ for a bracket.",
            span,
        )
        return Str(token.content)

    def _notice_unsupported(self, token: Token, places: Places) -> None:
        typed = token.content
        if typed.startswith(_FIRST) and (match := _UNSUPPORTED_LINE.match(typed)):
            offset = offset_at(places, token.meta["at"])
            line = self.text.value[:offset].rpartition("\n")[2]
            if not line.strip(_BEFORE_FIRST):
                self.notices.unsupported.append(Unsupported(match[0], self.text.span(offset)))
                return
        if not any(sign in typed for sign in _TELLTALE):
            return
        for match in _UNSUPPORTED.finditer(typed):
            at = self.text.span(offset_at(places, token.meta["at"] + match.start()))
            self.notices.unsupported.append(Unsupported(match[0], at))


def _inside(places: Places, start: int) -> Places:
    """`places` for what begins at `start` of the content that they are for."""
    later = [(begin - start, value) for begin, value in places if begin > start]
    return [(0, offset_at(places, start)), *later]


def _of_note(tokens: Iterator[Token]) -> Iterator[Token]:
    """The tokens of a note that is open, also those of the notes inside it."""
    depth = 1
    for token in tokens:
        depth += (token.type == "note_open") - (token.type == "note_close")
        if depth == 0:
            return
        yield token


def _without_notes(nodes: Iterable[Inline]) -> tuple[tuple[Inline, ...], list[Inline]]:
    """The words of a link or picture, and what cannot be in it: notes, citations and marks."""
    words: list[Inline] = []
    notes: list[Inline] = []
    for node in nodes:
        match node:
            case Citation() | AuthorNote() | ClaimMark():
                if words and isinstance(last := words[-1], Str):
                    words[-1] = Str(last.text.rstrip())
                notes.append(node)
            case Styled(style=style, children=children):
                inner, more = _without_notes(children)
                words.append(Styled(style, inner))
                notes += more
            case _:
                words.append(node)
    return tuple(words), notes


def _is_blank(nodes: Iterable[Inline]) -> bool:
    """Whether there is nothing to see in words."""
    return all(
        not is_seen(node.text)
        if isinstance(node, Str)
        else isinstance(node, Styled) and _is_blank(node.children)
        for node in nodes
    )


def _append(nodes: list[Inline], text: str) -> None:
    if nodes and isinstance(nodes[-1], Str):
        nodes[-1] = Str(nodes[-1].text + text)
    elif text:
        nodes.append(Str(text))
