"""How far we believe it: findings by two people at one standard."""
