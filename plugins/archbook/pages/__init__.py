"""The handbook's pages as plain values, one module per kind of page; knows no site generator."""
