"""People of the office, their roles, and how they sign in."""
