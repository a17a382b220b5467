"""`verify` is light: it needs neither the renderer nor what other systems lack."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.proof.test_verify import built, edited, language_altered, workspace_of

# The renderer and its libraries, the data of languages, and what Windows has not.
BLOCKED = [
    "weasyprint", "pydyf", "jinja2", "fontTools", "tinyhtml5", "cffi", "babel", "PIL", "fcntl",
    "resource", "pyhanko", "rapidfuzz",
]  # fmt: skip
VERIFY = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in BLOCKED:
            raise ImportError(f"{name} is blocked")

BLOCKED = set(sys.argv[2].split(","))
sys.meta_path.insert(0, Blocked())
for name in BLOCKED & set(sys.modules):
    del sys.modules[name]
from briefgen.cli.main import main
main(["verify", sys.argv[1]])
"""


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("light")
    path = folder / "harbour.pdf"
    path.write_bytes(built(workspace_of(folder)))
    return path


@pytest.mark.slow
@pytest.mark.parametrize("code", ["verified", "not verified"])
def test_verify_works_where_nothing_can_be_rendered(pdf, tmp_path, code):
    content = pdf.read_bytes()
    if code == "not verified":
        content = edited(content, language_altered)
    (tmp_path / "x.pdf").write_bytes(content)
    ran = subprocess.run(
        [sys.executable, "-c", VERIFY, tmp_path / "x.pdf", ",".join(BLOCKED)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    assert ran.stdout.splitlines()[-1] == code
    assert ran.returncode == (code != "verified")
