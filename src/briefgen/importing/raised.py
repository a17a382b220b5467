"""Raised figures that are not the number of a note: the power of a number or of a unit of length.

As plain figures they would say another number: 10⁶ is not 106.
"""

from __future__ import annotations

import re

# A number, and a unit of length that is alone or on a number; or the sign of a power, of which a
# file may have the figures apart.
_BASE = re.compile(r"(?:[\d⁺⁻]|(?:\A|[\s\d(/·×])(?:[kcdmµμn]?m|ft|in|yd|mi))\Z")
_POWER = re.compile(r"[+\-\u2212–]|[+\-\u2212–]?\d{1,3}")
_RAISED = str.maketrans("0123456789+-\u2212–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")


def power(before: str, raised: str) -> str | None:
    """The `raised` figures in Unicode's raised signs, where what is `before` them has a power;
    None where they may be the number of a note."""
    if not (_POWER.fullmatch(raised) and _BASE.search(before[-4:])):
        return None
    return raised.translate(_RAISED)
