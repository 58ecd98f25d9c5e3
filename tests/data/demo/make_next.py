"""Writes panasonic-security-app-next.docx: an invented next version of the seed, from the seed's own blocks.

python tests/data/demo/make_next.py
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import docx
from docx.shared import RGBColor

HERE = Path(__file__).parent
Block = dict[str, Any]

REPLACED = (
    ("则为公告或通知 7 日后生效", "则为公告或通知 15 日后生效"),
    ("服务协议（以下称“协议“）。", "服务协议》（以下称“本协议”）。"),
    ("本协议签订地为北京市北京经济技术开发区。", "本协议签订地为上海市浦东新区。"),
    (
        "您在此完全同意将纠纷或争议提交本协议签订地有管辖权的法院诉讼解决",
        "任何一方均可向被告住所地有管辖权的人民法院提起诉讼",
    ),
    (
        "即使事先已被告知此等损失的可能性。",
        "即使事先已被告知此等损失的可能性；我们的赔偿总额以您最近 12 个月已支付的服务费为限。",
    ),
    ("帐号", "账号"),
)
RENEWAL = "4.2 本 APP 的增值功能按月收费，到期自动续费；您可以在到期前 5 日内关闭自动续费，已收取的费用不予退还。"


def text_of(block: Block) -> str:
    return "".join(text for text, _ in block["runs"])


def index_of(blocks: list[Block], start: str) -> int:
    return next(index for index, block in enumerate(blocks) if text_of(block).startswith(start))


def relabel(block: Block, label: str) -> None:
    first, flags = block["runs"][0]
    block["runs"][0] = [re.sub(r"^\d+\.\d+", label, first), flags]


def next_version(blocks: list[Block]) -> list[Block]:
    for block in blocks:
        for old, new in REPLACED:
            block["runs"] = [[text.replace(old, new), flags] for text, flags in block["runs"]]
    for number in range(6, 1, -1):
        relabel(blocks[index_of(blocks, f"4.{number} ")], f"4.{number + 1}")
    blocks.insert(index_of(blocks, "4.3 "), {"kind": "clause", "runs": [[RENEWAL, ""]]})
    del blocks[index_of(blocks, "5.2 ")]
    relabel(blocks[index_of(blocks, "5.3 ")], "5.2")
    relabel(blocks[index_of(blocks, "8.2 ")], "8.3")
    downtime = blocks[index_of(blocks, "8.1 ")]
    before, after = text_of(downtime).split("停止。我们承诺", 1)
    downtime["runs"] = [[before + "停止。", ""]]
    blocks.insert(index_of(blocks, "8.1 ") + 1, {"kind": "clause", "runs": [["8.2 我们承诺" + after, ""]]})
    return blocks


def write(blocks: list[Block], path: Path) -> None:
    document = docx.Document()
    for block in blocks:
        paragraph = document.add_paragraph(style="Title" if block["kind"] == "title" else "Normal")
        for text, flags in block["runs"]:
            run = paragraph.add_run(text)
            run.bold = bool(set("bs") & set(flags)) or None
            run.underline = "u" in flags or None
            if "r" in flags or "B" in flags:
                run.font.color.rgb = RGBColor(0xC0, 0, 0) if "r" in flags else RGBColor(0, 0, 0xC0)
    document.save(str(path))


if __name__ == "__main__":
    seed = json.loads((HERE.parent / "seed" / "truth_blocks.json").read_text(encoding="utf-8"))
    write(next_version(seed), HERE / "panasonic-security-app-next.docx")
