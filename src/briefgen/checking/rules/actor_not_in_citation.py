"""A name of the holder of a position is neither in nor around the paragraphs that it cites.

Why: The words may be somebody else's. Names are the capitalised words of `by` without
titles, articles and prepositions. Each is looked for in the cited paragraphs, in the label
of the speaker whose turn they belong to, and among the source's makers. Where `says`
quotes, only the paragraphs of its quotations count.

Bad:
    claims:
      - id: asked
        claim: It was asked.
        positions:
          - {stance: asserts, by: The Council, says: It “said” so, cite: A2}
          - {stance: denies, by: The Admiralty, says: It “denies” that, cite: A3}

Good:
    claims:
      - id: asked
        claim: It was asked.
        positions:
          - {stance: asserts, by: The Council, says: It “said” so, cite: A2}
          - {stance: denies, by: The Ministry, says: It “denies” that, cite: A3}
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from briefgen.checking.phrases import cited, listed
from briefgen.matching.folding import fold
from briefgen.model.finding import Finding
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.source import Source
from briefgen.model.text import Span
from briefgen.resolve.result import ParsedPosition, ResolvedBrief

from .base import Rule

_WORD = lazy_pattern(r"[^\W\d_]+")
# “U.S.”, which is “US” elsewhere; in a source also a person's “J. K.”
_ACRONYM = lazy_pattern(r"\b(?:[^\W\d_]\.){2,}")
_INITIALS = lazy_pattern(r"\b[^\W\d_]\.(?:\s?[^\W\d_]\.)+")
_INITIAL = lazy_pattern(r"\b[^\W\d_]\.(?!\w)")
# A word divided at the end of a line.
_DIVIDED = lazy_pattern(r"(?<![^\W\d_])([^\W\d_]++)[-\u00ad]\s+([^\W\d_]+)")
_SMALL_WORDS = frozenset(
    "a an and as at by for from in into of on or over the to under via with within "
    "der die das des dem den ein eine von vom im am zu zum zur und für "
    "le la les l un une du de des d au aux et en par pour sur "
    "el los las una unos unas del al y por para con sobre unattributed".split()
)
_TITLES = frozenset(
    "adm admiral amb ambassador archbishop attorney bishop brigadier capt captain cardinal "
    "chair chairman chairperson chairwoman chancellor chief cmdr col colonel commander "
    "commissioner congressman congresswoman corporal councillor councilor count dame deputy "
    "director doctor dr duke father gen general gov governor hon imam judge justice king lady "
    "lieutenant lord lt maj major marshal mayor minister miss mr mrs ms mx officer pope "
    "president prime prince princess prof professor queen rabbi rear rep representative rev "
    "reverend secretary sen senator sergeant sgt sheikh sir speaker spokesman spokesperson "
    "spokeswoman vice "
    "bundeskanzler bundeskanzlerin frau herr kanzler kanzlerin ministerin präsident "
    "präsidentin staatssekretär "
    "madame mme ministre monsieur président présidente sénateur "
    "don doña ministra ministro presidenta presidente señor señora senador".split()
)
_NO_NAMES = _SMALL_WORDS | _TITLES
# `NAME:` or `NAME (4m 16s):` where a turn begins.
_LABEL = lazy_pattern(r"\W{0,3}([^\W\d_][^:\n]{0,60}?)(?:\s*\([^()]{0,40}\))?:(?=\s|$)")
# So far back the label of a turn, or the paragraph that opens a quotation, is looked for.
_TURN = 60
# A source and the number of a paragraph of it.
_Place = tuple[Source, int]


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    quoted: defaultdict[Span, list[_Place]] = defaultdict(list)
    for checked in brief.quotations if brief.claims else ():
        match = checked.match
        for reference in checked.references if match else ():
            assert match is not None
            places = ((match.stretch.source, extent.paragraph) for extent in match.extents)
            quoted[reference.span].extend(places)
    for claim in brief.claims:
        for position in claim.positions:
            by = position.position.by
            if any(r.passage is None for r in position.references) or not position.references:
                continue
            missing = _missing(_names(by.value), _words_around(position, quoted))
            if missing:
                named = listed([f"“{name}”" for name in missing])
                verb = "is" if len(missing) == 1 else "are"
                around = cited(position.references)
                yield RULE.finding(
                    by.span(),
                    f"“{by}”: {named} {verb} not named in or around {around}",
                    "Cite where the holder is named, or write `by:` as the source names them."
                    f"{_of_their_own(position)}",
                    subject=by.value,
                )


def _names(by: str) -> list[str]:
    """The capitalised words of `by` that are part of no title: a capitalised word directly
    before one belongs to it, as in “Press Secretary”."""
    words = _WORD.findall(_INITIAL.sub("", _ACRONYM.sub(_undotted, fold(by))))
    is_shouted = len(words) > 1 and by.isupper()
    return [
        word
        for word, after in zip(words, [*words[1:], ""], strict=False)
        if word[0].isupper()
        # In capitals it is an acronym: the UN.
        and (word.casefold() not in _NO_NAMES or (word[1:].isupper() and not is_shouted))
        and not (after[:1].isupper() and after.casefold() in _TITLES)
    ]


def _words_of(text: str) -> Iterator[str]:
    """The words of a source's text, whatever their typography. Initials are also one word, and
    so are the halves of one that a line divides."""
    yield from map("".join, _DIVIDED.findall(text))
    folded = fold(text)
    yield from _WORD.findall(folded)
    yield from map(_undotted, _INITIALS.finditer(folded))


def _undotted(letters: re.Match[str]) -> str:
    return "".join(_WORD.findall(letters[0]))


def _missing(names: list[str], words: Iterator[str]) -> list[str]:
    """Those of `names` that are not among `words`, which are read no further than needed."""
    wanted = {name.casefold() for name in names}
    while wanted and (word := next(words, None)) is not None:
        wanted.discard(word.casefold())
    return [name for name in names if name.casefold() in wanted]


def _words_around(position: ParsedPosition, quoted: Mapping[Span, list[_Place]]) -> Iterator[str]:
    """The words in which the holder of a position may be named; `quoted` are the paragraphs
    that are quoted from each reference."""
    of_quotations = [place for ref in position.references for place in quoted.get(ref.span, ())]
    places = of_quotations or [
        (ref.passage.source, number)
        for ref in position.references
        if ref.passage
        for number in _numbers(ref.passage.first, ref.passage.last, ref.passage.source)
    ]
    for source, number in {(s.id, number): (s, number) for s, number in places}.values():
        yield from _words_of(source.paragraphs[number - 1].value)
        yield from _words_of(" ".join(_before(source, number, is_quoted=bool(of_quotations))))
        record = source.imported.of(number) if source.imported else None
        yield from _words_of(record.at.speaker if record else "")
    for source in {source.id: source for source, _ in places}.values():
        yield from _words_of(_makers(source))


def _numbers(first: int | None, last: int | None, source: Source) -> Sequence[int]:
    if first is None:
        return range(1, len(source.paragraphs) + 1)
    return range(first, (last or first) + 1)


def _before(source: Source, number: int, *, is_quoted: bool) -> Iterator[str]:
    """The label of the turn that a paragraph belongs to, and what attributes a quotation that
    is open where it begins. What precedes a colon without being a name (“Ebb said:”) counts
    only for a paragraph that is not quoted."""
    earlier = range(number, max(number - _TURN, 0), -1)
    texts = (source.paragraphs[one - 1].value for one in earlier)
    for match in filter(None, map(_LABEL.match, texts)):
        is_name = _is_label(match[1])
        if is_name or not is_quoted:
            yield match[1]
        if is_name:
            break
    own = source.paragraphs[number - 1].value
    for one in range(number - 1, max(number - _TURN, 0), -1):
        text = source.paragraphs[one - 1].value
        # A paragraph of an open quotation opens with its mark, or closes it first.
        goes_on = own.startswith("“") or "”" in own.partition("“")[0]
        is_open = text.count("“") > text.count("”") and goes_on
        if text.endswith(":") or is_open:
            yield text
        if not is_open:
            return
        own = text


def _is_label(label: str) -> bool:
    """Whether a label is a name, up to its first comma: “EBB”, “The Mayor of Quay, by letter”."""
    words = _WORD.findall(label.partition(",")[0])
    return all(not word[0].islower() or word in _NO_NAMES for word in words)


def _of_their_own(position: ParsedPosition) -> str:
    """What to do where the holder wrote the source, and the catalogue does not say so."""
    cited_ones = (ref.passage.source for ref in position.references if ref.passage)
    unsigned = {source.id: None for source in cited_ones if not source.reference.author}
    if not unsigned:
        return ""
    names = listed([f"“{id_}”" for id_ in unsigned], "or")
    return f" If the holder wrote {names}, give its `author:` in the catalogue."


def _makers(source: Source) -> str:
    said = source.reference
    people = [
        part
        for name in (*said.author, *said.editor)
        for part in (name.literal, name.family, name.given)
    ]
    return " ".join([*people, said.publisher, said.container_title, said.title])


RULE = Rule("actor-not-in-citation", "warning", check)
