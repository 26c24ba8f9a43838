"""Pictures: drawings laid out by Graphviz and written as finished SVG, PNG and Mermaid.

A `Drawing` says what is shown, `render_all` makes `Picture`s of many (from the cache where they
are known), and a `Picture` is written as a `figure` for a page or as a `standalone` file, from
which `make_png` makes PNG. `write_mermaid` needs no Graphviz, `draw_script` runs the scripts of
those who draw by hand.
"""
