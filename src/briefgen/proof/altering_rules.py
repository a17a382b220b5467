"""Which rules of a theme of one's own print other letters than were typed, by which its pages are
compared with the brief."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .style_rules import StyleRule, own_rules
from .style_values import pairs, resolved, values_in

# By property, the values that do, and what to do instead.
_ALTERING = {
    "text-transform": (
        re.compile("uppercase|lowercase|capitalize|full-width|full-size-kana"),
        "Take it away. Small capitals keep the letters: `font-variant-caps: small-caps`.",
    ),
    "font-variant": (
        re.compile("all-|unicase|titling"),
        "Write `font-variant: small-caps`, which keeps the letters.",
    ),
    "hyphens": (
        re.compile("auto"),
        "Take it away: a hyphen that nobody typed makes another word.",
    ),
}


def altering_rules(styles: Mapping[str, str]) -> Iterator[tuple[str, StyleRule, str, str]]:
    """The rules of a theme's own style sheets, by their names, that alter letters: the sheet, the
    rule, the declaration that does, and what to do instead."""
    rules = [(name, rule) for name, style in styles.items() for rule in own_rules(name, style)]
    values = values_in(rule for _, rule in rules)
    for name, rule in rules:
        for declaration, (property, value) in zip(rule.declarations, pairs(rule), strict=True):
            known = _ALTERING.get(property.removesuffix("-caps"))
            if known and known[0].search(resolved(value, values)):
                yield name, rule, declaration, known[1]
