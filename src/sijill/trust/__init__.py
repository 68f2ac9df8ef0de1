"""Who may, and who did."""
