"""`Document` → PDF: the appendix is laid out first, then the body, then both are joined.

Laid out first, the appendix tells the page of each source paragraph; the body
prints that as plain text and needs no forward references. See `footnotes` and `heads` for
what makes a page be laid out again.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import get_ident
from typing import Any, Literal
from unicodedata import category

from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.model.document import Document, Layout
from briefgen.model.text import Span

from .claim_pages import continue_claims, divisions, without_false_rows
from .division import Division
from .empty_starts import forget_empty_starts
from .frame_stack import with_room
from .headed_pages import with_heads
from .html import body_targets, heads_html, to_html
from .late_pages import print_pages
from .lost_footnotes import break_before, first_misplaced
from .lost_table_heads import print_once
from .overflow import beyond_the_edges, first_words
from .pdf_writer import WrittenPdf
from .pictures_after_gaps import PicturesAfterGaps
from .resources import Resources
from .running_heads import appendix_ranges, body_ranges, page_heads
from .side_rules import end_with_last_line
from .style_places import style_place
from .system_libraries import tell_without_harfbuzz
from .theme import Theme, has_own_templates, own_files
from .theme_fonts import forget_fonts, theme_fonts
from .torn_heads import break_before_section, first_torn, section_heads
from .weasyprint_patches import patched
from .weasyprint_patches.engine import HTML, FontConfiguration, Pages

_ROUNDS = 40
_SHORTEN = "Shorten it, or divide the table or list that it is in."
# How WeasyPrint begins to say that it can do without a library.
_WITHOUT_HARFBUZZ = "Using fontTools instead of HarfBuzz-Subset"
# Claims are divided one after the other: one that is divided moves the next.
_DIVISIONS = 8


class PrintProblem(Struct, frozen=True):
    """Why the page is not what was meant, as the rule that says so and a sentence.

    `character` is the one that no font has, where that is why, or that the font `has_glyph` of
    without a width. What does not fit is known by its printed `words`, or else by its `anchor`;
    `span` is the place in a style sheet, where that is wrong; `hint` says what to do.
    """

    rule: Literal["missing-glyph", "does-not-fit", "pdf-differs"]
    message: str
    character: str = ""
    has_glyph: bool = False
    words: str = ""
    anchor: str = ""
    hint: str | None = None
    span: Span | None = None


class Rendered(Struct, frozen=True):
    """A PDF, or the problems that prevent it (it may be there all the same).

    `written` is None where a footnote is lost or the body is longer than its theme allows,
    unless it is a draft.
    `layout` tells where everything is on its `page_count` pages.
    """

    written: WrittenPdf | None
    page_count: int
    layout: Layout
    problems: tuple[PrintProblem, ...]

    @property
    def pdf(self) -> bytes | None:
        """The PDF without attachments."""
        return self.written.content if self.written else None


class Kept:
    """What one layout leaves for the next: the pages of an appendix, which stay as they are
    for as long as its HTML and its fonts do."""

    def __init__(self) -> None:
        self._key: tuple[str, FontConfiguration] | None = None
        self._pages: list[Any] = []

    def pages(
        self, html: str, fonts: FontConfiguration, lay_out: Callable[[], list[Any]]
    ) -> list[Any]:
        """The pages of `html`; `lay_out` makes them, if they are not those of the last time."""
        if (html, fonts) != self._key:
            self._pages = lay_out()
            self._key = html, fonts
        return self._pages


@with_room
def render_pdf(
    document: Document,
    theme: Theme,
    *,
    files: Path,
    kept: Kept | None = None,
) -> Rendered:
    """Lay `document` out in `theme` and write it; pictures are read below `files`.

    `kept` is what the layout before this left, and is left for the next.

    BriefgenError where a template fails, a theme gives heads no page of their own, or WeasyPrint
    fails over one's own; whatever it would only log is a problem.
    """
    kept = kept or Kept()
    day = date.fromisoformat(document.date_iso)
    conforming = not has_own_templates(theme)
    with _blamed_on(theme), patched(day, conforming=conforming), _logged() as logged:
        resources = Resources(files)
        fonts = theme_fonts(theme)
        appendix: list[Any] = []
        if document.appendix and "appendix" in theme.parts:
            html = to_html(document, theme, part="appendix", pages={})
            appendix = kept.pages(
                html, fonts, lambda: _Sheet(html, resources, fonts).laid_out().pages
            )
        notes = document.note_count if theme.notes == "page" else 0
        # What fills a sheet takes three in large print.
        limit = None if document.large_print else theme.max_pages
        divided: Division = {}

        def laid_out(pages: Mapping[str, str]) -> Pages:
            html = to_html(document, theme, part="body", pages=pages, divided=divided)
            return _Sheet(html, resources, fonts).laid_out(notes)

        body = _settled(laid_out, _first_pages(appendix), body_targets(document))
        for _ in range(_DIVISIONS):
            before, divided = divided, divisions(body.pages, document, divided, limit)
            if divided == before:
                break
            body = _settled(laid_out, _first_pages(appendix), body_targets(document))
        while (true := without_false_rows(body.pages, document, divided)) != divided:
            divided = true
            body = _settled(laid_out, _first_pages(appendix), body_targets(document))
        continue_claims(body.pages)
        print_pages(body.pages, _anchors(body.pages))
        end_with_last_line(body.pages)
        end_with_last_line(appendix)
        joined = body.copy(_headed(body.pages, appendix, document, theme, resources, fonts))
        problems = [
            *_too_long(body.pages, theme.name, limit),
            *_lost(body.pages, notes),
        ]
        problems += (
            PrintProblem("does-not-fit", why, words=words, hint=_SHORTEN)
            for why, words in beyond_the_edges(joined.pages)
        )
        layout = Layout(len(body.pages), _anchors(joined.pages))
        written = None
        if not problems or document.draft:
            written = WrittenPdf(
                joined, body_pages=len(body.pages), fingerprint=document.fingerprint, day=day
            )
            logged.extend(_without_width(joined.fonts.values()))
        if resources.failures:
            forget_fonts(theme)
    logged += (PrintProblem("pdf-differs", failure) for failure in resources.failures)
    return Rendered(
        written=written,
        page_count=len(joined.pages),
        layout=layout,
        problems=(*problems, *dict.fromkeys(_in_styles(logged, document, theme))),
    )


def _settled(
    lay_out: Callable[[Mapping[str, str]], Pages],
    places: Mapping[str, str],
    targets: Collection[str],
) -> Pages:
    """The body, in which links to its own `targets` print the pages where these came to be."""
    pages = {**places, **dict.fromkeys(targets, "1")}
    body = lay_out(pages)
    for _ in range(_ROUNDS):
        found = {
            anchor: str(numbers[0])
            for anchor, numbers in _anchors(body.pages).items()
            if anchor in targets
        }
        if found.items() <= pages.items():
            break
        pages |= found
        body = lay_out(pages)
    return body


class _Sheet:
    """One HTML document that is laid out as often as it takes."""

    def __init__(self, html: str, resources: Resources, fonts: FontConfiguration) -> None:
        head, start, body = html.partition("<body")
        # Pango begins a line at these, of which WeasyPrint knows nothing.
        body = body.replace("\u2028", " ").replace("\u2029", " ")
        page = f"{head}{start}{body}"
        self._html = HTML(string=page, base_url=None, url_fetcher=resources)
        self._fonts = fonts

    def laid_out(self, notes: int = 0) -> Pages:
        """The pages, with breaks forced until each of `notes` is where it belongs, or no
        break helps."""
        pages = self._render()
        healed: frozenset[str] = frozenset()
        heads = section_heads(self._html.etree_element)
        pictures = PicturesAfterGaps()
        for _ in range(_ROUNDS):
            anchors = [page.anchors for page in pages.pages]
            # Beside a picture that is smaller a head may be whole.
            if print_once(pages.pages, self._html.etree_element) or pictures.are_changed(
                pages.pages
            ):
                pass
            elif torn := first_torn(anchors, heads, healed):
                healed |= {torn}
                break_before_section(self._html.etree_element, torn)
            else:
                number = first_misplaced(anchors, notes)
                if number is None or not break_before(self._html.etree_element, number):
                    break
            pages = self._render()
        return pages

    def _render(self) -> Pages:
        pages = self._html.render(font_config=self._fonts)
        forget_empty_starts(pages.pages)
        return pages


def _headed(
    body: Sequence[Any],
    appendix: Sequence[Any],
    document: Document,
    theme: Theme,
    resources: Resources,
    fonts: FontConfiguration,
) -> list[Any]:
    """All pages, with the content of each at its head; the first has a masthead instead."""
    pages = [*body, *appendix]
    ranges = [
        ("", ""),
        *((words, "") for words in body_ranges([page.anchors for page in body], document)[1:]),
        *appendix_ranges([page.anchors for page in appendix], document),
    ]
    html = heads_html(document, theme, page_heads(pages, ranges))
    sheets = _Sheet(html, resources, fonts).laid_out().pages
    if len(sheets) != len(pages):
        raise BriefgenError(
            f"by the style sheets of theme {theme.name}, the heads of {len(pages)} pages are laid "
            f"out on {len(sheets)}",
            hint="Give columns, breaks and sizes to what is in `body`, not to `body` itself.",
        )
    return with_heads(pages, sheets, document.running_titles)


def _first_pages(appendix: Sequence[Any]) -> dict[str, str]:
    places: dict[str, str] = {}
    for number, page in enumerate(appendix, 1):
        for anchor in page.anchors:
            places.setdefault(anchor, f"A-{number}")
    return places


def _anchors(pages: Sequence[Any]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, page in enumerate(pages, 1):
        for anchor in page.anchors:
            found.setdefault(anchor, []).append(number)
    return {anchor: tuple(numbers) for anchor, numbers in found.items()}


def _too_long(pages: Sequence[Any], theme: str, limit: int | None) -> Iterator[PrintProblem]:
    """That the body goes beyond the theme's limit, and by how much of a sheet's height."""
    if limit is not None and len(pages) > limit:
        more = pages[limit:]
        over = sum(map(_text_height, more))
        allowed = "1 page" if limit == 1 else f"{limit} pages"
        yield PrintProblem(
            "does-not-fit",
            f"the brief is {math.ceil(over)} mm longer than the {allowed} that the theme "
            f"{theme} allows",
            words="\n".join(map(first_words, more)),
            anchor=next((anchor for page in more for anchor in page.anchors), ""),
            hint="Shorten the brief from here on, or choose a theme without a limit.",
        )


def _text_height(page: Any) -> float:
    """How far down a page its text goes, in millimetres."""
    root = page._page_box.children[0]  # noqa: SLF001 - nothing public says where text ends
    return float(root.children[0].margin_height()) * 25.4 / 96


def _lost(pages: Sequence[Any], notes: int) -> Iterator[PrintProblem]:
    number = first_misplaced([page.anchors for page in pages], notes)
    if number is not None:
        yield PrintProblem(
            "does-not-fit",
            f"footnote {number} fits neither on the page that refers to it nor on the next",
            anchor=f"note-{number}",
            hint="Shorten it, or the paragraph that refers to it.",
        )


def _in_styles(
    problems: Sequence[PrintProblem], document: Document, theme: Theme
) -> Iterator[PrintProblem]:
    """Problems with the places of those that are in the theme's style sheets."""
    is_told = any(problem.rule == "pdf-differs" for problem in problems)
    page = to_html(document, theme, part="body", pages={}) if is_told else ""
    for problem in problems:
        if place := style_place(problem.message, page, theme):
            message, span = place
            yield replace(problem, message=message, span=span)
        else:
            yield problem


def _problem(record: logging.LogRecord) -> PrintProblem:
    if record.msg.startswith(".notdef"):
        assert isinstance(record.args, tuple)
        character = str(record.args[0])
        what = f"no font here can print “{character}” (U+{ord(character):04X})"
        return PrintProblem("missing-glyph", what, character)
    return PrintProblem("pdf-differs", record.getMessage())


def _without_width(fonts: Iterable[Any]) -> Iterator[PrintProblem]:
    """The signs that their fonts print over what is beside them, as accents are meant to be: ties
    such as U+203F in Noto Serif."""
    for font in fonts:
        for glyph, text in font.to_unicode.items():
            if len(text) == 1 and category(text)[0] in "PS" and font.widths.get(glyph) == 0:
                what = f"the font here gives no width to “{text}” (U+{ord(text):04X})"
                yield PrintProblem("missing-glyph", what, text, has_glyph=True)


@contextmanager
def _blamed_on(theme: Theme) -> Iterator[None]:
    """Say so where WeasyPrint fails over a theme of one's own: over ours it does not."""
    try:
        yield
    except (AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
        if not own_files(theme):
            raise
        raise BriefgenError(
            f"WeasyPrint cannot lay out what the theme {theme.name} asks for "
            f"({type(error).__name__}{f': {error}' if str(error) else ''})",
            hint="Take the newest rules of its style sheets away one by one to find which it is.",
        ) from error


@contextmanager
def _logged() -> Iterator[list[PrintProblem]]:
    """What WeasyPrint logs in this thread as a warning or worse while the block runs."""
    problems: list[PrintProblem] = []
    thread = get_ident()

    class Keep(logging.Handler):
        told = False

        def emit(self, record: logging.LogRecord) -> None:
            if record.thread != thread:
                return
            if str(record.msg).startswith(_WITHOUT_HARFBUZZ):
                if not self.told:
                    tell_without_harfbuzz()
                self.told = True
            else:
                problems.append(_problem(record))

    logger, keep = logging.getLogger("weasyprint"), Keep(logging.WARNING)
    logger.addHandler(keep)
    try:
        yield problems
    finally:
        logger.removeHandler(keep)
