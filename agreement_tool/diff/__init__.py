"""Two versions of an agreement -> what changed: align, classify, word-level edits, materiality."""
