"""Small generated collections about an invented province, for tests and benchmarks."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from pipelines.tables.ids import make
from pipelines.tables.shards import write_shard
from tests.releases.registers import Row, registers


def notice_text(name: str, values: list[str], extra: str = "") -> str:
    lines = [f"样例县人民政府关于印发{name}方案的通知", "样例县各乡镇人民政府:"]
    for k, value in enumerate(values, start=1):
        lines.append(
            f"{k}.推进第{k}项工作。到2025年,第{k}类人群健康素养水平达到{value}%以上。"
            f"(县卫生健康局牵头，县教育局、“健康{k}”办公室配合)"
        )
    lines.append(
        "本方案依据《样例省健康促进条例》制定,2025年6月底前制定《样例县考核办法》。"
        + extra
    )
    return "\r\n".join(lines) + "\r\n"


class Notice:
    """Rows of one invented notice, evidence found in its text."""

    def __init__(
        self,
        name: str,
        values: list[str],
        *,
        extra: str = "",
        reader: str = "r-1",
        received: str = "2026-01-05T08:00:00Z",
    ) -> None:
        self.text = notice_text(name, values, extra)
        self.digest = hashlib.sha256(self.text.encode()).hexdigest()
        self.sha = hashlib.sha256(b"page" + self.text.encode()).hexdigest()
        self.notice_id = make("n", name, digits=12)
        self.rows: dict[str, list[Row]] = {
            "captures": [],
            "notices": [],
            "sections": [],
            "tasks": [],
            "targets": [],
            "responsibilities": [],
            "deliverables": [],
            "milestones": [],
            "citations": [],
            "numerals": [],
            "findings": [],
        }
        self._facts(values)
        self._notice(name, reader, received)

    def _evidence(self, words: str, start: int = 0) -> Row:
        at = self.text.index(words, start)
        return {
            "quote": words,
            "char_start": at,
            "char_end": at + len(words),
            "text_sha256": self.digest,
        }

    def _notice(self, name: str, reader: str, received: str) -> None:
        capture = f"c-{self.sha[:16]}"
        self.rows["captures"].append(
            {
                "capture_id": capture,
                "source_file": f"{name}.html",
                "sha256": self.sha,
                "media_type": "text/html",
                "bytes": len(self.text),
                "received_at": received,
                "status": "read",
                "notice_id": self.notice_id,
                "notices": 1,
            }
        )
        self.rows["notices"].append(
            {
                "notice_id": self.notice_id,
                "title": self.text.split("\r\n")[0],
                "issuer": "样例县人民政府",
                "document_number": "样政发〔2021〕3号",
                "issued_on": dt.date(2021, 3, 1),
                "region": "样例县",
                "region_code": "990121",
                "level": "county",
                "period_start": 2021,
                "period_end": 2025,
                "source_file": f"{name}.html",
                "source_url": f"https://www.example.org/{self.notice_id}.html",
                "media_type": "text/html",
                "sha256": self.sha,
                "text_sha256": self.digest,
                "language": "zh",
                "tasks": len(self.rows["tasks"]),
                "targets": len(self.rows["targets"]),
                "targets_status": "found",
                "reader_version": reader,
                "capture_id": capture,
            }
        )

    def _facts(self, values: list[str]) -> None:
        note = {"notice_id": self.notice_id}
        for k, value in enumerate(values, start=1):
            line = next(x for x in self.text.split("\r\n") if x.startswith(f"{k}."))
            at = self.text.index(line)
            section, task = make("s", self.notice_id, k), make("k", self.notice_id, k)
            place = {
                **note,
                "number": str(k),
                "heading": f"推进第{k}项工作",
                "text": line[2:],
                "order": k,
                "char_start": at,
                "char_end": at + len(line),
                "text_sha256": self.digest,
            }
            self.rows["sections"].append(
                {
                    "section_id": section,
                    "kind": "item",
                    "depth": 1,
                    "is_task": True,
                    **place,
                }
            )
            self.rows["tasks"].append({"task_id": task, "section_id": section, **place})
            indicator = f"第{k}类人群健康素养水平"
            target = make("t", self.notice_id, k, indicator)
            quote = f"到2025年,{indicator}达到{value}%以上"
            self.rows["targets"].append(
                {
                    "target_id": target,
                    **note,
                    "task_id": task,
                    "section_id": section,
                    "indicator": indicator,
                    "indicator_id": "health-literacy" if k % 2 else None,
                    "kind": "level",
                    "comparator": ">=",
                    "value": float(value),
                    "unit": "%",
                    "deadline": dt.date(2025, 12, 31),
                    "deadline_stated": True,
                    "aspirational": False,
                    "region_code": "990121",
                    **self._evidence(quote, at),
                    "prefix": f"推进第{k}项工作。",
                    "suffix": "。",
                    "rule": "level.reach",
                    "confidence": 1.0,
                    "statement_zh": f"样例县计划到2025年底，{indicator}达到{value}%以上。",
                    "statement_en": f"By the end of 2025, {indicator} shall reach at least {value}%.",
                }
            )
            for rank, (role, name, known) in enumerate(
                (
                    ("lead", "县卫生健康局", "o-health"),
                    ("cooperating", "县教育局", "o-education"),
                    ("cooperating", f"“健康{k}”办公室", None),
                )
            ):
                self.rows["responsibilities"].append(
                    {
                        "responsibility_id": make("r", self.notice_id, k, name),
                        **note,
                        "task_id": task,
                        "section_id": section,
                        "role": role,
                        "role_term": "牵头" if role == "lead" else "配合",
                        "organization": name,
                        "organization_id": known,
                        "rank": max(1, rank),
                        "default": False,
                        **self._evidence(name, at),
                        "rule": "bracket",
                    }
                )
            self.rows["numerals"].append(
                {
                    "numeral_id": make("u", self.notice_id, k),
                    **note,
                    "task_id": task,
                    "text": f"{value}%",
                    "value": float(value),
                    "unit": "%",
                    "disposition": "target",
                    "target_id": target,
                    "rule": "target",
                    **self._evidence(f"{value}%", at),
                }
            )
            self.rows["findings"].append(
                {
                    "finding_id": make("g", self.notice_id, k),
                    **note,
                    "task_id": task,
                    "section_id": section,
                    "kind": "link.none",
                    "message": "no such body",
                    "message_zh": "登记表中没有此机构",
                    **self._evidence(f"“健康{k}”办公室", at),
                }
            )
        self.rows["citations"].append(
            {
                "citation_id": make("q", self.notice_id),
                **note,
                "title": "样例省健康促进条例",
                **self._evidence("《样例省健康促进条例》"),
                "rule": "title",
            }
        )
        self.rows["deliverables"].append(
            {
                "deliverable_id": make("d", self.notice_id),
                **note,
                "title": "样例县考核办法",
                "verb": "制定",
                "deadline": dt.date(2025, 6, 30),
                **self._evidence("2025年6月底前制定《样例县考核办法》"),
                "rule": "verb",
            }
        )
        self.rows["milestones"].append(
            {
                "milestone_id": make("m", self.notice_id),
                **note,
                "date": dt.date(2025, 6, 30),
                **self._evidence("2025年6月底前"),
                "rule": "by",
            }
        )


def lay_down(
    folder: Path,
    notices: list[Notice],
    *,
    shard_of: int = 2,
    entries: dict[str, list[Row]] | None = None,
) -> tuple[Path, Path]:
    """Write shards and texts; give (tables_dir, texts_dir).

    *entries* are further entries of the registers.
    """
    tables, texts = folder / "tables", folder / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    more = entries or {}
    held = {name: [*rows, *more.get(name, [])] for name, rows in registers().items()}
    write_shard(tables, "registers", held)
    for start in range(0, len(notices), shard_of):
        part = notices[start : start + shard_of]
        merged: dict[str, list[Row]] = {}
        for notice in part:
            for table, rows in notice.rows.items():
                merged.setdefault(table, []).extend(rows)
            (texts / f"{notice.notice_id}.txt").write_bytes(notice.text.encode())
        write_shard(tables, f"{start:06}", merged)
    return tables, texts
