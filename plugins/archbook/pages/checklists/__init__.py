"""The chapter about checklists: what is asked of each component, and how it stands."""
