"""Paragraphs of words, citations, claim marks and emphasis, as nearly all of a brief are, read
without a Markdown parser.

What has no other markup becomes here what `parser` makes of it, with the same places; a test
compares. Everything in doubt is left to that.
"""

from __future__ import annotations

import re

from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.markup import (
    Citation,
    CiteKey,
    ClaimMark,
    Flow,
    Inline,
    Paragraph,
    Str,
    Styled,
)
from briefgen.model.text import Span, Text

from .bracket import plain_words
from .citations import KEY
from .notices import Notices
from .prose import PlainProse, Runs
from .quotations import in_paragraphs

# One key and words after it, in which nothing has to be read: no mark, no escape, no other key;
# a claim's mark; and emphasised words, around which the asterisks can mean nothing else.
_CITATION = re.compile(
    rf"\[@(?P<key>{KEY.pattern})(?P<locator>[^\[\]@;\\`<\n“”„‟«»「」『』❝❞‹›‘\"]*)\]"
)
_SPECIAL = lazy_pattern(
    rf"{_CITATION.pattern}|\[!(?P<claim>[A-Za-z0-9][A-Za-z0-9-]*)\]"
    r"|\*(?<![^\s(“‘„«\"'—–]\*)(?P<em>[^\W_](?:[\w ,.;'’&()–-]*[^\W_])?)\*"
    r"(?![^\s.,;:?!)”’“»\"'—–])"
)
_SEEN = "\0"  # what stands for one below: no text holds it
# Lines that begin no list, with characters by which Markdown never changes words.
_PLAIN = re.compile(
    rf"\n*(?:(?!\d{{1,9}}[.)])[\w{_SEEN}“”‘’„«»(\"'—–…€£]"
    rf"[\w{_SEEN} \u00a0\u202f,.;:?!%()/“”‘’„«»\"'—–…€£¶§-]*(?<!\s)(?:\n+|\Z))*"
)
# Other emphasis; a picture; and what may be an address.
_MARKUP = ("_", f"!{_SEEN}", "www")
_COLON = re.compile(r":(?![ \n]|\Z)")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def plain_paragraphs(
    text: Text, source: str, language: str, notices: Notices
) -> tuple[Paragraph, ...] | None:
    """The paragraphs of `text`; None where a parser has to read it. `source` is its value as a
    parser gets it, and the rest as for that."""
    # Most texts have citations alone, for which they are searched three times as fast.
    if "*" in source or "[!" in source:
        special, words = _SPECIAL, _SPECIAL.sub(rf"{_SEEN}\g<em>{_SEEN}", source)
    else:
        special, words = _CITATION, _CITATION.sub(_SEEN, source)
    if not _PLAIN.fullmatch(words) or _COLON.search(words):
        return None
    lower = words.lower()
    if any(sign in lower for sign in _MARKUP):
        return None
    places = [match.span() for match in _PARAGRAPH.finditer(source)]
    read = [_paragraph(text, source, special, *place) for place in places]
    found = in_paragraphs(text, [prose for _, prose in read], language)
    for one in found:
        notices.stray_marks.extend(one.strays)
    return tuple(
        Paragraph(Flow(nodes, own.quotations), text.span(start))
        for (start, _), (nodes, _), own in zip(places, read, found, strict=True)
    )


def _paragraph(
    text: Text, source: str, special: re.Pattern[str], start: int, end: int
) -> tuple[tuple[Inline, ...], PlainProse]:
    """What is in the paragraph that is characters `start` to `end`, and its prose; what is
    `special` there is no plain words."""
    nodes: list[Inline] = []
    words: list[str] = []
    runs = Runs()
    citations: list[tuple[int, Span]] = []
    for match in special.finditer(source, start, end):
        begin = match.start()
        kind = match.lastgroup  # “em”, “claim”, or the locator of a citation
        if typed := source[start:begin]:
            nodes.append(Str(typed.replace("\n", " ")))
            # The space before a citation is none of the prose.
            words.append(typed if kind == "em" else typed.rstrip())
            runs.add(start, len(words[-1]))
        if kind == "em":
            words.append(match["em"])
            nodes.append(Styled("em", (Str(words[-1]),)))
            runs.add(match.start("em"), len(words[-1]))
        elif kind == "claim":
            nodes.append(ClaimMark(match["claim"], text.span(begin)))
        else:
            key = CiteKey(match["key"], "", plain_words(match["locator"]), text.span(begin + 1))
            citation = Citation((key,), text.span(begin))
            citations.append((runs.length, citation.span))
            nodes.append(citation)
        start = match.end()
    if start < end:
        words.append(source[start:end])
        nodes.append(Str(words[-1].replace("\n", " ")))
        runs.add(start, end - start)
    return tuple(nodes), PlainProse("".join(words).replace("\n", " "), runs, citations)
