"""All that is called in a function with room finds place in one piece of memory."""

from __future__ import annotations

import sys

import pytest

from briefgen.render.frame_stack import with_room

resource = pytest.importorskip("resource")


def _calls(depth: int) -> int:
    """Call a function so often, `depth` calls deep: at some depth its frame is in a new piece."""
    return _calls(depth - 1) if depth else sum(_leaf(number) for number in range(300))


def _leaf(number: int) -> int:
    return number


def _pages(depth: int) -> int:
    """How many pages of memory the calls at this depth asked for."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    with_room(_calls)(depth)
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)


@pytest.mark.skipif(sys.implementation.name != "cpython", reason="others keep frames otherwise")
def test_no_memory_is_mapped_for_each_call() -> None:
    assert max(map(_pages, range(300))) < 100


def test_a_function_is_called_as_ever() -> None:
    @with_room
    def joined(first: str, *, second: str) -> str:
        """Joined."""
        return first + second

    assert (joined("a", second="b"), joined.__doc__) == ("ab", "Joined.")
    with pytest.raises(TypeError):
        joined()  # type: ignore[call-arg]
