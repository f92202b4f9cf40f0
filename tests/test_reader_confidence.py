"""What the reader hands on from the document to the facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.documents import decode
from pipelines.reader import read_document

TEXT = """样例县人民政府关于印发样例县健康行动方案（2021—2025年）的通知

各乡镇人民政府：
现将方案印发给你们，请认真组织实施。

一、主要任务
（一）健康教育。到2025年，居民健康素养水平达到32%以上。
（二）体育健身。到2025年，经常参加体育锻炼人数比例达到40%以上。
"""


@pytest.mark.parametrize("sure", [1.0, 0.9])
def test_words_recognised_from_pictures_give_less_sure_targets(sure: float) -> None:
    document = decode(TEXT.encode(), "notice.txt")
    [typed] = read_document(document, "notice.txt").notices
    [seen] = read_document(replace(document, confidence=sure), "notice.txt").notices
    assert typed.targets
    assert [t.confidence for t in seen.targets] == [
        pytest.approx(t.confidence * sure) for t in typed.targets
    ]
    assert [replace(t, confidence=1.0) for t in seen.targets] == [
        replace(t, confidence=1.0) for t in typed.targets
    ]
