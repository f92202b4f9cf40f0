"""What the words of a fact or a beginning leave for the statements that follow."""

from __future__ import annotations

import re

# With what a fact tells what is or was: 目前样例率, 全市已有样例站, 去年完成样例改造.
_IT_IS = re.compile(
    "^(?:全[省市县区州])?(?:截至)?(?:目前|当前|现有|已有|现|已|去年|上年)+(?:累计|共)*"
    "(?:建成|完成|建有|有)?(?=..)"
)


def of_fact(name: str) -> str:
    """Take off the words that say of a name that it is so already."""
    return _IT_IS.sub("", name).removesuffix("的基础上").removesuffix("基础上")


_BUILT_ON = re.compile(
    "(?:现有|原有|已有)[0-9]+[个家所处座支张台户]?(?P<thing>[^，；0-9]{2,12}?)的?基础上$"
)


def built_on(clause: str) -> str:
    """Give the things upon which more are built: 在现有50个样例站的基础上."""
    found = _BUILT_ON.search(clause)
    return found["thing"] if found else ""


# What a sentence takes up.
_TAKEN_UP = re.compile("(?:将|把)([^，；。]{4,20}?)(?:纳入|列入|作为|列为)")


def theme_of(clause: str) -> str:
    """Give what a clause takes up for the later ones: 将甲类企业纳入治理."""
    found = _TAKEN_UP.match(clause)
    return found[1] if found else ""
