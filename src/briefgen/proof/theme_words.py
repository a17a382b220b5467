"""What the pages print besides the brief's words, against the labels that the fingerprint covers.

A packaged theme prints its labels, numbers, and words of the brief again: in running heads, in
the repeated heads of tables, beside the words themselves. Of a theme of one's own the words in
its files, which are in the evidence, are known too.
"""

from __future__ import annotations

import re
import string
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from briefgen.matching.same_glyphs import bare
from briefgen.model.document import AppendixParagraph, Document, PrintedLink
from briefgen.model.markup import plain_text

from .attachments import THEME
from .joints import spaced
from .line_pieces import unmarked
from .mixed_lines import in_any_order
from .page_comparison import shortened
from .pdf_text import TaggedBlock
from .printed_words import printed_text

_WORD = re.compile(r"\w+(?:[-’']\w+)*")
# Numbers, letters of sources and positions, ranges of paragraphs, and the signs between them.
_SIGN = re.compile(
    r"[\W\d_]*(?:[^\W\d_]|\d+[a-z]{1,2}|[A-Z]{1,2}-?\d+(?:–[A-Z]{1,2}\d+)?)?[\W\d_]*"
)
# A range may begin with a word: `A10 continued–A19`.
_PARTS = re.compile(r"[A-Z]{1,2}\d+–[A-Z]{1,2}\d+|[^\s–]+–?|–")
# A word that has fewer characters is not looked for within others.
_SHORTEST = 2


class Vocabulary:
    """The words that a theme may print of `document`, beside those that it has to: where they
    `are_spaced`, none of them joined to another, or divided."""

    def __init__(
        self,
        document: Document,
        files: Mapping[str, bytes],
        places: Mapping[str, str],
        *,
        are_spaced: bool = False,
    ) -> None:
        self._are_spaced = are_spaced
        self._shown = spaced if are_spaced else bare
        known = {self._shown(unmarked(text)).casefold() for text in _texts(document, places)}
        for name, content in files.items():
            if name.startswith(THEME):
                known |= {
                    word.casefold() for word in _WORD.findall(content.decode("utf-8", "replace"))
                }
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for text in known:
            if len(text) >= _SHORTEST:
                self._by_start[text[:_SHORTEST]].append(text)

    def holds(self, piece: str) -> bool:
        """Whether a printed piece is made of nothing but such words, numbers and signs."""
        text, signs = "", dict[int, int]()
        for part in _PARTS.finditer(piece):
            before = piece[part.start() - 1 : part.start()]
            text += " " * (self._are_spaced and bool(text) and before.isspace())
            start = len(text)
            text += self._shown(part[0]).casefold()
            if _SIGN.fullmatch(part[0]):
                signs[start] = len(text)
        reached = {0}
        for start in range(len(text)):
            if start not in reached or (self._are_spaced and _is_in_word(text, start)):
                continue
            reached.add(signs.get(start, start))
            if text[start] == " " or (bare(text[start]) and not text[start].isalpha()):
                reached.add(start + 1)
            for word in self._by_start.get(text[start : start + _SHORTEST], ()):
                if text.startswith(word, start):
                    reached.add(start + len(word))
        return len(text) in reached


def _is_in_word(text: str, at: int) -> bool:
    """Whether a place is between two letters of a script with capitals: only these surely belong
    to one word."""
    return all(one.upper() != one.lower() for one in (text[at - 1 : at], text[at]))


def added_words(
    document: Document,
    words: Iterable[str],
    heads: Iterable[str] = (),
    beside: Iterable[tuple[str, str]] = (),
    *,
    are_spaced: bool = False,
) -> Iterator[str]:
    """A line for each of the `words` of a theme of one's own, and of those in the `heads` and feet
    of its pages, that is in its files, and neither the brief's nor one of its labels; and for each
    that is printed `beside` a text, whose name is before it, in one element with it."""
    known = Vocabulary(document, {}, {}, are_spaced=are_spaced)
    lacks = "neither the brief nor its labels.yaml has it"
    for where, pieces in ("", words), (" at the head or foot of pages", heads):
        # Pages have numbers in their heads.
        for piece in {re.sub(r"\d", "", one): one for one in pieces}.values():
            if not known.holds(piece):
                yield f"the theme adds “{shortened(piece)}”{where}: {lacks}"
    # What is known may be another's: “denied” before a recommendation.
    for piece, what in {piece: what for what, piece in reversed([*beside])}.items():
        is_sign = all(map(_SIGN.fullmatch, _PARTS.findall(piece)))
        if known.holds(piece) and not is_sign:
            yield f"the theme adds “{shortened(piece)}” to {what}: the brief does not have it there"


def _texts(document: Document, places: Mapping[str, str]) -> Iterator[str]:
    for label in document.labels.values():
        for pattern in label.split("|"):
            yield from (text for text, *_ in string.Formatter().parse(pattern))
    yield from (run.text for run in printed_text(document, places))
    yield from (document.file_title, *document.running_titles, document.draft)
    yield document.fingerprint[:10]
    for claim in document.claims:
        yield from _listed(claim.marked_at)
        for position in claim.positions:
            # Of letters, after the 26th, `aa`: a sign has one.
            yield from (position.letter, position.by, position.via or "")
            yield plain_text(position.answer)
    for source in document.appendix:
        yield from _listed(source.cited_in)
        yield from (source.title, source.notice or "", source.sha256[:32], source.sha256[32:])
        for paragraph in source.paragraphs:
            if isinstance(paragraph, AppendixParagraph):
                yield from _listed(paragraph.cited_in)
    for one in document.sources:
        yield from (plain_text(one.reference), one.sha256[:32], one.sha256[32:])


def _listed(links: Iterable[PrintedLink]) -> Iterator[str]:
    return (link.text for link in links)


# --- Where labels are -----------------------------------------------------------------

# The signs that page 1 explains, in their order, each with the stance that has it too.
_SIGNS: dict[str, str] = {
    "disputed": "", "answers differ": "", "questioned": "questions", "qualified": "qualifies",
    "denied": "", "asserted only": "",
}  # fmt: skip


def misexplained(document: Document, blocks: Iterable[TaggedBlock]) -> Iterator[str]:
    """A line for each box that explains other signs than those of the brief's claims, as a
    packaged theme does; what explains none is of an earlier version."""
    labels = document.labels
    used: set[str | None] = {claim.status for claim in document.claims}
    used |= {position.stance for claim in document.claims for position in claim.positions}
    meant = "".join(
        _letters(labels.get(sign, ""))
        for sign, stance in _SIGNS.items()
        if sign in used or stance in used
    )
    begin, mark, page = (labels.get(f"how_to_{name}", "") for name in ("read", "mark", "page"))
    if not (begin and mark):
        return  # that its words are another theme's is found elsewhere
    begin, mark, page = bare(begin), bare(mark), _letters(page.replace("{page}", ""))
    for block in blocks:
        text = bare(block.text)
        if text.startswith(begin) and mark in text:
            after = text.partition(mark)[2]
            for name in ("how_to_card", "how_to_sources"):
                after = after.partition(bare(labels.get(name, "")) or "\0")[0]
            if _letters(after).removeprefix(page) not in ("", meant):
                yield "page 1 explains other signs than the brief's"


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, bare(text)))


def misnumbered(
    document: Document, artifacts: Sequence[str], label: Callable[[int], str], body: int
) -> Iterator[str]:
    """A line for each page whose head or foot has the number of another, or lacks the brief's
    date, marking or fingerprint, which a packaged theme prints on each; `artifacts` are the words
    there, page by page."""
    before, between = (re.escape(bare(document.labels[name])) for name in ("page", "page_of"))
    number = re.compile(rf"(?:{before}(?=\d)|(?=A-))((?:A-)?\d+){between}(\d+)")
    for page, words in enumerate(artifacts, 1):
        found = number.search(bare(words))
        count = len(artifacts) - body if page > body else body
        if found is None:
            yield f"page {label(page)} does not have its number at its head or foot"
        elif found.groups() != (label(page), str(count)):
            yield f"page {label(page)} says that it is page {found[1]} of {found[2]}"
        for text in (document.date, document.marking, document.fingerprint[:10]):
            if bare(text) not in bare(words):
                yield f"page {label(page)} does not have “{text}” at its head or foot"


def untitled(
    document: Document, artifacts: Sequence[str], label: Callable[[int], str], *, are_mixed: bool
) -> Iterator[str]:
    """A line for each page but the first that does not have the title at its head, as a packaged
    theme prints it, whole or shortened; of words that `are_mixed` the letters are compared."""
    titles = [one for one in document.running_titles if bare(one)]
    for page, words in enumerate(artifacts[1:], 2):
        if are_mixed:
            own = Counter(in_any_order(words))
            is_there = any(Counter(in_any_order(one)) <= own for one in titles)
        else:
            is_there = any(bare(one) in bare(words) for one in titles)
        if titles and not is_there:
            yield f"page {label(page)} does not have the title at its head"
