"""Which differences turn the meaning, and how they are called."""

from __future__ import annotations

import pytest

from briefgen.matching.differences import telling


@pytest.mark.parametrize(
    ("typed", "source", "languages", "told"),
    [
        ("would improve", "would not improve", (), "a negation: “not”"),
        ("it can close", "it cannot close", (), "a negation: “cannot”; a modal: “can”"),
        ("he says so", "he denies so", (), "a negation: “denies”"),
        ("counted 11 boats", "counted 12 boats", (), "a number: “11” and “12”"),
        ("counted two boats", "counted three boats", (), "a number: “two” and “three”"),
        ("boats will return", "boats may return", (), "a modal: “will” and “may”"),
        ("he ordered it", "he allegedly ordered it", (), "a hedge: “allegedly”"),
        ("when Roe came", "when Doe came", (), "a name: “Roe” and “Doe”"),
        ("said. Boats came", "said. Ships came", (), None),
        ("the harbour", "the port", (), None),
        ("er kam", "er kam nicht", (), None),
        ("er kam", "er kam nicht", ("en", "de"), "a negation: “nicht”"),
        ("der Hafen dort", "der Kai dort", ("de",), None),
        ("drei Boote", "vier Boote", ("de-AT",), "a number: “drei” and “vier”"),
    ],
)
def test_what_differs_is_told(
    typed: str, source: str, languages: tuple[str, ...], told: str | None
) -> None:
    assert telling(typed, source, *languages) == told
