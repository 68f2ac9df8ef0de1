"""Every act and every look, in a log nobody can rewrite. See README.md."""
