"""The table of rules: every rule module, in the order they are listed and reported."""

from __future__ import annotations

from agreement_tool.check.base import Rule
from agreement_tool.check.rules import (
    num001_duplicate_number,
    num002_skipped_number,
    num003_number_out_of_order,
    num004_level_jump,
    num005_parent_mismatch,
    num006_mixed_style,
    num007_mixed_width,
    num008_restarted_number,
    num009_lone_item,
    num010_unnumbered_entries,
    num011_uneven_depth,
    num012_uncitable_items,
    num013_nested_same_style,
    num014_odd_run_in,
)

RULES: tuple[Rule, ...] = (
    num001_duplicate_number.RULE,
    num002_skipped_number.RULE,
    num003_number_out_of_order.RULE,
    num004_level_jump.RULE,
    num005_parent_mismatch.RULE,
    num006_mixed_style.RULE,
    num007_mixed_width.RULE,
    num008_restarted_number.RULE,
    num009_lone_item.RULE,
    num010_unnumbered_entries.RULE,
    num011_uneven_depth.RULE,
    num012_uncitable_items.RULE,
    num013_nested_same_style.RULE,
    num014_odd_run_in.RULE,
)
