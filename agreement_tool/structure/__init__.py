"""SourceDocument -> Agreement: labels are evidence, the tree is an inference."""
