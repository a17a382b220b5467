"""Whether a line may break between two letters is answered as WeasyPrint does, and once."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.line_break import can_break_text

from briefgen.render.weasyprint_patches import letter_breaks


def test_the_answers_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["", "a", "ab", " a", "a ", "-a", "水火", "a\xa0", "“a", "a board"]
    asked = [(text, lang) for text in texts for lang in (None, "en", "th")]
    alone = [can_break_text(*one) for one in asked]
    assert {*alone} == {True, False}
    letter_breaks.can_break.cache_clear()
    with ExitStack() as stack:
        for patch in letter_breaks.PATCHES:
            stack.enter_context(patch.applied())
        for module in (inline, preferred):
            assert [module.can_break_text(*one) for one in asked] == alone
        monkeypatch.setattr(line_break, "get_next_break_point_from_text", None)
        assert [inline.can_break_text(*one) for one in asked] == alone
