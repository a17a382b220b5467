"""What others' pipelines call: the GitHub action's script and the pre-commit hook."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from .conftest import REPOSITORY, needs_git
from .harbour import BRIEF

pytestmark = pytest.mark.slow

UNCITED = f"{BRIEF}  - They call it “a success”.\n"


@pytest.fixture
def action(tmp_path_factory, workspace):
    """Runs a step of the action as GitHub would, with `briefgen` where its second puts it."""
    temporary = tmp_path_factory.mktemp("runner")
    program = temporary / "briefgen" / "bin" / "briefgen"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefgen "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    content = yaml.safe_load((REPOSITORY / "action.yml").read_text(encoding="utf-8"))
    steps = {step["name"]: step for step in content["runs"]["steps"] if "name" in step}
    defaults = {name: value["default"] for name, value in content["inputs"].items()}

    def run(folder: Path, name: str = "Check", **inputs: str) -> subprocess.CompletedProcess[str]:
        step = steps[name]
        values = {**defaults, **inputs}
        given = {
            name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda found: values[found[1]], value)
            for name, value in step["env"].items()
        }
        return subprocess.run(
            ["/usr/bin/env", "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env={
                **os.environ, "RUNNER_TEMP": str(temporary),
                "GITHUB_STEP_SUMMARY": str(temporary / "summary.md"), **given,
            },
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run


def test_the_action_annotates_and_fails(action, workspace):
    assert action(workspace).returncode == 0
    (workspace / "briefs" / "harbour.yaml").write_text(BRIEF.replace("Monday", "Sunday"), "utf-8")
    ran = action(workspace.parent, path=workspace.name)
    assert ran.returncode == 1
    assert ran.stdout.startswith("::error file=briefs/harbour.yaml,line=5,col=22,")


def test_the_action_is_strict_when_told(action, workspace):
    (workspace / "briefs" / "harbour.yaml").write_text(UNCITED, encoding="utf-8")
    assert action(workspace).returncode == 0
    assert action(workspace, strict="true").returncode == 1


def test_the_action_passes_arguments_on_and_runs_none_of_them(action, workspace):
    (workspace / "briefs" / "other.yaml").write_text(UNCITED, encoding="utf-8")
    ran = action(workspace, args="briefs/harbour.yaml\n--strict")
    assert (ran.returncode, ran.stdout[:9]) == (0, "1 brief, ")
    assert action(workspace, args="$(touch made); touch made").returncode == 2
    assert not (workspace / "made").exists()


def test_the_action_takes_names_with_spaces(action, workspace):
    named = workspace / "briefs" / "the harbour.yaml"
    named.write_text(BRIEF.replace("Monday", "Sunday"), encoding="utf-8")
    assert action(workspace, briefs="briefs/harbour.yaml").returncode == 0
    ran = action(workspace, briefs="briefs/harbour.yaml\nbriefs/the harbour.yaml\n")
    assert ran.returncode == 1
    assert ran.stdout.startswith("::error file=briefs/the harbour.yaml,line=5")


def test_the_action_writes_what_other_programs_read(action, workspace):
    (workspace / "briefs" / "harbour.yaml").write_text(BRIEF.replace("Monday", "Sunday"), "utf-8")
    ran = action(workspace, sarif="a folder.sarif", rdjson="found.json")
    assert ran.returncode == 1
    assert ran.stdout.startswith("::error file=briefs/harbour.yaml,line=5")
    sarif = json.loads((workspace / "a folder.sarif").read_text("utf-8"))
    found = json.loads((workspace / "found.json").read_text("utf-8"))
    assert len(sarif["runs"][0]["results"]) == len(found["diagnostics"]) == 1
    assert action(workspace, sarif="seeds").returncode == 2


@needs_git
def test_the_action_tells_what_changed_and_builds_it(action, workspace, tmp_path_factory):
    git = ["git", "-C", str(workspace), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *words], check=True)
    assert action(workspace, "Changes", since="HEAD").returncode == 0
    written = tmp_path_factory.getbasetemp().glob("runner*/summary.md")
    summary = max(written, key=lambda one: one.stat().st_mtime_ns)
    assert "No brief changed in meaning." in summary.read_text("utf-8")
    later = BRIEF.replace("2026-11-20", "2026-11-21")
    (workspace / "briefs" / "harbour.yaml").write_text(later, encoding="utf-8")
    (workspace / "briefs" / "a new one.yaml").write_text(BRIEF, encoding="utf-8")
    ran = action(workspace, "Changes", since="HEAD")
    assert ran.returncode == 0, ran.stderr
    told = summary.read_text("utf-8")
    assert "**date changed**" in told
    assert "`briefs/a new one.yaml` cannot be compared" in told
    ran = action(workspace, "Build", since="HEAD", build="true")
    assert ran.returncode == 0, ran.stderr
    made = summary.parent / "briefgen-pdf"
    assert {one.name for one in made.glob("*.pdf")} == {"a new one.pdf", "harbour.pdf"}


@needs_git
def test_the_action_comments_what_changed(action, workspace, tmp_path, monkeypatch):
    """With a `gh` that writes down what it is told."""
    told = tmp_path / "told"
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text(f'#!/bin/sh\necho "$@" >{told}\ncat "$9" >>{told}\n', encoding="utf-8")
    gh.chmod(0o755)
    monkeypatch.setenv("PATH", f"{gh.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GITHUB_REPOSITORY", "harbour/briefs")
    git = ["git", "-C", str(workspace), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *words], check=True)
    brief = workspace / "briefs" / "harbour.yaml"
    brief.write_text(BRIEF.replace("2026-11-20", "2026-11-21"), encoding="utf-8")
    assert action(workspace, "Changes", since="HEAD").returncode == 0
    ran = action(workspace, "Comment", since="HEAD", comment="true")
    assert ran.returncode == 0, ran.stderr
    command, _, body = told.read_text("utf-8").partition("\n")
    assert "--repo harbour/briefs --edit-last --create-if-none --body-file" in command
    assert "**date changed**" in body
    many = "".join(f"  - Boat {number} left the harbour.\n" for number in range(2500))
    brief.write_text(BRIEF + many, encoding="utf-8")
    assert action(workspace, "Changes", since="HEAD").returncode == 0
    assert action(workspace, "Comment", since="HEAD", comment="true").returncode == 0
    body = told.read_text("utf-8")
    assert 60_000 < len(body) < 65_000
    assert body.endswith("… The rest is in the summary of this job.\n")


def test_the_action_pins_what_it_uses():
    content = yaml.safe_load((REPOSITORY / "action.yml").read_text(encoding="utf-8"))
    used = [step["uses"] for step in content["runs"]["steps"] if "uses" in step]
    assert used
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one) for one in used)


def test_the_hook_runs_whatever_changes(briefgen, workspace):
    (hook,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == (
        "briefgen-check", "python", False,
    )  # fmt: skip
    # Also where a commit does nothing but delete a source.
    assert hook["always_run"] is True
    program, *arguments = shlex.split(hook["entry"])
    assert program == "briefgen"
    assert briefgen(*arguments).code == 0
