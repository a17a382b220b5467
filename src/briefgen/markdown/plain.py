"""Paragraphs of words and citations, as most of a brief are, read without a Markdown parser.

What has no other markup becomes here what `parser` makes of it, with the same places; a test
compares. Everything in doubt is left to that.
"""

from __future__ import annotations

import re

from briefgen.model.markup import Citation, CiteKey, Inline, Paragraph, Str
from briefgen.model.text import Span, Text

from .bracket import plain_words
from .citations import KEY
from .inlines import Leaf, flows
from .notices import Notices
from .prose import Prose

# One key and words after it, in which nothing has to be read: no mark, no escape, no other key.
_CITATION = re.compile(rf"\[@({KEY.pattern})([^\[\]@;\\`<\n“”„‟«»「」『』❝❞‹›‘\"]*)\]")
_CITED = "\0"  # what stands for a citation below: no text holds it
# Lines that begin no list, with characters by which Markdown never changes words.
_PLAIN = re.compile(
    rf"\n*(?:(?!\d{{1,9}}[.)])[\w{_CITED}“”‘’„«»(\"'—–…€£]"
    rf"[\w{_CITED} ,.;:?!%()/“”‘’„«»\"'—–…€£¶§-]*(?<! )(?:\n+|\Z))*"
)
# Emphasis; a picture or a claim's mark; and what may be an address.
_MARKUP = ("_", f"!{_CITED}", "www")
_COLON = re.compile(r":(?![ \n]|\Z)")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def plain_paragraphs(
    text: Text, source: str, language: str, notices: Notices
) -> tuple[Paragraph, ...] | None:
    """The paragraphs of `text`; None where a parser has to read it. `source` is its value as a
    parser gets it, and the rest as for that."""
    words = _CITATION.sub(_CITED, source)
    if not _PLAIN.fullmatch(words) or _COLON.search(words):
        return None
    lower = words.lower()
    if any(sign in lower for sign in _MARKUP):
        return None
    found = [match.span() for match in _PARAGRAPH.finditer(source)]
    leaves = [_leaf(text, source, start, end) for start, end in found]
    return tuple(
        Paragraph(flow, text.span(start))
        for flow, (start, _) in zip(flows(leaves, text, language, notices), found, strict=True)
    )


def _leaf(text: Text, source: str, start: int, end: int) -> Leaf:
    """The content of the paragraph that is characters `start` to `end`."""
    nodes: list[Inline] = []
    prose: list[str] = []
    offsets: list[int] = []
    citations: list[tuple[int, Span]] = []
    for match in _CITATION.finditer(source, start, end):
        begin = match.start()
        if typed := source[start:begin]:
            nodes.append(Str(typed.replace("\n", " ")))
            words = typed.rstrip()  # the space before a citation is none of the prose
            prose.append(words)
            offsets += range(start, start + len(words))
        key = CiteKey(match[1], "", plain_words(match[2]), text.span(begin + 1))
        citation = Citation((key,), text.span(begin))
        citations.append((len(offsets), citation.span))
        nodes.append(citation)
        start = match.end()
    if start < end:
        prose.append(source[start:end])
        nodes.append(Str(prose[-1].replace("\n", " ")))
        offsets += range(start, end)
    characters = list("".join(prose).replace("\n", " "))
    return Leaf(tuple(nodes), Prose(characters, offsets, [False] * len(offsets), citations))
