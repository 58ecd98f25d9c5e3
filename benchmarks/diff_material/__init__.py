"""Whether what matters is starred, what does not is not, and for which reason: labelled pairs of our own wording."""
