"""How a system behaves: computed from the component map, one analysis a module."""
