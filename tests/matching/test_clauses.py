"""Where a main clause of its own begins after “and”, so that a denial before it ends there."""

from __future__ import annotations

import pytest

from briefgen.matching.matcher import find
from briefgen.matching.omissions import just_before, reaching
from tests.desk import stretches


def lost(language: str, text: str) -> list[str]:
    """The qualifiers that a quotation of what is after `|` in `text` comes just after."""
    (match,) = find(text.partition("|")[2], stretches(text.replace("|", "")))
    found = just_before(match, language)
    return [one.word for one in reaching(match, found, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The board rejected it and |the lock was shut"),
        ("en", "The board rejected it and |the sentence stands"),
        ("en", "The board rejected it and the masons |left the quay"),
        ("en", "The board denied the request and |the lamp stayed dark"),
        ("en", "The guards never slept and |the gold was safe"),
        ("en", "The town has few shops but |the market is large"),
        ("en", "The rule bars no one and |the gate is open"),
        ("en", "Nobody spoke and then |Ebb closed the session"),
        ("en", "They failed to agree and |prices rose by a third"),
        ("en", "It was not paved and |it floods in May"),
        ("en", "The storm prevented it and |we left"),
        ("en", "The bank refused it although |the farm was sound"),
        ("en", "He had no coal and |the stove of the mill was cold"),
        ("en", "The dean forbade the play and |boys in the street burned his effigy"),
        ("en", "They rejected the claim of fraud and |the farm was sold"),
        ("en", "They rejected the offer because |the price was low"),
        ("en", "The clerk was denied a pension and |died in May"),
        ("en", "The court dismissed the case and |ordered the town to pay"),
        ("de", "Er lehnte ab und |fuhr nach Hause"),
        ("de", "Der Abt lehnte es ab und |der Ritter ritt nach Hause"),
        ("de", "Der Fluss führte wenig Wasser und |die Mühlen lagen still"),
        ("de", "Keiner wollte das Amt und |so blieb es frei"),
        ("de", "Der Rat lehnte den Antrag ab und |das Tor blieb offen"),
        ("de", "Der Müller schlief nicht und |das Rad drehte sich"),
        ("de", "Der Bote kam nicht und |die Händler kehrten um"),
        ("de", "Er kam nicht und |dann schloss das Tor"),
        ("de", "Niemand kam und |er ging nach Hause"),
        ("fr", "Le conseil rejeta la demande et |le quai est resté ouvert"),
        ("fr", "Le meunier ne dormait pas et |la roue tournait"),
        ("fr", "Le passeur ne vint pas et |les marchands repartirent"),
        ("fr", "Elle n’a rien dit et |elle a signé"),
        ("fr", "Le roi refusa le prêt alors que |l’affaire était saine"),
    ],
)
def test_a_denial_ends_where_a_clause_of_its_own_begins(language: str, text: str) -> None:
    assert lost(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "Only the mayor and |the judges were present", "Only"),
        ("en", "Only the wounded and |the judges were present", "Only"),
        ("en", "He did not weigh and |stamp the silver", "not"),
        ("en", "He did not read the letter and |the book she wrote", "not"),
        ("en", "He did not pay the widows and |the men wounded in the war", "not"),
        ("en", "They would not have the bell rung and |the gates opened", "not"),
        ("en", "Nobody thinks the mill burned and |the miller was dead", "Nobody"),
        ("en", "It is untrue the mill burned and |the miller was dead", "untrue"),
        ("en", "Perhaps the mill burned and |the miller was dead", "Perhaps"),
        ("en", "If the dam breaks and |the water is high, it falls", "If"),
        ("en", "He had no food and |water of his own", "no"),
        ("en", "It was shut and no |boat was seen", "no"),
        ("en", "They did not leave because |the price was low", "not"),
        ("en", "It could play a great and |hitherto unrecognized role", "could"),
        ("en", "They did not see the king and |the once feared queen of it", "not"),
        ("en", "The clerk is believed dead and |buried in Spain", "believed"),
        ("en", "The clerk was not denied a pension and |died in May", "not"),
        ("en", "The clerk refused to see and |wounded the guard", "refused"),
        ("de", "Nur der Müller und |der Bäcker waren da", "Nur"),
        ("de", "Er wollte nicht den Hof und |das Haus verkaufen", "nicht"),
        ("de", "Er hat nicht den Hof und |das Haus gut bewacht", "nicht"),
        ("de", "Wenn die Mühle brennt und |der Müller war da, endet es", "Wenn"),
        ("fr", "Il n’a pas vendu la ferme et |la maison du lac", "n’a"),
        ("fr", "Il refuse l’argent et |la maison qu’il avait promise", "refuse"),
        ("fr", "Peut-être le moulin brûla et |le meunier était mort", "Peut"),
    ],
)  # fmt: skip
def test_a_denial_reaches_what_may_be_a_part_of_its_clause(
    language: str, text: str, word: str
) -> None:
    assert word in lost(language, text)
