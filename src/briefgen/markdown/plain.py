"""Paragraphs of words, citations, claim marks, notes and emphasis, lists of such lines and quoted
passages (`> [@passage]`), as nearly all of a brief are, read without a Markdown parser.

What has no other markup becomes here what `parser` makes of it, with the same places; a test
compares. Everything in doubt is left to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.markup import (
    AuthorNote,
    Block,
    BlockQuote,
    Citation,
    CiteKey,
    ClaimMark,
    Flow,
    Inline,
    ListBlock,
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
# a claim's mark; emphasised words, around which the asterisks can mean nothing else; and a note,
# which begins with a word and holds none of these but citations.
_SEEN = "\0"  # what stands for one of these: no text holds it
_LOCATOR = r"[^\[\]@;\\`<\n“”„‟«»「」『』❝❞‹›‘\"]*"
_CITATION = re.compile(rf"\[@(?P<key>{KEY.pattern})(?P<locator>{_LOCATOR})\]")
_NOTE = lazy_pattern(
    rf"\^\[(?P<note>(?!_)[\w“‘„«](?:[^\[\]^*\\`{_SEEN}]++|\[@{KEY.pattern}{_LOCATOR}\])*+)\]"
)
_SPECIAL = lazy_pattern(
    rf"{_CITATION.pattern}|\[!(?P<claim>[A-Za-z0-9][A-Za-z0-9-]*)\]"
    r"|\*(?<![^\s(“‘„«\"'—–]\*)(?P<em>[^\W_](?:[\w ,.;'’&()–-]*[^\W_])?)\*"
    rf"(?![^\s.,;:?!)”’“»\"'—–])|{_NOTE.pattern}"
)
# Lines that begin no list but one of single lines, with characters by which Markdown never
# changes words; and those that quote a passage.
_PLAIN = re.compile(
    rf"\n*(?:(?:(?:- )?(?!\d{{1,9}}[.)])[\w{_SEEN}“”‘’„«»(\"'—–…€£]"
    rf"[\w{_SEEN} \u00a0\u202f,.;:?!%()/“”‘’„«»\"'—–…€£¶§-]*(?<!\s)"
    rf"|> {_SEEN}++(?: {_SEEN}++)*)(?:\n+|\Z))*"
)
# Other emphasis; a picture; and what may be an address.
_MARKUP = ("_", f"!{_SEEN}", "www")
_COLON = re.compile(r":(?![ \n]|\Z)")
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_LINE = re.compile(r"[^\n]+")
_ITEM, _QUOTE = BEGINS_BLOCK = ("- ", "> ")


def plain_blocks(
    text: Text, source: str, language: str, notices: Notices
) -> tuple[Block, ...] | None:
    """The blocks of `text`; None where a parser has to read it. `source` is its value as a
    parser gets it, and the rest as for that."""
    # Most texts have citations alone, for which they are searched three times as fast.
    if "*" in source or "[!" in source or "^[" in source:
        special = _SPECIAL
        words = _NOTE.sub(rf"{_SEEN}\g<note>{_SEEN}", source)
        words = _SPECIAL.sub(rf"{_SEEN}\g<em>{_SEEN}", words)
    else:
        special, words = _CITATION, _CITATION.sub(_SEEN, source)
    if not _PLAIN.fullmatch(words) or _COLON.search(words):
        return None
    lower = words.lower()
    if any(sign in lower for sign in _MARKUP):
        return None
    places = [match.span() for match in _BLOCK.finditer(source)]
    if (_ITEM in source or _QUOTE in source) and not _are_apart(source, places):
        return None
    return tuple(_Reader(text, source, special, language, notices).blocks(places))


def _are_apart(source: str, places: Iterable[tuple[int, int]]) -> bool:
    """Whether no block is read together with another, and each begins with what it is."""
    before = ""
    for start, end in places:
        lines = source[start:end].split("\n")
        marks = {line[:2] if line.startswith(BEGINS_BLOCK) else "" for line in lines}
        (mark, *others) = marks
        if others or (mark == before == _ITEM):
            return False
        if mark == _QUOTE and (len(lines) > 1 or lines[0].count("[@") != 1):
            return False
        before = mark
    return True


class _Reader:
    """Reads the blocks of one text; its `special` parts are not plain words."""

    def __init__(
        self, text: Text, source: str, special: re.Pattern[str], language: str, notices: Notices
    ):
        self.text = text
        self.source = source
        self.special = special
        self.language = language
        self.notices = notices

    def blocks(self, places: Iterable[tuple[int, int]]) -> Iterator[Block]:
        run: list[tuple[int, int]] = []
        for start, end in places:
            if not self.source.startswith(BEGINS_BLOCK, start):
                run.append((start, end))
                continue
            yield from self._paragraphs(run)
            run = []
            if self.source.startswith(_ITEM, start):
                lines = _LINE.finditer(self.source, start, end)
                items = [(line.start() + len(_ITEM), line.end()) for line in lines]
                yield ListBlock(False, 1, tuple(tuple(self._paragraphs([one])) for one in items))
            else:
                yield self._passage(start, end)
        yield from self._paragraphs(run)

    def _paragraphs(self, run: Sequence[tuple[int, int]]) -> Iterator[Paragraph]:
        """Paragraphs that follow each other, over which a quotation may run."""
        read = [self._inlines(start, end) for start, end in run]
        for (start, _), flow in zip(run, self._flows(read), strict=True):
            yield Paragraph(flow, self.text.span(start))

    def _passage(self, start: int, end: int) -> BlockQuote:
        """A block quotation that holds a citation, and the marks of claims."""
        nodes, _ = self._inlines(start + len(_QUOTE), end)
        paragraph = Paragraph(Flow(nodes), self.text.span(start + len(_QUOTE)))
        (citation,) = (node for node in nodes if isinstance(node, Citation))
        return BlockQuote((paragraph,), self.text.span(start), citation=citation)

    def _flows(self, read: Sequence[tuple[tuple[Inline, ...], PlainProse]]) -> Iterator[Flow]:
        found = in_paragraphs(self.text, [prose for _, prose in read], self.language)
        for (nodes, _), own in zip(read, found, strict=True):
            self.notices.stray_marks.extend(own.strays)
            yield Flow(nodes, own.quotations)

    def _inlines(self, start: int, end: int) -> tuple[tuple[Inline, ...], PlainProse]:
        """What characters `start` to `end` are, and their prose."""
        text, source = self.text, self.source
        nodes: list[Inline] = []
        words: list[str] = []
        runs = Runs()
        citations: list[tuple[int, Span]] = []
        for match in self.special.finditer(source, start, end):
            begin = match.start()
            kind = match.lastgroup  # “em”, “claim”, “note”, or the locator of a citation
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
            elif kind == "note":
                (flow,) = self._flows([self._inlines(*match.span("note"))])
                nodes.append(AuthorNote(flow, text.span(begin)))
            else:
                place = text.span(begin)
                inside = Span(place.path, place.line, place.column + 1)
                key = CiteKey(match["key"], "", plain_words(match["locator"]), inside)
                citation = Citation((key,), place)
                citations.append((runs.length, citation.span))
                nodes.append(citation)
            start = match.end()
        if start < end:
            words.append(source[start:end])
            nodes.append(Str(words[-1].replace("\n", " ")))
            runs.add(start, end - start)
        return tuple(nodes), PlainProse("".join(words).replace("\n", " "), runs, citations)
