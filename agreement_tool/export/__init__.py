"""Agreement -> what an app or a reader takes: JSON, Markdown, text, HTML, DOCX, Akoma Ntoso."""
