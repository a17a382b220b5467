"""Which rules of a theme of one's own hide words on a page for the browser, whatever they are on:
in print that is seen on the finished pages (`legible`), of a page for the browser only its style
sheets are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from .legible import stands_out
from .pdf_shapes import Ink
from .style_rules import StyleRule, own_rules
from .style_values import MUCH, Values, pairs, resolved, values_in

# Words of the brief are in no rule with one of these, nor in the margin boxes of a page.
_DRAWN = re.compile(r":(?:before|after|marker)$|^@(?:top|right|bottom|left)-")
_PLAIN = {"none", "auto", "normal", "visible", "unset", "initial", "inherit", "revert"}
# Properties that hide, move, turn or paint over words with any value but these.
_WHOLLY = {
    "visibility", "clip", "clip-path", "mask", "mask-image", "transform", "rotate", "scale",
    "translate", "offset-path", "filter", "mix-blend-mode", "content-visibility", "line-clamp",
    "text-fill-color", "text-security",
}  # fmt: skip
# A word that hides, by the property that may have it.
_WORDS = {
    "display": "none", "text-decoration": "line-through", "text-decoration-line": "line-through",
    "unicode-bidi": "override", "color": "transparent",
}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\w#.-])(-?(?:\d++(?:\.\d*+)?|\.\d++))(px|pt|r?em|%|mm|cm|in|pc|vw|vh)?(?![\w.])"
)
# Ems in a unit, for text of 10.5 points.
_EMS = {
    "": 1, "em": 1, "rem": 1, "%": 0.01, "pt": 1 / 10.5, "px": 0.75 / 10.5, "pc": 12 / 10.5,
    "mm": 0.27, "cm": 2.7, "in": 6.86, "vw": 0.6, "vh": 0.8,
}  # fmt: skip
# By property, between which numbers of ems (of their own size, for `opacity` and `zoom`) they are.
_BOUNDS = {
    "opacity": (0.5, 1e9), "zoom": (0.5, 1e9), "font-size": (0.57, 1e9), "line-height": (0.6, 1e9),
    "letter-spacing": (-0.15, 0.6), "word-spacing": (-0.15, 1e9), "text-indent": (-30, 30),
    "left": (-30, 30), "right": (-30, 30), "top": (-30, 30), "bottom": (-30, 30),
    "inset": (-30, 30),
}  # fmt: skip
_FURTHEST = -30.0  # for all others, such as margins
_CUT = re.compile("(?:max-)?(?:width|height|inline-size|block-size)")
_COLOUR = re.compile(
    r"#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![0-9a-f])|\b(white|black)\b"
    r"|rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:[\s,/]+([\d.]+)(%?))?\s*\)"
)
_WHITE, _BLACK = (255, 255, 255, 255), (0, 0, 0, 255)


def hiding_rules(styles: Mapping[str, str]) -> Iterator[tuple[str, StyleRule, str]]:
    """The rules of a theme's own style sheets, by their names, that hide words: the sheet, the
    rule, and the declaration that does."""
    return hiding_among(
        [(name, rule) for name, style in styles.items() for rule in own_rules(name, style)]
    )


def hiding_among(rules: Sequence[tuple[str, StyleRule]]) -> Iterator[tuple[str, StyleRule, str]]:
    """Those of some rules, each with its sheet, that hide words, as `hiding_rules`."""
    known = values_in(rule for _, rule in rules)
    every = [(name, resolved(value, known)) for name, values in known.items() for value in values]
    inks, grounds = [_BLACK, *_colours(every, "color")], [_WHITE, *_colours(every, "background")]
    for name, rule in rules:
        if not _DRAWN.search(rule.selector.lower()):
            yield from ((name, rule, one) for one in _hiding(rule, inks, grounds, known))


def _hiding(
    rule: StyleRule, inks: Sequence[Ink], grounds: Sequence[Ink], known: Values
) -> Iterator[str]:
    """The declarations of a rule that hide words; some of the theme's colours and grounds may be
    around it, and its variables have `known` values."""
    found = [(name, resolved(value, known)) for name, value in pairs(rule)]
    own, below = _colours(found, "color"), _colours(found, "background")
    is_seen = any(stands_out(ink, one) for ink in own or inks for one in below or grounds)
    cuts = any("overflow" in name and re.search("hidden|clip", value) for name, value in found)
    for declaration, (name, value) in zip(rule.declarations, found, strict=True):
        is_coloured = name == "color" or (name.startswith("background") and not own)
        is_unseen = is_coloured and bool(_colours([(name, value)], name)) and not is_seen
        if is_unseen or (cuts and _CUT.fullmatch(name)) or _hides(name, value):
            yield declaration


def _hides(name: str, value: str) -> bool:
    """Whether a property with that value hides words by itself."""
    if value == MUCH:
        return True
    if name in _WHOLLY:
        return value not in _PLAIN and value != ""
    if name in _WORDS and _WORDS[name] in value:
        return True
    if name.startswith(("--", "background")) or name == "content":
        return False
    if name == "font":  # its size is the first number with a unit, or nought
        name, value = "font-size", next((n[0] for n in _NUMBER.finditer(value) if _is_size(n)), "")
    least, most = _BOUNDS.get(name, (_FURTHEST, 1e9))
    numbers = (float(one[1]) * _EMS[one[2] or ""] for one in _NUMBER.finditer(value))
    return any(not least <= number <= most for number in numbers)


def _is_size(number: re.Match[str]) -> bool:
    return bool(number[2]) or float(number[1]) == 0


def _colours(pairs: Sequence[tuple[str, str]], kind: str) -> list[Ink]:
    """The colours that are known of properties of a kind."""
    values = (value for name, value in pairs if re.fullmatch(rf"{kind}(?:-color|-image)?", name))
    return [_ink(found) for value in values for found in _COLOUR.finditer(value)]


def _ink(found: re.Match[str]) -> Ink:
    digits, named, *parts, alpha, percent = found.groups()
    if named:
        return _WHITE if named == "white" else _BLACK
    if digits:
        digits = digits if len(digits) > 4 else "".join(2 * one for one in digits)
        red, green, blue, *opaque = bytes.fromhex(digits)
        return red, green, blue, opaque[0] if opaque else 255
    red, green, blue = (min(255, round(float(part))) for part in parts)
    return red, green, blue, round(float(alpha or 1) * (2.55 if percent else 255))
