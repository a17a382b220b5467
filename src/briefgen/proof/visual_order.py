"""The order in which a line shows its characters, from left to right, where some of them run from
right to left (Unicode Standard Annex 9): it tells what a reader reads from where they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

_DEEPEST = 125
_NEUTRAL = {"B", "S", "WS", "ON", "FSI", "LRI", "RLI", "PDI"}
# What begins words of another way: which, and what it makes of their characters.
_EMBEDDINGS = {"LRE": (0, ""), "RLE": (1, ""), "LRO": (0, "L"), "RLO": (1, "R")}
_ISOLATES = {"LRI": (0, ""), "RLI": (1, "")}
_BEGIN = {**_EMBEDDINGS, **_ISOLATES}
# No characters of the line any more once their levels are known (X9).
_REMOVED = {*_EMBEDDINGS, "PDF", "BN"}
_WAYS = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}
# Brackets whose closing one is not the next character but the one after.
_APART = "[{\uff3b\uff5b"
_MOST_BRACKETS = 63


def visual(text: str, *, backwards: bool) -> list[str]:
    """The characters of a line from left to right, in a paragraph that may run `backwards`: a
    piece each that runs one way, spaces aside."""
    kinds = [unicodedata.bidirectional(one) or "L" for one in text]
    levels = _explicit(kinds, int(backwards))
    kept = [at for at, kind in enumerate(kinds) if kind not in _REMOVED]
    text = "".join([text[at] for at in kept])
    kinds, levels = [kinds[at] for at in kept], [levels[at] for at in kept]
    for sequence, ends in list(_sequences(kinds, levels, int(backwards))):
        _resolve(text, kinds, levels, sequence, ends)
    order = list(range(len(text)))
    for level in range(max(levels, default=0), 0, -1):
        order = list(_turned(order, [levels[at] >= level for at in order]))
    seen = [at for at in order if not text[at].isspace()]
    return [
        "".join([text[at] for at in run]) for _, run in groupby(seen, lambda at: levels[at] % 2)
    ]


def _turned(order: Sequence[int], is_turned: Sequence[bool]) -> Iterator[int]:
    """`order` with each stretch reversed that is to be turned."""
    for turned, stretch in groupby(zip(order, is_turned, strict=True), lambda one: one[1]):
        own = [at for at, _ in stretch]
        yield from reversed(own) if turned else own


def _explicit(kinds: list[str], base: int) -> list[int]:
    """The levels that directional characters give (X1 to X8), which may change `kinds`."""
    levels: list[int] = []
    stack = [(base, "", False)]
    for at, kind in enumerate(kinds):
        begins = _BEGIN.get(kind)
        if kind == "FSI":
            begins = _first_strong(kinds[at + 1 :]), ""
        if kind == "PDI" and any(is_isolate for *_, is_isolate in stack):
            while not stack.pop()[2]:
                pass
        elif kind == "PDF" and not stack[-1][2] and len(stack) > 1:
            stack.pop()
        level, override, _ = stack[-1]
        levels.append(level)
        if override and kind not in _REMOVED:
            kinds[at] = override
        if begins:
            is_odd, override = begins
            deeper = level + 1 + (level + is_odd + 1) % 2
            if deeper <= _DEEPEST:
                stack.append((deeper, override, kind not in _EMBEDDINGS))
    return levels


def _first_strong(kinds: Sequence[str]) -> int:
    """1 where the first letter runs from right to left, before the isolate ends (P2)."""
    depth = 0
    for kind in kinds:
        depth += (kind in _ISOLATES or kind == "FSI") - (kind == "PDI")
        if depth < 0:
            break
        if depth == 0 and kind in ("L", "R", "AL"):
            return int(kind != "L")
    return 0


def _sequences(
    kinds: Sequence[str], levels: Sequence[int], base: int
) -> Iterator[tuple[list[int], tuple[str, str]]]:
    """The places of characters that are resolved together, and the ways around them (X10)."""
    runs = [[at for at, _ in run] for _, run in groupby(enumerate(levels), lambda one: one[1])]
    joined: list[list[int]] = []
    waiting: list[list[int]] = []  # for what is after their isolates
    for run in runs:
        if kinds[run[0]] == "PDI" and waiting:
            sequence = waiting.pop()
            sequence += run
        else:
            joined.append(sequence := run)
        if kinds[run[-1]] in ("LRI", "RLI", "FSI"):
            waiting.append(sequence)
    for sequence in joined:
        first, last = sequence[0], sequence[-1]
        before = levels[first - 1] if first else base
        is_open = any(sequence is one for one in waiting)
        after = base if is_open or last + 1 == len(levels) else levels[last + 1]
        own = levels[first]
        yield sequence, ("LR"[max(before, own) % 2], "LR"[max(after, own) % 2])


def _resolve(
    text: str, kinds: list[str], levels: list[int], sequence: list[int], ends: tuple[str, str]
) -> None:
    """Give each character of a sequence its level (W1 to I2)."""
    own = _weak([kinds[at] for at in sequence], ends[0])
    embedding = "LR"[levels[sequence[0]] % 2]
    _brackets("".join([text[at] for at in sequence]), own, embedding, ends[0])
    start = 0
    for is_neutral, stretch in groupby(own, _NEUTRAL.__contains__):
        stop = start + len(list(stretch))
        if is_neutral:
            before = _WAYS[own[start - 1]] if start else ends[0]
            after = _WAYS[own[stop]] if stop < len(own) else ends[1]
            own[start:stop] = [before if before == after else embedding] * (stop - start)
        start = stop
    for at, kind in zip(sequence, own, strict=True):
        if levels[at] % 2:
            levels[at] += kind != "R"
        else:
            levels[at] += {"L": 0, "R": 1}.get(kind, 2)


def _weak(kinds: list[str], before: str) -> list[str]:
    """Numbers and what is beside them (W1 to W7)."""
    strong = last = before
    own: list[str] = []
    for kind in kinds:  # accents (W1); numbers after Arabic letters (W2, W3)
        if kind == "NSM":
            kind = "ON" if last in ("LRI", "RLI", "FSI", "PDI") else last  # noqa: PLW2901
        if kind in ("L", "R", "AL"):
            strong = kind
        last = kind
        own.append("AN" if kind == "EN" and strong == "AL" else "R" if kind == "AL" else kind)
    for at in range(1, len(own) - 1):  # one separator between two numbers (W4)
        around = own[at - 1], own[at + 1]
        if own[at] in ("ES", "CS") and around == ("EN", "EN"):
            own[at] = "EN"
        elif own[at] == "CS" and around == ("AN", "AN"):
            own[at] = "AN"
    start = 0
    for is_sign, stretch in groupby(list(own), lambda kind: kind == "ET"):  # of a number (W5)
        stop = start + len(list(stretch))
        if is_sign and "EN" in (*own[max(0, start - 1) : start], *own[stop : stop + 1]):
            own[start:stop] = ["EN"] * (stop - start)
        start = stop
    strong = before
    for at, kind in enumerate(own):  # other separators (W6); numbers after Latin letters (W7)
        if kind in ("ES", "ET", "CS"):
            own[at] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            own[at] = "L"
    return own


def _brackets(text: str, kinds: list[str], embedding: str, before: str) -> None:
    """Give pairs of brackets the way of what is in them, or around them (N0)."""
    for start, stop in sorted(_pairs(text, kinds)):
        inside = {_WAYS[kind] for kind in kinds[start + 1 : stop] if kind in _WAYS}
        if not inside:
            continue
        way = embedding
        if embedding not in inside:
            ways = [_WAYS[kind] for kind in kinds[:start] if kind in _WAYS]
            way = ways[-1] if ways else before
        kinds[start] = kinds[stop] = way


def _pairs(text: str, kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of brackets that belong together (BD16)."""
    waiting: list[tuple[str, int]] = []
    for at, one in enumerate(text):
        if kinds[at] != "ON" or not unicodedata.mirrored(one):
            continue
        if unicodedata.category(one) == "Ps":
            if len(waiting) == _MOST_BRACKETS:
                return
            waiting.append((chr(ord(one) + 1 + (one in _APART)), at))
        elif one in [closing for closing, _ in waiting]:
            while waiting[-1][0] != one:
                waiting.pop()
            yield waiting.pop()[1], at
