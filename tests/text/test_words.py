import logging
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreement_tool.text import words
from agreement_tool.text.words import boundaries, cut, legal_words

SEED = Path(__file__).parents[1] / "data" / "seed" / "panasonic-security-app.txt"


@settings(deadline=None)  # the first example loads the dictionary
@given(st.text(alphabet="本协议甲方应当在30日内支付1,000.00元。 \n（a-b）％%，", max_size=60))
def test_the_words_of_a_text_spell_the_text(text: str) -> None:
    assert "".join(cut(text)) == text


@pytest.mark.parametrize("word", ["管辖权", "个人信息", "违约金", "隐私政策", "人民法院", "不可抗力", "最终解释权"])
def test_a_legal_term_stays_one_word(word: str) -> None:
    assert word in cut(f"双方就{word}作出约定")


def test_every_legal_term_stands_alone_as_one_word() -> None:
    assert [word for word in legal_words() if cut(word) != (word,)] == []


def test_boundaries_hold_both_ends() -> None:
    assert boundaries("甲方应当") == {0, 2, 4}
    assert boundaries("") == {0}


def test_loading_the_dictionary_writes_nothing_and_costs_little() -> None:
    code = (
        "import time; start = time.perf_counter()\n"
        "from agreement_tool.text.words import cut; cut('本协议')\n"
        "print(time.perf_counter() - start)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert float(done.stdout) < 1.0


def test_the_dictionary_is_both_lists_as_one_table() -> None:
    stored = resources.files("agreement_tool.text").joinpath("dictionary.txt").read_text("utf-8")
    assert stored == words.dictionary(), "write words.dictionary() to agreement_tool/text/dictionary.txt"


def test_words_are_cut_as_jieba_cuts_them_with_this_dictionary() -> None:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    plain = jieba.Tokenizer()
    names, frequencies = words.dictionary().split("\n")[:2]
    plain.FREQ = dict(zip(names.split(), map(int, frequencies.split()), strict=True))
    plain.total, plain.initialized = sum(plain.FREQ.values()), True
    lines = [line for line in SEED.read_text("utf-8").splitlines() if line]
    lines += ["ＡＰＰ与 Wi-Fi 的 30 天试用a b1c2。", "㐀龥𠀀", "甲乙丙丁"]
    assert [cut(line) for line in lines] == [tuple(plain.cut(line, HMM=False)) for line in lines]


def test_the_guesser_of_jieba_still_works_for_who_uses_it() -> None:
    code = (
        "from agreement_tool.text.words import cut; cut('本协议')\n"
        "import jieba; jieba.setLogLevel(40); print('/'.join(jieba.finalseg.cut('李小福是创新办主任')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "李小福/是/创新/办主任"
