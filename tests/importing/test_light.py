"""What only imports need is loaded by imports alone."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import REPOSITORY

SCRIPT = """
import sys
from briefgen.__main__ import main
try:
    main()
except SystemExit as end:
    code = end.code
print(*sorted(name for name in sys.modules if name.startswith(NAMES)))
"""
NAMES = ("briefgen.importing", "charset_normalizer", "email", "html.parser", "pypdfium2", "zipfile")


def test_check_loads_nothing_of_the_importers(workspace):
    script = SCRIPT.replace("NAMES", repr(NAMES))
    ran = subprocess.run(
        [sys.executable, "-c", script, "check", "-q"],
        cwd=workspace, capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(REPOSITORY / "src"), "PATH": ""},
    )  # fmt: skip
    assert ran.stdout.strip() == ""
