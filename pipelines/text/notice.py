"""Whether a text is a notice at all, and where one notice ends and the next begins."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from pipelines.model import Span

# A notice shows at least this many of the signs below; the dearest stands last.
_FEWEST_SIGNS = 3
_SIGNS = (
    re.compile(
        r"(?:通知|方案|意见|规划|计划|要点|措施|办法|细则|纲要|清单|行动|分解|安排|指标)"
    ),
    re.compile(r"〔(?:19|20)\d\d〕\d{1,4}号"),
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
    re.compile(
        r"(?:^|\n).{2,200}[政府局委厅单位部门会司县市区州镇乡校院]：|[政府局委厅单位部门会司]：(?=现|为|根据|经|《)"
    ),
)
# The heads of a table that sets targets or tasks: what is asked, and how much or whom.
_ASKED = re.compile(
    r"指标(?:名称|内容)?|(?:工作|重点|主要)?任务|工作内容|主要内容|目标"
)
_OF_WHOM = re.compile(
    r"目标值|完成值|现状值|基期|(?:20\d\d|[一二三四五]五)年?(?:目标|计划|规划)|属性|单位"
    r"|(?:牵头|责任|负责|配合)(?:单位|部门)|完成时[限间]"
)
_FLAT_HEADS = re.compile(
    f"序号\\s?(?:{_ASKED.pattern})[^。；]{{0,80}}?(?:{_OF_WHOM.pattern})"
)
_HEADS = 300  # characters of a table within which its heads stand
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_SAMPLE = 30_000
_FEWEST_CHINESE = 20
_CHINESE_SHARE = 0.3
_SHORT = 2000  # characters; of a longer text every fifth one is counted
_STEP = 5


def is_notice(text: str, tables: str = "") -> bool:
    """Tell a notice from other text, by its signs.

    *tables* are the words of its tables: heads that say what is asked, and how much or
    of whom, are sign enough.
    """
    sample = text[:_SAMPLE]
    counted = sample if len(sample) <= _SHORT else sample[::_STEP]
    counted += tables[:_SHORT]
    fewest = max(_FEWEST_CHINESE, _CHINESE_SHARE * len(counted))
    if len("".join(_CHINESE.findall(counted))) < fewest:
        return False
    if _sets_out_table(sample, tables[:_HEADS]):
        return True
    shown = (sign for sign in _SIGNS if sign.search(sample))
    return sum(1 for _ in islice(shown, _FEWEST_SIGNS)) == _FEWEST_SIGNS


def _sets_out_table(text: str, tables: str) -> bool:
    """Say whether a table, or one flattened into text, has the heads of a plan's."""
    if _ASKED.search(tables) and _OF_WHOM.search(tables):
        return True
    return bool(_FLAT_HEADS.search(text))


# Heads of notices, each behind a line end: so ``re`` passes over all else at once.
_ARCHIVE_HEAD = re.compile(r"\n标题：.*\n(?:.*\n){0,12}?=+ ?正文")
# A compilation numbers its notices: 7. ……的通知（2023年3月22日）
_COMPILED_HEAD = re.compile(
    r"\n\d{1,4} ?[.、][^。；]{8,120}?(?:通知|意见|方案|决定|办法|规定|措施|规划)[ \n]*"
    r"（(?:19|20)\d\d ?年[^（）。]{3,14}日）"
)
# The lines above a letter that name its notice: title, number.
_LETTER_HEAD = re.compile(
    r"\n[^\n。；]{6,80}(?:通知|意见|决定|函|批复)[ ]*\n(?:[^\n。；]{0,40}\n){0,4}?"
    r"[^\n。；]{0,30}〔(?:19|20)\d\d〕 ?\d{1,4} ?号[ ]*\n(?:[^\n。；]{0,60}\n){0,4}?"
    r"[ ]*[^\n。；]{2,200}[府局委厅位门会司构办院]：[ ]*$",
    re.M,
)
_FORWARDED = re.compile("转发|附[:：]")


def split_notices(
    folded: str, parts: tuple[Span, ...] = (), annexes: tuple[Span, ...] = ()
) -> list[tuple[int, int]]:
    """Give the stretches of a file that hold one notice each.

    *parts* are the members of an archive: a member that is no notice by itself
    belongs to the notice before it, and so does one of the *annexes*, whatever it says.
    """
    starts = _part_starts(folded, parts)
    lines = "\n" + folded
    for pattern in (_ARCHIVE_HEAD, _COMPILED_HEAD, _LETTER_HEAD):
        if len(starts) < 2:
            starts = [found.start() for found in pattern.finditer(lines)]
        starts = [at for at in starts if not _lies_in(annexes, at)]
    if len(starts) < 2 or _forwards(folded, starts):
        return [(0, len(folded))]
    starts[0] = 0
    return list(pairwise([*starts, len(folded)]))


def _lies_in(annexes: tuple[Span, ...], place: int) -> bool:
    return any(annex.start <= place < annex.end for annex in annexes)


def _part_starts(folded: str, parts: tuple[Span, ...]) -> list[int]:
    return [part.start for part in parts if is_notice(folded[part.start : part.end])]


def _forwards(folded: str, starts: list[int]) -> bool:
    """A notice that forwards another one is one notice with it."""
    return bool(_FORWARDED.search(folded[starts[0] : starts[0] + 200]))
