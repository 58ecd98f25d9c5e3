"""The categories of key clauses, one file each, in the order of `model.CATEGORIES`."""

from __future__ import annotations

from agreement_tool.flag.categories.breach import BREACH
from agreement_tool.flag.categories.dispute import DISPUTE
from agreement_tool.flag.categories.liability import LIABILITY
from agreement_tool.flag.categories.privacy import PRIVACY
from agreement_tool.flag.categories.separate_terms import SEPARATE_TERMS
from agreement_tool.flag.categories.user_rights import USER_RIGHTS
from agreement_tool.flag.phrases import CategoryPhrases

ALL_CATEGORIES: tuple[CategoryPhrases, ...] = (LIABILITY, USER_RIGHTS, DISPUTE, BREACH, PRIVACY, SEPARATE_TERMS)
