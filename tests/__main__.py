"""The tests in two processes: `python -m tests ARGUMENT …`, which go to pytest.

What the second one prints is shown when the first has ended.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Run the tests; returns the exit code of pytest, of the process that failed if one did."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as printed:
        claims = Path(folder, "claims")
        claims.mkdir()
        command = [sys.executable, "-m", "pytest", "-o", "console_output_style=classic"]
        command += [f"--shared={claims}", *arguments]
        second = subprocess.Popen(command, stdout=printed, stderr=subprocess.STDOUT)
        try:
            code = subprocess.run(command, check=False).returncode
            code = max(code, second.wait())
        except KeyboardInterrupt:
            second.wait()
            code = 130
        printed.seek(0)
        sys.stdout.buffer.write(b"\nThe second process:\n" + printed.read())
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
