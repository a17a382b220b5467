"""What briefgen does, as functions: the library, on which the commands, the preview and the
language server are written.

Every function may be called from several threads at once. What only one of them needs is
imported inside it, so that a check never loads the renderer.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, Union, get_args

from msgspec import Struct
from msgspec.structs import replace

from briefgen.building.output import KEEP, is_same, output_path
from briefgen.errors import BriefgenError
from briefgen.limits import LAYOUT_SECONDS, MAX_PDF
from briefgen.model.brief import Paper
from briefgen.model.finding import Finding, Severity
from briefgen.model.findings_order import sorted_findings
from briefgen.model.options import Options
from briefgen.model.summary import Summary, Tally, summarize
from briefgen.workspace.workspace import (
    UnreadableError,
    Workspace,
    find_workspace,
    read_bytes,
    resolved,
)

if TYPE_CHECKING:
    from briefgen.building.job import Job, Made
    from briefgen.building.opening import Opened
    from briefgen.building.orders import Built
    from briefgen.building.prepare import Prepared
    from briefgen.checking.engine import Checked, Earlier
    from briefgen.load.library import Library
    from briefgen.proof.verdict import Proof as Verification

    # Makes jobs in order, each as soon as it and those before it are done.
    Runner: TypeAlias = Callable[[Sequence[Job]], Iterator[Made]]

StrPath: TypeAlias = Union[str, "os.PathLike[str]"]

__all__ = [
    "BriefgenError", "BuildResult", "CheckResult", "Finding", "OpenWorkspace", "Options",
    "Severity", "build", "build_briefs", "check", "find_briefs", "path_here", "verify",
]  # fmt: skip


# --- The library ----------------------------------------------------------------


class CheckResult(Struct, frozen=True):
    """What a check found: `findings` by path, line, column and rule, and the counts."""

    findings: tuple[Finding, ...]
    summary: Summary

    @property
    def ok(self) -> bool:
        """Whether nothing of severity error was found."""
        return self.summary.errors == 0


class BuildResult(Struct, frozen=True):
    """What a build came to: `path` is the file, None where the brief has errors and nothing
    was written. `pages` is 0 for HTML; `sha256` is that of the file, in hex."""

    path: Path | None
    findings: tuple[Finding, ...]
    pages: int = 0
    footnotes: int = 0
    sha256: str = ""

    @property
    def ok(self) -> bool:
        """Whether a file is there and, but for a draft, free of errors."""
        return self.path is not None


def check(path: StrPath, *, root: StrPath | None = None) -> CheckResult:
    """Check the brief at `path`, or every brief of a folder. Nothing is written.

    `root` is the workspace; without it, the nearest folder at or above `path` that holds
    `seeds/`. Raises `BriefgenError` where work cannot go on: no such file, no workspace.
    """
    chosen = find_briefs([os.fspath(path)], _path(root))
    opened: dict[Workspace, OpenWorkspace] = {}
    tallies: list[Tally] = []
    found: list[Finding] = []
    for workspace, brief in chosen:
        if workspace not in opened:
            opened[workspace] = OpenWorkspace(workspace)
        checked = opened[workspace].check(brief)
        tallies.append(checked.tally)
        found += checked.findings
    findings = sorted_findings(found)
    return CheckResult(findings, summarize(tallies, findings))


def build(
    path: StrPath,
    output: StrPath | None = None,
    *,
    options: Options = Options(),  # noqa: B008 - it never changes
    root: StrPath | None = None,
) -> BuildResult:
    """Check the brief at `path` and write it to `output`, by default `output/<stem>.pdf` of
    its workspace.

    A brief with errors is not written, unless `options` ask for a draft. A file that is
    already what would be written is left alone. The work is done in this thread, without a
    time limit. Raises `BriefgenError` where work cannot go on.
    """
    chosen = find_briefs([os.fspath(path)], _path(root))
    if len(chosen) > 1:
        raise BriefgenError("several briefs in this folder", at=str(path), hint="Name one file.")
    if options.paper not in (None, *get_args(Paper)):
        sizes = " or ".join(get_args(Paper))
        raise BriefgenError(f"there is no paper “{options.paper}”", hint=f"Choose {sizes}.")
    [(workspace, brief)] = chosen
    target = output_path(workspace, brief, None if output is None else os.fspath(output), options)
    [built] = build_briefs([(workspace, brief, target)], options)
    if built.failure:
        message, _, hint = built.failure.partition("\n  ")
        raise BriefgenError(message, hint=hint or None)
    if built.record is None:
        return BuildResult(None, built.findings)
    record = built.record
    return BuildResult(target, built.findings, record.pages, record.footnotes, record.sha256)


def verify(
    pdf: StrPath | bytes,
    *,
    against: Workspace | None = None,
    originals: Sequence[StrPath] = (),
    since: StrPath | bytes | None = None,
    trust: Sequence[StrPath] = (),
    signed_by: str = "",
    rebuild: bool = False,
    name: str = "",
) -> Verification:
    """Verify a PDF or a web edition (HTML), a file or its bytes, from its own evidence; `name`
    is the file's where its bytes are given, for by its name a browser opens it. `against` is a
    workspace with which brief, catalogue and sources are compared too, `originals` are documents
    from which sources were made, `since` is the edition that it replaces. `trust` are files (PEM)
    with the certificates that are trusted, `signed_by` the name that must be in such a signature.
    With `rebuild` the file is built again from its evidence and the pages are compared.

    Raises `BriefgenError` where one cannot be read, or took too much time or memory.
    """
    from briefgen.proof.verify import Demands
    from briefgen.proof.web_evidence import is_web

    content = pdf if isinstance(pdf, bytes) else _content(pdf)
    documents = [(Path(one).name, _content(one)) for one in originals]
    earlier = since if since is None or isinstance(since, bytes) else _content(since)
    certificates = tuple(map(_content, trust))
    demands = Demands(against, certificates, signed_by, earlier)
    if is_web(content, name if isinstance(pdf, bytes) else os.fspath(pdf)):
        from briefgen.proof.verify_web import verify_web

        proof = verify_web(content, demands)
    else:
        from briefgen.proof.verify import verify as verify_pdf

        proof = verify_pdf(content, demands)
    if documents and proof.has_evidence:
        from briefgen.importing.originals import compare_originals

        compared = compare_originals(content, documents)
        proof = replace(
            proof,
            proved=(*proof.proved, *compared.proved),
            differs=(*proof.differs, *compared.differs),
            partly=proof.partly or compared.partly,
        )
    if rebuild and not proof.differs:
        from briefgen.building.rebuild import rebuilt

        if differs := rebuilt(content):
            return replace(proof, differs=differs)
        return replace(
            proof, proved=(*proof.proved, "rebuilt: every page is equal"), is_rebuilt=True
        )
    return proof


def _content(path: StrPath) -> bytes:
    try:
        return read_bytes(Path(path), MAX_PDF)
    except UnreadableError as error:
        raise BriefgenError(error.message, at=str(path), hint=error.hint) from error


def _path(root: StrPath | None) -> Path | None:
    return None if root is None else Path(root)


# --- What the commands add ------------------------------------------------------


class OpenWorkspace:
    """A workspace whose sources are read once, for as many checks as are wanted.

    `library` is given where it was opened already.
    """

    def __init__(self, workspace: Workspace, library: Library | None = None):
        from briefgen.load.library import load_library

        self.workspace = workspace
        self.library = library or load_library(workspace)

    def check(self, path: Path) -> Checked:
        """The brief at `path` checked: its findings, and those of the workspace's sources."""
        from briefgen.building.earlier import EarlierEdition
        from briefgen.checking.engine import check_brief

        def opened(name: str, content: bytes | None) -> Opened:
            from briefgen.building.opening import open_edition  # reads PDFs, as few checks need

            return open_edition(name, content=content, is_proved=False)

        earlier = EarlierEdition(self.workspace, opened)
        return check_brief(self.workspace, path, self.library, earlier=earlier)

    def check_text(self, text: str, path: Path, earlier: Earlier | None = None) -> Checked:
        """Like `check`, for what an editor holds of the brief at `path`, saved or not; it is
        compared with an earlier edition by `earlier` only."""
        from briefgen.checking.engine import check_text

        return check_text(text, self.workspace.display(path), self.library, earlier)

    def prepare(self, path: Path, options: Options) -> tuple[Checked, Prepared | None]:
        """The brief at `path` checked, and what is laid out, if there is no error."""
        from briefgen.building.prepare import prepare

        return prepare(self.workspace, path, self.library, options)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the workspace's sources, whatever a brief makes of them."""
        return sorted_findings(self.library.findings)


def find_briefs(named: Sequence[str], root: Path | None) -> list[tuple[Workspace, Path]]:
    """The briefs that are named, files or folders, with their workspaces; without a name, all
    of the workspace of the current folder. Raises `BriefgenError` where there is none."""
    chosen: dict[Path, Workspace] = {}
    if not named:
        workspace = find_workspace(Path.cwd(), root)
        chosen = dict.fromkeys(workspace.briefs(), workspace)
        if not chosen:
            raise BriefgenError(
                "there is no brief",
                at=str(workspace.root / "briefs"),
                hint="Write one, briefs/<name>.yaml, or name a file.",
            )
    for name in named:
        path = resolved(Path(name))
        if path.is_dir():
            workspace = find_workspace(path, root)
            found = workspace.briefs(path)
            if not found:
                raise BriefgenError("there is no brief in this folder", at=name)
            chosen |= dict.fromkeys(found, workspace)
        elif path.exists():
            chosen[path] = find_workspace(path, root)
        else:
            raise BriefgenError("there is no such file", at=name, hint=_meant(path, root))
    return [(workspace, path) for path, workspace in chosen.items()]


def _meant(missing: Path, root: Path | None) -> str | None:
    """Which brief may be meant by a path at which there is none."""
    from briefgen.matching.nearest import nearest_names

    try:
        briefs = find_workspace(Path.cwd(), root).briefs()
    except BriefgenError:
        return None
    near = nearest_names(missing.stem, {path.stem: path for path in briefs})
    meant = [path_here(path) for stem in near for path in briefs if path.stem == stem]
    return f"Did you mean {' or '.join(meant)}?" if meant else None


def build_briefs(
    chosen: Sequence[tuple[Workspace, Path, Path]],
    options: Options,
    *,
    force: bool = False,
    timeout: float | None = None,
    run: Runner | None = None,
) -> list[Built]:
    """Build briefs, each with its workspace and the file that it becomes, in this order.

    What is unchanged is left alone, unless `force` is given. `run` says who does the work,
    by default this thread; `timeout` is in seconds a brief. Raises `BriefgenError` where two
    briefs would become one file, or one the edition that it is compared with.
    """
    from briefgen.building.orders import order, standing, write

    _refuse_one_file_for_two([(path, target) for _, path, target in chosen])
    if options.since and any(is_same(target, Path(options.since)) for _, _, target in chosen):
        raise BriefgenError("this file would be replaced", at=options.since, hint=KEEP)
    orders = [
        order(workspace, path, target, options, force=force) for workspace, path, target in chosen
    ]
    built = {one.order.path: one for one in standing(orders)}
    changed = [one for one in orders if one.path not in built]
    if changed:
        from briefgen.building.job import Job

        limit = LAYOUT_SECONDS if timeout is None else timeout
        jobs = [
            Job(
                one.workspace.root,
                one.path,
                options,
                one.record.fingerprint if one.record else None,
                limit,
            )
            for one in changed
        ]
        results = (run or _here)(jobs)
        for one, made in zip(changed, results, strict=True):
            built[one.path] = write(one, made)
    return [built[path] for _, path, _ in chosen]


def _here(jobs: Sequence[Job]) -> Iterator[Made]:
    from briefgen.building.pipeline import make

    return map(make, jobs)


def _refuse_one_file_for_two(chosen: Sequence[tuple[Path, Path]]) -> None:
    first: dict[Path, Path] = {}
    for path, target in chosen:
        other = first.setdefault(target, path)
        if other != path:
            raise BriefgenError(
                f"{path_here(other)} and {path_here(path)} would both become {path_here(target)}",
                hint="Rename one of them, or build them apart, with -o.",
            )


def path_here(path: Path) -> str:
    """A path as a person in the current folder names it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
