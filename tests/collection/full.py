"""An invented reading with something in every field."""

from datetime import date
from decimal import Decimal

from pipelines.model import (
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

TEXT = "到2025年，样例覆盖率达到95%以上。（县教育局牵头）"


def full_reading() -> Reading:
    span = Span(0, 9)
    item = Item(
        number="一/1",
        kind=ItemKind.ITEM,
        depth=2,
        order=3,
        parent="一",
        passage=Passage(TEXT, tuple(range(len(TEXT)))),
        heading_end=0,
        label_span=Span(0, 2),
        is_task=True,
    )
    target = Target(
        item="一/1",
        indicator="样例覆盖率",
        kind=Kind.LEVEL,
        span=span,
        rule="target.reach",
        comparator=">=",
        value=Decimal("95"),
        value_max=Decimal("97.50"),
        baseline=Decimal("0.64"),
        deadline=date(2025, 12, 31),
        deadline_stated=True,
        numerals=(Span(1, 5), Span(13, 15)),
        confidence=0.9,
    )
    notice = NoticeReading(
        metadata=Metadata(
            title="样例通知",
            issued_on=date(2024, 2, 29),
            level=Level.COUNTY,
            period_end=2025,
        ),
        outline=Outline((item,), (Finding("gap", "2 is missing", span, "一/1"),)),
        targets=(target,),
        responsibilities=(
            Responsibility("一/1", Role.LEAD, "牵头", "县教育局", 1, span, "r.lead"),
        ),
        task_deadlines=(TaskDeadline("一/1", None, "长期坚持", span),),
        deliverables=(
            Deliverable("一/1", "样例办法", "制定", date(2025, 6, 30), span, "d"),
        ),
        milestones=(Milestone("一/1", date(2025, 3, 31), None, span, "m"),),
        citations=(Citation(None, "样政发〔2024〕1号", span, "c"),),
        numerals=(
            Numeral(
                "95%", Decimal("95"), "%", Disposition.TARGET, "n", span, "一/1", 0
            ),
        ),
        findings=(Finding("repair", "mended", message_zh="已修正"),),
        skipped=(span,),
    )
    return Reading("read", None, TEXT, "text/plain", "utf-8", (notice,))
