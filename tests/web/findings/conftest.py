"""Pages without a second factor, as in the demonstration."""

from tests.web.desk_world import waived

__all__ = ["waived"]
