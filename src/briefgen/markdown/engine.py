"""CommonMark with tables and our inline rules. Sole importer of markdown-it.

To its rules this adds GitHub's `~~struck~~` and bare web addresses, footnotes `[^1]`, `H~2~O`
and `m^2^`, Pandoc's citations, `^[notes]` and `![picture](file){width=60%}`, and `[!claim]`
marks; raw HTML is text, and only real links are link definitions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.reference import reference as markdown_reference
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from briefgen.model.lazy_pattern import lazy_pattern

from .brackets import read_brackets
from .citations import key_positions
from .placed_tokens import PlacedInline, PlacedState

_NO_DEFINITION = ("!", "^", "@", "-@")
_OPENS_CLAIM_MARK = re.compile(r"\[!\s*[A-Za-z0-9]")
_DEFINITION = re.compile(
    r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]:\s*<?"
    r"(?:https?://|mailto:|#|[^\s<>]+\.(?:png|jpe?g|gif|svg|webp)\b)",
    re.IGNORECASE,
)

# Pandoc's attributes of a picture: `{width=60% alt="The lock" #id .class}`.
_ATTRIBUTE = lazy_pattern(r'\s*+(?:[#.][^\s{}"]++|([\w-]++)=(?:"((?:[^"\\]|\\.)*+)"|([^\s{}"]++)))')

_SCHEME = lazy_pattern(r"(?:https?|mailto|xmpp)\Z")
_LONGEST_SCHEME = len("mailto")

# A list in a list is two levels deeper.
MAX_NESTING = 40


@cache
def markdown() -> MarkdownIt:
    """The parser: each of its inline tokens has in `meta["at"]` the offset where it begins
    in the content of its block."""
    # Deeper than its limit markdown-it leaves the content out, without a word.
    options = {"html": False, "maxNesting": 2 * MAX_NESTING}
    markdown = _Markdown("commonmark", options).enable(["table", "strikethrough"])
    markdown.helpers = SimpleNamespace(  # type: ignore[assignment] # read like a module
        parseLinkDestination=parseLinkDestination,
        parseLinkLabel=_link_label,
        parseLinkTitle=parseLinkTitle,
    )
    markdown.disable(["html_block", "html_inline"])
    inline = markdown.inline = _Inline()
    # Text stays in the pieces in which it was typed, whose offsets are known.
    inline.ruler2.disable("fragments_join")
    # Before superscripts, which would take “^[So.]^” of two notes side by side.
    inline.ruler.before("emphasis", "citation", _bracket_rule)
    inline.ruler.after("image", "attributes", _attributes_rule)
    inline.ruler.disable(["html_inline", "linkify"])
    footnote_plugin(markdown, inline=False, move_to_end=False)
    sub_plugin(markdown)
    superscript_plugin(markdown)
    gfm_autolink_plugin(markdown)
    inline.ruler.disable(["gfm_autolink_email"])
    for rule in inline.ruler.__rules__:
        if rule.name.startswith("gfm_autolink"):
            rule.fn = _up_to_a_mark(rule.fn)
    markdown.core.ruler.disable(["text_join", "linkify", "replacements", "smartquotes"])
    markdown.block.ruler.at("reference", _reference_rule)
    markdown.block.ruler.before("table", "too_deep", _too_deep_rule, {"alt": []})
    return markdown


_ENDS_ADDRESS = lazy_pattern("[\\s“”„‟«»‹›‘’‚「」『』❝❞]")


# Where a parse keeps it.
_NEXT_END = "briefgen: the next end of an address"


def _up_to_a_mark(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """A rule for addresses that ends before a quotation mark, which GitHub's takes for a part."""

    def limited(state: StateInline, silent: bool) -> bool:
        # Asked at every character of a text: the next end is looked for once.
        source, start, end = state.env.get(_NEXT_END, ("", 0, -1))
        if source is not state.src or not start <= state.pos <= end <= state.posMax:
            match = _ENDS_ADDRESS.search(state.src, state.pos, state.posMax)
            end = match.start() if match else state.posMax
            state.env[_NEXT_END] = state.src, state.pos, end
        maximum, state.posMax = state.posMax, end
        found = rule(state, silent)
        state.posMax = maximum
        return found

    return limited


class _Markdown(MarkdownIt):
    """markdown-it, which reads links to anywhere: where one may lead, `markup` decides."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's name
        # It would print `[words](javascript:…)` as typed, and nobody would notice.
        return True

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - markdown-it's name
        return link  # an address is printed as it was typed


class _State(PlacedState):
    """The state of one block's content, with its brackets."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]):
        super().__init__(src, md, env, tokens)
        self.brackets = read_brackets(src)

    def push(self, ttype: str, tag: str, nesting: Any) -> Token:
        token = super().push(ttype, tag, nesting)
        # The text of an address that is a link by itself: after `<`, or read from its colon on.
        if ttype in ("link_open", "text") and self.src[self.pos : self.pos + 1] in ("<", ":"):
            scheme = _SCHEME.search(self.src, max(self.pos - _LONGEST_SCHEME, 0), self.pos)
            if ttype == "text" and self.src[self.pos] == "<":
                token.meta["at"] += 1
            elif scheme and self.src[self.pos] == ":":
                token.meta["at"] = scheme.start()
        return token


class _Inline(PlacedInline):
    state = _State


def _bracket_rule(state: StateInline, silent: bool) -> bool:
    """Citations, claim marks, author's notes; and brackets that hold one are never links."""
    assert isinstance(state, _State)
    src, pos, found = state.src, state.pos, state.brackets
    opening = pos + 1 if src[pos] in "!^" else pos
    if src[opening : opening + 1] != "[":
        return False
    end = found.ends.get(opening)
    if end is not None and end >= state.posMax:
        return False
    is_citation = opening in found.keys and end is not None
    is_mark = _OPENS_CLAIM_MARK.match(src, opening) is not None and end is not None
    if src[pos] == "^":
        if end is None:
            return False
        if not silent:
            state.push("note_open", "", 1)
            maximum = state.posMax
            state.pos, state.posMax = opening + 1, end
            state.md.inline.tokenize(state)
            state.pos, state.posMax = end, maximum
            state.push("note_close", "", -1)
        state.pos = end + 1
        return True
    if not (is_citation or is_mark or opening in found.outer):
        return False
    if end is not None and opening in found.outer and src[end + 1 : end + 2] in ("(", "["):
        return False  # around a citation there may be a link or a picture
    if src[pos] == "!" or not (is_citation or is_mark):
        if not silent:
            state.append_pending(src[pos])
        state.pos = pos + 1
        return True
    assert end is not None
    if not silent:
        token = state.push("citation" if is_citation else "claim_mark", "", 0)
        token.content = src[pos : end + 1]
    state.pos = end + 1
    return True


def _link_label(state: StateInline, start: int, disable_nested: bool = False) -> int:
    """Where the label that opens at `start` closes; -1 where it does not."""
    assert isinstance(state, _State)
    if start in state.brackets.outer:  # markdown-it takes the citation in it for a link
        end = state.brackets.ends.get(start, -1)
        return end if end < state.posMax else -1
    return parseLinkLabel(state, start, disable_nested)


def _attributes_rule(state: StateInline, silent: bool) -> bool:
    """Attributes right after a picture, which gets them."""
    if state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    picture = state.tokens[-1]
    if picture.type != "image" or silent:
        return False
    at = state.pos + 1
    found: dict[str, str | int | float] = {}
    alternative = (0, 0)
    while match := _ATTRIBUTE.match(state.src, at):
        if match[1]:
            found[match[1]] = match[3] if match[2] is None else re.sub(r"\\(.)", r"\1", match[2])
            if match[1] == "alt":
                alternative = match.span(3 if match[2] is None else 2)
        at = match.end()
    end = re.compile(r"\s*}").match(state.src, at)
    if end is None or end.end() > state.posMax:
        return False
    picture.meta["attributes"] = found
    picture.meta["alternative"] = alternative  # where it was typed
    state.pos = end.end()
    return True


def _too_deep_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lists and quotations within each other beyond the limit: code, with `meta["too_deep"]`."""
    if state.level < MAX_NESTING or silent:
        return False
    token = state.push("code_block", "code", 0)
    token.content = state.getLines(start, end, state.blkIndent, False)
    token.map = [start, end]
    token.meta["too_deep"] = True
    state.line = end
    return True


def _reference_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Link definitions, but only real ones: `[order]: rejected` is printed as typed."""
    at = state.bMarks[start] + state.tShift[start]
    match = _DEFINITION.match(state.src, at)
    if (
        match is None
        or key_positions(match[1], 0, len(match[1]))
        or match[1].startswith(_NO_DEFINITION)
    ):
        return False
    return markdown_reference(state, start, end, silent)


__all__ = ["Token", "markdown"]
