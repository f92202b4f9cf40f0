"""Numbers laid down as rules of payment or of order, and sums merely mentioned."""

from __future__ import annotations

from pipelines.grammar.rules import Rule, example

_STANDARD = {"disposition": "standard"}
_AMOUNT = {"disposition": "amount"}

_PAYS = "补贴|补助|奖励|奖补|资助|津贴|给予|激励|收费|缴费|缴纳|减按|起付|封顶|退税|扣除|资费|罚款|限价|贴息|保费|低保|救助|扩岗|报销|支付|按.{0,8}收取|租金|工资|代缴|定额|减免"

STANDARD_RULES = (
    Rule(
        name="standard.payment",
        pattern=f"(?:{_PAYS})(?:(?!控制|达到|提高|[升降]至|降到|增长)[^。；\n]){{0,30}}?{{n}}(?:-{{n}})?(?=元|%|‰|折|倍|万元|亿元|/)",
        implies=_STANDARD,
        meaning="A rate or sum of payment is laid down as a rule.",
        finds=(
            example("每床补助5000元", n="5000"),
            example("报销比例为85%左右", n="85"),
        ),
        ignores=("总产值达到50亿元", "个人支付占比控制在10%以内"),
    ),
    Rule(
        name="standard.payment_after",
        pattern=f"{{n}}(?:-{{n}})?(?:元|%|‰|折|倍)[^。；\n]{{0,16}}?(?:{_PAYS})",
        implies=_STANDARD,
        meaning="A sum or share before the word of payment.",
        finds=(example("按10%给予补贴", n="10"),),
        ignores=("签约率达到10%",),
    ),
    Rule(
        name="standard.cap",
        pattern="(?:最高(?:不超过|可达|给予|可贷)?|单户[^，。；\n]{0,8}不超过|上限为?|下限为?){n}",
        implies=_STANDARD,
        meaning="The limit of an offer.",
        finds=(example("单户最高不超过100万元", n="100万"),),
        ignores=("死亡率不超过5‰",),
    ),
    Rule(
        name="standard.per_head_money",
        pattern="(?:每[人户床张名月年个家次亩县村][^，。；\n]{0,10}?){n}(?:-{n})?元",
        implies=_STANDARD,
        meaning="Money by head or by month is a rule of payment.",
        finds=(example("每人每月不低于30元", n="30"),),
        ignores=("每人每月2次",),
    ),
    Rule(
        name="standard.time_limit",
        pattern="{n}个?(?:工作日|自然日|日|天|小时|分钟)(?:（{n}(?:小时|天)）)?(?:之内|以内|内)",
        implies=_STANDARD,
        meaning="A time limit for handling is a rule of order.",
        finds=(example("在2个工作日内答复", n="2"),),
        ignores=("住院天数缩短2天",),
    ),
    Rule(
        name="standard.norm",
        pattern="(?:按照|按|依照|符合|执行){some}{n}(?:元|%|‰|倍)[^。；，\n]{0,10}?(?:的?标准|比例|定额|费率|税率)",
        implies=_STANDARD,
        meaning="按照…的标准 lays down a rate of payment.",
        finds=(example("按照每平方米不低于2元的标准收取", n="2"),),
        ignores=("按照人均不少于0.1平方米的标准规划",),
    ),
    Rule(
        name="standard.formula",
        pattern="[×÷=＝]{n}|{n}[×÷]|(?<=[数量额）])/{n}(?=[。，；\n]|$)",
        implies=_STANDARD,
        meaning="A figure of a formula defines how something is counted.",
        finds=(example("合格人数/总人数×100%", n="100"),),
        ignores=("合格率达到100%",),
    ),
    Rule(
        name="standard.base",
        pattern="以{n}[^，。；\n\\d]{0,6}为(?:基数|基准|单位|限)",
        implies=_STANDARD,
        meaning="The base by which something is measured out.",
        finds=(example("以3万平方米为基数配建", n="3万"),),
        ignores=("以2025年3万人为目标",),
    ),
    Rule(
        name="standard.usual_size",
        pattern="(?:面积|长度|宽度|高度|间距|容量|数量)一般(?:为|在|不少于)?{n}(?:-{n})?",
        implies=_STANDARD,
        meaning="The usual size of a thing is laid down.",
        finds=(example("面积一般为8平方米", n="8"),),
        ignores=("面积达到8平方米",),
    ),
    Rule(
        name="standard.equipment",
        pattern="[一-龥]（(?:至少|不少于|不低于|一般){n}[把张台套个件只间]）",
        implies=_STANDARD,
        meaning="How many of a thing belong to an equipment.",
        finds=(example("便于休息的座椅（至少4把）", n="4"),),
        ignores=("建成驿站（样例路4个）",),
    ),
    Rule(
        name="standard.condition",
        pattern="(?:连续|满|不满|未满|超过|不少于|不低于)[^，。；\n]{0,6}{n}(?:个月|年|天|次|个学时|学时|人次)(?:以上|及以上)?的(?=[一-龥，])",
        implies=_STANDARD,
        meaning="A condition of eligibility.",
        finds=(example("投放时长不低于1个月的企业", n="1"),),
        ignores=("建设期不低于1个月",),
    ),
    Rule(
        name="amount.money",
        pattern="(?<!达到)(?<!突破)(?<!超过)(?<!低于)(?<!少于)(?<!达)(?<!至)(?<!增长)(?:投资|资金|经费|拨款|投入|安排|筹集|下达|预算|总额|贷款|注入|专项){few}{n}(?:余|多)?元(?!以上)",
        implies=_AMOUNT,
        meaning="A sum that is merely mentioned.",
        finds=(example("安排专项资金300万元", n="300万"),),
        ignores=("总产值达到300亿元",),
    ),
    Rule(
        name="standard.offer",
        pattern="可(?:以|自愿|按规定)*(?:申请|享受|领取|报名)[^。；\n]{0,60}?(?:不超过|不少于|每[次人年月天][^。；，\n]{0,6}?){n}",
        implies=_STANDARD,
        meaning="How much of something people may ask for.",
        finds=(example("失能人员可申请样例服务，每月不超过30小时", n="30"),),
        ignores=("每月服务30小时",),
    ),
    Rule(
        name="standard.permitted",
        pattern="(?:的[^，；。\n]{2,12}|原则上[^，；。\n]{0,20})可以?(?:增设|设置|设立|配备|核定|建设|新建)[^，；。\n]{0,12}?{n}|按[^，；。\n]{2,14}{n}核定",
        implies=_STANDARD,
        meaning="How much a place of some size may have.",
        finds=(example("偏远的行政村可增设1个样例室", n="1"),),
        ignores=("行政村增设1个样例室",),
    ),
    Rule(
        name="standard.definition",
        pattern="(?:是指|系指|指在|即指|计算方法[：:]|计算公式[：:]|通常为|介于|定义为){sentence_rest}",
        implies=_STANDARD,
        meaning="A figure of a definition says how a thing is measured.",
        finds=(example("经常锻炼是指每周锻炼3次及以上", n="3"),),
        ignores=("每周锻炼3次及以上",),
    ),
    Rule(
        name="standard.diagnosis",
        pattern="[＜<≥≤>＞]{n}[^，。；\n]{0,12}?(?:诊断|即为|可诊断|为肥胖|为贫血)|{n}(?:/{n})?(?=mmHg|mmol|g/L|kg/)",
        implies=_STANDARD,
        meaning="A clinical limit defines a state of health.",
        finds=(example("血红蛋白＜110g/L诊断为贫血", n="110"),),
        ignores=("贫血率＜10%",),
    ),
    Rule(
        name="standard.advice",
        pattern="(?<!会)建议(?!名单|办理){clause_rest}",
        implies=_STANDARD,
        meaning="Advice to persons is no promise of the government.",
        finds=(example("指南建议每天摄入12种食物", n="12"),),
        ignores=("每天摄入12种食物",),
    ),
)
