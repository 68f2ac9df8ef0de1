"""Need-to-know: offices, clearances, compartments; reads in scope. See README.md."""
