"""What must hold: one module per family, one function per rule."""
