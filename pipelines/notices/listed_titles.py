"""Titles of lists and work plans that stand alone: 2025年样例市民生实事项目.

No 关于…的通知 closes them, and their last words (项目, 工作) close many a line that is
no title: so the line must name its year, and state nothing.
"""

from __future__ import annotations

import re

_YEAR = (
    "(?:(?:19|20)\\d\\d(?:年|-(?:19|20)\\d\\d)"
    "|二[〇○零][〇○零一二三四五六七八九]{2}年|“?十[一二三四五六七]五”?)"
)
_NOUN = (
    "(?:实事|项目|工程|重点|工作|思路|打算|任务|目标|举措|措施|事项|安排|行动|活动|台账"
    "|路线图|施工图|责任状|[书表]|要点|清单|方案|计划|规划)"
)
_BRACKETS = "(?:（[^（）\n]{2,24}）)*"
_LINE = re.compile(
    f"(?=[^\n]{{0,30}}{_YEAR})[^。；：！？，、\n]{{6,60}}?{_NOUN}{_BRACKETS}"
)
_STATES = re.compile("[了已将]|完成(?!情况)|实施(?!方案|计划|细则|意见)|达到|实现|为$")
_BODY = re.compile(
    "[^。；：！？，、\n\\d]{3,24}(?:政府|办公[室厅]|委员会|[局厅委部]|管委会|指挥部|领导小组)"
)
_PLACE = re.compile("(?:全|[一-龥])[省市县区州旗盟]|[乡镇]|街道|健康[一-龥]")


def listed_title(front: str, start: int) -> str | None:
    """Give the title of a list that begins at *start* of a front; None where none does.

    It may stand below its issuer's line or be broken over two lines.
    """
    first, _, rest = front[start:].partition("\n")
    second = rest.lstrip("\n").partition("\n")[0]
    if _is_title(first):
        return first
    if _BODY.fullmatch(first) and _is_title(second):
        return second if _PLACE.search(second) else first + second
    broken = first + second
    is_broken = len(first) >= 4 and not _SENTENCE.search(first)
    return broken if is_broken and _is_title(broken) else None


_SENTENCE = re.compile("[。；：！？，、]|^[（(]?[一二三四五六七八九十\\d]+[)）、.]")


def _is_title(line: str) -> bool:
    return _LINE.fullmatch(line) is not None and not _STATES.search(line)
