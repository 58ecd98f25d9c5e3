"""PDF -> SourceDocument: runs (pdfium or pdfplumber), lines, emphasis, furniture, tables."""
