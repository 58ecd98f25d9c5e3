"""How much is remembered of the texts of an agreement."""

TEXTS = 65_536
"""Texts of which a function remembers what it said: those of an agreement of 5 MB. Several stages ask about each of
them, and where fewer are remembered than an agreement has, none is by the time that it is asked about again."""
