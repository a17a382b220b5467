"""Formulas of web pages (MathML) and of Word (Office MathML) in a line: (a+1)/(2b) = c².

Both name the parts of a fraction, and what is raised and lowered, in the same order.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from msgspec import Struct

_PLAIN = frozenset(
    "math mrow mstyle mpadded semantics mi mn mo mtext ms mspace oMathPara oMath r t e num den sup "
    "sub deg".split()
)
_PASSED = frozenset(("annotation", "annotation-xml", "mphantom"))
_RAISED = str.maketrans("0123456789+-\u2212=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-\u2212=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
# What needs no brackets above or below a line.
_SINGLE = re.compile(r"\d+(?:[.,]\d+)?|\w?")


class Formula(Struct, frozen=True):
    """A formula in a line; `sure` says that it can mean nothing else there."""

    text: str
    sure: bool = True
    is_fraction: bool = False


def in_a_line(element: ET.Element, before: str = "") -> Formula:
    """A formula, or a part of it, after the text `before`."""
    tag: object = element.tag  # a function for a comment
    name = tag.rpartition("}")[2] if isinstance(tag, str) else "annotation"
    if name in _PASSED or name.endswith("Pr"):
        return Formula("")
    parts = [in_a_line(child) for child in element]
    parts = [one for child, one in zip(element, parts, strict=True) if _counts(child)]
    sure = all(one.sure for one in parts)
    match name, parts:
        case (("mfrac" | "f"), [above, below]) if not _has_no_line(element):
            made = Formula(f"{_bracketed(above)}/{_bracketed(below)}", sure, is_fraction=True)
            return _row([made], before, sure)
        case (("msup" | "sSup"), [base, raised]):
            return _with_signs(base, None, raised, sure)
        case (("msub" | "sSub"), [base, lowered]):
            return _with_signs(base, lowered, None, sure)
        case (("msubsup" | "sSubSup"), [base, lowered, raised]):
            return _with_signs(base, lowered, raised, sure)
        case ("msqrt", _) | ("rad", [Formula(text=""), _]):
            return Formula(f"√{_bracketed(_row(parts, '', sure))}", sure)
    typed = Formula(" ".join((element.text or "").split()) if name != "t" else element.text or "")
    return _row([typed, *parts], before, sure and name in _PLAIN)


def _counts(element: ET.Element) -> bool:
    tag: object = element.tag
    return isinstance(tag, str) and not tag.endswith("Pr")


def _has_no_line(fraction: ET.Element) -> bool:
    """Whether it is none: a pair of numbers, one above the other."""
    kinds = [value for child in fraction.iter() for value in child.attrib.values()]
    return "noBar" in kinds or fraction.get("linethickness", "1")[:1] == "0"


def _row(parts: list[Formula], before: str, sure: bool) -> Formula:
    """Parts in a line; 2½ is not 21/2."""
    text, last = "", Formula(before)
    for one in parts:
        if not one.text:
            continue
        touches = last.text[-1:].isalnum() and one.text[:1].isalnum()
        if touches and (one.is_fraction or last.is_fraction):
            text, sure = f"{text} ", False
        text += one.text
        last = one
    full = [one for one in parts if one.text]
    return Formula(text, sure, len(full) == 1 and full[0].is_fraction)


def _with_signs(
    base: Formula, lowered: Formula | None, raised: Formula | None, sure: bool
) -> Formula:
    text = f"({base.text})" if base.is_fraction else base.text
    for one, signs, mark in ((lowered, _LOWERED, "_"), (raised, _RAISED, "^")):
        if one is None or not one.text:
            continue
        bare = one.text.replace(" ", "")
        if all(ord(character) in signs for character in bare):
            text += bare.translate(signs)
        else:
            text, sure = f"{text}{mark}{_bracketed(one)}", False
    return Formula(text, sure)


def _bracketed(part: Formula) -> str:
    return part.text if _SINGLE.fullmatch(part.text) else f"({part.text})"
