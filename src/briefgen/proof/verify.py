"""A PDF proved from itself alone: its evidence against its print.

Three things are proved: the attachments are those of the manifest; every quotation of
the brief is in its source, by the rules of the format; and the pages print what the
manifest says, in order, nothing more and nothing less. What is not proved is said.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from msgspec import Struct

from briefgen.check.engine import check_brief
from briefgen.errors import BriefgenError
from briefgen.load.library import load_library
from briefgen.markdown.notices import Unavailable
from briefgen.sandbox.process import Limits, contained
from briefgen.workspace.workspace import Workspace

from .attachments import BRIEF, CATALOGUE, FORMAT, MANIFEST, digest
from .earlier_edition import compare_editions
from .fingerprint import fingerprint
from .looks import Looks, looks_of
from .manifest import Manifest, read_manifest
from .page_comparison import Step, compare_links, compare_pages, compare_pictures
from .pdf_reader import Page, Reading, read_attachments, read_metadata, read_pages
from .unpacking import NoPlaceError, unpack

NOT_PROVED = (
    "not proved: who made the file (a fingerprint is not a signature), the theme's own words and "
    "looks, that the sources are genuine"
)
_PRINTED = 10  # characters of the fingerprint in the running foot


class UnreadablePdfError(BriefgenError):
    """The file is no PDF that can be read."""


class Proof(Struct, frozen=True):
    """What verifying a PDF came to: the lines that say what was proved, and what differs.

    `redrawn` are the pages whose words are those that were made and whose looks are not;
    `marks` say what a reader added or turned, which is not part of the print.
    """

    proved: tuple[str, ...]
    differs: tuple[str, ...]
    redrawn: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """What it came to in a line: `verified` only where nothing differs."""
        if self.differs:
            return "not verified"
        if self.redrawn:
            pages = ", ".join(self.redrawn)
            one = len(self.redrawn) == 1
            return (
                f"the words are those that were made; page{'' if one else 's'} {pages} "
                f"{'was' if one else 'were'} drawn again, so what covers or colours them is not "
                "proved"
            )
        return "verified"


# Seconds that a PDF may take.
TIMEOUT = 120.0


def verify(
    pdf: bytes,
    against: Workspace | None = None,
    timeout: float = TIMEOUT,
    since: bytes | None = None,
) -> Proof:
    """Prove a PDF from its own evidence; with `against`, compare its sources with a
    workspace's too, with `since` its list of changes with the PDF that it replaces.

    The PDF may be anybody's. Raises `BriefgenError` where it cannot be read, or takes more
    than `timeout` seconds or too much memory. What is unpacked of it is always removed.
    """

    def prove() -> Proof:
        with tempfile.TemporaryDirectory() as folder:
            return _proof(pdf, Path(folder), against, since)

    return contained(prove, Limits(timeout, "The file may have been made to do harm."), "the proof")


def _proof(
    pdf: bytes, folder: Path, against: Workspace | None, since: bytes | None = None
) -> Proof:
    """Prove a PDF; its brief and sources are unpacked into `folder`, which is empty."""
    pages, files, metadata = _read(pdf)
    if MANIFEST not in files:
        return Proof((), ("it holds no evidence: it was not made by briefgen, or was stripped",))
    manifest = read_manifest(files[MANIFEST])
    if manifest is None:
        return Proof((), ("the manifest cannot be read",))
    if manifest.format < FORMAT:
        return Proof((), ("an earlier version of briefgen made it: verify it with that",))
    if manifest.format > FORMAT:
        return Proof((), ("a newer version of briefgen made it: verify it with that",))
    if draft := manifest.document.draft:
        return Proof((), (f"it is a draft, with “{draft}” on its pages: nothing is proved",))
    steps = [
        _attachments(manifest, files),
        _fingerprint(manifest, pages),
        _quotations(manifest, files, folder),
        compare_pages(manifest, pages),
        compare_links(manifest, pages),
        compare_pictures(manifest, pages),
        _metadata(manifest, metadata),
    ]
    if "replaces" in manifest.inputs or manifest.replaces or since:
        steps.append(compare_editions(manifest, folder, since))
        if since and (faults := _faults(since)):
            steps.append(([], [f"the earlier edition does not verify: {faults[0]}"]))
    if against:
        steps.append(_against(manifest, against))
    looks = looks_of(manifest, pdf)
    if isinstance(looks, str):
        steps.append(([], [looks]))
        looks = Looks((), (), ())
    steps.append((["features: none that briefgen never makes"], list(looks.refused)))
    proved = tuple(line for said, differs in steps if not differs for line in said)
    differs = tuple(line for _, differs in steps for line in differs)
    return Proof(proved, differs, looks.redrawn, looks.marks)


def _faults(since: bytes) -> tuple[str, ...]:
    """Why the PDF of an earlier edition does not verify; nothing, if it does."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return _proof(since, Path(folder), None).differs
        except UnreadablePdfError as error:
            return (str(error),)


def differences(pdf: bytes, reading: Reading) -> tuple[str, ...]:
    """What differs in a PDF that was just built and whose pages were read before the evidence
    was put into it: the evidence, and what the file says of itself."""
    try:
        files, metadata = read_attachments(pdf), read_metadata(pdf)
    except (pypdfium2.PdfiumError, ValueError) as error:
        return (str(error),)
    manifest = read_manifest(files.get(MANIFEST, b""))
    if manifest is None:
        return ("the evidence cannot be read back",)
    steps = (
        _attachments(manifest, files),
        _fingerprint(manifest, reading.pages),
        _metadata(manifest, metadata),
    )
    return tuple(line for _, differs in steps for line in differs)


# How far into a file readers look for the header (ISO 32000-2, annex I).
_HEADER = 1024


def _read(pdf: bytes) -> tuple[tuple[Page, ...], dict[str, bytes], dict[str, str]]:
    """Pages, attachments and metadata of a PDF."""
    if b"%PDF-" not in pdf[:_HEADER]:
        raise UnreadablePdfError("it is not a PDF")
    try:
        return read_pages(pdf), read_attachments(pdf), read_metadata(pdf)
    except (pypdfium2.PdfiumError, OSError, ValueError) as error:
        raise UnreadablePdfError(str(error)) from error


# --- Evidence -------------------------------------------------------------------


def _attachments(manifest: Manifest, files: Mapping[str, bytes]) -> Step:
    expected: Mapping[str, str] = manifest.attachments
    differs = []
    if manifest.inputs.get("evidence") != dict(expected):
        differs.append("the attachments are not those that the fingerprint stands for")
    for name, sha256 in expected.items():
        if name not in files:
            differs.append(f"the attachment {name} is missing")
        elif digest(files[name]) != sha256:
            differs.append(f"the attachment {name} was altered")
    differs += [
        f"the attachment {name} is not in the manifest"
        for name in files
        if name not in expected and name != MANIFEST
    ]
    return [f"attachments: {len(expected)} of {len(expected)} are those of the manifest"], differs


def _fingerprint(manifest: Manifest, pages: Sequence[Page]) -> Step:
    expected = manifest.fingerprint
    if fingerprint(manifest.inputs) != expected:
        return [], ["the fingerprint is not that of the manifest's inputs"]
    differs = [
        f"the manifest gives two fingerprints for {id}"
        for id, source in manifest.sources.items()
        if _within(manifest.inputs, "sources", id, "sha256") != source.sha256
    ]
    differs += _redistributed(manifest)
    short = expected[:_PRINTED]
    without = [
        page.label
        for page, printed in zip(manifest.pages, pages, strict=False)
        if short not in printed.characters
    ]
    if without:
        differs.append(f"the fingerprint {short} is not printed on page {', '.join(without)}")
    return [f"fingerprint: {short} is that of the inputs, and stands on every page"], differs


def _redistributed(manifest: Manifest) -> Iterator[str]:
    """Sources that are embedded to another extent than the evidence says."""
    evidence = manifest.inputs.get("evidence")
    for id, source in manifest.sources.items():
        content = evidence.get(source.file) if isinstance(evidence, dict) else None
        if source.embedded == "full" and content != source.sha256:
            yield f"the text of {id} that is embedded is not the one that the brief was built from"
        if (source.embedded == "none") != (content is None):
            yield f"the manifest says that {id} is embedded to another extent than it is"


def _within(value: Any, *keys: str) -> Any:
    """What lies in mappings below `value`; None where it does not."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _quotations(manifest: Manifest, files: Mapping[str, bytes], folder: Path) -> Step:
    """The brief checked against the embedded sources, as `check` would."""
    missing = [name for name in (BRIEF, CATALOGUE) if name not in files]
    if missing:
        return [], [f"no quotation is proved: it carries no {' and no '.join(missing)}"]
    withheld = [id for id, s in manifest.sources.items() if s.embedded == "none"]
    try:
        unpack(files, folder)
    except NoPlaceError as error:
        return [], [f"the attachment {error} cannot be unpacked"]
    workspace = Workspace(folder.resolve())
    library = load_library(workspace)
    checked = check_brief(workspace, workspace.root / "briefs" / BRIEF, library)
    # A PDF carries no theme, and its pictures on its pages only.
    absent = checked.resolved.issues_of(Unavailable) if checked.resolved else ()
    unproved = {("invalid-brief", one.span) for one in absent}
    differs = [
        f"{finding.rule}: {finding.message}"
        for finding in checked.findings
        if finding.severity == "error"
        and not (finding.rule == "source-unreadable" and withheld)
        and (finding.rule, finding.span) not in unproved
    ]
    if checked.resolved is None:
        return [], differs or ["the brief cannot be read"]
    differs += _altered_sources(manifest, files)
    references = checked.resolved.references
    verified = sum(checked.resolved.standing_of(one) == "verified" for one in references)
    quoted = sum(one.match is not None for one in checked.resolved.quotations)
    counted = f"{verified} of {len(references)} name what stands in their source"
    said = [f"citations: {counted}, {quoted} quotations in prose word for word"]
    for id, source in manifest.sources.items():
        extent = {
            "full": "embedded whole",
            "cited": "embedded in part (cited paragraphs only)",
            "none": "not embedded, it may not be redistributed: what cites it is not proved here",
        }[source.embedded]
        said.append(f"source {id}: {source.sha256[:_PRINTED]}, {extent}")
    return said, differs


def _altered_sources(manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[str]:
    """Sources embedded whole whose text is not the one that the brief was built from."""
    for id, source in manifest.sources.items():
        content = files.get(source.file) if source.embedded == "full" else None
        if content is not None and digest(content) != source.sha256:
            yield f"the text of {id} is not the one whose fingerprint is in the manifest"


def _metadata(manifest: Manifest, metadata: Mapping[str, str]) -> Step:
    differs = [
        f"the file's {key} is “{metadata[key]}”, not “{getattr(manifest.document, key)}”"
        for key in ("title", "language")
        if metadata[key] != getattr(manifest.document, key)
    ]
    return ["metadata: title and language are the manifest's"], differs


def _against(manifest: Manifest, workspace: Workspace) -> Step:
    """The sources compared with those of a workspace."""
    library = load_library(workspace)
    known = {source.id: source.sha256 for source in library.readable()}
    differs = []
    for id, source in manifest.sources.items():
        if id not in known:
            differs.append(f"the workspace has no source {id}")
        elif known[id] != source.sha256:
            differs.append(f"the workspace's text of {id} is another one")
    return [f"workspace: its texts of {', '.join(manifest.sources)} are the same"], differs
