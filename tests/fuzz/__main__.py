"""Fuzz by the hour: `python -m tests.fuzz [TARGET…] [--seconds N] [--keep FOLDER]`.

Where Atheris is installed (`pip install atheris`), coverage guides the search; elsewhere
chance alone does. Inputs that break a target are kept, one for each place in the code that
raised, and the search goes on. Put them into tests/fuzz/cases/, which `pytest` replays.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from types import FrameType

try:
    import atheris
except ImportError:
    atheris = None

_LONGEST = 30  # seconds that one input may take


def main() -> int:
    """One process a target, since a crash ends it; exit code 1 where anything broke."""
    options = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    options.add_argument("targets", nargs="*", metavar="TARGET")
    options.add_argument("--seconds", type=int, default=60, help="for each target (60)")
    options.add_argument("--keep", type=Path, default=Path(), help="where broken inputs go (.)")
    options.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    typed = options.parse_args()
    if typed.here:
        _search(typed.targets[0], typed.seconds, typed.keep)
        return 0
    broke = False
    for target in typed.targets or _targets():
        command = [sys.executable, "-m", "tests.fuzz", "--here", target]
        command += ["--seconds", str(typed.seconds), "--keep", str(typed.keep)]
        ran = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        runs = re.search(r"Done (\d+) runs", ran.stderr)
        broken = re.findall("^BROKEN .*", ran.stdout, re.MULTILINE)
        if not runs:  # an input crashed it or took too long; libFuzzer has kept it
            broken.append("\n".join(ran.stderr.splitlines()[-20:]))
        print(f"{target}: {runs[1] if runs else 'no'} runs, {len(broken)} broken", flush=True)
        print("".join(f"  {line}\n" for line in broken), end="", flush=True)
        broke = broke or bool(broken)
    return int(broke)


def _targets() -> list[str]:
    from .targets import TARGETS

    return list(TARGETS)


def _search(target: str, seconds: int, keep: Path) -> None:
    if atheris:
        with atheris.instrument_imports(include=["briefgen", "markdown_it", "yaml"]):
            from .targets import TOKENS, seeds, try_one
    else:
        from .targets import TOKENS, seeds, try_one

    broken: set[str] = set()

    def run(data: bytes) -> None:
        try:
            try_one(target, data)
        except Exception as error:  # noqa: BLE001 - whatever it raises is what is looked for
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} {Path(frame.filename).name}:{frame.lineno}"
            if place in broken:
                return
            broken.add(place)
            kept = keep / f"{target}-{hashlib.sha256(data).hexdigest()[:8]}"
            kept.write_bytes(data)
            print(f"BROKEN {place}: {error} ({kept})", flush=True)

    if atheris:
        _guided(run, seeds(target), TOKENS, seconds, keep / f"{target}-")
    else:
        _by_chance(run, seeds(target), TOKENS, seconds)


def _guided(
    run: Callable[[bytes], None], seeds: list[bytes], tokens: list[str], seconds: int, kept: Path
) -> None:
    """Search with libFuzzer, which ends this process."""
    work = Path(tempfile.mkdtemp(prefix="briefgen-fuzz-"))
    for number, data in enumerate(seeds):
        (work / f"seed-{number}").write_bytes(data)
    dictionary = Path(tempfile.mkstemp(prefix="briefgen-fuzz-")[1])
    quoted = ("".join(f"\\x{byte:02x}" for byte in token.encode()) for token in tokens)
    dictionary.write_text("".join(f'"{token}"\n' for token in quoted), encoding="ascii")
    options = [f"-max_total_time={seconds}", f"-timeout={_LONGEST}", "-rss_limit_mb=4096"]
    options += ["-max_len=4096", f"-dict={dictionary}", f"-artifact_prefix={kept}"]
    atheris.Setup([sys.argv[0], str(work), *options], run)
    atheris.Fuzz()


def _by_chance(
    run: Callable[[bytes], None], seeds: list[bytes], tokens: list[str], seconds: int
) -> None:
    from .mutation import mutants

    def stop(_: int, __: FrameType | None) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    seed = secrets.randbits(32)
    runs, end = 0, time.monotonic() + seconds
    for data in mutants(seeds, tokens, Random(seed)):  # noqa: S311
        if time.monotonic() > end:
            break
        signal.alarm(_LONGEST)
        with suppress(TimeoutError):  # `run` has kept it
            run(data)
        signal.alarm(0)
        runs += 1
    print(f"Done {runs} runs (seed {seed})", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
