"""What is a quotation in prose, and what is not."""

from __future__ import annotations

import pytest

from briefgen.markdown.quotation_marks import find_quotations, read_marks, unescaped


def found(text: str, language: str = "en-US") -> list[str]:
    """The quotations in `text`, unclosed ones with a trailing `<`."""
    return [
        text[q.start : q.end] + ("" if q.closed else "<") for q in find_quotations(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("it was “closed” then", ["closed"]),
        ("it was „closed“ then", ["closed"]),
        ("it was «closed» then", ["closed"]),
        ('it was "closed" then', ["closed"]),
        ("“one” and “two”", ["one", "two"]),
        ('"one" and "two"', ["one", "two"]),
        ("“one „two“ «three» four”", ["one „two“ «three» four"]),
        ("“one “two” three”", ["one “two” three"]),
        ("„one „two“ three“", ["one „two“ three"]),
        ("“one «two three” four» five", ["one «two three"]),
        ('“one "two" three”', ['one "two" three']),
        ('"one “two" three”', ["one “two"]),
        ("‘closed’ 'closed' ‚closed‘", []),
        ("‹closed› 「so」 『so』 ❝so❞", ["closed", "so", "so", "so"]),
        ("“…” and “[...]” and “. . .”", []),
        ('it said "in 2025" and 5" more', ["in 2025"]),
        ('it said "in 5" and "so"', ["in 5", "so"]),
        ("it’s the council's", []),
        ("“‘closed’ it said”", ["‘closed’ it said"]),
        ('a 5" pipe and a 7" pipe', []),
        ('a 5" pipe, "closed" then', ["closed"]),
        ("open “24/7” there", ["24/7"]),
        ('“” and "" and « »', []),
        ("closed” then", []),
        ("closed» then", []),
    ],
)
def test_text_between_double_marks(text: str, quotations: list[str]) -> None:
    assert found(text) == quotations


@pytest.mark.parametrize(
    "pair",
    "´´x´´ ‛‛x’’ ‛x’ ´x´ `x´ ״x״ ׳׳x׳׳ ｢x｣ 《x》 〈x〉 ⟪x⟫ 〝x〞 〝x〟 〟x〟 ,,x'' ‚‚x‘‘ ,,x’’ "
    '‶x″ ʺxʺ ˮxˮ ˝x˝ 〃x〃 ❮x❯ ❛x❜ ❠x❞ ﹁x﹂ ﹃x﹄ ＂x＂ ＇x＇ 🙶x🙷 🙸x🙸 ′′x′′ ‵‵x′′ ʼʼxʼʼ ""x"" ‟x” '
    "»x« ›x‹".split(),
)
def test_words_between_marks_that_are_none_are_stray(pair: str) -> None:
    opening, closing = pair.split("x")
    marks = read_marks(f"He said {opening}They slept{closing} then", "en-US")
    assert marks.strays or any(not quotation.closed for quotation in marks.quotations)


@pytest.mark.parametrize(
    "text",
    [
        "it cost «so» and 《海港》 and 〈港〉",
        "the pilots´ hall and the board´s one",
        "if a << b and c >> d",
        'a "" and b "" here',
        "5'' long and 6'' wide, 3´´ deep and 4´´ high",
        "the f′′(x) of g′′(x)",
        "of צה״ל and רמטכ״ל",
        "ditto 〃 and 〃",
        "they left,, and so,, they said",
        "Qur’ān, ʻOkina and Hawaiʻi’s",
    ],
)
def test_signs_that_are_around_no_words_are_not_stray(text: str) -> None:
    assert not read_marks(text, "en-US").strays


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“one and «two»", ["one and «two»<", "two"]),
        ("“one “two", ["one “two<", "two<"]),
        ("“one and “two” three", ["one and “two” three<", "two"]),
        ('"one and “two”', ["one and “two”<", "two"]),
        ('"in 2025', ["in 2025<"]),
        ("»closed« then", ["then<"]),
    ],
)
def test_behind_one_that_is_not_closed_the_search_goes_on(text: str, quotations: list[str]) -> None:
    assert [q.strip() for q in found(text)] == [q.strip() for q in quotations]


@pytest.mark.parametrize(
    ("language", "text", "quotations"),
    [
        ("de", "es war »zu« dann", ["zu"]),
        ("de-CH", "es war «zu» dann", ["zu"]),
        ("da", "»lukket« da", ["lukket"]),
        ("sv", "det var ”stängt” då", ["stängt"]),
        ("fi-FI", "”kiinni” ja ”auki”", ["kiinni", "auki"]),
        ("sv", "“stängt” då", ["stängt"]),
        ("pl", "było „zamknięte” wtedy", ["zamknięte"]),
        ("nl", "het was „dicht” toen", ["dicht"]),
        ("hu", "„zárva” és „nyitva“", ["zárva", "nyitva"]),
        ("en", "„closed” then", ["closed” then<"]),
        ("DE", "»zu«", ["zu"]),
    ],
)
def test_the_language_adds_marks_of_its_own(
    language: str, text: str, quotations: list[str]
) -> None:
    assert found(text, language) == quotations


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("he said, ‘it closed’ then", ["it closed"]),
        ("‘it’s closed’, ’tis said in ’68", ["it’s closed"]),
        ("the pilots’ hall and the board’s lock", []),
        ("‘the pilots’ hall’ is", ["the pilots’ hall"]),
        ("‘one’ and ‘two’", ["one", "two"]),
        ("‘the “old” lock’ is", ["the “old” lock"]),
        ("‘“old” lock’ is", ["“old” lock"]),
        ("“the ‘old’ lock” is", ["the ‘old’ lock"]),
        ("‘closed.’ Then", ["closed."]),
        ("‘never closed", ["never closed<"]),
        ("O‘Brien ‘so’", ["so"]),
    ],
)
def test_single_marks_are_a_quotation_in_british_english(text: str, quotations: list[str]) -> None:
    assert found(text, "en-GB") == quotations
    assert [q for q in found(text) if "“" not in text] == []


@pytest.mark.parametrize(
    ("language", "quotations"),
    [
        ("en-GB-oxendict", ["closed"]),
        ("en-Latn-GB", ["closed"]),
        ("EN-latn-AU-u-nu-latn", ["closed"]),
        ("en-IE", ["closed"]),
        ("en-US", []),
        ("en-Latn-US-x-gb", []),
        ("en-x-GB", []),
        ("cy-GB", []),
    ],
)
def test_the_region_of_a_language_tag_tells_british_marks(
    language: str, quotations: list[str]
) -> None:
    assert found("the lock was ‘closed’ then", language) == quotations


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ('לפי דו"ח המבקר, צה"ל סירב', []),
        ('מנכ"לית ויו"רית, רמטכ"לים', []),
        ('הוא אמר "דו"ח סודי" אתמול', ['דו"ח סודי']),
        ('הוא אמר “דו"ח סודי” אתמול', ['דו"ח סודי']),
        ('כתב ב"הארץ" וגם ב"מעריב" אתמול', ["הארץ", "מעריב"]),
        ('כתב "הארץ"', ["הארץ"]),
        ("צ'רצ'יל וז'בוטינסקי", []),
        ('a"b and c"d', ["b and c"]),
    ],
)
def test_gershayim_of_a_hebrew_word_are_no_marks(text: str, quotations: list[str]) -> None:
    assert found(text, "he") == quotations


def test_a_single_mark_closes_before_its_citation() -> None:
    text = "‘one’ so the pilots’ lock"
    cited = [q.end for q in find_quotations(text, "en-GB", None, [5])]
    assert (cited, found(text, "en-GB")) == ([4], ["one’ so the pilots"])


@pytest.mark.parametrize(
    ("text", "strays"),
    [
        ("”closed” then", ["”closed”"]),
        ("closed” then", ["”"]),
        ("so» then", ["»"]),
        ("‟closed” then", ["‟closed”"]),
        ("''closed'' then", ["''closed''"]),
        ("‘‘closed’’ then", ["‘‘closed’’"]),
        ("″closed″ then", ["″closed″"]),
        ("〝closed〞 then", ["〝closed〞"]),
        ("＂closed＂ then", ["＂closed＂"]),
        ("❞closed❞ then", ["❞closed❞"]),
        ("≪closed≫ then", ["≪closed≫"]),
        ("<< I closed it >> then", ["<< I closed it >>"]),
        ("≪\u202fclosed.\u202f≫ then", ["≪\u202fclosed.\u202f≫"]),
        ("a delay ≪ b and c ≫ 12", []),
        ("a 12″ pipe and a 6″ one, 6′ long", []),
        ("a 6' 3\" pole in the pilots' hall", []),
        ("the pilots’ hall and the board’s", []),
        ("“''closed'' so”", []),
        ("“so” and «so» and 「so」", []),
        ("x''y and ''", []),
    ],
)
def test_marks_that_are_none(text: str, strays: list[str]) -> None:
    found = read_marks(text, "en")
    assert [text[stray.start : stray.end] for stray in found.strays] == strays


def test_a_swedish_mark_is_none_that_strays() -> None:
    assert read_marks("”stängt” då", "sv").strays == ()
    assert read_marks("”stängt då", "sv").quotations[0].closed is False


def test_a_mark_in_code_strays_nowhere() -> None:
    text = "''a'' b”"
    assert read_marks(text, "en", [True] * len(text)).strays == ()


def test_a_mark_that_closes_nothing_inside_is_passed_over() -> None:
    assert found("“one «two» three» four” and “five”") == ["one «two» three» four", "five"]


def test_a_literal_mark_neither_opens_nor_closes() -> None:
    text = "“one ” two”"
    literal = [i == 5 for i in range(len(text))]
    assert [text[q.start : q.end] for q in find_quotations(text, "en", literal)] == ["one ” two"]


def test_a_backslash_before_a_double_mark_is_not_printed() -> None:
    assert unescaped(r"a \“b\” \"c\" \n \\ d") == r'a “b” "c" \n \\ d'


def test_many_marks_that_never_close_take_no_time() -> None:
    assert len(found("“" * 20_000)) == 20_000
    assert len(found("«“" * 10_000 + "»")) > 0
