"""Kinds of sentences about personal data."""

from __future__ import annotations

from agreement_tool.flag.kinds.dispute import ABROAD
from agreement_tool.flag.kinds.kind import CHINESE, WARNING, Kind, any_of
from agreement_tool.flag.words import one_of
from agreement_tool.text.patterns import compiled

PROMISES_NOT_TO = compiled(
    r"(?:不|不会|绝不|从不|并不|不得)(?:故意)?(?:主动)?"
    + one_of("收集 上传 共享 出售 出租 存储 保存 跟踪 使用任何")
    + r"|(?:我们|应用|平台|公司)[^。；，]{0,4}不会[^。；，]{0,14}"
    + one_of("收集 共享 访问 传输 披露 提供 出售")
)
GOES_ABROAD = compiled(
    f"(?:传输|转移|转让|传送|提供|发送|存储|储存|保存|处理)[^。；]{{0,16}}{ABROAD}|{ABROAD}[^。；]{{0,16}}(?:传输|转移|接收|存储|储存|保存|处理)"
)
PRIVACY: tuple[Kind, ...] = (
    Kind(
        "child-data-deleted", None, (any_of("儿童 未成年人"), any_of("删除")), (any_of("拒绝 无法 不予"),), tier="note"
    ),
    Kind(
        "goes-abroad",
        WARNING,
        (GOES_ABROAD,),
        (any_of("不会 不向 不将 未经 不涉及 不存在 将来 未来 如需 若需 除非 如果?(?:需要|确需) 境内"),),
        raises=True,
    ),
    Kind(
        "promises-not-to",
        None,
        (PROMISES_NOT_TO,),
        (any_of("除非 除[^。；]{0,20}外 以下情[形况] 但是? 例外 无法 否则 可能 拒绝 将"),),
        tier="note",
    ),
    Kind(
        "protects",
        None,
        (any_of("不会 不得 不将 不向 未经 保密 匿名 非经 除非 不收集 征得 征求 取得 获得[^。；]{0,6}同意"),),
        (any_of("无需 无须 不经"),),
        tier="should",
    ),
    Kind("data", WARNING, (CHINESE,)),
)
