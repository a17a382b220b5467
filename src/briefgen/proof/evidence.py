"""The evidence that a PDF carries, by itself: the files belong together, and the quotations of
the brief are in its sources."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from briefgen.assemble.sourcing import quotations_found
from briefgen.checking.engine import Checked, check_brief
from briefgen.load.library import load_library
from briefgen.markdown.notices import Unavailable
from briefgen.matching.same_glyphs import bare
from briefgen.model.source import WITHHELD
from briefgen.resolve.result import ResolvedBrief
from briefgen.workspace.workspace import Workspace

from .attachments import BRIEF, CATALOGUE, MANIFEST, digest
from .fingerprint import fingerprint
from .manifest import Manifest
from .page_comparison import Step
from .pdf_reader import Page
from .unpacking import NoPlaceError, unpack

_PRINTED = 10  # characters of the fingerprint in the running foot
_EXTENTS = {
    "full": "embedded whole",
    "cited": "embedded in part (cited paragraphs only)",
    "none": "not embedded, as it may not be redistributed: what cites it is not proved here",
}


# What a file is always made of.
_INPUTS = ("brief", "sources", "theme", "evidence", "options", "layout", "labels", "versions")
# More paragraphs than a text has, of a text that is not embedded.
_BLANK = f"{WITHHELD}\n".encode() * 5000
# What nobody can know of a text that is not there.
_OF_WORDS = {
    "quote-not-in-source", "quote-elsewhere", "quote-ambiguous", "ellipsis-out-of-order",
    "quotation-not-in-citation", "bracket-replaces", "source-changed", "actor-not-in-citation",
}  # fmt: skip


class Quotations(Struct, frozen=True):
    """What checking the embedded brief came to: the brief, None where it cannot be read, and why
    not every quotation could be proved, empty where each could."""

    step: Step
    brief: ResolvedBrief | None = None
    partly: str = ""


def has_one_meaning(raw: bytes) -> bool:
    """Whether no object of a JSON text has one key twice: programs read one or the other."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            raise ValueError
        return dict(pairs)

    try:
        json.loads(raw, object_pairs_hook=once)
    except (ValueError, RecursionError):
        return False
    return True


def check_attachments(manifest: Manifest, files: Mapping[str, bytes]) -> Step:
    """Whether the attachments are those that the manifest and the fingerprint cover."""
    expected: Mapping[str, str] = manifest.attachments
    differs = []
    if not has_one_meaning(files[MANIFEST]):
        differs.append("the manifest has a key twice, so that programs may read it in two ways")
    if manifest.inputs.get("evidence") != dict(expected):
        differs.append("the attachments differ from those that the fingerprint covers")
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
    return [f"attachments: {len(expected)} of {len(expected)} match the manifest"], differs


def check_fingerprint(manifest: Manifest, pages: Sequence[Page]) -> Step:
    """Whether the printed fingerprint is that of the inputs."""
    expected = manifest.fingerprint
    if fingerprint(manifest.inputs) != expected:
        missing = ", ".join(name for name in _INPUTS if not manifest.inputs.get(name))
        lack = f"; these lack {missing}" if missing else ""
        return [], [f"the fingerprint is not that of the manifest's inputs{lack}"]
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
        if short not in printed.characters and short not in bare(printed.aside)
        if printed.characters  # one without words is reported otherwise
    ]
    if without:
        differs.append(f"the fingerprint {short} is not printed on page {', '.join(without)}")
    printed_on = " and is printed on every page" if all(one.characters for one in pages) else ""
    return [f"fingerprint: {short} matches the inputs{printed_on}"], differs


def _redistributed(manifest: Manifest) -> Iterator[str]:
    """Sources that are embedded to another extent than the evidence says."""
    evidence = manifest.inputs.get("evidence")
    for id, source in manifest.sources.items():
        content = evidence.get(source.file) if isinstance(evidence, dict) else None
        if source.embedded == "full" and content != source.sha256:
            yield f"the text of {id} that is embedded is not the one that the brief was built from"
        if source.embedded == "none" and content is not None:
            yield f"source {id} is embedded, which the manifest denies"


def _within(value: Any, *keys: str) -> Any:
    """What is in mappings below `value`; None where it is not there."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def check_quotations(manifest: Manifest, files: Mapping[str, bytes], folder: Path) -> Quotations:
    """The brief checked against the embedded sources, as `check` would; they are unpacked into
    `folder`, which is empty."""
    missing = [name for name in (BRIEF, CATALOGUE) if name not in files]
    if missing:
        return Quotations(([], [f"no quotation is proved: {' and '.join(missing)} missing"]))
    withheld = [id for id, s in manifest.sources.items() if s.embedded == "none"]
    # Texts that are not there, so that the brief can be read all the same.
    blank = dict.fromkeys((manifest.sources[id].file for id in withheld), _BLANK)
    try:
        unpack({**blank, **files}, folder)
    except NoPlaceError as error:
        return Quotations(([], [f"the attachment {error} cannot be unpacked"]))
    workspace = Workspace(folder.resolve())
    checked = check_brief(workspace, workspace.root / "briefs" / BRIEF, load_library(workspace))
    differs = list(_errors(checked, withheld))
    brief = checked.resolved
    if brief is None:
        return Quotations(([], differs or ["the brief cannot be read"]))
    differs += _other_sources(manifest, files, brief)
    differs += _other_facts(manifest, brief)
    verified = sum(
        brief.standing_of(one) != "failed"
        and one.passage is not None
        and one.passage.source.id not in withheld
        for one in brief.references
    )
    total = len(brief.references)
    layout = _within(manifest.inputs, "layout", "parts")
    printed = brief.printed_by(layout.split(",") if isinstance(layout, str) else ())
    quoted, quotations = quotations_found(printed), quotations_found(printed, withheld)
    said = [
        f"citations: {verified} of {total} found in their sources",
        f"quotations: {quoted} of {quotations} are in their sources, word for word",
    ]
    said += (
        f"source {id}: {source.sha256[:_PRINTED]}, {_EXTENTS[source.embedded]}"
        for id, source in manifest.sources.items()
    )
    return Quotations((said, differs), brief, _partly(verified, total, quoted, withheld))


def _partly(verified: int, total: int, quoted: int, withheld: Sequence[str]) -> str:
    if withheld:
        letters = ", ".join(withheld)
        return f"{verified} of {total} citations; the text of {letters} is not embedded"
    if not verified and not quoted:
        return f"{verified} of {total} citations, so no quotation"
    return ""


def _errors(checked: Checked, withheld: Sequence[str]) -> Iterator[str]:
    # A PDF carries no theme that could be loaded, and not every picture.
    absent = checked.resolved.issues_of(Unavailable) if checked.resolved else ()
    unproved = {("invalid-brief", one.span) for one in absent}
    letters = checked.resolved.letters if checked.resolved else {}
    names = "|".join(re.escape(name) for id in withheld for name in (id, f"{letters.get(id, id)}"))
    about = re.compile(rf"(?<!\w)(?:{names})(?:\d+|(?!\w))") if names else None
    for finding in checked.findings:
        if finding.severity != "error" or (finding.rule, finding.span) in unproved:
            continue
        if not (about and finding.rule in _OF_WORDS and about.search(finding.message)):
            yield f"{finding.rule}: {finding.message}"


def _other_facts(manifest: Manifest, brief: ResolvedBrief) -> Iterator[str]:
    """What the manifest says of the file otherwise than its inputs and the brief."""
    document, tool = manifest.document, manifest.tool
    facts = {
        "program": (tool.name, "briefgen"),
        "version": (tool.version, _within(manifest.inputs, "versions", "briefgen")),
        "language": (document.language, brief.brief.language),
        "date": (document.date, brief.brief.date.isoformat()),
        "paper": (
            document.paper,
            _within(manifest.inputs, "options", "paper") or brief.brief.paper,
        ),
    }
    for name, (said, meant) in facts.items():
        if said != meant:
            yield f"the manifest's {name} is “{said}”, not “{meant or ''}”"


def _other_sources(
    manifest: Manifest, files: Mapping[str, bytes], brief: ResolvedBrief
) -> Iterator[str]:
    """Sources that are not the manifest's: by their texts, or by what the brief cites."""
    for id, source in manifest.sources.items():
        content = files.get(source.file) if source.embedded == "full" else None
        if content is not None and digest(content) != source.sha256:
            yield f"the text of {id} is not the one whose fingerprint is in the manifest"
        known = brief.sources.get(id)
        if known is not None and known.redistribute != source.embedded:
            yield f"source {id} is embedded to another extent than its entry allows"
    if set(brief.sources) != set(manifest.sources):
        yield "the sources of the brief are not those of the manifest"
