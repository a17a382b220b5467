"""What changed since an earlier edition, as it is printed: sentences, and marks in the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from itertools import count

from msgspec.structs import replace

from briefgen.matching.qualifiers import negations
from briefgen.model.document import Item
from briefgen.model.edition import OF_CLAIMS, STATUS_OR_STANCE, Change, Replaced
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.markup import (
    Block,
    BlockQuote,
    ListBlock,
    Str,
    ThematicBreak,
)
from briefgen.resolve.result import ResolvedBrief

from .dates import printed_date

# About a page of them: lines, and characters of a line; fewer in large print.
_PAGE = 38, 84
_LARGE_PAGE = 20, 48
# A text of more words is cut down to those that differ, with some around them.
_WHOLE = 30
_AROUND = 6
_FINGERPRINT = 10  # characters of it, as in the running foot
# What says how the paper looks, and nothing about its subject.
_LOOKS = {"language", "theme", "paper", "appendix"}
_NO_ONE = lazy_pattern(r"\bunattributed(?= (?:\(|— ))")
# A citation as an edition words it: `[minutes ¶5: “waited”]`.
_CITED = lazy_pattern(r" ?\[(?P<source>[A-Za-z0-9][\w.:-]*?)(?: ¶(?P<number>\d+))?(?:: “[^”]*”)?\]")
# A sentence's end, before closing marks and places.
_ENDED = lazy_pattern(r"[.!?…][”“’»«]*(?: \[[^\[\]]*\])*$")


def introduction(replaced: Replaced, day: str, labels: Mapping[str, str]) -> str:
    """The sentence before the changes; `day` is the earlier edition's date as it is printed."""
    named = f"{day}, {replaced.fingerprint[:_FINGERPRINT]}" if replaced.fingerprint else day
    return labels["changes_since"].format(edition=named)


def changed_items(
    replaced: Replaced,
    brief: ResolvedBrief,
    labels: Mapping[str, str],
    *,
    large_print: bool,
    first: int,
) -> tuple[Item, ...]:
    """The changes since `replaced` as items that are numbered from `first`, claims first; at most
    a page of them, and then how many more there are."""
    say = _Sentences(brief, labels)
    said = [text for change in replaced.changes if (text := say.sentence(change))]
    if not said:
        said = [labels["changes_none"]]
    kept = []
    left, characters = _LARGE_PAGE if large_print else _PAGE
    for text in said:
        left -= -(-len(text) // characters)
        if left < 0:
            break
        kept.append(text)
    if more := len(said) - len(kept):
        key = "changes_more_one" if more == 1 else "changes_more_many"
        kept.append(labels[key].format(count=more))
    return tuple(
        Item(number, f"change-{number}", (Str(text),)) for number, text in enumerate(kept, first)
    )


class _Sentences:
    def __init__(self, brief: ResolvedBrief, labels: Mapping[str, str]):
        self._labels = labels
        self._language = brief.brief.language
        self._letters = brief.letters
        self._claims = {one.claim.id.value: n for n, one in enumerate(brief.claims, 1)}

    def sentence(self, change: Change) -> str:
        """A change in a sentence or two; empty for one that is not for readers."""
        if change.about in _LOOKS:
            return ""
        key = f"change_{change.kind}".replace("-", "_")
        what = self._labels[key].format(
            claim=self._claims.get(change.id or "", ""),
            letter=self._letters.get(change.id or "", change.id or ""),
            heading=change.subject,
        )
        old, new = (self._worded(text, change.about) for text in (change.old, change.new))
        if old and new:
            lost = self._negations(change)
            if not lost:
                old, new = _cut_down(old, new)
            both = self._labels["change_from_to"].format(old=old, new=new)
            return _then(f"{what}{self._labels['introduces']}{both}", lost)
        if change.kind.endswith("-changed"):
            text = self._labels["change_set" if new else "change_unset"].format(
                old=_shortened(old), new=_shortened(new)
            )
        else:
            text = _shortened(old or new)
        return _then(f"{what}{self._labels['introduces']}{text}", self._standing(change))

    def _standing(self, change: Change) -> str:
        """That a claim's status stays, though a position came or went."""
        still = re.search(r"\(still ([a-z ]+)\)$", change.subject)
        if change.about != "position" or not still:
            return ""
        status = self._labels.get(still[1], still[1])
        return f" {self._labels['change_still'].format(status=status)}"

    def _worded(self, text: str | None, about: str) -> str:
        """A text of an edition, with what is not the editor's own in the page's language."""
        said = self._cited(text, about)
        if about == "status":
            return self._labels.get(said, said)
        if about == "date" and said:
            return printed_date(date.fromisoformat(said), self._language, self._labels)
        if about in OF_CLAIMS:
            nobody = self._labels["unattributed"].partition(" (")[0]
            said = _NO_ONE.sub(nobody, said)
            return STATUS_OR_STANCE.sub(self._translated, said)
        return said

    def _translated(self, match: re.Match[str]) -> str:
        word = match["status"] or match["stance"]
        label = self._labels.get(word) or self._labels.get(f"stance_{word}") or word
        return f"({label})" if match["status"] else f" — {label}"

    def _negations(self, change: Change) -> str:
        """The negations that came or went, so that none is overlooked."""
        old, new = (self._cited(text, change.about) for text in change.wordings)
        before, after = ([word.lower() for word in negations(text)] for text in (old, new))
        said = ""
        for key, one, other in (("gone", before, after), ("come", after, before)):
            words = [
                f"{self._labels['open_quote']}{word}{self._labels['close_quote']}"
                for word in dict.fromkeys(one)
                if one.count(word) > other.count(word)
            ]
            if words:
                said += f" {self._labels[f'change_negation_{key}'].format(words=', '.join(words))}"
        return said

    def _cited(self, text: str | None, about: str) -> str:
        """A text with its citations as places: `[A5]`."""
        if about == "quotation":
            source, _, words = (text or "").partition(" ¶")
            return f"{self._letters[source]}{words}" if source in self._letters else text or ""

        def place(match: re.Match[str]) -> str:
            letter = self._letters.get(match["source"])
            return f" [{letter}{match['number'] or ''}]" if letter else match[0]

        return " ".join(_CITED.sub(place, text or "").split())


def _then(text: str, further: str) -> str:
    """`text`, which ends as a sentence does where a further one, perhaps empty, comes after it."""
    stop = "" if not further or _ENDED.search(text) else "."
    return f"{text}{stop}{further}"


def _cut_down(old: str, new: str) -> tuple[str, str]:
    """Two long texts, down to where they differ."""
    before, after = old.split(), new.split()
    if max(len(before), len(after)) <= _WHOLE:
        return old, new
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    differ = [block for block in blocks if block[0] != "equal"]
    if not differ:
        return _shortened(old), _shortened(new)
    first, last = differ[0], differ[-1]
    return _around(before, first[1], last[2]), _around(after, first[3], last[4])


def _around(words: list[str], first: int, last: int) -> str:
    begin, end = max(first - _AROUND, 0), min(last + _AROUND, len(words))
    text = _shortened(" ".join(words[begin:end]))
    return f"{'… ' if begin else ''}{text}{' …' if end < len(words) else ''}"


def _shortened(text: str) -> str:
    words = text.split()
    if len(words) <= _WHOLE + 2 * _AROUND:
        return " ".join(words)
    return " ".join([*words[:_WHOLE], "…", *words[-_AROUND:]])


# --- Marks in the text ----------------------------------------------------------


class Marker:
    """Marks the blocks of text that changed; it counts them through all sections."""

    def __init__(self, places: Collection[str]):
        self._places = places
        self._numbers = count(1)

    def marked(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """`blocks`, those that changed marked."""
        return tuple(self._marked(block) for block in blocks)

    def _marked(self, block: Block) -> Block:
        match block:
            case ListBlock(items=items):
                return replace(block, items=tuple(self.marked(item) for item in items))
            case BlockQuote(blocks=inner):
                return replace(block, blocks=self.marked(inner))
            case ThematicBreak():
                return block
        changed = f"text-{next(self._numbers)}" in self._places
        return replace(block, changed=True) if changed else block


def changed_anchors(replaced: Replaced | None) -> Iterator[str]:
    """The anchors of items, claims and headings of sections that changed, and `summary`."""
    for place in replaced.places if replaced else ():
        if not place.startswith("text-"):
            yield place


__all__ = ["Marker", "changed_anchors", "changed_items", "introduction"]
