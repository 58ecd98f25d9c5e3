"""What of `agreement_tool/structure` can be deleted: each decision is switched off, and what is lost counted.

    python -m benchmarks.deletions [--shared ../shared] [--jobs N] [--module NAME]   one table, the useless ones first
    python -m benchmarks.deletions --show ID                                         what one of them changes

A site is a condition, one operand of a condition, an entry in a table of rules, a rule function or a pass over blocks
(`sites`). It is switched off in the source's syntax tree, the changed package is imported anew in a process of its own
and builds the documents that the site speaks in, as a run with probes has shown (`trials`).

Documents are read once and kept (`documents`). Kept is what the readers gave and nothing that `structure` made of it:
a file made by other code outside `structure` is not used.
"""
