"""Words of the plain sentences that state a target; data for ``statements``."""

from __future__ import annotations

# Comparators as they read before a value: a value reached, and an amount of change.
BOUNDS_ZH = {
    "=": "达到",
    ">=": "不低于",
    "<=": "不超过",
    ">": "高于",
    "<": "低于",
    "~": "达到约",
    "between": "达到",
}
AMOUNTS_ZH = {
    "=": "",
    ">=": "不少于",
    "<=": "不超过",
    ">": "超过",
    "<": "少于",
    "~": "约",
    "between": "",
}
BOUNDS_EN = {
    "=": "",
    ">=": "at least ",
    "<=": "at most ",
    ">": "more than ",
    "<": "less than ",
    "~": "about ",
    "between": "",
}
RELATIONS_ZH = {
    "=": "达到",
    ">=": "不低于",
    "<=": "不高于",
    ">": "高于",
    "<": "低于",
    "~": "接近",
}
RELATIONS_EN = {
    "=": "meet",
    ">=": "be no lower than",
    "<=": "be no higher than",
    ">": "be above",
    "<": "be below",
    "~": "come close to",
}
MOVES_ZH = {"up": "提高", "down": "下降", "hold": "保持稳定"}
MOVES_EN = {"up": "rise", "down": "fall", "hold": "stay level"}

UNITS_ZH = {
    "percentage point": "个百分点",
    "1/100k": "/10万",
    "1/10k": "/万",
}
# Units with an English name; counters (个, 家, 所 ...) have none and are left out.
UNITS_EN = {
    "%": "%",
    "‰": "‰",
    "percentage point": " percentage points",
    "1/100k": " per 100,000",
    "1/10k": " per 10,000",
    "人": " people",
    "名": " people",
    "人次": " person-times",
    "次": " times",
    "场": " events",
    "期": " issues or rounds",
    "户": " households",
    "元": " yuan",
    "亩": " mu (1/15 hectare)",
    "公顷": " hectares",
    "平方米": " square metres",
    "平方公里": " square kilometres",
    "立方米": " cubic metres",
    "公里": " kilometres",
    "米": " metres",
    "吨": " tonnes",
    "小时": " hours",
    "分钟": " minutes",
    "天": " days",
    "个工作日": " working days",
    "工作日": " working days",
    "个月": " months",
    "年": " years",
    "岁": " years",
    "倍": " times",
    "张": " beds or places",
    "微克": " micrograms",
    "千瓦": " kilowatts",
    "千瓦时": " kilowatt-hours",
}
SINGULARS_EN = {
    " people": " person",
    " issues or rounds": " issue or round",
    " beds or places": " bed or place",
    " mu (1/15 hectare)": " mu (1/15 hectare)",
}
BASES_EN = {
    "年": "year",
    "半年": "half-year",
    "季度": "quarter",
    "月": "month",
    "周": "week",
    "天": "day",
    "日": "day",
    "学期": "school term",
    "学年": "school year",
    "人": "person",
    "户": "household",
    "县": "county",
    "县区": "county or district",
    "县（市、区）": "county, county-level city or district",
    "市": "city",
    "市、县": "city and county",
    "乡镇": "township",
    "镇": "town",
    "村": "village",
    "社区": "community",
    "街道": "subdistrict",
    "学校": "school",
    "千人口": "1,000 people",
    "千人": "1,000 people",
    "万人口": "10,000 people",
    "万人": "10,000 people",
    "10万人口": "100,000 people",
    "10万人": "100,000 people",
    "百户": "100 households",
    "立方米": "cubic metre",
    "平方公里": "square kilometre",
    "公顷": "hectare",
    "升": "litre",
}
PERIODS = frozenset({"年", "半年", "季度", "月", "周", "天", "日", "学期", "学年"})
