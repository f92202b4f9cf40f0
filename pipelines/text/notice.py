"""Whether a text is a notice at all, and where one notice ends and the next begins."""

from __future__ import annotations

import re

# A notice shows at least this many of the signs below.
_FEWEST_SIGNS = 3
_SIGNS = (
    re.compile(
        r"(?:通知|方案|意见|规划|计划|要点|措施|办法|细则|纲要|清单|行动|分解|安排|指标)"
    ),
    re.compile(r"〔(?:19|20)\d\d〕\d{1,4}号"),
    re.compile(
        r"(?:^|\n).{2,200}[政府局委厅单位部门会司]：|[政府局委厅单位部门会司]：(?=现|为|根据|经|《)"
    ),
    re.compile(r"(?:牵头|责任|配合|参与|落实)(?:单位|部门)"),
    re.compile(
        r"现?(?:印发|转发)(?:给?你们|如下)?|制定(?:本|以下|如下|了?本)|结合.{0,8}实际|贯彻(?:落实|执行)"
    ),
    re.compile(r"[二三四五六七八九十]、"),
    re.compile(r"（二）"),
    re.compile(r"第[一二三四五六七八九十]+[章节条]"),
    re.compile(r"(?:人民政府|办公厅|办公室|委员会|管委会|国务院)"),
    re.compile(r"(?:加强|推进|完善|落实|加快|建立|健全|开展|实施).{2,40}[。；]"),
    re.compile(r"(?:达到|不低于|提高到|控制在|以上|覆盖率|到20\d\d年)"),
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SAMPLE = 30_000
_CHINESE_SHARE = 0.3


def is_notice(text: str) -> bool:
    """Tell a notice from other text, by its signs."""
    sample = text[:_SAMPLE]
    if len(_CHINESE.findall(sample)) < max(40, _CHINESE_SHARE * len(sample)):
        return False
    return sum(bool(sign.search(sample)) for sign in _SIGNS) >= _FEWEST_SIGNS


_ARCHIVE_HEAD = re.compile(r"^(?:标题：.*\n(?:.*\n){0,12}?=+ ?正文)", re.M)


def split_notices(folded: str) -> list[tuple[int, int]]:
    """Give the stretches of a file that hold one notice each."""
    starts = [found.start() for found in _ARCHIVE_HEAD.finditer(folded)]
    if len(starts) < 2:
        return [(0, len(folded))]
    starts[0] = 0
    return list(zip(starts, [*starts[1:], len(folded)], strict=True))
