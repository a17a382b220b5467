"""The order in which changes are listed: what they are about, then what happened to it."""

from __future__ import annotations

from briefgen.model.edition import Change

_ABOUT = (
    "status", "claim", "claim-note", "position", "quotation", "source", "source-text",
    "recommendation", "key-point", "section", "heading", "prose",
)  # fmt: skip
_ACTIONS = ("added", "dropped", "removed", "reworded", "changed", "moved")


def order_of(change: Change) -> tuple[int, int]:
    """By what changes are sorted; what is not listed here comes last."""
    about = _ABOUT.index(change.about) if change.about in _ABOUT else len(_ABOUT)
    return about, _ACTIONS.index(change.action)
