"""What `check` and `explain` print, and where: text, -q, -o, colour, encodings."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.report import FORMATS
from tests.harbour import BRIEF

WRONG = BRIEF.replace("closed on Monday", "closed on Sunday")
NOTED = f"{BRIEF}sections:\n  - {{heading: H, body: It rained.}}\n"


def write(workspace: Path, text: str) -> None:
    (workspace / "briefs" / "harbour.yaml").write_text(text, encoding="utf-8")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "briefgen", *arguments],
        env={**os.environ, **environment}, capture_output=True, check=False,
    )  # fmt: skip


def test_characters_that_would_disguise_the_text_are_spelt_out(briefgen, workspace):
    write(workspace, f'{BRIEF}  - "It was “a\u202eb\\ec”."\n')
    out = briefgen("check").out
    assert r"“a\u202eb\x1bc” has no citation after it" in out
    assert not {"\u202e", "\x1b"} & set(out)


@pytest.mark.parametrize("form", ["text", "github"])
def test_quiet_leaves_out_notes(briefgen, workspace, form):
    write(workspace, NOTED)
    assert "paragraph-without-citation" in briefgen("check", "--format", form).out
    assert briefgen("check", "-q", "--format", form).out == ""


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_goes_into_a_file_and_its_count_to_the_terminal(briefgen, workspace, form):
    write(workspace, WRONG)
    printed = briefgen("check", "--format", form)
    ran = briefgen("check", "--format", form, "-o", "reports/check.out")
    assert (printed.code, ran.code) == (1, 1)
    assert (workspace / "reports/check.out").read_text(encoding="utf-8") == printed.out
    assert ran.out.startswith("1 brief, 1 citation: 0 verified, 1 failed, ")
    assert ran.out.count("\n") == 1
    assert [path.name for path in Path("reports").iterdir()] == ["check.out"]


def test_a_report_that_cannot_be_written(briefgen, workspace):
    (workspace / "reports").write_text("a file where the folder should be", encoding="utf-8")
    ran = briefgen("check", "-o", "reports/check.txt")
    assert (ran.code, ran.out) == (2, "")
    assert "cannot be written" in ran.err


def test_briefs_of_two_workspaces_keep_their_own_findings_and_lines(briefgen, workspace):
    write(workspace, WRONG)
    other = workspace / "other"
    for name in ("seeds/report.txt", "seeds/sources.yaml", "briefs/harbour.yaml"):
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        text = (workspace / name).read_text(encoding="utf-8")
        (other / name).write_text(text.replace("- The harbour was “", "- They say “"), "utf-8")
    ran = briefgen("check", "briefs", "other/briefs")
    assert ran.out.count("quotation-not-in-citation") == 2
    assert "  - The harbour was “closed on Sunday”" in ran.out
    assert "  - They say “closed on Sunday”" in ran.out
    assert "2 briefs, 2 citations: 0 verified, 2 failed, " in ran.out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("no_color", "coloured"), [("1", False), ("", True)], ids=["NO_COLOR", "terminal"]
)
def test_colour_on_a_terminal_only(workspace, no_color, coloured):
    write(workspace, WRONG)
    try:
        ours, theirs = pty.openpty()
    except OSError as error:  # a bare root without /dev/pts
        pytest.skip(f"no terminal to be had: {error}")
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        done = subprocess.run(
            [sys.executable, "-m", "briefgen", "check"],
            env={**os.environ, "NO_COLOR": no_color}, stdout=theirs, check=False,
        )  # fmt: skip
        os.close(theirs)
        printed = terminal.read(4096)
    assert done.returncode == 1
    assert (b"\x1b[31;1merror\x1b[0m" in printed) is coloured
    assert b"\x1b" not in run("check", NO_COLOR=no_color).stdout


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("form", FORMATS)
def test_any_encoding_of_the_terminal_will_do(workspace, form, encoding):
    write(workspace, WRONG)
    done = run("check", "--format", form, LC_ALL="C", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (1, b"")
    if form == "text" and encoding == "latin-1":
        assert rb"\u201cclosed on Sunday\u201d" in done.stdout
    else:
        assert "“closed on Sunday”" in done.stdout.decode()


def test_an_error_message_that_the_terminal_cannot_print(workspace):
    done = run("explain", "näh", PYTHONIOENCODING="latin-1")
    assert done.returncode == 2
    assert rb"\u201cn" in done.stderr
