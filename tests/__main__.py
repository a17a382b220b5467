"""The tests in several processes: `python -m tests ARGUMENT …`, which go to pytest.

What the others print is shown when the first has ended.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path


def processes(arguments: list[str]) -> int:
    """One more than processors, since some tests wait for a browser or a time limit, but four at
    the most; the quick ones do not wait, and are over before a third process has begun."""
    return 2 if "--quick" in arguments else min((os.cpu_count() or 1) + 1, 4)


def main(arguments: list[str]) -> int:
    """Run the tests; returns the exit code of pytest, of the process that failed if one did."""
    with ExitStack() as stack:
        claims = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        command = [sys.executable, "-m", "pytest", "-o", "console_output_style=classic"]
        command += [f"--shared={claims}", *arguments]
        others = []
        for _ in range(processes(arguments) - 1):
            printed = stack.enter_context(tempfile.TemporaryFile())
            process = subprocess.Popen(command, stdout=printed, stderr=subprocess.STDOUT)
            others.append((process, printed))
        try:
            code = subprocess.run(command, check=False).returncode
            code = max([code, *(process.wait() for process, _ in others)])
        except KeyboardInterrupt:
            for process, _ in others:
                process.wait()
            code = 130
        for number, (_, printed) in enumerate(others, 2):
            printed.seek(0)
            sys.stdout.buffer.write(f"\nProcess {number}:\n".encode() + printed.read())
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
