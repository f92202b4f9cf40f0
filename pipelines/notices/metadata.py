"""Put together what a notice says of itself; what it does not say stays None."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from pipelines.grammar.papers import NumberToken, find_numbers
from pipelines.model import Metadata, NoticeText, Outline
from pipelines.notices.fields import (
    attached_file,
    day_of,
    from_grids,
    from_meta,
    labelled,
)
from pipelines.notices.periods import (
    period_of_goals,
    period_of_text,
    period_of_title,
    period_of_titles,
)
from pipelines.notices.places import place_of
from pipelines.notices.signatures import (
    day_in_brackets,
    find_signature,
    issuer_of_title,
    signed_above,
)
from pipelines.notices.titles import (
    cover_title,
    given_title,
    issued_titles,
    plan_title,
    title_line,
)

_FRONT = 700
_TAIL = 600
_TAKES_EFFECT = re.compile(
    r"自((?:19|20)\d\d年\d{1,2}月\d{1,2}日)起(?:正式)?(?:施行|实施|执行|生效)"
)
_FROM_ISSUE = re.compile("自(?:印发|发布|公布)之日起(?:正式)?(?:施行|实施|执行|生效)")
_ENDS = re.compile(
    r"本(?:办法|方案|规定|意见|细则|文件|通知|政策|措施)[^。]{0,12}有效期(?:限)?(?:为)?至((?:19|20)\d\d年\d{1,2}月\d{1,2}日)"
)
_ADDRESS = re.compile(r"https?://[^\s\[\]（）()]+")
# 自印发之日起施行，有效期三年
_LASTS = re.compile(
    "起(?:正式)?(?:施行|实施|执行|生效)，(?:试行期|有效期)(?:限)?(?:为)?(\\d|[一二三四五六七八九十])年"
)


def read_metadata(notice: NoticeText, outline: Outline, name: str) -> Metadata:
    """Read a notice's own facts from its cover, its signature and its page's head.

    The cover comes before the page's head and the head before meta tags; *name*, the
    file's name, is no fact and is not read.
    """
    body = notice.body.text
    given = _given(notice)
    attached = attached_file(given)
    cover = (
        cover_title(body)
        or given_title(given.get("title"))
        or title_line(body)
        or title_line(notice.head.text)
        or (cover_title(attached) if attached else None)
    )
    plan = plan_title(body) if cover is None else None
    title = cover or plan
    signature = find_signature(body) or signed_above(body[:_FRONT])
    issued = (
        (signature.day if signature else None)
        or day_in_brackets(body)
        or day_of(given.get("issued_on"))
    )
    published = day_of(given.get("published_on"))
    issuer = (signature.issuer if signature else None) or issuer_of_title(title)
    year = next((day.year for day in (issued, published) if day), None)
    start, end = period_of_title(title)
    if end is None:
        start, end = period_of_titles(issued_titles(body) or [plan_title(body)])
    if end is None:
        start, end = period_of_goals(outline, year, title)
        if start is None:
            start, end = period_of_text(body, end)
    place = place_of(issuer, (title, plan), body, year)
    effective = _effective(body, issued) or day_of(given.get("effective_on"))
    return Metadata(
        title=title,
        document_number=_own_number(body, given) or _number_of(attached),
        index_number=given.get("index_number"),
        issuer=issuer or given.get("issuer"),
        issued_on=issued,
        published_on=published,
        effective_on=effective,
        repealed_on=_repealed(body, effective) or day_of(given.get("repealed_on")),
        region=place.region,
        region_code=place.code,
        level=place.level,
        period_start=start,
        period_end=end,
        topic=given.get("topic"),
        source_url=_address(given.get("source_url")),
    )


def _given(notice: NoticeText) -> Mapping[str, str]:
    """Give what the page says of the notice: head, foot, tables, then meta tags."""
    return (
        from_meta(notice.meta)
        | from_grids(notice.grids)
        | labelled(notice.body.text[-_TAIL:])
        | labelled(notice.head.text)
    )


def _own_number(body: str, given: Mapping[str, str]) -> str | None:
    """Give the number above or below the title, or of the page's head.

    A number in brackets or behind 《…》 is another document's.
    """
    front = body[:_FRONT]
    for token in find_numbers(front):
        before = front[max(0, token.start - 1) : token.start]
        if before in "（(〔《》" and token.start and not _closes_title(front, token):
            continue
        addressed = front.find("：", 0, token.start) >= 0
        if addressed and before != "\n":
            return _given_number(given)
        return token.text
    return _given_number(given)


def _closes_title(front: str, token: NumberToken) -> bool:
    """Say whether a number in brackets closes the line of the title: …的通知（…号）."""
    line = front[: token.start - 1].rpartition("\n")[2]
    after = front[token.end : token.end + 2]
    return line.endswith(_TITLE_ENDS) and after in ("）\n", "）")


_TITLE_ENDS = ("通知", "意见", "方案", "计划", "要点", "规划", "决定", "办法", "函")


def _address(value: str | None) -> str | None:
    """Give the address itself; Markdown writes it as [address](address)."""
    found = _ADDRESS.search(value or "")
    return found[0] if found else value


def _number_of(attached: str | None) -> str | None:
    """Give the number with which the name of a loaded file begins."""
    tokens = find_numbers(attached or "")
    return tokens[0].text if tokens and tokens[0].start == 0 else None


def _given_number(given: Mapping[str, str]) -> str | None:
    value = given.get("document_number", "")
    tokens = find_numbers(value)
    return tokens[0].text if tokens else (value or None)


def _effective(body: str, issued: date | None) -> date | None:
    if match := _TAKES_EFFECT.search(body, max(0, len(body) - 4 * _FRONT)):
        return day_of(match[1])
    return issued if _FROM_ISSUE.search(body) else None


def _repealed(body: str, effective: date | None) -> date | None:
    """Give the day on which the notice says that it ends."""
    if match := _ENDS.search(body):
        return day_of(match[1])
    lasts = _LASTS.search(body)
    if lasts is None or effective is None:
        return None
    years = (
        int(lasts[1])
        if lasts[1].isdigit()
        else "一二三四五六七八九十".index(lasts[1]) + 1
    )
    try:
        return effective.replace(year=effective.year + years)
    except ValueError:  # from 29 February
        return date(effective.year + years, 3, 1)
