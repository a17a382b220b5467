"""The command line as its users and CI call it: output, exit codes, files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from briefgen.cli.main import cli, main
from tests.harbour import BRIEF

pytestmark = pytest.mark.slow

WRONG = BRIEF.replace("closed on Monday", "closed on Sunday")


def write(workspace: Path, text: str, name: str = "harbour") -> Path:
    path = workspace / "briefs" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sound_brief_is_clean_and_counted(briefgen, workspace):
    ran = briefgen("check", "--strict")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "1 brief, 1 citation: 1 verified, 0 failed, 0 could not be checked; "
        "0 errors, 0 warnings, 0 notes\n"
    )


def test_a_finding_names_the_place_and_shows_both_texts(briefgen, workspace):
    write(workspace, WRONG)
    ran = briefgen("check")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        (
            "briefs/harbour.yaml:5:22: error: quotation-not-in-citation: "
            "“closed on Sunday” is not in report ¶2"
        ),
        "    5 |   - The harbour was “closed on Sunday” [@A2].",
        "         brief: closed on [-Sunday-]",
        "        source: closed on {+Monday+}   seeds/report.txt:2:17",
        (
            "          hint: Closest text, in report ¶2: “closed on Monday”. "
            "Check the name “Sunday” / “Monday”."
        ),
        (
            "1 brief, 1 citation: 0 verified, 1 failed, 0 could not be checked; "
            "1 error, 0 warnings, 0 notes"
        ),
    ]


def test_json(briefgen, workspace):
    write(workspace, WRONG)
    ran = briefgen("check", "--format", "json")
    assert ran.code == 1
    assert ran.json["version"] == 1
    assert ran.json["summary"] == {
        "briefs": 1, "citations": 1, "verified": 0, "failed": 1, "unchecked": 0,
        "errors": 1, "warnings": 0, "notes": 0,
    }  # fmt: skip
    (finding,) = ran.json["findings"]
    assert list(finding) == [
        "rule", "severity", "path", "line", "column", "end_line", "end_column", "message", "hint",
        "subject", "position", "source_path", "source_line", "fixes",
    ]  # fmt: skip
    assert (finding["path"], finding["line"], finding["column"]) == ("briefs/harbour.yaml", 5, 22)
    assert (finding["source_path"], finding["source_line"]) == ("seeds/report.txt", 2)


def test_warnings_fail_only_when_strict(briefgen, workspace):
    write(workspace, f"{BRIEF}  - They call it “a success”.\n")
    assert briefgen("check").code == 0
    assert briefgen("check", "--strict").code == 1


def test_quiet_prints_problems_only(briefgen, workspace):
    assert briefgen("check", "-q").out == briefgen("-q", "check").out == ""
    write(workspace, WRONG)
    assert "error" in briefgen("check", "-q").out


def test_check_writes_nothing(briefgen, workspace):
    before = sorted(workspace.rglob("*"))
    briefgen("check")
    assert sorted(workspace.rglob("*")) == before


def loaded(workspace: Path, *arguments: str, code: int = 0) -> set[str]:
    """The modules that a command loads that ends with `code`, run in a process of its own."""
    script = (
        "import sys; from briefgen.cli.main import main\n"
        f"try: main({list(arguments)})\n"
        "finally: print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=workspace, capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    return set(done.stdout.splitlines()[-1].split())


def test_check_never_loads_the_renderer(workspace):
    assert not loaded(workspace, "check") & {"weasyprint", "jinja2", "pypdf", "pypdfium2"}


def test_check_loads_what_finds_the_nearest_words_only_where_some_are_wrong(workspace):
    nearest = {"briefgen.matching.nearest"}
    assert not loaded(workspace, "check") & nearest
    write(workspace, WRONG)
    assert loaded(workspace, "check", code=1) >= nearest


def test_a_build_of_what_stands_loads_neither_the_checker_nor_the_renderer(briefgen, workspace):
    assert briefgen("build").code == 0
    unneeded = {
        "weasyprint",
        "jinja2",
        "pypdfium2",
        "markdown_it",
        "rapidfuzz",
        "briefgen.load.schema",
    }
    assert not loaded(workspace, "build") & unneeded


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is copied")
def test_a_build_of_one_brief_loads_the_renderer_in_its_copy_alone(workspace):
    unneeded = {"weasyprint", "jinja2", "pypdfium2", "briefgen.building.pipeline", "yaml"}
    assert not loaded(workspace, "build") & unneeded
    assert [*(workspace / "output").glob("*.pdf")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "briefs/none.yaml"], "there is no such file"),
        (["check", "seeds"], "there is no brief in this folder"),
        (["build", "briefs/none.yaml"], "there is no such file"),
        (["show", "reprot"], "Did you mean report?"),
        (["show", "report", "9"], "its paragraphs are 1 to 4"),
        (["show", "report", "x"], "is not a paragraph"),
        (["show", "--original"], "name a source and a paragraph"),
        (["check", "--format", "xml"], "Invalid value"),
        (["nonsense"], "No such command"),
        (["build", "--theme", "nonsense"], "there is no theme nonsense"),
        (["build", "--executor", "tcp://here:8786"], "Write dask://HOST:PORT"),
        (["build", "--executor", "dask://here:99999"], "not an executor"),
        (["build", "--timeout", "nan"], "nan is not a number of seconds"),
        (["build", "--timeout", "inf"], "inf is not a number of seconds"),
        (["build", "--timeout", "-1"], "not in the range"),
    ],
)
def test_what_cannot_go_on_exits_with_2(briefgen, workspace, arguments, said):
    ran = briefgen(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_what_stops_several_briefs_alike_is_told_once(briefgen, workspace):
    write(workspace, BRIEF, "second")
    ran = briefgen("build", "--theme", "nonsense")
    assert (ran.code, ran.err.count("there is no theme nonsense")) == (2, 1)


def test_a_folder_stands_for_the_briefs_below_it(briefgen, workspace):
    for folder in (".", "briefs"):
        assert briefgen("check", folder, "--format", "json").json["summary"]["briefs"] == 1


def test_no_brief_at_all_is_no_pass(briefgen, workspace):
    (workspace / "briefs" / "harbour.yaml").unlink()
    ran = briefgen("check")
    assert ran.code == 2
    assert "there is no brief" in ran.err


def test_outside_a_workspace(briefgen, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = briefgen("check")
    assert ran.code == 2
    assert "seeds" in ran.err


def test_root_works_before_and_behind_the_command(briefgen, workspace, monkeypatch):
    monkeypatch.chdir("/")
    assert briefgen("--root", workspace, "check").code == 0
    assert briefgen("check", "--root", workspace).code == 0


def test_an_interrupt_exits_with_130(monkeypatch, workspace, capsys):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("briefgen.api.OpenWorkspace.check", interrupted)
    with pytest.raises(SystemExit) as ended:
        main(["check"])
    assert ended.value.code == 130


def test_a_brief_with_an_error_is_not_built_and_an_older_pdf_stays(briefgen, workspace):
    write(workspace, WRONG)
    old = workspace / "output" / "harbour.pdf"
    old.parent.mkdir()
    old.write_bytes(b"old")
    ran = briefgen("build")
    assert ran.code == 1
    assert "quotation-not-in-citation" in ran.err
    assert list(old.parent.iterdir()) == [old]
    assert old.read_bytes() == b"old"


def test_build_reports_what_it_wrote(briefgen, workspace):
    ran = briefgen("build", "--format", "json")
    assert ran.code == 0
    (output,) = ran.json["outputs"]
    assert output["brief"] == "briefs/harbour.yaml"
    assert output["path"] == "output/harbour.pdf"
    assert (output["pages"], output["footnotes"]) == (2, 1)
    assert (workspace / "output" / "harbour.pdf").read_bytes().startswith(b"%PDF-")
    assert [path.name for path in (workspace / "output").glob("[!.]*")] == ["harbour.pdf"]


def test_build_says_what_it_wrote(briefgen, workspace):
    assert briefgen("build").out == "output/harbour.pdf: 2 pages, 1 footnote\n"


def test_where_build_writes(briefgen, workspace):
    write(workspace, BRIEF, "second")
    assert briefgen("build", "briefs/harbour.yaml", "-o", "one.html", "--html").code == 0
    assert "The harbour" in (workspace / "one.html").read_text(encoding="utf-8")
    assert briefgen("build", "-o", "all").code == 0
    assert sorted(p.name for p in (workspace / "all").iterdir()) == ["harbour.pdf", "second.pdf"]


def test_what_the_theme_leaves_out_is_told_wherever_the_theme_is_named(briefgen, workspace):
    more = (
        "summary: Boats waited.\nroom_column: true\nfigures: none\nappendix: cited\nclaims:\n"
        "  - {id: asked, claim: It was asked., positions: [{stance: denies, by: It, cite: A3}]}\n"
    )
    write(workspace, BRIEF + more, "harbour")
    write(workspace, BRIEF + more + "theme: two-pager\n", "second")
    options = ("--html", "--theme", "two-pager", "--format", "json")
    for command in (("check", "briefs/second.yaml"), ("build", "briefs/harbour.yaml", *options)):
        ran = briefgen(*command, *(() if command[0] == "build" else ("--format", "json")))
        found = [f["subject"] for f in ran.json["findings"] if f["rule"] == "part-not-printed"]
        assert sorted(found) == ["appendix", "room_column", "summary"]
        told = [f for f in ran.json["findings"] if f["subject"] == "room_column"]
        lines = (workspace / command[1]).read_text(encoding="utf-8").splitlines()
        assert [lines[f["line"] - 1] for f in told] == ["room_column: true"]
        assert ["`--theme`" in f["message"] for f in told] == [command[0] == "build"]
    assert "part-not-printed" not in briefgen("check", "briefs/harbour.yaml").out


@pytest.mark.parametrize(
    ("theme", "hint"),
    [
        ("polcy-brief", "Did you mean policy-brief?"),
        ("hous", "Did you mean house?"),
        ("x", "The themes are house, policy-brief, two-pager."),
    ],
)
def test_a_brief_whose_theme_is_not_there_is_told_where_it_stands(briefgen, workspace, theme, hint):
    (workspace / "templates" / "house").mkdir(parents=True)
    write(workspace, BRIEF + f"theme: {theme}\n", "second")
    for command in (("check", "briefs/second.yaml"), ("build",)):
        ran = briefgen(*command, "--format", "json")
        (finding,) = (f for f in ran.json["findings"] if f["severity"] == "error")
        assert ran.code == 1
        assert (finding["rule"], finding["message"]) == (
            "invalid-brief",
            f"there is no theme {theme}",
        )
        assert finding["path"] == "briefs/second.yaml"
        assert (finding["line"], finding["column"]) == (BRIEF.count("\n") + 1, 8)
        assert finding["hint"] == hint
    assert (workspace / "output" / "harbour.pdf").exists()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("parts: [\n", "templates/house/theme.yaml:2:1: a value is missing here"),
        ("extends: hous\n", "templates/house/theme.yaml: there is no theme hous"),
        ("colour: red\n", "templates/house/theme.yaml: unknown key colour"),
    ],
)
def test_a_theme_that_cannot_be_used_is_found_by_the_check(briefgen, workspace, settings, message):
    (workspace / "templates" / "house").mkdir(parents=True)
    (workspace / "templates" / "house" / "theme.yaml").write_text(settings, encoding="utf-8")
    write(workspace, BRIEF + "theme: house\n")
    ran = briefgen("check", "--format", "json")
    (finding,) = (f for f in ran.json["findings"] if f["severity"] == "error")
    assert (ran.code, finding["rule"]) == (1, "invalid-brief")
    assert finding["message"].startswith(f"theme “house” cannot be used: {message}")
    assert (finding["line"], finding["column"]) == (BRIEF.count("\n") + 1, 8)


def test_a_theme_of_the_workspace_passes_the_check(briefgen, workspace):
    (workspace / "templates" / "house.2").mkdir(parents=True)
    write(workspace, BRIEF + "theme: house.2\n")
    assert briefgen("check").code == 0


def test_two_briefs_of_one_name_never_become_one_file(briefgen, workspace):
    (workspace / "briefs" / "2026").mkdir()
    write(workspace, BRIEF, "2026/harbour")
    ran = briefgen("build")
    assert (ran.code, ran.out) == (2, "")
    assert "2026/harbour.yaml and briefs/harbour.yaml would both become output/h" in ran.err
    assert not (workspace / "output").exists()
    assert briefgen("build", "-o", "new.pdf", "briefs/2026/harbour.yaml").code == 0


def test_a_failing_brief_does_not_stop_the_others(briefgen, workspace):
    write(workspace, WRONG, "a-wrong")
    ran = briefgen("build", "--format", "json")
    assert ran.code == 1
    assert [output["brief"] for output in ran.json["outputs"]] == ["briefs/harbour.yaml"]


def test_a_folder_that_cannot_be_written(briefgen, workspace):
    (workspace / "output").write_text("a file where the folder should be", encoding="utf-8")
    ran = briefgen("build")
    assert ran.code == 2
    assert "cannot" in ran.err


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-"])
def test_a_stream_that_is_closed_changes_nothing(workspace, closed):
    write(workspace, WRONG)
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m briefgen check {closed}', sys.executable],
        cwd=workspace, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "")
    assert ("closed on Sunday" in done.stdout) == (closed != ">&-")


def test_a_package_that_cannot_be_loaded_is_told(briefgen, workspace, monkeypatch):
    def broken(*_: object) -> None:
        raise ImportError("DLL load failed while importing _image")

    monkeypatch.setattr("briefgen.api.OpenWorkspace.check", broken)
    ran = briefgen("check")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("briefgen: a package that this needs cannot be loaded: DLL load")


def test_a_reader_that_has_left_gets_no_result(workspace):
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "briefgen", "show"]
    done = subprocess.run(
        command, cwd=workspace, stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (2, "")


def test_an_interrupt_amid_the_imports_ends_at_once():
    script = (
        "import os, runpy, signal, sys\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'briefgen.cli.context': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupt())\n"
        "runpy.run_module('briefgen', run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, "")


def test_python_dash_m(workspace):
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", "check", "--format", "json"],
        cwd=workspace, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert json.loads(done.stdout)["summary"]["verified"] == 1


def test_an_unchanged_brief_is_not_laid_out_again(briefgen, workspace, monkeypatch):
    first = briefgen("build", "--format", "json").json
    pdf = workspace / "output" / "harbour.pdf"
    content, written = pdf.read_bytes(), pdf.stat().st_mtime_ns
    again = briefgen("build", "--format", "json").json
    assert again == first
    assert pdf.stat().st_mtime_ns == written
    assert briefgen("build", "--force").code == 0
    assert pdf.stat().st_mtime_ns != written
    assert pdf.read_bytes() == content


def test_an_unchanged_brief_repeats_its_findings(briefgen, workspace):
    write(workspace, f"{BRIEF}  - They call it “a success”.\n")
    first, again = briefgen("build"), briefgen("build")
    assert "quotation-without-citation" in first.err
    assert (first.out, first.err) == (again.out, again.err)


@pytest.mark.parametrize("change", ["pdf", "brief", "catalogue", "picture"])
def test_whatever_changed_is_built_again(briefgen, workspace, change):
    picture = workspace / "briefs" / "map.svg"
    shape = "<svg xmlns='http://www.w3.org/2000/svg' width='{}' height='9'><title>M</title></svg>"
    picture.write_text(shape.format(9), encoding="utf-8")
    body = "sections:\n  - heading: H\n    body: |\n      ![Map](map.svg) “Boats waited” [@A4].\n"
    write(workspace, BRIEF + body)
    assert briefgen("build").code == 0
    pdf = workspace / "output" / "harbour.pdf"
    before, written = pdf.read_bytes(), pdf.stat().st_mtime_ns
    if change == "pdf":
        pdf.write_bytes(before.replace(b"%%EOF", b"%%EOF\n% more"))
        written = pdf.stat().st_mtime_ns
    elif change == "brief":
        write(workspace, BRIEF.replace("The harbour", "The port") + body)
    elif change == "catalogue":
        catalogue = workspace / "seeds" / "sources.yaml"
        catalogue.write_text(catalogue.read_text().replace("Harbour closed", "Port closed"))
    else:
        picture.write_text(shape.format(19), encoding="utf-8")
    assert briefgen("build").code == 0
    assert pdf.stat().st_mtime_ns != written
    assert (pdf.read_bytes() == before) == (change == "pdf")


def test_several_processes_write_the_same_bytes(briefgen, workspace):
    for number in range(3):
        write(workspace, BRIEF.replace("The harbour", f"Harbour {number}"), f"brief-{number}")
    write(workspace, WRONG, "wrong")
    one = briefgen("build", "-o", "one", "--format", "json")
    two = briefgen("build", "-o", "two", "-j", "2", "--format", "json")
    assert one.code == two.code == 1
    assert one.json["findings"] == two.json["findings"]
    names = sorted(path.name for path in (workspace / "one").iterdir())
    assert names == ["brief-0.pdf", "brief-1.pdf", "brief-2.pdf", "harbour.pdf"]
    for name in names:
        assert (workspace / "one" / name).read_bytes() == (workspace / "two" / name).read_bytes()


def test_a_layout_that_does_not_end_is_stopped(briefgen, workspace):
    ran = briefgen("build", "--timeout", "0.01")
    assert ran.code == 2
    assert "did not end within 0.01 seconds" in ran.err
    assert not (workspace / "output").exists()


def test_a_brief_named_without_its_folder_is_guessed(briefgen, workspace):
    for name in ("harbour", "harbour.yaml", "briefs/harbor.yaml"):
        ran = briefgen("check", name)
        assert ran.code == 2
        assert f"Did you mean {Path('briefs', 'harbour.yaml')}?" in ran.err


@pytest.mark.parametrize("command", sorted(cli.list_commands(click.Context(cli))))
def test_every_command_explains_itself_with_one_example(briefgen, command):
    ran = briefgen(command, "--help")
    assert ran.code == 0
    assert ran.out.count("Example: briefgen ") == 1
    assert f"Example: briefgen {command}" in ran.out


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("bu", ["plain,build"]),
        ("show ", ["plain,report"]),
        ("find --source rep", ["plain,report"]),
        ("explain quote-n", ["plain,quote-not-in-source"]),
        ("check briefs/", ["file,briefs/"]),
    ],
)
def test_the_shell_completes(workspace, line, offered):
    done = subprocess.run(
        [sys.executable, "-c", "from briefgen.cli.main import main; main()"],
        cwd=workspace,
        env={
            **os.environ,
            "_BRIEFGEN_COMPLETE": "bash_complete",
            "COMP_WORDS": f"briefgen {line}",
            "COMP_CWORD": str(len(line.split(" "))),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines() == offered


@pytest.mark.parametrize(
    "command",
    [
        ("build", "briefs/harbour.yaml"),
        ("check",),
        ("diff", "briefs/harbour.yaml", "briefs/harbour.yaml"),
        ("verify", "--page"),
    ],
)
@pytest.mark.parametrize("name", ["briefs/harbour.yaml", "seeds/report.txt"])
def test_nothing_is_written_over_a_brief_or_a_source(briefgen, workspace, command, name):
    before = (workspace / name).read_bytes()
    ran = briefgen(*command, "-o", name)
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        f"briefgen: {name}: a file of the workspace, and not overwritten",
    )
    assert (workspace / name).read_bytes() == before
