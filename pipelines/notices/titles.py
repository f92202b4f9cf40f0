"""The title of a notice: of its cover, else of the plan itself."""

from __future__ import annotations

import re

from pipelines.grammar.papers import (
    NOTICE_NOUNS,
    PAPER_NOUNS,
    find_numbers,
    find_papers,
)
from pipelines.notices.listed_titles import listed_title

# How far into a notice its cover title and the plan's title may stand.
_COVER = 600
_LETTER = 4000

_JUNK = re.compile(
    "(?:附件\\s*\\d*[:：]?|\\d{1,3}[.．、]|（?此件.{0,8}公开）?|【[^】]*】|[—─━＿_=]{2,}|-{3,}|\\s)+"
)
# The printed head of a paper: 样例县爱国卫生运动委员会文件, above its number.
_RED_HEAD = re.compile(r"[^\n。，：、关于]{4,40}文件\n*(?=[^\n]{0,16}[〔\[（(]20\d\d)")
# The menu of a site, glued to the title below it.
_MENU = re.compile(
    "(?:[^\n，。、]{2,12}(?:人民政府|委员会|局)(?:门户网站|网站|网)?\\s*)?(?:网站)?首页\\s*"
    "(?:(?:[省市县区州]政府|政务公开|政务服务|政务动态|政务要闻|要闻动态|新闻动态|新闻中心|政府信息公开"
    "|信息公开|政民互动|互动交流|互动回应|解读回应|公众参与|数据开放|专题专栏|办事服务|网上办事|公共服务"
    "|便民服务|办事大厅|政策文件|通知公告|[\u4e00-\u9fff]{2}概况|领导之窗|机构设置|(?:魅力|走进|认识)[\u4e00-\u9fff]{2})\\s*){2,}"
)
# The gazette that prints a notice: 样例市人民政府公报2022年第3期.
_GAZETTE = re.compile(
    r"[^\n。，：、]{4,24}公报\s*20\d\d年(?:第\d{1,3}期|\d{1,2}期)?\s*"
)
# A heading of the page with its day: 样例县样例方案（县政府办2023-04-12发布）.
_POSTED = re.compile(
    "[^\n。，；]{4,60}\n?（[^（）\n]{0,12}20\\d\\d[-年.]\\d{1,2}[-月.]\\d{1,2}日?(?:发布|印发|公布)?）\n?(?=.{4,40}关于)"
)
# The column of a site that holds the page, on a line above the title: 区政府办文件.
_COLUMN = re.compile(
    "[^\n。，：、关于《]{2,12}(?:文件|政策|公开|公告|动态|专栏|通知)\n(?=[^\n。；]{4,60}关于)"
)
_NOTICE_END = re.compile(
    f"(?:{'|'.join(NOTICE_NOUNS)}|公示)(?:（[^（）\n]{{0,8}}(?:稿|试行|暂行)）)?"
)
_ADDRESSED = re.compile("各|[省市县区州盟局委厅]|有关|机关|国务院|本|全")
_GOVERNS = re.compile("关于|印发|转发|公布|发布")
_TEXT_MARKS = re.compile("[，；：]")
_OPENERS, _CLOSERS = "《“（", "》”）"

# How a text begins right behind its title where line breaks were lost.
_PURPOSE = re.compile(
    "为(?:了|深入|贯彻|全面|进一步|认真|落实|切实|加快|推动|推进|加强|规范|促进|做好|"
    "有效|更好|积极|充分|扎实|提高|提升|确保|保障|建立|完善)"
)
_PLAN_NOUN = "|".join(
    sorted(
        (
            *(
                *PAPER_NOUNS,
                "措施",
                "行动",
                "安排",
                "任务分解表",
                "分工",
                "任务",
                "目标",
            ),
            *(
                "分解表",
                "分工表",
                "责任表",
                "任务表",
                "任务书",
                "责任书",
                "台账",
                "一览表",
            ),
        ),
        key=len,
        reverse=True,
    )
)
_PLAN_BRACKETS = "(?:\n?（[^（）\n]{2,24}）)*"
_PLAN_LINE = re.compile(f"[^。；！？：\n]{{4,80}}?(?:{_PLAN_NOUN}){_PLAN_BRACKETS}$")
_PLAN_RUNS_ON = re.compile(
    f"([^。；！？：，\n]{{6,80}}?(?:{_PLAN_NOUN})(?:（[^（）\n]{{2,24}}）)*)"
    f"(?={_PURPOSE.pattern})"
)
# The issuer on a line of its own: 样例县人民政府, below it 关于样例工作的实施方案.
_ISSUER_ABOVE = re.compile(
    "[^。；！？：，、\n]{3,24}(?:政府|办公室|委员会|局|厅|委)\n+关于[^。；！？：，\n]{4,70}(?=\n)"
)
_LETTER_ISSUES = re.compile("(?:现|兹)(?:特)?将$")
_OF_FILES = re.compile("\\.(?:docx?|pdf|wps|txt|html?)$", re.IGNORECASE)
_OF_SITES = re.compile("(?:\\s*[_|-]\\s*[^_|-]{2,20})+(?:网|网站|政府|政务|公开)$")
_GIVEN_END = re.compile(
    f"(?:{_PLAN_NOUN}|{'|'.join(NOTICE_NOUNS)})(?:（[^（）]{{1,24}}）)?$"
)


def cover_title(text: str) -> str | None:
    """Give the title above the addressees: …关于…的通知; None where none stands."""
    front = text[:_COVER]
    start = _skip_file_name(front, _after_junk(front))
    for end in _NOTICE_END.finditer(front, start):
        words = front[start : end.end()]
        if "。" in words or _TEXT_MARKS.search(_outside_marks(words)):
            return None
        if _PURPOSE.search(words, 4):
            return None
        if _is_open(words) or not _GOVERNS.search(words):
            continue
        if _closes(front, end.end()):
            return tidy(words)
    return None


_LINE = re.compile(
    "[^。；，：？！\n]{0,50}(?:关于|印发|转发)[^。；，：？！\n]{4,100}"
    f"(?:{'|'.join(NOTICE_NOUNS)})(?:（[^（）\n]{{2,24}}）)?"
)


def title_line(text: str) -> str | None:
    """Give the title that stands on a line of its own above the letter, or none.

    What stands around it is the page's: 当前栏目：首页>通知文件.
    """
    for line in text[:_LETTER].split("\n"):
        words = line.strip()
        if _LINE.fullmatch(words) and not _is_open(words):
            return tidy(words)
        if words.endswith("：") or "。" in words:
            return None
    return None


def plan_title(text: str) -> str | None:
    """Give the plan's own title: of the letter that issues it, or above its text."""
    issued = issued_titles(text)
    if len(issued) == 1:
        return tidy(issued[0])
    return None if issued else _top_title(text) or _listed(text)


def given_title(value: str | None) -> str | None:
    """Tidy a title of the page's head or meta tags; the site's name is cut off."""
    if not value:
        return None
    words = tidy(_OF_SITES.sub("", _OF_FILES.sub("", value.strip())))
    return words if _GIVEN_END.search(words) else listed_title(words, 0)


def tidy(title: str) -> str:
    """Take line breaks out, and turn a quotation mark that faces the wrong way."""
    words: list[str] = []
    is_open = False
    for character in title.replace("\n", "").replace(" ", ""):
        turned = "“" if character == "”" and not is_open else character
        if turned in "“”":
            is_open = turned == "“"
        words.append(turned)
    return "".join(words).strip("：:")


# What may stand above a title.
_ABOVE = (_JUNK, _RED_HEAD, _MENU, _GAZETTE, _POSTED, _COLUMN)


def _after_junk(front: str) -> int:
    """Step over item numbers, annex marks and the document number."""
    start = 0
    while True:
        junk = next(filter(None, (one.match(front, start) for one in _ABOVE)), None)
        if junk:
            start = junk.end()
            continue
        number = next(iter(find_numbers(front[start : start + 40])), None)
        if number is None or number.start != 0:
            return start
        start += number.end


def _outside_marks(words: str) -> str:
    return re.sub("《[^》]*》|（[^）]*）|“[^”]*”", "", words)


def _is_open(words: str) -> bool:
    """Say whether a bracket or quotation mark of *words* is not closed yet."""
    return any(
        words.count(opener) > words.count(closer)
        for opener, closer in zip(_OPENERS, _CLOSERS, strict=True)
    )


def _closes(front: str, end: int) -> bool:
    """Say whether a title may end here: line end, bracket, number or addressees."""
    if end >= len(front) or front[end] in "\n（〔":
        return True
    rest = front[end : end + 200].split("\n")[0]
    number = next(iter(find_numbers(rest[:40])), None)
    if number is not None and number.start == 0:
        return True
    return bool(_ADDRESSED.match(rest)) and "：" in rest


def issued_titles(text: str) -> list[str]:
    """Give what 现将《…》印发给你们 issues; several titles where it issues several."""
    letter = text[:_LETTER]
    papers = find_papers(letter)
    for index, paper in enumerate(papers):
        before = letter[max(0, paper.start - 8) : paper.start]
        after = letter[paper.end : paper.end + 90].split("。")[0]
        now = _LETTER_ISSUES.search(before) and re.search("印发|转发|公布|发布", after)
        approved = (
            re.match("[^，]{0,60}(?:同意|通过|审定|批准)", after) and "印发" in after
        )
        if now or approved:
            run = [paper.title or ""]
            at = paper.end
            for other in papers[index + 1 :]:
                if letter[at : other.start].strip("、和及与"):
                    break
                run.append(other.title or "")
                at = other.end
            if run[1:] == [] and _stands_in_a_run(letter, paper.start):
                return [run[0], ""]
            return run
    return []


def _stands_in_a_run(letter: str, start: int) -> bool:
    return letter[max(0, start - 1) : start] == "》"


def _top_title(text: str) -> str | None:
    front = text[:_COVER]
    start = _after_junk(front)
    if run_on := _PLAN_RUNS_ON.match(front, _skip_file_name(front, start)):
        return tidy(run_on[1])
    end = front.find("\n", start)
    first = front[start : end if end >= 0 else len(front)]
    if parted := _ISSUER_ABOVE.match(front, start):
        first, end = parted[0].replace("\n", ""), parted.end()
    following = re.match("\n（[^（）\n]{2,24}）", front[max(end, 0) :])
    if following and end >= 0:
        first += following[0]
    if len(first) > 80 or re.search("[。；：！？，]", first) or len(first) < 4:
        return None
    return tidy(first) if _PLAN_LINE.match(first) else None


def _listed(text: str) -> str | None:
    front = text[:_COVER]
    title = listed_title(front, _skip_file_name(front, _after_junk(front)))
    return tidy(title) if title else None


def _skip_file_name(front: str, start: int) -> int:
    end = front.find("\n", start)
    line = front[start : max(end, 0)]
    return end + 1 if end >= 0 and _OF_FILES.search(line) else start
