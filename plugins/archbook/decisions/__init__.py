"""The decision log: model, the tolerant reader, numbering, relations, rendering, authoring."""
