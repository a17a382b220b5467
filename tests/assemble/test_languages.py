"""The page in other languages: our words, dates, quotation marks, scripts and directions."""

from __future__ import annotations

import datetime
import string
from pathlib import Path

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from pypdf import PdfReader

from briefgen.assemble.bidi import direction, language_direction, unordered
from briefgen.assemble.dates import printed_date
from briefgen.assemble.document import all_labels
from briefgen.assemble.locales import LANGUAGES, labels
from briefgen.model.source import PartialDate
from briefgen.render.theme import load_theme

pytestmark = pytest.mark.slow

THEME = load_theme("policy-brief", workspace_templates=None)

BRIEF = """\
title: T
date: 2026-11-20
language: {language}
sources: [report]
passages:
  closed: {{source: report, quote: The harbour was closed on Monday}}
key_points:
  - Z [@closed]. [!asked]
  - Z [@closed].
claims:
  - id: asked
    claim: Z.
    positions:
      - {{stance: asserts, by: unattributed, cite: A2}}
      - {{stance: denies, by: The ministry, cite: A3}}
"""


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def printed(pdf: Path) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(pdf).pages)
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["fr", "de", "es"])
def test_every_word_of_ours_has_its_like_in_each_language(language):
    english, theirs = LANGUAGES["en"], LANGUAGES[language]
    assert theirs.keys() == english.keys()
    assert {key: placeholders(words) for key, words in theirs.items()} == {
        key: placeholders(words) for key, words in english.items()
    }
    assert len(theirs["numbers"].split()) == len(english["numbers"].split())


@pytest.mark.parametrize("language", ["fr", "de", "es"])
def test_every_word_of_the_theme_has_its_like_in_each_language(language):
    english, theirs = THEME.labels("en"), THEME.labels(language)
    same = {key for key in english if theirs[key] == english[key]}
    known = {"notes", "page", "fingerprint", "how_to_page", "how_to_sources"}
    assert same <= known, "still English"
    assert {key: placeholders(words) for key, words in theirs.items()} == {
        key: placeholders(words) for key, words in english.items()
    }


def test_a_language_without_words_of_its_own_has_english_ones_and_its_own_dates():
    assert labels("it-IT") is labels("en")
    assert (
        printed_date(datetime.date(2026, 11, 20), "it-IT", all_labels("it-IT", {}))
        == "20 novembre 2026"
    )


@pytest.mark.parametrize(
    ("language", "month", "day"),
    [
        ("en-US", "March 2026", "March 2, 2026"),
        ("fr-CH", "mars 2026", "2 mars 2026"),
        ("de", "März 2026", "2. März 2026"),
        ("es", "marzo de 2026", "2 de marzo de 2026"),
    ],
)
def test_dates_are_written_out_as_the_language_does(language, month, day):
    words = all_labels(language, {})
    assert printed_date(PartialDate(2026, 3), language, words) == month
    assert printed_date(PartialDate(2026, 3, 2), language, words) == day
    until = PartialDate(2026, 3, 2)
    assert printed_date(PartialDate(2026, 3, until=until), language, words) == f"{month} – {day}"
    assert printed_date(PartialDate(2025, until=PartialDate(2026)), language, words) == "2025–2026"


def test_the_first_of_a_month_is_an_ordinal_in_french():
    assert (
        printed_date(datetime.date(2026, 11, 1), "fr", all_labels("fr", {})) == "1er novembre 2026"
    )
    assert (
        printed_date(datetime.date(2026, 11, 11), "fr", all_labels("fr", {})) == "11 novembre 2026"
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fr",
            [
                "Points clés",
                (
                    "1 Source A, « Harbour closed », s. d., A2, p. A-1 : "
                    "« The harbour was closed on Monday »."
                ),
                "Voir note 1 (A2, p. A-1)",
                "contestée · signalée : point clé 1",
                "Personne de nommé (A)",
                (
                    "Une source : texte (A). Le catalogue ne donne pour elle aucune indication "
                    "d’auteur, d’éditeur ni de date."
                ),
                "Page 1 sur 1",
            ],
        ),
        (
            "de",
            [
                "Kernpunkte",
                (
                    "1 Quelle A, „Harbour closed“, o. D., A2, S. A-1: "
                    "„The harbour was closed on Monday“."
                ),
                "Siehe Anm. 1 (A2, S. A-1)",
                "umstritten · vermerkt in Kernpunkt 1",
                "Niemand genannt (A)",
                "Seite 1 von 1",
            ],
        ),
        (
            "es",
            [
                "Puntos clave",
                (
                    "1 Fuente A, «Harbour closed», s. f., A2, p. A-1: "
                    "«The harbour was closed on Monday»."
                ),
                "Véase la nota 1 (A2, p. A-1)",
                "controvertida · señalada en punto clave 1",
                "Página 1 de 1",
            ],
        ),
    ],
)
def test_a_brief_speaks_its_language_and_verifies(workspace, briefgen, language, expected):
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(BRIEF.format(language=language), encoding="utf-8")
    assert briefgen("build", path).code == 0
    pdf = workspace / "output" / "harbour.pdf"
    text = printed(pdf)
    assert [words for words in expected if words not in text] == []
    assert briefgen("verify", pdf).code == 0


def test_a_french_colon_has_a_space_in_our_words_and_not_in_the_editors(workspace, briefgen):
    path = workspace / "briefs" / "harbour.yaml"
    brief = BRIEF.format(language="fr").replace(
        "- Z [@closed].\n", "- 'Un fait: ceci; cela! [@closed].'\n"
    )
    path.write_text(brief, encoding="utf-8")
    assert briefgen("build", path, "--html").code == 0
    page = (workspace / "output" / "harbour.html").read_text(encoding="utf-8")
    assert "Un fait: ceci; cela!" in page
    assert "A2</a>\u202f: «\u202f" in page


def test_words_of_a_source_carry_its_language(workspace, briefgen):
    catalogue = workspace / "seeds" / "sources.yaml"
    catalogue.write_text(
        catalogue.read_text(encoding="utf-8").replace("closed}", "closed, language: en-GB}"),
        encoding="utf-8",
    )
    path = workspace / "briefs" / "harbour.yaml"
    for language, spoken in (("de", True), ("en-US", False)):
        path.write_text(BRIEF.format(language=language), encoding="utf-8")
        assert briefgen("build", path, "--html").code == 0
        page = (workspace / "output" / "harbour.html").read_text(encoding="utf-8")
        words = '<span lang="en-GB" dir="ltr">The harbour was closed on Monday</span>'
        assert (words in page) == spoken
        assert '<div class="text" lang="en-GB">' in page


PROSE = """\
title: Hafen
date: 2026-11-20
language: {language}
sources: [report]
key_points:
  - Der Hafen war „closed *on* Monday“ [@A2].
sections:
  - heading: Lage
    body: |
      Ein Satz.^[Er war „closed on Monday“ [@A2].]

      > The harbour was closed on Monday. [@A2]

      > The harbour was closed on Monday. [@A2] So steht es da.
claims:
  - id: closed
    claim: Der Hafen war zu.
    positions:
      - {{stance: asserts, by: unattributed, says: Er war „closed on Monday“., cite: A2}}
"""


def test_quotations_in_prose_carry_their_sources_language(workspace, briefgen):
    catalogue = workspace / "seeds" / "sources.yaml"
    catalogue.write_text(
        catalogue.read_text(encoding="utf-8").replace("closed}", "closed, language: en-GB}"),
        encoding="utf-8",
    )
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(PROSE.format(language="de"), encoding="utf-8")
    assert briefgen("build", path, "--html").code == 0
    page = (workspace / "output" / "harbour.html").read_text(encoding="utf-8")
    english = '<span lang="en-GB" dir="ltr">{}</span>'.format
    assert f"„{english('closed')} <em>{english('on')}</em> {english('Monday')}“" in page
    # One of them is in a note, which is beside its line too.
    assert page.count(f"„{english('closed on Monday')}“") == 3
    assert page.count(english("The harbour was closed on Monday.")) == 1
    assert " So steht es da." in page
    path.write_text(PROSE.format(language="en"), encoding="utf-8")
    assert briefgen("build", path, "--html").code == 0
    page = (workspace / "output" / "harbour.html").read_text(encoding="utf-8")
    assert '<span lang="en-GB"' not in page


def test_greek_and_cyrillic_print_in_the_themes_own_fonts(workspace, briefgen):
    (workspace / "seeds" / "report.txt").write_text(
        "Το λιμάνι έκλεισε. Ἐν ἀρχῇ ἦν ὁ λόγος.\nГавань закрылась.\n", encoding="utf-8"
    )
    path = workspace / "briefs" / "harbour.yaml"
    path.write_text(
        "title: Το λιμάνι\ndate: 2026-11-20\nsources: [report]\n"
        "key_points: ['“Гавань закрылась” [@A2].']\n",
        encoding="utf-8",
    )
    assert briefgen("build", path).code == 0
    text = printed(workspace / "output" / "harbour.pdf")
    assert "Гавань закрылась" in text
    assert "Ἐν ἀρχῇ ἦν ὁ λόγος" in text


@pytest.mark.parametrize(
    ("text", "way"),
    [("(1) العربية", "rtl"), ("“עברית” here", "rtl"), ("A2: العربية", "ltr"), ("12 …", "ltr")],
)
def test_text_runs_as_its_first_letter_does(text, way):
    assert direction(text) == way


def test_some_languages_run_from_right_to_left():
    ways = {tag: language_direction(tag) for tag in ("ar", "he-IL", "fa", "en-US", "xx-nonsense")}
    assert ways == {"ar": "rtl", "he-IL": "rtl", "fa": "rtl", "en-US": "ltr", "xx-nonsense": "ltr"}


def test_the_way_of_every_language_is_that_of_unicode():
    tags = [tag.replace("_", "-") for tag in locale_identifiers()]
    ours = {tag: language_direction(tag) for tag in tags}
    theirs = {tag: Locale.parse(tag, sep="-").character_order for tag in tags}
    assert {tag: way == "rtl" for tag, way in ours.items()} == {
        tag: order == "right-to-left" for tag, order in theirs.items()
    }


def test_words_read_back_from_right_to_left_are_compared_without_their_order():
    meant = "المجلس قال (12): A2"
    read = "A2 :)12( قال املجلس".replace("امل", "الم")
    assert unordered(meant) == unordered(read)
    assert unordered("قال المجلس") != unordered("قال")
    assert unordered("قلا") == unordered("قال")  # a ligature's letters may change places
    assert unordered("قال 12") != unordered("قال 13")
