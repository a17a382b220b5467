"""Which rules of a theme of one's own print other letters than were typed, by which its pages are
compared with the brief."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .style_rules import StyleRule, own_rules

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
    for name, style in styles.items():
        for rule in own_rules(name, style):
            for declaration in rule.declarations:
                property, _, value = declaration.lower().partition(":")
                kind = property.strip().removesuffix("-caps")
                if (known := _ALTERING.get(kind)) and known[0].search(value):
                    yield name, rule, declaration, known[1]
