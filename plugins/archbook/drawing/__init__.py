"""Pictures: drawings laid out by Graphviz and written as finished SVG, PNG and Mermaid."""
