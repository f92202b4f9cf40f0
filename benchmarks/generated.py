"""Invented notices of realistic size and variety, as many as are asked for.

Each is made of its number alone, so that any part of a collection can be made again.
Half a real plan has 6,000 to 12,000 characters, 20 to 40 tasks and as many bodies.
"""

from __future__ import annotations

import random
from pathlib import Path

PLACES = ("样例市", "样例县", "样东市", "样西区", "样南县", "样北旗")
TOPICS = ("健康", "教育", "养老", "体育", "生态", "就业", "托育", "食品安全")
BODIES = (
    "卫生健康委", "教育局", "民政局", "财政局", "体育局", "生态环境局", "人力资源社会保障局",
    "市场监管局", "住房城乡建设局", "农业农村局", "医保局", "总工会", "妇联", "发展改革委",
)  # fmt: skip
RATES = ("知晓率", "覆盖率", "达标率", "管理率", "参与率", "合格率", "满意度")
THINGS = ("示范点", "服务站", "健康步道", "培训基地", "志愿服务队", "宣传栏")
FILLER = (
    "坚持政府主导、部门协作、社会参与，完善工作机制，",
    "结合本地实际，突出重点人群和关键环节，",
    "加强组织领导，强化督促检查，推动各项任务落地，",
    "发挥基层网络作用，广泛开展宣传引导，",
)
NUMERALS = "一二三四五六七八九十"


def notice(number: int) -> str:
    """Give the text of the notice with this number."""
    draw = random.Random(number)
    place, topic = draw.choice(PLACES), draw.choice(TOPICS)
    year = draw.randint(2017, 2024)
    end = year + draw.randint(1, 6)
    title = f"{place}{topic}促进第{number}号行动计划（{year}—{end}年）"
    lines = [
        f"{place}人民政府办公室关于印发{title}的通知",
        f"样政办发〔{year}〕{number}号",
        "各区县人民政府，市政府各部门：",
        f"《{title}》已经市政府同意，现印发给你们，请认真组织实施。",
        f"{place}人民政府办公室",
        f"{year}年{draw.randint(1, 12)}月{draw.randint(1, 28)}日",
        "",
        title,
    ]
    for section in range(draw.randint(3, 6)):
        lines.append(f"{NUMERALS[section]}、{draw.choice(TOPICS)}重点任务")
        for task in range(1, draw.randint(4, 9)):
            lines.append(_task(draw, task, end))
    return "\n".join(lines) + "\n"


def _task(draw: random.Random, number: int, end: int) -> str:
    topic = draw.choice(TOPICS)
    words = [f"{number}. 实施{topic}提升行动。", *draw.choices(FILLER, k=3)]
    form = draw.randrange(4)
    if form == 0:
        words.append(
            f"到{end}年，居民{topic}{draw.choice(RATES)}达到{draw.randint(50, 98)}%以上。"
        )
    elif form == 1:
        words.append(
            f"{end}年底前建成{draw.choice(THINGS)}{draw.randint(2, 300)}个，"
            f"培训骨干人才{draw.randint(10, 900)}人。"
        )
    elif form == 2:
        low = draw.randint(10, 40)
        words.append(
            f"到{end - 1}年和{end}年，{topic}{draw.choice(RATES)}分别不低于{low}%和{low + 9}%。"
        )
    else:
        words.append("每年开展集中宣传活动不少于2次，制定《样例工作实施细则》。")
    lead, *others = draw.sample(BODIES, draw.randint(2, 5))
    words.append(
        f"（市{lead}牵头，{'、'.join('市' + one for one in others)}按职责分工负责）"
    )
    return "".join(words)


def write(folder: Path, numbers: range) -> Path:
    """Write the notices of these numbers, a thousand to a folder."""
    for number in numbers:
        path = folder / f"{number // 1000:04d}" / f"{number:07d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notice(number), encoding="utf-8")
    return folder
