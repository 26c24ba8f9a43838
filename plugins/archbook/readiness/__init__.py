"""Readiness: what the checklists come to for each component."""
