"""Faults of recognition and layout that are mended, each with its proof.

A rule's pattern names the groups it rewrites; ``rewrites`` says by what. The examples
are about invented places. A rule that changes a figure says so, and its repair is
published as a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPENING = "^"  # instead of a group: put in before the first character


@dataclass(frozen=True, slots=True)
class RepairRule:
    """One fault: how it looks, and what is read instead.

    ``hints`` are strings one of which the fault must hold (they spare the scan).
    """

    name: str
    pattern: re.Pattern[str]
    rewrites: tuple[tuple[str, str], ...]
    finds: tuple[tuple[str, str], ...]
    ignores: tuple[str, ...]
    changes_number: bool = False
    hints: tuple[str, ...] = ("",)

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Find each fault of this kind in canonical text."""
        if any(hint in text for hint in self.hints):
            return self.pattern.finditer(text)
        return iter(())

    def edits(self, found: re.Match[str]) -> list[tuple[tuple[int, int], str]]:
        """Say which ranges are rewritten, in order; groups that are not there are not."""
        return [
            (
                (found.start(), found.start())
                if group is OPENING
                else found.span(group),
                now,
            )
            for group, now in self.rewrites
            if group is OPENING or found[group] is not None
        ]

    def read(self, found: re.Match[str]) -> str:
        """Give the mended words of one fault."""
        text, shift = found[0], -found.start()
        for (start, end), now in self.edits(found):
            text = text[: start + shift] + now + text[end + shift :]
            shift += len(now) - (end - start)
        return text


_UNITS = "个人名家所张次项种件处条亩套台辆户例期门篇场座"

# Behind these words one number stands, no row of a table.
_LEADS = "到为和至于达过约低高、，及与"

REPAIRS = (
    RepairRule(
        name="year_with_gaps",
        pattern=re.compile(
            r"(?<![\d. ])(?=[12\d ]{5,7}年)(?=\d{1,3} )"
            r"(?:1(?P<a> ?)9|2(?P<b> ?)0)(?P<c> ?)\d(?P<d> ?)\d(?=年)"
        ),
        rewrites=(("a", ""), ("b", ""), ("c", ""), ("d", "")),
        finds=(("到2 0 2 5年，", "到2025年，"), ("201 9年底", "2019年底")),
        ignores=("2025年", "2024 2025年", "1 2025年"),
        changes_number=True,
        hints=("年",),
    ),
    RepairRule(
        name="percentage_with_gap",
        pattern=re.compile(
            rf"(?<=[{_LEADS}])(?:[1-9](?P<a> )\d|1(?P<b> )00|10(?P<c> )0)"
            r"(?=(?:\.\d+)?[%‰])"
        ),
        rewrites=(("a", ""), ("b", ""), ("c", "")),
        finds=(
            ("分别达到70%、6 5%和65%", "分别达到70%、65%和65%"),
            ("达到9 5.5%", "达到95.5%"),
            ("达到1 00%", "达到100%"),
            ("达到10 0%", "达到100%"),
        ),
        ignores=("样例率6 5%", "达到65%", "达到90 95%", "达到8 10%"),
        changes_number=True,
        hints=("%", "‰"),
    ),
    RepairRule(
        name="count_with_gap",
        pattern=re.compile(
            rf"(?<=[到为至于达过约])[1-9]\d{{0,2}}(?P<gap> )\d{{1,3}}(?=[余多万亿]?[{_UNITS}])"
        ),
        rewrites=(("gap", ""),),
        finds=(("增加到1 20个", "增加到120个"), ("达到3 000人", "达到3000人")),
        ignores=("样例站3 20个", "达到120个", "达到1200 个"),
        changes_number=True,
        hints=(" ",),
    ),
    RepairRule(
        name="per_mille",
        pattern=re.compile(
            r"(?<=\d)(?P<was>%(?:[oO0](?=[、，；和及与以]|左右)|。(?=[、，；])))"
        ),
        rewrites=(("was", "‰"),),
        finds=(("控制在3.5%o、5%o以下", "控制在3.5‰、5‰以下"),),
        ignores=("达到30%。加强", "达到30%。与上年", "达到30%o（责任单位"),
        changes_number=True,
        hints=("%o", "%O", "%0", "%。"),
    ),
    RepairRule(
        name="full_stop_after_percent",
        pattern=re.compile(
            r"(?<=\d%)(?P<was>[oO])(?=[（\n]|$|(?![和及与以左])[\u4e00-\u9fff])"
        ),
        rewrites=(("was", "。"),),
        finds=(
            ("不低于30%o（责任单位：县教育局）", "不低于30%。（责任单位：县教育局）"),
        ),
        ignores=("3.5%oA", "30%。（责任单位"),
        hints=("%o", "%O"),
    ),
    RepairRule(
        name="range_of_years",
        pattern=re.compile(r"20\d\d(?P<was>)20\d\d(?<!\d\d{8})(?=年|）)"),
        rewrites=(("was", "-"),),
        finds=(("行动计划（20212030年）", "行动计划（2021-2030年）"),),
        ignores=("行动计划（2021-2030年）", "联系电话20212030"),
        changes_number=True,
    ),
    RepairRule(
        name="range_of_ages",
        pattern=re.compile(r"0(?<![\d.]0)(?P<was>)[1-9]\d?(?=岁|个?月龄|周岁)"),
        rewrites=(("was", "-"),),
        finds=(("06岁儿童", "0-6岁儿童"), ("036个月龄", "0-36个月龄")),
        ignores=("0-6岁儿童", "10岁", "0.6岁"),
        changes_number=True,
    ),
    RepairRule(
        name="range_of_months",
        pattern=re.compile(
            r"(?<![\d.-])[1-9](?P<was>)(?:1[28]|24|3[06]|48|60|72)(?=个?月龄)"
        ),
        rewrites=(("was", "-"),),
        finds=(("636月龄儿童", "6-36月龄儿童"),),
        ignores=("6-36月龄儿童", "24月龄", "36月龄"),
        changes_number=True,
        hints=("月龄",),
    ),
    RepairRule(
        name="eleven_read_as_letter",
        pattern=re.compile(
            rf"(?<=[\u4e00-\u9fff])(?P<was>H)(?=\d{{1,2}}[%‰万亿余多]?[{_UNITS}])"
        ),
        rewrites=(("was", "11"),),
        finds=(("招收医学生H9人", "招收医学生119人"),),
        ignores=("甲型H1N1流感", "H5解读", "医学生19人"),
        changes_number=True,
        hints=("H",),
    ),
    RepairRule(
        name="one_read_as_letter",
        pattern=re.compile(
            rf"(?<=[\u4e00-\u9fff])(?P<was>[Il])(?=\d{{1,3}}(?:\.\d+)?[%‰万亿余多]?[{_UNITS}])"
        ),
        rewrites=(("was", "1"),),
        finds=(("招收医学生l9人", "招收医学生19人"),),
        ignores=("I型糖尿病", "医学生19人"),
        changes_number=True,
        hints=("I", "l"),
    ),
    RepairRule(
        name="nought_read_as_letter",
        pattern=re.compile(r"(?<=\d)(?P<was>[Oo])(?=\d|[年%‰万亿人个家名])"),
        rewrites=(("was", "0"),),
        finds=(("2O25年", "2025年"), ("3O%", "30%")),
        ignores=("O2O平台", "20个"),
        changes_number=True,
        hints=("O", "o"),
    ),
    RepairRule(
        name="document_number",
        pattern=re.compile(
            r"20(?<=[发办函字政规文通卫党委]20)\d\d(?P<close>[）\])】〕]?)(?=\d{1,4}号)"
        ),
        rewrites=((OPENING, "〔"), ("close", "〕")),
        finds=(
            ("样党发2021）36号", "样党发〔2021〕36号"),
            ("样办函202215号", "样办函〔2022〕15号"),
        ),
        ignores=("样办函〔2022〕15号", "2022年15号"),
        changes_number=True,
        hints=("号",),
    ),
)
