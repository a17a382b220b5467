"""The brief as it will be printed: every number, order, letter and link target decided.

`assemble` makes a `Document`, a theme formats it, and the read-back compares the PDF
with it. Only the page of an appendix anchor is not known here: the appendix is laid out
first, and `render` fills the pages in where a `tree.Place` is printed.

Anchors: section `section-<n>`, heading `heading-<slug>`, numbered paragraph `par-<n>`, claim
row `claim-<id>`, its positions `position-<n><letter>`, note `note-<n>`, call `call-<n>`, key
point `key-point-<n>`,
source `<letter>` (`A`), appendix paragraph `<letter><n>` (`A5`), quoted words
`<letter><n>-q<k>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from unicodedata import category

from msgspec import Struct

from .brief import AppendixMode, Paper, Stance, Status
from .markup import (
    Block,
    Broken,
    Call,
    Inline,
    Mark,
    flows,
    walk,
)

_RUNNING = 90  # characters of a title at the head of a page, at most
_UNBROKEN = 20  # characters around a place in a title: without a space, it may end there


class PrintedLink(Struct, frozen=True):
    """Words that link to an anchor of the document: `¶ 4` to `par-4`, `note 3` to `call-3`."""

    text: str
    anchor: str


class Item(Struct, frozen=True):
    """A key point, recommendation or change: numbered from 1 within its list."""

    number: int
    anchor: str
    content: tuple[Inline, ...]


class PrintedSection(Struct, frozen=True):
    """A section: heading (`slug` is its anchor), the claims that mark it as a whole, its
    blocks."""

    number: int
    anchor: str
    slug: str
    heading: str
    marks: tuple[Mark | Broken, ...]
    blocks: tuple[Block, ...]


class PrintedPosition(Struct, frozen=True):
    """Who holds it and with what words; `content` ends with the places of its citations.

    `handle` is what it is called aloud (`6b`). `by` is the holder (“No one named (A)” where
    `attributed` is false), `via` who reports it. Under a question `answer` is printed and
    `stance` is None. `sources` are the letters of the sources that are cited for it, each
    once.
    """

    handle: str
    stance: Stance | None
    by: str
    via: str | None
    answer: tuple[Inline, ...]
    content: tuple[Inline, ...]
    attributed: bool = True
    sources: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        return f"position-{self.handle}"

    @property
    def letter(self) -> str:
        """`b` of `6b`."""
        return self.handle.lstrip("0123456789")


class ClaimRow(Struct, frozen=True):
    """A row of the contested-claims table, numbered from 1.

    `positions` are in the order of their letters. `marked_at` says where in the text the
    claim is marked. `status` is derived from the stances; `status_label` is
    the word that is printed.
    """

    number: int
    anchor: str
    wording: str
    is_question: bool
    positions: tuple[PrintedPosition, ...]
    status: Status
    status_label: str
    marked_at: tuple[PrintedLink, ...]
    note: tuple[Inline, ...]

    def by_stance(self, *stances: Stance) -> tuple[PrintedPosition, ...]:
        """The positions with one of `stances`, in the order of their letters."""
        return tuple(p for p in self.positions if p.stance in stances)


class PrintedSource(Struct, frozen=True):
    """Where the whole text of a source is: its letter, its full reference without the
    letter, the file of that name which is attached to the PDF, None where it may not be
    redistributed, and the SHA-256 of the whole text's file."""

    letter: str
    reference: tuple[Inline, ...]
    path: str | None
    sha256: str


class Run(Struct, frozen=True):
    """A run of a source paragraph: its characters, and whether they are quoted words.

    `anchor` is set on the first run of quoted words. A `superscript` run is the
    source's own note number; `struck` are words that it strikes out, and the signs for that.
    """

    text: str
    quoted: bool = False
    superscript: bool = False
    struck: bool = False
    anchor: str | None = None


class AppendixParagraph(Struct, frozen=True):
    """A source paragraph: margin number, its runs, and where the brief cites it.

    `label` is `A5`, which is its anchor too. `is_heading` is a guess for the eye: a
    short line without a final full stop. `cited_in` links to note calls and claims.
    `original` is the printed page of the document that the source was made from.
    """

    label: str
    runs: tuple[Run, ...]
    is_heading: bool
    cited_in: tuple[PrintedLink, ...]
    original: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Gap(Struct, frozen=True):
    """Paragraphs that `appendix: cited` (or `redistribute: cited`) leaves out."""

    first: int
    last: int


class AppendixSource(Struct, frozen=True):
    """A source in the appendix: letter (its anchor), reference, fingerprint, paragraphs.

    `reference` is the full reference as in a first note, without the letter; `remark` what the
    catalogue notes of the source. `notice` says why paragraphs are left out, if they are.
    `cited_in` links to what cites the source as a whole.
    """

    letter: str
    title: str
    reference: tuple[Inline, ...]
    language: str
    sha256: str
    paragraphs: tuple[AppendixParagraph | Gap, ...]
    notice: str | None = None
    cited_in: tuple[PrintedLink, ...] = ()
    remark: str = ""


class Document(Struct, frozen=True):
    """Everything that is printed, in words.

    `labels` are the theme's own words (“Key points”) in the brief's language; `date` is
    as printed, `date_iso` as typed. `edition` is ready to print. Empty parts are empty
    and print nothing. `sources` are all sources of the brief, `appendix` what of them is
    printed. `draft` is what every page of a draft says, empty where it is none.
    `changes_intro` introduces what was found changed since an earlier edition; `changed` are
    the anchors of the parts that differ from it, and `summary`.
    """

    language: str
    paper: Paper
    labels: Mapping[str, str]
    title: str
    subtitle: str
    date: str
    date_iso: str
    marking: str
    occasion: str
    edition: str
    prepared_by: tuple[str, ...]
    prepared_for: tuple[str, ...]
    summary: tuple[Inline, ...]
    key_points: tuple[Item, ...]
    changes: tuple[Item, ...]
    sourcing: str
    sections: tuple[PrintedSection, ...]
    claims: tuple[ClaimRow, ...]
    recommendations: tuple[Item, ...]
    appendix: tuple[AppendixSource, ...]
    appendix_mode: AppendixMode
    room_column: bool
    note_count: int
    fingerprint: str
    sources: tuple[PrintedSource, ...] = ()
    figures: bool = True
    large_print: bool = False
    draft: str = ""
    changes_intro: str = ""
    changed: frozenset[str] = frozenset()

    @property
    def paragraphs(self) -> Iterator[AppendixParagraph]:
        """The paragraphs in the appendix, of one source after the other."""
        for source in self.appendix:
            yield from (one for one in source.paragraphs if isinstance(one, AppendixParagraph))

    @property
    def file_title(self) -> str:
        """The title that the file gives itself: a draft's says that it is one."""
        return f"{self.labels['draft']}: {self.title}" if self.draft else self.title

    @property
    def running_titles(self) -> tuple[str, ...]:
        """The title as it may be at the head of a page, the longest form first: whole, unless it
        is long, then with ever fewer words and `…`."""
        title = " ".join(self.title.split())
        whole = (title,) if len(title) <= _RUNNING else ()
        ends = range(min(len(title) - 1, _RUNNING), 0, -1)
        cut = (title[:end].rstrip(" ,;:–—") for end in ends if _may_end(title, end))
        # One letter with very many accents is nowhere cut.
        return (*whole, *(f"{words}…" for words in dict.fromkeys(cut))) or ("…",)


def _may_end(title: str, end: int) -> bool:
    """Whether a title may be cut at a place: between words, or between the letters of a script
    that has no spaces."""
    if title[end] == " ":
        return True
    around = title[max(0, end - _UNBROKEN) : end + _UNBROKEN]
    return " " not in around and category(title[end])[0] != "M"


class Layout(Struct, frozen=True):
    """Where things are printed: `anchors` gives the pages, from 1, of each anchor; the
    first `body_pages` pages are the body, those after them the appendix."""

    body_pages: int
    anchors: Mapping[str, tuple[int, ...]]

    def label(self, page: int) -> str:
        """A page's printed number: `3`, `A-2`."""
        return str(page) if page <= self.body_pages else f"A-{page - self.body_pages}"


def calls(document: Document) -> Iterator[Call]:
    """Every footnote call, wherever there may be notes, in no particular order."""
    items = (*document.key_points, *document.changes, *document.recommendations)
    contents = [document.summary, *(item.content for item in items)]
    for section in document.sections:
        contents += [flow.inlines for flow in flows(section.blocks)]
    for content in contents:
        yield from (node for node in walk(content) if isinstance(node, Call))


__all__ = [
    "AppendixParagraph", "AppendixSource", "ClaimRow", "Document", "Gap", "Item", "Layout",
    "PrintedLink", "PrintedPosition", "PrintedSection", "PrintedSource", "Run", "calls",
]  # fmt: skip
