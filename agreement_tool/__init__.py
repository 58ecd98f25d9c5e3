"""Chinese agreements as clauses: extract, check, diff, flag, export."""
