"""Negations and hedges: the words that a quotation must not lose."""

from __future__ import annotations

import pytest

from briefgen.matching.qualifiers import qualifiers

ENGLISH = """
not cannot no never neither nor none nobody nothing without hardly barely scarcely unlikely
isn’t isn't isnʼt isn‘t won’t
deny denies denied denying denial denials refuse refused refusing refusal reject rejected
decline declined oppose opposed against prohibit prohibited ban banned forbid forbidden prevented
only unless except until if few rarely seldom
allege alleges alleged alleging allegedly allegation
purport purports purported purportedly purporting reported reportedly reporting
suspect suspects suspected suspecting claim claims claimed claiming
appear appears appeared appearing apparently apparent believe believed accuse accused
dispute disputed rumour rumoured rumored false falsely untrue unable impossible unconfirmed
so-called supposedly ostensibly should would must
may might could likely probably possibly perhaps Not ALLEGEDLY
lacks absent refuted disproved retracted avoided ceased dismissed merely almost nearly solely
whether maybe presumably unfounded baseless hypothetical lied fabricated speculated
""".split()
OTHERS = [
    ("de", "Er hat es nicht befohlen", "nicht"),
    ("de-CH", "der angebliche Befehl", "angebliche"),
    ("fr", "il n’a pas fermé", "n’a"),
    ("fr", "la présumée fermeture", "présumée"),
    ("es", "nunca se cerró", "nunca"),
    ("es", "según el consejo", "según"),
    ("de", "nur der Hafen", "nur"),
    ("de", "er weigerte sich", "weigerte"),
    ("fr", "sauf le port", "sauf"),
    ("fr", "ils refusèrent", "refusèrent"),
    ("es", "salvo el puerto", "salvo"),
    ("es", "rechazó cerrarlo", "rechazó"),
    ("pl", "Rada nigdy jej zamknęła", "nigdy"),
    ("pl-PL", "tylko port", "tylko"),
    ("pl", "rzekomo zamknięto", "rzekomo"),
    ("ru", "порт не закрыт", "не"),
    ("ru", "только порт", "только"),
    ("ru-RU", "порт якобы закрыт", "якобы"),
    ("sv", "hamnen stängdes inte", "inte"),
    ("sv-SE", "endast hamnen", "endast"),
    ("sv", "hamnen påstods stängd", "påstods"),
    ("da", "havnen blev ikke lukket", "ikke"),
    ("da", "den angivelige lukning", "angivelige"),
    ("nb", "havnen ble ikke stengt", "ikke"),
    ("no", "bare havnen", "bare"),
    ("fi", "satama ei ole auki", "ei"),
    ("fi", "vain satama", "vain"),
    ("nl", "de haven was niet dicht", "niet"),
    ("nl", "vermoedelijk dicht, naar verluidt", "naar verluidt"),
    ("it", "il porto non era chiuso", "non"),
    ("it", "soltanto il porto", "soltanto"),
    ("pt", "o porto não fechou", "não"),
    ("pt-BR", "o suposto fecho", "suposto"),
    ("cs", "přístav nebyl zavřen", "nebyl"),
    ("cs", "údajně zavřen", "údajně"),
    ("hu", "a kikötő nem volt zárva", "nem"),
    ("hu", "állítólag zárva volt", "állítólag"),
    ("uk", "порт не закрито", "не"),
    ("uk", "порт нібито закрито", "нібито"),
    ("he", "הנמל לא נסגר", "לא"),
    ("he", "הדובר הכחיש שהנמל נסגר", "הכחיש"),
    ("he", "ורק הנמל", "ורק"),
    ("he", "הנמל לכאורה נסגר", "לכאורה"),
    ("ar", "لم يغلق الميناء", "لم"),
    ("ar", "باستثناء الميناء", "باستثناء"),
    ("ar", "يزعم أنه أغلق", "يزعم"),
    ("fa", "بندر بسته نشد", "نشد"),
    ("fa", "فقط بندر", "فقط"),
    ("fa", "ظاهرا بسته بود", "ظاهرا"),
    ("hi", "बंदरगाह बंद नहीं है", "नहीं"),
    ("hi", "केवल बंदरगाह", "केवल"),
    ("hi", "कथित तौर पर बंद", "कथित"),
    ("ur", "بندرگاہ بند نہیں تھی", "نہیں"),
    ("ur", "صرف بندرگاہ", "صرف"),
    ("tr", "liman kapatılmadı", "kapatılmadı"),
    ("tr-TR", "yalnızca liman", "yalnızca"),
    ("tr", "liman sözde kapalı", "sözde"),
    ("el", "το λιμάνι δεν έκλεισε", "δεν"),
    ("el", "μόνο το λιμάνι", "μόνο"),
    ("ro", "portul nu s-a închis", "nu"),
    ("ro", "doar portul", "doar"),
    ("zh", "港口没有关闭", "没"),
    ("zh-Hant", "港口據稱關閉", "據稱"),
    ("ja", "港は閉まっていない", "ない"),
    ("ja", "港だけ", "だけ"),
    ("ko", "항구는 닫히지 않았다", "않"),
    ("de", "dem Hafen fehlte Wasser", "fehlte"),
    ("de", "die Lüge vom Hafen", "Lüge"),
    ("de", "er versuchte zu schließen", "versuchte"),
    ("fr", "l’absence de port", "absence"),
    ("fr", "un mensonge", "mensonge"),
    ("fr", "il tenta de fermer", "tenta de"),
    ("es", "carece de puerto", "carece"),
    ("es", "la mentira del puerto", "mentira"),
    ("it", "il porto manca", "manca"),
    ("it", "tentò di chiudere", "tentò"),
    ("pt", "a ausência do porto", "ausência"),
    ("nl", "een gebrek aan water", "gebrek aan"),
    ("da", "havnen mangler vand", "mangler"),
    ("nb", "de prøvde å stenge", "prøvde"),
    ("sv", "hamnen saknar vatten", "saknar"),
    ("fi", "he yrittivät sulkea", "yrittivät"),
    ("pl", "kłamstwo o porcie", "kłamstwo"),
    ("cs", "pokusil se zavřít", "pokusil"),
    ("hu", "megpróbálta bezárni", "megpróbálta"),
    ("ru", "пытались закрыть порт", "пытались"),
    ("uk", "намагалися закрити порт", "намагалися"),
    ("he", "השקר על הנמל", "השקר"),
    ("ar", "حاول إغلاق الميناء", "حاول"),
    ("fa", "تلاش برای بستن", "تلاش"),
    ("hi", "बंद करने की कोशिश", "कोशिश"),
    ("ur", "بند کرنے کی کوشش", "کوشش"),
    ("tr", "limanı kapatmaya çalıştı", "çalıştı"),
    ("el", "προσπάθησε να κλείσει", "προσπάθησε"),
    ("ro", "au încercat să închidă", "încercat"),
    ("zh", "试图关闭港口", "试图"),
    ("ja", "港を閉めようとした", "ようとし"),
    ("ko", "항구를 닫으려고 했다", "려고"),
]


@pytest.mark.parametrize("word", ENGLISH)
def test_english_qualifiers(word: str) -> None:
    assert qualifiers(f"The harbour {word} closed.") == [word]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It failed to close", ["failed to"]),
        ("It has yet\u00a0to close", ["yet to"]),
        ("far from safe, instead of closed", ["far from", "instead of"]),
        ("It did n\u200bot close", ["not"]),
        ("It closed in May. May it open", ["May"]),
        ("No. 5 said no", ["no"]),
        ("a few boats, few boats", ["few"]),
        ("the report, reports of it", []),
        ("they report it, reports that it", ["report", "reports"]),
        ("rather than, other than, contrary to it", ["rather than", "other than", "contrary to"]),
        ("a rather large hall, on the other side", []),
        ("free of fish, free of charge, a free town", ["free of"]),
        ("an absence of fish, short of fish, a short visit", ["absence of", "short of"]),
        ("it stopped fishing, it stopped there", ["stopped fishing"]),
        ("too old to be closed, too old a boat", ["too old to"]),
        ("It was ruled out by the rules", ["ruled out"]),
        ("a lie that it lies there, lies about it", ["lie that", "lies about"]),
        ("the notion that it closed, a notion of it", ["notion that"]),
        ("They tried to close it and tried it", ["tried to"]),
        ("They asked the whole board to close it", ["asked the whole board to"]),
        ("It was said to be closed, he said to me", ["was said to"]),
        ("less than 5 boats, more than boats", ["less than"]),
        ("at least, at last, up to it, provided that, provided by it",
         ["at least", "up to", "provided that"]),
    ],
)  # fmt: skip
def test_words_that_are_qualifiers_in_their_place(text: str, found: list[str]) -> None:
    assert sorted(qualifiers(text)) == sorted(found)


@pytest.mark.parametrize(
    "word",
    [
        "commonly",
        "shoulder",
        "mustard",
        "nearby",
        "note",
        "north",
        "another",
        "maybe5",
        "mightily",
        "knot",
        "iffy",
    ],
)
def test_words_that_merely_hold_one(word: str) -> None:
    assert qualifiers(f"The {word} harbour") == []


@pytest.mark.parametrize(("language", "text", "found"), OTHERS)
def test_other_languages_have_lists_of_their_own(language: str, text: str, found: str) -> None:
    assert found in qualifiers(text, language)
    assert found not in qualifiers(text)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("hi", "परिषद ने कहा कि बंदरगाह बंद है", []),  # “ने” is not “न”
        ("hi", "कितनी मात्रा", []),  # nor “मात्रा” “मात्र”
        ("hi", "रोका गया", ["रोका"]),
        ("ar", "قال المجلس إن السفن تدخل وإنّ الميناء مفتوح", []),
        ("ar", "إن كانت السفن تدخل", ["إن كانت"]),
        ("ar", "لَمْ يُغلق", ["لم"]),
        ("he", "הנמל לֹא נסגר", ["לא"]),
        ("fr", "ne\u0301 ici", []),
        ("fr", "il de\u0301ment", ["dément"]),
    ],
)
def test_marks_on_letters_are_parts_of_words(language: str, text: str, found: list[str]) -> None:
    assert qualifiers(text, language) == found


def test_english_counts_whatever_the_language() -> None:
    assert qualifiers("It was not closed", "de", "") == ["not"]
