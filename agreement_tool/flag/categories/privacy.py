"""privacy 个人信息: collection, use, sharing, transfer, cross-border or sensitive personal information."""

from __future__ import annotations

from agreement_tool.flag.phrases import CategoryPhrases, Phrase

SECURITY = (
    "(?:防止|(?<!会)避免|(?<!用于)(?<!以)防范)[^。]{0,40}(?:访问|泄露|披露|使用|修改|丢失|滥用|毁损)|(?:安全)(?:措施|防护|技术|保护)|保护措施|受到[^。；，]{0,16}(?:保护|措施)|加密|接触到?[^。；，]{0,10}(?:信息|数据)的?[^。；，]{0,6}(?:人员|员工|人)|权限管理|访问控制|(?<!为)(?<!为了)(?<!用于)保护[^。；，]{0,20}(?:安全|完整)|"
    "(?<!避免)泄露(?!敏感)|(?<!等)(?<!防范)(?<!检测)(?<!预防)安全事件|签[署订][^。；]{0,12}保密|影响评估|停止[^。；，]{0,6}收集|(?:删除|匿名化)(?:或|及|、|处理)|(?:遵循|遵守|秉承|恪守)[^。；]{0,20}(?:合法|正当|最小|必要)[^。；]{0,30}原则|保护(?:所|<对方>的)[^。；，]{0,12}(?:信息|数据|隐私)"
)
"""Sentences that promise security or speak of accidents, not of processing."""
OWN_RIGHTS = "<对方>(?:依法)?(?:无法|希望|有权|要求|可要求|可以|可|能够|享有|能)[^。；]{0,90}?(?:查阅|查询|访问|更正|修改|复制|删除|撤回|注销|转移|拒绝|投诉|管理|选择(?!授权|提供|开启|是否授权)|关闭|更改|了解|可携带)"
"""Sentences that give the user a right over the information."""
MISUSE = "(?:不得(?!超出|超范围|设置|强制|用于超出)|不允许|禁止|非法|擅自|恶意|窃取|冒用|盗用)[^。；]{0,24}(?:收集|获取|采集|读取|公开|披露|提供|使用|信息|资料)|(?:请勿|切勿|不要|不应)[^。；]{0,30}(?:公开|披露|提供|透露|告知|泄露|分享)|妥善保[管护]"
"""Sentences about what the user must not do with other people's information."""
ANNOUNCED = "我们(?:将|会)?如何|如何(?:收集|保存|共享|存储|保护|处理|管理|转让|披露|获取)|哪些(?:个人)?(?:信息|数据)|怎样(?:收集|使用)|旨在|本(?:隐私)?政策(?:仅)?(?:适用于|是|不适用)|不适用于|处理行为|(?:限制|拒绝)处理|(?:收集|共享|转让|使用)[^。；，]{0,6}(?:范围|规则|条款)(?:、|等|以及|及)|(?:行使|歧视)[^。；，]{0,12}权利|(?:没有|无)义务|不会(?:强制)?要求|发生(?:重大|较大)?(?:变化|变更)|未收集|(?:发现|认为)[^。；]{0,30}(?:错误|不准确|有误|不完整)|(?:要求|请求)[^。；，]{0,6}删除|删除<对方>的?[^。；，]{0,10}(?:信息|资料|数据)|(?:尽快|及时|立即)[^。；，]{0,6}删除|(?:查阅|更正|删除|撤回同意)[^。；，]{0,12}的权利|(?:改变|撤回|变更|取消)[^。；，]{0,20}(?:授权|同意|收集)"
"""Tables of contents and preambles that say what the policy will tell."""
LIABILITY = "(?:导致|造成|引起|产生|遭受)[^。；，]{0,16}(?:损失|责任|后果|纠纷|损害)|不承担|自行承担|概不负责|(?:不|无法|不能)(?:能)?保证|不(?:会)?(?:对|就)[^。；]{0,60}(?:承担|负)[^。；]{0,8}责任"
"""Sentences about who bears what comes of it."""
NOT_DONE = (
    "^(?![^。]*(?:除|但|未经|未获|如果|仅))[^。]*不(?:会|主动|得)*(?:收集|采集|上传)[^。；]{0,20}(?:信息|数据|资料)"
)
"""Sentences that say, without exception, that nothing is collected."""
NOT_PROCESSING = f"{SECURITY}|{MISUSE}|{ANNOUNCED}|{LIABILITY}|{NOT_DONE}"

ASKED_OTHERWISE = "虚假|(?:责任|损失|后果)|不真实|变更|联系(?:我们|方式)|客服|核实您的身份|验证您的身份|(?:错误|不准确|有误)|复印|注意(?:您的)?(?:个人)?信息|妥善保护|向(?:交易对方|他人)|代理人|委托书|授权文件|不会(?:强制)?要求|登录手段|作为登录"
"""Sentences that ask for information by the way: so as to answer a request, or on pain of liability."""

PRIVACY = CategoryPhrases(
    category="privacy",
    headings=r"隐私|个人信息|信息收集|收集|信息使用|信息的使用|信息共享|共享|披露|转让|[Cc]ookie|未成年人|儿童|敏感|跨境|数据保护|数据收集|信息保护",
    basis=("pipl-14", "pipl-17",),
    in_lists=frozenset({"collects", "collects-data", "reports-to", "kind-for-purpose", "information-collected", "shares", "information-shared", "may-disclose", "discloses-to", "cross-border"}),
    phrases=(
        Phrase("collects", "(?:收集|获取|采集|读取|调用|获得|取得|记录|访问|查询|调查|核验|核实|比对)[^。；]{0,60}?(?:<个人信息>)", 0.75, scope="consumer", actor="provider", unless_here="同意，", unless=f"(?:什么|何种)|{NOT_PROCESSING}", unless_before=OWN_RIGHTS),
        Phrase("collects-data", "(?:收集|采集)[^。；]{0,30}?(?:信息|数据|资料)", 0.55, scope="consumer", actor="provider", unless=f"(?:什么|何种)|{NOT_PROCESSING}", unless_before=OWN_RIGHTS),
        Phrase("information-collected", "(?:<个人信息>|<所述信息>)[^。；，]{0,20}?(?:收集|采集|记录)", 0.6, scope="consumer", actor="provider", unless=NOT_PROCESSING, unless_before=OWN_RIGHTS),
        Phrase("shares", "(?:(?:<分享>)(?!给?<我方>|给<对方>)|提供[给予](?!<对方>))[^。；，]{0,40}?(?:<个人信息>|<所述信息>)", 0.75, scope="consumer", actor="provider", unless=NOT_PROCESSING, basis=("pipl-23",), unless_before=OWN_RIGHTS),
        Phrase("information-shared", "(?:<个人信息>|<所述信息>)[^。；，]{0,30}?(?:共享|分享|转让|披露|公开|传输|转移|出售|出租|透露|提供给|提供予|交换|委托|报送|上报|(?:提交|提供)[至给])", 0.75, scope="consumer", actor="provider", unless=NOT_PROCESSING, basis=("pipl-23", "pipl-25"), unless_before=OWN_RIGHTS),
        Phrase("uses-information", "(?:使用|利用|处理|分析|挖掘|统计|存储|保存)[^。；，]{0,24}?(?:<个人信息>|<所述信息>)", 0.6, scope="consumer", actor="provider", unless=f"{NOT_PROCESSING}|不会将?[^。；]{{0,12}}用于|复制、|改写|翻译|衍生|派生", unless_before=OWN_RIGHTS),
        Phrase("information-used", "(?:<个人信息>|<所述信息>)[^。；，]{0,16}?(?:用于|用来|用作|使用(?!人|者)|进行)", 0.55, scope="consumer", actor="provider", unless_here="变动|变更|更新", unless=f"{NOT_PROCESSING}|不会|不得|无法使用|错误|删除<对方>|发布信息|复制、", unless_before=OWN_RIGHTS),
        Phrase("asks-for-identity", "(?:提供(?!商|者|方)|提交|填写|上传|输入|登记|录入|验证|认证|绑定)[^。；，]{0,40}?(?:身份证(?!明)|真实姓名|身份信息|实名信息|人脸|银行卡|车牌号|车架号|VIN码|生日|性别)", 0.6, scope="consumer", actor="user", unless=ASKED_OTHERWISE),
        Phrase("asks-for-information", "(?:提供(?!商|者|方|的|服务|产品)|提交|填写|上传|输入|登记|录入|验证|绑定|开启)[^。；]{0,40}?(?:个人(?:资料|信息)|真实姓名|姓名(?!权)|手机号|电话号码|身份证|身份信息|实名|邮箱|个人或单位(?:资料|信息)|位置权限|相机|通讯录|银行卡|人脸)", 0.4, scope="consumer", actor="user", unless=ASKED_OTHERWISE),
        Phrase("cookies", "(?:[Cc]ookies?|COOKIES?|同类技术|网络信标|像素标签)", 0.6, scope="consumer", unless="是指|<对方>(?:可|可以|有权)|(?:停用|拒绝|清除|阻止|禁用|关闭|删除|屏蔽|不接受)[^。；，]{0,16}[Cc]ookie|适用本"),
        Phrase("sensitive", "(?:敏感(?:个人)?信息|个人敏感|生物识别|人脸|面部|指纹|声纹|行踪轨迹|医疗健康|金融账户|精准定位|地理位置|位置信息)", 0.6, scope="consumer", unless=f"是指|{NOT_PROCESSING}", basis=("pipl-29", "pipl-30",), unless_before=OWN_RIGHTS),
        Phrase("cross-border", "(?:跨境|出境|境外|海外)[^。；]{0,30}?(?:传输|提供|存储|接收|信息|数据|转移)|(?:传输|转移|提供|存储)[^。；]{0,20}?(?:至|到|于|给)?(?:境外|海外|出境)", 0.8, actor="provider", unless="必须符合|应当?符合|违反", basis=("pipl-39",)),
        Phrase("children", "(?:收集|处理|使用|获取|提供|披露)[^。；，]{0,30}?(?:未成年|儿童|未满|不满)|(?:未成年|儿童|未满|不满)[^。；]{0,40}?(?:收集|处理|使用|获取|共享|披露)[^。；，]{0,12}?(?:信息|资料|数据)", 0.6, scope="consumer", unless=f"{MISUSE}|(?:尽快|及时|立即)[^。；，]{{0,6}}删除", basis=("pipl-31", "pipl-31-2", "children-data-9",)),
        Phrase("guardian-consents", "(?:未成年|周岁|儿童)[^。；]{0,60}?(?:家长|父母|监护人)[^。；，]{0,8}同意", 0.3, scope="consumer"),
        Phrase("rules-for-children", "(?:制定|适用|专门)[^。；，]{0,8}(?:未成年人?|儿童)的?[^。；，]{0,4}个人信息[^。；，]{0,8}规则", 0.55, scope="consumer"),
        Phrase("consent-exceptions", "(?:无需|不需|无须|不必|豁免)(?:事先)?(?:征得|取得|获得)?[^。；，]{0,12}?(?:授权)?同意|未经[^。；，]{0,12}?同意[^。；]{0,30}?(?:收集|使用|处理|共享|转让|披露|公开|提供)", 0.4, scope="consumer", unless=f"{MISUSE}|发现"),
        Phrase("pushes", "(?:发送|推送|投放|展示)[^。；]{0,30}?(?:广告|营销|促销|推广|资讯|商业(?:性)?信息|商业性短信|个性化)", 0.3, scope="consumer", unless="不得|禁止|用户不|取消|退订|拒收|不会|不想"),
        Phrase("discloses-to", "向(?!<对方>)[^。；，]{0,24}?(?:披露|公开|共享|报送|提交[^。；，]{0,24}(?:信息|资料|数据))|提交(?:给|至)[^。；，]{0,16}(?:机构|第三方|部门)", 0.45, scope="consumer", actor="provider", unless=f"{NOT_PROCESSING}|不得|<我方>(?:提出|提供的)", basis=("pipl-23", "pipl-25")),
        Phrase("reports-to", "向[^。；，]{0,24}?(?:机构|第三方|部门|关联公司|关联方|合作伙伴|合作方|征信)[^。；，]{0,10}?(?:提交|报送|上报|提供|披露|推送|同步)[^。；，]{0,30}?(?:信息|资料|数据|记录)", 0.6, scope="consumer", actor="provider", unless=f"{NOT_PROCESSING}", unless_before=OWN_RIGHTS, basis=("pipl-23",)),
        Phrase("consents-in-contract", "(?:同意|授权)[^。；]{0,16}?(?:收集|采集|使用|处理|查询)[^。；，]{0,16}?个人(?:信息|资料|数据)", 0.6, scope="contract", unless="不得|保密"),
        Phrase("kind-for-purpose", "(?:信息|资料|数据|记录|权限|姓名|头像|号码)[^。；，]{0,80}，(?:以便|用于|用来)", 0.5, scope="consumer", actor="provider", unless=NOT_PROCESSING),
        Phrase("put-to-use", "将[^。；，]{0,12}?(?:信息|数据)[^。；，]{0,6}?(?:用于|用来|用作)", 0.5, scope="consumer", actor="provider", unless=f"{NOT_PROCESSING}|不会|不得", unless_before=OWN_RIGHTS),
        Phrase("permissions", "(?:调用|开启|获取|申请)[^。；，]{0,16}?(?:权限|通讯录|相机|摄像头|麦克风)", 0.5, scope="consumer", unless=f"{SECURITY}|不得|管理员权限|(?:终止|停止|限制|取消)[^。；，]{0,20}权限"),
        Phrase("keeps-a-record", "对[^。；]{0,40}?(?:进行|予以|加以)[^。；，]{0,12}?(?:录音|录像|录屏|监听|监控)|对[^。；，]{0,24}?(?:操作|行为|通话|聊天|使用情况)[^。；，]{0,6}?进行[^。；，]{0,6}?记录", 0.55, scope="consumer", actor="provider", unless="网站安全|违规|不得|禁止|系统"),
        Phrase("is-sensitive", "(?:为|属于|系)(?:个人)?敏感(?:个人)?信息", 0.5, scope="consumer"),
        Phrase("contact-used", "(?:使用|利用|基于)[^。；，]{0,10}?(?:<对方>的?|用户的?)[^。；，]{0,6}(?:电子邮件|邮箱|联系方式|手机|电话)", 0.65, scope="consumer", actor="provider", unless="登录|注册"),
        Phrase("handles-personal-information", "个人信息[^。；，]{0,10}?处理|(?:包含|处理)[^。；，]{0,10}?个人信息", 0.5, unless=f"是指|{NOT_PROCESSING}", unless_before=OWN_RIGHTS),
        Phrase("may-disclose", "(?:披露|公开|共享|转让|提供)[^。；]{0,30}?(?:信息|数据|资料)|(?:对外|向第三方)(?:披露|提供|公开)", 0.4, scope="consumer", actor="provider", unless=NOT_PROCESSING, basis=("pipl-23", "pipl-25"), unless_before=OWN_RIGHTS),
    ),
)  # fmt: skip
