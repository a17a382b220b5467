"""The tutorial, followed to the letter: each command is run, each file saved as shown."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import REPOSITORY

pytestmark = pytest.mark.slow


def blocks(markdown: str) -> Iterator[tuple[str, str, str]]:
    """(language, text, the paragraph before) of each fenced block."""
    for block in re.finditer(r"^```(\w+)\n(.*?)\n```$", markdown, re.DOTALL | re.MULTILINE):
        *_, before = markdown[: block.start()].strip().split("\n\n")
        yield block[1], block[2], before


def commands(console: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block, and the output that is shown behind it."""
    for part in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def matches(shown: str, printed: str) -> bool:
    """Whether output is as shown; a line of three dots stands for any lines."""
    parts = re.split(r"^\.\.\.\n", f"{shown.strip()}\n", flags=re.MULTILINE)
    pattern = "(?:.*\n)*".join(re.escape(part) for part in parts)
    return re.fullmatch(pattern, f"{printed.strip()}\n") is not None


@pytest.fixture
def shell_path(tmp_path: Path) -> str:
    """PATH with a `briefgen` that is the one under test."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "briefgen"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefgen "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def test_the_tutorial_can_be_followed_to_the_letter(tmp_path, shell_path):
    here = tmp_path / "home"
    here.mkdir()
    ran = saved = 0
    text = (REPOSITORY / "docs" / "tutorial.md").read_text(encoding="utf-8")
    for kind, body, before in blocks(text):
        if kind == "yaml":
            *_, name = re.findall(r"`(briefs/[^`]+)`", before)
            (here / name).write_text(f"{body}\n", encoding="utf-8")
            saved += 1
            continue
        assert kind == "console"
        for command, shown in commands(body):
            if command.startswith("cd "):
                here /= command.removeprefix("cd ")
                continue
            done = subprocess.run(
                ["/bin/sh", "-c", command],
                cwd=here, env={**os.environ, "PATH": shell_path, "PYTHONUTF8": "1"}, text=True,
                encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
            )  # fmt: skip
            ran += 1
            if shown:
                assert matches(shown, done.stdout), f"$ {command}\n{done.stdout}"
            assert done.returncode == (1 if ": error: " in shown else 0), command
    assert (ran, saved) == (15, 2)
    assert (here / "output" / "evenings.pdf").is_file()


def test_a_shown_output_that_differs_would_be_noticed():
    assert matches("a\n...\nb", "a\nx\ny\nb\n")
    assert matches("a\n...\nb", "a\nb\n")
    assert not matches("a\nb", "a\nc\n")
    assert not matches("a", "a\nb\n")


@pytest.mark.parametrize("page", ["tutorial.md", "editors.md", "reviewers.md"])
def test_links_between_the_pages_lead_somewhere(page):
    text = (REPOSITORY / "docs" / page).read_text(encoding="utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#]+)", text) if "://" not in t]
    assert targets
    assert [t for t in targets if not (REPOSITORY / "docs" / t).is_file()] == []
