"""Words that a source in Markdown strikes out: “did ~~not~~ agree”.

Its paragraphs keep the signs, so that a quotation shows the strike, or leaves these words out
with an ellipsis.
"""

from __future__ import annotations

from briefgen.model.lazy_pattern import lazy_pattern

SIGN = "~~"
# Without a possessive group, with which Debian 12's Python, 3.11.2, finds nothing here.
_UP_TO_NEXT = r"[^~]*(?:~(?!~)[^~]*)*"
# The second is what is left of `<del>` and `</del>` on lines of their own.
_STRUCK = (
    lazy_pattern(rf"~~(?=[^\s~]){_UP_TO_NEXT}(?<=[^\s~])~~"),
    lazy_pattern(rf"~~(?!~~){_UP_TO_NEXT}~~"),
)


def struck(text: str) -> tuple[tuple[int, int], ...]:
    """Where words of `text` are struck out, with the signs around them: start and end."""
    if SIGN not in text:
        return ()
    return tuple(sorted({match.span() for one in _STRUCK for match in one.finditer(text)}))


def without_struck(text: str) -> str:
    """`text` without its struck words."""
    return _STRUCK[1].sub("", _STRUCK[0].sub("", text)) if SIGN in text else text
