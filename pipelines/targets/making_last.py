"""Names of what stands before its verb and its count: 定向医学生招录300人."""

from __future__ import annotations

import re

from pipelines.grammar.rules import Found
from pipelines.targets.again import of_another
from pipelines.targets.completing import deed_of_heading, is_nameless
from pipelines.targets.indicators import clean, without_dates
from pipelines.targets.making import REACHING_PEOPLE, in_rounds
from pipelines.targets.scene import Memory, Scene, words_of

_FIRST_VERB = re.compile(
    "^(?:并|继续|持续|深入|积极|全面|认真)*(?:组织开展|组织实施|做好|开展|实施|加强|抓好|推进|启动|落实)"
)


# Verbs that speak again of what was named before: …3个，2025年建成2个.
_ANEW = frozenset(
    {
        "新增",
        "新建",
        "建成",
        "启动",
        "完成",
        "开工",
        "新开工",
        "投产",
        "竣工",
        "建设",
        "创建",
        "改造",
        "改造提升",
        "改建",
        "扩建",
        "组建",
        "上线",
    }
)


# 每年开展宣讲不少于200场次 counts the 宣讲.
_DONE_LIGHTLY = re.compile("^(?:组织)?(?:开展|进行|举办|实施)(?=..)")
# Verbs that add to what is there already: 已建成样例站20个，再建30个.
_MORE = _ANEW | {"建", "新设", "增设", "再建", "增加"}
# In which manner, under what principle: nothing of what is counted.
_MANNER = re.compile("采取|采用|坚持|遵循|按照|本着|秉持|依托|根据|围绕")
# 全年开展样例现场检查不少于1次 counts the 样例现场检查.
_DOING = re.compile("^(?:组织开展|组织实施|开展|实施|进行)(?=.{3,})")
# All together: …至少1个，全省建成50个.
ALL_TOLD = re.compile("全(?:[国省市县区州]|自治区)(?:共|累计)?")
_SERVING = re.compile("^有(?:需求|需要|意愿)的(?=.{4,})|提供(?=[^，]{2,}$)")
_ALL_DUE = re.compile("(?:实现|做到|确保|达到)?应[^应尽，]{1,3}尽[^应尽的]{1,3}$")


def _told_before(verb: str, memory: Memory) -> str:
    """Name what was told before and is counted now.

    All get it who are due (…应救尽救，救助200人), or so many had it (完成筛查6万人).
    """
    done = verb.removeprefix("完成")
    counted = memory.kind == "output" and done != verb and len(done) > 1
    if counted and memory.subject.endswith(done):
        return memory.subject
    due = memory.kind == "coverage" and _ALL_DUE.search(memory.clause)
    return _SERVING.sub("", memory.subject) if due else ""


def _is_same_thing(scene: Scene, verb: str, memory: Memory) -> bool:
    """Say whether another deed counts the same thing: 抢救古树60株、复壮30株."""
    if memory.place != scene.clause or memory.kind != "output" or len(verb) < 2:
        return False
    alike = scene.measured()[-1].unit == memory.unit
    return alike and verb not in _ANEW and verb not in REACHING_PEOPLE


_COVERED = re.compile("^实现(?P<what>[^，；]{2,})全覆盖$")
# Who is to do what is then counted: 支持样例园开设样例班，2023年开设15个.
_CHOICE = re.compile(
    "(?:支持|推动|鼓励|引导|指导)(?:有条件的|符合条件的)?(?P<whom>[^，；、]{2,12}?)"
    "(?P<deed>(?:开展|开设|开办|创建|设立|建设)[^，；的]{2,})$"
)


# An arrangement is not what is done under it: 健全调度机制，每月调度1次.
_ARRANGED = re.compile(
    "^(?:建立|健全|完善|落实|实行|坚持)+[^，；]{2,}(?:机制|制度)$|(?:配合|牵头|参与|协助)$"
)
# Some of a thing, counted after: 依托甲园新建一批乙位，2024年新增50个.
# …15个，每个10万人以上的县至少建成2个: of those before, in such a county.
_EACH_SUCH = re.compile("每个(?P<which>[^，；]{2,16}的[县市区镇乡村])")
_EACH = re.compile("每(?:个|所)?[^，；的]{1,8}")
_SOME = re.compile(
    "(?:[^，；]{2,16}?)??(?:新建|改建|扩建|改扩建|建设|打造|培育|支持|建成)+一批(?P<what>[^，；]{2,})"
    "|(?:选择|选取|遴选|依托|支持)[^，；]{2,24}?(?:建设|打造|创建|建立)(?P<there>[^，；]{3,})"
    "|(?:打造|创建|培育|建设|推进|建好)(?P<thing>[^，；、]{3,})"
)


# To whom it is done, before it is said how: 对样例村，采取巡回的方式，每周巡诊2次.
_TOWARDS = re.compile("(?<![^，；。])对(?P<whom>[^，；。]{3,24})，(?=采取|采用)")


def _some(subject: str, verb: str, memory: Memory) -> str:
    """Name the thing of which some are built, where the next clause counts them."""
    such = _EACH_SUCH.fullmatch(subject) if memory.kind == "output" else None
    if such and verb in _ANEW:
        return such["which"] + memory.subject
    each = _EACH.fullmatch(subject) is not None
    some = _SOME.fullmatch(memory.clause) if len(subject) < 2 or each else None
    if some is None or verb not in _ANEW:
        return ""
    return some["what"] or some["there"] or (some["thing"] if each else "")


def _said_before(scene: Scene, verb: str, memory: Memory) -> str:
    """Name what the clause before does, or the heading where that says but how."""
    if _MANNER.match(memory.clause):
        whom = _TOWARDS.search(scene.before())
        if titled := deed_of_heading(scene, verb) or (whom and whom["whom"]):
            return titled
    if any(character.isdigit() for character in memory.clause):
        return ""
    if len(verb) > 1 and _ARRANGED.search(memory.clause):
        return ""
    subject = _FIRST_VERB.sub("", without_dates(memory.clause))
    subject = _COVERED.sub(r"\g<what>", subject)
    if (chosen := _CHOICE.match(subject)) and chosen["deed"].startswith(verb):
        return f"{chosen['deed']}的{chosen['whom']}"
    if len(subject) > _LONGEST and len(verb) > 1:
        return ""
    return memory.theme if is_nameless(subject) else subject


_LONGEST = 30  # characters: what is longer tells how, and names nothing


def made_last(scene: Scene, found: Found, memory: Memory) -> str:
    """Name what stands before its verb and its count: 定向医学生招录300人."""
    verb = words_of(found, "verb")
    subject = _DOING.sub("", clean(words_of(found, "subject")))
    told = _told_before(verb, memory) if len(subject) < 2 else ""
    another = of_another(scene, subject, memory) if verb in _ANEW else ""
    told = told or _some(subject, verb, memory)
    if told := told or in_rounds(subject, verb, memory) or another:
        return told
    if len(subject) < 2 and _is_same_thing(scene, verb, memory):
        return memory.subject + verb
    if len(subject) < 2 and memory.kind.startswith("past.") and verb in _MORE:
        return memory.subject or (verb if len(verb) > 1 else "")
    if len(subject) < 2:
        subject = _said_before(scene, verb, memory)
    if ALL_TOLD.fullmatch(subject) and memory.kind == "output" and verb in _ANEW:
        return memory.subject
    ends = len(verb) > 1 and memory.subject.endswith(verb)
    known = ends or verb in {*REACHING_PEOPLE, *_ANEW}
    if not subject and memory.kind == "output" and known:
        again = ends or verb.startswith("新")
        same = again and (verb in _ANEW or ends)
        return memory.subject if same else _BUILT.sub("", memory.subject) + verb
    if not subject:
        return _DONE_LIGHTLY.sub("", verb) if len(verb) > 1 else ""
    done = verb.removeprefix("完成") or verb
    opened = subject.startswith(done) and not _WHO.match(subject)
    named = subject.endswith(done) or opened
    subject = _BY_HEADS.sub("", subject)
    name = _DOING.sub("", subject if named else subject + done)
    return _GIVEN_TO.sub(r"\g<whom>\g<what>", name)


# For how many one is there is the base of its count: 样例车按每3万人口配置1辆.
_BY_HEADS = re.compile("(?<=..)(?:的?数量)?(?:按照?|以)每[^，；]{1,12}$")
# What was said of some is not said of others: …建成2家、开工3家.
_BUILT = re.compile("(?:建成|开工|新建|完工|投用|竣工|投产|在建)$")
# Who they are begins as what is done for them: 就业困难人员就业300人.
_WHO = re.compile("就业困难|救助对象|培训对象|服务对象")
# Whom something is given to is named without the giving: 为老年人提供样例服务.
_GIVEN_TO = re.compile("^[为向给](?P<whom>[^，；提]{2,20}?)提供(?P<what>[^，；]{2,})$")
