"""Why a number that no target uses stands in a notice: one rule, one reason.

In a pattern ``{n}`` is any open number, ``{whole}`` one in digits, ``{han}`` a Chinese
numeral; ``{past}`` is a date before the year of issue, ``{ahead}`` any other date. A
rule explains every open number within its match. Each rule proves itself: ``n`` of an
example lists the figures that it must explain, and a near miss, mostly a commitment,
must stay unexplained: hiding a promise is the one fault that this ledger may not have.
"""

from __future__ import annotations

from pipelines.numerals.rules_names import NAME_RULES
from pipelines.numerals.rules_places import PLACE_RULES
from pipelines.numerals.rules_qualifiers import QUALIFIER_RULES
from pipelines.numerals.rules_standards import STANDARD_RULES

_N = "[\ue000-\ue004\ue007]"

PHRASES = {
    "n": _N,
    "whole": "[\ue000\ue003]",
    "han": "\ue001",
    "decimal": "\ue002",
    "short_code": "\ue003",
    "long_code": "\ue004",
    "time": "\ue007",
    "past": "\ue005",
    "ahead": "\ue006",
    # Up to the end of the clause, or of the sentence, but not into a commitment.
    "clause_rest": "(?:(?!到20|力争|确保|计划|目标|争取|\ue006)[^，。；\n×÷≥≤<>＜＞])*",
    "sentence_rest": "(?:(?!到20|力争|确保|计划|目标|争取|\ue006)[^。；\n×÷≥≤<>＜＞])*",
    "few": "[^，。；、\n]{0,12}?",
    "some": "[^，。；\n]{0,30}?",
}

RULES = (*NAME_RULES, *PLACE_RULES, *QUALIFIER_RULES, *STANDARD_RULES)
