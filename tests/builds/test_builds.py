"""Whatever `check` accepts of random honest briefs is printed, read back, and verifies.

`python -m tests.builds --count 3000` builds many more, and prints what each was drawn from.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .outcome import outcome

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", range(1, 11))
def test_a_random_honest_brief_is_printed(seed: int, tmp_path: Path) -> None:
    came = outcome(tmp_path, seed)
    assert not came.is_wrong, (came.result, came.why)
