"""What a PDF carries so that its quotations can be proved from the file alone.

The brief, the catalogue entries and the source texts that it cites, and a manifest of
what was printed. `build` attaches them, `verify` reads them.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from briefgen import __version__
from briefgen.load.csl import written
from briefgen.matching.same_glyphs import bare
from briefgen.model.document import Document, Layout
from briefgen.model.edition import Replaced
from briefgen.model.source import WITHHELD, Source
from briefgen.resolve.result import ResolvedBrief
from briefgen.syntax.nodes import MappingNode, Plain, parse, plain

from .fingerprint import fingerprint
from .imports import embedded_path, embedded_record
from .manifest import (
    Manifest,
    ManifestDocument,
    ManifestPage,
    ManifestSource,
    Tool,
    write_manifest,
)
from .page_digest import FileDigests
from .pdf_reader import Page
from .print_check import ReadBack, is_unknown
from .printed_words import printed_text

# Raised when a key of the manifest changes its meaning.
FORMAT = 2
BRIEF = "brief.yaml"
CATALOGUE = "sources.yaml"
MANIFEST = "manifest.json"
THEME = "theme/"
# Characters that a paragraph has at least for it to be looked for in what quotes it whole.
_WHOLE = 12


def attachments(
    brief: ResolvedBrief,
    typed: str,
    cited: Mapping[str, Iterable[int]],
    theme: Mapping[str, bytes],
) -> dict[str, bytes]:
    """The evidence, without its manifest: file names and contents.

    `typed` is the brief's text; `cited` gives each source's cited paragraphs, which are
    all that is embedded of a source with `redistribute: cited`; `theme` has the theme's files
    that are not the packaged ones.
    """
    files = {
        BRIEF: _yaml(_without_ignore(typed, brief.brief.path)),
        CATALOGUE: _yaml({"references": [_entry(source) for source in brief.sources.values()]}),
    }
    for source in brief.sources.values():
        if source.redistribute == "full":
            files[source.path] = source.raw
        elif source.redistribute == "cited":
            files[embedded_path(source)] = _excerpt(source, frozenset(cited[source.id]))
        if source.imported:
            files[source.imported.path] = embedded_record(source.imported, source.redistribute)
            if source.redistribute == "full" and source.imported.embedded is not None:
                files[f"seeds/{source.imported.record.original.kept}"] = source.imported.embedded
    for path, content in brief.pictures.items():
        files.setdefault(picture_name(path, brief.brief.path), content)
    files.update((f"{THEME}{name}", content) for name, content in theme.items())
    return files


def has_own_theme(files: Mapping[str, bytes]) -> bool:
    """Whether the evidence `files` hold files of a theme that are not the packaged ones."""
    return any(name.startswith(THEME) for name in files)


def picture_name(path: str, brief: str) -> str:
    """The name of a picture in the evidence: by its `path`, seen from the `brief`'s folder, so
    that `briefs/brief.yaml` finds it."""
    from_brief = posixpath.relpath(path, posixpath.dirname(brief) or ".")
    return posixpath.normpath(posixpath.join("briefs", from_brief))


def manifest(
    brief: ResolvedBrief,
    document: Document,
    inputs: Mapping[str, Any],
    files: Mapping[str, bytes],
    pages: Sequence[Page],
    printed: ReadBack,
    layout: Layout,
    digests: FileDigests,
    replaced: Replaced | None = None,
    web: str = "",
) -> bytes:
    """The manifest: inputs and their fingerprint, the attachments' digests, every printed page,
    and the words that the theme prints besides; and the edition that is `replaced`. `web` is the
    digest of a web edition's page."""
    return write_manifest(
        Manifest(
            format=FORMAT,
            tool=Tool("briefgen", __version__),
            inputs=dict(inputs),
            fingerprint=fingerprint(inputs),
            document=ManifestDocument(
                title=document.file_title,
                date=document.date_iso,
                language=document.language,
                paper=document.paper,
                draft=document.draft,
            ),
            attachments={name: digest(data) for name, data in files.items()},
            sources={
                id: ManifestSource(source.path, source.sha256, source.redistribute)
                for id, source in brief.sources.items()
            },
            pages=tuple(
                ManifestPage(
                    layout.label(number),
                    page.text,
                    page.links,
                    page.pictures,
                    digests.pages[number - 1],
                )
                for number, page in enumerate(pages, 1)
            ),
            around=digests.around,
            words=printed.words,
            unproved=_unproved(brief, document, layout),
            replaces=replaced,
            web=web,
        )
    )


def digest(content: bytes) -> str:
    """The SHA-256 of `content`, in hex."""
    return hashlib.sha256(content).hexdigest()


def _unproved(brief: ResolvedBrief, document: Document, layout: Layout) -> dict[str, str]:
    """What is printed and depends on a source that is not embedded, by what it is."""
    withheld = [
        letter
        for id, letter in brief.letters.items()
        if id in brief.sources and brief.sources[id].redistribute == "none"
    ]
    if not withheld:
        return {}
    labels = {anchor: layout.label(numbers[0]) for anchor, numbers in layout.anchors.items()}
    words = [
        bare(passage.words)
        for passage in brief.passages.values()
        if passage.words and brief.letters.get(passage.source.id) in withheld
    ]
    # A paragraph may be quoted whole, by its number alone.
    words += (
        bare(paragraph.value)
        for id, source in brief.sources.items()
        if brief.letters.get(id) in withheld
        for paragraph in source.paragraphs
        if len(paragraph.value) >= _WHOLE
    )
    found: dict[str, str] = {}
    for run in printed_text(document, labels):
        own = bare(run.text)
        # A position has several runs.
        if is_unknown(run, withheld) or any(one in own for one in (*withheld, *words)):
            found[run.what] = f"{found.get(run.what, '')} {run.text}".lstrip()
    return found


# --- The brief and the catalogue ------------------------------------------------


def _without_ignore(typed: str, path: str) -> Plain:
    """The brief as plain values, without comments and without `ignore`."""
    root = parse(typed, path).root
    assert isinstance(root, MappingNode)  # it was checked
    value = plain(root)
    assert isinstance(value, dict)
    return {key: entry for key, entry in value.items() if key != "ignore"}


def _entry(source: Source) -> dict[str, Plain]:
    """A catalogue entry, of what it says of the source and nothing else."""
    entry = written(source)
    entry["file"] = embedded_path(source).removeprefix("seeds/")
    if source.imported:
        entry["import"] = source.imported.path.removeprefix("seeds/")
        if source.redistribute == "full" and source.imported.embedded is not None:
            entry["embed-original"] = "true"
    if source.redistribute == "full" and source.stamp:
        entry["sha256"] = source.stamp
    elif source.redistribute == "cited":
        entry["paragraphs"] = "line"  # an excerpt has a paragraph a line
    return entry


def _excerpt(source: Source, cited: frozenset[int]) -> bytes:
    """The cited paragraphs of a source, each on the line of its number."""
    lines = [
        paragraph.value if number in cited else WITHHELD
        for number, paragraph in enumerate(source.paragraphs, 1)
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _yaml(value: Any) -> bytes:
    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=2**31)
    if "\u2028" in text or "\u2029" in text:  # written as ends of lines, which they are not
        text = yaml.safe_dump(value, sort_keys=False, width=2**31)
    return text.encode()
