"""What is fuzzed: functions from bytes that nobody vouches for, and what must hold of each.

A target raises where something is wrong: an exception that no user should see, an answer
that cannot be right, a file opened outside of its folder. Each is called in place, without
the limits of `contained`.
"""

from __future__ import annotations

import gc
import json
import random
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest import mock

import pypdf
import yaml
from msgspec.structs import replace

from briefgen.building.job import Job
from briefgen.building.pipeline import make
from briefgen.checking.engine import Checked, check_text
from briefgen.editing.find import search
from briefgen.editing.show import source_lines
from briefgen.errors import BriefgenError
from briefgen.load.catalogue import read_catalogue
from briefgen.load.library import Library, load_library
from briefgen.matching.cuts import cuts
from briefgen.matching.folding import fold, fold_with_map
from briefgen.matching.matcher import Index, find
from briefgen.matching.omissions import dropped, just_before, reaching
from briefgen.model.finding import Finding
from briefgen.model.findings_order import sorted_findings
from briefgen.model.options import Options
from briefgen.model.summary import summarize
from briefgen.proof import verify
from briefgen.proof.attachments import BRIEF, CATALOGUE, MANIFEST
from briefgen.proof.manifest import read_manifest
from briefgen.proof.pdf_reader import Contents
from briefgen.report import Report, ReportedBrief, ReportedFinding
from briefgen.report.github import github_report
from briefgen.report.json import json_report
from briefgen.report.junit import junit_report
from briefgen.report.sarif import sarif_report
from briefgen.report.text import text_report
from briefgen.workspace.workspace import UnreadableError, Workspace, decode
from tests.desk import CATALOGUE as SOUND_CATALOGUE
from tests.desk import LETTER, REPORT, source, text_source
from tests.harbour import BRIEF as SOUND_BRIEF

from .confined import confined
from .documents import document, documents


def brief(data: bytes) -> None:
    """A brief's file, by the whole way to the reports."""
    try:
        text = decode(data)
    except UnreadableError:
        return
    _report(check_text(text, "briefs/b.yaml", _library()), text)


def citations(data: bytes) -> None:
    """A section's Markdown: citations, claim marks, quotations."""
    body = yaml.safe_dump(data.decode("utf-8", "replace"), allow_unicode=True)
    text = f"{SOUND_BRIEF}sections:\n- heading: H\n  body: {body}"
    _report(check_text(text, "briefs/b.yaml", _library()), text)


def catalogue(data: bytes) -> None:
    """The list of sources."""
    try:
        text = decode(data)
    except UnreadableError:
        return
    _placeholder(text, read_catalogue(text, "seeds/sources.yaml").findings)


def source_text(data: bytes) -> None:
    """A source's file, as check, show and find read it."""
    root = _workspace().root
    (root / "seeds" / "fuzzed.txt").write_bytes(data)
    library = load_library(_workspace())
    text = SOUND_BRIEF.replace("[report]", "[fuzzed]")
    _report(check_text(text, "briefs/b.yaml", library), text)
    for held in library.readable():
        if held.id == "fuzzed":
            list(source_lines(held, 1, len(held.paragraphs), (), cited=False, width=60))
            search("closed on Monday", [library.index(held)], 5)


def matcher(data: bytes) -> None:
    """A quotation and a source, divided by a NUL."""
    typed, _, text = data.decode("utf-8", "replace").partition("\0")
    held = source(text or REPORT, note_markers=len(typed) % 2 == 0)
    for paragraph in held.paragraphs:
        folded = fold_with_map(paragraph.value)
        if folded.text != fold(paragraph.value):
            raise AssertionError("the two foldings differ")
    for text_held in (held, text_source(text or REPORT, note_markers=held.note_markers)):
        if text_held.paragraphs:
            _found(typed, Index(text_held))


def _found(typed: str, index: Index) -> None:
    """Look a quotation up in each paragraph and in the first few together."""
    paragraphs = index.source.paragraphs
    for stretches in (index.paragraphs(), index.scope(1, min(len(paragraphs), 4))):
        for match in find(typed, stretches):
            for extent in match.extents:
                if not paragraphs[extent.paragraph - 1].value[extent.start : extent.end]:
                    raise AssertionError("a quotation stands where nothing stands")
            list(cuts(match, "en", "de"))
            dropped(match, "en", "fr")
            reaching(match, just_before(match, "en", "es"), "en", "es")
    search(typed, [index], 5)


def manifest(data: bytes) -> None:
    """A PDF's manifest, with some of its values replaced as `data` says."""
    files = _sound_pdf().files
    altered = json.loads(files[MANIFEST])
    chance = random.Random(data)  # noqa: S311 - the same for the same data
    for _ in range(chance.randint(1, 4)):
        _alter(altered, chance)
    _prove({**files, MANIFEST: json.dumps(altered).encode()})


def evidence(data: bytes) -> None:
    """The brief and the catalogue that a PDF carries, divided by a NUL."""
    files = _sound_pdf().files
    typed, _, entries = data.partition(b"\0")
    _prove({**files, BRIEF: typed, CATALOGUE: entries or files[CATALOGUE]})


def attachments(data: bytes) -> None:
    """The names of what a PDF carries, a line each."""
    files = _sound_pdf().files
    names = [line.decode("utf-8", "replace") for line in data.split(b"\n")]
    _prove({**files, **dict.fromkeys(names, b"A text.")})


def pdf(data: bytes) -> None:
    """A whole PDF."""
    try:
        verify._proof(data, _empty_folder(), verify.Demands())
    except BriefgenError:
        return


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (
        brief, citations, catalogue, source_text, matcher, manifest, evidence, attachments, pdf,
        document,
    )
}  # fmt: skip


def try_one(target: str, data: bytes) -> None:
    """Call a target, which may not leave the fuzzed folder."""
    folder = _workspace().root  # and what else is made only once
    if target in {"manifest", "evidence", "attachments"}:
        _sound_pdf()
    with confined(folder):
        TARGETS[target](data)


# --- What they share ------------------------------------------------------------


def _report(checked: Checked, text: str) -> None:
    """Write every report of what was found; each place must be one of the file."""
    _placeholder(text, [one for one in checked.findings if one.span.path == "briefs/b.yaml"])
    workspace = _workspace()
    found = sorted_findings(checked.findings)
    summary = summarize([checked.tally], found)
    reported = ReportedBrief(workspace, workspace.root / "briefs" / "b.yaml", 1)
    report = Report(summary, tuple(ReportedFinding(workspace, one) for one in found), (reported,))
    for written in (text_report, json_report, github_report, sarif_report, junit_report):
        written(report)


def _placeholder(text: str, findings: Iterable[Finding]) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in findings:
        line, column = finding.span.line, finding.span.column
        # The end of a line, and of the file, is a place too.
        if not (1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1):
            raise AssertionError(f"no such place: {finding.span}")


def _alter(value: Any, chance: random.Random) -> None:
    """Replace or remove something below `value`, a list or a mapping."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    if not keys:
        return
    key = chance.choice(keys)
    inner = value[key]
    if isinstance(inner, dict | list) and chance.random() < 0.8:
        _alter(inner, chance)
    elif chance.random() < 0.2:
        del value[key]
    else:
        others: list[Any] = [None, "", "x", 0, -1, 2**70, 1.5, True, [], {}, [[]], {"": {}}]
        value[key] = chance.choice([*others, "\u202e", inner, [inner], {"sha256": inner}])


def _prove(files: dict[str, bytes]) -> None:
    """Verify the sound PDF as if it carried these files."""
    if read_manifest(files[MANIFEST]) is None:
        return
    contents = replace(_sound_pdf(), files=files)
    with mock.patch.object(verify, "_read", return_value=contents):
        pdf(b"")


def _empty_folder() -> Path:
    return Path(tempfile.mkdtemp(dir=_workspace().root / "unpacked"))


@cache
def _workspace() -> Workspace:
    root = Path(tempfile.mkdtemp(prefix="briefgen-fuzz-")).resolve()
    for name, text in (
        ("seeds/report.txt", REPORT),
        ("seeds/letter.txt", LETTER),
        ("seeds/sources.yaml", SOUND_CATALOGUE),
        ("briefs/harbour.yaml", SOUND_BRIEF),
        ("unpacked/here", ""),
    ):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    gc.collect()
    return Workspace(root)


@cache
def _library() -> Library:
    return load_library(_workspace())


@cache
def _sound_pdf() -> Contents:
    """The pages, attachments and metadata of a brief that was built."""
    root = _workspace().root
    made = make(Job(root, root / "briefs" / "harbour.yaml", Options()))
    assert made.printed is not None
    gc.collect()  # the renderer removes its files when it is collected: not later, while watched
    return verify._read(made.printed.content)


# --- Where a search begins ------------------------------------------------------


def seeds(target: str) -> list[bytes]:
    """Inputs of a target that are nearly right."""
    match target:
        case "brief" | "catalogue":
            folder = Path(__file__).parents[2]
            texts = [*folder.glob("briefs/*.yaml"), *folder.glob("tests/cases/*/briefs/*.yaml")]
            found = [path.read_bytes() for path in sorted(texts)]
            return [SOUND_BRIEF.encode(), SOUND_CATALOGUE.encode(), *found]
        case "citations":
            return [
                "“closed on Monday” [@A2; see @report, ¶3] [!order] ^[A *note*].".encode(),
                "> [@A3]\n\n| a | b |\n|---|---|\n| “x” [@A1] | `c` |\n\n- one\n  - two".encode(),
                b'# H\n\n![p](p.png) [l](#h) [m](https://example.org "t") <b>x</b>\\@',
            ]
        case "source_text":
            return [REPORT.encode(), LETTER.replace("\n", "\r\n\r\n").encode()]
        case "matcher":
            quotes = ("closed […] Friday", "[T]he [council] said", "“Nobody” - objected…")
            return [f"{quote}\0{text}".encode() for quote in quotes for text in (REPORT, LETTER)]
        case "manifest":
            return [b"0"]
        case "evidence":
            files = _sound_pdf().files
            return [files[BRIEF] + b"\0" + files[CATALOGUE]]
        case "document":
            return documents()
        case "attachments":
            return [b"seeds/report.txt\nseeds/../../x\n/etc/x\nbrief.yaml", b"seeds/a/b\\c\nx"]
    return [_small_pdf()]


def _small_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(72, 72)
    files = _sound_pdf().files
    # All of the evidence would be longer than an input.
    for name in (BRIEF, CATALOGUE, "seeds/report.txt"):
        writer.add_attachment(name, files[name])
    writer.add_attachment(MANIFEST, b'{"format": 1}')
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


TOKENS = """\
title: date: sources: key_points: sections: heading: body: claims: passages: quote: from: to:
paragraph: paragraphs: positions: stance: answer: question: claim: by: cite: says: note: ignore:
rule: reason: references: id: file: author: issued: date-parts: sha256: redistribute: | > - ? & *
!! << --- ... " ' [@ @A2 [@A2] [@report, ¶3] [@report, ¶¶2-3] [!order] ^[ ![ ]( ](# > [@A3]
``` ** __ ~~ |-|-| “ ” „ « » ‘ ’ … [...] […] [sic] [t]he not allegedly 9.5 ¹ \\ \\@ <b> &amp; {{ }}
seeds/ ../ obj endobj stream endstream xref trailer /Kids /Parent /Length /Filter /FlateDecode
\\rtf1 \\par \\'e9 \\u233? \\cell \\row {\\footnote WEBVTT --> 00:00:01,000 <v
Content-Type: boundary=
/EmbeddedFiles /Names /Limits /Type /Catalog /Pages /Count /UF /EF /Root 0 65535 n f R << >>
""".split()
