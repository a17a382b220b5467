"""Paragraphs of words and citations, as most of a brief are, read without a Markdown parser.

What has no other markup becomes here what `parser` makes of it, with the same places; a test
compares. Everything in doubt is left to that.
"""

from __future__ import annotations

import re

from briefgen.model.markup import Citation, CiteKey, Inline, Paragraph, Str
from briefgen.model.text import Text

from .bracket import plain_words
from .citations import KEY
from .inlines import Leaf, flows
from .notices import Notices

# One key and words after it, in which nothing has to be read: no mark, no escape, no other key.
_CITATION = re.compile(rf"\[@({KEY.pattern})([^\[\]@;\\`<\n“”„‟«»「」『』❝❞‹›‘\"]*)\]")
_CITED = "\0"  # what stands for a citation below: no text holds it
# Lines that begin no list, with characters by which Markdown never changes words.
_PLAIN = re.compile(
    rf"\n*(?:(?!\d{{1,9}}[.)])[\w{_CITED}“”‘’„«»(\"'—–…€£]"
    rf"[\w{_CITED} ,.;:?!%()/“”‘’„«»\"'—–…€£¶§-]*(?<! )(?:\n+|\Z))*"
)
# Emphasis, what may be an address, a picture or a claim's mark.
_MARKUP = re.compile(rf"_|:(?![ \n]|\Z)|[wW]{{3}}|!{_CITED}")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def plain_paragraphs(
    text: Text, source: str, language: str, notices: Notices
) -> tuple[Paragraph, ...] | None:
    """The paragraphs of `text`; None where a parser has to read it. `source` is its value as a
    parser gets it, and the rest as for that."""
    words = _CITATION.sub(_CITED, source)
    if not _PLAIN.fullmatch(words) or _MARKUP.search(words):
        return None
    found = [match.span() for match in _PARAGRAPH.finditer(source)]
    leaves = [_leaf(text, source, start, end) for start, end in found]
    return tuple(
        Paragraph(flow, text.span(start))
        for flow, (start, _) in zip(flows(leaves, text, language, notices), found, strict=True)
    )


def _leaf(text: Text, source: str, start: int, end: int) -> Leaf:
    """The content of the paragraph that is characters `start` to `end`."""
    leaf = Leaf()
    nodes: list[Inline] = []
    for match in _CITATION.finditer(source, start, end):
        begin = match.start()
        _add(leaf, nodes, source[start:begin], start, is_cited=True)
        key = CiteKey(match[1], "", plain_words(match[2]), text.span(begin + 1))
        citation = Citation((key,), text.span(begin))
        leaf.prose.citations.append((len(leaf.prose.characters), citation.span))
        nodes.append(citation)
        start = match.end()
    _add(leaf, nodes, source[start:end], start, is_cited=False)
    leaf.inlines = tuple(nodes)
    return leaf


def _add(leaf: Leaf, nodes: list[Inline], typed: str, start: int, *, is_cited: bool) -> None:
    """Add words that were typed from `start` on; a space before a citation is none of them."""
    if typed:
        words = typed.replace("\n", " ")
        nodes.append(Str(words))
        prose = words.rstrip() if is_cited else words
        leaf.prose.add(prose, range(start, start + len(prose)))
