"""The sources of a workspace: its catalogue and its texts → `Source`s, read when asked for."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, KeysView, Sequence
from contextlib import suppress
from copy import copy
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.limits import MAX_PDF
from briefgen.matching.matcher import Index
from briefgen.model.finding import Finding
from briefgen.model.found_once import found_once
from briefgen.model.markup import Image
from briefgen.model.source import Imported, Reference, Source, TextLayout
from briefgen.model.text import Span, Text
from briefgen.syntax.nodes import control_character, controls
from briefgen.workspace.digest import sha256
from briefgen.workspace.git import untracked_files
from briefgen.workspace.workspace import (
    NotTextError,
    UnreadableError,
    Workspace,
    decode,
    read_bytes,
    read_text,
)

from .catalogue import SOURCE_ID, Catalogue, CatalogueEntry, read_catalogue
from .import_record import aligned, read_record
from .theme_settings import theme_parts

if TYPE_CHECKING:
    from briefgen.matching.raw_texts import RawTexts

TEXT_SUFFIXES = frozenset({".txt", ".md"})

# The catalogue, relative to the workspace.
CATALOGUE = "seeds/sources.yaml"

# How many of the workspace's texts, and how many bytes of them, are searched for a quotation
# that is not in its brief's sources: it costs as much in a library of thousands.
_MOST_SEARCHED = 48
_MOST_BYTES = 2**19
_CONVERT = "Save it as UTF-8, or convert it with `briefgen add FILE`."


def load_library(workspace: Workspace) -> Library:
    """The catalogue of `workspace` and the texts that it does not name; reads no text."""
    path = workspace.root / CATALOGUE
    there = path.exists() or path.is_symlink()
    return Library(workspace, _catalogue(workspace) if there else Catalogue())


def _catalogue(workspace: Workspace) -> Catalogue:
    name = CATALOGUE
    span = Span(name, 1, 1)
    try:
        text = read_text(workspace.resolve(name, workspace.root))
    except NotTextError as error:
        span = Span(name, error.line, error.column)
        finding = Finding("invalid-brief", "error", span, error.message, error.hint)
    except UnreadableError as error:
        finding = Finding("invalid-brief", "error", span, error.message, error.hint)
    else:
        return read_catalogue(text, name)
    return Catalogue(findings=(finding,))


class Library:
    """Every source of a workspace by its id; each text is read, and folded, only once.

    `findings` are what is wrong in the catalogue itself. What is wrong with a text is
    raised by `source`, for whoever needs that text. `uncatalogued` are the paths of the
    texts in `seeds/` that the catalogue does not name, relative to the workspace.
    """

    def __init__(self, workspace: Workspace, catalogue: Catalogue):
        self._workspace = workspace
        self._entries = {entry.reference.id: entry for entry in catalogue.entries}
        self._catalogued = frozenset(self._entries)
        self._read: dict[str, Source | UnreadableError] = {}
        self._indexes: dict[str, Index] = {}
        self._tracked: dict[str, bool] = {}
        self._themes: tuple[str, ...] = ()
        self._parts: dict[str, tuple[str, ...] | None] = {}
        texts = list(_uncatalogued(workspace, catalogue.entries))
        self.uncatalogued = tuple(f"seeds/{path.name}" for path in texts)
        self.findings = catalogue.findings
        self._add(texts)

    @property
    def ids(self) -> KeysView[str]:
        """The known ids: those of the catalogue in its order, then the other texts'."""
        return self._entries.keys()

    @property
    def catalogued(self) -> tuple[str, ...]:
        """The ids that the catalogue names, in its order."""
        return tuple(id for id in self._entries if id in self._catalogued)

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes of its workspace."""
        self._themes = self._themes or self._workspace.themes
        return self._themes

    def theme_parts(self, name: str) -> tuple[str, ...] | None:
        """What the theme `name` prints, as `theme_settings.theme_parts` has it."""
        if name not in self._parts:
            self._parts[name] = theme_parts(name, self._workspace.template_folders)
        return self._parts[name]

    def span(self, id: str) -> Span:
        """Where a known source is declared: its id in the catalogue, or its text."""
        return self._entries[id].span

    def source(self, id: str, cited_at: Span) -> Source | Finding:
        """The source with a known id, or a `source-unreadable` at `cited_at`.

        Asked again it returns the same object.
        """
        if id not in self._read:
            try:
                self._read[id] = self._source(self._entries[id])
            except UnreadableError as error:
                self._read[id] = error
        found = self._read[id]
        if isinstance(found, Source):
            return found
        entry = self._entries[id]
        at = entry.file.span() if entry.file and id in self._catalogued else entry.span
        message = f"source “{id}” cannot be read: {found.message}"
        return Finding("source-unreadable", "error", cited_at, message, found.hint, at, subject=id)

    def with_source(self, source: Source) -> Library:
        """The library as it would be with another text of a known source."""
        other = copy(self)
        indexes = {id: one for id, one in self._indexes.items() if id != source.id}
        vars(other).update(_read={**self._read, source.id: source}, _indexes=indexes)
        return other

    def record_bytes(self, id: str) -> bytes | None:
        """The record of a known source's import as its file holds it; None without one."""
        record = self._entries[id].record
        if record is None:
            return None
        with suppress(UnreadableError):
            return read_bytes(self._workspace.resolve(record.value, self._workspace.seeds))
        return None

    def picture(self, image: Image) -> tuple[str, bytes]:
        """A picture's path from the workspace's root, and its content; raises
        `UnreadableError`."""
        path = self._workspace.resolve(image.src, (self._workspace.root / image.span.path).parent)
        return self._workspace.display(path), read_bytes(path)

    def readable(self) -> Iterator[Source]:
        """Every source that can be read."""
        for id, entry in self._entries.items():
            found = self.source(id, entry.span)
            if isinstance(found, Source):
                yield found

    def findings_of(self, ids: Iterable[str]) -> Iterator[Finding]:
        """What is wrong in the entries of these sources."""
        for id in ids:
            yield from self._entries[id].findings

    def ids_of_file(self, id: str) -> list[str]:
        """The other ids whose entries name the same file as that of `id`."""
        return [other for other in self._same_file.get(id, ()) if other != id]

    @property
    def shares_files(self) -> bool:
        """Whether some ids name one file."""
        return bool(self._same_file)

    @found_once
    def _same_file(self) -> dict[str, list[str]]:
        """The ids that name a file together, by each of them."""
        by_file: defaultdict[str, list[str]] = defaultdict(list)
        for id, entry in self._entries.items():
            if entry.file:
                by_file[posixpath.normpath(entry.file.value)].append(id)
        return {id: ids for ids in by_file.values() if len(ids) > 1 for id in ids}

    def untracked(self, sources: Iterable[Source]) -> list[str]:
        """The ids of those sources whose texts git does not track; none outside a repository."""
        named = {source.path: source.id for source in sources}
        asked = [path for path in named if path not in self._tracked]
        unknown = untracked_files(self._workspace.root, asked) if asked else frozenset()
        self._tracked.update({path: path not in unknown for path in asked})
        return [id for path, id in named.items() if not self._tracked[path]]

    def holding(self, words: Sequence[bytes]) -> list[str]:
        """The ids of those of the first texts that may have all of these words, in order."""
        return self._first_texts.holding(words)

    @property
    def unsearched(self) -> int:
        """How many texts `holding` leaves out."""
        return max(len(self._entries) - _MOST_SEARCHED, 0)

    @found_once
    def _first_texts(self) -> RawTexts:
        from briefgen.matching.raw_texts import RawText, RawTexts

        return RawTexts(RawText(*text) for text in self._raw_texts())

    def _raw_texts(self) -> Iterator[tuple[str, bytes, bool]]:
        """The first texts, as many as are searched for the words of another."""
        left = _MOST_BYTES
        for id, entry in islice(self._entries.items(), _MOST_SEARCHED):
            if entry.file:
                with suppress(UnreadableError):
                    path = self._workspace.resolve(entry.file.value, self._workspace.seeds)
                    raw = read_bytes(path)[:left]
                    left -= len(raw)
                    yield id, raw, path.suffix == ".md"

    def index(self, source: Source) -> Index:
        """The searchable form of a source of this library."""
        id = source.id
        if (index := self._indexes.get(id)) is None:
            index = self._indexes[id] = Index(source)
        return index

    def _add(self, texts: Iterable[Path]) -> None:
        """Make texts without an entry sources under their stems, where these can be ids; one whose
        id is taken is a fault of the source that has it."""
        for path in texts:
            id, span = path.stem, Span(f"seeds/{path.name}", 1, 1)
            if not SOURCE_ID.fullmatch(id):
                continue
            if first := self._entries.get(id):
                message = f"two sources have the id `{id}`: this text and {first.span}"
                hint = "Rename the text, or name it in the catalogue."
                twice = Finding(
                    "duplicate-id", "error", span, message, hint, first.span, subject=id
                )
                self._entries[id] = replace(first, findings=(*first.findings, twice))
                continue
            file = Text(path.name, span.path, ((0, 1, 1),))
            self._entries[id] = CatalogueEntry(Reference(id=id, title=id), span, file)

    def _source(self, entry: CatalogueEntry) -> Source:
        if entry.file is None:
            raise UnreadableError("its entry names no file", "Add `file:` to the entry.")
        path = self._workspace.resolve(entry.file.value, self._workspace.seeds)
        name = path.relative_to(self._workspace.root).as_posix()
        try:
            raw = read_bytes(path)
            text = _without_controls(decode(raw, _CONVERT))
        except NotTextError as error:
            place = Span(name, error.line, error.column)
            raise UnreadableError(f"{error.message} ({place})", error.hint) from error
        except UnreadableError as error:
            hint = error.hint or "Put the text there, or name another `file:` in the catalogue."
            raise UnreadableError(f"{error.message}: {name}", hint) from error
        paragraphs = paragraphs_of(text, path, name, entry.layout)
        if not paragraphs:
            raise UnreadableError(f"the file is empty: {name}", "Put the text into it.")
        digest = sha256(raw)
        return Source(
            reference=entry.reference,
            path=name,
            paragraphs=paragraphs,
            sha256=digest,
            raw=raw,
            stamp=entry.stamp,
            note_markers=entry.note_markers,
            redistribute=entry.redistribute,
            guess_headings=entry.headings == "guess",
            layout=entry.layout,
            catalogued=entry.reference.id in self._catalogued,
            imported=self._imported(entry, paragraphs, digest),
        )

    def _imported(
        self, entry: CatalogueEntry, paragraphs: Sequence[Text], digest: str
    ) -> Imported | None:
        """What is known of the document that a source was made from; raises
        `UnreadableError` where its record cannot be read."""
        if entry.record is None:
            return None
        path = self._workspace.resolve(entry.record.value, self._workspace.seeds)
        name = self._workspace.display(path)
        try:
            raw = read_bytes(path)
            record = read_record(raw)
        except UnreadableError as error:
            hint = error.hint or "Put the record there, or remove `import:` from the entry."
            raise UnreadableError(f"{error.message}: {name}", hint) from error
        known = aligned(
            record, [one.value for one in paragraphs], edited=digest != record.text_sha256
        )
        original = None
        if record.original.kept:
            kept = self._workspace.resolve(record.original.kept, self._workspace.seeds)
            original = read_bytes(kept, MAX_PDF) if kept.is_file() else None
        return Imported(
            name,
            raw,
            record,
            known,
            sha256(original) if original is not None else None,
            entry.embed_original,
            original if entry.embed_original else None,
        )


def _uncatalogued(workspace: Workspace, entries: Iterable[CatalogueEntry]) -> Iterator[Path]:
    """The texts in `seeds/` that no entry names, by name."""
    named = set()
    for entry in entries:
        if entry.file:
            named.add(workspace.seeds / entry.file.value)
            with suppress(UnreadableError):  # reported by whoever needs that text
                named.add(workspace.resolve(entry.file.value, workspace.seeds))
    seeds = workspace.seeds
    for path in sorted(seeds.iterdir()) if seeds.is_dir() else ():
        is_text = path.suffix in TEXT_SUFFIXES and not path.name.startswith(".")
        if is_text and path.is_file() and not named & {path, path.resolve()}:
            yield path


def _without_controls(text: str) -> str:
    """`text`, if a person can read it whole; raises `NotTextError`."""
    if control := next((one for one in controls(text) if one[0] not in "\v\f"), None):
        lines = re.split(r"\r\n|\r|\n", text[: control.start()])
        raise NotTextError(
            f"not text: it holds {control_character(control[0])}",
            "Remove it, or save the text again as UTF-8.",
            len(lines),
            len(lines[-1]) + 1,
        )
    return text


# --- Paragraphs ---------------------------------------------------------------


def paragraphs_of(
    text: str, path: Path, name: str, layout: TextLayout | None = None
) -> tuple[Text, ...]:
    """The paragraphs of a source's text, whose file at `path` is called `name` in messages."""
    if path.suffix == ".md":
        from briefgen.markdown.source_text import markdown_paragraphs

        return markdown_paragraphs(text, name)
    return split_paragraphs(text, name, layout)


def split_paragraphs(text: str, path: str, layout: TextLayout | None = None) -> tuple[Text, ...]:
    """The paragraphs of a source text, numbered by their order.

    `block`: runs of lines between blank lines; `line`: every line that is not blank. By
    default `block` where there is a blank line between two others.
    """
    typed = re.split(r"\r\n|\r|\n", text) if "\r" in text else text.split("\n")
    lines = list(enumerate(typed, start=1))
    inked = [number for number, line in lines if line.strip()]
    if layout is None:
        has_gap = bool(inked) and inked[-1] - inked[0] >= len(inked)
        layout = "block" if has_gap else "line"
    if layout == "line":
        return tuple(_paragraph([line], path) for line in lines if line[1].strip())
    runs = groupby(lines, key=lambda line: bool(line[1].strip()))
    return tuple(_paragraph(list(run), path) for is_inked, run in runs if is_inked)


def _paragraph(lines: list[tuple[int, str]], path: str) -> Text:
    """Lines with their numbers, joined by a space."""
    words, breaks, offset = [], [], 0
    for number, line in lines:
        inked = line.strip()
        breaks.append((offset, number, line.index(inked) + 1))
        words.append(inked)
        offset += len(inked) + 1
    return Text(" ".join(words), path, tuple(breaks))
