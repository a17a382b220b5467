"""Whatever lies in a workspace, each command ends by itself with exit 1 or 2 and says why.

Each case makes one thing of a sound workspace hostile. `said` is in what is printed, and
nothing outside of the workspace is read into it or written.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.load.library import load_library
from briefgen.preview.saved import Saved, read_saved
from briefgen.proof.pdf_reader import read_pages
from briefgen.sandbox.process import can_be_copied
from briefgen.workspace.workspace import Workspace

from .harbour import BRIEF, REPORT
from .sandbox.forked import Forked

OUTSIDE = "the text of another folder"
HARBOUR = "briefs/harbour.yaml"
LOL = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 8)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def holds(name: str, content: str | bytes) -> Callable[[Path], None]:
    def make(workspace: Path) -> None:
        path = workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return make


def _without(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    return path


def pipe(name: str) -> Callable[[Path], None]:
    return lambda workspace: os.mkfifo(_without(workspace / name))


def folder(name: str) -> Callable[[Path], None]:
    return lambda workspace: _without(workspace / name).mkdir()


def link(name: str, to: str) -> Callable[[Path], None]:
    """A link, to a path from the workspace."""
    return lambda workspace: _without(workspace / name).symlink_to(
        Path(os.path.normpath(workspace / to)) if not to.startswith("loop") else to[5:]
    )


def huge(name: str) -> Callable[[Path], None]:
    def make(workspace: Path) -> None:
        with (workspace / name).open("wb") as file:
            file.truncate(2**33)

    return make


def picture(path: str) -> Callable[[Path], None]:
    return holds(HARBOUR, f"{BRIEF}sections:\n  - heading: H\n    body: '![P]({path}) [@A2]'\n")


def both(*makers: Callable[[Path], None]) -> Callable[[Path], None]:
    def make(workspace: Path) -> None:
        for maker in makers:
            maker(workspace)

    return make


def template(content: str) -> Callable[[Path], None]:
    """A theme of the workspace with this masthead."""
    return both(
        THEMED,
        holds("templates/own/theme.yaml", "extends: policy-brief\n"),
        holds("templates/own/parts/masthead.html.j2", content),
    )


STYLED = "extends: policy-brief\nstyles: [own.css]\n"
THEMED = holds(HARBOUR, f"{BRIEF}theme: own\n")

# What a check finds.
CHECKED = {
    "aliases that multiply": (holds(HARBOUR, LOL), "the aliases repeat more than 50,000 character"),
    "a long text repeated": (
        holds(HARBOUR, f"a: &a {'x' * 40_000}\nb: [{'*a, ' * 9000}]\n"), "50,000 characters",
    ),
    "brackets without end": (holds(HARBOUR, "a: " + "[" * 100_000), "more than 40 levels deep"),
    "keys without end": (holds(HARBOUR, "? " * 100_000), "more than 40 levels deep"),
    "a list in itself": (holds(HARBOUR, "a: &a [*a]\n"), "is inside of what it repeats"),
    "a tag": (holds(HARBOUR, "title: !!python/object/apply:os.system [id]\n"), "a tag is not"),
    "a tag with escapes": (holds(HARBOUR, "title: !a%zz b\n"), ":1:"),
    "a merge key": (holds(HARBOUR, "a: &a {b: c}\n<<: *a\n"), "the merge key"),
    "two documents": (holds(HARBOUR, f"{BRIEF}---\n{BRIEF}"), "a second YAML document"),
    "a key with a bracket of its own": (holds(HARBOUR, f"{BRIEF}<x: y\n"), "unknown key `<x`"),
    "UTF-16": (holds(HARBOUR, BRIEF.encode("utf-16")), ":1:1: error: invalid-brief: not UTF-8"),
    "UTF-32": (holds(HARBOUR, BRIEF.encode("utf-32")), ":1:1: error: invalid-brief: not UTF-8"),
    "Latin-1": (holds(HARBOUR, "title: caf\xe9\n".encode("latin-1")), ":1:11: error"),
    "half a surrogate pair": (holds(HARBOUR, b"title: \xed\xa0\x80\n"), ":1:8: error"),
    "an escaped surrogate": (holds(HARBOUR, 'title: "\\ud800"\n'), "is not a character"),
    "a NUL": (holds(HARBOUR, "title: a\0b\n"), ":1:9: error: invalid-brief: not text: it holds"),
    "a control character": (holds(HARBOUR, "title: a\x1bb\n"), "U+001B is not allowed in a YAML"),
    "binary": (holds(HARBOUR, bytes(range(256)) * 40), "not UTF-8"),
    "nothing": (holds(HARBOUR, ""), "the brief is empty"),
    "lists too deep": (
        holds(HARBOUR, BRIEF + "sections:\n- heading: H\n  body: |\n"
              + "".join(f"    {'  ' * n}- a\n" for n in range(60))),
        "nested too deep",
    ),
    "a source in UTF-16": (holds("seeds/report.txt", REPORT.encode("utf-16")), "not UTF-8 but"),
    "a source with a NUL": (holds("seeds/report.txt", "a\nb\0c"), "byte (seeds/report.txt:2:2)"),
    "a source with an escape": (
        holds("seeds/report.txt", "a\n\x1b[31mb"),
        "control character U+001B (seeds/report.txt:2:1)",
    ),
    "an empty source": (holds("seeds/report.txt", " \n"), "the file is empty"),
    "a huge source": (huge("seeds/report.txt"), "larger than 16 MB"),
    "a pipe as source": (pipe("seeds/report.txt"), "not a file: seeds/report.txt"),
    "a folder as source": (folder("seeds/report.txt"), "not a file: seeds/report.txt"),
    "a device as source": (link("seeds/report.txt", "/dev/zero"), "the path leaves the workspace"),
    "a source elsewhere": (link("seeds/report.txt", "../outside/secret"), "leaves the workspace"),
    "a source by dots": (
        holds("seeds/sources.yaml", "references:\n- {id: report, file: ../../outside/secret}\n"),
        "the path leaves the workspace",
    ),
    "a source by its whole path": (
        holds("seeds/sources.yaml", "references:\n- {id: report, file: /etc/passwd}\n"),
        "an absolute path",
    ),
    "a link to itself": (link("seeds/report.txt", "loop report.txt"), "not a usable path"),
    "a pipe as catalogue": (pipe("seeds/sources.yaml"), "sources.yaml:1:1: error: invalid-brief"),
    "a folder as catalogue": (folder("seeds/sources.yaml"), "error: invalid-brief: not a file"),
    "a huge catalogue": (huge("seeds/sources.yaml"), "larger than 16 MB"),
    "a catalogue elsewhere": (link("seeds/sources.yaml", "../outside/secret"), "leaves the work"),
    "a catalogue of aliases": (holds("seeds/sources.yaml", LOL), "50,000 characters"),
    "a catalogue with odd keys": (
        holds("seeds/sources.yaml", "references:\n  -a\n<<b: c\n"), "invalid-brief",
    ),
    "all sources elsewhere": (link("seeds", "../outside"), "no source is named"),
    "a theme by dots": (holds(HARBOUR, f"{BRIEF}theme: ../../outside\n"), "is not a theme's name"),
}  # fmt: skip

# What stops a check too.
UNREADABLE = {
    "a pipe": (pipe(HARBOUR), "not a file"),
    "a folder's name": (folder(HARBOUR), "there is no brief"),
    "a huge brief": (huge(HARBOUR), "larger than 16 MB"),
    "a brief elsewhere": (link(HARBOUR, "../outside/secret"), "no workspace"),
    "a brief that links to itself": (link(HARBOUR, "loop harbour.yaml"), "not a usable path"),
    "no seeds": (link("seeds", "../nowhere"), "no workspace"),
}

# What a build finds.
BUILT = {
    "a theme elsewhere": (both(THEMED, link("templates/own", "../outside")), "is a link to"),
    "all themes elsewhere": (both(THEMED, link("templates", "../outside")), "no theme own"),
    "a style elsewhere": (
        both(THEMED, holds("templates/own/theme.yaml", "extends: policy-brief\n"),
             link("templates/own/page.css", "../outside/secret")),
        "templates/own/page.css: the file is a link to somewhere",
    ),
    "a theme's brackets": (
        both(THEMED, holds("templates/own/theme.yaml", "parts: " + "[" * 50_000)), "40 levels deep",
    ),
    "a theme's tag": (
        both(THEMED, holds("templates/own/theme.yaml", "extends: !!python/name:os.system x\n")),
        "a tag is not allowed",
    ),
    "a theme that extends a list": (
        both(THEMED, holds("templates/own/theme.yaml", "extends: [a]\n")), "the name of a theme",
    ),
    "a theme with odd labels": (
        both(THEMED, holds("templates/own/theme.yaml", "extends: policy-brief\n"),
             holds("templates/own/labels.yaml", "en: [a]\n")),
        "templates/own/labels.yaml: expected keys with values",
    ),
    "a theme that is binary": (
        both(THEMED, holds("templates/own/theme.yaml", b"\xff\xfe\0")), "theme.yaml:1:1: not UTF-8",
    ),
    "a style that is huge": (
        both(THEMED, holds("templates/own/theme.yaml", "extends: policy-brief\n"),
             holds("templates/own/page.css", ""), huge("templates/own/page.css")),
        "templates/own/page.css: larger than 16 MB",
    ),
    "a template that reaches for Python": (
        template("{{ ''.__class__.__mro__[1].__subclasses__() }}"), "is unsafe",
    ),
    "a template without end": (
        template("{% for a in range(999999999) %}x{% endfor %}"), "Range too big",
    ),
    "a template that reads elsewhere": (template("{% include '/etc/passwd' %}"), "/etc/passwd"),
    "a style that asks the web": (
        both(THEMED, holds("templates/own/theme.yaml", STYLED),
             holds("templates/own/own.css", "body { background: url(https://example.org/x.png) }")),
        "https://example.org/x.png",
    ),
    "a style that asks the disk": (
        both(THEMED, holds("templates/own/theme.yaml", STYLED),
             holds("templates/own/own.css", "body { background: url(file:///etc/passwd) }")),
        "/etc/passwd",
    ),
    "a picture by dots": (picture("../../outside/secret"), "leaves the workspace"),
    "a picture by its whole path": (picture("/etc/passwd"), "an absolute path"),
    "a picture on the web": (picture("https://example.org/p.png"), "https://example.org/p.png"),
    "a picture in the address": (picture("data:image/png;base64,AAAA"), "data:image/png"),
    "a pipe as picture": (both(picture("p.png"), pipe("briefs/p.png")), "not a file"),
    "a huge picture": (
        both(picture("p.png"), holds("briefs/p.png", ""), huge("briefs/p.png")), "larger than",
    ),
    "a picture that is none": (both(picture("p.png"), holds("briefs/p.png", "none")), "p.png"),
    "results elsewhere": (link("output", "../outside"), "the folder is a link"),
}  # fmt: skip


@pytest.fixture
def outside(workspace):
    """What lies beside the workspace, which stays as it is."""
    outside = workspace.parent / "outside"
    shutil.rmtree(outside, ignore_errors=True)
    outside.mkdir()
    (outside / "secret").write_text(OUTSIDE, encoding="utf-8")
    (outside / "theme.yaml").write_text("extends: policy-brief\n", encoding="utf-8")
    before = sorted(outside.rglob("*"))
    yield outside
    assert sorted(outside.rglob("*")) == before
    assert (outside / "secret").read_text(encoding="utf-8") == OUTSIDE


def refused(ran, code: int, said: str) -> None:
    printed = ran.out + ran.err
    assert ran.code == code, printed
    assert said in printed
    assert OUTSIDE not in printed
    assert "Traceback" not in printed
    assert "unforeseen" not in printed


@pytest.mark.parametrize("case", CHECKED)
@pytest.mark.parametrize("command", [("check",), ("build", "--html")])
def test_checked(briefgen, workspace, outside, case, command):
    make, said = CHECKED[case]
    make(workspace)
    refused(briefgen(*command), 1, said)
    assert not (workspace / "output").exists()


@pytest.mark.parametrize("case", UNREADABLE)
@pytest.mark.parametrize("command", ["check", "build"])
def test_unreadable(briefgen, workspace, outside, case, command):
    make, said = UNREADABLE[case]
    make(workspace)
    refused(briefgen(command, HARBOUR), 2, said)


@pytest.mark.slow
@pytest.mark.parametrize("case", BUILT)
def test_built(briefgen, workspace, outside, case):
    make, said = BUILT[case]
    make(workspace)
    ran = briefgen("build")
    refused(ran, ran.code, said)
    assert ran.code in {1, 2}


# What the other commands read.
SEEDS = [case for case in CHECKED if "source" in case or "catalogue" in case]
CATALOGUES = [case for case in SEEDS if "catalogue" in case]


def new_files(workspace: Path) -> list[str]:
    """The names of files that no test of this module makes itself."""
    made = {"harbour.yaml", "report.txt", "sources.yaml"}
    return [path.name for path in workspace.rglob("*") if path.is_file() and path.name not in made]


@pytest.mark.parametrize(
    "command", [("show",), ("show", "report"), ("find", "closed"), ("stamp",), ("stamp", "report")]
)
@pytest.mark.parametrize("case", SEEDS)
def test_hostile_sources_and_the_other_commands(briefgen, workspace, outside, case, command):
    CHECKED[case][0](workspace)
    before = (workspace / "seeds").exists() and sorted((workspace / "seeds").iterdir())
    ran = briefgen(*command)
    assert ran.code in {1, 2}
    refused(ran, ran.code, "source")
    assert ((workspace / "seeds").exists() and sorted((workspace / "seeds").iterdir())) == before
    assert new_files(workspace) == []


@pytest.mark.parametrize("case", CATALOGUES)
def test_nothing_new_beside_a_hostile_catalogue(briefgen, workspace, outside, case):
    CHECKED[case][0](workspace)
    refused(briefgen("new", "another"), 2, "briefgen: seeds/sources.yaml:")
    assert new_files(workspace) == []


def _saved(root: Path) -> Saved:
    workspace = Workspace(root.resolve())
    return read_saved(workspace, root / HARBOUR, lambda: load_library(workspace))


@pytest.mark.parametrize("case", CHECKED)
def test_the_preview_shows_it_as_an_error(workspace, outside, case):
    CHECKED[case][0](workspace)
    saved = _saved(workspace)
    assert saved.sound is None
    assert saved.failure or "error" in {finding.severity for finding in saved.findings}


@pytest.mark.parametrize("case", UNREADABLE)
def test_the_preview_does_not_begin(briefgen, workspace, outside, monkeypatch, case):
    monkeypatch.setattr("briefgen.preview.server.serve", lambda *_, **__: None)
    UNREADABLE[case][0](workspace)
    ran = briefgen("preview", "--no-browser", HARBOUR)
    if case in {"a pipe", "a huge brief"}:  # which may become a brief while it is watched
        assert _saved(workspace).failure
    else:
        refused(ran, 2, "briefgen: ")


ESCAPES = "\x1b[31mred\u202e"
LONG = "x" * 5000
ARGUMENTS = {
    "a brief of a long name": ("check", LONG),
    "a brief that commands the terminal": ("check", ESCAPES),
    "a brief whose name is no text": ("check", os.fsdecode(b"\xff\xfe")),
    "a long brief": ("build", LONG),
    "a workspace elsewhere": ("build", "--root", "/dev", HARBOUR),
    "a theme by dots": ("build", "--theme", "../../outside"),
    "a theme that commands the terminal": ("build", "--theme", ESCAPES),
    "a result of a long name": ("build", "-o", LONG),
    "a result that is a device": ("build", "-o", "/dev/full"),
    "a result in what is no folder": ("build", "-o", f"{HARBOUR}/x.pdf"),
    "a report that is a device": ("check", "-o", "/dev/full"),
    "no such cluster": ("build", "--executor", "http://example.org"),
    "a PDF of a long name": ("verify", LONG),
    "a PDF that is a folder": ("verify", "briefs"),
    "a PDF that is none": ("verify", HARBOUR),
    "no PDF": ("verify", ESCAPES),
    "no source": ("show", ESCAPES),
    "a long source": ("show", LONG),
    "a long number": ("show", "report", "9" * 5000),
    "no number": ("show", "report", ESCAPES),
    "no words": ("find", ""),
    "a long word": ("find", "x" * 20_000),
    "words that command the terminal": ("find", ESCAPES),
    "no source to stamp": ("stamp", "../outside/secret"),
    "a new brief elsewhere": ("new", "../../outside/x"),
    "a new brief by its whole path": ("new", "/tmp/x"),  # noqa: S108
    "a new brief of a long name": ("new", "x" * 300),
    "a workspace of a long name": ("init", LONG),
    "a workspace where a file is": ("init", HARBOUR),
    "a workspace in a device": ("init", "/dev/null/x"),
    "no rule": ("explain", ESCAPES),
    "no brief to preview": ("preview", ESCAPES),
    "too much for schema": ("schema", ESCAPES),
    "too much for lsp": ("lsp", ESCAPES),
    "no such command": (ESCAPES,),
}


@pytest.mark.parametrize("case", ARGUMENTS)
def test_hostile_arguments(briefgen, workspace, outside, case):
    ran = briefgen(*ARGUMENTS[case])
    assert ran.code in {1, 2}
    refused(ran, ran.code, "")
    assert (ran.out + ran.err).strip()
    assert not {"\x1b", "\u202e"} & set(ran.out + ran.err)
    assert new_files(workspace) == []


def test_a_new_brief_in_a_folder_elsewhere(briefgen, workspace, outside):
    link("briefs", "../outside")(workspace)
    refused(
        briefgen("new", "another"), 2, "the folder is a link to somewhere outside the workspace"
    )


def test_a_result_that_is_a_link_elsewhere_is_replaced(briefgen, workspace, outside):
    (workspace / "output").mkdir()
    link("output/harbour.pdf", "../outside/secret")(workspace)
    assert briefgen("build").code == 0
    assert not (workspace / "output" / "harbour.pdf").is_symlink()


TRICKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt; &#60;",
    "{{ 7 * 7 }} {% include 'theme.yaml' %}",
    "{{ self.__init__.__globals__ }}",
    '"} body { display: none } /*',
    "</style><style>*{display:none}</style>",
    "url(file:///etc/passwd)",
    "*not bold* `not code` [not](http://link)",
]


@pytest.mark.slow
@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_in_plain_text_prints_as_typed(briefgen, workspace, printed, trick):
    typed = trick.replace("'", "''")
    claim = (
        f"claims:\n  - id: c\n    claim: '{typed}'\n    positions:\n"
        f"      - {{stance: asserts, by: '{typed}', via: '{typed}', cite: A2}}\n"
    )
    brief = BRIEF.replace("title: The harbour", f"title: '{typed}'")
    (workspace / HARBOUR).write_text(
        f"{brief}subtitle: '{typed}'\nmarking: '{typed}'\nprepared_by: '{typed}'\n{claim}",
        encoding="utf-8",
    )
    (workspace / "seeds" / "report.txt").write_text(f"{REPORT}{trick}\n", encoding="utf-8")
    (workspace / "seeds" / "sources.yaml").write_text(
        f"references:\n  - {{id: report, file: report.txt, title: '{typed}'}}\n", encoding="utf-8"
    )
    assert briefgen("build").code == 0
    text = printed(workspace / "output" / "harbour.pdf")
    # title, subtitle, marking, author, claim, by, via, reference, source text
    assert text.count("".join(trick.split())) >= 9


@pytest.fixture
def printed():
    return lambda path: "".join(page.characters for page in read_pages(path.read_bytes()))


@pytest.mark.slow
def test_a_trick_in_markdown_prints_as_typed(briefgen, workspace, printed):
    body = "<b>x</b> {{ 7 * 7 }} <script>y</script> <!-- z --> [@A2]"
    (workspace / HARBOUR).write_text(
        f"{BRIEF}sections:\n- heading: H\n  body: '{body}'\n", encoding="utf-8"
    )
    assert briefgen("build").code == 0
    text = printed(workspace / "output" / "harbour.pdf")
    assert "<b>x</b>{{7*7}}<script>y</script><!--z-->" in text


CALLS = {"socket.connect", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen", "os.system"}


@pytest.mark.slow
@pytest.mark.skipif(not can_be_copied(), reason="processes are copied on Linux only")
@pytest.mark.parametrize("command", [("check",), ("build",), ("verify", "output/harbour.pdf")])
def test_nobody_is_called(briefgen, workspace, command):
    if command[0] == "verify":
        briefgen("build")

    def watch(event: str, _: object) -> None:
        if event in CALLS:
            os._exit(99)

    assert Forked(*command, prepare=lambda: sys.addaudithook(watch)).end().code == 0


def test_names_that_are_no_text_do_not_stop_a_build(briefgen, workspace):
    (workspace / HARBOUR).rename(workspace / "briefs" / os.fsdecode(b"h\xff\x1b[31m.yaml"))
    (workspace / "seeds" / os.fsdecode(b"\xfe.txt")).write_text("A text.\n", encoding="utf-8")
    first, again = briefgen("build"), briefgen("build")
    assert (first.code, again.code) == (0, 0)
    assert "\x1b" not in first.out + first.err


@pytest.mark.slow
@pytest.mark.parametrize("record", ["[" * 100_000, "[]", "{}", '{"state": 1}', "\0"])
def test_a_record_that_is_not_ours_only_means_that_the_brief_is_built(briefgen, workspace, record):
    briefgen("build")
    (kept,) = (workspace / "output" / ".briefgen").iterdir()
    kept.write_text(record, encoding="utf-8")
    assert briefgen("build").code == 0


def test_what_is_printed_holds_nothing_that_commands_a_terminal(briefgen, workspace):
    (workspace / HARBOUR).write_text(
        f"{BRIEF}  - They “say \u202etxet” so [@A2].\n", encoding="utf-8"
    )
    (workspace / "seeds" / "report.txt").write_text(
        f"{REPORT}A line \u202ewith\u2066 directions.\n", encoding="utf-8"
    )
    for command in (["check"], ["build"], ["show", "report"], ["find", "directions"]):
        ran = briefgen(*command)
        assert not {"\u202e", "\u2066", "\x1b"} & set(ran.out + ran.err), command
