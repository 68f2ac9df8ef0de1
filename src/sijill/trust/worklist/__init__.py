"""How one room asks another for work, and jobs with their progress."""
