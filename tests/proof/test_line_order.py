"""Where words run from right to left, those of a line are in their order, whatever is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.building.job import Job
from briefgen.building.pipeline import make
from briefgen.model.options import Options
from briefgen.proof.exact_words import texts_of_glyphs
from briefgen.proof.verify import verify
from briefgen.proof.verify_web import verify_web
from tests.building.test_missing_glyph import has_font
from tests.harbour import write_workspace
from tests.proof.test_altered import followed
from tests.proof.test_verify import edited, remanifested, streams
from tests.proof.web_alterations import _exchanged, forged, replaced
from tests.proof.web_alterations import built as built_web

Alter = Callable[[Any], None]

ARABIC = (
    "قبلت حكومة يمن الطلب ورفضت حكومة قطر الطلب بعد 37 يوما من قرار NATO رقم 45/2026 (أ) ثم خرج."
)
TEXTS = {
    "ar": f"محضر 12\n{ARABIC}\n"
    "شُكْرًا لِلْجَمِيعِ، وعدد السفن 12 000 سفينة أي 3.7% و١٢٣ قاربا [انظر A2-B]؛ لا إله.\n"
    "The council of ministers قبل الطلب on 12 May and then رفض 45 طلبا.\n",
    "he": "פרוטוקול 12\nהמועצה אמרה שהנמל סגור 12 יום (ולא 13) לפי החלטת NATO מספר 45/2026.\n"
    "שָׁלוֹם לכולם; הממשלה קיבלה ב-2026 ודחתה ב־12/5.\n",
    "fa": "صورتجلسه ۱۲\nشورا گفت که قایق‌ها می‌روند تا ۱۲ روز (نه ۱۳)، قیمت ۱۲٬۰۰۰ ریال و "
    "۳٫۷٪ بود و WHO سند A2 را دید.\n",
    "ur": "اجلاس 12\nحکومت یمن نے درخواست قبول کی اور حکومت قطر نے 37 دن بعد رد کی "
    "(دیکھیں UN 45)۔\n",
}
WORDS = {
    "ar": ("قبلت حكومة يمن الطلب", "قال المجلس 12 و*NATO* إن"),
    "he": ("סגור 12 יום (ולא 13) לפי החלטת NATO", "המועצה 12 ו*NATO* אמרה"),
    "fa": ("شورا گفت که قایق‌ها می‌روند", "شورا ۱۲ و *WHO* گفت"),
    "ur": ("حکومت یمن نے درخواست قبول کی", "کونسل 12 اور *UN* نے کہا"),
}
KINDS = [
    (source, language, theme)
    for source in TEXTS
    for language in (source, "en-US")
    for theme in ("policy-brief", "two-pager")
]


def brief_of(source: str, language: str, theme: str) -> str:
    quoted, typed = WORDS[source]
    plain = typed.replace("*", "")
    return f"""\
title: "{plain} (45)"
date: 2026-11-20
language: {language}
theme: {theme}
sources: [report]
prepared_by: ["{plain}"]
marking: "Council {plain}"
key_points:
  - "{typed} “{quoted}” [@A2] 37 {typed} (NATO 45)."
sections:
  - heading: "{plain} 45/2026"
    body: |
      {typed} “{quoted}” [@A2] {typed} 12 000 {typed}; {typed} ^[{typed} 45.] {typed}, {typed}.

      > “{quoted}” [@A2]

      1. {typed} 12
         ```
         {plain}
         ```

      | {typed} 98 | 99 {plain} |
      |---|---|
      | (97) {plain} | {typed} 96 |

      ```
      {plain}
      ```
claims:
  - id: one
    claim: "{plain} 12"
    positions:
      - {{stance: asserts, by: "{plain}", cite: A2}}
      - {{stance: denies, by: NATO 12, says: "{typed} “{quoted}”", cite: A2}}
"""


def built(folder: Path, brief: str, source: str) -> bytes:
    path = write_workspace(folder.resolve(), brief, report=TEXTS[source])
    made = make(Job(folder.resolve(), path, Options()))
    assert made.printed is not None, made.failure or made.findings
    assert made.printed.problems == ()
    return made.printed.content


@pytest.mark.slow
@pytest.mark.parametrize(("source", "language", "theme"), KINDS)
def test_lines_that_run_both_ways_build_and_are_verified(tmp_path, source, language, theme):
    if not has_font(source):
        pytest.skip(f"this system has no font for {source}")
    pdf = built(tmp_path, brief_of(source, language, theme), source)
    assert verify(pdf).differs == ()


# --- Hostile files -------------------------------------------------------------------

ORDERED = f"""\
title: {{title}}
date: 2026-11-20
language: {{language}}
sources: [report]
sections:
  - heading: What
    body: |
      “{ARABIC[:-1]}” [@A2].

      قمح *ثمر* شجر.
"""
LINES = re.compile(rb"/(\w+) [\d.]+ Tf|\[([^\]]*)\] TJ")
_PLACE = re.compile(rb"[-\d.]+ [-\d.]+ [-\d.]+ [-\d.]+ ([-\d.]+) [-\d.]+ Tm")


def shown(writer: Any, wanted: str) -> tuple[re.Match[bytes], list[bytes], list[str]]:
    """Where page 1 first shows the words `wanted`, and the codes and texts of the glyphs there."""
    fonts, font = writer.pages[0]["/Resources"]["/Font"], ""
    for found in LINES.finditer(streams(writer, 0).get_data()):
        if found[1]:
            font = f"/{found[1].decode()}"
            continue
        digits = b"".join(re.findall(rb"<([0-9a-f]*)>", found[2]))
        codes = [digits[at : at + 4] for at in range(0, len(digits), 4)]
        known = texts_of_glyphs(fonts[font])
        texts = [known.get(bytes.fromhex(code.decode()), "") for code in codes]
        if looks(wanted) in "".join(map(looks, texts)):
            return found, codes, texts
    raise AssertionError(f"“{wanted}” is not shown")


def reshown(wanted: str, change: Callable[[list[bytes], list[str]], bytes]) -> Alter:
    """What is shown with the words `wanted`, as `change` makes it of its glyphs."""

    def alter(writer: Any) -> None:
        found, codes, texts = shown(writer, wanted)
        stream = streams(writer, 0)
        content, made = stream.get_data(), b"[" + change(codes, texts) + b"] TJ"
        stream.set_data(content[: found.start()] + made + content[found.end() :])

    return alter


def looks(word: str) -> str:
    """A word from left to right."""
    return word if word.isdecimal() else word[::-1]


def place_of(word: str, texts: list[str]) -> slice:
    """Which glyphs look like `word`, from right to left."""
    for start in range(len(texts)):
        for stop in range(start, len(texts) + 1):
            if "".join(map(looks, texts[start:stop])) == looks(word):
                return slice(start, stop)
    raise AssertionError(f"“{word}” is not shown")


def exchanged(one: str, other: str) -> Alter:
    def change(codes: list[bytes], texts: list[str]) -> bytes:
        first, second = sorted(
            (place_of(one, texts), place_of(other, texts)), key=lambda s: s.start
        )
        between, behind = codes[first.stop : second.start], codes[second.stop :]
        made = [*codes[: first.start], *codes[second], *between, *codes[first], *behind]
        return b"<" + b"".join(made) + b">"

    return reshown(one, change)


def turned(word: str) -> Alter:
    """The glyphs of a word in the opposite order."""

    def change(codes: list[bytes], texts: list[str]) -> bytes:
        at = place_of(word, texts)
        codes[at] = codes[at][::-1]
        return b"<" + b"".join(codes) + b">"

    return reshown(word, change)


def as_read(codes: list[bytes], texts: list[str]) -> bytes:
    """All glyphs in the order of reading, so that a line is seen mirrored."""
    return b"<" + b"".join(codes[::-1]) + b">"


def moved_back(codes: list[bytes], texts: list[str]) -> bytes:
    """The second half of the glyphs to the left of the first, which begins further right."""
    half = len(codes) // 2
    return b"-9000 <%s> 18000 <%s>" % (b"".join(codes[:half]), b"".join(codes[half:]))


def placed_again(codes: list[bytes], texts: list[str]) -> bytes:
    """The second half of the glyphs at a place of its own."""
    half = len(codes) // 2
    first, second = b"".join(codes[:half]), b"".join(codes[half:])
    return b"<%s>] TJ 1 0 0 -1 90 600 Tm [<%s>" % (first, second)


def pieces_exchanged(writer: Any) -> None:
    """The pieces of a line before and after a stressed word, each in the other's place."""
    ends = sorted(shown(writer, word)[0].start() for word in ("قمح", "شجر"))
    stream = streams(writer, 0)
    content = stream.get_data()
    (a, b), (c, d) = (list(_PLACE.finditer(content, 0, end))[-1].span(1) for end in ends)
    stream.set_data(content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:])


def inserted(writer: Any) -> None:
    """A word of the line within it once more, which the manifest calls the theme's own."""

    def change(codes: list[bytes], texts: list[str]) -> bytes:
        word, at = place_of("الطلب", texts), place_of("حكومة", texts).start
        return b"<" + b"".join([*codes[:at], *codes[word], *codes[at:]]) + b">"

    reshown("قبلت", change)(writer)
    remanifested(writer, lambda manifest: manifest["words"].append("الطلب"))


ORDERS: dict[str, Alter] = {
    "a word inserted": inserted,
    "two verbs": exchanged("قبلت", "رفضت"),
    "digits": turned("37"),
    "a word backwards": turned("الطلب"),
    "two names": exchanged("يمن", "قطر"),
    "a line as it is read": reshown("قبلت", as_read),
    "a half moved back": reshown("قبلت", moved_back),
    "a half elsewhere": reshown("قبلت", placed_again),
    "two pieces": pieces_exchanged,
}
DOCUMENTS = {"ar": "محضر", "en-US": "Minutes"}


def ordered(folder: Path, language: str) -> bytes:
    if not has_font("ar"):
        pytest.skip("this system has no font for ar")
    brief = ORDERED.format(language=language, title=DOCUMENTS[language])
    return built(folder, brief, "ar")


@pytest.fixture(scope="module", params=DOCUMENTS)
def document(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return ordered(tmp_path_factory.mktemp("ordered"), request.param)


@pytest.mark.slow
@pytest.mark.parametrize("way", ORDERS)
def test_another_order_in_a_line_is_refused_though_the_manifest_follows(document, way):
    said = verify(edited(document, followed(ORDERS[way]))).differs
    assert any("was printed differently" in one or "than it is read" in one for one in said), said


# --- Web editions --------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("language", DOCUMENTS)
def test_a_web_edition_has_its_words_in_their_order(tmp_path, language):
    brief = ORDERED.format(language=language, title=DOCUMENTS[language])
    path = write_workspace(tmp_path.resolve(), brief, report=TEXTS["ar"])
    page = built_web(path)
    assert verify_web(page.encode()).differs == ()
    verbs = _exchanged("قبلت", "رفضت")
    for alter in (verbs, replaced("37 يوما", "73 يوما")):
        lines = verify_web(forged(alter)(page).encode()).differs
        assert any("was not printed" in line for line in lines), lines
