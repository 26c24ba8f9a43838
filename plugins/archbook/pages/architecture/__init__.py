"""The chapter about the component map: its overview, its pictures, a page for each thing in it."""
