"""HTML → paragraphs: those in `<main>` or `<article>`, those elsewhere, and those that the
page marks as navigation; the calls of notes taken out, and their notes marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.imported import DocumentPlace, Doubt, NoteCall, PageEnd

from .imported import ReadParagraph

_DROPPED = frozenset("script style template noscript svg head iframe object canvas select".split())
_ASIDE = frozenset("nav header footer aside form dialog button".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_BLOCKS = frozenset(
    "address article aside blockquote body button caption dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section "
    "summary table tbody tfoot thead tr ul".split()
)
_DEEPEST = 2000
_LOOK = 60  # elements around a text that may say that it is not shown
# A call in a text until its paragraph ends: its words and the place to which it leads.
_CALL = re.compile("\ufdd0([^\ufdd1]*)\ufdd1([^\ufdd2]*)\ufdd2")
_NUMBER = re.compile(r"[\[(]?(\d{1,3}|[*†‡§¶]{1,3}|[a-z]|[ivx]{1,5})[\])]?")
_BACK = re.compile(r"(?<!\s)\s*+[↩↑^⏎][\ufe0e\ufe0f]?$")
# A raised number on a word that leads nowhere: a note's, or an exponent.
_RAISED = re.compile("\ufdd3(\\d{1,3})\ufdd4")


class FoundParagraph(Struct, frozen=True):
    """A paragraph with the ids of what is around it and in it, and where its calls lead."""

    paragraph: ReadParagraph
    ids: tuple[str, ...]
    targets: tuple[tuple[str, str], ...]


class HtmlReader(HTMLParser):
    """Collects paragraphs: `main`, `found` and `aside`. `page` is the printed page at hand."""

    def __init__(self, page: str = "") -> None:
        super().__init__(convert_charrefs=True)
        self.page = self._begun = page
        self.main: list[FoundParagraph] = []
        self.found: list[FoundParagraph] = []
        self.aside: list[ReadParagraph] = []
        self.title = self.language = ""
        self._open: list[str] = []
        self._around: list[str] = []  # their ids
        self._inside: list[str] = []  # ids in the paragraph at hand
        self._link = ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        says = f"{known.get('epub:type', '')} {known.get('role', '')}"
        id = known.get("id") or (known.get("name", "") if tag == "a" else "")
        if "pagebreak" in says:
            self.page = (known.get("aria-label") or known.get("title") or "").strip(" .")
            self._begun = self._begun if self._text.strip() else self.page
        if tag == "html":
            self.language = (known.get("lang") or known.get("xml:lang") or "").strip()
        if tag in _BLOCKS:
            self.flush()
        if id:
            self._inside.append(id)
        if tag == "br":
            self._text += " "
        elif tag in ("td", "th") and self._text.strip():
            self._text += "\t"
        elif tag == "a":
            self._link = self._leads(known.get("href", ""), says)
            self._text += "\ufdd0" if self._link else ""
        elif tag == "sup":
            self._text += "\ufdd3"
        if tag not in _VOID:
            hidden = "hidden" in known or re.search(r"display:\s*none", known.get("style", ""))
            if (hidden and tag != "html") or "pagebreak" in says or "backlink" in says:
                tag = "template"
            elif tag == "aside" and "note" in says:
                tag = "section"
            self._open.append(tag)
            self._around.append(id)
            # A tag that is never closed is closed by the end of one around it.
            del self._open[:-_DEEPEST], self._around[:-_DEEPEST]

    def _leads(self, href: str, says: str) -> str:
        """Where a link leads, if it is the call of a note."""
        _, mark, target = href.partition("#")
        called = "noteref" in says or "sup" in self._open[-3:]
        return target if mark and (called or "ftn" in target or "noteref" in target) else ""

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """A section such as `<![if …]>` is a comment, as in a browser."""
        return self.parse_bogus_comment(i, report)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.flush()
        if tag == "a" and self._link:
            self._text += f"\ufdd1{self._link}\ufdd2"
            self._link = ""
        elif tag == "sup":
            self._text += "\ufdd4"
        if tag in self._open:
            while self._open:
                self._around.pop()
                if self._open.pop() == tag:
                    break
        elif self._open and self._open[-1] in ("template", "section"):
            self._open.pop()
            self._around.pop()

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open and "body" not in self._open:
            self.title += data
        elif not _DROPPED & set(self._open[-_LOOK:]):
            self._begun = self._begun if self._text.strip() else self.page
            self._text += re.sub(r"[ \n\r\f\t]+", " ", data)

    def flush(self) -> None:
        """End the paragraph."""
        shown = self._text.strip().replace(" \t", "\t").replace("\t ", "\t")
        shown = re.sub(r"  +", " ", shown).replace("\u00ad", "")
        ids, self._inside = (*filter(None, self._around), *self._inside), []
        begun, self._begun, self._text, self._link = self._begun, self.page, "", ""
        text, calls, targets = _without_calls(shown)
        text, doubts = _without_raised(text)
        if not re.search(r"\w", text):
            return
        tags = set(self._open)
        heading = next((int(tag[1]) for tag in self._open if re.fullmatch("h[1-6]", tag)), 0)
        kind = (
            "heading" if heading else "row" if "tr" in tags else "item" if "li" in tags else "text"
        )
        place = DocumentPlace(page=begun, until=PageEnd(self.page) if self.page != begun else None)
        paragraph = ReadParagraph(
            text,
            kind,  # type: ignore[arg-type]
            place,
            doubts=doubts,
            calls=calls,
            level=heading,
        )
        article = bool(tags & {"main", "article"})
        # The head of an article is part of it; that of a page is its name and navigation.
        aside = tags & (_ASIDE - {"header"} if article else _ASIDE)
        if aside and not (heading and (article or aside == {"header"})):
            self.aside.append(paragraph)
        else:
            (self.main if article else self.found).append(FoundParagraph(paragraph, ids, targets))


def _without_calls(text: str) -> tuple[str, tuple[NoteCall, ...], tuple[tuple[str, str], ...]]:
    """A text without the calls of notes; these, and the number that leads to each place."""
    kept, calls, targets, at = "", [], [], 0
    for match in _CALL.finditer(text):
        words = match[1].replace("\ufdd3", "").replace("\ufdd4", "").strip()
        number = _NUMBER.fullmatch(words)
        kept += re.sub("[\ufdd0-\ufdd2]", "", text[at : match.start()])
        at = match.end()
        if number is None:
            kept += match[1]
            continue
        bare = re.sub("[\ufdd3\ufdd4]", "", kept)
        calls.append(NoteCall(number[1], len(bare.lstrip())))
        targets.append((match[2], number[1]))
    kept += re.sub("[\ufdd0-\ufdd2]", "", text[at:])
    kept = re.sub("\ufdd3[\\s,]*\ufdd4", "", kept)
    return _BACK.sub("", kept).strip(), tuple(calls), tuple(targets)


def _without_raised(text: str) -> tuple[str, tuple[Doubt, ...]]:
    """A text whose raised numbers are plain, and in doubt where they touch a word."""
    doubts = []
    for match in _RAISED.finditer(text):
        before = re.search(r"[^\W\d_]+[.,;:!?”’\"']*$", text[: match.start()])
        if before:
            doubts.append(Doubt("note", before[0] + match[1]))
    return re.sub("[\ufdd3\ufdd4]", "", text), tuple(doubts)


def with_notes(found: Sequence[FoundParagraph]) -> Iterator[ReadParagraph]:
    """Paragraphs, the notes that are called last: each the one to which an earlier call
    leads."""
    due: dict[str, str] = {}
    notes: list[ReadParagraph] = []
    for one in found:
        number = next((due[id] for id in one.ids if id in due), None)
        if number is None:
            due.update(one.targets)
            yield one.paragraph
            continue
        text = one.paragraph.text
        typed = re.match(rf"[\[(]?{re.escape(number)}[\]).]*\s+(?=\S)", text)
        calls = tuple(call for call in one.paragraph.calls if call.offset)
        notes.append(
            replace(
                one.paragraph,
                text=text[typed.end() :] if typed else text,
                kind="note",
                number=number,
                calls=() if typed else calls,
                level=0,
            )
        )
    yield from notes
