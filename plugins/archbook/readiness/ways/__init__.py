"""The ways in which an item is decided, one module for each."""
