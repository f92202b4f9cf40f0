"""The phrase book of responsibility: what the holes of its rules may hold.

Labels name a role before a colon (牵头单位：); tails name it after the bodies (…牵头).
Source of the roles: the annotation guideline, section 3.
"""

from __future__ import annotations

from pipelines.grammar.choices import choice
from pipelines.lexicons.bodies import body_suffixes

_WHOSE = "(?:市级|省级|县级|区级|州级|市直|省直|县直|区直|主要|共同|直接|具体|总)?"
_WHO = (
    "(?:单位|部门|主体|处室|科室|股室|机构|地区|县区|市县|委办局|司局|方)"
    "(?:（[^（）]{1,6}）)?(?:(?:及|和|、)(?:完成)?(?:时限|时间|责任人))?"
)
_LEAD = "(?:牵头|主办|主责|第一责任|统筹)(?:责任|负责|协调|实施|落实|组织)?"
_DUTY = (
    "(?:责任|落实|承办|组织实施|实施|执行|负责|承担|完成|职责分工|任务分工|责任分工|分工)"
    "(?:落实|实施)?"
)
_HELP = "(?:配合|参与|参加|协助|协办|协同|支持|协作|会办)(?:责任|实施|落实|协作)?"
_PERSON = (
    "(?:市|县|省|区|州)?(?:牵头|责任|分管|包抓|包联|联系|配合|主管|挂帅|督办)"
    "(?:市|县|省|区|州|单位)?(?:领导|人|局长|同志|负责人|联系人|责任人)"
)
_WATCH = f"(?:督办|督导|督查|督促|监督|考核|评估|验收){_WHO}"

LEAD_LABEL = f"{_WHOSE}{_LEAD}{_WHO}"
DUTY_LABEL = f"{_WHOSE}{_DUTY}{_WHO}"
HELP_LABEL = f"{_WHOSE}{_HELP}{_WHO}|指导{_WHO}"
SHORT_LEAD_LABEL = f"{LEAD_LABEL}|{_LEAD}"
SHORT_DUTY_LABEL = f"{DUTY_LABEL}|责任|落实|负责|(?:职责|任务|责任)?分工"
SHORT_HELP_LABEL = f"{HELP_LABEL}|{_HELP}"
DEADLINE_LABEL = (
    "(?:完成|办理|办结|整改|实施|落实|推进|工作|计划完成)?"
    "(?:时限要求|时间要求|时间节点|时间安排|时间进度|时间表|进度安排|进度要求|时限|期限|"
    "时间)"
)
OTHER_LABEL = (
    f"{_PERSON}|{_WATCH}|(?:行动|工作|任务|年度|预期|主要|具体|绩效)?目标(?:任务)?|"
    "(?:主要|具体|重点|工作|建设)(?:内容|措施|举措|任务|要求)|措施|备注|成果(?:形式)?|"
    "考核指标|主要指标|资金来源|联系电话|注"
)

# Role words after the bodies. They are words of the whole clause: nothing but a
# closing word or a stop may follow them.
_HOW = (
    "(?:(?:等(?:部门|单位)?|(?<=[局委厅办院府会])(?:部门|单位))?(?:按照?|依据?|依照|根据)?(?:各自)?"
    "(?:职责和分工|职责分工|职能职责|职责任务|职责权限|职能分工|责任分工|任务分工|工作职责|"
    "职责|职能|分工)(?:，)?)?"
)
_STOP = "(?=[，。；、\\n]|$)"
LEAD_TAIL = (
    f"{_HOW}(?:共同|联合|总|负责|作为|为)?(?:牵头|主办|统筹)"
    f"(?:(?!会同|联合|和)[^，。；：、（）\\n]){{0,10}}(?:{_STOP}|(?=会同|联合))"
)
DUTY_TAIL = (
    f"{_HOW}(?:分别|分头|共同|具体|各自|联合|认真|抓好|做好|贯彻|组织|推进|推动)*"
    f"(?:负责(?!牵头|解释|人|同志)[^，。；：、（）\\n]{{0,6}}|落实|实施|承办|推进|抓落实|负总责|负主责){_STOP}|"
    f"{_HOW.rstrip('?')}{_STOP}"
)
HELP_TAIL = (
    f"{_HOW}(?:作为|为|分头|积极|共同|协同|分别|具体|密切)*"
    "(?:配合|参与|参加|协助|协办|协同|支持|(?:提供|承担)(?:技术|业务|专业)(?:支撑|支持|指导))"
    f"[^，。；：、（）\\n]{{0,8}}{_STOP}"
)
GUIDE_TAIL = f"{_HOW}(?:指导|监督|监督指导|督促指导|指导监督|业务指导){_STOP}"
# A list of bodies runs up to the first role word: to one of these, to one that closes
# its clause, or to one of manner and role.
_ROLES = (
    "牵头", "负责", "配合", "参与", "参加", "协助", "协办", "主办", "统筹", "承办",
    "提供技术", "提供业务", "提供专业", "承担技术", "承担业务", "负总责", "负主责",
    "为牵头", "为配合", "作为牵头", "作为配合", "分头落实", "分头负责",
    "按职责", "按照职责", "依职责", "按分工", "按照分工",
)  # fmt: skip
_ROLES_AT_END = ("支持", "落实", "抓落实", "实施", "推进", "指导", "监督", "协同")
_MANNERS = ("抓好", "做好", "共同", "组织", "分别", "具体", "监督", "督促", "业务")
_ROLES_OF_MANNER = ("落实", "实施", "推进", "指导", "配合")
_ROLE = (
    f"(?:{choice(_ROLES)}|{choice(_ROLES_AT_END)}{_STOP}"
    f"|{choice(_MANNERS)}{choice(_ROLES_OF_MANNER)}{_STOP}|(?<!自)由)"
)
_ROLE_INITIALS = "".join(
    sorted({word[0] for word in (*_ROLES, *_ROLES_AT_END, *_MANNERS, "由")})
)


def _words(stops: str) -> str:
    """Give a pattern of one character of words that name bodies, up to a role word."""
    return f"(?:[^{stops}{_ROLE_INITIALS}]|(?!{_ROLE})[{_ROLE_INITIALS}])"


BODIES = _words("。；：\\n") + "+?"
BEGIN = "(?:^|(?<=[，。；、：\\n]))(?:[^，。；：、（）\\n]{0,16}(?<!自)由|请)?"

# Bodies as they stand in running text: each closed by a word for a body.
_STRONG = choice(body_suffixes("strong"))
_ANY = choice((*body_suffixes("strong"), *body_suffixes("weak")))
# A name may hold what the body is founded for: 省“样例城市”建设专班.
_QUOTING = "(?:[^，。；：、（）“”《》\\n由]{1,8}“[^“”，。；：、\\n]{2,12}”)?"
_PIECE = _QUOTING + _words("，。；：、（）“”《》\\n") + "{1,24}?"
_PLACES = "(?:各[省市县区州旗盟]{1,2}（[^（）]{1,12}）)?"
PROSE_BODIES = (
    f"{_PLACES}{_PIECE}(?:{_ANY})(?:（[^（）]{{1,20}}）)?"
    f"(?:、{_PLACES}{_PIECE}(?:{_ANY})(?:（[^（）]{{1,20}}）)?){{0,11}}"
)
NAMED_BODY = f"{_PIECE}(?:{_STRONG})"
NAMED_BODIES = f"{NAMED_BODY}(?:、{NAMED_BODY}){{0,7}}"
CLAUSE_BEGIN = (
    "(?:^|(?<=[，。；：\\n])|(?<=牵头、)|(?<=负责、))(?:[一二三四五六七八九十]是)?"
    "(?!为|对|向|让|使|要|把|将|并|不|以|在)"
)

PHRASES = {
    "lead_label": SHORT_LEAD_LABEL,
    "duty_label": SHORT_DUTY_LABEL,
    "help_label": SHORT_HELP_LABEL,
    "lead_tail": LEAD_TAIL,
    "duty_tail": DUTY_TAIL,
    "help_tail": HELP_TAIL,
    "guide_tail": GUIDE_TAIL,
    "bodies": BODIES,
    "listed": "(?:[^。；：\\n])+",
    "begin": BEGIN,
    "prose_bodies": PROSE_BODIES,
    "named_body": NAMED_BODY,
    "named_bodies": NAMED_BODIES,
    "clause": CLAUSE_BEGIN,
    "stop": _STOP,
}
