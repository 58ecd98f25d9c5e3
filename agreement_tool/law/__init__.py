"""The law as data: which provision asks for what, where it stands, and how it was verified. Nothing here decides a
case."""
