"""What is said to have happened: incidents, acts, involvement, information."""
