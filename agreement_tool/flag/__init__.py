"""Agreement -> key clauses and the emphasis audit."""
