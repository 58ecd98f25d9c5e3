"""What is known of a rule before it runs: its names, how grave it is, and what its documentation says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from agreement_tool.frozen import frozen
from agreement_tool.model.finding import Severity


@frozen
class RuleNote:
    """A rule as lists and reports show it: one of the linter's, of the emphasis audit's, or about suppressions."""

    code: str
    """NUM002; never reused."""
    name: str
    """skipped-number: the fault, not the remedy."""
    zh: str
    severity: Severity
    """The usual severity; a finding may be milder."""
    doc: Mapping[str, str] = field(default_factory=dict)
    """Section -> text: summary, what, why, bad, good, and 问题, 理由 in Chinese."""

    def section(self, name: str) -> str:
        """One section of the doc; '' when it has none of that name."""
        return self.doc.get(name, "")
