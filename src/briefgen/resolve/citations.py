"""What citations name: each key a passage, a source, paragraphs, or the reason why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from briefgen.markdown.citations import (
    KEY,
    LETTER_KEY,
    Located,
    ids,
    read_letter_key,
    read_locator,
    read_suffix,
)
from briefgen.model.brief import NamedPassage
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.markup import Citation, CiteKey
from briefgen.model.source import Source
from briefgen.model.text import Span, Text

from .context import Lookup
from .result import Passage, ResolvedKey, Standing

_ADDITIONS = (
    "After a source's id write ¶5 or ¶¶5-6, or where it has page numbers p. 5 or pp. 5-6. A "
    "passage's id and a letter key (A5) take no addition; a second place is [@A4; @A5]."
)
_BETWEEN_KEYS = lazy_pattern(r"\s*[,;]\s*|\s+(?:(?:and|&)\s+)?")


class Citing:
    """Looks citations up, in reading order: `references` are all of them, `citations` those
    of each bracket, `cited` the ids of the sources in the order of first citation."""

    def __init__(
        self,
        lookup: Lookup,
        named: Mapping[str, NamedPassage],
        passages: Mapping[str, Passage],
        unchecked: set[str],
        listed: Sequence[str],
    ):
        self.lookup = lookup
        self.named = named
        self.passages = passages
        self.unchecked = unchecked
        self.listed = listed
        self.cited: dict[str, None] = {}
        self.citations: dict[Span, tuple[ResolvedKey, ...]] = {}
        self.references: list[ResolvedKey] = []
        self.standings: dict[Span, Standing] = {}

    def check_words(self, citation: Citation) -> None:
        """A block quotation that is one citation needs words, or paragraphs, to print, and has
        none of the editor's."""
        for reference in self.citations[citation.span]:
            if words := (reference.prefix + reference.words).strip():
                self.lookup.problem(
                    f"“{words}” is in a block quotation that prints the words of a passage",
                    "Leave only the key in the bracket: > [@key]. Write the words before the "
                    "block quotation.",
                    reference.span,
                )
            if reference.passage and reference.passage.first is None:
                self.lookup.problem(
                    f"“{reference.typed}” is a whole source: a block quotation prints the words "
                    "of a passage",
                    "Name a passage, or a paragraph: [@source, ¶5].",
                    reference.span,
                )
                self.standings[reference.span] = "failed"

    def _key(self, key: CiteKey) -> ResolvedKey:
        """What a key names: a passage, a source with or without paragraphs, or a letter's."""
        for id, suffix in ids(key):
            if id in self.named or id in self.lookup.brief.invalid_ids:
                return self._resolved(key, id, read_suffix(suffix), self.passages.get(id), id)
            if id in self.lookup.library.ids:
                return self._source_key(key, id, read_locator(suffix))
        letter_key = read_letter_key(key)
        if letter_key:
            typed, located = letter_key
            known = {letter(n): id for n, id in enumerate(self.listed)}
            if typed in known and known[typed] in self.lookup.library.ids:
                return self._source_key(key, known[typed], located)
            if typed in known:  # said once, where the brief lists it
                return self._failed(key)
        self.lookup.unknown("citation", key.key, key.span, [*self.named, *self.lookup.library.ids])
        return self._failed(key)

    def _failed(self, key: CiteKey) -> ResolvedKey:
        self.standings[key.span] = "failed"
        return ResolvedKey(_typed(key), key.span, prefix=key.prefix)

    def _source_key(self, key: CiteKey, id: str, located: Located) -> ResolvedKey:
        source = self.lookup.source(id, key.span)
        passage = None
        if source and located.pages:
            located = on_pages(source, located)
        if source is None:
            self.unchecked.add(id)
        elif located.first is None:
            passage = Passage(source)
        elif self.lookup.in_range(located.first, located.last or 0, source, key.span):
            passage = Passage(source, located.first, located.last)
        return self._resolved(key, id, located, passage, None)

    def _resolved(
        self,
        key: CiteKey,
        id: str,
        located: Located,
        passage: Passage | None,
        passage_id: str | None,
    ) -> ResolvedKey:
        if located.problem:
            hint = f"Did you mean {located.meant}?" if located.meant else _ADDITIONS
            self.lookup.problem(located.problem, hint, key.span)
        if id in self.unchecked:
            self.standings[key.span] = "unchecked"
        elif passage is None or located.problem:
            self.standings[key.span] = "failed"
        named = self.named.get(passage_id or "")
        source_id = named.source.value if named else id
        if source_id in self.lookup.sources:
            self.cited.setdefault(source_id)
        return ResolvedKey(
            _typed(key), key.span, passage, key.prefix, located.words, passage_id, source_id
        )

    def bracket(self, citation: Citation) -> None:
        """Look up the keys of a bracket."""
        references = tuple([self._key(key) for key in citation.keys])
        self.citations[citation.span] = references
        self.references.extend(references)

    def _several(self, typed: str) -> list[str]:
        """The keys in the text of a `cite`, where these are several."""
        keys = _BETWEEN_KEYS.split(typed)
        if len(keys) == 1:
            return []
        known = {*self.named, *self.lookup.brief.invalid_ids, *self.lookup.library.ids}
        each = all(key in known or LETTER_KEY.fullmatch(key) for key in keys)
        return keys if each else []

    def cite(self, text: Text) -> ResolvedKey:
        """One `cite` of a position: the inside of a bracket, with one key and no words."""
        match = KEY.match(text.value)
        several = self._several(text.value)
        if match is None or several:
            what = "not a citation's"
            hint = "Write one key: a passage's id, a source's id with ¶5, or A5."
            if several:
                what, hint = "more than one", f"Write a list: `cite: [{', '.join(several)}]`."
            self.lookup.problem(f"“{text.value}” is {what} key", hint, text.span())
            failed = ResolvedKey(text.value, text.span())
            self.standings[failed.span] = "failed"
            self.references.append(failed)
            return failed
        key = CiteKey(match[0], "", text.value[match.end() :], text.span())
        reference = self._key(key)
        if reference.words.strip():
            self.lookup.problem(
                f"“{reference.words.strip(' ,')}” is not allowed in `cite`",
                "Write one key, or a list of keys: [order-claim, A5].",
                text.span(),
            )
            self.standings[reference.span] = "failed"
        self.references.append(reference)
        return reference


def _typed(key: CiteKey) -> str:
    return f"@{key.key}{key.suffix}".strip()


def on_pages(source: Source, located: Located) -> Located:
    """The paragraphs on the printed pages that a locator names, notes apart; a problem, if
    the source has no such page, or has it twice."""
    assert located.pages is not None
    first, last = located.pages
    named = f"p. {first}" if first == last else f"pp. {first}–{last}"
    records = source.imported.paragraphs if source.imported else ()
    known = [(n, one.at) for n, one in enumerate(records, 1) if one and one.kind != "note"]
    pages = list(dict.fromkeys(p for _, at in known for p in (at.page, at.last_page) if p))
    if not pages:
        what = f"“{named}”: source “{source.id}” has no printed pages"
        return replace(located, problem=what)
    wanted = set()
    if first in pages and last in pages and pages.index(first) <= pages.index(last):
        wanted = set(pages[pages.index(first) : pages.index(last) + 1])
    numbers = [n for n, at in known if wanted & {at.page, at.last_page}]
    sheets = {at.sheet for _, at in known if at.page == first}
    if not numbers:
        there = f"its printed pages are {pages[0]} to {pages[-1]}"
        what = f"source “{source.id}” has no {named}: {there}"
        return replace(located, problem=what)
    if len(sheets) > 1:
        what = f"source “{source.id}” has {named} more than once: name the paragraph instead"
        return replace(located, problem=what)
    return replace(located, first=numbers[0], last=numbers[-1])


@cache
def letter(index: int) -> str:
    """The letter of the source at `index` from 0: A, B, … Z, AA and so on."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
