"""The anchor of a heading, by which links within a brief name it."""

from __future__ import annotations

from unicodedata import category, normalize

_KEPT = frozenset({"Mn", "Mc", "Me", "Nd", "Nl", "Pc"})


def slug(heading: str) -> str:
    """GitHub's anchor of a heading, in any script: lower case, spaces to hyphens; letters,
    marks, digits and connectors are kept, other characters are dropped."""
    kept = (c for c in normalize("NFC", heading).strip().lower() if _is_kept(c))
    return "".join(kept).replace(" ", "-")


def _is_kept(character: str) -> bool:
    return character in "- " or category(character) in _KEPT or character.isalpha()
