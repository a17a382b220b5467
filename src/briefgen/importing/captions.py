"""Captions, SRT and WebVTT → a paragraph a turn, with its time and who speaks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from briefgen.model.imported import DocumentPlace

from .encodings import decode
from .imported import ImportedText, ImportOptions, ReadParagraph

_TIME = re.compile(
    r"\s*(?P<from>(?:\d{1,3}:)?\d{2}:\d{2})[.,]\d{1,3}\s+-->\s+(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{1,3}.*"
)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
_TAG = re.compile(r"</?[^<>]*>|\{\\[^{}]*\}")
_SPEAKER = re.compile(r"(?:>>\s*|-\s*)?(?P<name>[A-Z][\w.'’ -]{0,40}):\s")
_DASH = re.compile(r"[-\u2013\u2014] ?(?=\S)")
_ENDS = re.compile(r"[.!?…][”’\"'»)\]]*$")


def is_captions(raw: bytes) -> bool:
    """Whether a file begins as captions do."""
    start = raw[:2048].lstrip(b"\xef\xbb\xbf").lstrip()
    if re.match(rb"WEBVTT(\s|$)", start):
        return True
    return re.match(rb"\d+\s*\r?\n\s*(\d+:)?\d{2}:\d{2}[.,]\d+\s+-->", start) is not None


def import_captions(raw: bytes, _: ImportOptions) -> ImportedText:
    """Captions; those of one sentence are one paragraph, at the time of the first."""
    decoded = decode(raw)
    paragraphs: list[ReadParagraph] = []
    speaker, shown_last = "", ""
    for block in re.split(r"\n\s*\n", re.sub(r"\r\n?", "\n", decoded.text)):
        lines = block.strip().split("\n")
        at = next((n for n, line in enumerate(lines[:2]) if _TIME.match(line)), None)
        if at is None:
            continue  # the head of a WebVTT file, a note, a style
        match = _TIME.match(lines[at])
        assert match is not None
        shown = lines[at + 1 :]
        if len(shown) > 1 and _plain(shown[0]) == shown_last:
            del shown[0]  # captions that roll show a line again
        shown_last = _plain(shown[-1]) if shown else ""
        for voice, text, is_turn in _turns(shown):
            named = _SPEAKER.match(text)
            before = speaker
            if voice or named or is_turn:
                speaker = voice or (named["name"] if named else "")
            last = paragraphs[-1] if paragraphs else None
            new = named or is_turn or speaker != before
            if last and not new and not _ENDS.search(last.text):
                paragraphs[-1] = replace(last, text=f"{last.text} {text}")
            else:
                time = match["from"] if match["from"].count(":") > 1 else f"00:{match['from']}"
                place = DocumentPlace(time=time, speaker=speaker)
                paragraphs.append(ReadParagraph(text, place=place))
    kind = "text/vtt" if "WEBVTT" in decoded.text[:10] else "application/x-subrip"
    return ImportedText(kind, tuple(paragraphs), encoding=decoded.encoding)


def _turns(lines: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """The voice, the words, and whether somebody else begins, for each turn in a caption: at a
    voice's tag, or at the dashes of a dialogue."""
    dialogue = sum(_DASH.match(_plain(line)) is not None for line in lines) > 1
    turns: list[tuple[str, list[str], bool]] = [("", [], False)]
    for line in lines:
        is_turn = dialogue and _DASH.match(_plain(line)) is not None
        if is_turn:
            turns.append(("", [], True))
        first, *others = re.split(_VOICE, line)
        turns[-1][1].append(first)
        for voice, words in zip(others[::2], others[1::2], strict=True):
            turns.append((voice.strip(), [words], is_turn))
    for voice, words_of_turn, is_turn in turns:
        text = _plain(" ".join(words_of_turn))
        if text := _DASH.sub("", text) if is_turn else text:
            yield voice, text, is_turn


def _plain(line: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", line)).split())
