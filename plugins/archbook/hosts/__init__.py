"""Where the handbook's pages go: glue to the site generators."""
