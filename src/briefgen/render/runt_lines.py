"""Short last words, which are not alone on a line: they keep the word before them.

This takes no line more: a word comes down to the last line, which has hardly anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefgen.assemble.bidi import runs_backwards
from briefgen.model.markup import Call, Inline, Mark, Str, plain_text

# Letters of the last word, and of the one before it.
_SHORT, _BEFORE = 10, 14
_NO_BREAK = "\xa0"


def without_runt(inlines: Sequence[Inline], *, backwards: bool = False) -> tuple[Inline, ...]:
    """The inline content of a paragraph, whose last two words are kept on one line if they are
    short; what follows them are calls, marks and signs. Two numbers are not where the page or a
    word runs `backwards`: a no-break space between them would turn their order round."""
    after = ""
    for index in reversed(range(len(inlines))):
        node = inlines[index]
        if isinstance(node, Call | Mark):
            continue
        if not isinstance(node, Str):
            break
        # What follows a call or mark begins with a space, and is a word of its own.
        before, space, last = node.text.rstrip().rpartition(" ")
        if not space and not any(one.isalnum() for one in last + after):
            after = last + after
            continue
        tail = node.text[len(before) + 1 :] if space else node.text
        if space and len(last + after) <= _SHORT and 0 < len(before.split(" ")[-1]) <= _BEFORE:
            if _are_numbers(before, last) and (backwards or runs_backwards(plain_text(inlines))):
                break
            kept = replace(node, text=f"{before}{_NO_BREAK}{tail}")
            return (*inlines[:index], kept, *inlines[index + 1 :])
        break
    return tuple(inlines)


def _are_numbers(before: str, last: str) -> bool:
    return before[-1:].isdecimal() and last[:1].isdecimal()
