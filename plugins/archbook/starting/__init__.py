"""Starting a handbook: what a repository holds already, and the first files made of it."""
