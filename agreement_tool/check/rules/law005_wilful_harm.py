"""LAW005 免除故意责任 wilful-harm: liability is excluded whatever the fault.

问题：免责条款不区分故意、重大过失。
理由：因故意或者重大过失造成对方财产损失的免责条款无效（民法典第506条第2项）。
What: an exclusion 'for whatever reason', 'even where we are at fault'.
Why: void where harm is done wilfully or by gross negligence (Civil Code art. 506 (2)).
Bad: 无论因何种原因（包括我们的过错），均不承担责任
Good: 除因我们故意或重大过失外，不承担责任
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import matches
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled

_WHATEVER = compiled(
    r"(?:无论|不论|不管)[^，。；]{0,10}(?:是否|有无|何种)?[^，。；]{0,8}(?:过错|过失|疏忽|故意)|即使[^，。；]{0,16}(?:存在|有)(?:过错|过失|疏忽)|包括(?:但不限于)?[^，。；]{0,12}(?:故意|重大过失)"
)
_EXCLUDES = compiled(r"(?:不|无须|无需|概不|均不)\s*(?:承担|负)[^。；]{0,8}责任|免责|概不负责")


def check(context: Context) -> Iterator[Fault]:
    """One fault a sentence."""
    for sentence, match in matches(context, _WHATEVER, "过错", "过失", "疏忽", "故意"):
        if _EXCLUDES.search(sentence.text):
            message = Bilingual(
                "免责不区分故意、重大过失，部分无效", "excludes liability whatever the fault; void in part"
            )
            yield Fault(sentence.clause, message, "text", *sentence.span(match), confidence=0.7)


RULE = Rule("LAW005", "wilful-harm", "免除故意责任", Severity.WARNING, check)
