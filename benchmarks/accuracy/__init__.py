"""How right reading and structure are: against gold, over the corpus, and against the last recorded run."""
