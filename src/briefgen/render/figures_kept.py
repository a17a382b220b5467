"""Figures on one line: `9 000 000 €` and `§ 5` do not end a line at their spaces.

Only in print: a browser's lines are of any length. The words are the same, and proved as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from briefgen.assemble.bidi import runs_backwards
from briefgen.model.markup import Inline, SourceWords, Str, plain_text

NO_BREAK = "\xa0"
# A number in groups of three; more of them are a list of numbers.
_GROUPED = re.compile(r"(?<!\d)(?<!\d )\d{1,3}(?: \d{3}){1,4}(?! ?\d)")
# A sign or mark before or after a number.
_WITH_SIGN = re.compile(r"(?<=[§¶€£$¥]) (?=\d)|(?<=\d) (?=[%‰€£$¥](?!\w))")


def with_kept_figures(text: str) -> str:
    """`text` with no-break spaces in its figures."""
    grouped = _GROUPED.sub(lambda figure: figure[0].replace(" ", NO_BREAK), text)
    return _WITH_SIGN.sub(NO_BREAK, grouped)


def is_figure(word: str) -> bool:
    """Whether a word is a number that has spaces: `9 000 000`."""
    return NO_BREAK in word and any(map(str.isdigit, word)) and not any(map(str.isalpha, word))


def figures_kept(inlines: Sequence[Inline]) -> Sequence[Inline]:
    """Inline content with no-break spaces in its figures; as it is where a word runs from right to
    left, in whose line the order of numbers depends on the spaces between them."""
    kept = tuple(
        replace(node, text=with_kept_figures(node.text))
        if isinstance(node, Str | SourceWords)
        else node
        for node in inlines
    )
    return inlines if kept == inlines or runs_backwards(plain_text(inlines)) else kept


__all__ = ["NO_BREAK", "figures_kept", "is_figure", "with_kept_figures"]
