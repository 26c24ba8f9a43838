"""The component map: model, vocabulary (kinds, verbs), loading, selectors, views, graph."""
