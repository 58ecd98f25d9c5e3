"""file -> SourceDocument. One module a format; `registry` chooses."""
