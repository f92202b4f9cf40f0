"""One body and its role, and the lists of bodies that hold them."""

from __future__ import annotations

import re
from itertools import pairwise

from pipelines.model import Role
from pipelines.model.records import record
from pipelines.responsibilities.lists import Mention, is_body, split_bodies

STOPS = "，；。、\n"
_MARK_ROLES = {"牵头": Role.LEAD, "主办": Role.LEAD, "会同": Role.COOPERATING}
_NOBODY = re.compile(
    r"\d(?!\d*热线)|^(?:无|—+|-+|/|长期|持续|同上|略)|坚持|[。：]|的任务|完成$"
)
_LONGEST_MENTION = 40
_LONGEST_BARE = 20
# A mention that opens like a body's is one, whatever its end: 市医联体.
_OWN = re.compile("各|省|市|县|区|州|国网|中国")
_BARE_END = re.compile(
    "(?:局|委|厅|部|办|委员会|政府|妇联|残联|工商联|总工会|科协|红十字会|办公室|法院|检察院|"
    "管委会|公司|集团|分行|支行|支队|总队|中心|协会|学会|部门|单位|党校|团[市县省区州]委|"
    "处|科|股|处室|科室|院|服务站|监测站|所|电视台|大学|供销社|供销合作(?:总)?社|海关|报社|"
    "文联|侨联|台联|贸促会|督查室|军分区|[档文博图科][案化物书技]馆|政协|总会|联合会|"
    "医共体|医联体|经开区|高新区|开发区|管理区|书店)$"
)
_OFFICE_END = re.compile("[一-龥]{2,}(?:处|科|股|室|局|中心|办公室)$")
_BARE_HEAD = re.compile(
    "国家|国务院|中央|全国|各|有关|省|市|县|区|州|盟|旗|自治|团|教育部|科技部|工业和|公安部|"
    "民政部|司法部|财政部|人力资源|自然资源部|生态环境部|住房|交通运输部|水利部|农业农村部|"
    "商务部|文化和旅游部|应急管理部|人民银行|海关总署|税务总局|市场监管总局|[^、，]{2,4}[省市县区]"
)


@record(frozen=True, slots=True)
class Duty:
    """One body and its role; offsets are those of the field's text."""

    role: Role
    term: str
    mention: str
    start: int
    end: int
    rule: str
    rank: int
    before_comma: bool
    mark: str


def duties_of(
    text: str, offset: int, role: Role, term: str, rule: str, *, strict: bool
) -> list[Duty]:
    """Give the duties of a list of bodies in one role.

    *strict* takes words only where they close as a body's name does; so does a list
    that holds one sure body.
    """
    listed = split_bodies(text)
    strict = strict or any(is_body(m.text, strong=True) for m in listed)
    mentions = [m for m in listed if _acceptable(m, strict=strict)]
    if mentions and mentions[0].mark == "会同":
        role = Role.COOPERATING
    out = []
    comma = False
    leading = _led_together(mentions)
    for rank, mention in enumerate(mentions, 1):
        comma = comma or mention.stop == "，"
        out.append(
            Duty(
                role=Role.LEAD if rank <= leading else _marked(mention.mark, role),
                term=term,
                mention=mention.text,
                start=offset + mention.start,
                end=offset + mention.end,
                rule=rule,
                rank=rank,
                before_comma=not comma,
                mark=mention.mark,
            )
        )
    return out


def _led_together(mentions: list[Mention]) -> int:
    """Count those who lead together: 甲局、乙局（牵头），丙局: the first two."""
    for place, (one, after) in enumerate(pairwise(mentions), 1):
        if one.mark:
            leads = one.mark.startswith("牵头") and after.stop == "，"
            return place if leads else 0
        if after.stop != "、":
            return 0
    return 0


def _marked(mark: str, role: Role) -> Role:
    for word, marked in _MARK_ROLES.items():
        if mark.startswith(word):
            return marked
    return role


def _acceptable(mention: Mention, *, strict: bool) -> bool:
    if _NOBODY.search(mention.text):
        return False
    if len(mention.text) > _LONGEST_MENTION:
        return False
    return not strict or is_body(mention.text) or bool(_OWN.match(mention.text))


def is_bare_list(value: str, *, last: bool) -> bool:
    """Say whether words without any role word can be nothing but bodies.

    *last* says that they close their item: then offices need no place before them.
    """
    value = value.strip(STOPS)
    mentions = split_bodies(value)
    return bool(mentions) and (
        all(_bare(m.text) for m in mentions)
        and (
            any(_BARE_HEAD.match(m.text) for m in mentions)
            or (last and all(_OFFICE_END.search(m.text) for m in mentions))
        )
        and not _NOBODY.search(value)
    )


def _bare(words: str) -> bool:
    if words.startswith("各") and not _BARE_END.search(words):
        return is_body(words)
    return len(words) <= _LONGEST_BARE and bool(_BARE_END.search(words))
