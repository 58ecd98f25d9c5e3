"""The audit: what must stand out, what was promised to, what does, and the findings both ways."""

from __future__ import annotations

from agreement_tool.flag.clauses import flags_and_differences
from agreement_tool.flag.emphasis import emphasis_of, is_known
from agreement_tool.flag.emphasis_notice import find_emphasis_notice
from agreement_tool.flag.findings import bilingual_findings, findings_of
from agreement_tool.flag.parties import agreement_text, parties_of
from agreement_tool.model import Agreement, Audit, Clause, KeyClause, KeyFlag
from agreement_tool.text.patterns import compiled

CHARTER = compiled("(?:章程|公约|宪章|社规|团规|会规)$")
VOTING = compiled("表决|投票|三分之二|半数|全体(?:成员|会员|社员)|(?:成员|会员|社员)大会")
"""Its members decide what a charter says: nobody's form terms, of which emphasis would be due (Civil Code 496)."""
NO_SALE = compiled(
    "贡献者(?:许可|授权|协议|条款)|Contributor License|员工手册|(?:规章|管理)制度$|承诺书$|保证书$|免责声明$"
)
"""Titles of the licences that contributors grant, of a house's rules for its own people, of undertakings, and of papers
that are nothing but a disclaimer and say so in large letters."""
CONTEST = compiled("(?:竞赛|比赛|大赛|竞速赛|挑战赛|锦标赛|联赛|邀请赛)(?:的?(?:规则|章程|规程|细则|办法|说明))?$")
"""Titles of the rules of a contest: whoever plays by them buys nothing."""
ELSEWHERE = compiled("臺灣|台灣|中華民國|臺北|香港特別行政區")
"""In traditional characters: the law that asks for emphasis does not hold there."""
STAFF, GIFTS, CUSTOMERS = compiled("员工|劳动者"), compiled("贡献"), compiled("您|用户|会员|账号")
OFTEN = 10
"""So often an untitled paper names staff or contributions, to be about them."""


def audit(agreement: Agreement) -> Audit:
    """The promise, every key clause in reading order with its emphasis, and the findings."""
    notice = find_emphasis_notice(agreement)
    parties = parties_of(agreement)
    flags, differences = flags_and_differences(agreement, parties)
    known = is_known(agreement)
    clauses = tuple(_key_clause(clause, flags[clause.eid], known) for clause in agreement.walk() if clause.eid in flags)
    if is_charter(agreement) or is_no_sale(agreement):
        return Audit(notice, clauses, ())
    found = findings_of(agreement, notice, clauses, known=known, contract=parties.contract)
    return Audit(notice, clauses, (*found, *bilingual_findings(agreement, differences)))


def is_charter(agreement: Agreement) -> bool:
    """Whether an agreement is the charter of a club: its title says so, and its members vote."""
    return bool(CHARTER.search(agreement.title.strip(" 》”"))) and bool(VOTING.search(agreement_text(agreement)))


def is_no_sale(agreement: Agreement) -> bool:
    """Whether the duty to prompt does not hold: a contributor's licence, a contest, a house's own rules, an
    undertaking, a mere disclaimer, or terms under the law of another place."""
    title, text = agreement.title.strip(" 》”"), agreement_text(agreement)
    staff, gifts, customers = (len(words.findall(text)) for words in (STAFF, GIFTS, CUSTOMERS))
    return (
        any(kind.search(title) for kind in (NO_SALE, CONTEST))
        or bool(ELSEWHERE.search(text))
        or staff >= OFTEN + customers
        or (gifts >= OFTEN and 2 * gifts >= customers)
    )


def _key_clause(clause: Clause, flags: tuple[KeyFlag, ...], known: bool) -> KeyClause:
    return KeyClause(clause.eid, clause.wid, clause.label, clause.page, flags, emphasis_of(clause, known=known))
