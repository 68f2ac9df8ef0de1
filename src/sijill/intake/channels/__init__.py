"""The ways by which reports arrive. A channel parses; it never writes incidents."""
