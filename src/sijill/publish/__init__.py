"""What leaves: cleared, suppressed, checkable."""
