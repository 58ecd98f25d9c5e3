"""Agreement <-> clauses/<id>/<version>.yaml and its git history."""
