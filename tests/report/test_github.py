"""`check --format github`: workflow commands as GitHub's runner reads them."""

from __future__ import annotations

from pathlib import Path

from tests.harbour import BRIEF

NAME = "50%, a:b.yaml"


def test_a_finding_is_a_command_at_its_line_and_the_count_comes_last(briefgen, workspace):
    (workspace / "briefs" / "harbour.yaml").rename(workspace / "briefs" / NAME)
    (workspace / "briefs" / NAME).write_text(
        f"{BRIEF}  - 'It fell by “100 %, or: more”.'\n", encoding="utf-8"
    )
    ran = briefgen("check", "--format", "github")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        (
            "::warning file=briefs/50%25%2C a%3Ab.yaml,line=6,col=17,"
            "title=quotation-without-citation::“100 %25, or: more” has no citation after it%0A"
            "Add a citation after it in the same block, or remove the quotation marks."
        ),
        (
            "1 brief, 1 citation: 1 verified, 0 failed, 0 could not be checked; "
            "0 errors, 1 warning, 0 notes"
        ),
    ]


def test_nothing_that_is_typed_becomes_a_command(briefgen, workspace):
    uncited = "".join(f"  - They call it “success {n}”.\n" for n in range(11))
    name = "a\n::add-mask::b.yaml"
    (workspace / "briefs" / name).write_text(BRIEF + uncited, encoding="utf-8")
    lines = briefgen("check", "--format", "github").out.splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == 10
    assert all(
        line.startswith("::warning file=briefs/a%0A%3A%3Aadd-mask%3A%3Ab.yaml,line=")
        for line in commands
    )
    assert r"briefs/a\n::add-mask::b.yaml:16:18: warning: " in "\n".join(lines)


def test_paths_are_the_repository_s(briefgen, tmp_path: Path, workspace):
    (workspace / "briefs" / "harbour.yaml").write_text(
        BRIEF.replace("Monday", "Sunday"), encoding="utf-8"
    )
    inner = workspace / "papers" / "policy"
    inner.mkdir(parents=True)
    for name in ("seeds", "briefs"):
        (workspace / name).rename(inner / name)
    (workspace / ".git").write_text("gitdir: elsewhere", encoding="utf-8")  # a worktree's
    out = briefgen("check", "--root", inner, "--format", "github").out
    assert out.startswith("::error file=papers/policy/briefs/harbour.yaml,line=5,col=22,")


def test_errors_come_first_and_what_github_would_drop_is_said(briefgen, workspace):
    uncited = "".join(f"  - They call it “success {n}”.\n" for n in range(13))
    wrong = "".join(f"  - It was “closed {n}” [@A2].\n" for n in range(11))
    (workspace / "briefs" / "harbour.yaml").write_text(BRIEF + uncited + wrong, encoding="utf-8")
    lines = briefgen("check", "--format", "github").out.splitlines()
    kinds = [line.split(" ")[0] for line in lines if line.startswith("::")]
    assert kinds == ["::error"] * 10 + ["::warning"] * 10
    plain = [line.split(": ")[:3] for line in lines if line.startswith("briefs/")]
    assert plain == [
        ["briefs/harbour.yaml:29:13", "error", "quotation-not-in-citation"],
        *(
            [f"briefs/harbour.yaml:{n}:18", "warning", "quotation-without-citation"]
            for n in (16, 17, 18)
        ),
    ]
    assert lines[-2] == (
        "GitHub shows 10 annotations of each level in a step. Only in this log: 1 error, 3 warnings"
    )
    assert lines[-1].startswith("1 brief, 12 citations: 1 verified, 11 failed, ")
