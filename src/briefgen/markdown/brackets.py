"""The brackets of inline content: what each of them is, and which hold citations."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from briefgen.model.lazy_pattern import lazy_pattern

from .citations import key_positions

# All that `read_brackets` looks at.
_SIGN = lazy_pattern(r"[\\`\[\]@]")
_BEGINS_CITATION = ("[@", "[-@")


class Brackets(Struct):
    """The brackets of inline content: where each closes, and which hold citation keys.

    `unclosed` are those that begin a citation, `keyless` those that begin one and hold no
    key; `bare` are the keys outside brackets.
    """

    ends: dict[int, int]
    keys: dict[int, list[re.Match[str]]]
    outer: set[int]
    unclosed: list[int]
    keyless: list[int]
    bare: list[re.Match[str]]


@lru_cache(maxsize=32)  # asked once more by whoever tells what is wrong in them
def read_brackets(src: str) -> Brackets:
    """One pass over inline content: escapes and code spans apart, what each `[` holds."""
    found = Brackets({}, {}, set(), [], [], [])
    if not _SIGN.search(src):
        return found
    open_: list[int] = []
    holders: list[int] = []  # those of `open_` that begin no note, by number
    notes: set[int] = set()
    keys = {match.end() - 1: match for match in key_positions(src, 0, len(src))}
    runs = _code_spans(src)
    position = 0
    while sign := _SIGN.search(src, position):
        position, c = sign.start(), sign[0]
        if c in "\\`":
            position = position + 2 if c == "\\" else runs.get(position, position + 1)
            continue
        if c == "[":
            if src[position - 1 : position] == "^":
                notes.add(position)
            else:
                holders.append(len(open_))
            open_.append(position)
        elif c == "]" and open_:
            found.ends[open_.pop()] = position
            if holders and holders[-1] == len(open_):
                holders.pop()
        elif position in keys:
            if not holders:
                found.bare.append(keys[position])
            else:
                found.keys.setdefault(open_[holders[-1]], []).append(keys[position])
                for around in range(holders[-1] - 1, -1, -1):
                    if open_[around] in found.outer:
                        break  # and so are those around it
                    found.outer.add(open_[around])
        position += 1
    for o in open_:
        if src.startswith(_BEGINS_CITATION, o):
            found.unclosed.append(o)
        else:
            found.bare.extend(found.keys.get(o, ()))
    found.keyless.extend(
        o
        for o in sorted(found.ends)
        if src.startswith(_BEGINS_CITATION, o) and o not in found.keys and o not in notes
    )
    return found


def _code_spans(src: str) -> dict[int, int]:
    """For each run of backticks that opens a code span: where the span ends."""
    runs = [match.span() for match in re.finditer("`+", src)]
    by_length: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        start, end = runs[index]
        by_length.setdefault(end - start, []).append(index)
    ends: dict[int, int] = {}
    index = 0
    while index < len(runs):
        start, end = runs[index]
        later = by_length[end - start]
        while later and later[-1] <= index:
            later.pop()
        if later:
            ends[start] = runs[later[-1]][1]
            index = later[-1] + 1
        else:
            ends[start] = end
            index += 1
    return ends
