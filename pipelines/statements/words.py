"""Words of the plain sentences that state a target; data for ``statements``."""

from __future__ import annotations

from decimal import Decimal

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
SCALES_ZH = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))
SCALES_EN = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))
# Words, of one character each, that count things of any kind and have no English name.
COUNTERS = frozenset(
    "个家所项件座条种类支列组台块辆套处份部本篇艘枝盆株例只间栋门幅面枚颗批版市县村"
)
OCCASIONS = frozenset({"次"})
"""Units of what takes place so many times, rather than stands."""
OFTEN_EN = {Decimal(1): "once", Decimal(2): "twice"}
PROPER_EN = frozenset({"Chinese", "China"})
"""First words of indicators' names that keep their capital within a sentence."""
# Units with an English name.
UNITS_EN = {
    "%": "%",
    "‰": "‰",
    "percentage point": " percentage points",
    "1/100k": " per 100,000",
    "1/10k": " per 10,000",
    "人": " people",
    "名": " people",
    "次": " times",
    "场": " events",
    "场次": " events",
    "期": " issues or rounds",
    "轮": " rounds",
    "户": " households or firms",
    "元": " yuan",
    "亿元": " 100 million yuan",
    "亿人": " 100 million people",
    "美元": " US dollars",
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
    "周": " weeks",
    "课时": " lessons",
    "学时": " lessons",
    "张": " beds or places",
    "床": " beds",
    "g": " g",
    "克": " g",
    "毫克": " mg",
    "千克": " kg",
    "公斤": " kg",
    "升": " litres",
    "千米": " kilometres",
    "蒸吨": " tonnes of steam an hour",
    "兆瓦": " megawatts",
    "人次": " person-times",
    "微克": " micrograms",
    "千瓦": " kilowatts",
    "千瓦时": " kilowatt-hours",
}
SINGULARS_EN = {
    " g": " g",
    " mg": " mg",
    " kg": " kg",
    "%": "%",
    "‰": "‰",
    " households or firms": " household or firm",
    " tonnes of steam an hour": " tonne of steam an hour",
    " lessons": " lesson",
    " percentage points": " percentage point",
    " US dollars": " US dollar",
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
    "区": "district",
    "市县": "city and county",
    "区市县": "district, city and county",
    "市（区）": "city or district",
    "设区市": "prefecture-level city",
    "村（居）民委员会": "village or residents' committee",
    "千名老年人": "1,000 older people",
    "千老年人": "1,000 older people",
    "床": "bed",
    "生": "pupil",
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
