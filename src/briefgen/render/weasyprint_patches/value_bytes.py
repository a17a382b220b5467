"""How a value is written in a PDF, found by its type.

Replaces: `_to_bytes` of pydyf.
Why: a PDF of some pages has a hundred thousand values, and each text and number was asked three
questions about what else it may be: a hundredth of a build.
Upstream: an issue for pydyf, to ask first what most values are.
"""

from __future__ import annotations

from typing import Any

import pydyf

from .patch import Patch

_to_bytes = pydyf._to_bytes  # noqa: SLF001


def _by_type(item: Any) -> bytes:
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]
    if kind is float:
        number = str(int(item)) if item.is_integer() else f"{item:f}".rstrip("0")
        return number.encode("ascii")
    if kind is int:
        return b"%d" % item
    return _to_bytes(item)  # type: ignore[no-any-return]


PATCH = Patch(pydyf, "_to_bytes", _by_type, "1cefd02c285d3aee", is_equal=True)
