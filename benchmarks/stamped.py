"""A store of many readings, made from a few: each read once, then stamped with numbers.

Reading 100,000 notices takes the better part of an hour; what comes after it can be
measured without. Each variant is one invented notice of four tasks that the real
reader reads; its number, of seven digits, stands in the title and in the document
number, so that each copy is a notice of its own with its own text and its own rows.
"""

from __future__ import annotations

import hashlib
import random
import zlib
from collections.abc import Iterator
from pathlib import Path

from benchmarks.generated import BODIES, PLACES, RATES, THINGS, TOPICS

READER = "stamped"
"""The name under which the readings stand, in place of a reader's version."""
BASE = 9_000_000
VARIANTS = 16
_SINCE = "2026-01-05T08:00:00Z"


def variant(number: int) -> str:
    """Give the text of a variant, with the number ``BASE``."""
    draw = random.Random(number)
    place = PLACES[number % len(PLACES)]
    title = f"{place}{draw.choice(TOPICS)}提升第{BASE}号行动方案（2021—2025年）"
    lines = [
        f"{place}人民政府办公室关于印发{title}的通知",
        f"样政办发〔2021〕{BASE}号",
        "各乡镇人民政府，各有关部门：",
        f"《{title}》已经同意，现印发给你们，请认真组织实施。",
        f"{place}人民政府办公室",
        "2021年3月1日",
        title,
        "一、主要任务",
    ]
    for task in range(1, 5):
        topic = draw.choice(TOPICS)
        aim = draw.choice(
            (
                f"到2025年，居民{topic}{draw.choice(RATES)}达到{draw.randint(50, 98)}%以上。",
                f"2023年底前建成{draw.choice(THINGS)}{draw.randint(2, 300)}个。",
                "每年开展集中宣传活动不少于2次，制定《样例工作实施细则》。",
            )
        )
        lead, *others = draw.sample(BODIES, 3)
        helpers = "、".join(f"县{one}" for one in others)
        lines.append(
            f"{task}. 实施{topic}提升行动。坚持部门协作、社会参与，完善工作机制。{aim}"
            f"（县{lead}牵头，{helpers}按职责分工负责）"
        )
    return "\n".join(lines) + "\n"


def stamped(numbers: range) -> Iterator[tuple[bytes, str]]:
    """Give the text and the reading, as JSON, of each of these numbers."""
    plain = []
    for number in range(VARIANTS):
        text = variant(number)
        plain.append((text, _read(text)))
    for number in numbers:
        text, reading = plain[number % VARIANTS]
        mark = str(BASE + number)
        yield text.replace(str(BASE), mark).encode(), reading.replace(str(BASE), mark)


def fill(folder: Path, numbers: range) -> None:
    """Add the notices of these numbers to the store of the output *folder*.

    Only receipts and readings are written: originals are not needed after reading.
    """
    from pipelines.captures import Store
    from pipelines.collection.place import Output
    from pipelines.model import Capture

    readings = Output.at(folder).readings / READER
    with Store(str(Output.at(folder).store)) as store:
        for number, (text, reading) in zip(numbers, stamped(numbers), strict=True):
            digest = hashlib.sha256(text).hexdigest()
            name = f"{number:07d}.txt"
            store.note(Capture(digest, name, "text/plain", len(text), _SINCE))
            path = readings / digest[:2] / digest
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_packed(reading))


def _read(text: str) -> str:
    """Read a text with the real reader; give the reading as JSON."""
    from pipelines.collection.readings import pack
    from pipelines.model import Capture
    from pipelines.reader import read

    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    capture = Capture(digest, "variant.txt", "text/plain", len(data), _SINCE)
    _, _, body = pack(read(capture, data)).partition(b"\n")
    return zlib.decompress(body).decode()


def _packed(reading: str) -> bytes:
    """Give a reading as the cache keeps it; see ``pipelines.collection.readings``."""
    body = zlib.compress(reading.encode(), 1)
    return f"mubiao reading {hashlib.sha256(body).hexdigest()}\n".encode() + body
