"""Tests that several processes share: each takes the next module that nobody has taken.

pytest-xdist does the same, but its processes have two threads, and briefgen copies a process of
one thread only (`briefgen.sandbox`): most of what the tests are about would not be tested.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

# Modules of few tests that take half a minute or nearly so: none of them may be left for the end.
LONGEST = [
    "preview/test_browser.py", "proof/test_verifier.py", "test_faults.py",
    "mutations/test_mutations.py", "importing/pdf/test_made.py", "building/test_dense.py",
    "test_sizes.py", "mutations/test_mended.py", "render/test_accessibility.py",
    "test_packaging.py", "building/executors/test_dask.py",
]  # fmt: skip
_TESTS = Path(__file__).parent


class Shared:
    """A plugin: runs the tests of the modules that it is the first to claim in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        if session.testsfailed or session.config.option.collectonly:
            return None
        tests = self._claimed(session.items)
        test = next(tests, None)
        while test is not None:
            following = next(tests, None)
            test.config.hook.pytest_runtest_protocol(item=test, nextitem=following)
            if session.shouldfail:
                raise session.Failed(session.shouldfail)
            if session.shouldstop:
                raise session.Interrupted(session.shouldstop)
            test = following
        return True

    def _claimed(self, tests: list[pytest.Item]) -> Iterator[pytest.Item]:
        """The longest modules, other slow ones, then those with most tests come first: so the
        processes end together."""
        longest = [_TESTS / name for name in LONGEST]
        slow = {test.path for test in tests if test.get_closest_marker("slow")}
        size = Counter(test.path for test in tests)

        def order(test: pytest.Item) -> tuple[int, bool, int, Path]:
            path = test.path
            rank = longest.index(path) if path in longest else len(longest)
            return rank, path not in slow, -size[path], path

        ordered = sorted(tests, key=order)
        for path, module in groupby(ordered, lambda test: test.path):
            try:
                (self._folder / str(path).replace("/", "-")).touch(exist_ok=False)
            except FileExistsError:
                continue
            yield from module
