"""A checked brief with its theme and the fingerprint of its inputs: all that is known of a
build before anything is laid out, and without loading what lays out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import asdict

from briefgen.assemble.appendix import cited_paragraphs
from briefgen.assemble.document import all_labels
from briefgen.checking.engine import Checked, check_brief
from briefgen.errors import BriefgenError
from briefgen.load.library import Library
from briefgen.model.edition import Replaced
from briefgen.model.options import Options
from briefgen.proof.attachments import attachments
from briefgen.proof.fingerprint import fingerprint, inputs
from briefgen.render.theme import Theme, load_theme, own_files
from briefgen.resolve.result import ResolvedBrief
from briefgen.workspace.workspace import UnreadableError, Workspace, decode, read_bytes

from .earlier import EarlierEdition

if TYPE_CHECKING:
    from .opening import Opened


class Prepared(Struct, frozen=True):
    """A brief, ready to be laid out: a sound one, or a draft.

    `files` are the evidence that the PDF is to carry, `inputs` what it is made of,
    `unresolved` the number of errors and warnings that were found. `replaced` is the earlier
    edition, where there is one, and `opened` the digest of its file by path from the workspace.
    """

    resolved: ResolvedBrief
    theme: Theme
    options: Options
    files: Mapping[str, bytes]
    inputs: Mapping[str, Any]
    unresolved: int
    replaced: Replaced | None = None
    opened: Mapping[str, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.inputs)


def prepare(
    workspace: Workspace, path: Path, library: Library, options: Options
) -> tuple[Checked, Prepared | None]:
    """Check the brief at `path` and gather what it is built from; None where there are
    errors, in the brief or in the catalogue, unless it is to be a draft, for which it
    need but be readable.

    Raises `BriefgenError` where a file cannot be read or a theme cannot be used.
    """
    typed = _read_once(workspace, path)

    def opened(name: str, content: bytes | None) -> Opened:
        # Slow, and only what replaces an earlier edition needs it.
        from .opening import open_edition  # noqa: PLC0415

        return open_edition(name, content=content)

    earlier = EarlierEdition(workspace, opened, options.since)
    checked = check_brief(workspace, path, library, typed, earlier, options.theme)
    resolved = checked.resolved
    findings = checked.findings
    faulty = any(finding.severity == "error" for finding in findings)
    if resolved is None or (faulty and not options.draft):
        return checked, None
    theme = _theme(resolved, workspace, options)
    files = attachments(resolved, decode(typed), cited_paragraphs(resolved), own_files(theme))
    language = resolved.brief.language
    made_of = inputs(
        typed,
        resolved.sources,
        theme.files,
        resolved.pictures,
        _printing(options),
        files,
        theme.layout,
        all_labels(language, theme.labels(language)),
        earlier.replaced,
    )
    unresolved = sum(finding.severity != "note" for finding in findings)
    prepared = Prepared(
        resolved, theme, options, files, made_of, unresolved, earlier.replaced, earlier.opened
    )
    return checked, prepared


def _printing(options: Options) -> dict[str, Any]:
    """The options that change a page by themselves; what `since` names has a digest of its own."""
    return {key: value for key, value in asdict(options).items() if key != "since"}


def _theme(resolved: ResolvedBrief, workspace: Workspace, options: Options) -> Theme:
    try:
        return load_theme(
            options.theme or resolved.brief.theme, workspace_templates=workspace.root / "templates"
        )
    except BriefgenError as error:
        if options.theme or error.at:
            raise
        raise BriefgenError(error.message, at=resolved.brief.path, hint=error.hint) from error


def _read_once(workspace: Workspace, path: Path) -> bytes:
    """The bytes of a brief: what is printed is what was checked."""
    try:
        return read_bytes(path)
    except UnreadableError as error:
        name = workspace.display(path)
        raise BriefgenError(error.message, at=name, hint=error.hint) from error
