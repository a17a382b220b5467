"""Notes of web pages: the calls that lead to them, taken out of the text, and their texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.imported import Doubt, NoteCall

from .imported import ReadParagraph
from .raised import power

# What is around the words of a call, and around the place to which it leads, until its paragraph
# ends; and around a raised number.
CALL = "\ufdd0", "\ufdd1", "\ufdd2"
RAISED = "\ufdd3", "\ufdd4"
_CALL = re.compile("\ufdd0([^\ufdd1]*)\ufdd1([^\ufdd2]*)\ufdd2")
_NUMBER = re.compile(r"[\[(]?(\d{1,3}|[*†‡§¶]{1,3}|[a-z]|[ivx]{1,5})[\])]?")
_BACK = re.compile(r"(?<!\s)\s*+[↩↑^⏎][\ufe0e\ufe0f]?$")
# A raised number that leads nowhere: a note's, or a power.
_RAISED = re.compile("\ufdd3\\s*([+\u2212–-]?\\d{1,3})\\s*\ufdd4")


class FoundParagraph(Struct, frozen=True):
    """A paragraph with the ids of what is around it and in it, and where its calls lead."""

    paragraph: ReadParagraph
    ids: tuple[str, ...]
    targets: tuple[tuple[str, str], ...]


def without_calls(text: str) -> tuple[str, tuple[NoteCall, ...], tuple[tuple[str, str], ...]]:
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


def without_raised(text: str) -> tuple[str, tuple[Doubt, ...]]:
    """A text whose powers are in raised signs, and its other raised numbers plain, in doubt where
    they touch a word."""
    doubts = []
    kept, at = "", 0
    for match in _RAISED.finditer(text):
        kept += text[at : match.start()]
        at = match.end()
        if raised := power(kept, match[1]):
            kept += raised
            continue
        before = re.search(r"[^\W\d_]+[.,;:!?”’\"']*$", kept)
        if before:
            doubts.append(Doubt("note", before[0] + match[1]))
        kept += match[1]
    return re.sub("[\ufdd3\ufdd4]", "", kept + text[at:]), tuple(doubts)


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
