"""What the rules of a web edition's style sheet do that is of another version than this one: which
of them hide words or print some that the page does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from briefgen.assemble.web_style import LARGE, MEDIA, in_the_dark

from .hiding_rules import hiding_among
from .style_rules import StyleRule, is_packaged, rules_of

_COLOUR = re.compile(r"var\(--([0-9a-f]{6})\)")
_VALUE = re.compile(r"--([0-9a-f]{6})\s*+:\s*+(.*)", re.DOTALL)
_DARK = "@media screen and (prefers-color-scheme: dark)"
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"' + r"|'((?:[^'\\\n]|\\.)*)'")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_SHEETS = {f"@media {medium}": name for name, medium in MEDIA.items()}


def telling_rules(style: str, *, may_add: bool) -> Iterator[str]:
    """A line for each rule of a style sheet, without its fonts, that no packaged one has and that
    hides words or, where it not `may_add` any, adds some; and for each colour that is not the one
    that its name says."""
    rules = [*_own_rules(_COLOUR.sub(r"#\1", style))]
    for _, rule, one in hiding_among(rules):
        yield f"the style sheet, line {rule.line}, hides words: {rule.said(one)}"
    for _, rule in rules:
        for one in rule.declarations:
            if not may_add and adds_words(one):
                yield f"the style sheet, line {rule.line}, adds words: {rule.said(one)}"
            if _is_false_colour(rule, one):
                yield f"the style sheet, line {rule.line}, has another colour: {rule.said(one)}"


def _own_rules(style: str) -> Iterator[tuple[str, StyleRule]]:
    """The rules that no packaged style sheet has, each with the name of its sheet, if that is for
    one medium alone."""
    for rule in rules_of(style):
        name = _SHEETS.get(rule.around[0], "") if rule.around else ""
        around = rule.around[1:] if name else rule.around
        sheets = [name] if name else ["", LARGE, "rtl.css"]
        left = [
            (one, place)
            for one, place in zip(rule.declarations, rule.places, strict=True)
            if not any(is_packaged(sheet, around, one) for sheet in sheets)
        ]
        if left:
            declarations, places = zip(*left, strict=True)
            yield name, replace(rule, declarations=declarations, places=places)


def adds_words(declaration: str) -> bool:
    """Whether a declaration prints letters or digits that no page has."""
    name, _, value = declaration.partition(":")
    strings = ("".join(found.groups("")) for found in _STRING.finditer(value))
    said = "".join(_ESCAPE.sub(lambda one: chr(int(one[1], 16) % 0x110000), s) for s in strings)
    return name.strip().lower() == "content" and any(map(str.isalnum, said))


def _is_false_colour(rule: StyleRule, declaration: str) -> bool:
    """Whether a variable that is named after its colour has another one, or on a dark screen not
    that of the opposite lightness."""
    found = _VALUE.fullmatch(declaration)
    if found is None:
        return False
    own = f"#{found[1]}"
    return (rule.around, found[2]) not in (
        ((":root",), own),
        ((_DARK, ":root"), in_the_dark(own)),
    )
