"""Invented notices for tests: as many as are wanted, no two alike."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.sources.site import Answer


def text(number: int, share: int = 95) -> str:
    return (
        f"样例县人民政府办公室关于印发样例县第{number}项行动计划的通知\n"
        f"样县政办发〔2024〕{number}号\n"
        "各乡镇人民政府，县政府各部门：\n"
        f"现将《样例县第{number}项行动计划》印发给你们，请认真组织实施。\n"
        "样例县人民政府办公室\n2024年3月5日\n\n"
        f"样例县第{number}项行动计划\n"
        "一、主要目标\n"
        f"（一）到2025年，第{number}类人群健康素养水平达到{share}%以上。\n"
        "二、重点任务\n"
        f"1. 建设样例设施。2025年底前建成示范点{number + 3}个。（县教育局牵头，县财政局配合）\n"
        "2. 加强宣传。每年开展宣传活动2次。（责任单位：县卫生健康局）\n"
        "3. 落实《样例省健康促进条例》，制定《样例县工作细则》。\n"
    )


def arrivals(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Folders with one notice each, on the first three days of May 2026."""
    for day in (1, 2, 3):
        moment = datetime(2026, 5, day, 12, tzinfo=UTC).timestamp()
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment)))
        yield write(folder / f"inbox-{day}", [day])


def write(folder: Path, numbers: range | list[int], share: int = 95) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"notice-{number}.txt").write_text(
            text(number, share), encoding="utf-8"
        )
    return folder


def page(number: int, share: int = 95) -> Answer:
    """The notice as a page of a government site."""
    lines = text(number, share).splitlines()
    title = f"样例县第{number}项行动计划"
    body = (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body>"
        f"<div class='article'>{''.join(f'<p>{line}</p>' for line in lines)}</div>"
        "</body></html>"
    ).encode()
    return 200, {"Content-Type": "text/html", "ETag": f'"{hash(body)}"'}, body
