"""What works on Windows itself, tried without what only POSIX systems have."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import REPOSITORY
from .harbour import write_workspace

pytestmark = pytest.mark.slow

WITHOUT_POSIX = """\
import os, signal, sys
class Blocked:
    names = {"fcntl", "grp", "pty", "pwd", "resource", "termios", "tty"}
    def find_spec(self, name, path=None, target=None):
        if name in self.names:
            raise ImportError(name)
sys.meta_path.insert(0, Blocked())
for name in Blocked.names:
    sys.modules.pop(name, None)
for name in ("fork", "forkpty", "geteuid", "getuid", "killpg", "nice", "setsid"):
    vars(os).pop(name, None)
for name in ("ITIMER_REAL", "SIGALRM", "SIGHUP", "SIGKILL", "SIGXCPU", "alarm", "setitimer"):
    vars(signal).pop(name, None)
"""


def test_check_find_show_verify_and_diff_need_no_posix(tmp_path, briefgen):
    write_workspace(tmp_path)
    brief, pdf = tmp_path / "briefs" / "harbour.yaml", tmp_path / "harbour.pdf"
    assert briefgen("build", brief, "-o", pdf).code == 0
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(WITHOUT_POSIX, encoding="utf-8")
    path = os.pathsep.join(map(str, (tmp_path / "site", REPOSITORY / "src")))

    def run(*arguments: str | Path) -> str:
        ran = subprocess.run(
            [sys.executable, "-m", "briefgen", *arguments],
            cwd=tmp_path, env={**os.environ, "PYTHONPATH": path},
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert (ran.returncode, ran.stderr) == (0, "")
        return ran.stdout

    assert "1 citation: 1 verified" in run("check", brief)
    assert "quote: closed on Monday" in run("find", "closed on Monday")
    assert "Boats waited outside." in run("show", "report", "4")
    assert run("verify", pdf).splitlines()[-1] == "verified"
    assert run("diff", pdf, brief).splitlines()[-1] == "no difference"
