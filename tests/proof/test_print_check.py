"""What is honest builds and is verified; a letter that was altered never is."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from briefgen.building.job import Job
from briefgen.building.pipeline import make
from briefgen.matching.same_glyphs import bare
from briefgen.model.options import Options
from briefgen.proof.pdf_reader import read
from briefgen.proof.verify import verify
from tests.building.test_missing_glyph import has_font
from tests.conftest import REPOSITORY
from tests.proof.alterations import passed
from tests.proof.test_altered import Alter, covered_up
from tests.proof.test_verify import edited, streams

SCRIPTS = {
    "el": "Το συμβούλιο είπε ότι το λιμάνι είναι κλειστό",
    "ru": "Совет сказал, что порт закрыт",
    "vi": "Hội đồng nói rằng cảng đã bị đóng cửa",
    "ar": "قال المجلس إن الميناء مغلق (12) ولا قارب",
    "he": "המועצה אמרה שהנמל סגור 12 יום",
    "fa": "شورا گفت که بندر بسته است و قایق\u200cها می\u200cروند",
    "hi": "परिषद ने कहा कि बंदरगाह बंद है",
    "bn": "পরিষদ বলেছে যে বন্দর বন্ধ",
    "ta": "மன்றம் துறைமுகம் மூடப்பட்டது",
    "te": "మండలి ఓడరేవు మూసివేయబడింది అని చెప్పింది",
    "th": "สภากล่าวว่าคำสั่งปิดท่าเรือทำได้",
    "km": "ស្ត្រី កៅអី ទឹកភ្លៀង ភាសាខ្មែរ ព្រះមហាក្សត្រ",
    "my": "ကောင်စီက သိက္ခာဖြင့် လည်းကောင်း ပြောကြားခဲ့သည် တူညီလွတ်လပ်သ",
    "lo": "ສະພາກ່າວວ່າທ່າເຮືອຖືກປິດ ນ້ຳ ຄຳ",
    "bo": "གྲུ་ཁ་སྒོ་བརྒྱབ་འདུག རྒྱ་གར་ བསྒྲུབས",
    "si": "වරාය වසා ඇති බව සභාව පැවසීය ශ්\u200dරී ලංකාව",
    "ml": "തുറമുഖം അടച്ചതായി കൗൺസിൽ പറഞ്ഞു ക്ഷേത്രം",
    "kn": "ಎಲ್ಲಾ ಮಾನವರೂ ಸ್ವತಂತ್ರರಾಗಿಯೇ ಹುಟ್ಟಿದ್ದ",
    "ur": "کونسل نے کہا کہ بندرگاہ بند ہے",
    "zh": "委员会说港口已经关闭",
    "ja": "評議会は港が閉鎖されたと言った",
    "ko": "의회는 항구가 폐쇄되었다고 말했다",
}
PAIRS = [
    "A well\u2011meant, well\u2010made and so-called lock",
    "Doses of 5 \u00b5g and 7 \u03bcg",
    "A change \u2206x or \u0394x, an angle \u03c6 or \u03d5, 1\u20442 or 1\u22152",
    "The port of Mor\u02bce and \u02bbEwa, the pilot\u2019s \u2018quick\u2019 boat",
    "The o\ufb03ce of \ufb01sh and the office of fish",
    "The mean x\u0304 of x, and e\u0301 beside \u00e9",
    "The har\u00adbour\u00admas\u00adter\u00adship " * 12,
]


def briefed(folder: Path, words: str) -> bytes:
    """A brief that prints `words` in every kind of place, built; its PDF."""
    for name in ("seeds", "briefs"):
        (folder / name).mkdir()
    (folder / "seeds/a.txt").write_text(f"{words}.\n\nSecond {words} and more.\n", "utf-8")
    (folder / "seeds/sources.yaml").write_text(
        "references:\n  - {id: a, file: a.txt, title: Letter}\n", "utf-8"
    )
    brief = folder / "briefs/b.yaml"
    brief.write_text(
        f"title: Lock {words[:60]}\ndate: 2026-11-20\nsources: [a]\nkey_points:\n"
        f"  - “{words}” [@A1].\nsections:\n  - heading: Of {words[:40].strip()}\n    body: |\n"
        f"      The lock, {words}, is there. [@A1]\n\n"
        f"      | {words} | b |\n      |---|---|\n      | x | {words} |\n",
        "utf-8",
    )
    made = make(Job(folder.resolve(), brief, Options()))
    assert made.printed is not None, made.failure or made.findings
    assert made.printed.problems == ()
    return made.printed.content


@pytest.mark.slow
@pytest.mark.parametrize("language", SCRIPTS)
def test_every_script_builds_and_is_verified(tmp_path, language):
    if not has_font(language):
        pytest.skip(f"this system has no font for {language}")
    assert verify(briefed(tmp_path, SCRIPTS[language])).differs == ()


@pytest.mark.slow
@pytest.mark.parametrize("words", PAIRS)
def test_characters_of_one_glyph_build_and_are_verified(tmp_path, words):
    pdf = briefed(tmp_path, words.strip())
    assert b"ActualText" not in pdf
    assert verify(pdf).differs == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    ["\u1ecd\u0300r\u1ecd\u0300 \u1eb9\u0300\u1e63\u1eb9\u0301", "\u0117\u0303 \u1e0d\u0323"],
)
def test_letters_with_several_accents_build_and_are_verified(tmp_path, words):
    assert verify(briefed(tmp_path, words)).differs == ()


@pytest.mark.slow
def test_words_from_right_to_left_are_read_in_their_order(tmp_path):
    if not has_font("fa"):
        pytest.skip("this system has no font for fa")
    text = "".join(block.text for block in read(briefed(tmp_path, SCRIPTS["fa"])).blocks)
    assert "شورا گفت که بندر بسته است" in text


@pytest.mark.slow
def test_a_cluster_that_reorders_says_its_text(tmp_path):
    if not has_font("hi"):
        pytest.skip("this system has no font for hi")
    text = "".join(block.text for block in read(briefed(tmp_path, SCRIPTS["hi"])).blocks)
    assert bare(SCRIPTS["hi"]) in bare(text)


@pytest.mark.slow
def test_a_cluster_with_a_raised_glyph_is_read_once(tmp_path):
    if not has_font("km"):
        pytest.skip("this system has no font for km")
    words = "ភាសាខ្មែរ"
    pdf = briefed(tmp_path, words)
    assert words in "".join(block.text for block in read(pdf).blocks)
    doubled = edited(pdf, _last_cluster_doubled)
    assert any("was altered" in one for one in verify(doubled).differs)


def _last_cluster_doubled(writer: Any) -> None:
    stream = streams(writer, 0)
    content = stream.get_data()
    start = content.rfind(b"/Span\n<</ActualText")
    end = content.find(b"EMC", start) + len(b"EMC\n")
    assert start > 0
    stream.set_data(content[:end] + content[start:end] + content[end:])


def hidden_inside(shown: bytes) -> Alter:
    """Glyphs shown inside the last cluster that says its text, with every digest made anew."""

    def alter(writer: Any) -> None:
        stream = streams(writer, 0)
        content = stream.get_data()
        end = content.find(b"EMC", content.rfind(b"ActualText"))
        fonts = re.findall(rb"(/\w+ [\d.]+ Tf)\n\[ ?(<\w{4})", content)
        code = shown % {b"other": b"\n".join((fonts[0][0], b"[%s>] TJ" % fonts[0][1]))}
        stream.set_data(content[:end] + code + b"\n" + content[end:])

    return covered_up(alter)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["bn", "km", "th"])
def test_no_letters_are_hidden_inside_a_cluster(tmp_path, language):
    if not has_font(language):
        pytest.skip(f"this system has no font for {language}")
    pdf = briefed(tmp_path, SCRIPTS[language])
    last = re.findall(rb"ActualText[^]]*(\[[^]]*\] TJ)", page_content(pdf))[-1]
    assert verify(edited(pdf, covered_up(lambda _: None))).differs == ()
    for shown in (b"%(other)s", last, b"/Span <</MCID 0>> BDC EMC"):
        said = verify(edited(pdf, hidden_inside(shown))).differs
        assert any("letters inside others that are read instead" in one for one in said), said


def page_content(pdf: bytes) -> bytes:
    found = PdfReader(BytesIO(pdf)).pages[0].get_contents()
    assert found is not None
    return found.get_data()


# --- Each paragraph alone ---------------------------------------------------------


def cited_alone(folder: Path, source: str, paragraph: int, paper: str) -> None:
    brief = folder / f"briefs/{source}-{paragraph}-{paper}.yaml"
    brief.parent.mkdir(exist_ok=True)
    brief.write_text(
        f"title: Alone\ndate: 2026-11-20\npaper: {paper}\nsources: [{source}]\n"
        f"key_points: ['The text says so [@A{paragraph}].']\n",
        "utf-8",
    )
    made = make(Job(folder.resolve(), brief, Options()))
    assert made.printed is not None, made.findings
    assert made.printed.problems == ()
    assert verify(made.printed.content).differs == ()


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    for file in (REPOSITORY / "seeds").iterdir():
        (tmp_path / "seeds" / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_a_paragraph_cited_alone_builds(texts):
    cited_alone(texts, "pentagon-denial", 17, "letter")


@pytest.mark.slow
@pytest.mark.parametrize(("source", "count"), [("pentagon-denial", 38), ("legal-analysis", 16)])
def test_each_paragraph_cited_alone_builds(texts, source, count):
    for paragraph in range(1, count + 1):
        cited_alone(texts, source, paragraph, "a4" if paragraph % 2 else "letter")


# --- One altered letter -------------------------------------------------------------


@pytest.mark.slow
def test_an_altered_letter_is_found(tmp_path):
    pdf = briefed(tmp_path, "The pilots did not authorise the closing of the lock")
    assert passed(pdf, 60, seed=1) == []
