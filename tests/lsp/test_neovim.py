"""The snippet for Neovim in the documentation, run in the Neovim that is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from tests.conftest import REPOSITORY
from tests.harbour import BRIEF, write_workspace

pytestmark = pytest.mark.slow

PASSAGES = "passages:\n  monday: {source: report, quote: closed on Monday}\n"
# What an editor does: looks at what is marked, completes, mends.
SCRIPT = """\
vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 20)
local found
for _, one in ipairs(vim.diagnostic.get(0)) do
  if one.code == "unknown-reference" then found = one end
end
print("MARKED " .. found.code)
vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col + 2 })
local place = vim.lsp.util.make_position_params()
for _, one in pairs(vim.lsp.buf_request_sync(0, "textDocument/completion", place, 30000)) do
  print("OFFERED " .. one.result[1].label)
end
vim.ui.select = function(items, _, choose) choose(items[1], 1) end
vim.lsp.buf.code_action()
vim.wait(30000, function() return vim.bo.modified end, 20)
vim.cmd("write")
vim.cmd("qa!")
"""


def test_neovim_marks_completes_and_mends(tmp_path: Path) -> None:
    neovim = shutil.which("nvim")
    if neovim is None:
        pytest.skip("Neovim is not installed (Debian: neovim)")
    documented = (REPOSITORY / "docs" / "editors.md").read_text(encoding="utf-8")
    snippet = re.search(r"\*\*Neovim\*\*.*?```lua\n(.*?)```", documented, re.DOTALL)
    assert snippet
    broken = f"{BRIEF}{PASSAGES}".replace("[@A2]", "[@mondy]")
    brief = write_workspace(tmp_path / "a brief", broken)
    program = tmp_path / "bin" / "briefgen"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefgen "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    for name, text in {"init.lua": snippet[1], "script.lua": SCRIPT}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        [neovim, "--headless", "-u", "init.lua", "-c", "filetype on",
         "-c", "edit a\\ brief/briefs/harbour.yaml", "-c", "luafile script.lua", "-c", "qa!"],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "HOME": str(tmp_path)},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert "MARKED unknown-reference" in ran.stderr
    assert "OFFERED monday" in ran.stderr
    assert brief.read_text(encoding="utf-8") == broken.replace("mondy", "monday")
