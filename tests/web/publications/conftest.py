"""Pages without a second factor, and cases to count."""

import pytest

from tests.cast import Cast
from tests.web.desk_world import waived
from tests.web.figures.counted import Counted, count_something

__all__ = ["waived"]


@pytest.fixture
def counted(cast: Cast) -> Counted:
    return count_something(cast)
