"""No words make a pattern of the registers run wild."""

from __future__ import annotations

import random
import re
import time

import pytest

from pipelines.lexicons import group_kinds, indicators

PATTERNS = {
    **{f"{k.kind_id}/{n}": k.pattern for n, k in enumerate(group_kinds())},
    **{i.indicator_id: i.pattern for i in indicators().values()},
}


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_a_long_string_of_its_own_words_costs_little(pattern: re.Pattern[str]) -> None:
    chance = random.Random(pattern.pattern)
    words = re.findall(r"[一-龥、（）]{1,6}", pattern.pattern)
    for size in (1, 2, 3, 5) * 4:
        pool = chance.sample(words, min(len(words), size))
        text = "".join(chance.choice(pool) for _ in range(80))[:80] + "？"
        start = time.process_time()
        pattern.fullmatch(text)
        assert time.process_time() - start < 0.2, text
