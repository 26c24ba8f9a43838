"""Checklists: abilities that are asked for, how each is decided, and what people attest."""
