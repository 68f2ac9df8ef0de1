"""Keys and sealed fields: what opens, for whom, after which leaf. See README.md."""
