"""Forms in which officials state a target without a figure.

Coverage (everything in a scope); relations (to a named yardstick) stand in
``rules_related``, trends in ``rules_moving``. Patterns see a whole clause without figures.
"""

from __future__ import annotations

from pipelines.grammar.choices import choice
from pipelines.grammar.rules import Rule, example
from pipelines.targets import words
from pipelines.targets.rules_moving import MOVING_RULES
from pipelines.targets.rules_related import RELATED_RULES
from pipelines.targets.symbols import DATE, EVERY, FIGURES, MAKE, QUALIFIER

_WORD = f"[^{FIGURES}，；]"
_COMPARED = "(?:平均|均值|前列|中上|中等|先进|领先|上游|第一方阵|第一梯队|前[一二三四五六七八九十])"
PHRASES = {
    "lead": f"(?:(?!以[上下内外]){choice((*words.URGING, *words.ADVERBS, *words.OPENERS))}|[一二三四五六七八九十]是|[{DATE}{EVERY}])*",
    "words": f"{_WORD}+?",
    "words_or_none": f"{_WORD}*?",
    "maybe": f"{_WORD}{{0,24}}",
    "short": f"{_WORD}{{1,24}}",
    "reaching": "(?:延伸|推广|拓展|扩展|扩大|普及|下沉|延展|部署)[到至]|接入(?=全部|所有)",
    "everyone": "(?:老年人|居民|人口|儿童|学生|群众|患者|劳动者|职工|参保人员?|乡镇|社区|行政村|学校|医疗机构|企业|家庭)",
    # Who shall bring it about: 引导样例机构降低样例率.
    "others": "(?:(?:引导|鼓励|督促|指导|支持)[^，；]{2,10}?(?:机构|企业|单位|医院|学校|银行|部门))?",
    # What is felt besides: 提高样例率和群众获得感、幸福感.
    "feelings": "(?:[和与、][^，；、和与]{0,10}(?:获得感|幸福感|安全感))*",
    "up": choice(words.UP),
    "down": choice(words.DOWN),
    "hold": choice(words.HOLD),
    "adverbs": f"(?:{choice(words.ADVERBS)})*",
    "measure": f"(?:{_WORD}{{1,50}}?(?:{choice(sorted({*words.TREND_NOUNS} - {'率'}))}|(?<![效频税利汇费])(?<!(?<!成)功)率)|{_WORD}{{0,12}}人均{_WORD}{{2,16}})",
    "against": f"(?:{DATE}(?:[和、]{DATE})?|(?:较|比)(?:{DATE}|[^，；]{{1,10}}?(?:期间|时期|同期|年|末|初)))?",
    "and_so_on": "(?:并[^，；]*)?",
    "grade": "(?:[一二三四五]级(?:[甲乙丙]等)?(?:(?:中医|综合|专科|妇幼)?(?:医院|保健院)|机构|站点?)?(?:水平|标准|要求)|[一二三]级[甲乙丙]等(?:医院)?|(?:I{1,3}|IV|V)类(?:水质|水体)?(?:标准)?(?:及?以上)?)",
    "totality": "(?:全部|全量(?!化)|(?<![平人户年日月次例])均|都)",
    "place": choice(words.PLACES),
    # A grade of a national norm: 达到国家标准C级; the growth of something else.
    "norm": "(?:国家(?:病媒生物密度控制水平)?标准[A-D]级(?:及?以上)?(?:要求|水平)?|(?:国家)?[A-D]级(?:机构|国家)?标准)",
    "growth": "[^，；]{2,20}?(?:增速|增幅|增长速度|增长幅度|增长率)",
    "yardstick": f"(?:{choice(words.YARDSTICKS)}|前{QUALIFIER}|前[一二三四五六七八九十]{{1,2}})",
    "figure_of_rank": QUALIFIER,
    # How it was with the same before: 高于去年, 不低于上年同期.
    "before": "(?:去年|上年|上一?年度|上一年|往年|前一年|前三年)(?:同期|平均|全年)?(?:水平|值)?",
    "too": (
        "(?:不低于|低于|不高于|高于|优于|好于|超过|高出|快于"
        f"|(?:达到或接近|达到或超过|达到|接近|进入|位居|处于|保持在|走在)(?=[^，；]*{_COMPARED}))"
    ),
    # What is completed on each of a scope: 完成全部…改造.
    "deeds": "(?:改造|升级|整治|治理|整改|修缮|加固|检测|评估|备案|登记|普查|排查|迁移|搬迁|接入|联网|安装|更新|更换|培训|轮训|签约|建档|清理|拆除|验收|核查|核实|摸排|摸底|清查|复核|核验|鉴定|认定|审核|移交|办结|清零|检查|督查|巡查|走访|回访|筛查)",
    "done": f"(?:{MAKE}|投入|互联互通|通达|通(?=[一-龥]{{0,3}}(?:路|车|网|邮|水|电|气|航))|运营|营业|实现|达到|建成|建立|内设|设立|设置|设有|配有|开展|配备|完成|纳入|覆盖|划入|拥有|有|开设|开通|利用|处理|处置|回收|收集|联网|联通|互通|互认|提供|执行|运行|投用|接受|享受|配|布设|拆除|搬迁|关停|脱贫|摘帽|解决|应用|建有|得到|享有|达标|落实|启动|推行|实行|参加|通过|取得|配齐|接入|公开|上线|推开|铺开|开放|免费(?=.{{0,16}}开放)|低收费开放|向|按|能|具备|消除|淘汰|关闭|支持|进驻|入驻|安装|创建|符合|签订|实施|使用|采用|入|办结|退出|整治|改造|取消|清零|到位|(?:错时|错峰|延时)(?=[^，；]{{0,8}}开放)|在(?=[^，；]{{2,14}}(?:开放|运行|公开|公布|推开|推行|办理))|进行(?=[^，；]{{2,}})|迁移|上云|公示|公布|建档|归集|部署|开办|组建|派驻|加装|增设|加入|举办|制定|出台)",
}

FULL = Rule(
    name="target.full_coverage",
    meaning="A stated scope, or what the sentence spoke of before, is covered fully.",
    pattern="^{lead}{indicator:words_or_none}的?(?:基本)?(?:实现|达到)?全[面员域程量]?覆盖(?:[和及并、与][^，；]{2,20})?$",
    implies={"kind": "coverage"},
    finds=(
        example(
            "实现样例县村级养老站点全覆盖",
            indicator="样例县村级养老站点",
            kind="coverage",
        ),
        example(
            "样例县骨干教师培训实现全员覆盖",
            indicator="样例县骨干教师培训",
            kind="coverage",
        ),
    ),
    ignores=("建立全覆盖的样例网络",),  # an attribute
)

ALL = Rule(
    name="target.all",
    meaning="All of a stated scope does or has something (全部, 均, 都).",
    pattern="^{lead}(?!.*人人){scope:words}(?:实现|做到)?{totality}(?!要|须|需|应|可|由|等|衡|为|不|是|或|(?:实现|做到|达到)应|(?:实现|得到|保持|稳步|持续|逐步|明显|有所)*(?:{up}|{down}|{hold})$)(?P<state>{done}{maybe})(?<!全覆盖)(?<!成果)(?<!成效)$",
    implies={"kind": "coverage"},
    finds=(
        example(
            "确保样例市公办球场全部向居民开放",
            scope="样例市公办球场",
            state="向居民开放",
            kind="coverage",
        ),
    ),
    ignores=(
        "样例市各部门均要向居民开放",  # a duty, not a state
        "样例人数和样例例数均实现增长",  # which way, not all
    ),
)

EVERY_ONE = Rule(
    name="target.every_one",
    meaning="Every one of a stated scope does or has something (所有).",
    pattern="^(?!.*完成.*{deeds}$){lead}(?!.*(?:{totality}|人人))(?:全[国省市县区州]|各[^，；]{1,14}?(?:内|的|级|领域|行业|辖区|地区|类))?所有{scope:words}(?P<state>{done}{short})(?<!全覆盖)$|^(?!.*完成.*{deeds}$){lead}全部(?!{done}|.*(?:(?<![平人户年日月次例])均|都))(?P<those>{words})(?P<do>{done}{short})(?<!全覆盖)$",
    implies={"kind": "coverage"},
    finds=(
        example(
            "所有样例乡镇建成文化站",
            scope="样例乡镇",
            state="建成文化站",
            kind="coverage",
        ),
        example(
            "所有样例村通硬化路",
            scope="样例村",
            state="通硬化路",
            kind="coverage",
        ),
        example(
            "全部样例项目投入使用",
            those="样例项目",
            do="投入使用",
            kind="coverage",
        ),
    ),
    ignores=("样例乡镇建成文化站",),  # no word of totality
)

ALL_DONE = Rule(
    name="target.all_done",
    meaning="A work is completed on all of a stated scope (完成全部…改造).",
    pattern="^{lead}完成(?:对|了)?(?:全[国省市县区州])?(?:全部|所有)(?P<those>{words}(?<!任务)(?<!工作))(?P<deed>{deeds})$",
    implies={"kind": "coverage"},
    finds=(
        example(
            "2024年底前完成全部样例公园照明改造",
            those="样例公园照明",
            deed="改造",
            kind="coverage",
        ),
    ),
    ignores=(
        "完成全部改造任务",  # of what is not said
        "完成样例公园照明改造",  # no word of totality
    ),
)

EVERYBODY = Rule(
    name="target.everybody",
    meaning="Everybody enjoys or has something (人人).",
    pattern="^{lead}(?P<indicator>[^，；]{0,12}?人人(?:能够|都)?(?:享有|享受|拥有|参与|有(?!责))[^，；]+)(?<!氛围|格局|局面|环境|风尚|理念|风气|意识|体系|机制|热潮|社会)$",
    implies={"kind": "coverage"},
    finds=(
        example(
            "到2030年人人享有普惠托育",
            indicator="人人享有普惠托育",
            kind="coverage",
        ),
    ),
    ignores=("形成人人有责的格局", "营造人人参与的样例氛围"),  # sayings
)

ALL_DUE = Rule(
    name="target.all_due",
    meaning="All that are due are reached (应保尽保).",
    pattern="^{lead}{indicator:words}(?:实现|做到|确保|达到|全部)?应[^，；应尽]{1,3}尽[^，；应尽的]{1,3}(?:、应[^，；应尽]{1,3}尽[^，；应尽的]{1,3})*$",
    implies={"kind": "coverage"},
    finds=(
        example(
            "实现样例县低保对象应保尽保",
            indicator="样例县低保对象",
            kind="coverage",
        ),
    ),
    ignores=("按照应保尽保的原则",),  # a principle
)

COVERS_ALL = Rule(
    name="target.covers_all",
    meaning="Something covers all of a stated scope (覆盖所有).",
    pattern="^{lead}(?P<indicator>{words_or_none}(?:覆盖到?|{reaching})[^，；的]{0,10}(?:所有|全部|全体|每一?个)[^，；的]{2,24}|{words_or_none}覆盖全[国省市县区州](?:城乡|常住|户籍)?{everyone})(?<!全覆盖)$",
    implies={"kind": "coverage"},
    finds=(
        example(
            "实现样例平台覆盖全县所有乡镇",
            indicator="样例平台覆盖全县所有乡镇",
            kind="coverage",
        ),
    ),
    ignores=("建立覆盖所有乡镇的网络",),  # an attribute
)

COVERS_EACH = Rule(
    name="target.covers_each",
    meaning="Something covers all bodies or people of a kind that 的 describes.",
    pattern="^{lead}(?P<indicator>(?!建立|构建|建成|建设|形成|健全|完善|打造){words}(?:覆盖到?|{reaching})(?:所有|全部|全体)[^，；的]{2,16}的(?:[^，；的]{2,14}的)?[^，；的]{0,14}(?:机构|单位|医院|学校|企业|家庭|人员|人群|对象|群众|居民|人口))$",
    implies={"kind": "coverage"},
    finds=(
        example(
            "样例系统覆盖所有符合条件的样例机构",
            indicator="样例系统覆盖所有符合条件的样例机构",
            kind="coverage",
        ),
    ),
    ignores=("建立覆盖所有符合条件的样例机构",),  # an attribute
)

WITH_ALL = Rule(
    name="target.with_all",
    meaning="Something is done with, for or in all of a stated scope.",
    pattern="^{lead}(?P<indicator>{words}(?:与|对|在|为|向)(?:全部|所有)[^，；的]{2,16}?{done}{maybe})(?<!全覆盖)$",
    implies={"kind": "coverage"},
    finds=(
        example(
            "完成样例中心与全部样例卫生院联网",
            indicator="样例中心与全部样例卫生院联网",
            kind="coverage",
        ),
    ),
    ignores=("样例中心与样例卫生院联网",),  # not with all
)

WORDED_RULES = (
    FULL,
    ALL,
    EVERY_ONE,
    ALL_DONE,
    EVERYBODY,
    ALL_DUE,
    *RELATED_RULES,
    COVERS_ALL,
    COVERS_EACH,
    WITH_ALL,
    *MOVING_RULES,
)
