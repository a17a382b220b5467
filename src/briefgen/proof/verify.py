"""A PDF verified from itself alone: its evidence against its print.

The files belong together; the quotations are in the sources; the pages print that brief, and
look as they were made; what is around them agrees; and who vouches for it. What is not
proved is listed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pypdfium2
from msgspec import Struct
from msgspec.structs import replace

from briefgen.assemble.bidi import runs_backwards
from briefgen.errors import BriefgenError
from briefgen.limits import PROOF_SECONDS, Limits
from briefgen.model.document import Document
from briefgen.resolve.result import ResolvedBrief
from briefgen.sandbox.process import contained
from briefgen.workspace.workspace import Workspace

from .against import compare_with_workspace
from .around import OTHER_BOOKMARKS
from .attachments import FORMAT, MANIFEST, has_own_theme
from .damage import is_damaged
from .derivation import compare_with_brief, derive, withheld_letters
from .drawn_again import compare_manifest, drawn_without_structure, letters_of
from .embedded_files import ambiguous_files, listed_files
from .embedded_pictures import compare_pictures_with_files
from .evidence import check_attachments, check_fingerprint, check_quotations
from .geometry import hidden
from .just_built import check_metadata
from .legible import illegible, struck_words
from .looks import Looks, looks_of
from .manifest import Manifest, read_manifest, read_other
from .page_comparison import Step, compare_links, compare_pages, compare_pictures, respaced
from .pdf_objects import open_objects
from .pdf_reader import Contents, Reading, read_contents
from .print_check import NOTHING_READ, ReadBack
from .signatures import UNSIGNED, Signatures, read_signatures
from .telling_words import telling_words
from .theme_words import added_words
from .verdict import NO_EVIDENCE, Proof

_LOST = "the structure, by which the file is read aloud, is missing"
_UNORDERED = "the order of its words is not proved"
# How far into a file readers look for the header (ISO 32000-2, annex I).
_HEADER = 1024


class UnreadablePdfError(BriefgenError):
    """The file cannot be read as a PDF."""


class Demands(Struct, frozen=True):
    """What a PDF is compared with besides itself: a workspace; the PEM files of those who are
    trusted (`trust`), and the name of the one who must have signed (`signer`); the PDF of the
    edition that it replaces (`since`)."""

    against: Workspace | None = None
    trust: tuple[bytes, ...] = ()
    signer: str = ""
    since: bytes | None = None


# Why an earlier edition does not verify; nothing, if it does.
Faults = Callable[[bytes], tuple[str, ...]]
NOTHING = Demands()


def verify(pdf: bytes, demands: Demands = NOTHING, timeout: float = PROOF_SECONDS) -> Proof:
    """Verify a PDF from its own evidence, and by what is demanded besides.

    The PDF may be anybody's. Raises `BriefgenError` where it cannot be read, or takes more than
    `timeout` seconds of the processor or too much memory. What is unpacked of it is always removed.
    """

    def prove() -> Proof:
        with tempfile.TemporaryDirectory() as folder:
            return _proof(pdf, Path(folder), demands)

    limits = Limits(timeout, "The file may have been made to do harm.", is_counted=True)
    return contained(prove, limits, "the proof")


def _proof(pdf: bytes, folder: Path, demands: Demands) -> Proof:
    """Prove a PDF; its brief and sources are unpacked into `folder`, which is empty."""
    contents = _read(pdf)
    reading, files = contents.reading, contents.files
    signatures = read_signatures(pdf, demands.trust) if contents.is_signed else UNSIGNED
    if not signatures.differs and is_damaged(pdf):  # a broken signature says more
        raise UnreadablePdfError("it is damaged: ask for the original")
    manifest = read_manifest(files.get(MANIFEST, b""))
    if why := unusable(manifest, files):
        whys = (_renamed(pdf, files) if why == NO_EVIDENCE else ()) or (why,)
        return Proof((), whys, signatures=signatures, has_evidence=False)
    assert manifest is not None
    quotations = check_quotations(manifest, files, folder)
    document, no_words = derived(manifest, quotations.brief)
    try:
        looks = looks_of(manifest, pdf, reading.pages, files, document)
    except ValueError as error:
        raise UnreadablePdfError(str(error)) from error
    told = telling_words(manifest, files)
    steps: list[Step] = [
        ([], ["the evidence is that of a web edition"] if manifest.web else []),
        check_attachments(manifest, files),
        check_fingerprint(manifest, reading.pages),
        quotations.step,
        (["features: only those that briefgen makes"], list(looks.refused)),
        ([], list(told.differs)),
    ]
    covered = _covered(manifest, reading, looks, files, document)
    looks = replace(looks, marks=(*looks.marks, *covered, *told.marks))
    found = NOTHING_READ
    unproved = 0
    unread = drawn_without_structure(manifest, reading, looks.redrawn)
    if unread is not None:
        looks = replace(looks, marks=(*looks.marks, f"{_LOST}, so {_UNORDERED}"))
    if not reading.blocks:
        steps += _unordered(manifest, reading, looks, is_same=unread is not None)
        steps.append(([], no_words))
        if document is not None and quotations.brief is not None:
            withheld = withheld_letters(manifest, quotations.brief)
            steps.append(compare_manifest(manifest, document, withheld))
    else:
        printed: Step = ([], no_words)
        pictures = compare_pictures(manifest, reading.pages)
        if document is not None and quotations.brief is not None:
            printed, found = compare_with_brief(
                manifest, quotations.brief, document, reading, looks, files
            )
            shown = compare_pictures_with_files(document, files, reading.pages)
            # What differs is reported once.
            pictures = [*pictures[0], *shown.step[0]], pictures[1] or shown.step[1]
            unproved = shown.unproved
        steps += [
            compare_pages(manifest, reading.pages),
            printed,
            compare_links(manifest, reading.pages),
            pictures,
            check_metadata(manifest, contents.metadata),
            ([], list(looks.differs)),
        ]
    if "replaces" in manifest.inputs or manifest.replaces or demands.since:
        steps.append(changes(manifest, folder, demands.since, _faults))
    if demands.against:
        brief = quotations.brief
        steps.append(compare_with_workspace(manifest, files, brief, demands.against))
    if demands.signer:
        steps.append(signed_by(demands.signer, signatures))
    differs = tuple(dict.fromkeys(line for _, differs in steps for line in differs))
    if not (looks.has_its_bookmarks or any("bookmark" in one for one in (*differs, *looks.marks))):
        looks = replace(looks, marks=(*looks.marks, OTHER_BOOKMARKS))
    return Proof(
        tuple(line for said, differs in steps if not differs for line in said),
        differs,
        looks.redrawn,
        (
            *looks.marks,
            *_added(reading, document, found, files),
            *(respaced(manifest, reading.pages, looks.redrawn) if reading.blocks else ()),
        ),
        quotations.partly,
        found.words,
        signatures,
        unproved_pictures=unproved,
        unread=unread or (),
        unknown_fonts=looks.unknown_fonts,
        has_own_theme=has_own_theme(files),
    )


def changes(manifest: Manifest, folder: Path, since: bytes | None, faults: Faults) -> Step:
    """Whether the list of changes is true; `faults` says why an earlier edition is not."""
    from .earlier_edition import compare_editions  # noqa: PLC0415 - few files have one

    said, differs = compare_editions(manifest, folder, since)
    if since:
        differs += (f"the earlier edition does not verify: {one}" for one in faults(since)[:1])
    return said, differs


def _faults(since: bytes) -> tuple[str, ...]:
    """Why the PDF of an earlier edition does not verify; nothing, if it does."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return _proof(since, Path(folder), Demands()).differs
        except UnreadablePdfError as error:
            return (str(error),)


def unusable(manifest: Manifest | None, files: Mapping[str, bytes]) -> str:
    """Why nothing can be proved of a file; empty where it can."""
    if MANIFEST not in files:
        return NO_EVIDENCE
    said = manifest or read_other(files[MANIFEST])
    if said and said.format > 0 and said.format != FORMAT:
        made = said.tool.version or "another version"
        return f"manifest format {said.format}: verify it with briefgen {made}"
    if manifest is None or manifest.format != FORMAT:
        return "the manifest cannot be read"
    if draft := manifest.document.draft:
        return f"it is a draft, with “{draft}” on its pages: nothing is proved"
    return ""


def derived(manifest: Manifest, brief: ResolvedBrief | None) -> tuple[Document | None, list[str]]:
    """What the brief prints; None and why, where that cannot be known."""
    if brief is None:
        return None, []
    try:
        return derive(manifest, brief), []
    except ValueError as error:
        return None, [f"what the brief prints cannot be derived: {error}"]


def _unordered(
    manifest: Manifest, reading: Reading, looks: Looks, *, is_same: bool
) -> Iterator[Step]:
    """What is compared of a file without structure, whose words are in no order that is known: of
    one that was drawn again and `is_same` the words are already."""
    yield [], [line for line in looks.differs if line.startswith("the file's ")]
    if not is_same:
        yield [], [_LOST]
        yield compare_pages(manifest, reading.pages, letters_of)


def _covered(
    manifest: Manifest,
    reading: Reading,
    looks: Looks,
    files: Mapping[str, bytes],
    document: Document | None,
) -> list[str]:
    """A line for each thing that hides words of a page that was drawn again."""
    if not looks.redrawn:
        return []
    found: Iterable[tuple[int, str]] = (
        (number, what) for number, page in enumerate(reading.pages, 1) for what in hidden(page)
    )
    if has_own_theme(files):
        found = illegible(reading, struck_words(document) if document else ())
    return [
        f"page {meant.label} was drawn again, with {what}"
        for number, what in found
        for meant in manifest.pages[number - 1 : number]
        if meant.label in looks.redrawn
    ]


def _added(
    reading: Reading, document: Document | None, found: ReadBack, files: Mapping[str, bytes]
) -> Iterator[str]:
    """A line for each of the words that a theme of one's own adds; where words run both ways,
    those of a line are in no order that is known."""
    are_mixed = any(runs_backwards(page.words) for page in reading.pages)
    if document is not None and has_own_theme(files) and not are_mixed:
        heads = (head for page in reading.pages for _, head in page.artifacts)
        yield from added_words(document, found.words, heads, found.beside)


def signed_by(name: str, signatures: Signatures) -> Step:
    if name in signatures.signers:
        return [f"signed by {name}"], []
    return [], [f"no sound signature of {name} that --trust vouches for"]


def _read(pdf: bytes) -> Contents:
    """What a PDF says and carries."""
    if b"%PDF-" not in pdf[:_HEADER]:
        raise UnreadablePdfError("it is not a PDF")
    try:
        return read_contents(pdf)
    except (pypdfium2.PdfiumError, OSError, ValueError) as error:
        raise UnreadablePdfError(str(error)) from error


def _renamed(pdf: bytes, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """What is wrong with the names of the attachments, where a program finds the evidence."""
    try:
        reader = open_objects(pdf)
        return ambiguous_files(reader, files) if MANIFEST in listed_files(reader) else ()
    except ValueError as error:
        raise UnreadablePdfError(str(error)) from error
