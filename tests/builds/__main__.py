"""Build, read back and verify random honest briefs: `python -m tests.builds --count N --seed S`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from .outcome import RARE, outcome


def main() -> int:
    """Print what the briefs came to, and what they were drawn from; 1 where one is wrong."""
    options = argparse.ArgumentParser(prog="python -m tests.builds", description=__doc__)
    options.add_argument("--count", type=int, default=100)
    options.add_argument("--seed", type=int, default=1, help="of the first brief")
    options.add_argument("--keep", type=Path, help="a folder for the workspaces of those refused")
    typed = options.parse_args()
    results: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    wrong, pages = 0, 0
    began = time.perf_counter()
    for seed in range(typed.seed, typed.seed + typed.count):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder).resolve()
            came = outcome(root, seed)
            results[came.result] += 1
            kinds.update(came.kinds.keys())
            pages += came.pages
            if came.result != "printed":
                print(f"{seed}: {came.result}: {came.why}", flush=True)
            if came.is_wrong:
                wrong += 1
                if typed.keep:
                    root.rename(typed.keep / str(seed))
                    root.mkdir()
    taken = time.perf_counter() - began
    print(f"seeds {typed.seed} to {typed.seed + typed.count - 1}, {pages} pages, {taken:.0f} s")
    print(*(f"  {count:6} {result}" for result, count in results.most_common()), sep="\n")
    print("briefs that hold each kind:")
    print(*(f"  {count:6} {kind}" for kind, count in sorted(kinds.items())), sep="\n")
    scarce = [kind for kind, count in kinds.items() if count < RARE * typed.count]
    if typed.count >= 1000 and scarce:
        print(f"drawn too rarely: {', '.join(sorted(scarce))}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
