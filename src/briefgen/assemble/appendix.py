"""The appendix: which source paragraphs are printed, and the quoted words marked in them.

An anchor is decided here for every run of quoted words, so that a note's place can lead
to the very words, on whichever page they are.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from briefgen.matching.matcher import Extent
from briefgen.matching.note_numbers import note_numbers
from briefgen.matching.struck import struck
from briefgen.model.brief import AppendixMode
from briefgen.model.document import AppendixParagraph, AppendixSource, Gap, PrintedLink, Run
from briefgen.model.markup import Inline, Str, plain_text
from briefgen.model.source import Source
from briefgen.resolve.result import Passage, ResolvedBrief

from .bibliography import full_reference
from .csl_titles import formatted
from .originals import margin_page

_HEADING_LENGTH = 80  # characters
_TITLE_LENGTH = 160
_FINAL = ("FULL STOP", "QUESTION MARK", "EXCLAMATION MARK", "DANDA")
# A dash ends a line that another speaker interrupts.
_PAUSES = frozenset("…:;,：；，、،؛-–—―")


def _as_sentence(reference: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return reference if plain_text(reference).endswith(".") else (*reference, Str("."))


class Appendix(Struct, frozen=True):
    """What the appendix prints of each source, decided before the notes are written."""

    brief: ResolvedBrief
    mode: AppendixMode
    quoted: Mapping[str, Mapping[int, tuple[tuple[int, int], ...]]]
    cited: Mapping[str, frozenset[int]]

    def prints(self, source: Source, paragraph: int) -> bool:
        """Whether a paragraph of a source is printed."""
        mode = self._mode(source)
        return mode == "full" or (mode == "cited" and paragraph in self.cited[source.id])

    def anchor(self, passage: Passage, extents: tuple[Extent, ...] = ()) -> str | None:
        """The printed place of a passage: its quoted words (or `extents`), its first
        paragraph, its source; None where the appendix does not print it.
        """
        letter = self.brief.letters[passage.source.id]
        if self.mode == "none":
            return None
        if passage.first is None:
            return letter
        extent = (passage.extents or extents or (None,))[0]
        paragraph = extent.paragraph if extent else passage.first
        if not self.prints(passage.source, paragraph):
            return None
        if extent is None:
            return f"{letter}{paragraph}"
        starts = [start for start, _ in self.quoted[passage.source.id][paragraph]]
        return f"{letter}{paragraph}-q{bisect_right(starts, extent.start)}"

    def sources(
        self, cited_in: Mapping[str, tuple[PrintedLink, ...]], labels: Mapping[str, str]
    ) -> tuple[AppendixSource, ...]:
        """The sources to print; `cited_in` says for an anchor what cites it."""
        if self.mode == "none":
            return ()
        return tuple(
            self._source(self.brief.sources[id], letter, cited_in, labels)
            for id, letter in self.brief.letters.items()
        )

    def _mode(self, source: Source) -> AppendixMode:
        """What the brief asks for, as far as the source may be redistributed."""
        order: tuple[AppendixMode, ...] = ("none", "cited", "full")
        return min(self.mode, source.redistribute, key=order.index)

    def _source(
        self,
        source: Source,
        letter: str,
        cited_in: Mapping[str, tuple[PrintedLink, ...]],
        labels: Mapping[str, str],
    ) -> AppendixSource:
        reference = full_reference(source.reference, labels, self.brief.brief.language)
        notice = None
        if source.redistribute == "none":
            notice = labels["not_redistributed"]
        elif source.redistribute == "cited":
            notice = labels["cited_redistributed"]
        elif self.mode == "cited":
            notice = labels["cited_only"]
        return AppendixSource(
            letter=letter,
            title=plain_text(formatted(source.reference.title)),
            reference=_as_sentence(reference),
            language=source.reference.language,
            sha256=source.sha256,
            paragraphs=tuple(self._paragraphs(source, letter, cited_in)),
            notice=notice,
            cited_in=cited_in.get(letter, ()),
            remark=source.reference.note,
        )

    def _paragraphs(
        self, source: Source, letter: str, cited_in: Mapping[str, tuple[PrintedLink, ...]]
    ) -> Iterator[AppendixParagraph | Gap]:
        gap: int | None = None
        texts = [text.value for text in source.paragraphs]
        headings = _headings(texts) if source.guess_headings else frozenset()
        markers = note_numbers(texts) if source.note_markers else ((),) * len(texts)
        for number, text in enumerate(source.paragraphs, 1):
            if not self.prints(source, number):
                gap = gap or number
                continue
            if gap:
                yield Gap(gap, number - 1)
                gap = None
            label = f"{letter}{number}"
            crossed = struck(text.value) if source.path.endswith(".md") else ()
            quoted = self.quoted[source.id].get(number, ())
            yield AppendixParagraph(
                label,
                tuple(_runs(text.value, label, quoted, markers[number - 1], crossed)),
                number in headings,
                cited_in.get(label, ()),
                margin_page(source, number),
            )
        if gap and self._mode(source) != "none":
            yield Gap(gap, len(source.paragraphs))


def plan(brief: ResolvedBrief, mode: AppendixMode) -> Appendix:
    """Decide what of each source is printed and which of its words are marked as quoted."""
    extents: dict[str, list[Extent]] = defaultdict(list)
    for reference in brief.references:
        if reference.passage:
            extents[reference.passage.source.id] += reference.passage.extents
    for checked in brief.quotations:
        if checked.match:
            extents[checked.match.stretch.source.id] += checked.match.extents
    quoted = {id: _merged(extents[id]) for id in brief.sources}
    return Appendix(brief, mode, quoted, cited_paragraphs(brief))


def cited_paragraphs(brief: ResolvedBrief) -> dict[str, frozenset[int]]:
    """The paragraphs of each source that the brief cites or quotes."""
    cited: dict[str, set[int]] = {id: set() for id in brief.sources}
    for reference in brief.references:
        passage = reference.passage
        if passage and passage.first is not None:
            last = passage.last or passage.first
            cited[passage.source.id].update(range(passage.first, last + 1))
    for checked in brief.quotations:
        if checked.match:
            numbers = (extent.paragraph for extent in checked.match.extents)
            cited[checked.match.stretch.source.id].update(numbers)
    return {id: frozenset(numbers) for id, numbers in cited.items()}


def _merged(extents: Iterable[Extent]) -> dict[int, tuple[tuple[int, int], ...]]:
    """For each paragraph, the runs of quoted words, in order and not overlapping."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for extent in sorted(extents, key=lambda e: (e.paragraph, e.start)):
        runs = found[extent.paragraph]
        if runs and extent.start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], extent.end))
        else:
            runs.append((extent.start, extent.end))
    return {paragraph: tuple(runs) for paragraph, runs in found.items()}


def _runs(
    text: str,
    label: str,
    quoted: tuple[tuple[int, int], ...],
    markers: tuple[tuple[int, int], ...],
    crossed: tuple[tuple[int, int], ...],
) -> Iterator[Run]:
    """A paragraph cut where quoted words, note numbers or struck words begin and end."""
    anchors = {start: f"{label}-q{n}" for n, (start, _) in enumerate(quoted, 1)}
    cuts = sorted({0, len(text), *(cut for run in (*quoted, *markers, *crossed) for cut in run)})
    for start, end in pairwise(cuts):
        yield Run(
            text[start:end],
            quoted=any(a <= start < b for a, b in quoted),
            # One that is a raised digit by itself needs no raising.
            superscript=any(a <= start < b and text[a].isdecimal() for a, b in markers),
            struck=any(a <= start < b for a, b in crossed),
            anchor=anchors.get(start),
        )


def _headings(texts: Sequence[str]) -> frozenset[int]:
    """The numbers of the paragraphs that are set as headings: a guess for the eye.

    The first line may be the title and the second its subtitle, if a sentence follows. Any
    other heading is short, is between a sentence's end and a longer line, and does not
    end as a sentence does. Verse, lists and transcripts have no such lines.
    """
    found: set[int] = set()
    titles = 0
    for text in texts[:2]:
        if len(text) > _TITLE_LENGTH or _ends_sentence(text):
            break
        titles += 1
    after = texts[titles : titles + 1]
    if titles and after and _ends_sentence(after[0]) and len(after[0]) > len(texts[titles - 1]):
        found.update(range(1, titles + 1))
    for number, (before, text, following) in enumerate(
        zip(texts, texts[1:], texts[2:], strict=False), 2
    ):
        if (
            len(text) <= _HEADING_LENGTH
            and len(following) > len(text)
            and _ends_sentence(before)
            and _ends_sentence(following)
            and not _ends_sentence(text)
        ):
            found.add(number)
    return frozenset(found)


def _ends_sentence(text: str) -> bool:
    """Whether a line ends with a sentence's mark or a pause; closing marks, brackets and note
    numbers may follow."""
    for mark in reversed(text):
        if mark in _PAUSES or _is_final(mark):
            return True
        if mark.isalpha():
            return False
    return False


def _is_final(mark: str) -> bool:
    """Whether a character ends sentences: Unicode names full stops, question marks and so on."""
    return mark in ".!?" or any(word in unicodedata.name(mark, "") for word in _FINAL)
