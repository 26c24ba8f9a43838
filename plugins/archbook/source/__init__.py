"""Text with its place kept: files, YAML with line numbers, Markdown anatomy, findings, the clock."""
