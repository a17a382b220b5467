"""What a footnote prints: full reference or place, the quoted words, “See note 3”."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile

from briefgen.matching.matcher import Extent
from briefgen.model.markup import (
    Broken,
    Inline,
    Note,
    NoteReference,
    Place,
    SourceWords,
    Str,
    plain_text,
)
from briefgen.model.text import Span
from briefgen.resolve.result import Passage, ResolvedKey

from .appendix import Appendix
from .bibliography import full_reference
from .originals import place_in_original

# Quoted words are printed in full up to this many; longer ones lose their middle.
MOST_WORDS = 60
_KEPT = (35, 20)


class Notes:
    """Writes notes in the order in which a reader meets them, and numbers them.

    It remembers which source was introduced and which passage was noted where, because
    what a later note prints depends on it.
    """

    def __init__(self, appendix: Appendix, labels: Mapping[str, str]):
        self.appendix = appendix
        self.labels = labels
        self.count = 0
        self._introduced: set[str] = set()
        self._noted: dict[str, int] = {}

    def own(self, content: tuple[Inline, ...], span: Span) -> Note:
        """A note of the author's own, typed at `span`."""
        self.count += 1
        return Note(self.count, content, span)

    def next_number(self) -> int:
        """The number of the next note, for what has to know it before its content is made."""
        return self.count + 1

    def citation(
        self,
        cited: Span,
        references: tuple[ResolvedKey, ...],
        quoted: Mapping[int, tuple[Extent, ...]] | None,
    ) -> Note:
        """The note of the bracket at `cited`.

        `quoted` is given where the prose quotes words that belong to the bracket: then
        the note prints no words, and its places lead to the extents given for the
        reference at that index.
        """
        self.count += 1
        content: list[Inline] = []
        for index, reference in enumerate(references):
            if index:
                content.append(Str("; "))
            extents = (quoted or {}).get(index, ())
            content.extend(self._key(reference, not content, quoted is None, extents))
        tail = takewhile(lambda node: isinstance(node, Str | SourceWords), reversed(content))
        end = plain_text(reversed(list(tail))).rstrip('”"’»“ \u00a0\u202f')
        closed = end.endswith((".", "!", "?", "…"))
        return Note(self.count, (*content, *(() if closed else (Str("."),))), cited)

    def place(self, passage: Passage, extents: tuple[Extent, ...] = ()) -> Place:
        """The printed place of a passage: `A5`, to which its page is added in print."""
        letter = self.appendix.brief.letters[passage.source.id]
        anchor = self.appendix.anchor(passage, extents)
        if passage.first is None:
            return Place(letter, anchor)
        last = passage.last or passage.first
        label = f"{letter}{passage.first}" + (f"–{last}" if last != passage.first else "")
        original = place_in_original(
            passage.source, passage.first, last, self.labels, extents or passage.extents
        )
        return Place(f"{label}, {original}" if original else label, anchor)

    def introduction(self, passage: Passage) -> Iterator[Inline]:
        """What the first note to a source prints before the place: its full reference."""
        if passage.source.id in self._introduced:
            return
        self._introduced.add(passage.source.id)
        brief = self.appendix.brief
        letter = brief.letters[passage.source.id]
        yield Str(f"{self.labels['source'].format(letter=letter)}, ")
        yield from full_reference(passage.source.reference, self.labels, brief.brief.language)
        yield Str(", ")

    def quotation(self, passage: Passage) -> Iterator[Inline]:
        """A passage's words in quotation marks, shortened in the middle where they are long."""
        yield Str(self.labels["open_quote"])
        yield self.words(passage, shortened(passage.words))
        yield Str(self.labels["close_quote"])

    def words(self, passage: Passage, text: str) -> SourceWords:
        """`text` as words of a passage's source, which may be in a language of its own."""
        return SourceWords(text, self.appendix.brief.foreign(passage.source))

    def _key(
        self, reference: ResolvedKey, first: bool, words: bool, extents: tuple[Extent, ...]
    ) -> Iterator[Inline]:
        prefix = reference.prefix.strip()
        if prefix:
            yield Str(f"{prefix} ")
        passage = reference.passage
        if passage is None:
            yield Broken(reference.typed)
        elif passage.id in self._noted:
            yield from self._see_note(passage, prefix, first, extents)
        else:
            if passage.id:
                self._noted[passage.id] = self.count
            yield from self._in_full(passage, words, extents)
        if reference.words.strip():
            yield Str(reference.words.rstrip())

    def _see_note(
        self, passage: Passage, prefix: str, first: bool, extents: tuple[Extent, ...]
    ) -> Iterator[Inline]:
        assert passage.id is not None
        number = self._noted[passage.id]
        key = "note_within" if prefix else "see_note" if first else "see_note_within"
        yield NoteReference(self.labels[key].format(number=number), f"note-{number}")
        yield Str(" (")
        yield self.place(passage, extents)
        yield Str(")")

    def _in_full(
        self, passage: Passage, words: bool, extents: tuple[Extent, ...]
    ) -> Iterator[Inline]:
        yield from self.introduction(passage)
        yield self.place(passage, extents)
        if words and passage.words:
            yield Str(self.labels["introduces"])
            yield from self.quotation(passage)


def shortened(words: str) -> str:
    """At most `MOST_WORDS` words: of more, the middle is left out."""
    typed = words.split()
    if len(typed) <= MOST_WORDS:
        return words
    first, last = _KEPT
    return f"{' '.join(typed[:first])} […] {' '.join(typed[-last:])}"
