"""File -> SourceDocument: one reader a format, chosen by `registry`."""
