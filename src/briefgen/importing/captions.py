"""Captions, SRT and WebVTT → a paragraph a turn, with its time and who speaks."""

from __future__ import annotations

import html
import re

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
    speaker = ""
    for block in re.split(r"\n\s*\n", re.sub(r"\r\n?", "\n", decoded.text)):
        lines = block.strip().split("\n")
        at = next((n for n, line in enumerate(lines[:2]) if _TIME.match(line)), None)
        if at is None:
            continue  # the head of a WebVTT file, a note, a style
        match = _TIME.match(lines[at])
        assert match is not None
        shown = " ".join(lines[at + 1 :])
        voice = _VOICE.search(shown)
        text = " ".join(html.unescape(_TAG.sub("", shown)).split())
        named = _SPEAKER.match(text)
        before = speaker
        if voice or named:
            speaker = voice[1].strip() if voice else named["name"] if named else ""
        if not text:
            continue
        last = paragraphs[-1] if paragraphs else None
        if last and not named and speaker == before and not _ENDS.search(last.text):
            paragraphs[-1] = replace(last, text=f"{last.text} {text}")
        else:
            time = match["from"] if match["from"].count(":") > 1 else f"00:{match['from']}"
            place = DocumentPlace(time=time, speaker=speaker)
            paragraphs.append(ReadParagraph(text, place=place))
    kind = "text/vtt" if "WEBVTT" in decoded.text[:10] else "application/x-subrip"
    return ImportedText(kind, tuple(paragraphs), encoding=decoded.encoding)
