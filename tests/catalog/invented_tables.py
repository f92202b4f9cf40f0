"""The table at the end of an invented notice: its words, and the rows read of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.catalog.invented_items import Writer
from tests.catalog.invented_registers import TRADES, Row, body

TITLE = "样例服务指标表"


def add_table(writer: Writer) -> None:
    """Write a table with a row of two deadlines, one of two indicators, one of none."""
    script = writer.script
    span = script.add(f"表1 {TITLE}")
    script.add("\n")
    head = writer.row(
        "sections", "s", span, kind="section", depth=1, order=writer.order,
        number="表1", heading=f"表1 {TITLE}", text=f"表1 {TITLE}", is_task=False,
    )  # fmt: skip
    writer.order += 1
    for number, rest in enumerate((_dated, _paired, _bare), 1):
        _row(writer, head, number, rest)


def _row(writer: Writer, head: Row, number: int, rest: Any) -> None:
    script, start = writer.script, writer.script.length
    script.add(f"{number} ")
    found = rest(writer)
    text = script.text[start:]
    section = writer.row(
        "sections", "s", (start, script.length), kind="row", depth=1, text=text,
        order=writer.order, number=f"表1/{number}", is_task=True,
        parent_id=head["section_id"],
    )  # fmt: skip
    task = writer.row(
        "tasks", "k", (start, script.length), section_id=section["section_id"],
        number=section["number"], text=text, order=writer.order,
    )  # fmt: skip
    writer.order += 1
    for one in found:
        one["section_id"] = section["section_id"]
        one["task_id"] = task["task_id"]
    script.add("\n")


def _dated(writer: Writer) -> list[Row]:
    writer.script.add("样例回访率 60 ")
    facts = {"baseline": Decimal(60), "binding": "anticipatory"}
    early = _promise(writer, "样例回访率", 70, 2, deadline_stated=True, **facts)
    late = _promise(writer, "样例回访率", 80, 5, deadline_stated=False, **facts)
    key, name = body(writer.place[0], TRADES[1])
    duty = writer.row(
        "responsibilities", "r", writer.script.add(name), role="responsible",
        organization=name, organization_id=key, rank=1, default=False,
        role_term="责任单位", rule="responsibilities.column",
    )  # fmt: skip
    return [early, late, duty]


def _paired(writer: Writer) -> list[Row]:
    writer.script.add("样例驿站覆盖率与样例课堂覆盖率 ")
    facts = {"deadline_stated": True, "aspirational": True}
    return [
        _promise(writer, name, value, 5, **facts)
        for name, value in (("样例驿站覆盖率", 40), ("样例课堂覆盖率", 45))
    ]


def _bare(writer: Writer) -> list[Row]:
    writer.script.add(f"推动各驿站共用一本台账{'，并把台账送到每一位访客手中' * 4}")
    return []


def _promise(
    writer: Writer, indicator: str, value: int, after: int, **facts: Any
) -> Row:
    year = writer.year + after
    span = writer.script.add(f"{value}%")
    writer.script.add(" ")
    said = {
        "kind": "level", "comparator": ">=", "value": Decimal(value), "unit": "%",
        "deadline": date(year, 12, 31), "aspirational": False,
        "region_code": writer.place[0], "rule": "table: value of an indicator",
        "confidence": Decimal(1), "indicator": indicator,
        "statement_zh": f"{writer.place[1]}：到{year}年，{indicator}达到{value}%以上。",
        "statement_en": f"{writer.place[2]}: {indicator} to reach at least {value}% by the end of {year}.",
    }  # fmt: skip
    row = writer.row("targets", "t", span, **{**said, **facts})
    writer.numeral(span, "target", row["target_id"])
    return row
