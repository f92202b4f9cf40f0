import pytest

from pipelines.errors import GrammarError
from pipelines.grammar.choices import choice
from pipelines.grammar.rules import Grammar, Rule, Token, fold

PHRASES = {"year": r"20\d\d", "value": "\ue000"}


def test_a_tie_between_rules_is_an_error() -> None:
    one, two = (Rule(name, "{year}年") for name in ("x.one", "x.two"))
    with pytest.raises(GrammarError, match=r"x\.one and x\.two tie"):
        Grammar([one, two], PHRASES).find("2025年")


def test_the_longer_match_wins_whatever_the_order() -> None:
    short, long = Rule("x.short", "{year}"), Rule("x.long", "到{year}年")
    for rules in ([short, long], [long, short]):
        assert [f.rule for f in Grammar(rules, PHRASES).find("到2025年")] == ["x.long"]


def test_an_unknown_phrase_is_an_error() -> None:
    with pytest.raises(GrammarError, match="no phrase called 'month'"):
        Grammar([Rule("x", "{month}")], PHRASES)


def test_a_folded_token_gives_its_own_words_back() -> None:
    text = "达到三成以上。"
    tokens = [Token(2, 6, "\ue000")]
    [found] = Grammar([Rule("x", "达到{slot:value}")], PHRASES).find(text, tokens)
    assert found.slots["slot"] == "三成以上"
    assert (found.span.start, found.span.end) == (0, 6)


def test_folding_keeps_the_way_back() -> None:
    folded = fold("甲12乙34丙", [Token(1, 3, "\ue000"), Token(4, 6, "\ue000")])
    assert folded.text == "甲\ue000乙\ue000丙"
    assert list(folded.offsets) == [0, 1, 3, 4, 6, 7]
    assert dict(folded.tokens) == {1: 0, 3: 1}


def test_a_choice_takes_the_longest_word() -> None:
    import re

    found = re.match(choice(["提高", "提高到", "提"]), "提高到九成")
    assert found
    assert found[0] == "提高到"
