"""Text with its place kept: files, YAML with lines, Markdown anatomy, findings, the clock."""
