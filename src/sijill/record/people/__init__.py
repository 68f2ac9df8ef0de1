"""Those who are named, and groups nobody named yet."""
