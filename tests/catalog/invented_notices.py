"""The words and rows of one invented notice about an invented place.

Nothing here is a fact about the world: codes 99xxxx are not assigned by GB/T 2260.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

from tests.catalog.invented_items import Writer
from tests.catalog.invented_registers import (
    PLACES,
    TRADES,
    Row,
    Script,
    body,
    digest,
    notice_id,
)
from tests.catalog.invented_tables import add_table


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
    for number in range(items):
        if number % 3 == 0:
            writer.section(number // 3)
        writer.item(number)
    if index % 2 == 0:
        add_table(writer)
    script.add(
        f"\n{place[1]}人民政府办公室\n{issued:%Y}年{issued.month}月{issued.day}日\n"
    )
    text = script.text
    finish(writer, cited, issued, title, text)
    return text


def finish(
    writer: Writer, cited: tuple[int, int], issued: date, title: str, text: str
) -> None:
    """Write the rows of the whole notice, and what the rows of its tasks quote."""
    sha = digest(text)
    writer.row(
        "citations", "q", cited, title="样例省健康促进条例", rule="citations.title",
        cited_notice_id=notice_id(0) if writer.index % 3 == 1 else None,
    )  # fmt: skip
    first = writer.tables["responsibilities"][0]
    writer.row(
        "findings", "g", (first["char_start"], first["char_end"]), kind="unlinked_body",
        message=f"{first['organization']}: no body of that name is registered",
        message_zh=f"登记表中没有{first['organization']}",
    )  # fmt: skip
    for name, rows in writer.tables.items():
        for row in rows:
            row["text_sha256"] = sha
            quote = text[row["char_start"] : row["char_end"]]
            if name not in {"sections", "tasks"}:
                row["quote"] = quote
            if name == "numerals":
                row["text"] = quote
            if name == "targets":
                row["prefix"] = text[max(0, row["char_start"] - 30) : row["char_start"]]
                row["suffix"] = text[row["char_end"] : row["char_end"] + 30]
        writer.all[name].extend(rows)
    notice_row(writer, issued, title, sha)


def notice_row(writer: Writer, issued: date, title: str, sha: str) -> None:
    received = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=writer.index)
    capture = "c-" + sha[:16]
    code, name, _, level, _ = writer.place
    writer.all["captures"].append(
        {
            "capture_id": capture, "source_file": f"{writer.index:05}.txt",
            "source_url": f"https://sample.example/{writer.index}.html", "sha256": sha,
            "media_type": "text/plain", "bytes": writer.script.length * 3,
            "received_at": received, "status": "read", "notice_id": writer.notice,
            "notices": 1,
        }
    )  # fmt: skip
    writer.all["notices"].append(
        {
            "notice_id": writer.notice, "title": title, "issuer": f"{name}人民政府办公室",
            "document_number": f"样政发〔{writer.year}〕{writer.index + 1}号",
            "organization_id": body(code, TRADES[0])[0], "issued_on": issued,
            "published_on": issued + timedelta(days=3), "region": name,
            "region_code": code, "level": level, "period_start": writer.year,
            "period_end": writer.year + 5, "source_file": f"{writer.index:05}.txt",
            "source_url": f"https://sample.example/{writer.index}.html",
            "media_type": "text/plain", "sha256": sha, "text_sha256": sha,
            "language": "zh", "tasks": len(writer.tables["tasks"]),
            "targets": len(writer.tables["targets"]), "reader_version": "r1",
            "capture_id": capture,
        }
    )  # fmt: skip
