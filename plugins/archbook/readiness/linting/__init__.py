"""The linter of checklists: what asks for the impossible, for nothing, or for the same twice."""
