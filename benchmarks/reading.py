"""How fast notices are read: decoded text to facts, on one core.

Run: ``python -m benchmarks.reading [--rounds N] [--invented N] [--copies N]
[--without-jionlp]`` (notices of MUBIAO_NOTICES, or the specimens). All times are
processor time of this one process. It prints

* characters a second, cold and warm. Cold: lexicons and patterns are loaded, and every
  cache that holds words of notices is empty. Warm: the same notices once more.
* the slowest notice against the median, by the character;
* the growth from 1 notice to N, read one after the other by one process: invented
  notices, no two alike, then copies of the sources with other figures in each;
* what the caches hold then, and what they may hold;
* JioNLP's time and money extraction over the same text in the same run.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import io
import logging
import math
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import psutil

from benchmarks import generated
from pipelines.documents import decode
from pipelines.model import Document
from pipelines.reader import read_document
from pipelines.resources import folder

Cache = Any
_CACHE = type(functools.lru_cache(maxsize=1)(len))
_COUNTED = re.compile(r"(?<![\d.])\d{1,4}(?=[个所家名人项场次张亩%])")


def sources() -> list[Path]:
    root = os.environ.get("MUBIAO_NOTICES")
    base = Path(root) if root else folder("specimens") / "notices"
    return sorted(p for p in base.rglob("*") if p.suffix in {".txt", ".html"})


def documents() -> dict[str, Document]:
    return {path.name: decode(path.read_bytes(), path.name) for path in sources()}


def caches() -> dict[str, Cache]:
    """Give the caches of the readers that hold words of notices: the bounded ones."""
    found = {}
    for name, module in list(sys.modules.items()):
        if not name.startswith("pipelines."):
            continue
        for one in vars(module).values():
            if isinstance(one, _CACHE) and one.cache_parameters()["maxsize"]:
                found[f"{one.__module__}.{one.__name__}"] = one
    return found


def seconds(document: Document, name: str) -> float:
    started = time.process_time()
    read_document(document, name)
    return time.process_time() - started


def one_pass(read: dict[str, Document]) -> dict[str, float]:
    return {name: seconds(document, name) for name, document in read.items()}


def report_notices(read: dict[str, Document], rounds: int) -> None:
    """Print characters a second, and the slowest notice against the median."""
    characters = sum(len(document.text) for document in read.values())
    one_pass(read)  # lexicons and patterns are loaded once
    cold, warm = [], []
    for _ in range(rounds):
        for cache in caches().values():
            cache.cache_clear()
        cold.append(one_pass(read))
        warm.append(one_pass(read))
    print(f"notices {len(read)}, characters {characters:,}, rounds {rounds}")
    for name, passes in (("cold", cold), ("warm", warm)):
        speeds = [characters / sum(spent.values()) for spent in passes]
        print(
            f"{name}: {statistics.median(speeds):,.0f} characters a second (median), "
            f"{max(speeds):,.0f} (best)"
        )
    each = {
        name: min(spent[name] for spent in cold) / max(1, len(document.text))
        for name, document in read.items()
    }
    slowest = max(each, key=lambda name: each[name])
    ratio = each[slowest] / statistics.median(each.values())
    print(f"slowest by the character: {slowest}, {ratio:.1f} times the median")


def invented() -> Iterator[tuple[str, Document]]:
    """Give invented notices without end, each another."""
    number = 0
    while True:
        name = f"{number:07d}.txt"
        yield name, decode(generated.notice(number).encode(), name)
        number += 1


def copied(read: dict[str, Document]) -> Iterator[tuple[str, Document]]:
    """Give copies of notices without end, with other figures in each copy."""
    number = 0
    while True:
        for name, document in read.items():
            more = functools.partial(_more, by=number)
            text = _COUNTED.sub(more, document.text)
            yield name, Document(text, "text/plain")
        number += 1


def _more(figure: re.Match[str], by: int) -> str:
    """Give another figure of as many digits."""
    digits = len(figure[0])
    least = 10 ** (digits - 1)
    return str(least + (int(figure[0]) - least + by) % (9 * least))


def report_growth(name: str, stream: Iterator[tuple[str, Document]], most: int) -> None:
    """Print time and memory at 1, 10, 100, ... notices, and the exponent of growth."""
    process = psutil.Process()
    points: list[tuple[int, float]] = []
    characters, spent, due = 0, 0.0, 1
    print(f"{name}:")
    for count, (label, document) in enumerate(islice(stream, most), 1):
        spent += seconds(document, label)
        characters += len(document.text)
        if count in (due, most):
            points.append((characters, spent))
            memory = process.memory_info().rss / 2**20
            print(
                f"{count:>6} notices {characters:>12,} characters {spent:9.2f} s, "
                f"{1e6 * spent / characters:.2f} us a character, {memory:,.0f} MiB"
            )
            due *= 10
    print(
        f"exponent of time by characters: {exponent(points):.3f}, "
        f"from the third line on {exponent(points[2:]):.3f}"
    )


def exponent(points: list[tuple[int, float]]) -> float:
    """Give the slope of the line through the logarithms (1 is linear)."""
    if len(points) < 2:
        return math.nan
    fit = statistics.linear_regression(
        [math.log(characters) for characters, _ in points],
        [math.log(spent) for _, spent in points],
    )
    return fit.slope


def report_caches() -> None:
    """Print how full the caches are that hold words of notices."""
    for name, cache in sorted(caches().items()):
        info = cache.cache_info()
        asked = info.hits + info.misses
        share = info.hits / asked if asked else 0.0
        print(f"{name}: {info.currsize} of {info.maxsize}, {share:.0%} found in it")


def report_jionlp(read: dict[str, Document]) -> None:
    """Print the speed of JioNLP's extraction of times and sums; its words are hidden."""
    hidden = io.StringIO()
    with contextlib.redirect_stdout(hidden), contextlib.redirect_stderr(hidden):
        try:
            import jionlp
        except ImportError as reason:
            print(f"JioNLP is not installed ({reason})", file=sys.__stdout__)
            return
        logging.disable(logging.CRITICAL)
        extractors = (jionlp.ner.extract_time, jionlp.ner.extract_money)
        spent = sum(
            _extract(one, document) for document in read.values() for one in extractors
        )
        logging.disable(logging.NOTSET)
    characters = sum(len(document.text) for document in read.values())
    print(
        f"JioNLP {jionlp.__version__}, time and money only: "
        f"{characters / spent:,.0f} characters a second"
    )


def _extract(extractor: Callable[[str], object], document: Document) -> float:
    started = time.process_time()
    for sentence in document.text.split("。"):
        extractor(sentence)
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--invented", type=int, default=100)
    parser.add_argument("--copies", type=int, default=100)
    parser.add_argument("--without-jionlp", action="store_true")
    arguments = parser.parse_args()
    read = documents()
    report_notices(read, arguments.rounds)
    report_growth("invented notices", invented(), arguments.invented)
    report_growth("copies with other figures", copied(read), arguments.copies)
    report_caches()
    if not arguments.without_jionlp:
        report_jionlp(read)


if __name__ == "__main__":
    main()
