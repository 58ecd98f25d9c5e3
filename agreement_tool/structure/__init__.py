"""SourceDocument -> Agreement: paragraphs formed, numbers told from cross-references, the likeliest tree inferred."""
