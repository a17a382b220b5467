"""RTF (Rich Text Format 1.9.1) → paragraphs; tracked changes and notes are kept track of."""

from __future__ import annotations

import codecs
import re

from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.model.imported import LeftOut, NoteCall, TrackedChange

from .imported import ImportedText, ImportOptions, ReadParagraph, table_row, under_headings
from .raised import power

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})"
    r"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)|\\"
)
_SIGNS = {
    "par": "\n", "sect": "\n", "page": "\n", "column": "\n", "line": " ", "tab": " ",
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
    "~": "\u00a0", "_": "-", "nestcell": " ", "nestrow": " ",
    "\n": "\n", "\r": "\n", "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip
# What is read by itself or not at all; of what begins with \* all but these is passed over.
_PASSED = {
    "colortbl", "pict", "object", "nonshppict", "sp", "datastore", "themedata", "private",
    "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "listtable", "rsidtbl",
    "fldinst", "xe", "tc", "rxe", "comment", "filetbl", "bkmkstart", "bkmkend", "annotation",
    "atnid", "atnauthor", "header", "headerl", "headerr", "headerf", "footer", "footerl",
    "footerr", "footerf",
}  # fmt: skip
_READ = {"shpinst", "shptxt", "revtbl", "fonttbl", "stylesheet", "pn"}
_FURNITURE = {"header": "head", "footer": "foot"}
# Fonts' character sets, where they are not the document's (RTF 1.9.1, “Font Table”).
_PICTURES = "pictures"
_CHARSETS = {
    2: _PICTURES, 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_PRIVATE = 0xF000  # where Word has the characters of pictures
_DEEPEST = 2000


class _Group(Struct):
    """What holds inside a pair of braces; `into` says where its text goes."""

    into: str = "body"
    font: int = 0
    skip: int = 1
    hidden: bool = False
    raised: bool = False
    change: str = ""
    by: int = 0
    opens: bool = True
    starred: bool = False
    note: bool = False


def is_rtf(raw: bytes) -> bool:
    return raw[:64].lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{\\rtf")


def import_rtf(raw: bytes, options: ImportOptions) -> ImportedText:
    """An RTF document; raises `BriefgenError`."""
    reader = _Reader(accepted=options.accept_changes)
    reader.read(raw.decode("latin-1"))
    author = reader.info.get("author", "").strip()
    return ImportedText(
        "application/rtf",
        under_headings([*reader.body, *reader.notes]),
        tuple(reader.left_out),
        title=reader.info.get("title", "").strip(),
        authors=(author,) if author else (),
    )


def plain_text(raw: bytes) -> str:
    """All of a document's words, those of its changes too."""
    both = [import_rtf(raw, ImportOptions(accept_changes=accepted)) for accepted in (True, False)]
    return "\n".join(one.text for imported in both for one in imported.paragraphs)


class _Flow:
    """Paragraphs that are being read: of the body, or of a note."""

    def __init__(self) -> None:
        self.paragraphs: list[ReadParagraph] = []
        self.text = ""
        self.calls: list[NoteCall] = []
        self.changes: list[TrackedChange] = []
        self.cell: list[ReadParagraph] = []
        self.cells: list[list[ReadParagraph]] = []
        self._changing = False

    def add(self, text: str) -> None:
        """Words that are in the text; white space is one space."""
        spaced = re.sub(r"[ \t]+", " ", text)
        self.text += spaced.lstrip(" ") if self.text[-1:] in ("", " ") else spaced

    def change(self, change: TrackedChange, *, taken: bool) -> None:
        """Words that were inserted or deleted; `taken` says that they are in the text."""
        last = self.changes[-1] if self._changing else None
        if last and (last.kind, last.by) == (change.kind, change.by):
            self.changes[-1] = replace(last, words=last.words + change.words)
        else:
            self.changes.append(change)
        self._changing = True
        if taken:
            self.add(change.words)

    def settle(self) -> None:
        """What follows does not belong to the last change."""
        self._changing = False

    def end(self, level: int, *, item: bool, table: bool) -> None:
        """End the paragraph."""
        if not table and (self.cells or self.cell):
            self.end_row()
        text = self.text.strip()
        if text:
            kind = "heading" if level else "item" if item else "text"
            one = ReadParagraph(
                text,
                kind,  # type: ignore[arg-type]
                changes=tuple(self.changes),
                calls=tuple(NoteCall(c.number, min(c.offset, len(text))) for c in self.calls),
                level=level,
            )
            (self.cell if table else self.paragraphs).append(one)
            self.changes, self.calls, self._changing = [], [], False
        self.text = ""

    def end_changes(self) -> None:
        """Changes that left no paragraph of their own are those of the last one."""
        if self.paragraphs and self.changes:
            last = self.paragraphs[-1]
            self.paragraphs[-1] = replace(last, changes=(*last.changes, *self.changes))

    def end_cell(self) -> None:
        self.end(0, item=False, table=True)
        self.cells.append(self.cell)
        self.cell = []

    def end_row(self) -> None:
        self.paragraphs += table_row([*self.cells, self.cell])
        self.cells, self.cell = [], []


class _Reader:
    """Reads the whole file from its first brace to its last."""

    def __init__(self, *, accepted: bool):
        self.accepted = accepted
        self.notes: list[ReadParagraph] = []
        self.left_out: list[LeftOut] = []
        self.info: dict[str, str] = {}
        self._flows = [_Flow()]
        self._codec = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0  # of the document
        self._high, self._skip, self._note = 0, 0, 0
        self._levels: dict[int, int] = {}
        self._style = 0
        self._names: list[str] = []
        self._groups = [_Group()]
        self._bytes = b""
        self._level, self._item, self._table = 0, False, False

    @property
    def body(self) -> list[ReadParagraph]:
        return self._flows[0].paragraphs

    def read(self, text: str) -> None:
        """Read the file's text, whose characters are its bytes."""
        for match in _TOKEN.finditer(text):
            if match["byte"]:
                if self._skip:
                    self._skip -= 1
                else:
                    self._bytes += bytes.fromhex(match["byte"])
                continue
            self._flush()
            if match["text"]:
                self._characters(match["text"])
            elif match["brace"] == "{":
                if len(self._groups) > _DEEPEST:
                    raise BriefgenError("the RTF file nests deeper than a document does")
                self._groups.append(
                    replace(self._groups[-1], opens=True, starred=False, note=False)
                )
                self._skip = 0
            elif match["brace"]:
                self._close()
            elif match["word"]:
                self._control(match["word"], int(match["number"]) if match["number"] else None)
            elif match["sign"]:
                self._sign(match["sign"])
        self._flush()
        self._flows = self._flows[:1]
        self._paragraph()
        self._flows[0].end_row()
        self._flows[0].end_changes()

    def _characters(self, text: str) -> None:
        taken = min(self._skip, len(text))
        self._skip -= taken
        if len(text) > taken:
            self._bytes += text[taken:].encode("latin-1")
            self._flush()
        self._groups[-1].opens = False

    def _flush(self) -> None:
        """The bytes that wait, as text."""
        if self._bytes:
            waiting, self._bytes = self._bytes, b""
            if self._charset == _PICTURES:
                self._put("".join(chr(_PRIVATE + b) if b > 32 else " " for b in waiting))
            else:
                self._put(waiting.decode(self._charset or self._codec, "replace"))

    @property
    def _charset(self) -> str:
        """That of the font, if it has one of its own; a name in a table is in none."""
        group = self._groups[-1]
        return self._fonts.get(group.font, "") if group.into == "body" else ""

    def _put(self, text: str) -> None:
        group = self._groups[-1]
        if group.into == "body":
            if group.hidden:
                if text.strip():
                    self.left_out.append(LeftOut(text.strip(), "hidden"))
                return
            flow = self._flows[-1]
            if group.change:
                by = self._names[group.by] if 0 <= group.by < len(self._names) else ""
                change = TrackedChange(group.change, by, text)  # type: ignore[arg-type]
                flow.change(change, taken=(group.change == "insertion") == self.accepted)
            else:
                flow.settle()
                flow.add((group.raised and power(flow.text, text.strip())) or text)
        elif group.into != "nothing":
            self.info[group.into] = self.info.get(group.into, "") + text

    def _close(self) -> None:
        group = self._groups.pop() if len(self._groups) > 1 else self._groups[0]
        if group.into in ("style", "name", "font"):
            self._named(group.into, self.info.pop(group.into, ""))
        if group.into.startswith("left-") and self._groups[-1].into != group.into:
            text = " ".join(self.info.pop(group.into, "").split())
            if text:
                self.left_out.append(LeftOut(text, group.into[5:]))  # type: ignore[arg-type]
        if group.note and len(self._flows) > 1:
            self._paragraph()
            flow = self._flows.pop()
            flow.end_row()
            number = str(self._note)
            self.notes += (
                replace(one, kind="note", number=number, level=0) for one in flow.paragraphs
            )
        self._skip = 0

    def _named(self, into: str, text: str) -> None:
        """The end of an entry of the tables of styles or authors."""
        name = text.strip().rstrip(";").strip()
        if into == "name" and name:
            self._names.append(name)
        match = re.fullmatch(r"heading ([1-9])|(title)", name.lower())
        if into == "style" and match:
            self._levels[self._style] = int(match[1] or 1)

    def _paragraph(self) -> None:
        level = self._level or self._levels.get(self._style, 0)
        self._flows[-1].end(level, item=self._item, table=self._table)

    def _sign(self, sign: str) -> None:
        group = self._groups[-1]
        if sign == "*":
            group.starred = True
            return
        if self._skip:
            self._skip -= 1
        elif sign in _SIGNS:
            self._written(_SIGNS[sign])
        group.opens = False

    def _written(self, text: str) -> None:
        if text == "\n":
            if self._groups[-1].into == "body":
                self._paragraph()
        else:
            self._put(text)

    def _control(self, word: str, number: int | None) -> None:
        group = self._groups[-1]
        if group.opens or group.starred:
            starred, group.opens, group.starred = group.starred, False, False
            if self._destination(word, group, starred=starred):
                return
        if word == "u" and number is not None:
            self._unicode(number % 65536)
            self._skip = group.skip
        elif word == "uc":
            group.skip = max(number or 0, 0) if number is not None else 1
        elif word in _SIGNS and group.into not in ("nothing", "style", "font", "name"):
            self._written(_SIGNS[word])
        elif word == "ansicpg" and number:
            self._codec = _known(f"cp{number}") or self._codec
        elif word == "mac":
            self._codec = "mac-roman"
        elif word == "fcharset" and group.into == "font" and number in _CHARSETS:
            self._fonts[group.font] = _CHARSETS[number]
        elif word == "deff":
            self._font = group.font = number or 0
        elif word == "f":
            group.font = number or 0
        elif word == "s":
            self._style = number or 0
        else:
            self._property(word, number, group)

    def _unicode(self, code: int) -> None:
        """A character beyond U+FFFF is written in two halves."""
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            if self._high:
                self._put(chr(0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00))
            self._high = 0
        else:
            self._put(chr(code))

    def _property(self, word: str, number: int | None, group: _Group) -> None:
        on = number != 0
        match word:
            case "v":
                group.hidden = on
            case "revised" | "deleted":
                kind = "insertion" if word == "revised" else "deletion"
                group.change = kind if on else ""
            case "revauth" | "revauthdel":
                group.by = number or 0
            case "super" | "up":
                group.raised = on
            case "sub" | "dn" | "nosupersub":
                group.raised = False
            case "plain":
                group.hidden, group.raised, group.change, group.font = False, False, "", self._font
            case "pard":
                self._style, self._level, self._item, self._table = 0, 0, False, False
            case "ls" | "pnlvlblt" | "pnlvlbody":
                self._item = True
            case "outlinelevel" if number is not None and number < 9:
                self._level = number + 1
            case "intbl":
                self._table = True
            case "cell" if group.into == "body":
                self._flows[-1].end_cell()
            case "row" if group.into == "body":
                self._flows[-1].end_row()

    def _destination(self, word: str, group: _Group, *, starred: bool) -> bool:
        """Where a group's text goes, if its first word says so."""
        if word == "footnote":
            self._note += 1
            flow = self._flows[-1]
            flow.calls.append(NoteCall(str(self._note), len(flow.text)))
            self._flows.append(_Flow())
            group.note = True
            return True
        outer = group.into
        if word in ("fonttbl", "stylesheet", "revtbl") and outer == "body":
            group.into = {"fonttbl": "font", "stylesheet": "style", "revtbl": "name"}[word]
            return True
        if word in ("title", "author") and outer == "nothing" and not starred:
            group.into = word
            return True
        if word == "info":
            group.into = "nothing"
            return True
        if word in _PASSED or (starred and word not in _READ):
            furniture = _FURNITURE.get(word[:6])
            group.into = f"left-{furniture}" if furniture and outer == "body" else "nothing"
            return True
        if word == "shptxt":
            self._paragraph()
            return True
        return False


def _known(codec: str) -> str:
    try:
        return codecs.lookup(codec).name
    except LookupError:
        return ""
