"""One reading of an invented notice with a row for each table."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from pipelines.corrections import Correction
from pipelines.model import (
    Capture,
    Citation,
    Deliverable,
    Disposition,
    Finding,
    Item,
    ItemKind,
    Kind,
    Level,
    Metadata,
    Milestone,
    NoticeReading,
    Numeral,
    Outline,
    Passage,
    Reading,
    Responsibility,
    Role,
    Span,
    Target,
    TaskDeadline,
)
from pipelines.tables.lay_out import Rows, lay_out, notice_ids

TEXT = (
    "样例县人民政府关于印发健康行动方案(2021-2025年)的通知\n"
    "一、健康教育。到2025年,健康素养\n水平达到32%,达到34%。(县卫健局牵头,县教育局配合)\n"
    "二、体育健身。制定《健身计划》。落实《样例省健身条例》。\n"
    "以上任务均由各镇人民政府负责落实。2021年6月底前启动。\n"
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def passage(words: str) -> Passage:
    start = TEXT.index(words)
    kept = [k for k in range(start, start + len(words)) if TEXT[k] != "\n"]
    return Passage("".join(TEXT[k] for k in kept), kept)


def item(number: str, words: str, *, order: int, task: bool = True) -> Item:
    return Item(number, ItemKind.ITEM, 1, order, None, passage(words), 4, None, task)


def target(value: str, **more: Any) -> Target:
    said: dict[str, Any] = {
        "item": "一", "indicator": "健康素养水平", "kind": Kind.LEVEL, "span": at("健康素养\n水平达到32%"),
        "rule": "level.reach", "comparator": "=", "value": Decimal(value), "unit": "%",
        "deadline": dt.date(2025, 12, 31), "deadline_stated": True,
    } | more  # fmt: skip
    return Target(**said)


def duty(
    number: str, role: Role, name: str, words: str, rank: int = 1
) -> Responsibility:
    return Responsibility(
        number, role, "牵头", name, rank, at(words), "bracket", number == "*"
    )


NOTICE = NoticeReading(
    metadata=Metadata(
        title="样例县人民政府关于印发健康行动方案(2021-2025年)的通知", issuer="样例县人民政府",
        region="样例县", region_code=None, level=Level.COUNTY, period_start=2021, period_end=2025,
    ),
    outline=Outline(
        (
            item("一", "健康教育。到2025年,健康素养\n水平达到32%,达到34%。", order=1),
            item("二", "体育健身。制定《健身计划》。落实《样例省健身条例》。", order=2),
            item("后", "以上任务均由各镇人民政府负责落实。", order=3, task=False),
        ),
        (Finding("gap", "三 is missing", at("以上"), "后"),),
    ),
    targets=(target("32"), target("34", span=at("达到34%"))),
    responsibilities=(
        duty("一", Role.LEAD, "县卫健局", "县卫健局"),
        duty("一", Role.COOPERATING, "县教育局", "县教育局"),
        duty("*", Role.RESPONSIBLE, "各镇人民政府", "以上任务均由各镇人民政府负责落实"),
        duty("*", Role.LEAD, "县卫健局", "以上任务均由各镇人民政府负责落实"),
    ),
    task_deadlines=(
        TaskDeadline("二", None, "适时", at("制定")),
        TaskDeadline("二", dt.date(2022, 6, 30), "2022年6月", at("落实")),
    ),
    deliverables=(Deliverable("二", "健身计划", "制定", dt.date(2025, 12, 31), at("制定《健身计划》"), "verb"),),
    milestones=(Milestone("后", dt.date(2021, 6, 30), None, at("2021年6月底前启动"), "by"),),
    citations=(Citation("样例省健身条例", None, at("《样例省健身条例》"), "title"),),
    numerals=(
        Numeral("32%", Decimal(32), "%", Disposition.TARGET, "target", at("32%"), "一", 0),
        Numeral("2025", Decimal(2025), None, Disposition.DATE, "date", at("2025年"), "一"),
    ),
)  # fmt: skip
READING = Reading("read", None, TEXT, "text/plain", "utf-8", (NOTICE,))


def capture(
    mark: str = "a", received: str = "2026-01-05T08:00:00Z", form: str = "text/plain"
) -> Capture:
    return Capture(mark * 64, f"{mark}.txt", form, len(TEXT.encode()), received)


CORRECTED = Correction(
    notice="n-0123456789ab", table="targets", quote="达到34%", expect={"population": None},
    field="population", value="居民", reason="见附件", source="样例县", decided=dt.date(2026, 9, 1),
)  # fmt: skip


def laid_out() -> Rows:
    [key] = notice_ids(READING)
    return lay_out(
        READING, capture(), reader_version="r-1", corrections={key: [CORRECTED]}
    )
