"""What arrives, untouched, with its provenance."""
