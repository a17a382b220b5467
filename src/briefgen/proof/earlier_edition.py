"""The list of changes since an earlier edition, proved against this edition and the earlier one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from briefgen.checking.engine import check_brief
from briefgen.editions.changes import replaced, unsaid
from briefgen.editions.edition import Edition
from briefgen.editions.reading import edition_of
from briefgen.load.library import load_library
from briefgen.workspace.workspace import Workspace

from .attachments import BRIEF
from .fingerprint import replaced_inputs
from .manifest import Manifest
from .page_comparison import Step
from .unpacking import unpacked

_PRINTED = 10  # characters of a fingerprint, as in the running foot


def compare_editions(manifest: Manifest, folder: Path, since: bytes | None) -> Step:
    """The changes that a PDF lists, against its brief, which is unpacked in `folder`, and, where
    it is given, against the PDF of the edition that it replaces."""
    recorded = manifest.replaces
    if recorded is None:
        if "replaces" in manifest.inputs:
            return [], ["the list of changes that the fingerprint covers is missing"]
        return [], ["it lists no changes since an earlier edition"] if since else []
    differs = []
    if manifest.inputs.get("replaces") != replaced_inputs(recorded):
        differs.append("the list of changes is not the one that the fingerprint covers")
    edition = _edition(folder)
    if edition is None:
        return [], [*differs, "the changes cannot be compared with the brief"]
    withheld = {id for id, source in manifest.sources.items() if source.embedded != "full"}
    provable = [
        one for one in recorded.changes if one.about != "source-text" or one.id not in withheld
    ]
    differs += (
        f"the change “{one.kind.replace('-', ' ')}: {one.subject}” is not true of this edition"
        for one in unsaid(edition, provable)
    )
    count = f"{len(provable)} of {len(recorded.changes)}"
    said = f"changes: {count} are true of this edition"
    named = recorded.fingerprint[:_PRINTED] or "which is not a PDF"
    if since is None:
        return [f"{said}; the earlier edition, {named}, was not looked at (--since)"], differs
    differs += _against_earlier(manifest, edition, since)
    return [f"{said}, and are the differences from the earlier edition, {named}"], differs


def _against_earlier(manifest: Manifest, edition: Edition, since: bytes) -> Iterator[str]:
    recorded = manifest.replaces
    assert recorded is not None
    with tempfile.TemporaryDirectory() as place:
        fingerprint = unpacked(since, Path(place))
        if fingerprint is None:
            yield "the earlier edition holds no evidence"
        elif fingerprint != recorded.fingerprint:
            yield f"the earlier edition is another one: {fingerprint[:_PRINTED]}"
        elif (earlier := _edition(Path(place), fingerprint)) is None:
            yield "the brief of the earlier edition cannot be read"
        elif replaced(earlier, edition) != recorded:
            yield "the list of changes is not what differs from the earlier edition"


def _edition(folder: Path, fingerprint: str = "") -> Edition | None:
    workspace = Workspace(folder.resolve())
    checked = check_brief(workspace, workspace.root / "briefs" / BRIEF, load_library(workspace))
    return edition_of(checked.resolved, fingerprint) if checked.resolved else None
