"""How soon a save is seen: by the clock, and so only where that is asked for.

BRIEFGEN_MEASURE=1 ./run test tests/preview/test_speed.py -s
"""

from __future__ import annotations

import os
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

from .conftest import Looking, Running

pytestmark = pytest.mark.skipif(
    "BRIEFGEN_MEASURE" not in os.environ, reason="measures time; set BRIEFGEN_MEASURE to run it"
)

# Keeps the moment at which the word that is looked for came to be seen, by the browser's clock.
WATCH = """(() => {
    window.seen = {};
    const look = () => {
        for (const pane of document.querySelectorAll('.fresh iframe')) {
            const word = pane.contentDocument?.body?.textContent.match(/word\\d+times/)?.[0];
            if (word && pane.parentElement.offsetHeight > 10) {
                window.seen[word] ??= performance.timeOrigin + performance.now();
            }
        }
        requestAnimationFrame(look);
    };
    look();
})()"""


def test_a_save_of_the_example_is_seen_in_half_a_second(
    tmp_path: Path, look: Callable[[Running], Looking]
) -> None:
    for folder in ("seeds", "briefs", "templates"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    running = Running(tmp_path / "briefs" / "sept2.yaml")
    try:
        page = look(running)
        page.js(WATCH)
        times = []
        for number in range(20):
            word = f"word{number}times"
            before = time.time()
            page.save("The news report counts", f"The news report {word} counts")
            seen = page.until("window.seen[arguments[0]]", word)
            times.append(seen / 1000 - before)
    finally:
        running.stop()
    print(f"median {statistics.median(times):.3f} s, longest {max(times):.3f} s")  # noqa: T201
    assert statistics.median(times) < 0.5
