"""The words by which officials name spans of time; data for ``dates``."""

from __future__ import annotations

# Five-year plans, with the years that they run.
FIVE_YEAR_PLANS = {
    "十一五": (2006, 2010),
    "十二五": (2011, 2015),
    "十三五": (2016, 2020),
    "十四五": (2021, 2025),
    "十五五": (2026, 2030),
    "十六五": (2031, 2035),
}

# Named days that stand for a year.
NAMED_ENDS = {
    "本世纪中叶": 2050,
    "本世纪末": 2100,
    "建国100周年": 2049,
    "建党100周年": 2021,
    "建党一百周年": 2021,
}

QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}

RECURRING = (
    "每年度",
    "每年",
    "每季度",
    "每半年",
    "上、下半年",
    "上下半年",
    "每月",
    "每学年",
    "每学期",
    "逐年",
    "年均",
    "每两年",
    "每三年",
    "每周",
    "每日",
    "每天",
)

OPEN_ENDED = (
    "长期坚持",
    "持续坚持",
    "长期推进",
    "持续推进",
    "长期任务",
    "常年坚持",
    "长期",
)
