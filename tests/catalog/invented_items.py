"""The tasks of one invented notice: their words, and the rows that are read of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from tests.catalog.invented_registers import (
    FILLER,
    TRADES,
    Row,
    Script,
    body,
    digest,
    notice_id,
    schemas,
)


class Writer:
    """Writes the items of one notice and the rows that a reader would give."""

    def __init__(
        self,
        tables: dict[str, list[Row]],
        script: Script,
        random: Random,
        index: int,
        place: tuple[str, str, str, str, str | None],
        year: int,
    ) -> None:
        self.tables = {name: list[Row]() for name in tables}
        self.all = tables
        self.script = script
        self.random = random
        self.index = index
        self.notice = notice_id(index)
        self.place = place
        self.year = year
        self.parent: Row | None = None
        self.order = 0

    def key(self, prefix: str, *parts: object) -> str:
        return f"{prefix}-{digest(self.notice, *parts)[:16]}"

    def row(self, table: str, prefix: str, span: tuple[int, int], **facts: Any) -> Row:
        name = self.all_key(table)
        row = {
            name: self.key(prefix, table, *span, facts.get("indicator")),
            "notice_id": self.notice,
            "char_start": span[0],
            "char_end": span[1],
            **facts,
        }
        self.tables[table].append(row)
        return row

    def all_key(self, table: str) -> str:
        return str(schemas()[table]["primaryKey"][0])

    def section(self, number: int) -> None:
        label = "一二三四五六七八九十"[number % 10]
        heading = f"{self.random.choice(('夯实基层', '预防在先', '协同推进'))}工作"
        span = self.script.add(f"{label}、{heading}")
        self.script.add("\n")
        self.parent = self.row(
            "sections", "s", span, kind="section", depth=1, order=self.order,
            number=f"{label}{number // 10 or ''}", heading=heading, text=heading,
            is_task=False,
        )  # fmt: skip
        self.order += 1

    def item(self, number: int) -> None:
        script, start = self.script, self.script.length + 4
        script.add("    ")
        label = f"({number + 1})"
        heading = f"{self.random.choice(('落实', '推进', '优化'))}第{number + 1}项服务"
        script.add(f"{label}{heading}。{self.random.choice(FILLER)}。")
        self.target(number)
        if number % 4 == 1:
            self.deliverable(number)
        if number % 5 == 2:
            self.milestone()
        if number % 4 == 3:
            script.add(f"{self.random.choice(FILLER)}，")
            self.numeral(script.add(f"{number + 11}个"), "unexplained", None)
            script.add("事项另行安排。")
        self.bodies(number)
        parent = self.parent or {}
        section = self.row(
            "sections", "s", (start, script.length), kind="item", depth=2,
            number=f"{parent.get('number')}/{label}", order=self.order, heading=heading,
            text=script.text[start:], is_task=True, parent_id=parent.get("section_id"),
        )  # fmt: skip
        self.order += 1
        task = self.row(
            "tasks", "k", (start, script.length), section_id=section["section_id"],
            number=section["number"], heading=heading, text=section["text"],
            order=section["order"],
        )  # fmt: skip
        for table in ("targets", "responsibilities", "deliverables", "milestones"):
            for row in self.tables[table]:
                if row["char_start"] >= start:
                    row["section_id"] = section["section_id"]
                    if table != "milestones":
                        row["task_id"] = task["task_id"]
        script.add("\n")

    def target(self, number: int) -> None:
        register = self.all["indicators"]
        chosen = register[(number + self.index * 7) % len(register)]
        key, zh = chosen["indicator_id"], chosen["name_zh"]
        en, unit = chosen["name_en"], chosen["unit"]
        value = Decimal(self.random.randint(20, 900)) / 10
        deadline = date(self.year + 1 + number % 5, 12, 31)
        wish = number % 5 == 4
        at_least = not wish
        printed = {"%": f"{value}%", "1/100k": f"{value}/10万", "张": f"{value}张"}[
            unit
        ]
        self.script.add(f"到{deadline.year}年，")
        start = self.script.length
        self.script.add(f"{'力争' if wish else ''}{zh}达到")
        numeral = self.script.add(printed)
        if at_least:
            self.script.add("以上")
        span = (start, self.script.length)
        self.script.add("。")
        row = self.row(
            "targets", "t", span, indicator=zh, indicator_id=key if number % 7 else None,
            kind="level", comparator=">=" if at_least else "=", value=value, unit=unit,
            deadline=deadline, deadline_stated=True, aspirational=wish,
            region_code=self.place[0], rule="target.level", confidence=Decimal(1),
            binding="binding" if number % 6 == 0 else None,
            baseline=value - 2 if number % 6 == 1 else None,
            national_value=value + 1 if number % 6 == 2 else None,
            against_national="below" if number % 6 == 2 else None,
            statement_zh=f"{self.place[1]}：到{deadline.year}年，{zh}达到{printed}"
            + ("以上" if at_least else "（力争）") + "。",
            statement_en=f"{self.place[2]}: {en} to reach "
            f"{'at least ' if at_least else ''}{value} {unit} by the end of {deadline.year}.",
        )  # fmt: skip
        self.numeral(numeral, "target", row["target_id"])
        if number == 1:
            self.all["corrections"].append(self.correction(row))

    def correction(self, target: Row) -> Row:
        return {
            "correction_id": self.key("x", target["target_id"]),
            "notice_id": target["notice_id"],
            "table": "targets",
            "row_id": target["target_id"],
            "quote": target["indicator"],
            "field": "value",
            "value_read": "4600",
            "value_corrected": str(target["value"]),
            "status": "applied",
            "reason": "样例：小数点脱落",
            "source": "样例档案馆",
            "decided": date(2026, 9, 1),
        }

    def numeral(self, span: tuple[int, int], what: str, target: str | None) -> None:
        self.row(
            "numerals",
            "u",
            span,
            disposition=what,
            target_id=target,
            rule="numerals.rest",
        )

    def deliverable(self, number: int) -> None:
        self.script.add("制定")
        span = self.script.add(f"《{self.place[1]}第{number + 1}项服务规范》")
        self.script.add("。")
        self.row(
            "deliverables", "d", span, title=f"{self.place[1]}第{number + 1}项服务规范",
            verb="制定", deadline=date(self.year + 1, 6, 30), rule="deliverables.verb_title",
        )  # fmt: skip

    def milestone(self) -> None:
        day = date(self.year + 1, 9, 30)
        span = self.script.add(f"{day.year}年9月底前完成中期评估")
        self.script.add("。")
        self.row("milestones", "m", span, date=day, rule="milestones.dated_step")

    def bodies(self, number: int) -> None:
        trades = self.random.sample(TRADES, 3)
        self.script.add("（")
        for rank, trade in enumerate(trades, 1):
            role = (
                "lead" if rank == 1 else "cooperating" if number % 2 else "responsible"
            )
            key, name = body(self.place[0], trade)
            if rank == 2:
                self.script.add("牵头，")
            elif rank == 3:
                self.script.add("、")
            span = self.script.add(name)
            self.row(
                "responsibilities", "r", span, role=role, organization=name, rank=rank,
                organization_id=None if number % 9 == 8 else key, default=False,
                role_term="牵头" if rank == 1 else "配合" if number % 2 else "负责",
                rule="responsibilities.bracket",
            )  # fmt: skip
        self.script.add(f"{'配合' if number % 2 else '按职责分工负责'}）")
