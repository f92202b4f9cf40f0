"""Joint names: parted at their joints, and completed from one another."""

from __future__ import annotations

import re

from pipelines.targets.shared_people import of_patients, per_head

_DISTRIBUTED = re.compile("分别|依次|各")


def is_distributed(words: str) -> bool:
    """Say whether the words deal the values out in order: 分别."""
    return _DISTRIBUTED.search(words) is not None


def heads(subject: str, joints: str = "、和与及") -> list[str]:
    """Part a joint subject at its joints: 孕产妇、婴儿死亡率 gives two parts.

    Brackets keep their joints to themselves.
    """
    if not any(joint in subject for joint in joints):
        return [subject] if subject else []
    parts: list[str] = [""]
    depth = 0
    inner = _inner_joints(subject)
    for at, character in enumerate(subject):
        depth += (character in "（“《") - (character in "）”》")
        if character in joints and not depth and at not in inner:
            parts.append("")
        else:
            parts[-1] += character
    return [part for part in parts if part]


# 和, 与 and 及 within words join nothing: 普及率, 参与率, 及时报告率.
_INNER = re.compile(
    "(?<=感染者)和(?=病人)|及(?=[时格早第以其])|(?<=[普涉惠危触企波可])及|(?<=[参赠])与|和(?=[谐平睦])|(?<=[调缓饱共温融中])和"
)


def _inner_joints(subject: str) -> frozenset[int]:
    return frozenset(found.start() for found in _INNER.finditer(subject))


def share(subject: str, count: int) -> list[str] | None:
    """Part a subject into *count* indicators with full names, None where it has not.

    Parted at 、 alone, then at the last 和 too, then at every joint: the first way
    that gives the number is taken. 基本知识和理念水平、行为水平 are two.
    """
    if count < 2:
        return None
    by_comma = heads(subject, "、")
    last = heads(by_comma[-1], "和与及") if by_comma else []
    for parts in (by_comma, [*by_comma[:-1], *last], heads(subject)):
        if len(parts) == count:
            return complete(parts)
    return None


def complete(parts: list[str]) -> list[str]:
    """Give the full names of coordinated indicators.

    The words that close the last part, after its people or place, are lent to those
    before it: 孕产妇, 婴儿, 5岁以下儿童死亡率 gives three rates. A part that closes
    with a head of its own keeps it, and the first lends its beginning to a bare one:
    甲病发病率, 死亡率.
    """
    parts = _of_grades(parts)
    if (whose := _CAUSED.match(parts[0])) and len(parts) > 1:
        bare = [parts[0][whose.end() :], *parts[1:]]
        return [whose[0] + name for name in complete(bare)]
    if base := per_head(parts):
        bare = [parts[0].removeprefix(base), *parts[1:]]
        return [base + name for name in complete(bare)]
    parts = of_patients(_of_bodies(parts))
    if shared := of_persons(parts) or _of_places(parts):
        return shared
    if levels := _OF_LEVELS.match(parts[-1]):
        named = [*parts[:-1], levels["last"]]
        return [level.removesuffix("级") + "级" + levels["lent"] for level in named]
    if both := _of_town(parts):
        return both
    if kinds := _OF_KINDS.match(parts[-1]):
        return [part + kinds["lent"] for part in [*parts[:-1], kinds["last"]]]
    if lent := _lent_behind(parts) or _lent_whole(parts):
        return [*(part + lent for part in parts[:-1]), parts[-1]]
    named = [part if head_of(part) else part + _lent_by(parts[-1]) for part in parts]
    stem, whom = _stem(named[0]), _POPULATION.match(named[0])
    return [
        _borrowed(name, stem, whom[0] if whom else "") if index else name
        for index, name in enumerate(named)
    ]


# The same of town and country: 城市、农村样例时间.
_TOWN = re.compile("(?:城市|城镇|城区|县城)$")
_OF_TOWN = re.compile("(?:农村|乡村|乡镇)(?P<lent>[^、和与及]{3,})")


def _of_town(parts: list[str]) -> list[str]:
    """Give the same of town and of country in full, [] if the parts are no such."""
    lent = _OF_TOWN.match(parts[-1])
    if lent is None or len(parts) != 2 or not _TOWN.search(parts[0]):
        return []
    return [parts[0] + lent["lent"], parts[1]]


_GRADED = re.compile("[初中高]等")
_RANKED = re.compile("[一二三四]级")  # 二级、三级公立医院样例水平


def _of_grades(parts: list[str]) -> list[str]:
    """Give grades that are cut short what the last has: 中, 高等学校就业率."""
    if all(map(_RANKED.fullmatch, parts[:-1])) and (rank := _RANKED.match(parts[-1])):
        return [*(part + parts[-1][rank.end() :] for part in parts[:-1]), parts[-1]]
    last = _GRADED.match(parts[-1])
    cut = last and all(part in "初中高" for part in parts[:-1])
    if not cut:
        return parts
    return [part[0] + parts[-1][1:] for part in parts]


# By what each is brought about: 因样例纠纷引发的甲率、乙率.
_CAUSED = re.compile("因[^，；、]{2,20}?(?:引发|引起|导致|造成|产生)的(?=.{2,})")
_BODY_ALONE = re.compile(
    "(?:全[省市县区])?(?:各?级?各类)?(?:中小学|小学|初中|高中|中职|学校|幼儿园|托育机构|养老机构|医院|卫生院|企业|医疗机构)"
)


def _of_bodies(parts: list[str]) -> list[str]:
    """Give the deeds of joint bodies their bodies: 中小学、幼儿园封闭管理、一键报警率.

    The bodies before the first deed stay together and belong to each deed.
    """
    alone = 0
    while alone < len(parts) and _BODY_ALONE.fullmatch(parts[alone]):
        alone += 1
    deeds = parts[alone:]
    first = _BODY_ALONE.match(deeds[0]) if alone and len(deeds) > 1 else None
    if first is None or any(map(_BODY_ALONE.match, deeds[1:])):
        return parts
    whose = "、".join([*parts[:alone], first[0]])
    rest = [deeds[0][first.end() :], *deeds[1:]]
    lent = head_of(rest[-1])
    ended = [one if head_of(one) else one + lent for one in rest]
    return [whose + one for one in ended] if lent else parts


def _lent_behind(parts: list[str]) -> str:
    """Give what closes the last of several short names built alike, "" if none does.

    用水、用气报装 and 省级、市级样例点: the names share a character with its beginning.
    """
    first, last = parts[0], parts[-1]
    lent = last[len(first) :]
    if not 2 <= len(first) <= _SHORT_NAME or len(lent) < 2 or head_of(last):
        return ""
    whole = last[: len(first)]
    alike = all(
        len(part) == len(whole) and (part[0] == whole[0] or part[-1] == whole[-1])
        for part in parts[:-1]
    )
    return lent if alike else ""


_SHORT_NAME = 3
_BARE_HEADS = frozenset({"率", "比例", "占比", "比重"})


def _lent_whole(parts: list[str]) -> str:
    """Give all that follows the last name, where its head alone would say nothing.

    甲费用、乙费用样例结算率 are named alike; so are 甲病、乙病早诊率, as long as each
    other. "" where the last has no head, or another part has one.
    """
    first, last = parts[0], parts[-1]
    others = parts[:-1]
    if not head_of(last) or any(map(head_of, others)):
        return ""
    is_bare = head_of(last) in _BARE_HEADS
    if is_bare and len(first) == _PAIR and all(len(part) == _PAIR for part in others):
        return "" if _POPULATION.match(last) else last[_PAIR:]
    ending = first[-_PAIR:]
    at = last.find(ending)
    alike = at > 0 and all(part.endswith(ending) for part in others)
    return last[at + _PAIR :] if alike and (is_bare or ending in _ALIKE) else ""


_PAIR = 2
_ALIKE = frozenset({"补贴", "津贴", "保险", "救助", "待遇", "费用", "服务"})
"""Endings of joint names that a long head may measure: 甲补贴和乙补贴样例覆盖率."""
_PERSONS = "(?:人员|负责人|从业者|劳动者|职工|员工|教师|医师|护士|干部)"
_OF_PERSONS = re.compile(
    f"(?P<who>[^，的]{{0,20}}?{_PERSONS})的?(?P<lent>(?<=的)[^的]{{2,}}|[^的]{{2,12}}率)"
)
_WHOSE = re.compile(
    f"(?P<body>.{{2,}}(?:单位|企业|机构|学校|医院))[^的]{{0,6}}?{_PERSONS}"
)


def of_persons(parts: list[str]) -> list[str] | None:
    """Complete what several groups of persons share: 单位负责人、管理人员的培训率.

    The body whose the first group is has the others too. None where they are no groups.
    """
    last = _OF_PERSONS.fullmatch(parts[-1])
    groups = [*parts[:-1], last["who"]] if last else []
    if last is None or not all(re.search(f"{_PERSONS}$", group) for group in groups):
        return None
    body = _WHOSE.fullmatch(groups[0])
    others = [body["body"] + who if body else who for who in groups[1:]]
    return [who + last["lent"] for who in (groups[0], *others)]


_PLACE = (
    "(?:医院|卫生院|卫生室|诊所|服务中心|服务站|中心|幼儿园|小学|中学|高中|初中|学校|高校|敬老院"
    "|养老院|福利院|机构|企业|园区|乡镇|街道|社区|协会|总会|学会|联合会|俱乐部)"
)
_OF_PLACES = re.compile(
    f"(?P<which>[^，的]{{0,14}}{_PLACE})(?P<lent>(?!{_PLACE})[^，]{{2,12}}(?:率|比例|占比))"
)


def _of_places(parts: list[str]) -> list[str] | None:
    """Complete what several kinds of places share: 县级医院、乡镇卫生院标准化率.

    None where they are no places.
    """
    last = _OF_PLACES.fullmatch(parts[-1])
    whole = re.compile(f"[^，的]{{0,14}}{_PLACE}")
    if last is None or not all(whole.fullmatch(part) for part in parts[:-1]):
        return None
    return [which + last["lent"] for which in (*parts[:-1], last["which"])]


# 粉尘、毒物、噪声三类岗位合格率: what follows the number of kinds belongs to each.
# 县、乡、村三级网络覆盖率: each level has its own.
_OF_LEVELS = re.compile("(?P<last>[省市县区乡镇村])级?[两二三四]级(?P<lent>[^，]{3,})")
_OF_KINDS = re.compile(
    "(?P<last>[^，]{2,12}?)(?:等)?[两二三四五六七八九十2-9](?:大|个)?(?:类|种|项|大|方面)(?P<lent>[^，]{3,})"
)
_POPULATION = re.compile(
    ".{0,16}?(?:小学生|初中生|高中生|中学生|大学生|儿童|青少年|老年人|孕产妇|人群|患者|学生|居民|妇女|婴幼儿(?!园)|新生儿|职工|劳动者"
    "|残疾人|公众|农村|城镇|城市|县城|城乡|婴儿|幼儿(?!园)|孕妇|地区|区域|医院|机构)"
)


# Bodies and places with which a name may begin: 学校样例单位建成率.
_BODY = re.compile(
    "^(?:学校|幼儿园|企业|社区|单位|机关|家庭|乡镇|街道|医院|[^，、]{2,8}(?:机构|企业|学校))"
)


# How something is open to people belongs to each: 甲、乙场地免费或低收费开放比例.
_OPEN_TO = re.compile("(?:免费|低收费|向社会|向公众|向居民|向群众|对外|对公众).{2,}$")


def _lent_by(last: str) -> str:
    if opened := _OPEN_TO.search(last):
        return opened[0]
    whom = _POPULATION.match(last) or _BODY.match(last)
    return last[whom.end() :] if whom and head_of(last[whom.end() :]) else head_of(last)


# The patients of another disease are others: 老人健康管理率、糖尿病管理率.
_CARE_OF = re.compile(
    "^(?:高血压|糖尿病|冠心病|慢阻肺|(?:严重|重性)?精神|肺?结核|艾滋|慢性?病).*"
    "(?:管理(?:服务)?|服药|治疗|随访)率$"
)


_EMPLOYER = re.compile("(?:用人单位|企业|机构|单位)(?=..)")
_FAMILY = re.compile(".{2,8}家庭(?=..)")


def _borrowed(name: str, stem: str, whom: str) -> str:
    """Lend a bare head its stem (甲病发病率, 死亡率), a bare name its population."""
    if name == head_of(name):
        return stem + name
    if _CARE_OF.match(name) or _FAMILY.match(name) or _EMPLOYER.match(name):
        return name
    return name if not whom or _POPULATION.match(name) else whom + name


def population_of(name: str) -> str:
    """Give the people or place with which a name begins, "" where it has none."""
    found = _POPULATION.match(name)
    return found[0] if found else ""


_HEAD = re.compile(
    "(?:(?:配备|设置|早诊早治|规范化?管理(?:服务)?|系统管理|规律服药|健康管理(?:服务)?|住院分娩|签约服务|就诊|资源化利用"
    "|综合利用|无害化处理|集中处理|安全利用|主要农作物)"
    "|(?:排放|产生|消费|供应|拥有|发病|死亡|患病|知晓|控制|治疗|筛查覆盖|覆盖|建成|上岗|接种|筛查|检出|达标|检测合格|抽检合格|监测合格|检验合格|合格|普及|感染|致残|致死|参保|报告|落地"
    "|治愈|复发|生存|利用|处理|收集|回收|巩固|入学|入园|毛入学|就业|增长|登记|备案|抽检|配置|申报|管理|服药"
    "|执行|办结|母婴传播|母婴阻断|满意|参与|使用|入住|建档|公开|及时|准确|完整|优良|优秀|及格|发生|伤亡|破案|化解|规范化|标准化|检测|培训))?"
    "(?:率|比例|占比|比重|人数|起数|件数|例数|数量|面积|覆盖面|总量|满意度|水平|级别|势头|趋势|增速|增长速度|增幅|降幅|涨幅|增长幅度|预期寿命|期望寿命|(?:重点工程)?减排量|排放量|(?:年均|平均)?浓度|(?:货物)?(?:吞吐|运输|货运|客运)量|货值|数)$"
)


def head_of(name: str) -> str:
    """Give the closing words of a name that say what is measured, "" if none do."""
    found = _HEAD.search(name)
    return found[0] if found else ""


def _stem(name: str) -> str:
    return name[: len(name) - len(head_of(name))]
