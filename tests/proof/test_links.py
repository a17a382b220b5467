from __future__ import annotations

from briefgen.proof.links import _Wanted
from briefgen.proof.print_check import WantedLink


def test_links_of_texts_over_several_pages_are_told_apart() -> None:
    """The first link may be of either text: were it the second's, that one's would be of none."""
    texts = [
        WantedLink("A2, p. A-1", "A2", (1, 2, 3, 4)),
        WantedLink("A2, p. A-1", "A2", (3, 4, 5)),
    ]
    left = _Wanted(texts, {"A2": 6}, are_mixed=False)
    assert left.take("A2, p. A-1", "A2", {3})
    assert left.take("A2, p. A-1", "A2", {5})
    assert not list(left.missing())
