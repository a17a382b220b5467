"""The library: the names that it exports, its examples, and what it loads."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

import briefgen
from briefgen import BriefgenError, Options
from tests.conftest import REPOSITORY
from tests.harbour import BRIEF

EXAMPLES = re.findall(
    r"^```python\n(.*?)^```",
    (REPOSITORY / "docs" / "python.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)


def test_the_exported_names() -> None:
    assert sorted(dir(briefgen)) == [
        "BriefgenError", "BuildResult", "CheckResult", "Finding", "Options", "Severity",
        "Verification", "__version__", "build", "check", "verify",
    ]  # fmt: skip
    for name in dir(briefgen):
        assert getattr(briefgen, name) is not None
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = briefgen.no_such_name  # type: ignore[attr-defined]


def test_the_functions_can_be_sent_to_another_process() -> None:
    for function in (briefgen.build, briefgen.check, briefgen.verify):
        assert pickle.loads(pickle.dumps(function)) is function  # noqa: S301 - our own


def test_a_check_runs_in_processes_of_its_own(workspace: Path) -> None:
    brief = workspace / "briefs" / "harbour.yaml"
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        (there,) = pool.map(briefgen.check, [brief])
    assert there == briefgen.check(brief)


@pytest.mark.slow
def test_the_examples_of_the_documentation_run(workspace: Path) -> None:
    (workspace / "briefs" / "opening.yaml").write_text(BRIEF, encoding="utf-8")
    assert len(EXAMPLES) == 5
    for example in EXAMPLES:
        exec(compile(example, "docs/python.md", "exec"), {})  # noqa: S102 - our own


def test_a_check_never_loads_the_renderer(workspace: Path) -> None:
    script = (
        "import sys, briefgen\n"
        "assert briefgen.check('briefs/harbour.yaml').ok\n"
        "assert not {'weasyprint', 'jinja2', 'pypdfium2', 'click'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", script], cwd=workspace, check=True)


def test_a_folder_is_checked_as_a_whole(workspace: Path) -> None:
    (workspace / "briefs" / "wrong.yaml").write_text(
        BRIEF.replace("Monday", "Sunday"), encoding="utf-8"
    )
    result = briefgen.check(workspace)
    assert (result.ok, result.summary.briefs, result.summary.failed) == (False, 2, 1)
    assert [finding.span.path for finding in result.findings] == ["briefs/wrong.yaml"]
    assert briefgen.check(workspace / "briefs" / "harbour.yaml", root=workspace).ok


def test_a_brief_with_errors_is_not_written(workspace: Path) -> None:
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(BRIEF.replace("Monday", "Sunday"), encoding="utf-8")
    built = briefgen.build(path)
    assert (built.path, built.ok) == (None, False)
    assert [finding.rule for finding in built.findings] == ["quotation-not-in-citation"]
    assert not (workspace / "output").exists()
    draft = briefgen.build(path, options=Options(draft=True))
    assert draft.path == workspace / "output" / "harbour.pdf"


@pytest.mark.parametrize("call", [briefgen.check, briefgen.build, briefgen.verify])
def test_what_cannot_go_on_is_one_error(workspace: Path, call) -> None:
    with pytest.raises(BriefgenError, match="no such file"):
        call(os.fspath(workspace / "briefs" / "nothing"))


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (Options(paper="a5"), "Choose letter or a4."),  # type: ignore[arg-type]
        (Options(theme="policy-breif", html=True), "Did you mean policy-brief?"),
    ],
)
def test_an_option_that_names_nothing_is_an_error_with_a_hint(
    workspace: Path, options: Options, hint: str
) -> None:
    with pytest.raises(BriefgenError) as caught:
        briefgen.build(workspace / "briefs" / "harbour.yaml", options=options)
    assert caught.value.hint == hint
