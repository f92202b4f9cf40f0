"""The words by which a notice orders a document: verbs, nouns and empty words."""

from __future__ import annotations

# Verbs of drafting and issuing. The last of a run names the deliverable's verb.
VERBS = (
    "制修订", "修订", "制定", "制订", "制发", "印发", "出台", "编制", "编写", "编印",
    "发布", "起草", "研制", "拟定", "拟订", "颁布", "修编", "公布", "出版", "下发",
    "形成", "撰写", "编撰", "编纂", "草拟", "修改", "更新",
)  # fmt: skip

# Verbs that may stand in a run but order no document themselves.
COMPANIONS = ("实施", "完善", "完成", "执行", "细化", "下达", "报批")

# 发布 and 公布 make lists known that exist, 更新 tends them; 形成 and 撰写 close in a
# report alone.
NEEDS_MARKS = frozenset({"公布", "下发", "修改", "更新"})
ONLY_REPORTS = frozenset({"形成", "撰写"})

# Nouns that close the title of a document without 《》 (annotation guideline, 4).
NOUNS = (
    "办法", "方案", "规划", "细则", "标准", "规范", "意见", "条例", "指南", "计划",
    "目录", "清单", "报告", "基准",
)  # fmt: skip

# Words that name no subject: a title made of these alone is an unnamed paper.
EMPTY_WORDS = (
    "切实可行", "务实管用", "行之有效", "符合实际", "有针对性", "可操作", "相应",
    "相关", "有关", "配套", "具体", "详细", "各自", "各地", "各级", "各类", "各项",
    "本地区", "本部门", "本单位", "本领域", "本行业", "本系统", "本级", "本地",
    "本市", "本县", "本省", "本校", "本院", "本", "如下", "以下", "分年度", "年度",
    "每年", "阶段性", "个性化", "专项", "总体", "整体", "实施", "工作", "行动",
    "落实", "推进", "推动", "管理", "贯彻", "政策", "措施", "任务", "分工", "细化",
    "制度", "一系列", "一批", "一揽子", "新", "年", "的", "等", "和", "及", "与",
    "或", "、", "科学", "合理", "完善", "明确", "统一", "规范性", "指导性", "地方",
    "国家", "全省", "全市", "全县", "全区", "我省", "我市", "我县", "我区", "完整",
    "切实", "可行", "台账", "法规", "规章", "法律", "行业", "企业", "团体", "操作",
    "有效", "一", "部门",
)  # fmt: skip

# A title names its own subject where at least so many characters are left of it.
SUBJECT_LENGTH = 3

# What, before the verb in its clause, makes it another's deed or a past one.
NOT_ORDERED = (
    "已", "已经", "先后", "曾", "不得", "禁止", "无需", "关于", "以来", "严禁",
)  # fmt: skip
LEANS_ON = (
    "按照", "根据", "依据", "依照", "对照", "参照", "遵照", "落实", "贯彻", "执行",
    "符合",
)  # fmt: skip

# What one leans on without naming another's document: 根据实际制定, 按照要求编制.
OWN_GROUNDS = (
    "实际", "需要", "要求", "情况", "规定", "部署", "职责", "分工", "原则", "程序",
    "任务", "结果", "特点", "需求", "安排", "精神", "形势", "标准", "目标", "重点",
    "政策", "发展", "条件", "》",
)  # fmt: skip
