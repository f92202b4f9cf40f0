"""A row of numbers whose first stands inside running words is still a row."""

from __future__ import annotations

import pytest

from pipelines.model import Document
from pipelines.outline import outline
from pipelines.text import mend

ACTS = (
    "新建幼儿园12所。",
    "改造老旧小区85个。牵头单位：市住房城乡建设局。",
    "新改建农村公路300公里。",
)
COVER = (
    "样例市人民政府关于印发2026年民生实事的通知 各县区：现印发给你们。2026年民生实事"
)


@pytest.mark.parametrize(
    "marks", [("1.", "2.", "3."), ("一、", "二、", "三、"), ("（1）", "（2）", "（3）")]
)
def test_a_row_begins_inside_a_line(marks: tuple[str, ...]) -> None:
    text = COVER + "".join(f"{m}{act}" for m, act in zip(marks, ACTS, strict=True))
    [notice] = mend(Document(text, "text/plain"))
    tasks = [item.passage.text for item in outline(notice).items if item.is_task]
    assert tasks == list(ACTS)


def test_figures_in_a_sentence_begin_no_row() -> None:
    text = (
        COVER
        + "1.5万人受益，2.3亿元到位，3.1公里通车。一、新建幼儿园12所。二、新建学校3所。"
    )
    [notice] = mend(Document(text, "text/plain"))
    assert [i.number for i in outline(notice).items if i.is_task] == ["一", "二"]
