"""The words around the data: translations, labels of codes, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from pipelines.statements import figure_en, figure_zh, unit_en, unit_zh

CHINESE_RUN = re.compile(
    r"((?:[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+"
    r"(?:[\w“”‘’.·%、]*[\u2e80-\u9fff\uf900-\ufaff])?)+)"
)
"""Chinese words as they stand in an English sentence, with what lies between them."""
LANGUAGES = ("zh", "en")


class Words:
    """Everything that a template says in one language."""

    def __init__(
        self, language: str, home: Path, schemas: Mapping[str, Mapping[str, Any]]
    ) -> None:
        """Read ``<home>/<language>.yml``; labels of codes come from *schemas*."""
        self.language = language
        self.texts = read_translations(home / f"{language}.yml")
        self.labels = dict(_labels(schemas, language))

    def text(self, key: str, **holes: object) -> str:
        """Give the words of *key* with its {holes} filled.

        Raises:
            KeyError: the translations lack the key.
        """
        words = self.texts[key]
        if not holes:
            return words
        said = words.format(**holes)
        return said if self.language == "zh" else ONE.sub(_singular, said)

    def part(self, name: str) -> dict[str, str]:
        """Give all words whose keys begin with *name* and a dot, for a script."""
        start = f"{name}."
        return {
            key.removeprefix(start): text
            for key, text in self.texts.items()
            if key.startswith(start)
        }

    def label(self, table: str, column: str, code: str | None) -> str:
        """Give the words for a *code* of a table's column; the code where none."""
        if code is None:
            return ""
        return self.labels.get((table, column, code), code)

    def finding(self, kind: str) -> str:
        """Name a kind of finding; an unknown kind by its family or its own words."""
        family = self.texts.get(f"finding.{kind.split('.')[0]}", kind.replace("_", " "))
        return self.texts.get(f"finding.{kind}", family)

    def message(self, finding: Mapping[str, Any]) -> str:
        """Give what a finding says; nothing where it has no words in this language."""
        column = "message_zh" if self.language == "zh" else "message"
        return str(finding[column] or "")

    def reason(self, code: str | None) -> str:
        """Say why a row changed; an unknown reason by its own words."""
        return self.texts.get(f"reason.{code}", code or "")

    def unit(self, unit: str | None, *, one: bool = False) -> str:
        """Give a unit as it is written in this language; ``one`` gives its singular.

        English has no words for counters (个, 家), so gives nothing for them.
        """
        if self.language == "zh":
            return unit_zh(unit)
        return unit_en(unit, one=one).strip()

    def figure(self, value: Decimal | float) -> str:
        """Write the figure of a target, from a million on by its scale: ``8亿``."""
        exact = Decimal(str(value))
        if abs(exact) < SCALED:
            return self.number(exact)
        sign = "-" if exact < 0 else ""
        written = figure_zh if self.language == "zh" else figure_en
        return sign + written(abs(exact))

    def number(self, value: Decimal | float | int | None) -> str:
        """Write a number in full, with thousands parted: ``25,000``, ``0.64``."""
        if value is None:
            return ""
        exact = Decimal(str(value)).normalize()
        return f"{exact:,f}"

    def size(self, many: int) -> str:
        """Write a number of bytes: 640 kB, 7.6 MB."""
        if many < KILOBYTE:
            return f"{many} B"
        scaled, unit = many / KILOBYTE, "kB"
        if scaled >= KILOBYTE:
            scaled, unit = scaled / KILOBYTE, "MB"
        return f"{scaled:,.0f} {unit}" if scaled >= 10 else f"{scaled:.1f} {unit}"

    def measure(self, target: Mapping[str, Any], *, prefix: bool = True) -> str:
        """Write a target's direction, comparator, value and unit: ``↓ ≥ 42 %``.

        A relative target shows its comparator and reference, a trend its direction.
        """
        arrow = ARROWS.get(target["direction"] or "", "") if prefix else ""
        if target["value"] is None:
            if target["reference"] is None:
                way = self.label("targets", "direction", target["direction"])
                return f"{arrow}{way}"
            sign = RELATIONS.get(target["comparator"] or "", "") if prefix else ""
            return f"{arrow}{sign}{target['reference']}"
        sign = SIGNS.get(target["comparator"], "") if prefix else ""
        amount = self.amount(target["value"], target["unit"], target["value_max"])
        return f"{arrow}{sign}{amount}"

    def charted(self, target: Mapping[str, Any]) -> str:
        """Write a target's value for a chart; its axis names all units but % and ‰."""
        short = self.unit(target["unit"])[:1] in {"%", "‰"}
        return self.measure(target if short else {**target, "unit": None})

    def fit(self, text: str, most: int) -> str:
        """Cut *text* to *most* letters, of which a Chinese character takes two."""
        room = most
        for place, char in enumerate(text):
            room -= 2 if CHINESE_RUN.match(char) else 1
            if room < 0:
                return f"{text[: place - 1]}…"
        return text

    def amount(
        self,
        value: Decimal | float,
        unit: str | None,
        most: Decimal | float | None = None,
    ) -> str:
        """Write a figure, or a range up to *most*, with its unit: ``3 people``."""
        said = self.figure(value)
        if most is not None:
            said += f"–{self.figure(most)}"
        name = self.unit(unit, one=said == "1")
        bare = not name or name[0] in "%‰" or said[-1] in "万亿"
        long = len(said) + len(name.split(" ", 1)[0]) > TOGETHER
        space = "" if bare else " " if long else "\N{NO-BREAK SPACE}"
        return f"{said}{space}{name}"

    def headline(self, notice: Mapping[str, Any]) -> str:
        """Name a notice: its title, else its number, else the file it came in."""
        said = notice["title"] or notice["document_number"]
        return str(said or self.text("notice.untitled", file=notice["source_file"]))

    def mixed(self, text: str) -> Markup:
        """Mark the Chinese words within an English *text* as Chinese."""
        if self.language == "zh":
            return escape(text)
        parts = CHINESE_RUN.split(str(escape(text)))
        parts[1::2] = [f'<span lang="zh-Hans">{part}</span>' for part in parts[1::2]]
        return Markup("".join(parts))

    def day(self, value: date | datetime | None) -> str:
        """Write a day: 2025年12月31日, 31 December 2025."""
        if value is None:
            return ""
        if self.language == "zh":
            return f"{value.year}年{value.month}月{value.day}日"
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


KILOBYTE = 1000
SCALED = Decimal(1_000_000)
"""From here on a figure is written by its scale (万, 亿, million, billion)."""
TOGETHER = 14
"""Letters of a figure and its unit that a narrow page can hold on one line."""
ONE = re.compile(r"(?<![\d.,])1 (notice|target|task|region|row|file|dut|bod)(s|ies)\b")
"""One of what English counts in the plural."""
SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "≈ "}
RELATIONS = {**SIGNS, "=": "= "}
"""Signs before a reference, which without one would read as the value itself."""
ARROWS = {"up": "↑ ", "down": "↓ ", "hold": "→ "}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _singular(found: re.Match[str]) -> str:
    return f"1 {found[1]}{'y' if found[2] == 'ies' else ''}"


def read_translations(path: Path) -> dict[str, str]:
    """Read a translation file: nested keys become dotted ones."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # C is ten times as fast
    return dict(_flat("", yaml.load(path.read_text("utf-8"), loader)))


def _flat(prefix: str, node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in node.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from _flat(f"{name}.", value)
        else:
            yield name, str(value)


def _labels(
    schemas: Mapping[str, Mapping[str, Any]], language: str
) -> Iterator[tuple[tuple[str, str, str], str]]:
    suffix = "_zh" if language == "zh" else ""
    for table, schema in schemas.items():
        for field in schema["fields"]:
            for category in field.get("categories", ()):
                label = category.get(f"label{suffix}", category["value"])
                yield (table, field["name"], category["value"]), label
