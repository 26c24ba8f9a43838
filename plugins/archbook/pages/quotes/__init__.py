"""What hand-written pages quote of the handbook, as Markdown: names, figures, facts, lists."""
