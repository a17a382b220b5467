"""Markdown with citations, claim marks and quotations → a tree.

Every node and every quotation knows where it was typed. Most texts are `plain`; the others are
read by way of `commonmark`.
"""

from __future__ import annotations

import re

from briefgen.model.markup import Block, Flow, Paragraph, Str
from briefgen.model.text import Text

from .notices import Notices
from .plain import BEGINS_BLOCK, plain_blocks
from .quotation_marks import unescaped
from .quotations import in_plain

_NOTE_OR_CITATION = re.compile(r"(?<!\\)(?:\[(?:@|-@(?=[A-Za-z0-9]))[^\[\]]*\]?|\^\[[^\[\]]*\]?)")


def parse_blocks(text: Text, language: str, notices: Notices) -> tuple[Block, ...]:
    """Markdown of a `body` → its blocks. `language` (BCP 47) decides the quotation marks."""
    source = _source(text)
    if (blocks := plain_blocks(text, source, language, notices)) is not None:
        return blocks
    from .commonmark import read_blocks  # most briefs need it nowhere

    return read_blocks(text, source, language, notices)


def parse_inline(text: Text, language: str, notices: Notices) -> Flow:
    """Inline Markdown (a key point, a position's `says`) → one flow.

    Where it ends with the texts of its footnotes, it is the paragraph before them. Other blocks
    in it print as typed; a block quotation is a quotation all the same.
    """
    source = _source(text)
    is_one = source == source.strip("\n") and "\n\n" not in source
    if is_one and not source.startswith(BEGINS_BLOCK):
        match plain_blocks(text, source, language, notices):
            case (Paragraph(flow=flow),):
                return flow
    from .commonmark import read_inline

    return read_inline(text, source, language, notices)


def parse_plain(text: Text, language: str, notices: Notices | None = None) -> Flow:
    """Plain text: no Markdown, but the quotations in it are found; a citation or note, which
    nothing would print, is a problem."""
    value = text.value
    for match in _NOTE_OR_CITATION.finditer(value) if notices else ():
        assert notices is not None
        notices.problem(
            f"“{match[0]}”: this text is plain, so that a citation or note in it prints as typed",
            "Cite in a section, a key point, the summary or a recommendation instead.",
            text.span(match.start()),
        )
    found = in_plain(text, language)
    if notices:
        notices.stray_marks.extend(found.strays)
    return Flow((Str(unescaped(value)),), found.quotations)


def _source(text: Text) -> str:
    """What markdown-it gets: character for character the text, line ends and NUL apart."""
    return text.value.replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")
