"""briefgen beside its peers on one machine: whole processes, paired runs, medians.

    python benchmarks/run.py                  # everything, some minutes
    python benchmarks/run.py start build      # only these: start, build, long, check, many, preview
    python benchmarks/run.py long --pages 200

Needs `pip install -e '.[bench]'`. Prints Markdown tables; see docs/performance.md.
"""

from __future__ import annotations

import argparse
import compileall
import os
import re
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter

import pypdfium2
from content import content, sheets
from peers import html, markdown, typst
from saves import preview_table
from workspaces import Kind, check_workspace, long_workspace

HERE = Path(__file__).parent
SEPT2 = HERE.parent / "briefs" / "sept2.yaml"
PYTHON = [sys.executable]
BRIEFGEN = [*PYTHON, "-m", "briefgen"]
# Words in one more source that bring the brief to about so many pages.
LENGTHS = {15: 0, 50: 15_600, 200: 83_000, 500: 216_000}


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: seconds of CPU with its children, of wall clock, and MiB."""

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True, slots=True)
class Command:
    """A command to measure; `before` is what to do before each run."""

    name: str
    words: Sequence[str]
    before: Callable[[], object] = lambda: None

    def run(self) -> Run:
        """Run it once, under `/usr/bin/time`; its output is shown where it fails.

        That tells memory alone: it counts processor time in hundredths of a second only.
        """
        self.before()
        timed = ["/usr/bin/time", "-f", "%M", *self.words]
        used, began = _processor_time(), perf_counter()
        done = subprocess.run(timed, capture_output=True, text=True, check=False)  # noqa: S603
        wall, cpu = perf_counter() - began, _processor_time() - used
        if done.returncode:
            sys.exit(f"{shlex.join(self.words)}\n{done.stdout}{done.stderr}")
        return Run(cpu, wall, int(done.stderr.splitlines()[-1]) / 1024)


def _processor_time() -> float:
    """The seconds of CPU of all processes that we started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def table(commands: Sequence[Command], runs: int) -> str:
    """All commands in turn, `runs` times, after one that does not count unless it is one run
    only; ratios to the first, pair by pair."""
    if runs > 1:
        for command in commands:
            command.run()
    taken = [[command.run() for command in commands] for _ in range(runs)]
    lines = ["| | CPU s | wall s | MiB | CPU ratio | wall ratio |", "|---|--:|--:|--:|--:|--:|"]
    for index, command in enumerate(commands):
        mine = [turn[index] for turn in taken]
        cpu = median(run.cpu / turn[0].cpu for run, turn in zip(mine, taken, strict=True))
        wall = median(run.wall / turn[0].wall for run, turn in zip(mine, taken, strict=True))
        figures = (
            f"{median(run.cpu for run in mine):.2f}",
            f"{median(run.wall for run in mine):.2f}",
            f"{median(run.memory for run in mine):.0f}",
            f"{cpu:.2f}",
            f"{wall:.2f}",
        )
        lines.append(f"| {command.name} | {' | '.join(figures)} |")
    return "\n".join(lines)


def start(_: Path, runs: int) -> str:
    """What a person waits for who changed nothing, or checks one brief."""
    return table(
        [
            Command('`python -c "import click, yaml"`', [*PYTHON, "-c", "import click, yaml"]),
            Command("`briefgen --version`", [*BRIEFGEN, "--version"]),
            Command("`briefgen check` of sept2", [*BRIEFGEN, "check", str(SEPT2)]),
        ],
        runs,
    )


def build(folder: Path, runs: int) -> str:
    """The brief sept2 and the same content by its peers."""
    brief = long_workspace(folder, SEPT2, 0)
    return table([*_peers(folder, brief), _unchanged(folder, brief)], runs)


def long(folder: Path, runs: int, pages: Sequence[int]) -> str:
    """The same brief with a longer and longer source, by briefgen and by plain WeasyPrint."""
    tables = []
    for count in pages:
        brief = long_workspace(folder / str(count), SEPT2, LENGTHS[count])
        plain, ours, *others = _peers(folder / str(count), brief)
        fast = [peer for peer in others if peer.name == "Typst"]
        shown = table([plain, ours, *fast], 1 if count > 50 else runs)
        printed = pypdfium2.PdfDocument(folder / str(count) / "output/sept2.pdf")
        tables.append(f"{len(printed)} pages\n\n{shown}")
    return "\n\n".join(tables)


def check(folder: Path, runs: int) -> str:
    """Briefs with 50 citations each, on 60 sources of 10,000 words."""
    tables = []
    kinds: Sequence[tuple[int, Kind]] = (
        (1, "clean"), (240, "clean"), (240, "curly"), (240, "warned"), (1000, "clean"),
    )  # fmt: skip
    for count, kind in kinds:
        root = folder / f"{count}-{kind}"
        check_workspace(root, count, kind)
        words = [*PYTHON, str(HERE / "naive.py"), str(root)]
        naive = Command("naive script", words)
        quick = Command("naive script, YAML read in C", [*words, "quick"])
        ours = Command("`briefgen check`", [*BRIEFGEN, "check", "--root", str(root)])
        turns = 1 if count == 1000 else runs
        tables.append(f"{count} briefs, {kind}\n\n{table([naive, quick, ours], turns)}")
    return "\n\n".join(tables)


def many(folder: Path, runs: int, briefs: int) -> str:
    """Copies of the example that `init` writes, three pages, in one and in two processes."""
    subprocess.run([*BRIEFGEN, "-q", "init", str(folder)], check=True)  # noqa: S603
    (brief,) = (folder / "briefs").iterdir()
    for number in range(1, briefs):
        shutil.copy(brief, brief.with_name(f"{number}.yaml"))
    words = [*BRIEFGEN, "build", "-q", "--force", "--root", str(folder)]
    jobs = [Command(f"`-j {n}`", [*words, "-j", str(n)]) for n in (1, 2)]
    return f"{briefs} briefs\n\n{table(jobs, min(runs, 3))}"


def preview(folder: Path, runs: int) -> str:
    """What an editor waits for who saves the brief sept2."""
    return preview_table(BRIEFGEN, long_workspace(folder, SEPT2, 0), 4 * runs)


def _unchanged(folder: Path, brief: Path) -> Command:
    words = [*BRIEFGEN, "build", "-q", str(brief), "-o", str(folder / "unchanged.pdf")]
    return Command("briefgen, nothing changed", words)


def _peers(folder: Path, brief: Path) -> list[Command]:
    """Plain WeasyPrint first, briefgen second, then what else is installed."""
    same = content(brief)
    out = folder / "peers"
    out.mkdir(parents=True, exist_ok=True)
    page = partial(html, same, serif='"Source Serif 4"', sans='"Source Sans 3"', fonts=_fonts())
    (out / "fonts.html").write_text(page(), encoding="utf-8")
    (out / "no-pages.html").write_text(page(page_references=False), encoding="utf-8")
    (out / "plain.html").write_text(html(same), encoding="utf-8")
    own = [out / "own-body.html", out / "own-appendix.html"]
    for path, sheet in zip(own, sheets(brief), strict=True):
        path.write_text(_with_files(sheet), encoding="utf-8")
    (out / "brief.typ").write_text(typst(same), encoding="utf-8")
    (out / "brief.md").write_text(markdown(same), encoding="utf-8")
    plain = [*PYTHON, str(HERE / "plain.py")]
    ours = [*BRIEFGEN, "build", "-q", "--force", str(brief)]
    commands = [
        Command("plain WeasyPrint, the same fonts", [*plain, str(out / "fonts.html")]),
        Command("briefgen build", ours),
        Command("plain WeasyPrint, no page references", [*plain, str(out / "no-pages.html")]),
        Command("plain WeasyPrint on briefgen's own HTML", [*plain, *map(str, own)]),
        Command("plain WeasyPrint, system fonts", [*plain, str(out / "plain.html")]),
    ]
    if find_spec("typst"):
        code = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
        words = [*PYTHON, "-c", code, str(out / "brief.typ"), str(out / "typst.pdf")]
        commands.append(Command("Typst", words))
    if pandoc := _pandoc():
        source = str(out / "brief.md")
        to_html = [pandoc, source, "-s", "-o", str(out / "pandoc.html")]
        both = f"{shlex.join(to_html)} && {shlex.join([*plain, str(out / 'pandoc.html')])}"
        commands.append(Command("Pandoc to WeasyPrint", ["sh", "-c", both]))
        if shutil.which("xelatex"):
            words = [pandoc, source, "--pdf-engine=xelatex", "-o", str(out / "xelatex.pdf")]
            commands.append(Command("Pandoc to XeLaTeX", words))
    return commands


def _pandoc() -> str | None:
    if find_spec("pypandoc"):
        import pypandoc  # noqa: PLC0415 - it may not be installed

        return str(pypandoc.get_pandoc_path())
    return shutil.which("pandoc")


def _fonts() -> str:
    """The theme's own fonts, by the files of their packages."""
    theme = HERE.parent / "templates" / "policy-brief"
    return _with_files((theme / "fonts.css").read_text(encoding="utf-8"))


def _with_files(page: str) -> str:
    """`page` with the addresses of the files that its fonts are in."""

    def file(match: re.Match[str]) -> str:
        package, _, name = match[1].partition("/")
        spec = find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        return f'url("{(Path(spec.origin).parent / name).as_uri()}")'

    return re.sub(r'url\("font:([^"]+)"\)', file, page)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", nargs="*", help="start, build, long, check, many, preview")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument(
        "--pages", type=int, nargs="+", choices=list(LENGTHS), default=list(LENGTHS)
    )
    parser.add_argument("--briefs", type=int, default=20, help="how many for `many`")
    asked = parser.parse_args()
    measures: Mapping[str, Callable[[Path, int], str]] = {
        "start": start,
        "build": build,
        "long": partial(long, pages=asked.pages),
        "check": check,
        "many": partial(many, briefs=asked.briefs),
        "preview": preview,
    }
    os.environ.setdefault("PYTHONPATH", str(HERE.parent / "src"))
    # As an installation does; else each run would compile briefgen first, where Python may not
    # keep what it compiles.
    compileall.compile_dir(HERE.parent / "src", quiet=1)
    for name in asked.what or measures:
        with tempfile.TemporaryDirectory(prefix="briefgen-bench-") as folder:
            sys.stdout.write(f"\n## {name}\n\n{measures[name](Path(folder), asked.runs)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
