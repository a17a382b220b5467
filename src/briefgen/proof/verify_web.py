"""A web edition verified from itself alone, as a PDF is: its evidence against its page.

The page is read strictly, its words are compared with what its brief and sources give, its
elements with those that briefgen makes, its style sheet with the theme's, and the whole with the
digest in the manifest.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefgen.assemble.bidi import runs_backwards
from briefgen.limits import PROOF_SECONDS, Limits
from briefgen.matching.same_glyphs import bare
from briefgen.model.document import Document, Layout
from briefgen.resolve.result import ResolvedBrief
from briefgen.sandbox.process import contained

from .against import compare_with_workspace
from .attachments import MANIFEST, has_own_theme
from .derivation import (
    MissingWordError,
    all_printed,
    is_among,
    printed_parts,
    too_long,
    withheld_letters,
)
from .evidence import check_attachments, check_fingerprint, check_quotations
from .html_tree import Element, NotStrictError, read_tree
from .manifest import Manifest, read_manifest
from .page_comparison import Step, shortened
from .print_check import NOTHING_READ, ReadBack, read_back
from .signatures import Signatures
from .telling_words import telling_words
from .theme_words import Vocabulary, added_words
from .verdict import NO_EVIDENCE, Proof
from .verify import (
    NOTHING,
    Demands,
    UnreadablePdfError,
    changes,
    derived,
    unusable,
    verify,
)
from .verify import signed_by as signed
from .web_evidence import is_web, taken_apart
from .web_links import misled, unlike_their_notes
from .web_markup import misshapen
from .web_reading import line_of, reading_of
from .web_said import misplaced_words
from .web_structure import WebStructure, foreign_elements
from .web_style import StyleFound, compare_style, fetches, told_rules

_PRINTED = 10  # characters of the fingerprint in the foot


def verify_web(page: bytes, demands: Demands = NOTHING, timeout: float = PROOF_SECONDS) -> Proof:
    """Verify a web edition from its own evidence, and by what is demanded besides.

    The file may be anybody's. Raises `BriefgenError` where it takes more than `timeout` seconds of
    the processor or too much memory. What is unpacked of it is always removed.
    """

    def prove() -> Proof:
        with tempfile.TemporaryDirectory() as folder:
            return _proof(page, Path(folder), demands)

    limits = Limits(timeout, "The file may have been made to do harm.", is_counted=True)
    return contained(prove, limits, "the proof")


def _proof(content: bytes, folder: Path, demands: Demands) -> Proof:
    try:
        text = content.decode("utf-8")
        page, files = taken_apart(text)
    except UnicodeDecodeError:
        return Proof((), ("the page is not in UTF-8",), has_evidence=False)
    except ValueError as error:
        return Proof((), (str(error),), has_evidence=False)
    if files is None:
        held = '"manifest.json"' in text or 'id="evidence"' in text
        moved = "the evidence is not where briefgen puts it, at the end of the page"
        return Proof((), (moved if held else NO_EVIDENCE,), has_evidence=False)
    manifest = read_manifest(files.get(MANIFEST, b""))
    if why := unusable(manifest, files):
        return Proof((), (why,), has_evidence=False)
    assert manifest is not None
    if not manifest.web:
        return Proof((), ("the evidence is that of a PDF, not of this page",), has_evidence=False)
    quotations = check_quotations(manifest, files, folder)
    steps: list[Step] = [check_attachments(manifest, files)]
    try:
        html = read_tree(page)
    except NotStrictError as error:
        steps += [quotations.step, ([], [f"the page was altered: {error}"])]
        return _came_to(steps, files)
    document, unusable_words = derived(manifest, quotations.brief)
    style = "\n".join(one.text for one in html.walk() if one.name == "style")
    styled = compare_style(style, manifest, files)
    hidden, others = told_rules(styled.own)
    telling = telling_words(manifest, files)
    steps += [
        _fingerprint(manifest, html),
        quotations.step,
        ([], list(telling.differs)),
        (["elements: only those that briefgen makes"], list(foreign_elements(html))),
        ([], [f"the style sheet was altered: {one}" for one in fetches(style)]),
        _looks(styled),
        ([], hidden),
    ]
    found = NOTHING_READ
    if document is not None and manifest.document.title != document.file_title:
        said = f"the manifest's title is “{manifest.document.title}”, not “{document.file_title}”"
        steps.append(([], [said]))
    if document is None or quotations.brief is None:
        steps.append(([], unusable_words))
    else:
        try:
            printed, found = _words(manifest, quotations.brief, document, html, files)
            steps += [printed, _structure(manifest, document, html, files)]
        except MissingWordError as error:
            steps.append(([], [str(error)]))
    is_same = hashlib.sha256(page.encode()).hexdigest() == manifest.web
    if not is_same and not any(differs for _, differs in steps):
        steps.append(([], ["the page is not the one that was made: its digest is another one"]))
    if "replaces" in manifest.inputs or manifest.replaces or demands.since:
        steps.append(changes(manifest, folder, demands.since, faults))
    if demands.against:
        steps.append(compare_with_workspace(manifest, files, quotations.brief, demands.against))
    if demands.signer:
        steps.append(signed(demands.signer, Signatures()))
    marks = [*telling.marks, *others]
    if document and has_own_theme(files) and not runs_backwards(html.text):
        marks += added_words(document, found.words, (), found.beside, are_spaced=True)
    partly = [one for one in (quotations.partly, styled.other) if one]
    return _came_to(steps, files, tuple(marks), "; ".join(partly), found.words)


def _structure(
    manifest: Manifest, document: Document, html: Element, files: Mapping[str, bytes]
) -> Step:
    other = [*WebStructure(html, document, files).differs()]
    is_whole = all(source.embedded == "full" for source in manifest.sources.values())
    if not has_own_theme(files):
        other += misshapen(html, document, is_whole=is_whole)
        said = misplaced_words(html, document, printed_parts(manifest), is_whole=is_whole)
        led = misled(html, document) if is_whole else ()
        faults = (*said, *led, *unlike_their_notes(html))
        other += (f"{element.place}: {what}" for element, what in faults)
    proved = "links, notes and what is heard: as the brief gives them"
    return [proved], list(dict.fromkeys(other))


def _looks(styled: StyleFound) -> Step:
    own = f", of which its own: {', '.join(styled.own)}" if styled.own else ""
    said = f"looks: the style sheets and their fonts are the theme's{own}"
    return [] if styled.other else [said], list(styled.differs)


def _came_to(
    steps: list[Step],
    files: Mapping[str, bytes],
    marks: tuple[str, ...] = (),
    partly: str = "",
    words: tuple[str, ...] = (),
) -> Proof:
    return Proof(
        tuple(line for said, differs in steps if not differs for line in said),
        tuple(dict.fromkeys(line for _, differs in steps for line in differs)),
        marks=marks,
        partly=partly,
        words=words,
        has_own_theme=has_own_theme(files),
    )


def faults(since: bytes) -> tuple[str, ...]:
    """Why an earlier edition, a PDF or a web edition, does not verify; nothing, if it does."""
    try:
        return (verify_web(since) if is_web(since) else verify(since)).differs
    except UnreadablePdfError as error:
        return (str(error),)


def _fingerprint(manifest: Manifest, html: Element) -> Step:
    """Whether the printed fingerprint is that of the inputs."""
    _, differs = check_fingerprint(manifest, ())
    short = manifest.fingerprint[:_PRINTED]
    printed = [
        one.text
        for one in html.walk()
        if one.name == "code" and any("foot" in around.classes for around in one.around())
    ]
    if printed != [short] and not differs:
        differs.append(f"the fingerprint {short} is not printed at the foot")
    return [f"fingerprint: {short} matches the inputs and is printed at the foot"], differs


def _words(
    manifest: Manifest,
    brief: ResolvedBrief,
    document: Document,
    html: Element,
    files: Mapping[str, bytes],
) -> tuple[Step, ReadBack]:
    """Whether the page prints `document` complete, in order and once; and what was read back."""
    withheld, is_packaged = withheld_letters(manifest, brief), not has_own_theme(files)
    reading, layout = reading_of(html), Layout(1, {})
    found = read_back(reading, document, layout, is_packaged=is_packaged, withheld=withheld)
    differs = [f"{one.message}{_at(html, one.anchor)}" for one in found.differs]
    differs += _strange(manifest, found, document, html, files)
    differs += too_long(found.words)
    return ([all_printed(found)], differs), found


def _strange(
    manifest: Manifest,
    found: ReadBack,
    document: Document,
    html: Element,
    files: Mapping[str, bytes],
) -> Iterator[str]:
    known = set(manifest.words)
    # Where words run both ways, those of a line are in no order that is known.
    vocabulary = (
        None if runs_backwards(html.text) else Vocabulary(document, files, {}, are_spaced=True)
    )
    unproved = [bare(text) for what, text in manifest.unproved.items() if what in found.unknown]
    for piece in found.words:
        is_theirs = piece in known and (vocabulary is None or vocabulary.holds(piece))
        if not is_theirs and not is_among(unproved, piece):
            place = line_of(html, piece)
            where = f"printed, {place}," if place else "printed"
            yield f"“{shortened(piece)}” is {where} and is neither the brief's nor the theme's"


def _at(html: Element, anchor: str) -> str:
    place = next((one.place for one in html.walk() if anchor and one.get("id") == anchor), "")
    return f", {place}" if place else ""
