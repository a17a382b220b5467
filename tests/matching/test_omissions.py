"""What turns the meaning where a quotation leaves words out, or begins."""

from __future__ import annotations

import pytest

from briefgen.matching.matcher import Match, find
from briefgen.matching.omissions import dropped, joined, just_after, just_before
from tests.desk import stretches


def only(quote: str, text: str) -> Match:
    (match,) = find(quote, stretches(text))
    return match


@pytest.mark.parametrize(
    ("quote", "text", "words"),
    [
        ("The quay is … open", "The quay is only open at noon", ["only"]),
        ("The quay … open", "The quay, built of stone, is open", []),
        ("The chair … signed", "The chair said that the clerk signed", ["said that"]),
        ("The chair … signed", "The chair told the board twice that he signed",
         ["told the board twice that"]),
        ("The chair … signed", "The chair said little and signed", []),
        ("It shut … that it leaks", "It shut. Mr. Ebb said that it leaks", ["said"]),
        ("It shut … that leaks", "It shut, he said, the quay that leaks", []),
        ("The board … to shut it", "The board failed to shut it", ["failed"]),
        ("The quay is … from safe", "The quay is far from safe", ["far"]),
        ("The board … shut it", "The board refused to shut it", ["refused"]),
        ("The quay … [is] open", "The quay will never be open", ["never"]),
        ("There is … evidence", "There is very little evidence", ["very little"]),
        ("The law does … permit it", "The law does anything but permit it", ["anything but"]),
        ("He has a … boat", "He has a little boat", []),
        ("The quay … open", "The quay, shut for nearly two years, is open", []),
        ("It has … 12 boats", "It has nearly 12 boats", ["nearly"]),
        ("The quay … open", "The quay, for lack of a guard, is open", []),
        ("There is … a guard", "There is a lack of a guard", ["lack"]),
        ("It did all … lawful", "It did all other than lawful", ["other than"]),
        ("The board … shut it", "The board tried to shut it", ["tried to"]),
        ("Of 5 … in 2020", "Of 5 tons in 2019 and 7.5 tons in 2020", ["2019", "7.5 tons"]),
        ("By 2019 … 7 left", "By 2019 5 left, by 2020 as many as 7 left", ["5", "2020"]),
        ("Of 5 in … 2020", "Of 5 in 2018, 6 in 2019 and 7 in 2020",
         ["2018", "6", "2019", "7"]),
        ("Of 5 in 2019 … in 2020", "Of 5 in 2019 and 7 in 2020", []),
        ("Of 5 … in 2020", "Of 5, or 4.5 if 2 are one, in 2020", ["if"]),
        ("Of 5 … that shut in 2020", "Of 5 in 2019 and 7 that shut in 2020", ["2019", "7"]),
        ("5 boats came … all left in 2020", "5 boats came in 2019, 7 more, and all left in 2020",
         []),
        ("Of 5 … In 2020", "Of 5 in 2019. Then 7. In 2020 none", []),
        ("It earned … $7 million", "It earned $2 million in 2019 and paid $7 million",
         ["$2 million", "paid"]),
        ("It earned … $7 million", "It earned $2 million in 2019 and about $7 million in 2020", []),
        ("It earned … $7", "It earned $2, a man says, a sum of $7", []),
        ("The quay cost … $7", "The quay cost $2 and the lock $7", ["$2", "the lock"]),
        ("It rose … 12 per cent", "It rose 3 per cent, then fell 12 per cent",
         ["3 per cent", "then fell"]),
        ("It rose … 12%", "It rose 3% in May and in June 12%", []),
        ("It rose in May … 12%", "It rose in May 3% and in June 12%", ["3%", "in June"]),
        ("It rose … 12%", "It rose from 3% to 12%", ["3%", "to"]),
        ("It rose … to 12%", "It rose from 3% to 12%", []),
        ("It sold … 9 million tons", "It sold 5 tons and bought 9 million tons",
         ["5 tons", "bought"]),
        ("It paid … $7", "It paid within 5 days of the vote $7", []),
        ("It shut … 7 boats", "It shut 5 boats out, as Art. 6 asks, and let 7 boats in",
         ["5", "let"]),
        ("By Art. 5 … 7 boats", "By Art. 5 and Art. 6 they took 7 boats", []),
        ("12 … women", "12 men and thirty women", ["thirty"]),
        ("It has a ratio of … 95%", "It has a ratio of 3.7, 95% of it new", ["3.7"]),
        ("It rose by … 2019", "It rose by 47% in 2019", ["47%"]),
        ("It rose by … in 2019", "It rose by 47% in 2019", []),
        ("12 miles … from it", "12 miles (19 km) from it", []),
    ],
)  # fmt: skip
def test_what_an_ellipsis_drops(quote: str, text: str, words: list[str]) -> None:
    assert [word for lost in dropped(only(quote, text), "en") for word in lost.words] == words


@pytest.mark.parametrize(
    ("quote", "text", "whole"),
    [
        ("It shut … It ends", "It shut. Nobody came. It ends.", True),
        ("It shut … It ends", "It shut, no doubt. It ends.", False),
        ("It shut … ends", "It shut. Nobody knows how it ends.", False),
        ("It shut. … It ends", "It shut. Mr. Ebb did not come. It ends.", True),
    ],
)
def test_a_sentence_left_out_whole_is_told_apart(quote: str, text: str, whole: bool) -> None:
    (lost,) = dropped(only(quote, text), "en")
    assert lost.is_whole is whole


@pytest.mark.parametrize(
    ("quote", "text", "omitted"),
    [
        ("The board … shut it", "The board met in May. The town shut it", ["met in May. The town"]),
        ("The board met … shut it", "The board met in May. The town shut it", ["in May. The town"]),
        (
            "The board met in May … shut it",
            "The board met in May. The town shut it",
            [". The town"],
        ),
        ("The board met in May. … shut it", "The board met in May. The town shut it", []),
        ("The board met …. shut it", "The board met in May. The town shut it", []),
        ("The board … The town shut it", "The board met in May. The town shut it", []),
        ("The board … the town shut it", "The board met in May. Hence, the town shut it", []),
        ("The board … The town shut it", "The board met in May.The town shut it", []),
        ("The board … shut it", "The board, said Mr. Ebb, shut it. So", []),
        ("The board … shut it. … It left", "The board met and shut it. So. It left", []),
    ],
)
def test_an_ellipsis_that_joins_two_sentences(quote: str, text: str, omitted: list[str]) -> None:
    assert joined(only(quote, text)) == omitted


@pytest.mark.parametrize(
    ("quote", "text", "words"),
    [
        ("shut the quay", "The chair denied that he shut the quay", ["denied"]),
        ("shut the quay", "It never opened. They shut the quay", []),
        ("shut the quay", "He did not go, and they shut the quay", []),
        ("shut the quay", "He denied it: they shut the quay", []),
        ("shut the quay", "“Never,” he said, and “no” they shut the quay", []),
        ("shut the quay", "He never, in 1,000 years shut the quay", []),
        ("shut the quay", "He not in 1,000 years shut the quay", ["not"]),
        ("shut the quay", "He is not one of the two who then shut the quay", []),
        ("Nobody shut it", "Nobody shut it", []),
        ("5 boats left", "They saw No. 5 boats left", []),
        ("5 boats left", "They said no 5 boats left", ["no"]),
        ("to shut it", "The board failed to shut it", ["failed"]),
        ("evidence of it", "There is little evidence of it", ["little"]),
        ("quays sink", "It is a myth that quays sink", ["myth"]),
        ("quays sink", "Critics wrongly say that quays sink", ["wrongly"]),
        ("quays sink", "I doubt quays sink", ["doubt"]),
        ("beyond repair", "The doubt beyond repair", []),
        ("to shut it", "He failed, to shut it", []),
        ("to shut it", "He tried to shut it", ["tried"]),
        ("the quay sank", "They asked whether the quay sank", ["whether"]),
        ("the quay sank", "It is a lie that the quay sank", ["lie that"]),
        ("12 boats sank", "At least 12 boats sank", ["At least"]),
        ("all the boats sank", "It was almost noon when all the boats sank", []),
        ("lawful", "It was other than lawful", ["other than"]),
        ("the boats sank", "Half of the boats sank", ["Half of"]),
        ("the boats sank", "Some of it was dry when the boats sank", []),
        ("in red", "They painted ‘never again’ in red", []),
        ("in red", "The girls’ names were never in red", ["never"]),
    ],
)
def test_what_is_just_before_a_quotation(quote: str, text: str, words: list[str]) -> None:
    assert [qualifier.word for qualifier in just_before(only(quote, text), "en")] == words


@pytest.mark.parametrize(
    ("quote", "text", "words"),
    [
        ("The quay is open", "The quay is open only at noon", ["only"]),
        ("The quay is open", "The quay is open unless it rains", ["unless"]),
        ("The chair did", "The chair did not shut it", ["not"]),
        ("The quay is open.", "The quay is open if it rains", ["if"]),
        ("The quay is open", "The quay is open, not shut", []),
        ("The quay is open", "The quay is open. Only the lock is shut", []),
        ("The quay is open", "The quay is open at noon only", []),
        ("The quay is open", "The quay is open at noon only.", ["only"]),
        ("He asked", "He asked if it is open", []),
    ],
)
def test_what_is_just_after_a_quotation(quote: str, text: str, words: list[str]) -> None:
    assert [qualifier.word for qualifier in just_after(only(quote, text), "en")] == words


@pytest.mark.parametrize(
    ("language", "quote", "text", "words"),
    [
        ("he", "סגר את הנמל", "הדובר הכחיש כי סגר את הנמל", ["הכחיש"]),
        ("ar", "أغلق الميناء", "نفى أنه أغلق الميناء", ["نفى"]),
        ("ar", "أغلق الميناء", "نفى ذلك، ثم أغلق الميناء", []),
        ("hi", "बंदरगाह बंद किया", "वह नहीं आया। उसने बंदरगाह बंद किया", []),
        ("zh", "关闭了港口", "委员会否认关闭了港口", ["否"]),
        ("zh", "关闭了港口", "委员会否认，关闭了港口", []),
        ("zh", "关闭了港口", "委员会否认说主席和船长在昨天晚上一起关闭了港口", []),
    ],
)
def test_what_is_just_before_in_other_scripts(
    language: str, quote: str, text: str, words: list[str]
) -> None:
    assert [qualifier.word for qualifier in just_before(only(quote, text), language)] == words


@pytest.mark.parametrize(
    ("language", "quote", "text", "words"),
    [
        ("de", "Der Rat … den Bau", "Der Rat lehnte im Mai den Bau ab", ["lehnte im Mai"]),
        ("de", "Der Rat … den Bau", "Der Rat plante nicht nur den Bau", ["plante"]),
        ("fr", "Le conseil … le quai", "Le conseil a failli fermer le quai", ["failli"]),
    ],
)
def test_what_an_ellipsis_drops_in_a_language_s_own_order(
    language: str, quote: str, text: str, words: list[str]
) -> None:
    assert [word for lost in dropped(only(quote, text), language) for word in lost.words] == words


@pytest.mark.parametrize(
    ("language", "quote", "text", "words"),
    [
        ("fr", "les pilotes", "Seuls les pilotes ont dormi", ["Seuls"]),
        ("fr", "réparé le quai", "Le conseil a à peine réparé le quai", ["à peine"]),
        ("fr", "fermer le port", "Le conseil a failli fermer le port", ["failli"]),
        ("fr", "douze barques", "Il y a au plus douze barques", ["au plus"]),
        ("fr", "douze barques", "Elle a au plus tôt vu douze barques", []),
        ("de", "zwölf Boote", "Es sind mindestens zwölf Boote", ["mindestens"]),
        ("de", "den Bau der Schleuse", "Der Rat lehnte den Bau der Schleuse ab", ["lehnte"]),
        ("de", "die Klage", "Der Rat wies die Klage der Lotsen zurück", ["wies"]),
        ("de", "die Lotsen", "Der Rat wies die Lotsen an", []),
        ("de", "offen", "Der Hafen ist noch offen", []),
        ("de", "der Chef schlief", "Weder er noch der Chef schlief", ["Weder", "noch"]),
        ("de", "am Mittag", "Es war gegen Mittag, am Mittag", []),
        ("de", "der Hafen schloss", "Gegen Mittag war es, dass der Hafen schloss", []),
        ("de", "das Tor zu war", "Es stimmt nicht, dass das Tor zu war", ["nicht"]),
        ("de", "dass das Tor zu war", "Es stimmt nicht, dass das Tor zu war", ["nicht"]),
        ("de", "das Tor zu schließen", "Er weigerte sich, das Tor zu schließen", ["weigerte"]),
        ("de", "das Tor abzuriegeln", "Er lehnte es ab, das Tor abzuriegeln", ["lehnte es ab"]),
        ("de", "und begann zu fischen", "Er kam nicht, und begann zu fischen", []),
        ("de", "sie fuhr zu ihnen", "Er kam nicht, sie fuhr zu ihnen", []),
        ("de", "er habe es verkauft", "Er bestritt, er habe es verkauft", ["bestritt"]),
        ("de", "er habe zu tun", "Er kam nicht, er habe zu tun", []),
        ("de", "das Tor zu schließen", "Der Antrag, das Tor zu schließen", ["Antrag"]),
        ("de", "das Tor zu schließen", "Er verzichtete darauf, das Tor zu schließen",
         ["verzichtete"]),
        ("fr", "fermer le quai", "Le conseil renonce à fermer le quai", ["renonce"]),
        ("fr", "reçu un plan", "Chaque personne a reçu un plan", []),
        ("fr", "le quai ouvre", "Il est si grand que le quai ouvre", []),
        ("en", "a ban on boats", "It is not, he said, a ban on boats", ["not"]),
        ("en", "taking bribes", "The firm was cleared of taking bribes", ["cleared of"]),
        ("en", "to shut it", "The petition to shut it failed", ["petition"]),
        ("en", "it shut", "He said on condition of anonymity that it shut", []),
        ("en", "losing it", "They came close to losing it", ["came close to"]),
        ("de", "das Tor zu öffnen", "Er kam nicht, um das Tor zu öffnen", []),
        ("de", "er fiel", "Es war so wenig Wasser da, dass er fiel", []),
        ("de", "das Tor zu öffnen", "Es gab eine Möglichkeit, das Tor zu öffnen", []),
        ("de", "es regnet", "Er schloss es nicht, es sei denn, es regnet", []),
        ("es", "doce barcos", "Al menos doce barcos salieron", ["Al menos"]),
        ("it", "dodici barche", "Sono quasi dodici barche", ["quasi"]),
        ("pl", "wszystkie łodzie", "Prawie wszystkie łodzie", ["Prawie"]),
        ("nl", "het plan", "De raad wees het plan van de haven af", ["wees"]),
        ("en", "safe", "The quay seems safe", ["seems"]),
        ("en", "it shut", "Only last week it shut", []),
        ("en", "it shut", "Only in May it shut", ["Only"]),
        ("en", "left", "They acted without delay and left", []),
        ("de", "war das Tor zu", "Nach nur zwei Stunden war das Tor zu", []),
        ("fr", "il ferme le quai", "Sans attendre il ferme le quai", []),
        ("en", "the gate was safe",
         "“There is no proof,” the speaker of the hall told us, “that the gate was safe”", ["no"]),
        ("de", "das Tor zu war",
         "„Es stimmt nicht“, sagte der Sprecher des Hafens, „dass das Tor zu war“", ["nicht"]),
        ("en", "it shut", "He never came, and then Ebb of the board wrote, that it shut", []),
        ("fr", "le lundi", "Le quai n’ouvre que le lundi", ["n’ouvre que"]),
        ("fr", "que le lundi", "Le quai n’ouvre que le lundi", ["n’ouvre"]),
        ("fr", "le quai ouvre", "On n’a pas dit que le quai ouvre", ["n’a", "pas"]),
        ("en", "to shut it", "The board failed, for the third time, to shut it", ["failed"]),
        ("en", "she signed it", "Ebb denied – again – that she signed it", ["denied"]),
        ("en", "open", "It is not, in the view of the crew of the boat, open", ["not"]),
        ("en", "they left", "He refused, and on Monday they left", []),
        ("fr", "avoir vu le quai", "Ebb a nié, lundi, avoir vu le quai", ["nié"]),
        ("en", "on a river", "It is not on the sea but on a river", []),
        ("en", "safe", "It is not old but anything but safe", ["anything but"]),
        ("en", "open", "It isn't old but is not open", ["not"]),
        ("en", "the wind", "It did not open but for the wind", ["not", "but for"]),
        ("fr", "sur un fleuve", "Il n’est pas sur la mer mais sur un fleuve", []),
        ("en", "took it", "The mayor, allegedly, took it", ["allegedly"]),
        ("en", "took it", "The mayor, it is said, took it", ["it is said"]),
        ("en", "took it", "The mayor, who may resign, took it", []),
        ("en", "took it", "Ebb, not the mayor, took it", []),
        ("fr", "pris le quai", "Le maire a, dit-on, pris le quai", ["dit-on"]),
        ("en", "permission to", "The board revoked permission to build", ["revoked"]),
        ("en", "shutting it", "They kept the board from shutting it", ["kept the board from"]),
        ("en", "evidence", "There is scant evidence of it", ["scant"]),
        ("en", "half the boats sank", "Less than half the boats sank", ["Less than"]),
        ("fr", "la moitié dort", "Moins de la moitié dort", ["Moins de"]),
        ("fr", "le permis", "La ville a retiré le permis", ["retiré"]),
        ("de", "die Anordnung", "Der Rat hob die Anordnung gestern auf", ["hob"]),
        ("de", "das Tor zu öffnen", "Er riet davon ab, das Tor zu öffnen", ["riet davon ab"]),
        ("ru", "порт закрыт", "Неправда, что порт закрыт", ["Неправда"]),
        ("fr", "le port soit fermé", "Il est faux, dit-il, que le port soit fermé", ["faux"]),
        ("fr", "la mer rompt", "Il n’ouvrit pas le quai, que la mer rompt", []),
        ("en", "the gate was safe", "“It is not true,” he said, “that the gate was safe”", ["not"]),
        ("en", "shut the quay", "They not only shut the quay but sank", []),
        ("en", "shut the quay", "They never only shut the quay but sank", ["never", "only"]),
        ("en", "only the quay", "Not only the quay is shut", ["Not"]),
        ("en", "just", "The order was not just", ["not"]),
        ("de", "das Tor", "Er schloss das Tor aus Angst", []),
        ("en", "12 boats sank", "No fewer than 12 boats sank", []),
        ("en", "12 boats sank", "No more than 12 boats sank", ["No", "more than"]),
        ("en", "shut the quay", "They can't help but shut the quay", []),
        ("en", "it is shut", "There is no doubt that it is shut", []),
        ("en", "it is shut", "They ask whether or not it is shut", ["whether"]),
        ("en", "it shut", "In the last few years it shut", []),
        ("de", "schloss das Tor", "Er schlief nicht nur und schloss das Tor", []),
        ("fr", "fermé le quai", "Il n’a pas seulement fermé le quai", []),
        ("en", "pure lies", "He rejected the reports as “pure lies”", []),
        ("en", "pure lies", "He never rejected the reports as “pure lies”", ["never"]),
        ("en", "pure lies", "He rejected what he called pure lies", []),
        ("en", "pure lies", "He rejected what Ebb called “pure lies”", ["rejected"]),
        ("en", "pure lies", "He did not describe it as “pure lies”", ["not"]),
        ("en", "it shut", "He denied that the lock of the town sank and that it shut", ["denied"]),
        ("fr", "le port ferme", "On nie que le quai soit neuf ou que le port ferme", ["nie"]),
        ("en", "it shut", "He said that the lock of the town sank and that it shut", []),
        ("en", "the crew sank", "It is untrue that the lock of the town broke and the crew sank",
         ["untrue"]),
        ("en", "the crew sank", "It is no secret that the lock of it broke and the crew sank", []),
        ("en", "the crew sank", "It is untrue that the lock, shut, broke and the crew sank", []),
        ("en", "the lock", "In a parody of the trial, the lock sank", ["In a parody of the trial"]),
        ("en", "it sank", "On one theory, it sank", ["On one theory"]),
        ("en", "it sank", "Ebb insinuates that it sank", ["insinuates"]),
        ("en", "selling it", "Ebb shrank from selling it", ["shrank from"]),
        ("en", "selling it", "Ebb stopped her uncle selling it", ["stopped her uncle"]),
        ("en", "the storm", "They stopped the boat during the storm", []),
        ("de", "das Tor zu öffnen", "Er scheute davor zurück, das Tor zu öffnen",
         ["davor zurück"]),
        ("fr", "de fermer", "Ebb s’est bien gardé de fermer", ["s’est bien gardé"]),
        ("en", "it sank", "One version has it that it sank", ["version has it"]),
        ("fr", "le quai", "D’après une rumeur, le quai est neuf", ["D’après une rumeur"]),
        ("en", "it shut", "Nowhere did he say that it shut", ["Nowhere"]),
        ("en", "selling it", "Ebb was talked out of selling it", ["talked out of"]),
        ("en", "fishing", "He ran out of fishing line", []),
        ("en", "a crime", "Ebb stopped short of calling it a crime", ["stopped short of calling"]),
        ("en", "tied the boat", "Ebb stopped short of the quay and tied the boat", []),
        ("en", "it sank", "The suggestion that it sank was odd", ["suggestion that"]),
        ("en", "the lock", "In the film, the lock sank", ["In the film"]),
        ("en", "the lock", "In his dream the lock sank", ["In his dream"]),
        ("en", "the lock", "In the film room, the lock broke", []),
        ("en", "it sank", "According to gossip, it sank", ["According to gossip"]),
        ("en", "it sank", "Allegedly, it sank", ["Allegedly"]),
        ("en", "it sank", "Suspecting nothing, it sank", []),
        ("fr", "le quai", "Selon le maire, le quai est neuf", ["Selon le maire"]),
        ("de", "das Tor zu öffnen", "Er hielt sie davon ab, das Tor zu öffnen", ["davon ab"]),
        ("de", "das Tor zu öffnen", "Er hat davon abgesehen, das Tor zu öffnen",
         ["davon abgesehen"]),
        ("de", "wann es regnet", "Es hängt davon ab, wann es regnet", []),
        ("de", "das Tor geöffnet", "Ebb hätte das Tor geöffnet", ["hätte"]),
        ("de", "sinkt das Boot", "Im Roman sinkt das Boot", ["Im Roman"]),
        ("fr", "de fermer", "Ebb l’a dissuadé de fermer", ["dissuadé"]),
        ("en", "to save it", "He did not for a moment hesitate to save it", []),
        ("en", "to save it", "He did not come and hesitated to save it", ["not"]),
        ("en", "praise it", "They couldn’t but praise it", []),
        ("en", "lowering it", "Ebb lost no time in lowering it", []),
        ("en", "it sank", "It is no secret that it sank", []),
        ("en", "it sank", "Nobody seriously disputes that it sank", []),
        ("en", "it sank", "He does not deny that it sank", ["not", "deny"]),
        ("en", "it sank", "It was not until May that it sank", []),
        ("en", "it sank", "It goes without saying that it sank", []),
        ("en", "to sign it", "Ebb had no choice but to sign it", []),
        ("en", "to sign it", "Ebb never forgot to sign it", []),
        ("en", "it sank", "There is little doubt that it sank", []),
        ("en", "it sank", "Some say it sank", ["Some say"]),
        ("en", "it sank", "Suppose it sank", ["Suppose"]),
        ("en", "selling it", "They cleared the clerk of selling it",
         ["cleared the clerk of"]),
        ("de", "das Tor zu war", "Es steht außer Zweifel, dass das Tor zu war", []),
        ("de", "das Tor zu öffnen", "Er warnte sie davor, das Tor zu öffnen",
         ["warnte sie davor"]),
        ("de", "sank das Boot", "Angenommen, sank das Boot", ["Angenommen"]),
        ("de", "den Antrag", "Man hat angenommen, den Antrag", []),
        ("fr", "remercier le roi", "Elle n’oublia pas de remercier le roi", []),
        ("fr", "partir", "Il n’avait d’autre choix que de partir", []),
        ("en", "opened it", "Mr. Likely opened it", []),
        ("en", "wrote it", "The clerk Ann Likely wrote it", []),
        ("en", "Wrote It", "The Clerk Ann Likely Wrote It", ["Likely"]),
        ("en", "it sank", "Likely it sank", ["Likely"]),
        ("de", "das Tor zu öffnen", "Ebb zögerte nicht, das Tor zu öffnen", []),
        ("de", "das Tor zu war", "Niemand bezweifelt, dass das Tor zu war", []),
        ("de", "den Hof", "Herr Wohl kaufte den Hof", []),
        ("fr", "fermer le quai", "Il n’a pas hésité à fermer le quai", []),
        ("fr", "saluer le roi", "On ne peut que saluer le roi", []),
        ("fr", "céder le quai", "On ne peut que céder le quai", ["ne peut que", "peut"]),
        ("fr", "le quai a rompu", "Nul ne doute que le quai a rompu", []),
        ("de", "reine Lügen", "Er wies es als „reine Lügen“ zurück", []),
    ],
)  # fmt: skip
def test_what_is_just_before_in_a_language_s_own_order(
    language: str, quote: str, text: str, words: list[str]
) -> None:
    assert [one.word for one in just_before(only(quote, text), language)] == words


@pytest.mark.parametrize(
    ("language", "quote", "text", "words"),
    [
        ("de", "Die Tore sind", "Die Tore sind nicht zu", ["nicht"]),
        ("de", "Er schloss das Tor", "Er schloss das Tor an diesem Abend nicht", ["nicht"]),
        ("de", "Er schloss das Tor", "Er schloss das Tor und schlief nicht", []),
        ("de", "Der Rat der Stadt", "Der Rat der Stadt stimmte nicht zu", []),
        ("de", "Er schloss das Tor", "Er schloss das Tor, nicht den Hafen", []),
        ("de", "Er schloss das Tor", "Er schloss das Tor nicht nur heute", []),
        ("de", "Er tagte", "Er tagte in nicht öffentlicher Sitzung", []),
        ("de", "Das Tor ist auf", "Das Tor ist auf, sofern es stürmt", ["sofern"]),
        ("de", "Das Tor ist auf", "Das Tor ist auf, wenn auch eng", []),
        ("de", "Das Tor öffnet", "Das Tor öffnet erst im Mai", ["erst"]),
        ("en", "He took it", "He took it, allegedly.", ["allegedly"]),
        ("en", "It was", "It was apparently open", []),
        ("en", "They agreed", "They agreed on condition that it stays", ["on condition that"]),
        ("de", "Das Tor ist auf", "Das Tor ist auf, es sei denn, es stürmt", ["es sei denn"]),
        ("fr", "Il ferme le port", "Il ferme le port s'il pleut", ["s'il"]),
        ("fr", "Il demande", "Il demande si le port ferme", []),
        ("en", "It was legal", "It was legal in no state of the union", ["no"]),
        ("en", "It was built", "It was built in no time", []),
        ("en", "The quay is open", "The quay is open in name only.", ["only"]),
        ("en", "It is legal", "It is legal in theory, Ebb said", ["in theory"]),
        ("en", "It is legal", "It is legal on paper.", ["on paper"]),
        ("en", "It is legal", "It is legal on paper of any kind", []),
        ("en", "It is legal", "It is legal, but only on paper", ["only"]),
        ("en", "The law holds", "The law holds so long as it rains", ["so long as"]),
        ("en", "It heals", "It heals in hardly any case", ["hardly"]),
        ("fr", "Il guérit", "Il guérit dans un cas sur cent seulement.", ["seulement"]),
        ("de", "Es heilt", "Es heilt in kaum einem Fall", ["kaum"]),
        ("en", "It sank", "It sank?", ["?"]),
        ("en", "Who sank it", "Who sank it?", []),
        ("en", "it sank", "Ebb asked if it sank?", []),
        ("de", "Er blieb", "Er blieb in keiner Stadt", ["keiner"]),
        ("fr", "Elle est libre", "Elle est libre, mais seulement ici", ["seulement"]),
        ("nl", "De haven is", "De haven is niet dicht", ["niet"]),
        ("da", "De lukkede", "De lukkede ikke havnen", ["ikke"]),
        ("nn", "Dei stengde", "Dei stengde ikkje hamna", ["ikkje"]),
        ("en", "The quay is open", "The quay is open, unless it rains", []),
    ],
)
def test_what_is_just_after_in_a_language_s_own_order(
    language: str, quote: str, text: str, words: list[str]
) -> None:
    assert [one.word for one in just_after(only(quote, text), language)] == words
