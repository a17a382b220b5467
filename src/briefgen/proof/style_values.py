"""What the declarations of style sheets come to, with the values of their variables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from .style_rules import StyleRule

_VARIABLE = re.compile(r"var\(\s*+(--[\w-]++)\s*+(?:,([^()]*+))?\)")
_MOST = 1_000  # characters of the values of variables that are looked through
MUCH = "?"
"""The value where that is too little."""

Values = Mapping[str, Collection[str]]
"""The values of each property, and so of each variable."""


def pairs(rule: StyleRule) -> list[tuple[str, str]]:
    """The declarations of a rule as names, without a maker's prefix, and values."""
    parts = (one.lower().replace("!important", "").partition(":") for one in rule.declarations)
    return [
        (re.sub("^-(?:webkit|moz|ms)-", "", name.strip()), value.strip())
        for name, _, value in parts
    ]


def values_in(rules: Iterable[StyleRule]) -> Values:
    """All values that some rules give each property."""
    known = defaultdict[str, dict[str, None]](dict)
    for rule in rules:
        for name, value in pairs(rule):
            known[name][value] = None
    return known


def resolved(value: str, known: Values) -> str:
    """A value with all that its variables may be, one after the other; `MUCH` where that is too
    much to be looked through."""
    texts = [value]
    names = dict[str, None]()
    room = _MOST
    for text in texts:
        for name in (name for name, _ in _VARIABLE.findall(text) if name not in names):
            names[name] = None
            texts += known.get(name, ())
            room -= sum(map(len, known.get(name, ())))
            if room < 0:
                return MUCH
    return " ".join(_VARIABLE.sub(r"\2", text) for text in texts).strip()
