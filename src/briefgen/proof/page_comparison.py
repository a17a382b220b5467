"""The pages of a PDF against its manifest: words, links and pictures, page by page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from difflib import SequenceMatcher

from briefgen.matching.same_glyphs import bare

from .manifest import Manifest, ManifestPage
from .pdf_reader import Page

_AROUND = 30
_SHOWN = 60  # characters of a text in a line
OTHER = "its characters differ"

Step = tuple[list[str], list[str]]  # what is proved, what differs


def shortened(text: str) -> str:
    """As much of a text as a line shows, with single spaces."""
    shown = " ".join(text.split())
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"


def compare_pages(
    manifest: Manifest, pages: Sequence[Page], known: Callable[[str], str] | None = None
) -> Step:
    """Whether the pages print what the manifest says, page by page. Where the order of their words
    is not `known`, that puts characters in one order."""
    own = known or str
    expected = [own(bare(page.text)) for page in manifest.pages]
    labels = [page.label for page in manifest.pages]
    printed = [own(page.characters) for page in pages]
    differs: list[str] = []
    missing: list[int] = []
    added: list[int] = []
    matcher = SequenceMatcher(None, expected, printed, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        meant = [index for index in range(a, b) if expected[index] not in printed]
        found = [index for index in range(c, d) if printed[index] not in expected]
        for index, instead in zip(meant, found, strict=False):
            what = OTHER if known else _first_difference(manifest, index, pages[instead])
            differs.append(f"page {labels[index]} was altered: {what}")
        altered = min(len(meant), len(found))
        missing += [index for index in range(a, b) if index not in meant[:altered]]
        added += [index for index in range(c, d) if index not in found[:altered]]
    for index in missing:
        moved = next((n for n in added if printed[n] == expected[index]), None)
        if moved is None:
            differs.append(f"page {labels[index]} is missing")
        else:
            added.remove(moved)
            differs.append(f"page {labels[index]} is elsewhere, as page {moved + 1} of the file")
    for index in added:
        # A page that was put in a second time is outside the structure: its words are in disorder.
        letters = sorted(printed[index])
        again = next((n for n, text in enumerate(expected) if sorted(text) == letters), None)
        if again is not None:
            differs.append(f"page {labels[again]} appears twice")
        else:
            differs.append(f"page {index + 1} of the file does not belong to the document")
    count = len(expected)
    return [f"pages: {count} of {count} print what the manifest says, in order"], differs


def respaced(manifest: Manifest, pages: Sequence[Page], redrawn: Collection[str]) -> Iterator[str]:
    """A line for each of the `redrawn` pages, by their labels, whose letters are the manifest's and
    whose words begin and end elsewhere."""
    for meant, page in _unaltered(manifest, pages):
        was, now = meant.text.split(), page.text.split()
        if meant.label not in redrawn or was == now:
            continue
        for kind, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if kind != "equal":
                made, there = (shortened(" ".join(words)) for words in (was[a:b], now[c:d]))
                yield f"page {meant.label} was drawn again, with “{there}” for “{made}”"
                break


def _first_difference(manifest: Manifest, index: int, page: Page) -> str:
    """The first words of a page that differ."""
    meant, printed = (text.split() for text in (manifest.pages[index].text, page.text))
    for kind, a, b, c, d in SequenceMatcher(None, meant, printed, autojunk=False).get_opcodes():
        if kind == "equal" or bare("".join(meant[a:b])) == bare("".join(printed[c:d])):
            continue
        context = " ".join(meant[max(a - 3, 0) : a])
        lead = f"{context} " if context else ""
        was, now = (" ".join(words)[:_AROUND] for words in (meant[a:b], printed[c:d]))
        return f"“{lead}[{now}]” for “{lead}[{was}]”"
    return OTHER


def _unaltered(manifest: Manifest, pages: Sequence[Page]) -> Iterator[tuple[ManifestPage, Page]]:
    """The pages whose text is the manifest's, each after what that says of it; the others are
    reported with the pages."""
    for meant, page in zip(manifest.pages, pages, strict=False):
        if bare(meant.text) == page.characters:
            yield meant, page


def compare_links(manifest: Manifest, pages: Sequence[Page]) -> Step:
    """Whether links lead where they did, as far as their pages are the manifest's."""
    differs: list[str] = []
    count = 0
    for meant, page in _unaltered(manifest, pages):
        links = page.links
        count += len(links)
        if links == meant.links:
            continue
        if len(links) != len(meant.links):
            differs.append(
                f"page {meant.label}: it has {len(links)} links instead of {len(meant.links)}"
            )
            continue
        differs += (
            f"page {meant.label}: a link leads to {new or 'nowhere'}, not to {old or 'nowhere'}"
            for old, new in zip(meant.links, links, strict=True)
            if old != new
        )
    return [f"links: {count} lead where the manifest says"], differs


def compare_pictures(manifest: Manifest, pages: Sequence[Page]) -> Step:
    """Whether the pages show the manifest's pictures, as far as their text is its text."""
    differs: list[str] = []
    count = 0
    for meant, page in _unaltered(manifest, pages):
        count += len(page.pictures)
        if len(page.pictures) != len(meant.pictures):
            was, now = len(meant.pictures), len(page.pictures)
            differs.append(f"page {meant.label}: it has {now} pictures instead of {was}")
        elif tuple(page.pictures) != meant.pictures:
            differs.append(f"page {meant.label}: a picture is not the manifest's")
    same = f"pictures: {count} of {count} are those of the manifest"
    return [same] if count else [], differs
