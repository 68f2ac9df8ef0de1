"""A synthetic office: every person in it is made up, and every page says so."""
