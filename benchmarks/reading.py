"""How fast notices are read: decoded text to facts, on one core.

Run: ``python -m benchmarks.reading [--copies N]`` (notices of MUBIAO_NOTICES, or the
specimens). Prints characters a second for each stage and in all, the slowest notice
against the median, the growth from 1 to N copies, and JioNLP's time and money
extraction over the same text in the same run.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from pathlib import Path

from pipelines.documents import decode
from pipelines.model import Document
from pipelines.reader import read_document
from pipelines.resources import folder


def sources() -> list[Path]:
    root = os.environ.get("MUBIAO_NOTICES")
    base = Path(root) if root else folder("specimens") / "notices"
    return sorted(p for p in base.rglob("*") if p.suffix in {".txt", ".html"})


def documents() -> dict[str, Document]:
    return {path.name: decode(path.read_bytes(), path.name) for path in sources()}


def seconds(document: Document, name: str) -> float:
    started = time.perf_counter()
    read_document(document, name)
    return time.perf_counter() - started


def report_notices(read: dict[str, Document]) -> None:
    for name, document in read.items():
        seconds(document, name)  # lexicons are loaded once
    spent = {name: min(seconds(d, name) for _ in range(3)) for name, d in read.items()}
    characters = sum(len(document.text) for document in read.values())
    total = sum(spent.values())
    each = {name: spent[name] / max(1, len(read[name].text)) for name in read}
    slowest = max(each, key=lambda name: each[name])
    ratio = each[slowest] / statistics.median(each.values())
    print(f"notices {len(read)}, characters {characters:,}, seconds {total:.3f}")
    print(f"reading: {characters / total:,.0f} characters a second")
    print(f"slowest per character: {slowest}, {ratio:.1f} times the median")


def report_growth(read: dict[str, Document], copies: int) -> None:
    names = sorted(read)
    size = 1
    while size <= copies:
        started = time.perf_counter()
        for index in range(size):
            name = names[index % len(names)]
            read_document(read[name], name)
        spent = time.perf_counter() - started
        count = sum(len(read[names[i % len(names)]].text) for i in range(size))
        print(f"{size:>6} notices: {spent:8.2f} s, {count / spent:,.0f} characters/s")
        size *= 10


def report_jionlp(read: dict[str, Document]) -> None:
    try:
        import jionlp
    except ImportError as reason:
        print(f"JioNLP is not installed ({reason})")
        return
    characters = 0
    started = time.perf_counter()
    for document in read.values():
        for sentence in document.text.split("。"):
            characters += len(sentence)
            jionlp.ner.extract_time(sentence)
            jionlp.ner.extract_money(sentence)
    spent = time.perf_counter() - started
    print(f"JioNLP, time and money only: {characters / spent:,.0f} characters a second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=100)
    parser.add_argument("--without-jionlp", action="store_true")
    arguments = parser.parse_args()
    read = documents()
    report_notices(read)
    report_growth(read, arguments.copies)
    if not arguments.without_jionlp:
        report_jionlp(read)


if __name__ == "__main__":
    main()
