"""An agreement's clauses -> their key-clause flags, read with who is who, the headings above and the sentence that introduces them."""

from __future__ import annotations

from agreement_tool.flag.matchers import flags_of
from agreement_tool.flag.parties import Parties, parties_of
from agreement_tool.flag.phrases import compile_pattern
from agreement_tool.flag.promise import masked
from agreement_tool.model import Agreement, Clause, KeyFlag

FRAGMENT_FREE = frozenset({"user_rights", "privacy"})
"""Categories that a mere fragment of an introducing sentence never carries by itself."""
OWN_SENTENCE = (
    "(?:^|[，；。：）、])(?:<我方>|<对方>|任何人)[^，。；]{0,8}?(?:会|将|可|有权|不|应|须|必|保留|同意|承诺|需|授权)|<不得>|<不>承担|自行承担|"
    "(?:应当|必须|应立即)|为准|^不|^仅|^只|(?:^|，)(?:应|须|需)"
)
"""What makes an item a sentence of its own: somebody does something, or it forbids by itself."""


def key_flags(agreement: Agreement) -> dict[str, tuple[KeyFlag, ...]]:
    """Every flagged clause's flags, by eid, in reading order. Signature blocks are never key."""
    parties = parties_of(agreement)
    found = (
        (clause.eid, _flags(clause, above, agreement.title, parties))
        for clause, above in agreement.walk_with_parents()
        if clause.kind != "signature" and clause.text
    )
    return {eid: flags for eid, flags in found if flags}


def _flags(clause: Clause, above: tuple[Clause, ...], title: str, parties: Parties) -> tuple[KeyFlag, ...]:
    if _is_fragment(clause, above, parties):
        return tuple(flag for flag in _read(clause, above, title, parties) if flag.category not in FRAGMENT_FREE)
    return _read(clause, above, title, parties)


def _is_fragment(clause: Clause, above: tuple[Clause, ...], parties: Parties) -> bool:
    """An item that only finishes the sentence introducing it: the key is that sentence's."""
    introduced = bool(above) and clause.label is not None and above[-1].text.rstrip().endswith(("：", ":"))
    return introduced and not _has_own_sentence(clause.text, parties)


def _has_own_sentence(text: str, parties: Parties) -> bool:
    concealed = parties.concealed("".join(text.split()))
    return compile_pattern(OWN_SENTENCE, parties.contract).search(concealed) is not None


def _read(clause: Clause, above: tuple[Clause, ...], title: str, parties: Parties) -> tuple[KeyFlag, ...]:
    headings = [title, *(ancestor.heading for ancestor in above if ancestor.heading)]
    return flags_of(masked(clause.text), [*headings, clause.heading] if clause.heading else headings, parties)
