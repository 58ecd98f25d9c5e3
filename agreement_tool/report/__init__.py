"""Findings, key clauses and changes -> what a person or a CI system reads."""
