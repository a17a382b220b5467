"""How claims are divided over pages: what the templates know of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# What is divided as claims are: the card, if its own page would leave a hole before it.
CARD = "card"

# For a claim's anchor, the handles (`6b`) of the positions on each of its pages; none
# where it may be divided and the place is not known yet.
Division = Mapping[str, Sequence[frozenset[str]]]
