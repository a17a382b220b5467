"""What a text says of a statement after it: whose word it is, or that it is not so."""

from __future__ import annotations

import pytest

from briefgen.matching.matcher import find
from briefgen.matching.omissions import just_after
from briefgen.matching.qualifiers import Qualifier
from tests.desk import stretches


def comments(text: str, language: str) -> list[Qualifier]:
    """What `text` says after the words before `|`."""
    quoted, _, after = text.partition("|")
    (match,) = find(quoted, stretches(quoted + after))
    return [one for one in just_after(match, language) if one.is_clause]


@pytest.mark.parametrize(
    ("language", "text", "word", "kind"),
    [
        ("en", "The quay sank|, his critics allege.", "his critics allege", "hedge"),
        ("en", "The quay| sank in May, his critics allege.", "his critics allege", "hedge"),
        ("en", "The quay sank|, an official claimed on Monday.", "an official claimed on Monday",
         "hedge"),
        ("en", "The quay sank| – or so the board said.", "or so the board said", "hedge"),
        ("en", "The quay sank|, according to a rumour.", "according to a rumour", "hedge"),
        ("en", "The quay sank|, it is said.", "it is said", "hedge"),
        ("en", "The quay sank|, if Ebb is to be believed.", "if Ebb is to be believed", "hedge"),
        ("en", "The quay sank|, but this is false.", "but this is false", "negation"),
        ("en", "The quay sank|, which is not true of it.", "which is not true of it", "negation"),
        ("en", "The quay sank|, but there is no proof of it.", "but there is no proof of it",
         "negation"),
        ("en", "The quay sank|, which the board denies.", "which the board denies", "negation"),
        ("en", "The quay sank.| That’s a myth.", "That’s a myth", "negation"),
        ("en", "The quay sank|? Utter nonsense.", "Utter nonsense", "negation"),
        ("en", "The quay sank|. Not so, said Ebb.", "Not so", "negation"),
        ("en", "The quay sank|, an accusation later withdrawn.", "an accusation later withdrawn",
         "negation"),
        ("en", "The quay sank|, though nothing was proved.", "though nothing was proved",
         "negation"),
        ("en", "The quay sank|, which historians doubt.", "which historians doubt", "negation"),
        ("en", "The quay sank|, town gossip had it.", "town gossip had it", "hedge"),
        ("en", "The quay sank|, tradition says.", "tradition says", "hedge"),
        ("en", "The quay sank|; this was shown to be untrue.", "this was shown to be untrue",
         "negation"),
        ("en", "The quay sank| (a claim he denies).", "a claim he denies", "negation"),
        ("en", "The quay sank|. The story was invented by Ebb.", "The story was invented by Ebb",
         "negation"),
        ("en", "The quay sank|. Ebb denies it.", "Ebb denies it", "negation"),
        ("en", "The quay sank|. No evidence supports this.", "No evidence supports this",
         "negation"),
        ("de", "Der Kai sank|, munkelte man.", "munkelte man", "hedge"),
        ("de", "Der Kai sank|, was nie bewiesen wurde.", "was nie bewiesen wurde", "negation"),
        ("de", "Der Kai sank|. Ebb bestreitet das.", "Ebb bestreitet das", "negation"),
        ("de", "Der Kai sank|. Dafür gibt es keinen Beweis.", "Dafür gibt es keinen Beweis",
         "negation"),
        ("fr", "Le quai coula|, chuchotait-on.", "chuchotait-on", "hedge"),
        ("fr", "Le quai coula|, ce qu’il a toujours nié.", "ce qu’il a toujours nié", "negation"),
        ("fr", "Le quai coula|. Il le nie.", "Il le nie", "negation"),
        ("de", "Der Kai sank|, heißt es.", "heißt es", "hedge"),
        ("de", "Der Kai sank|, so ihre Gegner.", "so ihre Gegner", "hedge"),
        ("de", "Der Kai sank|, behaupten Gegner.", "behaupten Gegner", "hedge"),
        ("de", "Der Kai sank|, wie Gegner behaupten.", "wie Gegner behaupten", "hedge"),
        ("de", "Der Kai sank|, aber das stimmt nicht.", "aber das stimmt nicht", "negation"),
        ("de", "Der Kai sank|, was der Rat bestreitet.", "was der Rat bestreitet", "negation"),
        ("de", "Der Kai sank.| Das ist gelogen.", "Das ist gelogen", "negation"),
        ("fr", "Le quai coula|, selon ses ennemis.", "selon ses ennemis", "hedge"),
        ("fr", "Le quai coula|, prétend le maire.", "prétend le maire", "hedge"),
        ("fr", "Le quai coula|, s’il faut en croire Ebb.", "s’il faut en croire Ebb", "hedge"),
        ("fr", "Le quai coula|, mais c’est faux.", "mais c’est faux", "negation"),
        ("fr", "Le quai coula| ? Absurde.", "Absurde", "negation"),
        ("fr", "Le quai coula|, mais ce n’est pas vrai.", "mais ce n’est pas vrai", "negation"),
    ],
)  # fmt: skip
def test_a_comment_gives_a_statement_to_others_or_denies_it(
    language: str, text: str, word: str, kind: str
) -> None:
    assert [(one.word, one.kind) for one in comments(text, language)] == [(word, kind)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The quay sank|, Ebb said."),
        ("en", "The quay sank|, and his heirs claimed."),
        ("en", "The quay sank|, a coast claimed by two towns."),
        ("en", "The quay sank|, but this was not announced."),
        ("en", "The quay sank|, it is thought to be old."),
        ("en", "The quay sank|, and that is true."),
        ("en", "The quay sank|, which is no lie."),
        ("en", "The quay sank|. It is false that the lock did."),
        ("en", "The quay sank|. There is no proof that the lock did."),
        ("en", "The quay sank|. So the board met."),
        ("en", "The quay sank|. True, it was old."),
        ("en", "The quay sank|. Nobody denies it."),
        ("en", "The quay sank|, which nobody doubts."),
        ("en", "The quay sank|. Nothing is certain."),
        ("en", "The quay sank|, its critics loved it."),
        ("en", "The quay sank|. Nonsense was on its wall."),
        ("en", "The quay sank|, 5"),
        ("en", "The quay sank|"),
        ("de", "Der Kai sank|, so dass niemand kam."),
        ("de", "Der Kai sank|, so die Polizei."),
        ("fr", "Le quai coula|, selon le maire."),
        ("de", "Der Kai sank|, und Ebb glaubte es."),
        ("fr", "Le quai coula|, et le maire le croit."),
        ("fr", "Le quai coula|, mais c’est loin."),
        ("es", "El muelle se hundió|, nada más."),
    ],
)
def test_what_else_comes_after_a_statement_is_no_comment(language: str, text: str) -> None:
    assert comments(text, language) == []
