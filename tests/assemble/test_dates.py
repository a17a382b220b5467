"""The dates of English, which need no data, are those of Unicode's."""

from __future__ import annotations

import pytest

from briefgen.assemble import dates


@pytest.mark.parametrize("language", ["en", "en-US"])
def test_english_is_as_unicode_has_it(language: str) -> None:
    assert dates.date_words(language) == dates._by_unicode(language)


def test_other_english_is_not() -> None:
    assert dates.date_words("en-GB")["dates"].startswith("{day} January {year}|")
