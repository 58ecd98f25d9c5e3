"""breach 违约责任: penalties, liquidated damages and indemnities that the user or another party owes."""

from __future__ import annotations

from agreement_tool.flag.phrases import CategoryPhrases, Phrase

NOT_OWED = "无权|(?:概不|均不|不)(?:对|就)|(?:不(?!限于|当|法|良|实|正|得|可抗|符|仅|同|足)|无需|无须|不予|概不|免除|免于|部分或者?全部免除)[^。；，]{0,12}?(?:承担|负|违约|赔偿|责任)"
OUR_LOSS = "(?:<我方>|他人|第三方|第三人|其他用户|其他人|对方|守约方|权利人|公司|国家)"

BREACH = CategoryPhrases(
    category="breach",
    headings=r"违约|赔偿|罚则|法律责任|补偿|违规处理",
    basis=("civil-code-496", "contract-interpretation-10", "consumer-law-26"),
    phrases=(
        Phrase("penalty-sum", "<金额>", 0.8, unless=f"可以约定|{NOT_OWED}|行政罚款|(?:包括|包含)[^。；]{{0,40}}罚款[^。；]{{0,30}}(?:均|概)?不"),
        Phrase("liable-for-breach", "(?:承担|负|追究)[^。；，]{0,20}?违约责任|违约责任[^。；，]{0,20}?(?:承担|由)|(?:构成|视为)[^。；，]{0,10}?违约", 0.75, unless="不视为|不构成|不能视为", unless_near=NOT_OWED),
        Phrase("user-compensates", "<对方>[^。；]{0,60}?(?:赔偿|补偿|赔付)", 0.8, actor="user", unless_near=NOT_OWED, scope="consumer"),
        Phrase("compensates-us", "(?:赔偿|补偿|赔付|弥补)(?:由此|因此|所|给|因)*…(?:<我方>|他人|第三方|守约方|对方|全部|一切|所有|相应|损失|经济)", 0.7, actor="user", unless_near=NOT_OWED),
        Phrase("demands-damages", "(?:要求|请求|责令|追究|主张|索要|索取)[^。；]{0,30}?(?:赔偿|索赔|补偿)", 0.7, unless=f"(?:<对方>)(?:有权|可以|可)[^。；]{{0,12}}(?:要求|请求)<我方>|{NOT_OWED}|无权", scope="consumer"),
        Phrase("loss-to-us", f"(?:造成|导致|致使|引起|给|使(?!用))[^。；，]{{0,10}}{OUR_LOSS}[^。；]{{0,30}}?(?:损失|损害|损毁|侵害)[^。；]{{0,40}}?(?:承担|负责|赔偿|追究|补偿)", 0.75, actor="user", unless_near=NOT_OWED),
        Phrase("loss-done-to-us", f"(?:对|给){OUR_LOSS}[^。；，]{{0,6}}造成[^。；]{{0,16}}?(?:损失|损害)[^。；]{{0,40}}?(?:承担|负责|赔偿|追究|补偿)", 0.75, actor="user", unless_near=NOT_OWED),
        Phrase("loss-to-us-suffered", "(?:<我方>|第三方|他人)[^。；，]{0,10}?(?:遭受|受到|蒙受)[^。；]{0,30}?(?:损失|损害|索赔|费用|处罚|罚款)[^。；]{0,40}?(?:<对方>|承担|赔偿|追偿|负责)", 0.7, unless_near=NOT_OWED),
        Phrase("indemnifies", "(?:使|保证|确保|令|保障|维护|保护)[^。；，]{0,6}<我方>[^。；]{0,30}?(?:免受|免遭|免于|不受)[^。；]{0,20}?(?:损失|损害|索赔|追究|起诉|伤害)|向<对方>[^。；，]{0,10}?(?:追[偿索]|索[偿赔])|追[偿索]", 0.8),
        Phrase("compensation-duty", "(?:赔偿|违约|连带赔偿|连带清偿)(?:全部|相应|的|损失的?|等)*(?:责任|义务)", 0.7, unless="赔偿(?:总额|责任)[^。；]{0,20}(?:不超过|限)", unless_near=NOT_OWED, actor="user"),
        Phrase("damages", "(?:赔偿|补偿)[^。；，]{0,12}?损失|损失[^。；，]{0,12}?(?:赔偿|补偿)|赔偿", 0.65, scope="contract", unless=f"可以约定|{NOT_OWED}"),
        Phrase("late-payment", "(?:逾期|迟延|延迟|拖欠|延误|每日|按日|每逾期|每迟|每延期)[^。；]{0,50}?(?:支付|承担|计算|计收|缴纳|加收|收取|计付|偿付|扣除|扣减|扣罚)[^。；]{0,30}?(?:‰|％|%|万分之|千分之|百分之|倍|利息|标准|罚)", 0.75),
        Phrase("bears-cost-of-it", "(?:承担|赔偿|负担)[^。；，]{0,8}?(?:由此|因此)[^。；，]{0,10}?(?:费用|损失)", 0.6, scope="contract", unless_near=NOT_OWED),
        Phrase("party-in-breach-pays", "(?:由)?(?:违约方|过错方)[^。；，]{0,24}?(?:承担|赔偿|支付|补偿)", 0.65, scope="contract", unless_near=NOT_OWED),
        Phrase("forfeits", "(?:没收|不予退还|不退还|扣除|扣留|抵扣|抵作)[^。；，]{0,16}?(?:押金|定金|保证金|订金|租金|工资|报酬|薪酬|佣金|奖金|余额|收益|货款|预付款)|双倍(?:返还|退还|赔偿)|(?:押金|定金|保证金)[^。；，]{0,10}?(?:不予退还|不退|没收)", 0.75),
        Phrase("answers-for-violation", "(?:违反|违约|违法|侵犯|侵害|侵权)[^。；]{0,50}?(?:的|时)，[^。；]{0,50}?(?:承担|负)[^。；，]{0,12}?责任", 0.6, unless=f"{NOT_OWED}|<我方>(?:应|将|会|需)?(?:自行)?承担"),
        Phrase("third-party-claims", "(?:违反|违约|侵犯|侵害|侵权|违法)[^。；]{0,60}?(?:第三方|他人|第三人|任何人)[^。；]{0,24}?(?:索赔|投诉|诉讼|主张|请求|追究|处罚)[^。；]{0,40}?(?:承担|负责|赔偿|处理)", 0.7, actor="any", unless=f"{NOT_OWED}|<我方>(?:将|会)"),
        Phrase("claims-against-us", "(?:第三方|他人|第三人|任何人)[^。；，]{0,10}?向?<我方>[^。；，]{0,10}?(?:索赔|主张|诉讼|投诉|追究|请求)[^。；]{0,40}?(?:承担|负责|赔偿)", 0.7, unless_near=NOT_OWED),
        Phrase("must-compensate", "(?:并|须|应当?|需|需要)(?:照价|予以|全额|足额|依法|承担)?(?:赔偿|补偿)", 0.6, actor="user", unless_near=NOT_OWED),
        Phrase("bears-our-loss", "承担[^。；]{0,24}?给(?:<我方>|对方|他方|守约方)[^。；]{0,16}?损失", 0.7, unless_near=NOT_OWED),
        Phrase("multiple-price", "(?:[一二三四五六七八九十两百0-9]+)倍[^。；，]{0,10}?(?:支付|赔偿|补偿|收取|处罚)", 0.7, unless="<我方>(?:将|应|会)?[^。；，]{0,6}赔偿|故障时间"),
        Phrase("pursues", "追究[^。；，]{0,16}?(?:责任)", 0.4, unless=f"{NOT_OWED}|等(?:措施|处理)|不(?:再)?(?:就|得|会|向)|放弃|免受|<对方>(?:有权|可以|可)"),
        Phrase("holds-harmless", "使<我方>…免责|(?:免受|免于)[^。；，]{0,12}?(?:索赔|损害|损失)", 0.75),
        Phrase("bears-claims", "(?:违反|违背|违约|侵犯|侵害)[^。]{0,120}?(?:索赔|费用|损失|开支|赔偿|诉讼)[^。]{0,60}?(?:由<对方>|<对方>[^。；，]{0,6}?)(?:自行|单独|全部|独立)?(?:承担|负责|赔偿)", 0.7, unless_near=NOT_OWED),
        Phrase("bears-liability", "承担[^。；，]{0,12}?(?:法律|民事|刑事|相应|全部|一切|由此产生)[^。；，]{0,6}?责任", 0.35, unless_near=NOT_OWED),
        Phrase("bears-liability-for-it", "(?:应当?|须|需|由)[^。；，]{0,14}?承担[^。；，]{0,6}?(?:相应|法律|民事|全部|一切)[^。；，]{0,6}?责任", 0.5, scope="contract", unless_near=NOT_OWED),
        Phrase("answers", "承担[^。；，]{0,10}?责任", 0.3, scope="contract", unless_near=NOT_OWED),
        Phrase("pays", "(?:应当?|须|需|需要)[^。；，]{0,20}?支付", 0.3),
    ),
)  # fmt: skip
