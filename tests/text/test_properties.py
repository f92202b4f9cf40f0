"""Laws that hold for any text."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.model import Document
from pipelines.text import mend
from pipelines.text.canonical import Piece, weave
from pipelines.text.fold import fold

from .notices import whole

ALPHABET = st.sampled_from(
    "健康样例县政府局推进达到覆盖率一二三十年月日岁人个项，。；：（）、“”《》—-–~%‰"
    '0123456789０１２５％．ABcd ,.;:()?!"\n\t\u00a0\u3000\u200b㈠⑴⒈①②Ｈ縣發衛為'
)
TEXTS = st.text(ALPHABET, max_size=200)


@given(TEXTS)
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def alike(canonical: str, original: str) -> bool:
    """Say whether a canonical character can come from an original one."""
    forms = {original, fold(original), unicodedata.normalize("NFKC", original)}
    if canonical in forms or canonical in "".join(forms):
        return True
    return canonical in "\n -—“”〔〕〇‰。0123456789.（）,:一二三四五六七八九十"


@given(TEXTS)
def test_origins_lead_back(text: str) -> None:
    passage, repairs = weave(text, fold(text), [Piece(0, len(text), True)])
    assert len(passage.text) == len(passage.origins)
    assert list(passage.origins) == sorted(passage.origins)
    for canonical, origin in zip(passage.text, passage.origins, strict=True):
        assert alike(canonical, text[origin])
    for repair in repairs:
        assert text[repair.span.start : repair.span.end] == repair.was


@given(TEXTS)
def test_weaving_is_idempotent(text: str) -> None:
    once, _ = weave(text, fold(text), [Piece(0, len(text), True)])
    again, repairs = weave(once.text, fold(once.text), [Piece(0, len(once.text), True)])
    assert again.text == once.text
    assert not repairs


@given(TEXTS)
def test_any_text_is_mended_without_error(text: str) -> None:
    for notice in mend(Document(text, "text/plain")):
        assert len(notice.body.text) == len(notice.body.origins)


@settings(max_examples=60)
@given(st.data())
def test_noise_around_and_within_changes_no_word(data: st.DataObject) -> None:
    """Blank lines, spaces within words and other widths give the same body."""
    expected = _body("\n".join(whole()))
    lines = []
    for line in whole():
        noise = data.draw(st.lists(st.integers(1, max(1, len(line) - 1)), max_size=3))
        for at in sorted(set(noise), reverse=True):
            if not (line[at - 1 : at] + line[at : at + 1]).isascii():
                line = (
                    line[:at] + data.draw(st.sampled_from(" \u00a0\u3000")) + line[at:]
                )
        lines.append(data.draw(st.sampled_from(["", "    ", "\u3000\u3000"])) + line)
        lines += [""] * data.draw(st.integers(0, 2))
    wide = str.maketrans(",:;()", ",:;()")
    text = "\n".join(lines)
    if data.draw(st.booleans()):
        text = text.translate(wide)
    if data.draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    assert _body(text) == expected


def _body(text: str) -> str:
    (notice,) = mend(Document(text, "text/plain"))
    return notice.body.text.replace("\n", "")


def test_points_are_the_full_stops_of_a_text_that_has_no_others() -> None:
    typed = "一、样例(一).加强宣传.到2025年达到85.5%.开展培训.\n(二)完善设施(县财政局负责).落实经费."
    assert fold(typed) == (
        "一、样例（一）.加强宣传。到2025年达到85.5%。开展培训。\n（二）完善设施（县财政局负责）。落实经费。"
    )
    assert len(fold(typed)) == len(typed)
    mixed = "加强宣传。开展培训。落实经费。(县财政局负责).完善设施。"
    assert fold(mixed) == "加强宣传。开展培训。落实经费。（县财政局负责）.完善设施。"
