"""What the intake room says (kept there, since jobs write error sheets in these sentences)."""

from sijill.intake.sentences import SENTENCES

__all__ = ["SENTENCES"]
