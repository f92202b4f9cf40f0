"""Shares and values that only say who is meant: 营业收入增长10%以上的企业."""

from __future__ import annotations

import re

from pipelines.grammar.rules import Found
from pipelines.targets import words
from pipelines.targets.scene import Scene
from pipelines.targets.symbols import MAKE

# Verbs of a state to which a share of a whole shall come.
STATE = re.compile(
    "得到|交由|开放|预留|投放|倾斜|下沉|设有|配有|建有|纳入|能够|提供|具备|接受|掌握|参与|参加|拥有|享有|具备|退出|覆盖|安装|注册|使用|采用|配套|开设|设立"
    "|设置|用于|投向|建成|建立|达到|开展|配备|完成|成为|实现|创建|通过"
    "|解决|化解|就诊|接入|开通|联网|联通|部署|签订|签约|接种|享受|应用|推行|实行|开办|举办|组建|加入|上线|上云|持证|运营|达标"
)
_SPREAD = ("展到", "展至", "大到", "大至", "覆盖")
# What reaches a share of a whole, or of what a place has: 覆盖建成区90%以上的区域.
_REACHES = re.compile(
    "(?:覆盖[到至]?|惠及|普及到|延伸[到至]|(?:推广|扩大|扩展|拓展)[到至])"
    "(?:全[国省市县区州]|[^，、率的]{1,6}(?:区|县|市|省|乡镇|街道|社区)"
    "|(?:所有|全部|全体)[^，；的]{1,12}(?:以及|[和、及与]))?$"
)

# What reaches a second share beside the first: 覆盖60%的社区和40%的村.
REACHED_TOO = re.compile(
    "(覆盖[到至]?|惠及|普及到|延伸[到至]|(?:推广|扩大|扩展|拓展)[到至])"
    "[^，；。]*?(?:[0-9]%(?:以上|左右)?的|所有|全部)[^，；。0-9]{1,14}[和、及与]$"
)
_TOWARDS = re.compile("向的[^，；。]{2,14}(?:延伸|拓展|推广|扩展)$")


def is_conditional(scene: Scene, found: Found) -> bool:
    """Say whether a value only says who is meant: 营业收入增长10%以上的企业."""
    rest = found.slots.get("rest", "")
    if not rest.startswith("的"):
        return False
    if found.rule == "target.share_of":
        if REACHED_TOO.search(scene.words_up_to()) or _TOWARDS.search(
            found.slots["subject"] + rest
        ):
            return False
        whole = found.slots["value"].startswith("100%")
        if _REACHES.search(found.slots["subject"]) or _is_done_to(scene, found):
            return False
        following = scene.clause_text.partition(rest)[2]
        return not whole and not STATE.search(rest + following)
    if found.rule not in {"target.reach", "target.change"}:
        return False
    spreads = found.slots["verb"].endswith(_SPREAD)
    return not (spreads or rest.startswith(words.OF_A_MEASURE))


# What keeps a share for others: 向样例院预留30%的号源.
_SET_ASIDE = ("预留", "拿出", "留出", "划出", "投放")


def _is_done_to(scene: Scene, found: Found) -> bool:
    """Say whether what is done to a share stands right before it: 完成50%的改造."""
    at = scene.statement.start + found.folded["value"].start
    made = scene.tokens.folded.text[at - 1 : at] == MAKE
    return made or found.slots["subject"].endswith(_SET_ASIDE)
