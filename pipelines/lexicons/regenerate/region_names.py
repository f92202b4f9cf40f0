"""Names of divisions: short, in English, and read aloud."""

from __future__ import annotations

import re
from importlib import import_module

NATIONAL = "000000"
# Names of peoples as they close the names of autonomous divisions.
_PEOPLE = re.compile(
    "(?:蒙古族?|回族?|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|"
    "土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|"
    "土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|普米族|塔吉克族?|怒族|"
    "鄂温克族|保安族|裕固族|独龙族|各族|柯尔克孜族?)+$"
)
# How characters with several readings are read in place names; the exceptions stand in
# region_english.csv.
SOUNDS = {
    "长": "chang", "朝": "chao", "都": "du", "乐": "le", "宿": "su", "单": "shan",
    "六": "liu", "曲": "qu", "会": "hui", "尉": "wei", "行": "xing", "任": "ren",
    "盖": "gai", "蚌": "beng", "漯": "luo", "厦": "xia", "句": "ju", "解": "xie",
}  # fmt: skip
# Rank words and their English, longest first.
RANKS = (
    ("特别行政区", "Special Administrative Region"),
    ("自治区", "Autonomous Region"),
    ("自治州", "Autonomous Prefecture"),
    ("自治县", "Autonomous County"),
    ("自治旗", "Autonomous Banner"),
    ("地区", "Prefecture"),
    ("林区", "Forestry District"),
    ("新区", "New Area"),
    ("特区", "Special District"),
    ("矿区", "Mining District"),
    ("省", "Province"),
    ("市", "City"),
    ("盟", "League"),
    ("区", "District"),
    ("县", "County"),
    ("旗", "Banner"),
)


def stem(name: str) -> tuple[str, str]:
    """Part a division's name into its own name and its English rank word."""
    if name in ("市辖区", "全国"):
        return name, ""
    for word, english in RANKS:
        if name.endswith(word):
            whole = name[: -len(word)]
            own = _PEOPLE.sub("", whole)
            own = own if len(own) > 1 else whole.removesuffix("族")
            return (own, english) if own else (name, "District")
    return name, ""


def short_name_of(name: str) -> str:
    """Give a division's own name, without its rank where that leaves two characters."""
    own, _ = stem(name)
    return own if len(own) > 1 else name


def english_name_of(code: str, name: str, given: str | None) -> str:
    """Give the English name of a division; *given* stands in ``region_english.csv``."""
    if code == NATIONAL:
        return "China"
    if code.endswith("0000"):
        if given is None:
            raise SystemExit(f"{code} needs an English name")
        return given
    own, rank = stem(name)
    if len(own) == 1:
        # One syllable takes its rank with it: Lixian County.
        return f"{given or _pinyin(name)} {rank}".strip()
    return f"{given or _pinyin(own)} {rank}".strip()


def _pinyin(name: str) -> str:
    pypinyin = import_module("pypinyin")
    read = pypinyin.pinyin(name, style=pypinyin.Style.NORMAL)
    word = ""
    for character, [sound] in zip(name, read, strict=True):
        syllable = SOUNDS.get(character, sound).replace("v", "ü")
        word += "'" if word and syllable[0] in "aoe" else ""
        word += syllable
    return word[0].upper() + word[1:]
