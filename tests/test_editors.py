"""The extension for VS Code, run against stand-ins of VS Code's own modules."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from .conftest import REPOSITORY

EXTENSION = REPOSITORY / "editors" / "vscode"
NODE = shutil.which("node")

STUBS = """\
const Module = require("node:module");
const told = { errors: [], commands: [], terminals: [], started: [] };
const vscode = {
  workspace: { getConfiguration: () => ({ get: () => ["uvx", "briefgen"] }) },
  window: {
    activeTextEditor: { document: { fileName: "/a b/briefs/x.yaml" } },
    showErrorMessage: (words) => told.errors.push(words),
    createTerminal: (options) => { told.terminals.push(options); return { show() {} }; },
  },
  commands: { registerCommand: (name, run) => { told.commands.push(name); vscode[name] = run; } },
};
class LanguageClient {
  constructor(id, server, options) { told.started.push({ id, server, options }); }
  async start() { if (process.argv[2] === "fails") throw new Error("not found"); }
  async stop() {}
}
const load = Module._load;
Module._load = (name, ...rest) =>
  name === "vscode" ? vscode
    : name.startsWith("vscode-languageclient") ? { LanguageClient }
    : load(name, ...rest);
const extension = require(process.argv[3]);
extension.activate({ subscriptions: [] }).then(() => {
  vscode["briefgen.preview"]();
  console.log(JSON.stringify(told));
});
"""


def run(tmp_path, how: str) -> dict[str, list[object]]:
    script = tmp_path / "run.js"
    script.write_text(STUBS, encoding="utf-8")
    assert NODE
    done = subprocess.run(
        [NODE, script, how, EXTENSION / "extension.js"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    told: dict[str, list[object]] = json.loads(done.stdout)
    return told


@pytest.mark.skipif(NODE is None, reason="Node.js is not installed")
def test_it_starts_the_server_and_the_preview_without_a_shell(tmp_path):
    told = run(tmp_path, "works")
    [started] = told["started"]
    assert isinstance(started, dict)
    assert started["server"] == {"command": "uvx", "args": ["briefgen", "lsp"]}
    assert told["terminals"] == [
        {
            "name": "briefgen preview",
            "shellPath": "uvx",
            "shellArgs": ["briefgen", "preview", "/a b/briefs/x.yaml"],
        }
    ]
    assert told["errors"] == []
    declared = json.loads((EXTENSION / "package.json").read_text("utf-8"))["contributes"][
        "commands"
    ]
    assert told["commands"] == [one["command"] for one in declared]


@pytest.mark.skipif(NODE is None, reason="Node.js is not installed")
def test_a_server_that_is_not_there_is_said_with_what_to_do(tmp_path):
    [error] = run(tmp_path, "fails")["errors"]
    assert "Install it" in str(error)
