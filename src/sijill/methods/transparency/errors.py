"""What can go wrong when a tree is asked for something it cannot give."""


class TransparencyError(ValueError):
    """A refused request to a tree; `code` is stable, `params` fill its translated message."""

    def __init__(self, code: str, message: str, **params: object) -> None:
        super().__init__(message)
        self.code = code
        self.params = params
