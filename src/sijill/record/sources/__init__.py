"""Who told us, apart from what they told."""
