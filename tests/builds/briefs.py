"""Random honest briefs: whatever `check` accepts of them must be printed and verify."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct
from PIL import Image

from briefgen.model.options import Options

from .lines import PARAGRAPHS, Lines
from .words import SCRIPTS, SIGNS, WORDS

_LANGUAGES = ("en-US", "en-GB", "de", "fr", "es", "sv", "pl", "ar", "he", "fa", "hi", "ja")


class Drawn(Struct, frozen=True):
    """A brief in a workspace, how it is to be built, and the kinds of thing that it holds."""

    path: Path
    options: Options
    kinds: Counter[str]


def write_brief(folder: Path, seed: int) -> Drawn:
    """Write the random brief of `seed` into `folder`, a workspace of its own."""
    return _Author(folder, seed).written()


class _Author(Lines):
    """Writes a brief, and the workspace that it is in."""

    # --- The workspace ------------------------------------------------------------

    def written(self) -> Drawn:
        chance = self.chance
        self.report = [self._ordinary(number) for number in range(1, PARAGRAPHS + 1)]
        self.signs = [self._signs() for _ in range(chance.randint(1, 4))]
        self.claims = [f"claim-{n}" for n in range(1, chance.choice((1, 1, 2, 3, 4)))]
        for number in range(chance.randint(0, 3)):
            self.passages[f"p{number}"] = self._passage()
        theme = self._one("theme", ("policy-brief",) * 4 + ("two-pager",))
        small = theme == "two-pager"
        brief: dict[str, Any] = {"title": self._title(), "date": "2026-11-20", "theme": theme}
        brief["paper"] = self._one("paper", ("letter", "a4"))
        brief["appendix"] = self._one("appendix", ("full", "cited", "none"))
        brief["language"] = self._one("language", _LANGUAGES)
        brief["figures"] = self._one("figures", ("full", "none"))
        brief["sources"] = ["report", "signs"]
        if chance.random() < 0.2:
            brief["room_column"] = "true"
            self.kinds["room column"] += 1
        for key in ("subtitle", "marking", "occasion", "prepared_by", "prepared_for"):
            if chance.random() < 0.15:
                brief[key] = self._words(2, 12)
                self.kinds[key] += 1
        if chance.random() < 0.3:
            brief["summary"] = self._line()
        for key, most in (("key_points", 3), ("recommendations", 2), ("changes", 1)):
            items = [self._line() for _ in range(chance.randint(0, most))]
            if key == "key_points":  # nothing would be proved of a brief that cites nothing
                items.append("It was shut [@A1].")
            if items:
                brief[key] = items
                self.kinds[key] += 1
        brief["sections"] = [self._section() for _ in range(1 if small else chance.randint(1, 2))]
        if self.claims:
            brief["claims"] = [self._claim(name) for name in self.claims]
        if self.passages:
            brief["passages"] = self.passages
        large = chance.random() < 0.08
        if large:
            self.kinds["large print"] += 1
        files = {
            "seeds/report.txt": "\n".join(self.report),
            "seeds/signs.txt": "\n\n".join(self.signs) + "\n\nLast.\n",
            "seeds/sources.yaml": "references:\n"
            "  - {id: report, file: report.txt, title: Harbour closed}\n"
            "  - {id: signs, file: signs.txt, title: Signs, paragraphs: block}\n",
            f"briefs/brief-{self.seed}.yaml": yaml.safe_dump(
                brief, allow_unicode=True, sort_keys=False, width=10**6
            ),
        }
        for name, text in files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text, encoding="utf-8")
        path = self.folder / f"briefs/brief-{self.seed}.yaml"
        return Drawn(path, Options(large_print=large), self.kinds)

    # --- Sources ------------------------------------------------------------------

    def _ordinary(self, number: int) -> str:
        words = [self.chance.choice(WORDS) for _ in range(self.chance.choice((6, 20, 60)))]
        words[2:2] = [f"on day {number}"]
        return " ".join(words).capitalize() + "."

    def _signs(self) -> str:
        """A paragraph of characters of any kind, in words of some length."""
        self.kinds["printable signs"] += 1
        words = []
        for _ in range(self.chance.randint(2, 25)):
            low, high = self.chance.choice(SIGNS)
            some = (chr(self.chance.randrange(low, high)) for _ in range(self.chance.randint(1, 7)))
            word = "".join(c for c in some if unicodedata.category(c) not in ("Cn", "Cf"))
            accents = unicodedata.category(word[:1] or "a") == "Mn"
            words.append(f"e{word[:1]}a{word[-1:]}" if accents else word)
        if self.script and self.chance.random() < 0.7:
            words += self.chance.sample(SCRIPTS[self.script].split(), 5)
            self.chance.shuffle(words)
        return "Seen: " + " ".join(words)

    def _passage(self) -> dict[str, Any]:
        if self.chance.random() < 0.4:
            number = self.chance.randint(1, len(self.signs))
            self.kinds["passage of signs"] += 1
            return {"source": "signs", "paragraph": number}
        number = self.chance.randint(1, PARAGRAPHS)
        self.kinds["passage with words"] += 1
        return {"source": "report", "paragraph": number, "quote": self._quoted(number)}

    # --- Blocks ---------------------------------------------------------------------

    def _section(self) -> dict[str, Any]:
        blocks: dict[Callable[[], str], float] = {
            self._paragraph: 6, self._list: 3, self._table: 3, self._picture: 3,
            self._block_quotation: 2, self._code: 1, self._sub_heading: 2,
            self._internal_link: 1, self._many_notes: 0.3, self._rule: 0.4,
        }  # fmt: skip
        self.notes = []
        count = self.chance.randint(1, 4)
        makers = self.chance.choices(list(blocks), list(blocks.values()), k=count)
        made = [maker() for maker in makers]
        section: dict[str, Any] = {
            "heading": self._heading(),
            "body": "\n\n".join([*made, *self.notes]),
        }
        if self.claims and self.chance.random() < 0.2:
            section["claims"] = [self._kind("claims of a section", self.chance.choice(self.claims))]
        return section

    def _paragraph(self) -> str:
        text = " ".join(self._line() for _ in range(self.chance.choice((1, 1, 2, 4))))
        if self.chance.random() < 0.3:
            text += f" So{self._note()} it was."
        if self.chance.random() < 0.1:
            text += self._kind("hard break", "\\\nand on.")
        return text

    def _list(self) -> str:
        chance = self.chance
        items = [self._line() for _ in range(chance.randint(1, 4))]
        shape = chance.random()
        if chance.random() < 0.1:
            items.insert(chance.randint(1, len(items)), self._kind("empty item of a list", ""))
        if chance.random() < 0.05:
            items.append(self._kind("heading in a list", "### The lock"))
        if shape < 0.3:
            return self._kind("list", "\n".join(f"- {item}" for item in items))
        if shape < 0.45:
            return self._kind("task list", "\n".join(f"- [ ] {i}\n- [x] {i}" for i in items))
        start = chance.choice((0, 1, 2, 3, 9, 99, 1986, 999999999 - 9))
        sign = chance.choice(".)")
        numbered = "\n".join(f"{start + n}{sign} {item}" for n, item in enumerate(items))
        if shape < 0.6:
            inner = "\n  ".join(numbered.split("\n"))
            return self._kind("nested list", f"- {items[0]}\n\n  {inner}")
        return self._kind("list with a start", numbered)

    def _table(self) -> str:
        chance = self.chance
        wide = chance.random() < 0.15
        columns = chance.randint(9, 14) if wide else chance.randint(1, 5)
        self.kinds["wide table" if wide else "table"] += 1

        def cell() -> str:
            shape = chance.random()
            if shape < 0.1:
                return self._kind(
                    "long word in a cell", "Schleusenbetriebsgenehmigung" * (1 if wide else 3)
                )
            if shape < 0.2 and not wide:
                return self._line().replace("|", "")
            if shape < 0.25:
                return self._kind("note in a table", f"x {self._inline_note()}")
            return self._words(0, 2 if wide else 5)

        rows = [[cell() for _ in range(columns)] for _ in range(chance.choice((1, 2, 2, 6)))]
        lines = [" | ".join(row) for row in rows]
        signs = [chance.choice(("---", ":--", "--:", ":-:")) for _ in range(columns)]
        lines.insert(1, "|".join(signs))
        if len(rows) == 1:
            lines.append(lines[0])
        return "\n".join(f"| {line} |" for line in lines)

    def _picture(self) -> str:
        chance = self.chance
        self.pictures += 1
        kind, size = chance.choice(
            (
                ("ordinary picture", (120, 80)),
                ("tall picture", (40, 900)),
                ("wide picture", (900, 30)),
                ("tiny picture", (1, 1)),
            )
        )
        self.kinds[kind] += 1
        name = f"p{self.pictures}.{chance.choice(('png', 'jpg', 'svg'))}"
        self.kinds[f"picture {name[-3:]}"] += 1
        path = self.folder / "briefs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_picture(name, size, self._words(1, 3)))
        caption = self._words(1, 6)
        if chance.random() < 0.3:
            caption += f" {self._citation()}"
        if chance.random() < 0.3:
            caption += self._kind("note in a caption", f" {self._inline_note()}")
        width = chance.choice(("", "", "{width=60%}", '{width=30% alt="A map"}'))
        if chance.random() < 0.25:
            return self._kind("picture in a line", f"Here ![{self._words(1, 3)}]({name}) it is.")
        return f"![{caption}]({name}){width}"

    def _block_quotation(self) -> str:
        if self.passages and self.chance.random() < 0.5:
            name = self.chance.choice(list(self.passages))
            return self._kind("block quotation of a passage", f"> [@{name}]")
        number = self.chance.randint(1, PARAGRAPHS)
        note = "^[Ours.] " if self.chance.random() < 0.3 else ""
        quoted = self._quoted(number)
        return self._kind("block quotation", f"> {quoted} {note}[@A{number}]")

    def _code(self) -> str:
        lines = [self._words(0, 30) for _ in range(self.chance.randint(1, 6))]
        return self._kind("code block", "```\n" + "\n".join(lines) + "\n```")

    def _sub_heading(self) -> str:
        level = self.chance.choice(("###", "####"))
        heading = self.chance.choice(("Note", self._words(1, 6), self._words(1, 6)))
        note = self._kind("note in a heading", " ^[So.]") if self.chance.random() < 0.3 else ""
        return self._kind("sub-heading", f"{level} {heading}{note}\n\n{self._line()}")

    def _internal_link(self) -> str:
        if self.claims:
            link = f"[it](#{self.chance.choice(self.claims).replace('claim', 'claim-claim', 1)})"
            return self._kind("internal link", f"See {link} for more.")
        return self._line()

    def _many_notes(self) -> str:
        count = self.chance.choice((20, 60))
        notes = " ".join(f"Word ^[{self._words(1, 9)}.]" for _ in range(count))
        return self._kind("many notes", notes)

    def _rule(self) -> str:
        return self._kind("rule", f"{self._line()}\n\n***\n\n{self._line()}")

    # --- Claims ---------------------------------------------------------------------

    def _claim(self, name: str) -> dict[str, Any]:
        chance = self.chance

        def cited() -> Any:
            keys = [f"A{chance.randint(1, PARAGRAPHS)}", f"report, ¶{chance.randint(1, 3)}"]
            if self.passages:
                keys.append(chance.choice(list(self.passages)))
            return chance.choice((keys[0], keys[-1], keys[:2]))

        def position(**what: str) -> dict[str, Any]:
            made: dict[str, Any] = {**what, "by": self._words(1, 6).capitalize(), "cite": cited()}
            if chance.random() < 0.4:
                made["says"] = self._words(2, 40).capitalize() + "."
            if chance.random() < 0.3:
                made["via"] = self._words(1, 6)
            return made

        wording = self._words(3, 20).capitalize()
        claim: dict[str, Any] = {"id": name}
        if chance.random() < 0.3:
            self.kinds["question"] += 1
            claim |= {"question": f"{wording}?"}
            claim["positions"] = [
                {k: v for k, v in position(answer=self._words(1, 9)).items() if k != "says"}
                for _ in range(chance.randint(1, 4))
            ]
        else:
            self.kinds["claim"] += 1
            stances = ("asserts", "denies", "questions", "qualifies")
            claim |= {"claim": f"{wording}."}
            claim["positions"] = [
                position(stance=chance.choice(stances)) for _ in range(chance.randint(1, 6))
            ]
        if chance.random() < 0.3:
            claim["note"] = self._words(2, 20)
        return claim


def _picture(name: str, size: tuple[int, int], words: str) -> bytes:
    width, height = size
    if name.endswith("svg"):
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}"><rect width="{width}" height="{height}" fill="navy"/>'
            f'<text x="1" y="20" font-size="9">{words}</text></svg>'
        ).encode()
    file = BytesIO()
    Image.new("RGB", size, "navy").save(file, "PNG" if name.endswith("png") else "JPEG")
    return file.getvalue()
