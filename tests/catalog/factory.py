"""A version folder of invented notices about invented places, of any size.

The rows follow the Table Schemas; every quote is the text of its range. Nothing here
is a fact about the world: codes 99xxxx are not assigned by GB/T 2260.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.resources import folder

Row = dict[str, Any]

TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "year": pa.int64(),
    "number": pa.decimal128(38, 9),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
}

PLACES = (
    ("990000", "样例省", "Sample Province", "province", None),
    ("990100", "样例市", "Sample City", "prefecture", "990000"),
    ("990121", "样例县", "Sample County", "county", "990100"),
    ("990200", "样东市", "Sampledong City", "prefecture", "990000"),
    ("990221", "样南县", "Samplenan County", "county", "990200"),
)
INDICATORS = (
    (
        "health-literacy",
        "居民健康素养水平",
        "Health literacy level of residents",
        "%",
        "up",
    ),
    (
        "smoking-rate",
        "15岁以上人群吸烟率",
        "Smoking rate, aged 15 and over",
        "%",
        "down",
    ),
    ("family-doctor", "家庭医生签约服务覆盖率", "Family doctor coverage", "%", "up"),
    (
        "hypertension-care",
        "高血压患者规范管理率",
        "Managed hypertension patients",
        "%",
        "up",
    ),
    ("maternal-mortality", "孕产妇死亡率", "Maternal mortality", "1/100k", "down"),
    ("beds", "每千人口医疗卫生机构床位数", "Hospital beds per 1,000", "张", "up"),
)
TRADES = ("卫生健康", "教育", "民政", "财政", "体育", "生态环境", "市场监管", "医保")
FILLER = (
    "坚持以人民健康为中心，把便民的小事办成暖心的实事",
    "健全工作台账，逐项销号，做到件件有着落",
    "统筹城乡资源，让远山里的住户也能就近看病",
    "加强宣传引导，营造人人参与的浓厚氛围",
    "强化经费保障，严禁挤占挪用专项资金",
    "推动部门数据共享，减少基层重复填表",
)


class Script:
    """A text under construction that remembers where its words stand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def add(self, words: str) -> tuple[int, int]:
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start, self.length

    @property
    def text(self) -> str:
        return "".join(self.parts)


def digest(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def write_version(
    home: Path,
    *,
    notices: int = 12,
    items: int = 6,
    version: str = "1.2.0",
    created: str = "2026-11-20T00:00:00Z",
    specimens: bool = True,
    indicators: int = len(INDICATORS),
) -> Path:
    """Write a version folder below *home* and give its path."""
    where = home / version
    (where / "data").mkdir(parents=True)
    (where / "texts").mkdir()
    tables: dict[str, list[Row]] = {name: [] for name in schemas()}
    tables["regions"] = [region_row(*place) for place in PLACES]
    more = (
        (f"sample-{n:03}", f"样例服务覆盖率{n}", f"Sample coverage {n}", "%", "up")
        for n in range(indicators - len(INDICATORS))
    )
    tables["indicators"] = [indicator_row(*one) for one in (*INDICATORS, *more)]
    tables["organizations"] = list(organization_rows())
    for index in range(notices):
        (where / "texts" / f"{notice_id(index)}.txt").write_text(
            add_notice(tables, index, items), encoding="utf-8", newline=""
        )
    add_other_captures(tables)
    resources = [write_table(where, name, rows) for name, rows in tables.items()]
    descriptor = {
        "name": "mubiao-specimens" if specimens else "mubiao",
        "title": "Invented notices",
        "version": version,
        "created": created,
        "licenses": [{"name": "CC-BY-4.0", "title": "CC BY 4.0"}],
        "resources": resources,
    }
    (where / "datapackage.json").write_text(
        json.dumps(descriptor, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    return where


@cache
def schemas() -> dict[str, Mapping[str, Any]]:
    """The project's Table Schemas by name, captures last (they count notices)."""
    found = sorted((folder("datapackages") / "mubiao" / "schemas").glob("*.json"))
    return {path.stem: json.loads(path.read_text("utf-8")) for path in found}


def write_table(where: Path, name: str, rows: list[Row]) -> Row:
    fields = schemas()[name]["fields"]
    schema = pa.schema([(field["name"], TYPES[field["type"]]) for field in fields])
    rows.sort(key=lambda row: [str(row.get(key)).zfill(9) for key in order_of(name)])
    full = [{field["name"]: row.get(field["name"]) for field in fields} for row in rows]
    unknown = {key for row in rows for key in row} - {field["name"] for field in fields}
    assert not unknown, (name, unknown)
    table = pa.Table.from_pylist(full, schema=schema)
    path = where / "data" / f"{name}.parquet"
    pq.write_table(table, path, compression="snappy")
    data = path.read_bytes()
    return {
        "name": name,
        "path": f"data/{name}.parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
        "schema": schemas()[name],
    }


def order_of(name: str) -> list[str]:
    return list(schemas()[name]["rowOrder"])


def region_row(
    code: str, name: str, english: str, level: str, parent: str | None
) -> Row:
    return {
        "region_code": code,
        "name": name,
        "name_en": english,
        "level": level,
        "parent_code": parent,
    }


def indicator_row(key: str, zh: str, en: str, unit: str, better: str) -> Row:
    return {
        "indicator_id": key,
        "name_zh": zh,
        "name_en": en,
        "unit": unit,
        "better": better,
        "definition_zh": f"{zh}，口径从国家统计制度。",
        "definition_en": f"{en}, as national statistics define it.",
        "reference_values": "2025-12-31=25;2030-12-31=30"
        if key == "health-literacy"
        else None,
        "source": "invented",
    }


def body(place: str, trade: str) -> tuple[str, str]:
    return f"o-{place}-{TRADES.index(trade)}", f"{NAMES[place]}{trade}局"


NAMES = {code: name for code, name, *_ in PLACES}


def organization_rows() -> Iterator[Row]:
    for code, _, english, level, _ in PLACES:
        for trade in TRADES:
            key, name = body(code, trade)
            yield {
                "organization_id": key,
                "name": name,
                "name_en": f"{english} Bureau {TRADES.index(trade) + 1}",
                "region_code": code,
                "level": level,
            }


def notice_id(index: int) -> str:
    return "n-" + digest("notice", index)[:12]


def add_notice(tables: dict[str, list[Row]], index: int, items: int) -> str:
    """Add one notice with all its rows to *tables* and give its text."""
    random = Random(index)
    place = PLACES[index % len(PLACES)]
    year = 2021 + index % 5
    issued = date(year, 1 + index % 12, 1 + index % 28)
    title = f"{place[1]}健康行动实施方案（{year}—{year + 5}年）"
    script = Script()
    if index % 4 == 0:
        script.add("【样例】本页为虚构样例，仅供演示。\n您好！欢迎访问样例网站。\n\n")
    script.add(f"{title}\n\n样政发〔{year}〕{index + 1}号\n\n各有关单位：\n")
    script.add("    根据")
    cited = script.add("《样例省健康促进条例》")
    script.add("，制定本方案。\n\n")
    writer = Writer(tables, script, random, index, place, year)
    rows = [row for row in range(items)]
    for number in rows:
        if number % 3 == 0:
            writer.section(number // 3)
        writer.item(number)
    script.add(
        f"\n{place[1]}人民政府办公室\n{issued:%Y}年{issued.month}月{issued.day}日\n"
    )
    text = script.text
    writer.finish(cited, issued, title, text)
    return text


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
        held = len(self.tables["targets"]), len(self.tables["responsibilities"])
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
        assert held <= (
            len(self.tables["targets"]),
            len(self.tables["responsibilities"]),
        )
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

    def finish(
        self, cited: tuple[int, int], issued: date, title: str, text: str
    ) -> None:
        sha = digest(text)
        self.row(
            "citations", "q", cited, title="样例省健康促进条例", rule="citations.title",
            cited_notice_id=notice_id(0) if self.index % 3 == 1 else None,
        )  # fmt: skip
        first = self.tables["responsibilities"][0]
        self.row(
            "findings", "g", (first["char_start"], first["char_end"]), kind="unlinked_body",
            message=f"{first['organization']}: no body of that name is registered",
        )  # fmt: skip
        for name, rows in self.tables.items():
            for row in rows:
                row["text_sha256"] = sha
                quote = text[row["char_start"] : row["char_end"]]
                if name not in {"sections", "tasks"}:
                    row["quote"] = quote
                if name == "numerals":
                    row["text"] = quote
                if name == "targets":
                    row["prefix"] = text[
                        max(0, row["char_start"] - 30) : row["char_start"]
                    ]
                    row["suffix"] = text[row["char_end"] : row["char_end"] + 30]
            self.all[name].extend(rows)
        self.notice_row(issued, title, sha)

    def notice_row(self, issued: date, title: str, sha: str) -> None:
        received = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=self.index)
        capture = "c-" + sha[:16]
        code, name, _, level, _ = self.place
        self.all["captures"].append(
            {
                "capture_id": capture, "source_file": f"{self.index:05}.txt",
                "source_url": f"https://sample.example/{self.index}.html", "sha256": sha,
                "media_type": "text/plain", "bytes": self.script.length * 3,
                "received_at": received, "status": "read", "notice_id": self.notice,
                "notices": 1,
            }
        )  # fmt: skip
        self.all["notices"].append(
            {
                "notice_id": self.notice, "title": title, "issuer": f"{name}人民政府办公室",
                "document_number": f"样政发〔{self.year}〕{self.index + 1}号",
                "organization_id": body(code, TRADES[0])[0], "issued_on": issued,
                "published_on": issued + timedelta(days=3), "region": name,
                "region_code": code, "level": level, "period_start": self.year,
                "period_end": self.year + 5, "source_file": f"{self.index:05}.txt",
                "source_url": f"https://sample.example/{self.index}.html",
                "media_type": "text/plain", "sha256": sha, "text_sha256": sha,
                "language": "zh", "tasks": len(self.tables["tasks"]),
                "targets": len(self.tables["targets"]), "reader_version": "r1",
                "capture_id": capture,
            }
        )  # fmt: skip


def add_other_captures(tables: dict[str, list[Row]]) -> None:
    """Add a capture of every other outcome, one with a script in its name."""
    first = tables["notices"][0]["notice_id"] if tables["notices"] else None
    for status, reason, name, notice in (
        ("no_data", "the text holds no plan", "news.html", None),
        (
            "quarantined",
            "no text could be decoded",
            "<script>alert(1)</script>.bin",
            None,
        ),
        ("duplicate", None, "copy.html", first),
    ):
        sha = digest(status)
        tables["captures"].append(
            {
                "capture_id": "c-" + sha[:16], "source_file": name, "sha256": sha,
                "media_type": "text/html", "bytes": 4096, "status": status,
                "reason": reason, "notice_id": notice, "notices": 0,
                "received_at": datetime(2026, 11, 2, tzinfo=UTC),
            }
        )  # fmt: skip


def write_changes(home: Path, versions: list[str]) -> None:
    """Write versions.json and each version's changes.csv, as a publisher would."""
    import csv

    entries = []
    before: set[str] = set()
    for number in versions:
        where = home / number
        table = pq.read_table(where / "data" / "notices.parquet", columns=["notice_id"])
        held = set(table.column(0).to_pylist())
        with (where / "changes.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(
                [
                    "table",
                    "key",
                    "notice_id",
                    "change",
                    "column",
                    "old",
                    "new",
                    "reason",
                ]
            )
            for key in sorted(held - before):
                reason = "new_notice" if before else "first"
                writer.writerow(["notices", key, key, "added", "", "", "", reason])
        before = held
        described = json.loads((where / "datapackage.json").read_text("utf-8"))
        entries.append(
            {
                "version": number,
                "path": number,
                "created": described["created"],
                "status": "current" if number == versions[-1] else "superseded",
            }
        )
    (home / "versions.json").write_text(
        json.dumps({"name": "mubiao", "versions": entries}), encoding="utf-8"
    )
