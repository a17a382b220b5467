"""Patterns that are compiled at their first use are those that they say."""

from __future__ import annotations

import re

import pytest

from briefgen.model.lazy_pattern import lazy_pattern


def test_that_it_is_the_pattern() -> None:
    pattern = lazy_pattern(r"(?P<word>brief)\w*", re.IGNORECASE)
    found = pattern.search("Two BRIEFS")
    assert found
    assert found["word"] == "BRIEF"
    assert pattern.sub("x", "briefs, briefs") == "x, x"
    assert (pattern.pattern, pattern.flags) == (r"(?P<word>brief)\w*", re.IGNORECASE | re.UNICODE)
    assert pattern.groupindex == {"word": 1}


def test_that_it_is_compiled_when_it_is_asked() -> None:
    wrong = lazy_pattern("(")
    with pytest.raises(re.error):
        wrong.match("")
