"""What is read without a Markdown parser is what the parser makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.markdown import parser
from briefgen.markdown.notices import Notices
from briefgen.markdown.parser import parse_blocks, parse_inline
from briefgen.markdown.plain import plain_blocks
from briefgen.model.text import Text

from .test_parser import text

WORDS = (
    *"a1é漢.,;:?!%()/“”‘’„«»\"'—–…€£¶§- ", " ", " ", "\n", "\n\n", "12,000 boats", "ww",
    "The lock was closed", "“The lock was closed”", "[@report]", " [@report, ¶5]", "[@a-b.c:] so",
    "[!order]", " [!order]", "«\u202fso\u202f»", "\u00a0", "*The Lock*", " *12* ", "*", "(*so*)",
    "^[A note.]", " ^[It said “so” [@report, ¶5] and *so*]", "- ", "\n- ", "\n\n- ", "> [@report]",
    "\n\n> [@report] [!order]\n\n", "\n> ",
)  # fmt: skip
MARKUP = (
    *"_*`~^|=+#<>&\\[]{}@$\t\u00a0\0", "  \n", "\r\n", "1. ", "- ", "    ", "www.a.b", "[@a; @b]",
    "[see @a]", "[@a “so”]", "[@a\n, ¶5]", "![@a]", "[!order]", "^[so]", "[^1]", "http://a.b",
    "mailto:a", "a@b.c", "@a", "&amp;",
)  # fmt: skip
WORDED = st.lists(st.sampled_from(WORDS), max_size=12).map("".join)
TEXTS = st.tuples(WORDED, st.sampled_from(["", "", *MARKUP]), WORDED).map("".join)
PLAIN = {
    "words": "The lock was closed.",
    "a citation": "The lock was closed [@report].",
    "a paragraph": "It said “closed  on  Monday” [@report, ¶¶5-6, p. 7], and: “so” [@other:].\n",
    "lines": "It said “closed\non Monday” [@report]\n[@other] so.",
    "paragraphs": "\nIt said “closed\n\n“on Monday” [@report].\n\n\n'So' 'it' said [@other ].\n",
    "citations alone": "[@report] [@other][@third]: it said.",
    "marks of claims": "It said so. [!order] It said [@report] [!an-order2], so [!order].",
    "emphasis": "*The Lock* said “so *or (not) so*” [@report]\n*12* times, *so*.",
    "notes": "It said “so”.^[“So” it [@other] said.] And so ^[Or so,\nand “so]” [@report].",
    "a list": "It said:\n\n- “so” [@report].^[Or so.] [!order]\n- “not so\n- *Not* so”\n\nThen “so",
    "quoted passages": "It said:\n\n> [@report, ¶5] [!order]\n\n> [@other]\n\n- So.\n\n> [!a] [@b]",
    "spaces that hold together": "Il dit «\u202fso\u202f» à 12\u00a0h [@report]\u202f; so.",
    "nothing": "",
}


def both(typed: str, language: str, read: str) -> Sequence[object]:
    """What is made of a text, and noticed, first as always, then by the parser alone."""
    found = []
    with mock.patch.object(parser, "plain_blocks", wraps=plain_blocks) as plain:
        for is_left_out in (False, True):
            notices = Notices()
            if is_left_out:
                plain.side_effect = lambda *_: None
            function = parse_blocks if read == "blocks" else parse_inline
            found.append((function(text(typed), language, notices), notices))
    return found


@pytest.mark.parametrize("typed", PLAIN.values(), ids=PLAIN.keys())
@pytest.mark.parametrize("read", ["blocks", "inline"])
def test_plain_blocks_are_read_as_by_the_parser(typed: str, read: str) -> None:
    first, second = both(typed, "en-US", read)
    assert first == second
    assert plain_blocks(text(typed), typed, "en-US", Notices()) is not None


@given(
    TEXTS, st.sampled_from(["en-US", "en-GB", "de", "sv"]), st.sampled_from(["blocks", "inline"])
)
def test_any_text_is_read_as_by_the_parser(typed: str, language: str, read: str) -> None:
    first, second = both(typed, language, read)
    assert first == second


@pytest.mark.parametrize(
    "typed",
    ["1. so", "so\n- so", "- so\n\n- so", "- so\nso", "- so\n  so", "-  so", "- 1. so", "- - so",
     "> [@a]\n> [@b]", "> [@a] [@b]", "> [!a]", "> [@a]\nso", "^[*so*]", "^[a^[b]]", "^[so\n- so]",
     "^[@a]", "^[[@a]]", "a **b**", "a*b*", "a * b *", "a_b_", "*a_b*", "*a: www.x.org*",
     "[! order]", "so  \nso", " so", "www.a.b", "http://a.b", "[@a; @b]",
     "![@a]", "[see @a]", "@a", "[a](#b)", "# so", "> so", "a\n===", "&amp;", "a|b\n-|-", "[^1]",
     "\\“"],
)  # fmt: skip
def test_other_markup_is_left_to_the_parser(typed: str) -> None:
    assert plain_blocks(text(typed), typed, "en-US", Notices()) is None


def test_places_within_a_folded_text_are_kept() -> None:
    typed = Text("It said “so\nit” [@a].", "b.yaml", ((0, 3, 9), (10, 4, 5), (12, 6, 5)))
    (paragraph,) = parse_blocks(typed, "en-US", Notices())
    with mock.patch.object(parser, "plain_blocks", return_value=None):
        assert parse_blocks(typed, "en-US", Notices()) == (paragraph,)
