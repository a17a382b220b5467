"""Where the words of a passage are printed by a citation alone, and the sentence around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from briefgen.matching.sentences import around, sentence_starts
from briefgen.model.markup import (
    AuthorNote,
    Block,
    BlockQuote,
    Citation,
    Flow,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Str,
    Styled,
    flows,
    plain_text,
    walk,
)

from .result import ResolvedBrief, ResolvedKey


class PrintedWords(Struct, frozen=True):
    """A reference that prints the words of its passage.

    `citation` and `flow` are its bracket and the text that this is in, None for `cite`;
    `besides` is what leads in, or what a position says; `in_position`: it is a `cite`.
    """

    reference: ResolvedKey
    citation: Citation | None = None
    flow: Flow | None = None
    besides: str = ""
    in_position: bool = False

    @property
    def sentence(self) -> str:
        """What the brief itself says around the words."""
        if self.citation is None or self.flow is None:
            return self.besides
        return f"{sentence_of(self.flow, self.citation)} … {self.besides}"


def sentence_of(flow: Flow, citation: Citation) -> str:
    """The sentence of a text that a citation in it is in, or ends."""
    before, after = _around(flow, citation)
    return " … ".join(around(before.rstrip(), "", after))


def lead_ins(brief: ResolvedBrief) -> Iterator[tuple[BlockQuote, str]]:
    """The block quotations of a brief, each with the last sentence of the paragraph before it."""
    for section in brief.sections:
        yield from _lead_ins(section.blocks)


def printed_words(brief: ResolvedBrief) -> Iterator[PrintedWords]:
    """The first reference to each passage that prints its words, every `cite` that does, and
    every block quotation that is one citation."""
    quoted = {checked.quotation.citation for checked in brief.quotations}
    seen: set[str] = set()
    leads = {quote.citation.span: lead for quote, lead in lead_ins(brief) if quote.citation}
    for flow in _texts(brief):
        for node in walk(flow.inlines):
            if not isinstance(node, Citation) or node.span in quoted:
                continue
            for reference in brief.citations.get(node.span, ()):
                if node.span in leads:
                    yield PrintedWords(reference, besides=leads[node.span])
                elif reference.passage_id and reference.passage_id not in seen:
                    seen.add(reference.passage_id)
                    yield PrintedWords(reference, node, flow)
    for claim in brief.claims:
        for position in claim.positions:
            said = position.position
            besides = " … ".join(t.value for t in (said.by, said.via, said.answer) if t)
            for reference in position.references if said.says is None else ():
                yield PrintedWords(reference, besides=besides, in_position=True)


def _texts(brief: ResolvedBrief) -> Iterator[Flow]:
    """The texts of a brief that may hold citations, notes apart from what they are in."""
    found = [
        *([brief.summary] if brief.summary else ()),
        *brief.key_points,
        *brief.changes,
        *(flow for section in brief.sections for flow in flows(section.blocks)),
        *brief.recommendations,
    ]
    for flow in found:
        yield flow
        yield from (n.content for n in walk(flow.inlines) if isinstance(n, AuthorNote))


def _lead_ins(blocks: Iterable[Block]) -> Iterator[tuple[BlockQuote, str]]:
    before: Block | None = None
    for block in blocks:
        match block:
            case BlockQuote():
                yield block, _last_sentence(before)
            case ListBlock(items=items):
                for item in items:
                    yield from _lead_ins(item)
            case _:
                pass
        before = block


def _last_sentence(block: Block | None) -> str:
    """That of a paragraph; nothing of another block."""
    if not isinstance(block, Paragraph):
        return ""
    text = plain_text(block.flow.inlines)
    return text[max(sentence_starts(text)) :]


def _around(flow: Flow, citation: Citation) -> tuple[str, str]:
    """The words of a text before and after a citation in it."""
    sides: tuple[list[str], list[str]] = ([], [])
    after = False
    for node in _leaves(flow.inlines):
        after = after or node is citation
        if isinstance(node, Str):
            sides[after].append(node.text)
        elif not isinstance(node, Citation):  # whose words are elsewhere
            sides[after].append(plain_text([node]))
    return "".join(sides[0]), "".join(sides[1])


def _leaves(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for node in inlines:
        match node:
            case Styled(children=children) | Link(children=children):
                yield from _leaves(children)
            case _:
                yield node
